"""The sheet of one borough: what its one side of A4 says, in order of harm. Values only; nothing here is read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldthread.core.records.queries import Freshness

NO_NAME = "NO NAME"


@dataclass(frozen=True)
class Line:
    """One count in words; `many` None: it cannot be known, and is never told as none."""

    area: str
    words: str
    many: int | None

    def as_json(self) -> dict[str, Any]:
        return {"area": self.area, "words": self.words, "count": self.many}


@dataclass(frozen=True)
class TaskNow:
    """One task as the sheet tells it. `child` is initials and age, where it is about one."""

    reference: str
    words: str
    officer: str | None
    due_at: datetime
    state: str
    is_late: bool
    why: str
    child: str | None
    about: str  # a case's reference or a child's code
    briefing_on: date
    given_by: str
    ended_at: datetime | None
    is_carried: bool
    borough: str
    case_id: UUID | None = None
    person_id: UUID | None = None

    @property
    def is_open(self) -> bool:
        return self.state in ("given", "accepted")

    def as_json(self) -> dict[str, Any]:
        hidden = ("case_id", "person_id")
        return {name: value for name, value in vars(self).items() if name not in hidden}


@dataclass(frozen=True)
class Tonight:
    """One child of tonight: why, what is to be done, who does it and by when. Nobody: NO NAME."""

    child: str
    code: str
    case: str
    area: str
    state: str
    risk: str
    late: tuple[str, ...]  # what is past its time, the longest first
    task: str
    officer: str | None
    due_at: datetime | None
    is_late: bool

    @property
    def why(self) -> str:
        """Of what work, and how it stands; a state that names its work by itself is not told twice."""
        return self.state if self.state.startswith(self.area) else f"{self.area}: {self.state}"

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class TasksCounted:
    """Tasks of one briefing in numbers."""

    on: date | None
    done: int = 0
    not_done: int = 0
    open: int = 0
    no_name: int = 0

    @property
    def of(self) -> int:
        return self.done + self.not_done + self.open

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "of": self.of}


@dataclass(frozen=True)
class Quality:
    """What audits of one kind of work found there: below good, of how many; and how sure one can be."""

    area: str
    below: int
    of: int
    low: float | None
    high: float | None
    sentence: str

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class RiskNow:
    """Somebody who may harm children, as a signal: told apart at a door, on what ground, and whom to ask for more.

    `code` and `name` are empty where the reader's own rows name nobody: what is behind a marker is its desk's to tell.
    """

    words: str
    ground: str
    ask: str
    code: str = ""
    name: str = ""

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class WardNow:
    """One ward: who looks after it, what to look for, and who there may harm children, as far as may be shown."""

    name: str
    officer: str | None
    look_for: str
    risks: int | None  # None: unknown, since the source that tells of them is not fresh
    named: tuple[RiskNow, ...] = ()

    @property
    def desks(self) -> list[str]:
        """Whom to ask about them, each desk once."""
        return sorted({one.ask for one in self.named if one.ask})

    @property
    def by_ground(self) -> dict[str, list[RiskNow]]:
        """Those told on the same ground together; where desks differ, the words say which to ask."""
        held: dict[str, list[RiskNow]] = {}
        for one in self.named:
            ask = f". Ask {one.ask}" if one.ask and len(self.desks) > 1 else ""
            held.setdefault(one.ground + ask, []).append(one)
        return held

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "named": [one.as_json() for one in self.named]}


@dataclass(frozen=True)
class LineNow:
    """One line of local intelligence that stands, with its grading and handling code."""

    id: int
    words: str
    ward: str
    grading: str
    conditions: str
    dated_on: date
    expires_at: datetime
    entered_by: str

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class ChampionNow:
    """A child protection champion, and the time given."""

    id: int
    name: str
    post: str
    about: str
    hours: float

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class Counts:
    """A borough in numbers: nobody is named, and no look is needed."""

    borough: str
    name: str
    tonight: int  # pieces of work about children: missing, found and not seen, at high risk
    missing: int
    grown_up: int  # work of tonight about somebody who is no child any more
    high: int
    late_children: int
    no_name: int
    yesterday: TasksCounted
    today: TasksCounted
    late: tuple[Line, ...]
    backlog: tuple[Line, ...]
    intelligence: int
    quality: tuple[Quality, ...] = ()
    sent_back_open: int = 0
    changed: tuple[str, ...] = ()
    is_past_known: bool = False  # whether there are weeks enough to say that anything changed

    def as_json(self) -> dict[str, Any]:
        return {
            **vars(self),
            "yesterday": self.yesterday.as_json(),
            "today": self.today.as_json(),
            "late": [one.as_json() for one in self.late],
            "backlog": [one.as_json() for one in self.backlog],
            "quality": [one.as_json() for one in self.quality],
        }


@dataclass(frozen=True)
class Sheet:
    """One borough as known at an instant. With `names` False it is counts, and the lists are empty."""

    at: datetime
    is_now: bool
    names: bool
    counts: Counts
    freshness: tuple[Freshness, ...]
    tonight: tuple[Tonight, ...] = ()
    grown_up: tuple[Tonight, ...] = ()
    yesterday: tuple[TaskNow, ...] = ()
    today: tuple[TaskNow, ...] = ()
    wards: tuple[WardNow, ...] = ()
    lines: tuple[LineNow, ...] = ()
    champions: tuple[ChampionNow, ...] = ()
    ward: str = ""
    people: tuple[UUID, ...] = field(default=(), repr=False)

    @property
    def children(self) -> str:
        """How many pieces of work of tonight, and of how many children where that is fewer."""
        many = len(self.tonight)
        of = len({one.code or one.case for one in self.tonight})
        return str(many) if many == of else f"{many}, about {of} children"

    @property
    def unknown(self) -> list[Freshness]:
        """The sources of which nothing is known now: blank is not safe."""
        return [one for one in self.freshness if not one.is_known]

    def as_json(self) -> dict[str, Any]:
        return {
            "borough": self.counts.borough,
            "name": self.counts.name,
            "at": self.at,
            "is_now": self.is_now,
            "names": self.names,
            "ward": self.ward,
            "counts": self.counts.as_json(),
            "sources": [one.as_json() for one in self.freshness],
            "tonight": [one.as_json() for one in self.tonight],
            "grown_up": [one.as_json() for one in self.grown_up],
            "yesterday": [one.as_json() for one in self.yesterday],
            "today": [one.as_json() for one in self.today],
            "wards": [one.as_json() for one in self.wards],
            "lines": [one.as_json() for one in self.lines],
            "champions": [one.as_json() for one in self.champions],
        }
