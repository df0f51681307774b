"""A supervisor reviews a case: what was looked at and found, what its owner is to do, when the next one is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.areas.grammar import Area
from goldthread.core.cases.actions import case_ids
from goldthread.core.cases.answering import LONGEST_TEXT
from goldthread.core.cases.holding import able_roles, permission_for
from goldthread.core.cases.models import Case
from goldthread.core.cases.writing import New, area_of, tell_case
from goldthread.core.clocks.calendars import end_of
from goldthread.core.journal.actions import written_under
from goldthread.core.organisation.ranks import is_at_least
from goldthread.core.refusals import Clash, NotValid, Refusal

VERDICTS = (("sound", "Sound"), ("to_do", "Something is to be done"))
FURTHEST = timedelta(days=366)  # ours: a day further ahead is a slip of the keyboard
RANK_UNKNOWN = "Not recorded. The review was held in the post of a supervisor."
INSTRUCTION = "review_instruction"  # the kind of alert by which an owner hears what a review asks


@dataclass(frozen=True)
class Reviewed:
    """What a supervisor says of a case. `instructions` are for its owner; days are London's."""

    looked_at: Sequence[str] = ()
    verdict: str = ""
    found: str = ""
    instructions: str = ""
    do_by: date | None = None
    next_review_on: date | None = None
    judged: str = ""  # of a sampled case: what is said of the decision that ended it
    occurred_at: datetime | None = None  # when it was held, where it is written down later

    @property
    def held_at(self) -> datetime:
        return self.occurred_at or clocks.now()


