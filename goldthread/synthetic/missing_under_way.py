"""Missing children and adults of the invented force: tonight's in every state, and a year of ended ones behind them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.cases import checking, handing
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.cases.reviewing import Reviewed, review
from goldthread.core.organisation.models import Post
from goldthread.core.organisation.queries import officers_in_role, on_duty
from goldthread.core.people.queries import identities
from goldthread.respond.missing.checklist import CHECKLIST
from goldthread.respond.missing.checks import checks
from goldthread.respond.missing.reporting import report_missing
from goldthread.synthetic import missing_exchanged as exchanged
from goldthread.synthetic.homes import some_homes
from goldthread.synthetic.missing_exchanged import Step
from goldthread.synthetic.quarters import audited_quarters

Progress = Callable[[str], None]
DOOR = "command:demo load"
ROLES = ("control_room", "missing_unit", "supervisor", "duty_inspector")
NO = dict.fromkeys(
    ("q_out_of_character", "q_previous", "q_medical", "q_medication", "q_disability", "q_victim_crime", "q_hurt",
     "q_cse_now", "q_cce", "q_self_harm", "q_danger_others", "q_abroad"), "no")  # fmt: skip
HOME = {**NO, "informant_role": "parent", "informant": "Her mother, 020 7946 0123", "channel": "101",
        "missing_from": "home", "care": "none", "last_seen_place": "At home, at tea",
        "q_worry": "She went out after a quarrel and does not answer.", "q_done": "Rang two friends."}  # fmt: skip
CARE = {**HOME, "informant_role": "childrens_home", "informant": "The night manager, 020 7946 0456",
        "missing_from": "childrens_home", "care": "s31", "q_previous": "yes", "q_cse_now": "unknown",
        "last_seen_place": "In the garden of the home", "last_seen_with": "A man in a grey car waited outside",
        "q_worry": "She was fetched by a car that we have seen before.", "q_who_with": "A man called P"}  # fmt: skip
ADULT = {**HOME, "informant_role": "other", "informant": "His wife, 020 7946 0789", "q_medical": "yes",
         "q_out_of_character": "yes", "q_worry": "He forgets where he lives, and it is cold."}  # fmt: skip
SOUND = Reviewed(["grade", "linked", "lines"], "sound", "The grade fits what is known. The lines set are being done.")
Told = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """One report, hours ago, of one of the people there are: `who` counts children, or adults where it is one."""

    who: int
    hours: float
    report: Mapping[str, Any]
    steps: tuple[Step, ...] = ()
    is_adult: bool = False


def graded(grade: str, after: float = 12, why: str = "What was told, and what is held of the child.") -> Step:
    told: Told = {"grade": grade, "why": why}
    if grade == "none":
        told |= {"latest_time": 180, "agreed": "Her mother rings the aunt, and rings us by then."}
    return Step(after, "control_room", "grade", told)


def looked_for(first: float = 20, *, checks_done: int = 13) -> tuple[Step, ...]:
    """Taken, officers sent and there, children's services told, checks done, and the sergeant's review."""
    return (
        Step(first - 2, "missing_unit", "take"),
        Step(first, "control_room", "deploy", {"sent": "Two officers to the address"}),
        Step(first + 15, "control_room", "attend", {"attended_on": 0, "account": "Seen at seven, in a dark coat."}),
        Step(first + 20, "missing_unit", "tell_care", {"care_told_on": 0, "care_told_by": "edt", "responsible":
             "alderbrook", "host": "merrowfield", "told_whom": "The duty manager. No strategy discussion yet."}),
        Step(first + 22, "missing_unit", "checks", {"done": checks_done}),
        Step(first + 25, "supervisor", "review"),
    )  # fmt: skip


def located(after: float, how: str, place: str, with_whom: str = "Nobody") -> tuple[Step, ...]:
    told = {"located_on": 0, "located_how": how, "located_place": place, "located_with": with_whom}
    return (Step(after, "control_room", "locate", told),)


def home_again(after: float, to: str = "home") -> tuple[Step, ...]:
    return (
        Step(after, "missing_unit", "see_safe", {"seen_on": 0, "wellbeing": "Tired, hungry, not hurt.",
                                                 "protection": "no"}),
        Step(after + 30, "missing_unit", "return", {"returned_on": 0, "returned_to": to,
                                                    "return_safe": "Somebody is awake there."}),
        Step(after + 35, "missing_unit", "tell_return", {"told_whom": "The emergency duty team"}),
    )  # fmt: skip


SPOKEN = {"interview": "done", "interview_on": 0, "spoken": "alone", "words": "I wanted to be somewhere else.",
          "where_been": "At a flat by the river, with people she would not name.",
          "why_left": "The quarrels."}  # fmt: skip


def interviewed(after: float) -> tuple[Step, ...]:
    return (Step(after, "missing_unit", "interview", SPOKEN),)


def listened(after: float, late: float = 0) -> tuple[Step, ...]:
    """The return interview asked for, held, and received and read."""
    held = {"return_interview": "done", "return_interview_on": 0, "independent": "yes"}
    return (
        *exchanged.asked(after),
        Step(after + 60 * 40 + late, "missing_unit", "return_interview", held),
        Step(after + 60 * 60 + late, "missing_unit", "receive_return_interview",
             {"learnt": "A man called P, a grey car, a flat by the river."}),
    )  # fmt: skip


def signed_off(after: float, **told: Any) -> tuple[Step, ...]:
    outcome = {"harm": ["none_known"], "reasons": ["relationship"], "onward": ["referred"],
               "why": "Ring the aunt first.", **told}  # fmt: skip
    return (Step(after, "missing_unit", "closing"), Step(after + 30, "supervisor", "close", outcome))


def ended(
    grade: str, back_after: float, how: str, place: str, *, late: float = 0, sent: bool = False, **outcome: Any
) -> tuple[Step, ...]:
    """A whole episode, from the grade to the supervisor's name under it. What `sent` names came in by file."""
    return (
        graded(grade),
        *looked_for(),
        *located(back_after, how, place),
        *home_again(back_after + 20),
        *interviewed(back_after + 90 + late / 4),
        *(exchanged.sent_in(back_after + 120, late) if sent else listened(back_after + 120, late)),
        *exchanged.answered(back_after + 60 * 50),
        *signed_off(back_after + 120 + 60 * 62 + late, **outcome),
    )


