"""Audits of the invented force: three quarters of Operation Benson, a borough's own, a list handed in, one half graded.

Played at the instants of the past by the doors that auditors use. What is held here was graded among references of the
force's other system, as it would be while a force moves over.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goldthread.audit.grading import Grade, propose
from goldthread.audit.reviews.closing import close_audit
from goldthread.audit.reviews.drawing import Wanted, draw_audit
from goldthread.audit.reviews.models import Sample, SampledCase
from goldthread.audit.reviews.reading import asked_in
from goldthread.audit.reviews.referring import settle_elsewhere
from goldthread.audit.reviews.reviewing import Told, read_answers, submit_review
from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import Post
from goldthread.core.organisation.queries import first_in_each_role
from goldthread.synthetic.quarters import Quarter, audited_quarters

Progress = Callable[[str], None]
DOOR = "command:demo load"
SEED = "agreed with the delivery group"
DEPARTS = 12  # of so many cases one is graded a band better than its answers propose
BEFORE, SKILL_ASKED = 40, 6  # cases of the quarter before; of how many it is asked who had the skill
DEPARTED = "The gap was closed within the hour, and made no difference to the child."
DONE = "A car went to 9 Wharf Road and to the home. The manager has the man's description, and rings on sight."
SEEN_BY = "PC of Stanehithe, in the child's room, alone: well, and glad that somebody came."
HOW = "I rang the home and the officer who was there, and read what they wrote."
HOW_ELSEWHERE = "The sergeant of the team next door saw the child at school that morning, and wrote it there."
ENDED = {"harm": ["exploited_sex"], "reasons": ["relationship"], "onward": ["referred"],
         "why": "Who fetches the child is now on the plan."}  # fmt: skip

# What is answered in each kind of case; everything else is yes. The grade is what these answers propose.
GOOD: tuple[dict[str, str], ...] = ({}, {"COM-06": "partly"}, {"MIS-14": "not recorded"}, {"COM-15": "not recorded"})
IMPROVE: tuple[dict[str, str], ...] = (
    {"MIS-07": "no", "COM-06": "no"},
    {"COM-11": "no", "MIS-14": "no"},
    {"MIS-13": "not recorded", "COM-06": "not recorded"},
    {"MIS-07": "no", "MIS-11": "no", "COM-12": "partly"},
    {"COM-08": "no", "MIS-17": "no"},
    {"MIS-16": "no", "MIS-07": "not recorded"},
)
INADEQUATE: tuple[dict[str, str], ...] = (
    {"MIS-08": "no", "MIS-07": "no", "COM-06": "no"},
    {"MIS-05": "no", "MIS-03": "no", "MIS-07": "no"},
    {"MIS-15": "no", "MIS-13": "no", "COM-07": "not recorded"},
    {"MIS-08": "not recorded", "MIS-16": "no", "COM-11": "no"},
    {"COM-07": "no", "COM-08": "no", "MIS-07": "no", "COM-04": "no"},
)
LIVE = {"MIS-09": "no", "MIS-08": "no", "COM-01": "no"}  # asks for the case to be sent back at once
WHY_LIVE = "The man of the grey car is at 9 Wharf Road tonight, and nobody has told her home."
KINDS = {Grade.GOOD: GOOD, Grade.REQUIRES_IMPROVEMENT: IMPROVE, Grade.INADEQUATE: INADEQUATE}
G, R, I = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE  # noqa: E741


@dataclass(frozen=True)
class Round:
    """One quarter of Benson: how many of the cases are of each grade, and what became of those sent back."""

    quarter: Quarter
    good: int
    improve: int
    inadequate: int
    sent: Sequence[str]  # each: settled, or open

    def grades(self) -> list[Grade]:
        """The grades, mixed as chance would mix them but always alike."""
        given = [G] * self.good + [R] * self.improve + [I] * self.inadequate
        return [given[place * 17 % len(given)] for place in range(len(given))]


def plant_audits(progress: Progress = lambda line: None) -> int:
    """Draw and grade these samples. Done once; how many there are."""
    with db.as_service():
        if Sample.objects.exists():
            return 0
        who = _who()
    early, late = audited_quarters(clocks.now())
    progress("eight audits, of three quarters and of tonight")
    _benson(who, Round(early, 5, 18, 17, ("settled", "settled", "settled")))
    _benson(who, Round(late, 11, 17, 12, ("settled", "open")))
    _borough(who, late)
    _handed_in(who, late)
    _half_graded(who, late[1])
    _by_peers(who)
    _by_inspectors(who)
    _before(who, early[0])
    return 8


def _who() -> dict[str, Reader]:
    """The auditors, and the officers of Merrowfield and Stanehithe who mend what was sent back."""
    now = clocks.now()
    posts = Post.objects.filter(starts_at__lte=now).select_related("officer", "borough").order_by("officer__username")
    central = [one for one in posts if one.role == "auditor_central"]
    of = {(one.role, str(one.borough or "")): one for one in reversed(posts)}
    signs_in = first_in_each_role(now)
    held = {
        "first": central[0],
        "again": central[1],
        "local": signs_in["auditor_local"],
        "peer": signs_in["auditor_peer"],
        "inspectorate": signs_in["inspectorate"],
        "inspector": of["duty_inspector", "Merrowfield"],
        "outside": of["supervisor", "Stanehithe"],
        "supervisor": of["supervisor", "Merrowfield"],
    }
    return {name: reader_for(post.officer, DOOR) for name, post in held.items()}


def _benson(who: Mapping[str, Reader], told: Round) -> None:
    """A quarter's sample of missing children, drawn nine days after it and graded in the three weeks that follow."""
    since, until = told.quarter
    with db.as_service():
        held = Case.objects.filter(area="missing", opened_at__gte=since, opened_at__lt=until, closed_at__lt=until,
                                   facts__who="child")  # fmt: skip
        references = sorted(held.values_list("reference", flat=True))
    begins = until + timedelta(days=9, hours=9)
    elsewhere = [f"{since:%y}MIS7{since.month:02}{number:05}" for number in range(70 - len(references))]
    with clocks.held_at(begins):
        sample = _drawn(who["first"], "benson", 40, [*references, *elsewhere], "missing")
    cases = _in_order(sample)
    plan = _planned(cases, told.grades())
    sent = dict(zip(_to_send(cases), told.sent, strict=False))
    for number, one in enumerate(cases):
        at = begins + timedelta(hours=6 + 11 * number)
        is_open = sent.get(one.place) == "open"
        if is_open:
            at = clocks.now() - timedelta(minutes=100)
        answers = LIVE if one.place in sent else plan[one.place]
        referral = _grade(who["first"], sample, one, answers, at, number)
        if one.is_again:
            _grade(who["again"], sample, one, _seen_again(answers, number), at + timedelta(hours=3), number)
        if one.place in sent:
            _mend(who, sample, one, referral, at, is_open=is_open)
    if "open" not in told.sent:
        with clocks.held_at(begins + timedelta(days=25)), db.transaction():
            close_audit(who["first"], sample.reference)


