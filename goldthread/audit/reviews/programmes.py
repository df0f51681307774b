"""Programmes of audit: who draws and grades first, who grades again, whose cases; data that a manager can read."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldthread.core import yaml_files
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.refusals import NotValid, Refusal


@dataclass(frozen=True)
class Programme:
    """One programme. `first` draws and grades, `second` grades the share `again` of the cases blind."""

    id: str
    name: str
    sentence: str
    first: str
    second: str
    cases: str
    short: bool
    again: float

    def check_draws(self, by: Reader) -> None:
        """Refuse whoever grades first in another programme only."""
        if by.role.id != self.first:
            drawn = f"{self.name} is drawn by another role ({roles()[self.first].name})."
            raise Refusal("not_in_programme", drawn, "Ask them, or choose your own programme.")

    def borough_of(self, by: Reader, asked: str) -> str | None:
        """Whose cases are listed: the reader's own borough, another one that was asked for, or all."""
        own = by.post.borough_id if by.post else None
        if self.cases == "own":
            if own is None:
                raise Refusal("no_borough", "Your post is of no borough.", "Ask your administrator.")
            if asked not in ("", own):
                raise NotValid("borough", "This programme audits your own borough.", f"Leave it out, or give {own}.")
            return own
        if self.cases == "other" and asked in ("", own or ""):
            raise NotValid("borough", "A peer review is of another borough.", "Give its code.")
        return asked or None

    def readers_borough(self, by: Reader) -> str | None:
        """Of which borough those are who grade first; none: of any."""
        return None if self.cases == "all" or by.post is None else by.post.borough_id


@cache
def programmes() -> dict[str, Programme]:
    """Every programme, by id."""
    rows = yaml_files.read(Path(__file__).with_name("programmes.yaml"))
    return {row["id"]: Programme(**row) for row in rows}


def programme_named(wanted: str) -> Programme:
    """The programme of that id; another word is refused with the ids there are."""
    found = programmes().get(wanted)
    if found is None:
        raise NotValid("programme", f'"{wanted[:40]}" is no programme.', f"One of: {', '.join(programmes())}.")
    return found
