"""Work changes hands by page: ticked in the queue and given; offered, accepted, taken back."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import DutyShift, Post
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text

WORDS = {"done": "School rung.", "next": "See her alone.", "next_by": "2027-01-02T09:00", "worry": "The uncle."}


@pytest.fixture
def case(db) -> str:
    return client("responding_officer").post("/concern/new", {"child": make.load_child(), "seen": "Alone."})["Location"]


def on_duty(role: str) -> str:
    officer, now = make.reader(role).officer, clocks.now()
    with database.as_service():
        post = Post.objects.get(officer=officer)
        DutyShift.objects.create(post=post, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=7))
    return officer.username


def owner() -> str | None:
    with database.as_service():
        return Case.objects.values_list("owner__username", flat=True).get()


def reference_of(case: str) -> str:
    return case.rpartition("/")[2].upper()


def test_a_supervisor_ticks_cases_in_the_queue_and_is_told_what_came_of_each(case):
    boss, desk = client("supervisor"), make.reader("mash_desk").officer.username
    assert f'value="{reference_of(case)}"' in boss.get("/queue/concern").content.decode()
    asked = boss.post("/queue/concern/give", {"case": reference_of(case)})
    assert "Give 1 case to an officer" in text(asked)
    nobody = boss.post("/queue/concern/give", {"case": reference_of(case), "confirmed": "yes"})
    assert (nobody.status_code, "Choose an officer." in text(nobody), owner()) == (422, True, None)
    given = boss.post(
        "/queue/concern/give", {"case": [reference_of(case), "N-NOTHERE"], "officer": desk, "confirmed": "yes"}
    )
    assert "1 of 2 given" in text(given)
    assert "N-NOTHERE was not given. No case has that reference." in text(given)
    assert owner() == desk


def test_the_desk_is_offered_no_way_to_give_work(case):
    desk = client("mash_desk")
    assert "Give those ticked" not in text(desk.get("/queue/concern"))
    assert desk.post(f"{case}/give", {"officer": "x"}).status_code == 403


def test_a_case_is_offered_shown_to_whom_it_is_offered_and_accepted(case):
    desk, boss = client("mash_desk"), client("supervisor")
    desk.post(f"{case}/move/take")
    to = on_duty("supervisor")
    half = desk.post(f"{case}/hand-over", {"to": to, **WORDS, "worry": ""})
    assert (half.status_code, "Enter the worry." in text(half), "See her alone." in text(half)) == (422, True, True)
    desk.post(f"{case}/hand-over", {"to": to, **WORDS})
    assert "Until it is accepted it is" in text(boss.get(case))
    shown = text(boss.get("/handovers"))
    assert all(words in shown for words in ("Offered to you (1)", "School rung.", "See her alone.", "The uncle."))
    boss.post(f"{case}/hand-over/accept")
    assert owner() == to
    late = desk.post(f"{case}/hand-over/take-back")
    assert (late.status_code, "This hand-over is over" in text(late)) == (409, True)


def test_who_is_off_duty_is_not_offered_the_case(case):
    desk, boss = client("mash_desk"), make.reader("supervisor").officer
    desk.post(f"{case}/move/take")
    assert f'value="{boss.username}"' not in desk.get(f"{case}/hand-over").content.decode()
    refused = desk.post(f"{case}/hand-over", {"to": boss.username, **WORDS})
    assert (refused.status_code, f"{boss} is off duty." in text(refused)) == (422, True)


def test_all_that_one_holds_is_offered_on_one_page_and_what_came_of_each_is_said(case):
    boss = on_duty("supervisor")
    desk = client("mash_desk")
    desk.post(f"{case}/move/take", {})
    assert "Hand over those ticked" in text(desk.get("/handovers"))
    assert desk.post("/handovers/offer", {}).status_code == 422
    asked = desk.post("/handovers/offer", {"all": "yes"})
    assert "Hand over 1 case" in text(asked)
    form = {"case": [reference_of(case), "N-NOTHERE"], "confirmed": "yes", **WORDS}
    assert desk.post("/handovers/offer", {**form, "to": ""}).status_code == 422
    came = text(desk.post("/handovers/offer", {**form, "to": boss}))
    assert "1 of 2 offered" in came
    assert "N-NOTHERE was not offered." in came
    refused = client("supervisor").post(f"{case}/hand-over/refuse", {"question": "I go off at six."})
    assert refused.status_code == 302
    assert owner() == make.reader("mash_desk").officer.username


def test_a_filter_is_kept_as_a_view_that_the_queue_opens_with(db):
    desk = client("mash_desk")
    kept = desk.post(
        "/queue/concern/views", {"step": "keep", "name": "Late", "late": "yes", "sort": "due", "first": "yes"}
    )
    assert kept["Location"] == "/queue/concern?sort=due&late=yes"
    assert desk.get("/queue/concern")["Location"] == kept["Location"]
    assert "Late only" in text(desk.get(kept["Location"]))
    assert desk.get("/queue/concern?all=yes").status_code == 200
    assert "(shown first)" in text(desk.get("/queue/concern/views"))
    assert desk.post("/queue/concern/views", {"step": "keep", "name": "", "late": "yes"}).status_code == 422
    assert client("supervisor").get("/queue/concern").status_code == 200
