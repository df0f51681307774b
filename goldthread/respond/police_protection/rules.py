"""Police protection under Children Act 1989 s46: two officers, never one, and no second use to get round 72 hours."""

from collections.abc import Iterable
from datetime import datetime

from goldthread.core.clocks.instants import Moment
from goldthread.respond.ruling import Ruling

REPEAT_DAYS = 7  # police_protection.repeat_days


def officers(initiating: str, designated: str | None) -> Ruling:
    """Who used the power, and who inquires into it. Home Office circular 17/2008: two roles, two people. Never set by
    a force. One person in both is a fact, and is saved."""
    if designated is None or initiating != designated:
        return Ruling()
    words = "One officer used the power and was designated to inquire into it. Designate another now."
    return Ruling(alarm=True, words=words, counted_in=("PP-I02",))


def exercised(at: datetime, earlier: Iterable[datetime], *, repeat_days: int = REPEAT_DAYS) -> Ruling:
    """A use of the power, given the same child's earlier ones: flagged for legal advice where one is so near."""
    on = Moment.of(at).on
    days = [(on - Moment.of(one).on).days for one in earlier if one < at]
    nearest = min(days, default=None)
    if nearest is None or nearest > repeat_days:
        return Ruling()
    how_long = {0: "the same day", 1: "the day before"}.get(nearest, f"{nearest} days before")
    return Ruling(alarm=True, words=f"The power was used for this child {how_long}. Take legal advice.")