def _planned(cases: Sequence[SampledCase], grades: list[Grade]) -> dict[int, Mapping[str, str]]:
    """The answers by place. Of the cases held here the ones that were worked in haste are those found wanting."""
    with db.as_service():
        held = Case.objects.filter(pk__in=[one.case_id for one in cases if one.case_id])
        hasty = {one.pk for one in held if one.facts.get("return_interview") == "not_offered"}
    worst_first = sorted(cases, key=lambda one: (one.case_id not in hasty, one.place))
    wanting = sorted((one for one in grades if one is not G), key=lambda one: -one.band)
    for_hasty = wanting[: sum(one.case_id in hasty for one in cases)]
    rest = list(grades)
    for grade in for_hasty:
        rest.remove(grade)
    given = [*for_hasty, *rest]
    found: dict[int, Mapping[str, str]] = {}
    for number, (one, grade) in enumerate(zip(worst_first, given, strict=True)):
        kinds = KINDS[grade]
        found[one.place] = kinds[number % len(kinds)]
    return found


def _to_send(cases: Sequence[SampledCase]) -> list[int]:
    """Which are sent back: one that is held elsewhere between those that are held here."""
    here = [one.place for one in cases if one.case_id and not one.is_again]
    other = [one.place for one in cases if one.case_id is None and not one.is_again]
    return [*here[:1], *here[1:2], *other[5:6]]


def _seen_again(answers: Mapping[str, str], number: int) -> Mapping[str, str]:
    """Two auditors of one team agree on most, and see one case in six otherwise."""
    return IMPROVE[0] if number % 6 == 2 else answers


