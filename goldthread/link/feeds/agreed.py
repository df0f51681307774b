"""Reading which sources there are, until when each one's agreement holds, and what was changed by whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.plain import plain
from goldthread.core.records.models import Source
from goldthread.core.records.queries import Freshness, freshness_of, sending_sources
from goldthread.core.records.reliance import KNOWN_AS
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.agreements import known, values
from goldthread.link.feeds.models import SourceChange
from goldthread.link.quality.watching import warn_days

IN_FORCE, ENDS_SOON, ENDED, NOT_ENTERED = "in_force", "ends_soon", "ended", "not_entered"


@dataclass(frozen=True)
class Standing:
    """A feed that an adapter reads: its source and how fresh it is, or neither where nobody has entered it."""

    code: str
    name: str
    source: Source | None
    fresh: Freshness | None
    state: str
    words: str

    def as_json(self) -> dict[str, Any]:
        held = values(self.source) if self.source else dict.fromkeys(("desk", "stale_after_hours", "ends_on"))
        fresh = self.fresh.as_json() if self.fresh else {"state": "never", "last_good": None}
        return plain(
            {
                "agreement": "",
                **held,
                "code": self.code,
                "name": self.name,
                "agreement_state": self.state,
                "words": self.words,
                "state": fresh["state"],
                "last_good": fresh["last_good"],
            }
        )


def standings(by: Reader) -> list[Standing]:
    """Every feed there can be, those that nobody has entered last."""
    by.must("see_data_quality")
    held = {source.code: source for source in sending_sources()}
    rest = [code for code in ADAPTERS if code not in held]
    return [*(_standing(one.code, one) for one in held.values()), *(_standing(code, None) for code in rest)]


def standing(by: Reader, code: str) -> tuple[Standing, list[SourceChange]]:
    """One feed, and what was changed of its source, newest first."""
    by.must("see_data_quality")
    known(code)
    changes = SourceChange.objects.select_related("by").filter(source=code).order_by("-at", "-id")
    return _standing(code, sending_sources().filter(code=code).first()), list(changes)


def standing_json(source: Source) -> dict[str, Any]:
    """Where a source stands now, for whoever just changed it."""
    return _standing(source.pk, source).as_json()


def change_json(one: SourceChange) -> dict[str, Any]:
    return plain(
        {
            "at": one.at,
            "by": one.by.name if one.by else "",
            "kind": one.kind,
            "before": one.before,
            "after": one.after,
            "reason": one.reason,
        }
    )


def _standing(code: str, source: Source | None) -> Standing:
    if source is None:
        return Standing(code, KNOWN_AS[code], None, None, NOT_ENTERED, "nothing may be taken in yet")
    state, words = end_of(source)
    return Standing(code, source.name, source, freshness_of(source), state, words)


def end_of(source: Source) -> tuple[str, str]:
    """Whether the agreement is in force, ends soon or ended, and the end in words."""
    if not source.agreement:
        return ENDED, "no agreement"
    today = clocks.today()
    state = ENDED if source.agreement_ends_on < today else ENDS_SOON
    if (source.agreement_ends_on - today).days > warn_days(today):
        state = IN_FORCE
    return state, end_words(source.agreement_ends_on, today, is_soon=state == ENDS_SOON)


def end_words(ends_on: date, today: date, *, is_soon: bool) -> str:
    """The end as people say it: by days while it is near, else by its date. The last day itself still holds."""
    left, day = (ends_on - today).days, f"{ends_on:%-d %B %Y}"
    if left < 0:
        return f"ended on {day}"
    if left < 2:
        return "ends tomorrow" if left else "ends today"
    return f"ends in {left} days, on {day}" if is_soon else f"ends on {day}"
