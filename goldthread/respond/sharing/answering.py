"""What an authority answers: it has it, what it decided, what is wrong; and the case that follows, in one transaction.

An authority's officer writes under their own look. The case is moved by a service that acts for them and says so: they
may see what was shared and no case.
"""

from dataclasses import replace
from datetime import date

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, back_to, look
from goldthread.core.access.reader import SERVICE_ROLE, Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.cases.actions import case_ids, move_case
from goldthread.core.cases.answering import LONGEST_TEXT
from goldthread.core.cases.models import Case
from goldthread.core.cases.writing import tell_case
from goldthread.core.organisation.authorities import recipient_name
from goldthread.core.refusals import Clash, NotValid
from goldthread.respond.sharing.codes import DISPUTES
from goldthread.respond.sharing.declared import Follows, codes_of, kind_of, shares_of
from goldthread.respond.sharing.models import Share
from goldthread.respond.sharing.queries import share_for
from goldthread.respond.sharing.telling import tell_share

ACTS_AS = "service:authority answers"
ACCEPTED, UNCHANGED, CONFLICT = "accepted", "unchanged", "conflict"


def acknowledge_share(by: Reader, reference: str) -> Share:
    """An authority says that it has it. Said twice, it is said once."""
    by.must("see_shared")
    share, under = share_for(by, reference, change="share acknowledged")
    return acknowledge(by, under, share)


def acknowledge(by: Reader, under: Look, share: Share) -> Share:
    """The same of a share that is held, under the look that is open."""
    with db.transaction():
        if not share.acknowledged_at:
            check_standing(share)
            share = tell_share(by, under, share, "share.acknowledged", {"acknowledged_at": _now()})
            _follow(by, under, share, kind_of(share).acknowledged, {"by": by.name})
    return share


def answer_share(
    by: Reader, reference: str, *, code: str, stage: str = "", decided_on: str = "", why: str = ""
) -> Share:
    """An authority says what it decided. The same again changes nothing; another answer is put before a person."""
    by.must("see_shared")
    share, under = share_for(by, reference, change="share answered")
    stage, outcome = codes_of(share).read(stage, code)
    _check_words("why", why)
    with db.transaction():
        take_answer(by, under, share, stage, outcome, decided_on, why)
    share.refresh_from_db()
    return share


def take_answer(by: Reader, under: Look, share: Share, stage: str, outcome: str, decided_on: str, why: str) -> str:
    """One answer to one share, by whichever way it came: accepted, unchanged, or a conflict that a person settles."""
    day = day_decided(decided_on)
    if is_held(share, stage, outcome):
        return UNCHANGED
    check_standing(share)
    # After we disagreed, another answer is what we asked for.
    if share.answered_at and _state(by, under, share) != "disputed":
        return _conflict(by, under, share, stage, outcome, why)
    is_open = outcome in codes_of(share).open_ones  # it says that nothing is known yet: an answer is still awaited
    sets = {
        "answered_at": None if is_open else _now(),
        "stage": stage,
        "outcome": outcome,
        "decided_on": day.isoformat(),
        "conflict_at": None,
    }
    if not share.acknowledged_at:
        sets["acknowledged_at"] = _now()
    tell_share(by, under, share, "share.answered", sets, words={"why": why})
    said = {"stage": stage, "outcome": outcome, "on": day.isoformat(), "why": why}
    _follow(by, under, share, kind_of(share).answered, said)
    _tell_desk(share, f"{_name(share)} answered {share.case_reference}: {codes_of(share).said(stage, outcome)}")
    return ACCEPTED


def is_held(share: Share, stage: str, outcome: str) -> bool:
    """Whether this very answer is the one that is held: then it changes nothing."""
    return bool(share.stage) and (share.stage, share.outcome) == (stage, outcome)