def _borough(who: Mapping[str, Reader], quarter: Quarter) -> None:
    """A borough's own short form: kind grades, of which the central team graded some again and found most wanting."""
    begins = quarter[1] + timedelta(days=16, hours=10)
    with clocks.held_at(begins):
        sample = _drawn(who["local"], "borough_qa", 24, [f"MR/MIS/{number:04}/26" for number in range(311, 371)],
                        "missing")  # fmt: skip
    kind: tuple[Mapping[str, str], ...] = ({}, {}, {"MIS-07": "no"}, {}, {"MIS-12": "partly"}, {})
    strict: tuple[Mapping[str, str], ...] = ({"MIS-07": "no"}, {"MIS-08": "no"}, {"MIS-07": "no"}, {}, {"MIS-05": "no"})
    again = 0
    for number, one in enumerate(_in_order(sample)):
        at = begins + timedelta(hours=2 + 5 * number)
        _grade(who["local"], sample, one, kind[number % len(kind)], at, number)
        if one.is_again:
            _grade(who["first"], sample, one, strict[again % len(strict)], at + timedelta(days=6), number)
            again += 1


def _handed_in(who: Mapping[str, Reader], quarter: Quarter) -> None:
    """Exploitation cases that another system holds, as a list of references."""
    begins = quarter[1] + timedelta(days=30, hours=9)
    wanting: tuple[Mapping[str, str], ...] = (
        {"CSE-07": "no", "COM-06": "no"}, {"CSE-11": "no"}, {}, {"CSE-05": "no", "CSE-10": "no"},
        {"CSE-15": "no", "CSE-03": "not recorded"}, {"CSE-12": "no"},
    )  # fmt: skip
    with clocks.held_at(begins):
        sample = _drawn(who["first"], "benson", 12, [f"CRIS 45{number:02}/26" for number in range(31, 69)], "cse")
    for number, one in enumerate(_in_order(sample)):
        at = begins + timedelta(hours=3 + 9 * number)
        _grade(who["first"], sample, one, wanting[number % len(wanting)], at, number)
        if one.is_again:
            _grade(who["again"], sample, one, wanting[number % len(wanting)], at + timedelta(hours=4), number)


