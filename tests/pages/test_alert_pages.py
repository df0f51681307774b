"""Alerts and flags by page: told, opened, taken, put off, handed on, judged; raised, reviewed, lifted."""

import json
import re
from datetime import timedelta

import pytest

from goldthread.config import paths
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert, Firing
from goldthread.core.flags.models import Flag
from goldthread.core.organisation.models import DutyShift
from goldthread.link.feeds.adapters import MERLIN
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text


def on_duty(role: str) -> None:
    post = make.reader(role).post
    now = clocks.now()
    with database.as_service():
        DutyShift.objects.create(post=post, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=8))


def a_third_low_concern() -> Alert:
    """What the supervisor of the borough is told of."""
    rows = [make.merlin_row(f"26PAC0000000{n}", days_ago=3 - n, grade="green") for n in range(3)]
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), rows))
    with database.as_service():
        return Alert.objects.get(reference=Firing.objects.get().reference)


def test_an_alert_is_counted_listed_opened_taken_and_judged(db):
    on_duty("supervisor")
    alert = a_third_low_concern()
    browser = client("supervisor")
    listed = browser.get("/alerts")
    assert "Alerts (1)" in text(listed)
    assert "A third low concern about one child in 90 days" in text(listed)
    assert "Kentwell" not in listed.content.decode()

    opened = browser.get(f"/alert/{alert.reference.lower()}")
    assert "KENTWELL, Jess" in text(opened)
    assert "3 notifications, in 2 days" in text(opened).lower()
    assert "on duty" in text(opened).lower()

    assert browser.post(f"/alerts/{alert.pk}/acknowledge")["Location"] == f"/alert/{alert.reference.lower()}"
    assert "Test Supervisor has this" in text(browser.get("/alerts"))
    assert "Alerts (0)" in text(browser.get("/alerts"))
    browser.post(f"/alerts/{alert.pk}/judge", {"was_right": "no"})
    rules = text(client("analyst").get("/tripwires"))
    assert re.search(r"Three low concerns about one child in 90 days Today 1 1 \d+ 0 1 0\.012 0\.3", rules)
    assert "Right 0, false alarm 1" in text(client("analyst").get("/tripwires/three_low_concerns"))


def test_what_is_wrong_with_a_step_is_said_and_nothing_is_done(db):
    on_duty("supervisor")
    alert = a_third_low_concern()
    browser = client("supervisor")
    answer = browser.post(f"/alerts/{alert.pk}/put-off", {"minutes": "999", "why": "Busy."}, follow=True)
    assert "put off for 4 hours at most" in text(answer)
    answer = browser.post(f"/alerts/{alert.pk}/hand-on", {"to_role": "mash_desk", "why": "Theirs."}, follow=True)
    assert "Nobody of that post is on duty" in text(answer)
    on_duty("mash_desk")
    answer = browser.post(f"/alerts/{alert.pk}/hand-on", {"to_role": "mash_desk", "why": "Theirs."}, follow=True)
    assert "Test Supervisor handed it on: Theirs." in text(answer)
    assert "A third low concern" in text(client("mash_desk").get("/alerts"))
    browser.post(f"/alerts/{alert.pk}/put-off", {"minutes": "60", "why": "The court sits at nine."})
    assert "Put off until" in text(browser.get("/alerts"))
    assert browser.post(f"/alerts/{alert.pk}/burn").status_code == 404


def test_who_was_not_sent_an_alert_neither_sees_nor_takes_it(db):
    alert = a_third_low_concern()
    other = client("image_team")
    assert alert.reference not in other.get("/alerts").content.decode()
    assert other.get(f"/alert/{alert.reference.lower()}").status_code == 404
    assert other.post(f"/alerts/{alert.pk}/acknowledge").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [("state=open", True), ("state=taken", False), ("words=third+low", True), ("urgency=now", False)],
)
def test_the_list_is_filtered(db, query, found):
    a_third_low_concern()
    page = text(client("supervisor").get(f"/alerts?{query}"))
    assert ("A third low concern about one child" in page) is found


