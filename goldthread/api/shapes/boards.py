"""The shapes of a board by rows."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant, Line
from goldthread.api.shapes.work import QueueRow


class BoardWanted(Schema):
    """What part of a board; left out, all of it."""

    state: Line = ""
    risk: Line = Field("", description="A risk of the work, or unknown.")
    owner: Line = Field("", description="A username, mine or none.")
    borough: Line = Field("", description="A borough's code.")
    late: bool = False
    due_soon: bool = Field(False, description="Due within the hour, and not late.")
    scale: Line = Field("", description="A grade, like grade=high or grade=unknown.")
    find: Line = Field("", description="A reference, or the beginning of the child's names.")


class BoardSaid(Schema):
    name: str
    words: str


class BoardRow(QueueRow):
    group: str = Field(description="The part of the board in which it stands.")
    began_at: Instant = Field(description="When it began in the world; clocks count from here.")
    written_late_seconds: int = Field(description="How much later it was written down.")
    is_offered: bool = Field(description="Whether it is handed over and nobody has accepted it yet.")
    last_at: Instant | None
    last: str = Field(description="What an officer did last in it.")
    says: list[BoardSaid] = Field(description="What a sheet on paper tells of it beyond its row.")


class BoardByRows(Schema):
    """A board by rows, the most pressing first. `open` to `no_owner` count the whole scope."""

    area: str
    at: Instant
    scope: str
    open: int
    high: int
    late: int
    no_owner: int
    found: int
    hidden_late: int = Field(description="Late ones of the scope outside what was asked for.")
    cases: list[BoardRow]
