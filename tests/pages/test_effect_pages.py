"""The tests of effect on screen: nine of them, what is not known said so, a mark adopted by a chief officer only."""

import re

import pytest

from goldthread.core import clocks
from goldthread.improve.effect.models import Adoption, Evaluation
from goldthread.improve.effect.months import month_of, moved
from goldthread.improve.recommendations.models import Recommendation, Report
from goldthread.respond.missing.tests.playing import jess
from goldthread.respond.missing.tests.playing import report as reported
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text

__all__ = ["jess"]


def test_all_nine_stand_on_one_page_with_verdicts_in_words_and_no_bar_of_progress(db) -> None:
    """Of a force that holds nothing each says that it is not known, and none says nought."""
    told = text(client("plan_lead").get("/improve/effect"))
    for number in range(1, 10):
        assert f"{number} " in told
    assert told.count("Not known: ") + told.count("not known: ") >= 9
    assert not re.search(r"\b0%", told)
    assert "PROPOSED: no chief officer has adopted it" in told
    assert "progress" not in told.lower()


def test_a_chief_officer_adopts_a_mark_on_the_page_and_takes_it_back(db) -> None:
    browser = client("chief_officer")
    assert browser.post("/improve/effect/2", {"do": "adopt", "value": "soon", "why": "Ours."}).status_code == 422
    told = text(browser.post("/improve/effect/2", {"do": "adopt", "value": "240", "why": "Ours."}, follow=True))
    assert "Pass mark 4 h 00, adopted by" in told
    assert "Macro" not in told
    told = text(browser.post("/improve/effect/2", {"do": "withdraw", "why": "Too loose."}, follow=True))
    assert "PROPOSED: no chief officer has adopted it" in told
    assert [one.value for one in Adoption.objects.order_by("at")] == [240, None]


def test_a_share_is_typed_as_a_percentage(db) -> None:
    client("chief_officer").post("/improve/effect/3", {"do": "adopt", "value": "95%", "why": "Ours."})
    assert Adoption.objects.get().value == pytest.approx(0.95)


@pytest.mark.parametrize("role", ["plan_lead", "analyst", "borough_commander"])
def test_nobody_else_adopts_and_nobody_else_is_offered_it(db, role) -> None:
    assert client(role).post("/improve/effect/2", {"do": "adopt", "value": "240", "why": "x"}).status_code == 403
    assert "Adopt this pass mark" not in text(client(role).get("/improve/effect/2"))


def test_a_plan_lead_keeps_a_reading_of_months_that_are_over(db) -> None:
    browser, now = client("plan_lead"), clocks.now()
    assert browser.post("/improve/effect/2", {"do": "keep", "until": month_of(now)}).status_code == 422
    told = text(browser.post("/improve/effect/2", {"do": "keep", "until": month_of(moved(now, -1))}, follow=True))
    assert "not known, not said" in told
    assert Evaluation.objects.count() == 1


def test_whoever_opens_no_cases_reads_that_and_whoever_works_them_opens_them(jess) -> None:
    reported(jess, "2026-09-04T21:15")
    assert "You cannot open these cases." in text(client("plan_lead").get("/improve/effect/2"))
    commander = client("borough_commander")
    assert "Cases behind it" in text(commander.get("/improve/effect/2"))
    shown = text(commander.get("/improve/effect/2/cases?measure=held-to-safe&month=2026-09"))
    assert "1 case, September 2026, all boroughs" in shown
    assert client("plan_lead").get("/improve/effect/2/cases?measure=held-to-safe").status_code == 403


def test_a_test_or_a_month_that_is_not_there_is_said_so(db) -> None:
    browser = client("borough_commander")
    assert browser.get("/improve/effect/12").status_code == 404
    assert browser.get("/improve/effect/2/cases?measure=held-to-safe&month=soon").status_code == 422
    assert browser.get("/improve/effect/2/cases?measure=nothing").status_code == 422


def test_the_first_page_says_the_measure_above_all_others(jess) -> None:
    assert "No child was reported missing in the last 7 days" in text(client("plan_lead").get("/"))

    reported(jess, clocks.now().strftime("%Y-%m-%dT%H:%M"))
    told = " ".join(text(client("plan_lead").get("/")).split())
    assert "Last 7 days, 1 report of missing children, Merrowfield: median not half yet" in told
    assert "not yet 1" in told


def test_a_recommendations_page_says_its_effect_apart_from_its_actions(db) -> None:
    asked = Recommendation.objects.create(
        report=a_report(), number="2", kind="recommendation", text="The force should act when children go missing."
    )
    told = text(client("plan_lead").get(f"/recommendation/{asked.pk}"))
    assert "A child who goes missing is found and seen safe by an officer sooner." in told
    assert "Effect not yet shown." in told
    other = Recommendation.objects.create(report=asked.report, number="4", kind="recommendation", text="Plant trees.")
    assert "Effect not yet shown." not in text(client("plan_lead").get(f"/recommendation/{other.pk}"))


def a_report() -> Report:
    now, by = clocks.now(), make.reader("plan_lead").officer
    kept = {"state": "confirmed", "read_at": now, "read_by": by, "confirmed_at": now, "published_on": clocks.today()}
    return Report.objects.create(title="An invented report", name="invented.txt", digest="0" * 64, reading={}, **kept)