DAY = 24.0
INVOLVED = {"involved_on": 0, "involved_whom": "The superintendent on call: a search adviser is asked for."}
ACROSS = {
    "to_borough": "stanehithe",
    "across_why": "A friend says she is in a flat there.",
    "across_done": "CCTV of the station is asked for.",
    "across_worry": "The man in the grey car.",
}
RIVER = "9 Wharf Road, Stanehithe"
TONIGHT: tuple[Story, ...] = (
    Story(0, 0.25, CARE),
    Story(1, 1.1, HOME),
    Story(2, 3.2, CARE, (graded("high", 9), *looked_for(14, checks_done=9),
                         Step(35, "control_room", "involve", INVOLVED),
                         Step(50, "duty_inspector", "review"))),
    Story(3, 9.1, HOME, (graded("medium", 15), *exchanged.notified(30),
                         Step(40, "control_room", "deploy", {"sent": "A car to the home"}))),
    Story(4, 1.4, HOME, (graded("none", 10),)),
    Story(5, 6.0, CARE, (graded("none", 20, "She always comes back."), *looked_for(50, checks_done=5))),
    Story(0, 5.0, ADULT, (graded("high", 8), Step(20, "control_room", "deploy", {"sent": "Two cars and a dog"}),
                          Step(40, "supervisor", "review"), Step(55, "duty_inspector", "review")), is_adult=True),
    Story(1, 14.0, ADULT, (graded("low", 25),), is_adult=True),
    Story(6, 7.0, CARE, (graded("medium"), *looked_for(),
                         Step(240, "duty_inspector", "propose_across", ACROSS))),
    Story(7, 5.5, HOME, (graded("medium"), *looked_for(), Step(200, "missing_unit", "offer"))),
    Story(8, 26.0, CARE, (graded("high", 6), *looked_for(12), Step(40, "duty_inspector", "review"))),
    Story(9, 8.0, CARE, (graded("medium"), *looked_for(), *located(400, "police", RIVER, "A man called P, 29"))),
    Story(10, 10.0, HOME, (graded("medium"), *looked_for(), *located(420, "family", "At her aunt's"),
                           *home_again(440)[:1])),
    Story(11, 30.0, HOME, (graded("medium"), *looked_for(), *located(300, "self_return", "At home"),
                           *home_again(320))),
    Story(12, 58.0, CARE, (graded("medium"), *looked_for(), *located(300, "carer", "At the bus station"),
                           *home_again(320, "placement"), *interviewed(500), *listened(600)[:1])),
    Story(13, 90.0, CARE, (graded("high"), *looked_for(), *located(200, "police", RIVER, "A man called P, 29"),
                           *home_again(220, "placement"), *interviewed(240), *listened(400)[:1])),
    Story(14, 110.0, HOME, (graded("medium"), *looked_for(), *located(300, "family", "At a friend's"),
                            *home_again(320), *interviewed(500), *listened(600)[:2])),
)  # fmt: skip
HOW = ("self_return", "family", "carer", "police", "public", "self_return", "police")
PLACES = ("At home", "At a friend's", RIVER, "The park by the canal", "The bus station", RIVER, "At her aunt's")
NONE = ["none_known"]  # harm
HARM = (NONE, NONE, ["exploited_sex"], ["not_asked"], NONE, ["drugs_alcohol"], NONE)