def dispute_share(by: Reader, reference: str, *, because: str, why: str) -> Share:
    """An authority says what is wrong with what it was sent. The desk is told, and the case says so."""
    by.must("see_shared")
    share, under = share_for(by, reference, change="share disputed")
    if because not in dict(DISPUTES):
        raise NotValid("because", "Choose what is wrong.", f"Choose one of: {', '.join(dict(DISPUTES))}.")
    if not why.strip():
        raise NotValid("why", "Enter what is wrong, and whose it is if you know.")
    _check_words("why", why)
    with db.transaction():
        if share.disputed_because == because:
            return share
        check_standing(share)
        sets = {"disputed_at": _now(), "disputed_because": because}
        share = tell_share(by, under, share, "share.disputed", sets, words={"why": why.strip()})
        said = f"{_name(share)}: {dict(DISPUTES)[because][0].lower()}{dict(DISPUTES)[because][1:]}."
        tell_case(_acting(by, share), share.case_reference, "case.note_added", change="share disputed",
                  words={"note": f"{said} {why.strip()}"})  # fmt: skip
        back_to(under)
        _tell_desk(share, f"{share.case_reference}: {said} Read it, and take it back or answer them.")
    return share


def _conflict(by: Reader, under: Look, share: Share, stage: str, outcome: str, why: str) -> str:
    """Another answer than the one held: kept, and shown to a person. Nothing is overwritten."""
    said = codes_of(share).said
    words = f"{_name(share)} now says: {said(stage, outcome)}. Held: {said(share.stage, share.outcome)}."
    tell_share(by, under, share, "share.conflict", {"conflict_at": _now()}, words={"said": words, "why": why})
    tell_case(_acting(by, share), share.case_reference, "case.note_added", change="another answer",
              words={"note": f"{words} {why}".strip()})  # fmt: skip
    back_to(under)
    _tell_desk(share, f"{share.case_reference}: two different answers from {_name(share)}. Ask which stands.")
    return CONFLICT


def _follow(by: Reader, under: Look, share: Share, follows: Follows | None, said: dict[str, str]) -> None:
    """Move the case, where it waits for this; where it does not, the share and the alert say what was answered."""
    if follows and _state(by, under, share) in follows.from_states:
        answers = {name: value for name, value in follows.answers(share, said).items() if value}
        move_case(_acting(by, share), share.case_reference, follows.move, answers=answers)
        back_to(under)


def _state(by: Reader, under: Look, share: Share) -> str:
    """Where the case stands, read as whoever moves it: the desk reads it under the look that is open already."""
    case_id, person_id, _ = case_ids(share.case_reference)
    acting = _acting(by, share)
    if acting is not by:
        look(acting, people=[person_id] if person_id else [], case_reference=share.case_reference)
    state = str(Case.objects.filter(pk=case_id).values_list("state", flat=True).first())
    back_to(under)
    return state


def _acting(by: Reader, share: Share) -> Reader:
    """Whoever moves the case: the desk itself, or a service that acts for the authority."""
    permission = shares_of(share.case_reference).permission
    if by.may(permission):
        return by
    role = replace(SERVICE_ROLE, may=frozenset(("open_picture", permission)))
    return Reader(role, ACTS_AS, by.purpose, service=f"answer of {_name(share)}"[:60])


def _tell_desk(share: Share, words: str) -> None:
    case, of = share.case_reference, shares_of(share.case_reference)
    alerts.raise_alert(f"{of.area}.authority_answered", words[:300], to_role=of.told_role, case_reference=case)


def check_standing(share: Share) -> None:
    """Refuse to hear what is said of something that was taken back."""
    if share.taken_back_at:
        raise Clash("The police took this back.", "It is not for you any more. Ask the desk if you need to know why.")


def _check_words(field: str, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise NotValid(field, f"This is over {LONGEST_TEXT:,} characters.", "Shorten it.")


def day_decided(text: str) -> date:
    """The day that an answer says; today where it says none."""
    if not text.strip():
        return clocks.today()
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise NotValid("decided_on", f'"{text.strip()[:40]}" is no day.', "Write it like 2026-10-23.") from None
    if day > clocks.today():
        raise NotValid("decided_on", "That day has not come yet.", "Enter the day it was decided.")
    if day.year < 1990:
        raise NotValid("decided_on", "That day is before anything held here.", "Enter the day it was decided.")
    return day


def _name(share: Share) -> str:
    return recipient_name(share.authority)


def _now() -> str:
    return clocks.now().isoformat()
