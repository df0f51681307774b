"""How reviewing goes: how far officers agree, what was overturned, and what became of pairs that each guard stopped.

Counts only. Answers are labels: they may set thresholds and test a model, but nothing here retrains one.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.link.matching.drawing import stopped_words
from goldthread.link.matching.shares import Share

DAYS = 90  # ours, a DEFAULT
NO_GUARD, NOT_ASKED = "", "not_asked"


@dataclass
class Kind:
    """What was answered to pairs of one kind."""

    stopped_by: str
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def words(self) -> str:
        if self.stopped_by == NOT_ASKED:
            return "Put forward by an officer, not by the linker"
        return stopped_words(self.stopped_by) or "Under the line, no guard"

    def as_json(self) -> dict[str, Any]:
        counts = {answer: self.counts.get(answer, 0) for answer in ("same", "different", "cannot_tell")}
        return {"stopped_by": self.stopped_by, "words": self.words, **counts}


@dataclass
class Figures:
    """Reviewing since an instant. Shares come with their intervals; of nothing there is no rate."""

    since: datetime
    decided: int
    agreed: Share
    overturned: Share
    cannot_tell: Share
    kinds: list[Kind]

    def as_json(self) -> dict[str, Any]:
        return {
            "since": self.since.isoformat(),
            "decided": self.decided,
            "agreed": self.agreed.as_json(),
            "overturned": self.overturned.as_json(),
            "cannot_tell": self.cannot_tell.as_json(),
            "kinds": [kind.as_json() for kind in self.kinds],
        }


def figures(by: Reader, days: int = DAYS) -> Figures:
    """The figures of the last days. `agreed`: of pairs that a first officer called one; only those go on."""
    by.must("confirm_link")
    since = clocks.now() - timedelta(days=days)
    rows = db.fetch("SELECT * FROM goldthread_review_figures(%s)", [since])
    kinds: dict[str, Kind] = {}
    for row in rows:
        kinds.setdefault(row["stopped_by"], Kind(row["stopped_by"])).counts[row["answer"]] = row["decided"]
    total = {name: sum(row[name] for row in rows) for name in ("decided", "agreed", "not_agreed", "overturned")}
    unsure = sum(row["decided"] for row in rows if row["answer"] == "cannot_tell")
    return Figures(
        since,
        total["decided"],
        Share(total["agreed"], total["agreed"] + total["not_agreed"]),
        Share(total["overturned"], total["decided"]),
        Share(unsure, total["decided"]),
        list(kinds.values()),
    )
