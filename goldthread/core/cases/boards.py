"""The board of an area: what stands in each state, how old, late, soon due and without an owner. Nobody's name."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.cases.queueing import SOON, queue_area

COUNTS = ("open", "late", "soon", "no_owner")


@dataclass(frozen=True)
class Column:
    """One state. `soon`: due within the hour and not late; `oldest` is when the oldest in it was opened."""

    state: str
    words: str
    open: int = 0
    late: int = 0
    soon: int = 0
    no_owner: int = 0
    oldest: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in COUNTS}
        oldest = self.oldest.isoformat() if self.oldest else None
        return {"state": self.state, "words": self.words, **counts, "oldest": oldest}


@dataclass(frozen=True)
class Board:
    """Every open state in the area's order, empty ones too: a column that comes and goes is not read from afar."""

    area: Area
    at: datetime
    columns: list[Column] = field(default_factory=list)

    @property
    def all(self) -> Column:
        """All the states together."""
        oldest = min((one.oldest for one in self.columns if one.oldest), default=None)
        sums = {name: sum(getattr(one, name) for one in self.columns) for name in COUNTS}
        return Column("", "All", oldest=oldest, **sums)

    def as_json(self) -> dict[str, Any]:
        columns = [one.as_json() for one in self.columns]
        return {"area": self.area.id, "at": self.at.isoformat(), "all": self.all.as_json(), "states": columns}


def open_board(by: Reader, area_id: str) -> Board:
    """What waits in each state now, in one query however much it is. It is counts only, so no log row names anybody."""
    area, now = queue_area(by, area_id), clocks.now()
    rows = {
        row.pop("state"): row
        for row in db.fetch("SELECT * FROM goldthread_board(%s, %s, %s)", [area.id, now, now + SOON])
    }
    states = [one for one in area.states if not one.is_closed]
    return Board(area, now, [Column(one.id, one.words, **rows.get(one.id, {})) for one in states])