ENDED = 24  # episodes of the year before tonight


def _behind() -> Iterator[Story]:
    """A year of ended episodes: the girls of tonight's first stories went before, and most others went once."""
    for number in range(ENDED):
        who = (0, 2, 8, 9, 13)[number % 5] if number % 2 else 15 + number // 2
        grade = ("medium", "high", "medium", "medium")[number % 4]
        turn = number % 7
        late = 60 * 30 if number % 6 == 5 else 0
        steps = ended(grade, 120 + 95 * turn, HOW[turn], PLACES[turn], late=late, sent=number % 3 == 0, harm=HARM[turn])
        yield Story(who, DAY * (9 + 14.2 * number), CARE if number % 2 else HOME, steps)


NOT_HELD: Told = {"return_interview": "not_offered", "return_interview_on": 0, "why": "No provider had a place."}
BRIEF = 5  # episodes besides in each of the last two full quarters, so that an audit has something to draw from


def _in_brief(now: datetime) -> Iterator[Story]:
    """Episodes worked in haste: told late, no check done, no officer sent; what an audit finds wanting."""
    for turn, (since, until) in enumerate(audited_quarters(now)):
        for number in range(BRIEF):
            at = since + (until - since) * (number + 0.5) / BRIEF
            back = 180 + 70 * (number % 5)
            steps = (
                graded("medium", 55, "As told by the caller."),
                *located(back, HOW[number % 7], PLACES[number % 7]),
                Step(back + 5, "missing_unit", "tell_care", {"care_told_on": 0, "care_told_by": "edt", "responsible":
                     "alderbrook", "host": "merrowfield", "told_whom": "The duty manager, by telephone."}),
                *home_again(back + 30)[:2],
                Step(back + 70, "supervisor", "review"),
                *interviewed(back + 400),
                Step(back + 60 * 90, "missing_unit", "return_interview", NOT_HELD),
                *signed_off(back + 60 * 91, harm=HARM[number % 7]),
            )  # fmt: skip
            yield Story(27 + (turn * BRIEF + number) % 20, (now - at) / timedelta(hours=1), HOME, steps)


