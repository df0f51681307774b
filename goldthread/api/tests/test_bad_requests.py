"""Whatever is sent, the answer is a refusal that says what is wrong, and nothing of it is kept."""

from typing import Any

import pytest
from django.test import Client

from goldthread.api.tests.calls import ROOT, answer, call, token_of
from goldthread.core import db as database
from goldthread.core.refusals import NotFound
from goldthread.testing import factories as f

BODIES: dict[str, tuple[bytes, int]] = {
    "nothing": (b"", 422),
    "not JSON": (b"{", 422),
    "not an object": (b"[1, 2]", 422),
    "not UTF-8": (b'{"q": "\xff\xfe"}', 422),
    "too deep": (b"[" * 100_000, 422),
    "an endless number": (b'{"q": ' + b"9" * 10_000 + b"}", 422),
    "a number for text": (b'{"q": 7}', 422),
    "NaN": (b'{"q": NaN}', 422),
    "a NUL": (b'{"q": "Kent\\u0000well"}', 422),
    "half a character": (b'{"q": "\\ud800"}', 422),
    "no q": (b"{}", 422),
    "far too long": (b'{"q": "' + b"k" * 200_000 + b'"}', 422),
    "too big": (b'{"q": "' + b"k" * (21 * 1024 * 1024) + b'"}', 413),
}


@pytest.mark.parametrize("body", BODIES)
def test_a_bad_body_is_refused_and_says_what_is_wrong(db: None, body: str) -> None:
    sent, status = BODIES[body]
    response = call(token_of("responding_officer"), "POST", "/people/search", sent)
    assert response.status_code == status
    assert answer(response)["words"]
    assert answer(response).get("field", "") in ("", "q", "body")


def test_another_content_type_is_refused(db: None) -> None:
    headers = {"Content-Type": "text/xml"}
    response = call(token_of("responding_officer"), "POST", "/people/search", b"<q/>", headers=headers)
    assert (response.status_code, answer(response)["refused"]) == (415, "wrong_type")


PATHS = (
    "/people/{}/picture",
    "/people/{}/looks",
    "/records/{}",
    "/cases/{}",
    "/queues/{}",
    "/feeds/deliveries/{}",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("reference", ["%00", "%FF%FE", "x" * 500, "%27;--", "9" * 400, "%F0%9F%91%B6", "%ED%A0%80"])
def test_a_bad_reference_is_refused(db: None, path: str, reference: str) -> None:
    keys = [token_of(role) for role in ("supervisor", "dpo", "analyst")]
    statuses = {call(key, "GET", path.format(reference)).status_code for key in keys}
    assert statuses <= {403, 404, 422}
    assert statuses & {404, 422}


QUERIES: tuple[dict[str, Any], ...] = (
    {"page": 0},
    {"page": 10**30},
    {"page": "one"},
    {"since": "1e300"},
    {"since": "2026-02-30T00:00:00Z"},
    {"since": "2026-10-01T00:00:00"},
    {"until": "9999-12-31T23:59:59-14:00"},
)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_bad_span_or_page_is_refused(db: None, query: dict[str, Any]) -> None:
    response = call(token_of("dpo"), "GET", f"/people/{f.load_child()}/looks", **query)
    assert response.status_code == 422
    assert answer(response)["field"] == next(iter(query))


def test_the_refusal_never_repeats_what_was_sent(db: None) -> None:
    sent = {"seen": "A bruise", "occurred_at": "Jess Kentwell was seen"}
    response = call(token_of("responding_officer"), "POST", "/people/C-ZZZZZZ/concerns", sent)
    assert response.status_code == 422
    assert "Kentwell" not in response.content.decode()


def test_a_fault_of_ours_says_nothing_of_what_lies_inside_and_undoes_everything(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, key = f.load_child(), token_of("responding_officer")

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("Jess Kentwell")

    monkeypatch.setattr("goldthread.api.steps.people.open_picture", broken)
    response = Client(raise_request_exception=False).get(
        f"{ROOT}/people/{code}/picture", headers={"Authorization": f"Bearer {key}"}
    )
    assert response.status_code == 500
    assert answer(response)["refused"] == "broken"
    assert "Kentwell" not in response.content.decode()
    with database.as_service():
        assert database.fetch("SELECT 1 FROM access_logentry WHERE door = 'api:open_picture'") == []


def test_a_statement_that_fails_leaves_the_request_fit_to_answer(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    key = token_of("responding_officer")

    def unkeepable(*args: Any, **kwargs: Any) -> None:
        database.fetch("SELECT 99999999999::int")

    monkeypatch.setattr("goldthread.api.steps.people.open_picture", unkeepable)
    response = call(key, "GET", "/people/C-ZZZZZZ/picture")
    assert (response.status_code, answer(response)["refused"]) == (422, "not_valid")
    assert call(key, "GET", "/alerts").status_code == 200


def test_not_found_says_the_same_of_the_hidden_and_the_absent(db: None) -> None:
    response = call(token_of("responding_officer"), "GET", "/records/0b9f3ad2-6b0a-4a52-9be7-3ec2b7b6c1aa")
    assert answer(response) == NotFound("No record has that reference.").as_json()
