"""What supervisors of the invented force reviewed: open concerns, and a week of ended ones that chance drew."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.cases import checking, sampling
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.cases.reviewing import Reviewed, review
from goldthread.respond.concern.actions import record_concern

GRADES = (
    {"grade": "blue", "level": "1", "open_to": "no", "why": "A lost toy. Seen well and happy."},
    {"grade": "green", "level": "2", "open_to": "no", "why": "A quarrel of the parents, the first that is known."},
)
ENDED = 16  # more than a week's sample, so that chance has something to choose from
# What was said of those that are reviewed so far; the rest wait.
SAID = (
    ("right", "What was seen and why it stays here are both written."),
    ("right", "The aunt was rung, and says the same."),
    ("should_share", "It was the third quarrel in a year. Help was never offered."),
    ("cannot_say", "Nothing says whether the child was seen."),
    ("right", "A duplicate of the school's own report, rightly closed."),
)
SOUND = Reviewed(["whole", "before"], "sound", "The grade fits what is written, and what came before was read.")
ASKS = Reviewed(
    ["decisions", "voice"], "to_do", "Nobody wrote what the child said.",
    instructions="See the child alone at school, and write the child's own words.",
)  # fmt: skip


def plant_reviews(who: Mapping[str, Reader], children: Sequence[str]) -> None:
    """End a week's concerns, draw from them and review some; review two open ones. `who`: officer, desk, supervisor."""
    with clocks.held_at(clocks.now() - timedelta(days=clocks.today().weekday() + 3)):
        for number in range(ENDED):
            _end_one(who, children[number % len(children)], number)
    _review_open(who)
    with db.transaction():
        drawn = sampling.draw_week(who["supervisor"], "concern")
    with db.as_service():
        drawn_ids = [one["case"] for one in drawn.cases]
        references = {str(one.pk): one.reference for one in Case.objects.filter(pk__in=drawn_ids)}
    for one, (judged, found) in zip(drawn.cases, SAID, strict=False):
        with db.transaction():
            verdict = "to_do" if judged == "should_share" else "sound"
            told = Reviewed(["whole", "decisions"], verdict, found, judged=judged)
            review(who["supervisor"], references[one["case"]], told)


def _end_one(who: Mapping[str, Reader], code: str, number: int) -> None:
    """One concern taken, graded and closed without sharing, by the steps that officers take."""
    with db.transaction():
        reference = record_concern(
            who["officer"], code, seen="Seen with her aunt, well dressed.", risk="low",
            idempotency_key=f"demonstration ended {number}",
        ).reference  # fmt: skip
    began, day = clocks.now(), timedelta(hours=8)
    with clocks.held_at(began + day * (1 + number) / 40), db.transaction():
        move_case(who["desk"], reference, "take")
    with clocks.held_at(began + day * (2 + number) / 20), db.transaction():
        for item in ("earlier_read", "checks_done"):
            checking.answer_item(who["desk"], reference, item, "done")
        move_case(who["desk"], reference, "grade", answers=GRADES[number % len(GRADES)])
    because = {"not_shared_because": "no_need", "why": "No need beyond what the family has."}
    with clocks.held_at(began + day * (3 + number) / 16), db.transaction():
        move_case(who["desk"], reference, "not_share", answers=because)


def _review_open(who: Mapping[str, Reader]) -> None:
    with db.as_service():
        held = Case.objects.filter(area="concern", closed_at=None, owner=who["desk"].officer).order_by("opened_at")
        references = list(held.values_list("reference", flat=True)[:2])
    day = clocks.today()
    said = (SOUND, Reviewed(**{**ASKS.__dict__, "do_by": day + timedelta(days=2)}))
    for reference, told in zip(references, said, strict=False):
        with db.transaction():
            review(
                who["supervisor"], reference, Reviewed(**{**told.__dict__, "next_review_on": day + timedelta(days=7)})
            )
