"""Where decisions sent people: the windows of each borough and the pooled wait, counted by hand."""

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Borough
from goldthread.improve.effect import sending
from goldthread.improve.effect.cells import Cells
from goldthread.improve.effect.measures import ELSEWHERE, NO_CASES, SENT
from goldthread.improve.effect.queries import one_tested
from goldthread.improve.effect.sending import NO_DECISION, NOWHERE, TOO_SOON, Sent, Window, counted, sent
from goldthread.improve.effect.shapes import UNKNOWN, WAIT
from goldthread.improve.effect.waits import Waits
from goldthread.improve.governance.citing import Cited, look_at_effect
from goldthread.respond.missing.tests.playing import jess, london, report, step
from goldthread.testing import factories as make
from goldthread.testing.bodies import decided, met, seated

__all__ = ["jess"]
YEAR = (london("2026-01-01T00:00"), london("2026-12-01T00:00"))


def _sent(day: str, *boroughs: str, is_looked_at: bool = False) -> Sent:
    return Sent(london(f"{day}T12:00"), boroughs, is_looked_at)


def _cells(*rows: tuple[str, str, tuple[float, ...]]) -> Cells:
    return Cells(WAIT, NO_CASES, waits={(borough, month): Waits(over) for borough, month, over in rows})


def test_each_borough_has_as_many_months_before_its_own_first_decision_as_after_it():
    told = sent([_sent("2026-09-10", "A"), _sent("2026-04-10", "B"), _sent("2026-10-10", "A")], YEAR, 6)
    assert told.windows["A"] == Window(("2026-07", "2026-08"), ("2026-10", "2026-11"))
    assert told.windows["B"] == Window(("2026-01", "2026-02", "2026-03"), ("2026-05", "2026-06", "2026-07"))
    assert told.others == told.windows["B"]  # from the first decision of all


def test_the_month_of_the_decision_counts_on_neither_side_and_every_case_once():
    told = sent([_sent("2026-09-10", "A"), _sent("2026-10-10", "B")], YEAR, 6)
    cells = _cells(
        ("A", "2026-08", (10.0,)), ("A", "2026-09", (99.0,)), ("A", "2026-10", (30.0,)), ("B", "2026-09", (20.0,)),
        ("B", "2026-10", (99.0,)), ("B", "2026-11", (40.0,)), ("C", "2026-08", (7.0,)), ("C", "2026-10", (8.0,)),
    )  # fmt: skip
    both = told.narrowed({SENT: cells, ELSEWHERE: cells})
    readings = [told.reading(name, both[name], YEAR, is_after=side) for name in both for side in (False, True)]
    assert [one.of for one in readings] == [2, 2, 1, 1]
    assert (readings[0].since, readings[0].until) == (london("2026-07-01T00:00"), london("2026-10-01T00:00"))
    (alone,) = [told.reading(SENT, both[SENT], YEAR, is_after=True, borough="B")]
    assert (alone.of, alone.value) == (1, 40)


def test_what_cannot_be_compared_says_why():
    cells = _cells(("A", "2026-10", (10.0,)))
    for decisions, why in (
        ([], NO_DECISION), ([_sent("2026-09-10")], NOWHERE), ([_sent("2026-11-10", "A")], TOO_SOON),
        ([_sent("2027-01-10", "A")], NO_DECISION),
    ):  # fmt: skip
        told = sent(decisions, YEAR, 6)
        assert told.reading(SENT, told.narrowed({SENT: cells})[SENT], YEAR, is_after=True).unknown == why
    told = sent([_sent("2026-09-10", "A")], YEAR, 6)
    other = told.narrowed({ELSEWHERE: cells})[ELSEWHERE]
    assert told.reading(ELSEWHERE, other, YEAR, is_after=True).unknown == sending.ALL_NAMED


def test_a_quarter_tells_where_a_decision_cites_a_figure_and_where_none_does():
    told = sent([_sent("2026-08-10", "A", is_looked_at=True), _sent("2026-09-10", "A"), _sent("2026-10-10")], YEAR, 6)
    assert list(counted(told, ["A", "B"])) == [
        "Decisions that cite a figure, July to September 2026: A 2, effect looked at 1; none in B.",
        "Decisions that cite a figure, October to December 2026: the whole force 1, effect looked at 0; none in A, B.",
    ]


def test_without_a_decision_the_test_of_recommendation_7_is_not_known(jess):
    report(jess, "2026-10-02T20:00")
    told = one_tested(make.reader("plan_lead"), "7")
    assert (told.verdict, told.counter_verdict, told.now.unknown) == (UNKNOWN, UNKNOWN, NO_DECISION)
    assert any("regression to the mean" in one for one in told.not_known)


def test_a_decision_that_cites_a_figure_is_read_whoever_asks(jess):
    first = report(jess, "2026-09-02T20:00")
    step(first, "take", "2026-09-02T20:10", "missing_unit")
    with database.as_service():
        here = Borough.objects.get(code=first.borough_id)
    chair = seated("chief_officer", "delivery", "chair", days_ago=200)
    days_ago = (clocks.now() - london("2026-10-10T12:00")).days
    decision = decided(chair, met(chair, "delivery", days_ago), cites=Cited("resource", "held-to-acted", (here.code,)))
    with database.transaction():
        look_at_effect(chair, decision.pk, "Too few to say.")
    told = one_tested(make.reader("plan_lead"), "7")
    assert told.baseline.of == 1
    assert [name for name, _ in told.boroughs] == [here.name]
    assert told.counter_now.unknown
    assert any(f"{here.name} 1, effect looked at 1" in one for one in told.inputs)
    assert any("its own first decision" in one for one in told.sentences)