def _half_graded(who: Mapping[str, Reader], since: datetime) -> None:
    """Drawn this morning of what ended since the quarter began: half is graded, so that an auditor has work tonight."""
    now = clocks.now()
    drawn_at = now - timedelta(hours=9)
    with db.as_service():
        ended = Case.objects.filter(area="missing", state="closed", opened_at__gte=since - timedelta(days=40))
        size = min(10, ended.count())
    if not size:  # a hamlet
        return
    with clocks.held_at(drawn_at), db.transaction():
        wanted = Wanted("benson", size, SEED, area="missing", since=since - timedelta(days=40),
                        until=drawn_at, states=["closed"])  # fmt: skip
        sample = draw_audit(who["first"], wanted)
    cases = _in_order(sample)
    for number, one in enumerate(cases[: len(cases) // 2]):
        answers = (GOOD, IMPROVE, INADEQUATE)[number % 3][0]
        _grade(who["first"], sample, one, answers, now - timedelta(hours=7) + timedelta(minutes=50 * number), number)


def _by_peers(who: Mapping[str, Reader]) -> None:
    """Another force's auditor reads cases of Stanehithe, and has work left tonight."""
    now = clocks.now()
    with clocks.held_at(now - timedelta(days=3)):
        sample = _drawn(who["peer"], "peer", 6, [f"ST/MIS/{number:04}/26" for number in range(201, 231)], "missing",
                        borough="stanehithe")  # fmt: skip
    for number, one in enumerate(_in_order(sample)[:3]):
        _grade(who["peer"], sample, one, ({}, IMPROVE[0], {})[number], now - timedelta(days=2, hours=-number), number)


def _by_inspectors(who: Mapping[str, Reader]) -> None:
    """The force graded ten of its cases itself; inspectors grade the same ten again, blind, and are half through."""
    now = clocks.now()
    with clocks.held_at(now - timedelta(days=20)):
        sample = _drawn(who["first"], "inspection", 10, [f"26MIS8{number:05}" for number in range(40)], "missing")
    for number, one in enumerate(_in_order(sample)):
        kind, strict = (GOOD, GOOD, IMPROVE)[number % 3][0], (IMPROVE, INADEQUATE, IMPROVE)[number % 3][0]
        _grade(who["first"], sample, one, kind, now - timedelta(days=18, hours=-number), number)
        if number < 5:
            _grade(who["inspectorate"], sample, one, strict, now - timedelta(days=1, hours=-number), number)


def before(number: int) -> dict[str, str]:
    """What is answered of a case of the quarter before, the baseline of the tests of effect, by its place.

    A responder could see the flags of three in five; drift was what it is now; and of who had the skill hardly a case
    was asked. So one test is better now, one shows no clear change and one has too few to say.
    """
    kinds = KINDS[(I, R, R, I, G)[number % 5]]
    seen = {"COM-04": "no"} if number % 5 in (1, 3) else {}
    skilled = {} if number < SKILL_ASKED else {"COM-10": "not applicable"}
    return {**kinds[number // 5 % len(kinds)], **seen, **skilled}


def _before(who: Mapping[str, Reader], until: datetime) -> None:
    """The quarter before the force moved over: of the other system's references, graded in the weeks that followed."""
    begins = until + timedelta(days=9, hours=9)
    with clocks.held_at(begins):
        sample = _drawn(who["first"], "benson", BEFORE, [f"{until:%y}MIS6{number:05}" for number in range(90)],
                        "missing")  # fmt: skip
    for number, one in enumerate(_in_order(sample)):
        at = begins + timedelta(hours=6 + 11 * number)
        _grade(who["first"], sample, one, before(number), at, number)
        if one.is_again:
            _grade(who["again"], sample, one, before(number), at + timedelta(hours=3), number)
    with clocks.held_at(begins + timedelta(days=25)), db.transaction():
        close_audit(who["first"], sample.reference)


def _drawn(
    by: Reader, programme: str, size: int, references: Iterable[str], case_type: str, borough: str = ""
) -> Sample:
    text = "reference\n" + "".join(f"{one}\n" for one in references)
    with db.transaction():
        return draw_audit(by, Wanted(programme, size, SEED, text=text, case_types=[case_type], borough=borough))


def _in_order(sample: Sample) -> list[SampledCase]:
    with db.as_service():
        return list(sample.cases.order_by("place"))


def _grade(
    by: Reader, sample: Sample, one: SampledCase, answers: Mapping[str, str], at: datetime, number: int
) -> str:  # fmt: skip
    """One case graded as its answers propose; now and then one band better. What it was sent back as."""
    told = _answered(sample, one, answers, at)
    proposed = propose(asked_in(sample), read_answers(told)).grade
    departs = proposed is R and number % DEPARTS == DEPARTS - 1
    is_live = answers is LIVE
    said = Told(told, G if departs else proposed, DEPARTED if departs else "", is_live, WHY_LIVE if is_live else "")
    with clocks.held_at(at), db.transaction():
        return submit_review(by, sample.reference, one.place, said).referral


def _answered(
    sample: Sample, one: SampledCase, answers: Mapping[str, str], at: datetime
) -> dict[str, dict[str, Any]]:  # fmt: skip
    system = "Goldthread" if one.case_id else "Merlin"
    seen = [{"system": system, "record": one.reference, "at": at.isoformat()}]
    return {
        asked.id: {"said": answers.get(asked.id, "yes"), "evidence": seen, "confidence": "high"}
        for asked in asked_in(sample)
    }


def _mend(
    who: Mapping[str, Reader], sample: Sample, one: SampledCase, referral: str, at: datetime, *, is_open: bool
) -> None:  # fmt: skip
    """What was sent back: acknowledged, acted on, the child seen safe, confirmed by somebody of another borough."""
    if one.case_id is None:
        with clocks.held_at(at + timedelta(hours=22)), db.transaction():
            settle_elsewhere(who["again"], sample.reference, one.place, HOW_ELSEWHERE)
        return
    _move(who["inspector"], referral, "acknowledge", at + timedelta(minutes=18))
    if is_open:
        return
    _move(who["inspector"], referral, "act", at + timedelta(minutes=95), done=DONE)
    safe = at + timedelta(hours=4)
    _move(who["inspector"], referral, "safe", safe, safe_on=safe.isoformat(), seen_by=SEEN_BY)
    _move(who["outside"], referral, "confirm", at + timedelta(hours=26), how=HOW)
    _move(who["supervisor"], one.reference, "close", at + timedelta(hours=30), **ENDED)


def _move(by: Reader, reference: str, move: str, at: datetime, **answers: Any) -> None:
    with clocks.held_at(at), db.transaction():
        move_case(by, reference, move, answers=answers)