def review(
    by: Reader,
    reference: str,
    told: Reviewed,
    *,
    seen_event_id: int | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Record a supervisor's review of an open or closed case. Nobody reviews work that they hold themselves."""
    by.must("open_picture")
    area = area_of(reference)
    check_may_review(by, area)
    _check_told(area, told)
    new = New(lambda case: _check_case(by, case, told))
    judging = _judging(by, area, reference, told, idempotency_key)
    case = tell_case(
        by,
        reference,
        "case.reviewed",
        change=f"review: {told.verdict}",
        sets=_sets(by, told),
        happened=_happened(by, area, told),
        told={"review": {"looked_at": list(told.looked_at), "verdict": told.verdict, **judging}},
        words=_words(by, area, told),
        check=new,
        occurred_at=told.occurred_at,
        seen_event_id=seen_event_id,
        idempotency_key=idempotency_key,
    )
    if new.is_told and told.instructions.strip():
        _tell_owner(area, case)
    return case


def carry_out(by: Reader, reference: str, done: str, *, idempotency_key: str | None = None) -> Case:
    """Say that what the last review asked for is done, and how: by whoever holds the case, or its supervisor."""
    by.must("open_picture")
    area = area_of(reference)
    by.must(permission_for(area))
    if not done.strip():
        raise NotValid("done", "Enter what was done.")
    check_length("done", done)
    new = New(lambda case: _check_instructed(by, area, case))
    case = tell_case(
        by,
        reference,
        "case.instruction_done",
        change="instruction done",
        sets={"instructed_at": None, "do_by": None},
        words={"done": done.strip()},
        check=new,
        idempotency_key=idempotency_key,
    )
    if new.is_told:
        alerts.settle(INSTRUCTION, case.reference, "What the review asked for was done.")
        if case.reviewed_by and case.reviewed_by != by.officer:
            alerts.raise_alert("review_done", f"What your review of {case.reference} asked for is done.",
                               to_officer=case.reviewed_by, case_reference=case.reference)  # fmt: skip
    return case


def check_may_review(by: Reader, area: Area) -> None:
    """The permission that the area asks for, and the rank.

    The post gives the permission: our source names a supervisor and, beside it, the rank that usually holds the post
    (PPD supervisor, a DS: mash-offenders-investigations.md 3.5, November 2026). So a rank known to be lower refuses,
    and one that nobody recorded does not: the review stands and says that the rank is not recorded.
    """
    if by.officer is None:
        raise Refusal("no_person", "A service cannot review a case.", "A named officer must.")
    by.must(area.review.permission)
    least = area.review.least_rank
    if least and by.officer.rank and not is_at_least(by.officer.rank, least):
        words = f"{area.name} are reviewed by a {least.lower()} or above."
        raise Refusal("not_in_rank", words, f"Ask a {least.lower()} of the desk.")


def is_rank_unknown(by: Reader, area: Area) -> bool:
    """Whether this area asks for a rank and nobody recorded the reviewer's."""
    return bool(area.review.least_rank and by.officer and not by.officer.rank)


def may_review(by: Reader, area: Area) -> bool:
    """Whether a page offers this reader the review at all."""
    try:
        check_may_review(by, area)
    except Refusal:
        return False
    return True


def check_length(field: str, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise NotValid(field, f"This is over {LONGEST_TEXT:,} characters.", "Shorten it.")


def _check_told(area: Area, told: Reviewed) -> None:
    known = {value for value, _ in area.review.looked_at}
    if not told.looked_at:
        raise NotValid("looked_at", "Choose what you looked at.")
    for one in told.looked_at:
        if one not in known:
            raise NotValid("looked_at", f'"{one[:40]}" is not on the list.', f"Choose of: {', '.join(sorted(known))}.")
    _check_verdict(area, told)
    if told.do_by and not told.instructions.strip():
        raise NotValid("instructions", "Enter what is to be done by that day.")
    for field in ("found", "instructions"):
        check_length(field, getattr(told, field))
    for field in ("do_by", "next_review_on"):
        day = getattr(told, field)
        if day and not clocks.today() <= day <= clocks.today() + FURTHEST:
            raise NotValid(field, "That day is past, or more than a year ahead.", "Enter one from today on.")


def _check_verdict(area: Area, told: Reviewed) -> None:
    if told.verdict not in dict(VERDICTS):
        raise NotValid("verdict", "Choose whether it is sound.", "sound, or to_do where something is to be done.")
    if not told.found.strip():
        raise NotValid("found", "Enter what you found.")
    judged = area.sample.judgement(told.judged) if area.sample else None
    is_wrong = bool(judged and judged.is_wrong)
    if is_wrong and told.verdict == "sound":
        raise NotValid("verdict", "A decision that was wrong is not sound.", "Choose that something is to be done.")
    is_reopened = is_wrong and bool(area.sample and area.sample.reopens_by)  # that is offered at once: it is what to do
    if told.verdict == "to_do" and not is_reopened and not told.instructions.strip():
        raise NotValid("instructions", "Enter what is to be done.")


def _check_case(by: Reader, case: Case, told: Reviewed) -> None:
    if case.owner_id and by.officer and case.owner_id == by.officer.pk:
        raise Refusal("own_work", "You hold this case yourself.", "Another supervisor reviews it.")
    if case.closed_at and told.next_review_on:
        raise NotValid("next_review_on", "This case is closed: no next review is due.", "Open it again first.")


def _check_instructed(by: Reader, area: Area, case: Case) -> None:
    if case.instructed_at is None:
        raise Clash("No review asks for anything here now.", "Read what happened.")
    is_theirs = case.owner_id is None or (by.officer is not None and case.owner_id == by.officer.pk)
    if not is_theirs and not by.may(area.review.permission):
        raise Refusal("not_owner", f"{case.owner} holds this case.", "They say that it is done.")


def _judging(by: Reader, area: Area, reference: str, told: Reviewed, key: str | None) -> dict[str, Any]:
    """What a review of a sampled case says of the decision, and in which sample; nothing where it says none."""
    from goldthread.core.cases.sampling import check_judgement

    if not told.judged:
        return {}
    case_id, person_id, _ = case_ids(reference)
    look(by, people=[person_id] if person_id else [], case_reference=reference.strip().upper(), work=area.id)
    if written_under(by, key):  # sent again: what was written then stands
        return {}
    drawn = check_judgement(by, area, Case.objects.get(pk=case_id), told.judged)
    return {"judged": told.judged, "sample": drawn.pk}


def _sets(by: Reader, told: Reviewed) -> dict[str, Any]:
    held = told.held_at.isoformat()
    sets: dict[str, Any] = {
        "reviewed_at": held,
        "reviewed_by_id": by.officer.pk if by.officer else None,
        "review_verdict": told.verdict,
        "next_review_on": _day(told.next_review_on),
    }
    if told.instructions.strip():
        sets |= {"instructed_at": clocks.now().isoformat(), "do_by": _day(told.do_by)}
    return sets


def _happened(by: Reader, area: Area, told: Reviewed) -> dict[str, str]:
    """What clocks read: a review was held, by whom of which rank; where the next one was given a day, the end of it."""
    rank = by.officer.rank if by.officer else ""
    keys = " ".join(keys for least, keys in area.review.tells if is_at_least(rank, least))
    happened = dict.fromkeys(("reviewed_at", *keys.split()), told.held_at.isoformat())
    if told.next_review_on is None:
        return happened
    return happened | {
        "review_set_at": happened["reviewed_at"],
        "next_review_at": end_of(told.next_review_on).isoformat(),
    }


def _words(by: Reader, area: Area, told: Reviewed) -> dict[str, str]:
    looked = dict(area.review.looked_at)
    judged = area.sample.judgement(told.judged) if area.sample else None
    return {
        # Signed with the review, so that it is the rank of then whatever the officer is called later.
        "rank": (by.officer.rank or RANK_UNKNOWN) if area.review.least_rank and by.officer else "",
        "verdict": dict(VERDICTS)[told.verdict],
        "looked_at": "; ".join(looked[one] for one in told.looked_at),
        "judged": judged.words if judged else "",
        "found": told.found.strip(),
        "instructions": told.instructions.strip(),
        "do_by": _day(told.do_by) or "",
        "next_review_on": _day(told.next_review_on) or "",
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _tell_owner(area: Area, case: Case) -> None:
    """Whoever holds the case hears it, and says that they have it; without anybody, whoever is on duty at the desk."""
    alerts.settle(INSTRUCTION, case.reference, "A later review asks for something else.")
    alerts.raise_urgent(
        INSTRUCTION,
        f"A supervisor reviewed {case.reference} and asks for something to be done.",
        "now" if case.risk == "high" and not case.closed_at else "today",
        case_reference=case.reference,
        to_officer=case.owner,
        to_role=able_roles(area)[0],
        borough=case.borough_id,
    )
