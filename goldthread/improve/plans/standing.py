"""What a recommendation is as it stands at an instant: its promise, points, actions, position, evidence, letter."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class PointNow:
    """One nested point. `silent_days` counts since anything was said on it, where that is too long; else None."""

    place: int
    text: str
    stage: str
    stage_words: str
    last_update_on: date | None
    silent_days: int | None
    days_quiet: int = 0
    decided_by: str = ""  # the body whose decision is the last that was heard of it: no progress by itself


@dataclass(frozen=True)
class ActionNow:
    """One action as it stood. `points` are places of this recommendation; `also` are numbers of others it serves."""

    reference: str
    words: str
    plan: str
    origin: str
    post: str
    name: str | None
    due_on: date
    state: str
    done_on: date | None
    is_late: bool
    points: tuple[int, ...]
    post_role: str = ""
    post_borough: str = ""
    start_on: date | None = None
    first_due_on: date | None = None
    reason: str = ""
    version: int = 1
    serves: tuple[tuple[int, int], ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceNow:
    """One piece of evidence. An input says that something was put in place: it is never proof of effect."""

    id: int
    title: str
    digest: str
    effective_on: date
    approved_by: str | None
    approved_at: datetime | None
    kind: str
    added_by: str = ""
    added_at: datetime | None = None
    address: str = ""
    file_name: str = ""
    points: tuple[int, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""
    withdrawn_by: str = ""


@dataclass(frozen=True)
class ServedNow:
    """One place that an action serves, by its number as people write it and in its own words."""

    recommendation_id: int
    place: int
    number: str
    text: str


@dataclass(frozen=True)
class PositionNow:
    """What was said of where a recommendation stands, on a day."""

    number: str
    words: str
    on: date
    by: str


@dataclass(frozen=True)
class LetterNow:
    """The letter that closed a recommendation, or spoke of it last."""

    reference: str
    on: date
    digest: str
    words: str
    says: tuple[tuple[int, str], ...] = ()
    has_file: bool = False
    id: int = 0


@dataclass(frozen=True)
class RecommendationNow:
    """One recommendation as it stood: what was promised, how far each point had come, and what holds it up."""

    report_id: int
    recommendation_id: int
    number: str
    title: str
    text: str
    time_group: str
    due_on: date | None
    days_open: int | None
    stage: str
    stage_words: str
    plan: str
    objective: str
    responsible_post: str
    responsible_name: str | None
    position: str | None
    position_on: date | None
    position_by: str | None
    actions: tuple[ActionNow, ...] = ()
    points: tuple[PointNow, ...] = ()
    depends_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    evidence: tuple[EvidenceNow, ...] = ()
    closed_by_letter: LetterNow | None = None
    notes: tuple[str, ...] = ()
    report: str = ""
    is_late: bool = False
    letters: tuple[LetterNow, ...] = field(default=(), repr=False)
    withdrawn: tuple[EvidenceNow, ...] = field(default=(), repr=False)
    responsible_role: str = ""
    responsible_borough: str = ""
    kind: str = "recommendation"
    publisher: str = ""
    published_on: date | None = None
    page: int | None = None
    is_complete: bool = True
    # Parts that this reader does not see: an empty one of these is withheld, not missing.
    hidden: tuple[str, ...] = ()

    @property
    def silent(self) -> tuple[PointNow, ...]:
        """The points on which nothing has been said for too long."""
        return tuple(point for point in self.points if point.silent_days is not None)

    @property
    def late_actions(self) -> tuple[ActionNow, ...]:
        return tuple(action for action in self.actions if action.is_late)

    @property
    def is_closed(self) -> bool:
        return self.stage in ("closed", "merged", "superseded")