def test_a_flag_is_raised_reviewed_and_lifted_after_confirming(db):
    code = make.load_child()
    officer, sergeant = client("responding_officer"), client("supervisor")
    page = officer.get(f"/child/{code.lower()}/flags")
    assert "No flag of ours stands" in text(page)
    raised = {"kind": "self_harm", "reason": "Cut her arm.", "key": "press-1"}
    assert officer.post(f"/child/{code.lower()}/flags", {**raised, "reason": ""}).status_code == 422
    assert officer.post(f"/child/{code.lower()}/flags", raised).status_code == 302
    assert officer.post(f"/child/{code.lower()}/flags", raised).status_code == 302
    with database.as_service():
        reference = Flag.objects.get().reference
    assert "Cut her arm." in text(officer.get(f"/child/{code.lower()}/flags"))
    assert sergeant.post(f"/flag/{reference.lower()}/review", {"reason": "Seen again."}).status_code == 302
    confirm = sergeant.post(f"/flag/{reference.lower()}/lift", {"reason": "Two years quiet."})
    assert "No officer will be warned by it any more" in text(confirm)
    with database.as_service():
        assert Flag.objects.get().state == "live"
    assert officer.post(f"/flag/{reference.lower()}/lift", {"reason": "No."}).status_code == 403
    sergeant.post(f"/flag/{reference.lower()}/lift", {"reason": "Two years quiet.", "confirmed": "yes"})
    assert "Lifted. It stands no more" in text(sergeant.get(f"/flag/{reference.lower()}"))


def test_flags_go_to_another_system_after_confirming_as_a_file(db):
    code = make.load_child()
    client("responding_officer").post(f"/child/{code.lower()}/flags", {"kind": "self_harm", "reason": "Cut her arm."})
    desk = client("mash_desk")
    assert "Give flags to CAD?" in text(desk.get("/flags/export/cad"))
    sent = desk.post("/flags/export/cad")
    assert sent["Content-Type"].startswith("text/csv")
    assert "Kentwell" in sent.content.decode()
    assert "Cut her arm" not in sent.content.decode()
    assert desk.get("/flags/export/elsewhere").status_code == 404


def test_the_last_replay_is_shown_to_those_who_see_figures(db):
    analyst = client("analyst")
    assert "No replay has been kept here" in text(analyst.get("/replay"))
    answer = {"rule": "repeat_missing", "title": "A rule", "role": "missing_unit", "held_at": "", "told_at": "",
              "how": "", "minutes": 10.0, "within_minutes": 60, "is_late": False, "is_never": False}  # fmt: skip
    never = {**answer, "minutes": None, "is_never": True}
    by_rule = {
        "repeat_missing": {"others_per_shift": 0.1, "false_per_shift": 0.0, "budget": 0.2, "is_over_budget": False}
    }
    run = {
        "seed": "7", "scale": "small", "anchor": "2026-10-23T22:00:00+01:00", "ran_at": "2026-10-24T02:00:00+00:00",
        "days": 14, "shifts": 42,
        "summary": {"expected": 2, "told": 1, "late": 0, "never": 1, "median_minutes": 10.0,
                    "worst_5_percent_minutes": 10.0},
        "alarms": {"false": 0, "false_per_shift": 0.0, "others": 4, "others_per_shift": 0.1, "by_rule": by_rule},
        "stories": [{"id": "repeat_missing", "told": [answer, never], "unasked": []},
                    {"id": "twins", "told": [], "unasked": []}],
    }  # fmt: skip
    place = paths.inside("replay.json")
    place.write_text(json.dumps(run))
    try:
        shown = text(analyst.get("/replay"))
    finally:
        place.unlink()
    assert "Held to told: median 10.0 minutes, worst 5% 10.0, never 1" in shown
    assert "Told nothing, as they must: twins" in shown
    assert client("responding_officer").get("/replay").status_code == 403