def plant_missing(progress: Progress = lambda line: None) -> int:
    """Report and work these episodes about people of the invented force. Done once; how many there are."""
    with db.as_service():
        if Case.objects.filter(area="missing").exists():
            return 0
        children, adults = _people(True), _people(False)
        who = {role: _first(role) for role in ROLES}
    stories = sorted((*TONIGHT, *_behind(), *_in_brief(clocks.now())), key=lambda one: -one.hours)
    progress(f"{len(stories)} missing people, tonight and in the year before")
    for place, story in enumerate(stories):
        known = adults if story.is_adult else children
        if story.who < len(known):  # a hamlet has fewer people than there are stories
            _play(place, known[story.who], story, who)
    _plans(who)
    placed = [children[one] for one in (0, 2, 8) if one < len(children)]
    some_homes(who["missing_unit"], ("merrowfield", "alderbrook", "stanehithe"), placed)
    return len(stories)


PLAN: Told = {
    "first": "A car to 9 Wharf Road, within 15 minutes\nRing her aunt before anybody else\nAsk for the CCTV",
    "ring": "Her aunt, 020 7946 0321\nA. Ray, social worker, 020 7946 0001",
    "grade_floor": "high",
    "places": RIVER + ": a side door by the bins, code with the caretaker",
    "people": "A man called P, about 30, drives a grey car",
    "posing_risk": "A man called P",
    "pattern": "On Fridays, after a telephone call, in the grey car.",
    "carer": "Looks in the garden and rings her telephone twice.",
    "worked": "A woman officer whom she knows by name.",
    "do_not": "Ring her mother before the aunt",
    "agreed_with": "Her, her aunt, the home and her social worker.",
}


# Steps of a plan that have the name of a step of a case: which move each is, and its note.
PLANS = {"review_plan": ("review", ""), "end_plan": ("end", "No report in three weeks. The home and she agree.")}


def _plans(who: dict[str, Reader]) -> None:
    """The newest plans: one in force and used, one interim, the others due. Old ones were ended when they were done."""
    with db.as_service():
        due = list(Case.objects.filter(area="trigger_plan").order_by("-opened_at", "reference"))
    met = {"met_on": 0, "who_came": "The home, her social worker, her school.", "decided": "A new key worker."}
    in_force = (Step(900, "missing_unit", "meet", met), Step(1500, "duty_inspector", "start", PLAN))
    interim = (Step(200, "missing_unit", "interim", {name: PLAN[name] for name in ("first", "ring", "grade_floor")}),)
    ended = (*in_force, Step(60 * 24 * 20, "supervisor", "end_plan", {}))
    now = clocks.now()
    old = [one for one in due if one.opened_at <= now - timedelta(days=40)]
    stands = next((one for one in due if one not in old and one.opened_at < now - timedelta(days=2)), None)
    new = next((one for one in due if one not in (*old, stands) and one.opened_at < now - timedelta(hours=4)), None)
    steps: dict[str, tuple[Step, ...]] = {one.reference: ended for one in old}
    steps |= {one.reference: told for one, told in ((stands, in_force), (new, interim)) if one}
    for plan in due:
        for number, step in enumerate(steps.get(plan.reference, ())):
            at = plan.opened_at + timedelta(minutes=step.after)
            if at < clocks.now():
                with clocks.held_at(at), db.transaction():
                    _act(plan.reference, step, at, who, f"demonstration plan {plan.reference}.{number}")
    if stands:
        _review_plan(stands.reference, who)


def _review_plan(reference: str, who: dict[str, Reader]) -> None:
    """Kept current: reviewed some days ago, where it was in force by then, so that it stands tonight."""
    with db.as_service():
        plan = Case.objects.get(reference=reference)
    at = clocks.now() - timedelta(days=6)
    if plan.state == "in_force" and plan.state_since < at:
        with clocks.held_at(at), db.transaction():
            _act(reference, Step(0, "missing_unit", "review_plan", PLAN), at, who, f"demonstration review {reference}")


