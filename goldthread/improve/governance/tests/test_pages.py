"""The pages of governance: a secretary takes each step by page; a member reads; a refusal keeps what was typed."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Borough
from goldthread.improve.governance.models import Decision, Meeting, Seat
from goldthread.improve.recommendations.tests.register_help import browser, confirmed, said
from goldthread.testing import factories as make
from goldthread.testing.bodies import decided, met, seated

HOME = "/improve/governance"


@pytest.fixture
def lead(db):
    return seated("plan_lead", "delivery", "secretary")


def _day(ago: int) -> str:
    return f"{clocks.today() - timedelta(days=ago)}"


def _do(role: str, step: str, of: object, **typed: str | list[str]):
    return browser(role).post(f"{HOME}/do/{step}/{of}", typed)


def test_a_meeting_goes_by_page_from_plan_to_a_decision_that_is_done(lead):
    assert _do("plan_lead", "plan", "delivery", planned_at=f"{_day(6)}T14:00").status_code == 302
    with database.as_service():
        meeting, seat = Meeting.objects.get(), Seat.objects.get()
    _do("plan_lead", "item", meeting.pk, kind="recommendation", about="2", words="Missing children")
    _do("plan_lead", "hold", meeting.pk, held_at=f"{_day(5)}T14:00", minutes="Short.", **{f"came_{seat.pk}": "absent"})
    _do("plan_lead", "decide", meeting.pk, words="Ring.", about="2 3.1", owner_post="Desk", due_on=_day(4))
    with database.as_service():
        decision = Decision.objects.get()
    assert decision.about == ["2", "3.1"]
    page = said(browser("plan_lead").get(f"{HOME}/meeting/{meeting.pk}"))
    assert "Held 1 day late" in page
    assert "did not come" in page
    assert "Late" in page
    _do("plan_lead", "done", decision.pk, done_on=_day(3), words="Rung.")
    assert "Done" in said(browser("plan_lead").get(f"{HOME}/body/delivery"))


def test_what_a_decision_cites_is_said_corrected_and_its_effect_looked_at_by_page(lead):
    meeting = met(lead, "delivery")
    asked = {"words": "Two officers to the night desk.", "owner_post": "Desk", "due_on": _day(1)}
    wrong = _do("plan_lead", "decide", meeting.pk, **asked, kind="resource", measure="happiness")
    assert wrong.status_code == 422
    _do("plan_lead", "decide", meeting.pk, **asked, kind="resource", measure="held-to-acted")
    with database.as_service():
        decision = Decision.objects.get()
        here = Borough.objects.get_or_create(code="here", defaults={"name": "Here"})[0]
    page = f"{HOME}/decision/{decision.pk}"
    assert "until a named person acts" in said(browser("plan_lead").get(f"{HOME}/do/cite/{decision.pk}"))
    _do(
        "plan_lead",
        "cite",
        decision.pk,
        kind="resource",
        measure="held-to-acted",
        boroughs=[here.code],
        look_on=_day(-9),
    )
    answer = _do("plan_lead", "effect", decision.pk, words="Too few to say.")
    assert answer.url == page
    told = said(browser("plan_lead").get(page))
    for words in (
        "Where it was meant to help",
        "All other boroughs",
        "Here",
        "Too few to say.",
        "What it was said to cite",
    ):
        assert words in told
    assert "effect looked at" in said(browser("plan_lead").get(f"{HOME}/body/delivery"))


def test_a_refusal_keeps_what_was_typed_beside_its_field(lead):
    meeting = met(lead, "delivery")
    response = _do("plan_lead", "decide", meeting.pk, words="Ring them.", owner_post="Desk", due_on="soon")
    assert response.status_code == 422
    assert "Enter a day, like 24/10/2026." in said(response)
    assert "Ring them." in said(response)


def test_the_number_of_a_recommendation_leads_to_it(lead):
    confirmed()
    decided(lead, met(lead, "delivery"))
    response = browser("plan_lead").get(f"{HOME}/body/delivery")
    assert 'href="/recommendation/' in response.content.decode()


def test_a_member_reads_and_is_offered_nothing_to_write(lead):
    seated("chief_officer", "delivery", "member")
    page = said(browser("chief_officer").get(f"{HOME}/body/delivery"))
    assert "You sit here: member" in page
    assert "Plan a meeting" not in page
    assert "Give a seat" not in page


def test_a_seat_is_given_and_ended_by_page(lead):
    make.officer("oversight_member")
    _do("plan_lead", "seat", "advisory", username="oversight_member", kind="outside", organisation="A charity")
    with database.as_service():
        seat = Seat.objects.get(body="advisory")
    assert "External advisory panel" in said(browser("oversight_member").get(HOME))
    _do("plan_lead", "end-seat", seat.pk)
    assert "You sit on no body." in said(browser("oversight_member").get(HOME))


def test_another_bodys_page_is_not_found_by_an_outside_member(lead):
    meeting = met(lead, "delivery")
    seated("oversight_member", "advisory", "outside")
    for path in ("body/delivery", f"meeting/{meeting.pk}"):
        assert browser("oversight_member").get(f"{HOME}/{path}").status_code == 404


def test_a_step_there_is_not_and_a_reference_that_is_none_are_not_found(lead):
    assert _do("plan_lead", "sing", "delivery").status_code == 404
    assert _do("plan_lead", "end-seat", "nobody").status_code == 404
    assert browser("plan_lead").get(f"{HOME}/do/hold/nobody").status_code == 404


def test_a_field_that_a_step_does_not_have_is_refused_by_name(lead):
    response = _do("plan_lead", "plan", "delivery", planned_at="2026-01-05T14:00", place="Hall")
    assert "This step has no such field." in said(response)
