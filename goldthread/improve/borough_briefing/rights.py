"""Whose briefing it is: their own borough's, and for those who answer for all of them counts alone."""

from goldthread.core.access.reader import Reader
from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.refusals import NotFound, Refusal

NAMES, COUNTS = "see_borough_briefing", "see_briefing_counts"
GIVES, ANSWERS = "give_tasks", "answer_tasks"


def named(by: Reader) -> Officer:
    """The officer who asks; a service gives, takes and answers nothing."""
    if by.officer is None:
        raise Refusal("no_person", "A service has no part in a briefing.", "A named officer must.")
    return by.officer


def borough_for(by: Reader, code: str, permission: str) -> Borough:
    """The borough asked for, else the reader's own. A post in one borough has that one's alone."""
    by.must(permission)
    return _own(by, code)


def counts_only(by: Reader) -> bool:
    """Whoever answers for every borough has numbers and no names."""
    return by.may(COUNTS) and not by.may(NAMES)


def sheet_for(by: Reader, code: str) -> tuple[Borough, bool]:
    """The borough whose sheet is asked for, and whether it names anybody to this reader."""
    if counts_only(by):
        return _held(code), False
    return borough_for(by, code, NAMES), True


def ward_of(by: Reader) -> str:
    """The ward that a dedicated ward officer's post is of; empty: the whole borough."""
    title = by.post.title if by.post and by.role.id == "ward_officer" else ""
    return title.rpartition(", ")[2] if ", " in title else ""


def ward_for(by: Reader, asked: str) -> str:
    """The ward asked for; a dedicated ward officer has the own ward alone. Empty: the whole borough."""
    own = ward_of(by)
    if own and asked not in ("", own):
        raise Refusal("not_your_ward", f"Your ward is {own}.", "Ask the borough's duty inspector.")
    return own or asked


def _own(by: Reader, code: str) -> Borough:
    own = by.post.borough if by.post else None
    if own is not None and code not in ("", own.code):
        raise Refusal("not_your_borough", f"Your briefing is {own}'s.", "Ask the borough's duty inspector.")
    return own or _held(code)


def _held(code: str) -> Borough:
    found = Borough.objects.filter(code=code).first()
    if found is None:
        raise NotFound("There is no such borough.", "See the list of boroughs.")
    return found
