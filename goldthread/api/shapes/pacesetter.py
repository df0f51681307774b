"""Shapes of a borough's briefing and of its tasks."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import AwareMoment, Day, Instant, Line


class TaskGiven(Schema):
    """A task after a step: its codes. Its words are read with the task."""

    reference: str
    borough: str
    briefing_on: Day
    state: str
    officer: str | None = Field(description="None: it has no name yet.")
    due_at: Instant


class BriefingTask(Schema):
    """One task of a briefing. `child` is initials and age, where it is about one."""

    reference: str
    words: str
    officer: str | None
    due_at: Instant
    state: str
    is_late: bool
    why: str
    child: str | None
    about: str
    briefing_on: Day
    given_by: str
    ended_at: Instant | None
    is_carried: bool
    borough: str


class TaskList(Schema):
    tasks: list[BriefingTask]


class ChildTonight(Schema):
    """One child of tonight; `officer` None is printed as NO NAME."""

    child: str
    code: str
    case: str
    area: str
    state: str
    risk: str
    late: list[str] = Field(description="What is past its time, the longest first.")
    task: str
    officer: str | None
    due_at: Instant | None
    is_late: bool


class CountedLine(Schema):
    area: str
    words: str
    count: int | None = Field(description="None: it cannot be known.")


class TaskCounts(Schema):
    on: Day | None
    done: int
    not_done: int
    open: int
    no_name: int
    of: int


class AuditedQuality(Schema):
    area: str
    below: int
    of: int
    low: float | None
    high: float | None
    sentence: str


class BoroughCounts(Schema):
    """A borough in numbers: nobody is named."""

    borough: str
    name: str
    tonight: int = Field(description="Pieces of work about children: missing, found and not seen, at high risk.")
    missing: int
    grown_up: int = Field(description="Work of tonight about somebody who is 18 or older; in none of the other counts.")
    high: int
    late_children: int
    no_name: int
    yesterday: TaskCounts
    today: TaskCounts
    late: list[CountedLine]
    backlog: list[CountedLine]
    intelligence: int
    quality: list[AuditedQuality]
    sent_back_open: int
    changed: list[str] = Field(description="Beyond chance only; empty with is_past_known false: too few weeks to say.")
    is_past_known: bool


class NamedRisk(Schema):
    """Somebody who may harm children, as a signal. Without `code` and `name` the reader may not be told."""

    words: str = Field(description="An initial and an age, to tell them apart at a door.")
    ground: str
    ask: str = Field(description="The desk that tells more, and its hours.")
    code: str
    name: str


class BriefedWard(Schema):
    name: str
    officer: str | None
    look_for: str
    risks: int | None = Field(description="None: the source that tells of them is not fresh.")
    named: list[NamedRisk]


class BriefedLine(Schema):
    id: int
    words: str
    ward: str
    grading: str = Field(description="Source, assessment and handling code, like 2BC.")
    conditions: str
    dated_on: Day
    expires_at: Instant
    entered_by: str


class BriefedChampion(Schema):
    id: int
    name: str
    post: str
    about: str
    hours: float


class SourceFreshness(Schema):
    code: str
    name: str
    state: str
    last_good: Instant | None


class Pacesetter(Schema):
    """One borough's sheet. With `names` false it is counts, and the lists are empty."""

    borough: str
    name: str
    at: Instant
    is_now: bool
    names: bool
    ward: str
    counts: BoroughCounts
    sources: list[SourceFreshness]
    tonight: list[ChildTonight]
    grown_up: list[ChildTonight] = Field(description="The same work about people who were 18 or older at the instant.")
    yesterday: list[BriefingTask]
    today: list[BriefingTask]
    wards: list[BriefedWard]
    lines: list[BriefedLine]
    champions: list[BriefedChampion]


class Pacesetters(Schema):
    boroughs: list[Pacesetter]


class TaskToGive(Schema):
    words: Line = Field(description="What is to be done. It names nobody.")
    due_at: AwareMoment
    officer: Line = Field("", description="A username.")
    role: Line = Field("", description="A post, where nobody is named: whoever is on duty in it.")
    about: Line = Field("", description="A case's reference or a child's code.")
    borough: Line = Field("", description="Its code; else your own.")


class TaskAnswer(Schema):
    result: Line = Field(description="done or not_done.")
    why: Line = Field("", description="Needed where it was not done.")
    at: AwareMoment | None = Field(None, description="When; else now.")


class TaskOfficer(Schema):
    officer: Line


class TaskToCarry(Schema):
    due_at: AwareMoment
    officer: Line = Field("", description="A username; else the same.")


class TaskToWithdraw(Schema):
    why: Line
