"""What a call leaves behind: one log row under its own door, its writes or none, one case under one key."""

from typing import Any

import pytest

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.api.urls import api
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.link.feeds.actions import load
from goldthread.link.feeds.models import Delivery
from goldthread.testing import factories as f


def log() -> list[dict[str, Any]]:
    with database.as_service():
        return database.fetch(
            "SELECT operation, door, purpose, outcome, cardinality(people) AS people FROM access_logentry"
            " WHERE door LIKE 'api:%%' ORDER BY id"
        )


def jobs() -> list[str]:
    with database.as_service():
        return [row["task_name"] for row in database.fetch("SELECT task_name FROM procrastinate_jobs ORDER BY id")]


def test_a_call_is_logged_under_its_own_door_and_purpose(db: None) -> None:
    code = f.load_child()
    call(token_of("responding_officer"), "GET", f"/people/{code}/picture", headers={"X-Purpose": "call"})
    assert log() == [
        {"operation": "consultation", "door": "api:open_picture", "purpose": "call", "outcome": "done", "people": 1}
    ]


def test_an_unknown_purpose_is_refused_by_name(db: None) -> None:
    key = token_of("responding_officer")
    response = call(key, "POST", "/people/search", {"q": "Kentwell"}, headers={"X-Purpose": "curiosity"})
    assert response.status_code == 422
    assert answer(response)["field"] == "purpose"


def test_a_refusal_is_logged_and_kept(db: None) -> None:
    f.load_child()
    response = call(token_of("plan_lead"), "POST", "/people/search", {"q": "Kentwell"})
    assert response.status_code == 403
    assert [(row["door"], row["outcome"]) for row in log()] == [("api:search_people", "refused:not_in_role")]


def test_a_look_at_somebody_who_is_not_there_stays_in_the_log(db: None) -> None:
    code = f.load_child()
    with database.as_service():
        database.run("UPDATE records_sourcerecord SET is_deleted = true")
    assert call(token_of("responding_officer"), "GET", f"/people/{code}/picture").status_code == 404
    assert [(row["door"], row["people"]) for row in log()] == [("api:open_picture", 1)]