def _first(role: str) -> Reader:
    """Of a role that sits in boroughs the one in Merrowfield, where the demonstration is signed in."""
    now = clocks.now()
    held = Post.objects.filter(role=role, borough__name="Merrowfield", starts_at__lte=now).order_by("officer__username")
    first = held.select_related("officer").first()
    return reader_for(first.officer if first else officers_in_role(role, now)[0], DOOR)


def _people(are_children: bool) -> list[str]:
    """Codes of children of 8 to 16, or of people over 60, whom nothing limits: those first whom Merlin had missing."""
    rows = db.fetch(
        """SELECT p.id, p.code FROM records_mention m
             JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
             JOIN people_person p ON p.id = l.person_id AND p.retired_at IS NULL
             LEFT JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                             AND r.is_current AND r.kind = 'missing report'
            WHERE m.restriction = '' AND m.is_live
            GROUP BY p.id, p.code ORDER BY count(r.id) DESC, count(*) DESC, p.code LIMIT 4000"""
    )
    who, ages = identities([row["id"] for row in rows]), range(8, 17) if are_children else range(61, 95)
    return [row["code"] for row in rows if row["id"] in who and who[row["id"]].age in ages][:48]


def _play(place: int, code: str, story: Story, who: dict[str, Reader]) -> None:
    """One story, each step at its own minute; what would lie ahead has not happened."""
    began, now = clocks.now() - timedelta(hours=story.hours), clocks.now()
    with clocks.held_at(began + timedelta(minutes=4)), db.transaction():
        case = report_missing(who["control_room"], code, occurred_at=began, idempotency_key=f"demonstration {place}",
                              **story.report)  # fmt: skip
    for number, step in enumerate(story.steps):
        at = began + timedelta(minutes=step.after)
        if at < now:
            with clocks.held_at(at), db.transaction():
                _act(case.reference, step, at, who, f"demonstration {place}.{number}")


def _on_then(by: Reader, at: datetime) -> str:
    """The post that a case is handed to: the unit, or at night, when nobody else of it is on duty, the control room."""
    others = [post for post in on_duty("missing_unit", None, at) if by.officer and post.officer_id != by.officer.pk]
    return "missing_unit" if others else "control_room"


def _act(reference: str, step: Step, at: datetime, who: dict[str, Reader], key: str) -> None:
    by = who[step.by]
    if step.act == "review":
        review(by, reference, SOUND)
    elif step.act == "offer":
        handing.offer(by, reference, to=f"post:{_on_then(by, at)}", done="Friends are rung.",
                      next="Ring her school at eight.", next_by=at + timedelta(hours=4), worry="None")  # fmt: skip
    elif step.act == "checks":
        for number, item in enumerate(checks()[: step.told["done"]]):
            result = ("no_hit", "hit", "no_hit", "no_hit", "unavailable")[number % 5]
            checking.answer_item(by, reference, item.id, result, why="Read, and passed to the officers who are out.")
    elif step.act == "closing":
        for item in CHECKLIST:
            if "close" in item.needed_for:
                checking.answer_item(by, reference, item.id, "done", why="None, by the officers who were there.")
    else:
        told = {name: _instant(name, value, at) for name, value in step.told.items()}
        move, note = PLANS.get(step.act, (step.act, ""))
        move_case(by, reference, move, answers=told, note=note, idempotency_key=key)


def _instant(name: str, value: Any, at: datetime) -> Any:
    """A number stands for minutes after the step, `day` for its day; everything else is told as it is."""
    if value == "day":
        return at.date().isoformat()
    return (at + timedelta(minutes=value)).isoformat() if isinstance(value, (int, float)) else value
