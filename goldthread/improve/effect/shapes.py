"""What a test of effect says: a reading of a measure, and the test with its verdict. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

SHARE, WAIT, COUNT = "share", "wait", "count"
BETTER, WORSE, NO_CLEAR_CHANGE = "better", "worse", "no_clear_change"
TOO_FEW, UNKNOWN, NOT_COMPARABLE = "too_few", "unknown", "not_comparable"
VERDICTS = {
    BETTER: "Better",
    WORSE: "Worse",
    NO_CLEAR_CHANGE: "No clear change",
    TOO_FEW: "Too few to say",
    UNKNOWN: "Not known",
    NOT_COMPARABLE: "Not comparable",
}

LEVELS = {BETTER: "done", WORSE: "high"}  # as a token of a page is drawn; the words say it first


@dataclass(frozen=True)
class Reading:
    """A measure as it was read in one time: a share, or a wait in minutes, with its 95% interval.

    `count` of `of` are those that count; of a wait, those that are over. `slow` is the wait that 19 in 20 do not pass,
    None where so many are not over; `waiting` are not over yet, `never` ended without. `high` None with a `low` is an
    interval without an upper end. `unknown` says in words why nothing can be read: then nothing else is told.
    """

    unit: str
    value: float | None
    low: float | None
    high: float | None
    count: int
    of: int
    too_few: bool
    unknown: str
    since: datetime
    until: datetime
    slow: float | None = None
    waiting: int = 0
    never: int = 0
    unrecorded: int = 0
    moderated: int = 0  # of what audits graded: how many grades a moderator decided
    terms: str = ""  # what must be the same for two readings to be compared: definition, criteria, selection

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "since": self.since.isoformat(), "until": self.until.isoformat()}

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> "Reading":
        """A reading that was kept."""
        instants = {name: datetime.fromisoformat(held[name]) for name in ("since", "until")}
        return cls(**{**held, **instants})


@dataclass(frozen=True)
class Also:
    """A measure shown beside the outcome: it supports, and decides nothing."""

    measure: str
    words: str
    baseline: Reading
    now: Reading
    verdict: str

    def as_json(self) -> dict[str, Any]:
        told = asdict(self)
        return {**told, "baseline": self.baseline.as_json(), "now": self.now.as_json()}


@dataclass(frozen=True)
class Tested:
    """One test of effect as it stands. An input is in `inputs`, and in no verdict.

    `is_passed` is None where no chief officer has adopted a pass mark, or too little is known to say.
    """

    number: str
    title: str
    version: int
    outcome: str
    outcome_words: str
    better: str
    child: str
    baseline: Reading
    now: Reading
    series: tuple[Reading, ...]
    boroughs: tuple[tuple[str, Reading], ...]
    borough_baselines: tuple[tuple[str, Reading], ...]
    verdict: str
    counter: str
    counter_words: str
    counter_why: str
    counter_baseline: Reading
    counter_now: Reading
    counter_verdict: str
    also: tuple[Also, ...]
    pass_mark: float | None
    pass_mark_words: str
    adopted_by: str | None
    adopted_on: date | None
    is_passed: bool | None
    inputs: tuple[str, ...]
    not_known: tuple[str, ...]
    sentences: tuple[str, ...]
    recommendation_id: int | None = None
    passes: int = 0
    is_shown: bool = False

    def as_json(self) -> dict[str, Any]:
        readings = ("baseline", "now", "counter_baseline", "counter_now")
        told = dict(self.__dict__)
        return {
            **told,
            **{name: told[name].as_json() for name in readings},
            "series": [one.as_json() for one in self.series],
            "boroughs": [{"borough": name, **one.as_json()} for name, one in self.boroughs],
            "borough_baselines": [{"borough": name, **one.as_json()} for name, one in self.borough_baselines],
            "also": [one.as_json() for one in self.also],
            "adopted_on": self.adopted_on.isoformat() if self.adopted_on else None,
            "verdict_words": VERDICTS[self.verdict],
            "counter_verdict_words": VERDICTS[self.counter_verdict],
        }
