"""Changing the rank of an officer: from a day on, with why, and what was done before it keeps the rank of then."""

from dataclasses import dataclass
from datetime import date

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.organisation.actions import officer_named
from goldthread.core.organisation.models import Officer, Post, RankHeld
from goldthread.core.organisation.queries import post_held
from goldthread.core.organisation.ranks import RANKS, is_rank
from goldthread.core.refusals import NotValid

# Those without a rank of the police; a review that asks for a rank is not theirs to sign.
STAFF = "Police staff"
LONGEST_REASON = 300
EARLIEST = date(1990, 1, 1)  # ours: an earlier day is a slip of the pen


@dataclass(frozen=True)
class Kept:
    """An officer as whoever keeps accounts sees them: the post held now, and every change of rank, newest first."""

    officer: Officer
    post: Post | None
    ranks: list[RankHeld]


def officers_kept(by: Reader) -> list[Kept]:
    """Everybody who may sign in, by name."""
    by.must("keep_officers")
    return [_kept(one) for one in Officer.objects.order_by("name", "username")]


def officer_kept(by: Reader, username: str) -> Kept:
    """One of them, with the changes of rank."""
    by.must("keep_officers")
    officer = officer_named(username)
    ranks = RankHeld.objects.select_related("by").filter(officer=officer).order_by("-from_on", "-id")
    return Kept(officer, _post(officer), list(ranks))


def set_rank(by: Reader, username: str, rank: str, *, from_on: date | None = None, reason: str) -> Kept:
    """Give an officer a rank from a day on, today where none is named; empty: no rank is recorded any more.

    A day to come is refused: it is entered on that day. So is one before the last change, which would rewrite it.
    """
    by.must("keep_officers")
    officer = officer_named(username)
    rank, reason, day = _checked(rank), _reason(reason), from_on or clocks.today()
    _check_day(day)
    with db.transaction():
        held = Officer.objects.select_for_update().get(pk=officer.pk)
        last = RankHeld.objects.filter(officer=held).order_by("-from_on", "-id").first()
        if held.rank == rank:
            raise NotValid("rank", "That is the rank held already.", "Enter the new one.")
        if last and day < last.from_on:
            raise NotValid("from_on", f"A change from {last.from_on:%-d %B %Y} is held.", "Enter a day not before it.")
        look(by, operation="alteration", change="rank", officer=username, before=held.rank, after=rank,
             from_on=day.isoformat(), reason=reason)  # fmt: skip
        RankHeld.objects.create(
            officer=held, rank=rank, before=held.rank, from_on=day, reason=reason, at=clocks.now(), by=by.officer
        )
        held.rank = rank
        held.save(update_fields=["rank"])
    return officer_kept(by, username)


def _checked(rank: str) -> str:
    """A rank of the police by its last word, staff, or none; a slip would refuse what the rank allows."""
    rank = " ".join(rank.replace("\0", "").split())
    if len(rank) > 40:
        raise NotValid("rank", "A rank has no more than 40 characters.", "Shorten it.")
    if rank and rank != STAFF and not is_rank(rank):
        known = ", ".join(RANKS)
        raise NotValid("rank", f'"{rank}" is no rank.', f"Its last word is one of: {known}; or write {STAFF}.")
    return rank


def _reason(reason: str) -> str:
    reason = reason.replace("\0", "").strip()
    if not reason:
        raise NotValid("reason", "Say why it changes.", "Like: promoted, order 14.")
    if len(reason) > LONGEST_REASON:
        raise NotValid("reason", f"This is over {LONGEST_REASON} characters.", "Shorten it.")
    return reason


def _check_day(day: date) -> None:
    if day > clocks.today():
        raise NotValid("from_on", "That day has not come yet.", "Enter it on that day.")
    if day < EARLIEST:
        raise NotValid("from_on", f"That day is before {EARLIEST.year}.", "Enter the day from which it holds.")


def _kept(officer: Officer) -> Kept:
    return Kept(officer, _post(officer), [])


def _post(officer: Officer) -> Post | None:
    return post_held(officer, clocks.now()) if officer.is_active else None
