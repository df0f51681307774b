"""What adds to a plan is taken once, however often it is sent under one key of the sender's own."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal


@dataclass(frozen=True)
class Sent:
    """A step as it was sent: what it asks, under which key, if any."""

    kind: str
    key: str | None
    told: tuple[Any, ...]

    @property
    def coded(self) -> dict[str, str]:
        """What was asked, as the journal knows it again: by its digest, so that no words stand in a fact."""
        return {"told": hashlib.sha256(json.dumps(self.told, default=str).encode()).hexdigest()} if self.key else {}

    def made_before(self, by: Reader) -> int | None:
        """The row that this very step made before; other content under the same key is a clash. Needs an open look.

        Whoever sends it twice at once waits here until the first is written.
        """
        if not self.key:
            return None
        db.run("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"plans_once {by.officer and by.officer.pk}:{self.key}"])
        event = journal.written_under(by, self.key)
        if event is None:
            return None
        journal.is_written(by, self.key, self.kind, event.stream, (), None, {"facts": self.coded})
        return int(event.facts["made"])