def test_a_concern_sent_twice_under_one_key_is_one_concern(db: None) -> None:
    code, key = f.load_child(), token_of("responding_officer")
    sent = ("POST", f"/people/{code}/concerns", {"seen": "A bruise"})
    first, again = (call(key, *sent, headers={"Idempotency-Key": "7"}) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert answer(first)["reference"] == answer(again)["reference"]
    assert Alert.objects.filter(kind="concern.recorded").count() == 1


def test_other_content_under_the_same_key_is_a_clash(db: None) -> None:
    code, key = f.load_child(), token_of("responding_officer")
    path, headers = f"/people/{code}/concerns", {"Idempotency-Key": "7"}
    call(key, "POST", path, {"seen": "A bruise"}, headers=headers)
    other = call(key, "POST", path, {"seen": "Two bruises"}, headers=headers)
    assert other.status_code == 409
    assert answer(other)["refused"] == "clash"


def test_two_callers_who_use_the_same_key_do_not_meet(db: None) -> None:
    code = f.load_child()
    path, headers = f"/people/{code}/concerns", {"Idempotency-Key": "1"}
    one = call(token_of("responding_officer"), "POST", path, {"seen": "A bruise"}, headers=headers)
    other = call(token_of("ward_officer"), "POST", path, {"seen": "Alone at night"}, headers=headers)
    assert (one.status_code, other.status_code) == (201, 201)
    assert answer(one)["reference"] != answer(other)["reference"]


def test_a_move_after_one_not_seen_is_a_clash(db: None) -> None:
    code, desk = f.load_child(), token_of("mash_desk")
    case = answer(call(desk, "POST", f"/people/{code}/concerns", {"seen": "A bruise"}))
    seen = answer(call(desk, "GET", f"/cases/{case['reference']}"))["last_event_id"]
    moves = f"/cases/{case['reference']}/moves"
    taken = call(desk, "POST", f"{moves}/take", {"seen_event_id": seen}, headers={"Idempotency-Key": "a"})
    again = call(desk, "POST", f"{moves}/take", {"seen_event_id": seen}, headers={"Idempotency-Key": "a"})
    late = call(desk, "POST", f"{moves}/return", {"seen_event_id": seen, "note": "No further action"})
    assert (taken.status_code, again.status_code, late.status_code) == (200, 200, 409)
    assert answer(again)["state"] == "researching"


def test_a_file_handed_in_is_kept_and_loaded_by_the_worker(db: None) -> None:
    f.add_sources()
    key, rows = token_of("analyst"), f.ndjson([f.cad_row()])
    headers = {"Content-Type": "application/x-ndjson"}
    response = call(key, "POST", "/feeds/cad/deliveries", rows, headers=headers, name="night.ndjson")
    assert response.status_code == 202
    assert answer(response)["state"] == "received"
    assert jobs() == ["load_delivery"]
    delivery = answer(response)["id"]
    load(Delivery.objects.get(pk=delivery).pk)
    loaded = answer(call(key, "GET", f"/feeds/deliveries/{delivery}"))
    assert (loaded["name"], loaded["in"], loaded["accepted"], loaded["rows"]) == ("night.ndjson", 1, 1, [])


def test_a_file_may_come_as_text_in_json(db: None) -> None:
    f.add_sources()
    sent = {"text": f.ndjson([f.cad_row()]).decode(), "name": "night"}
    assert call(token_of("analyst"), "POST", "/feeds/cad/deliveries", sent).status_code == 202


def test_a_row_set_aside_is_shown_to_who_keeps_feeds(db: None) -> None:
    delivery = f.deliver("cad", f.ndjson([f.cad_row(), f.cad_row("2/01OCT26", handling="SECRET")]))
    response = call(token_of("analyst"), "GET", f"/feeds/deliveries/{delivery.pk}")
    assert [(row["row"], row["code"]) for row in answer(response)["rows"]] == [(2, "Q-MARK-02")]
    assert call(token_of("mash_desk"), "GET", f"/feeds/deliveries/{delivery.pk}").status_code == 403


def test_a_value_put_right_is_linked_again_by_the_worker(db: None) -> None:
    code = f.load_child()
    right = {"field": "forename", "text": "Jessica", "authority": "DPO"}
    assert call(token_of("dpo"), "POST", f"/people/{code}/rectify", right).status_code == 200
    assert jobs() == ["link_again"]


def test_a_broken_glass_is_told_to_data_protection(db: None) -> None:
    code = f.load_child()
    opened = call(token_of("responding_officer"), "POST", f"/people/{code}/break-glass", {"reason": "court"})
    assert opened.status_code == 200
    told = answer(call(token_of("dpo"), "GET", "/alerts"))
    assert [(alert["kind"], alert["person_code"]) for alert in told["alerts"]] == [("break_glass", code)]
    taken = call(token_of("dpo"), "POST", f"/alerts/{told['alerts'][0]['id']}/acknowledge")
    assert answer(taken)["acknowledged_by"] == "Test Dpo"
    assert answer(call(token_of("dpo"), "GET", "/alerts"))["open"] == 0


def test_who_may_not_break_glass_does_not_learn_which_codes_there_are(db: None) -> None:
    code, key = f.load_child(), token_of("dpo")
    answers = {
        call(key, "POST", f"/people/{one}/break-glass", {"reason": "court"}).status_code for one in (code, "C-ZZZZZZ")
    }
    assert answers == {403}


def test_an_alert_sent_to_others_stays_with_them(db: None) -> None:
    code = f.load_child()
    call(token_of("responding_officer"), "POST", f"/people/{code}/break-glass", {"reason": "court"})
    alert = Alert.objects.get(to_role="dpo")
    refused = call(token_of("mash_desk"), "POST", f"/alerts/{alert.pk}/acknowledge")
    assert (refused.status_code, answer(refused)["refused"]) == (403, "not_yours")


@pytest.mark.parametrize("path", ["/health", "/openapi.json"])
def test_health_and_the_description_are_open(db: None, path: str) -> None:
    assert call("", "GET", path).status_code == 200


def test_an_address_that_is_not_there_is_refused_in_the_same_shape(db: None) -> None:
    response = call("", "GET", "/people/everyone")
    assert (response.status_code, answer(response)["refused"]) == (404, "not_found")


def test_a_child_named_by_a_code_that_nobody_has_is_refused_as_described(db: None) -> None:
    """A name beside the code, as a tablet sends it, makes no new child of a code that was typed wrong."""
    asked = {"seen": "Alone.", "children": [{"code": "C-ZZZZZZ", "name": "W"}]}
    response = call(token_of("responding_officer"), "POST", "/concerns", asked)
    assert (response.status_code, answer(response)["refused"]) == (404, "not_found")
    described = {
        one["operationId"]: one for path in api.get_openapi_schema()["paths"].values() for one in path.values()
    }
    assert 404 in described["record_occasion"]["responses"]
