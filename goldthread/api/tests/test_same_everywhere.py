"""One question, three doors: the core, the API and the command give the same answer or the same refusal."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.cli.tests.commands import command
from goldthread.core import db as database
from goldthread.core.access.reader import Reader
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case as StoredCase
from goldthread.core.cases.queries import open_case_file
from goldthread.core.cases.queueing import open_queue
from goldthread.core.people import rights
from goldthread.core.refusals import Refusal
from goldthread.link.picture.queries import open_picture
from goldthread.link.picture.reading import open_record
from goldthread.link.picture.searching import search
from goldthread.link.picture.sharing import share_picture
from goldthread.respond.concern.actions import Child, Met, Told, record_concern, record_occasion
from goldthread.testing import factories as f

World = dict[str, str]
# What must differ between two askings: the instants of asking, and what is counted or drawn anew.
ANEW = {"as_at", "given_at", "opened_at", "closed_at", "last_event_id"}
ANEW_REFERENCES = ("D-", "N-")
ROLES = ("responding_officer", "mash_desk", "dpo", "plan_lead")


@dataclass(frozen=True)
class Question:
    """The same question put three ways; `{code}`, `{record}` and `{case}` stand for those of the world."""

    name: str
    core: Callable[[Reader, World], Any]
    method: str
    path: str
    words: tuple[str, ...]
    body: dict[str, Any] | None = None
    query: dict[str, Any] = field(default_factory=dict)


def standing(case: StoredCase) -> dict[str, Any]:
    return {"state": case.state, "risk": case.risk, "owner": case.owner and str(case.owner), "area": case.area}


SHARED = {"recipient": "A. Ray, Merrowfield", "basis": "emergency", "why": "Tonight"}
QUESTIONS = (
    Question(
        "search",
        lambda by, at: search(by, "Jes Kentwel 2011").as_json(),
        "POST",
        "/people/search",
        ("search", "Jes Kentwel 2011"),
        {"q": "Jes Kentwel 2011"},
    ),
    Question(
        "a search for nothing",
        lambda by, at: search(by, " ").as_json(),
        "POST",
        "/people/search",
        ("search", " "),
        {"q": " "},
    ),
    Question(
        "picture",
        lambda by, at: open_picture(by, at["code"]).as_json(),
        "GET",
        "/people/{code}/picture",
        ("picture", "{code}"),
    ),
    Question(
        "picture at a time without an offset",
        lambda by, at: open_picture(by, at["code"], known_at=f.as_instant("2026-01-01T09:00:00")).as_json(),
        "GET",
        "/people/{code}/picture",
        ("picture", "{code}", "--as-known-at", "2026-01-01T09:00:00"),
        query={"as_known_at": "2026-01-01T09:00:00"},
    ),
    Question(
        "picture on an unknown basis",
        lambda by, at: open_picture(by, at["code"], basis="rumour").as_json(),
        "GET",
        "/people/{code}/picture",
        ("picture", "{code}", "--basis", "rumour"),
        query={"basis": "rumour"},
    ),
    Question(
        "picture of nobody",
        lambda by, at: open_picture(by, "C-ZZZZZZ").as_json(),
        "GET",
        "/people/C-ZZZZZZ/picture",
        ("picture", "C-ZZZZZZ"),
    ),
    Question(
        "record",
        lambda by, at: open_record(by, at["record"]),
        "GET",
        "/records/{record}",
        ("picture", "--record", "{record}"),
    ),
    Question(
        "no such record",
        lambda by, at: open_record(by, "nonsense"),
        "GET",
        "/records/nonsense",
        ("picture", "--record", "nonsense"),
    ),
    Question(
        "concern",
        lambda by, at: standing(record_concern(by, at["code"], seen="A bruise", danger="yes")),
        "POST",
        "/people/{code}/concerns",
        ("concern", "record", "{code}", "--seen", "A bruise", "--danger", "yes"),
        {"seen": "A bruise", "danger": "yes"},
    ),
    Question(
        "a concern of nothing seen",
        lambda by, at: record_concern(by, at["code"], seen=" "),
        "POST",
        "/people/{code}/concerns",
        ("concern", "record", "{code}", "--seen", " "),
        {"seen": " "},
    ),
    Question(
        "a concern of somebody of whom nothing is told",
        lambda by, at: record_occasion(by, [Child(met=Met("new:0"))], Told("A bruise")),
        "POST",
        "/concerns",
        ("concern", "occasion", '{{"children": [{{}}], "seen": "A bruise"}}'),
        {"children": [{}], "seen": "A bruise"},
    ),
    Question(
        "move",
        lambda by, at: standing(move_case(by, at["case"], "take")),
        "POST",
        "/cases/{case}/moves/take",
        ("concern", "move", "{case}", "take"),
        {},
    ),
    Question(
        "an unknown move",
        lambda by, at: move_case(by, at["case"], "bury"),
        "POST",
        "/cases/{case}/moves/bury",
        ("concern", "move", "{case}", "bury"),
        {},
    ),
    Question(
        "a move that another officer overtook",
        lambda by, at: move_case(by, at["case"], "take", seen_event_id=10**9),
        "POST",
        "/cases/{case}/moves/take",
        ("concern", "move", "{case}", "take", "--seen-event", str(10**9)),
        {"seen_event_id": 10**9},
    ),
    Question(
        "case",
        lambda by, at: open_case_file(by, at["case"]).as_json(),
        "GET",
        "/cases/{case}",
        ("concern", "show", "{case}"),
    ),
    Question(
        "share",
        lambda by, at: share_picture(by, at["code"], **SHARED),
        "POST",
        "/people/{code}/share",
        ("person", "share", "{code}", "--recipient", "A. Ray, Merrowfield", "--basis", "emergency", "--why", "Tonight"),
        SHARED,
    ),
    Question(
        "erase",
        lambda by, at: rights.erase(by, at["code"], rule="DPA 2018 s47", authority="DPO"),
        "POST",
        "/people/{code}/erase",
        ("person", "erase", "{code}", "--rule", "DPA 2018 s47", "--authority", "DPO"),
        {"rule": "DPA 2018 s47", "authority": "DPO"},
    ),
    Question(
        "queue",
        lambda by, at: open_queue(by, "concern").as_json(),
        "GET",
        "/queues/concern",
        ("concern", "queue"),
    ),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name.replace(" ", "-"))
def test_the_core_the_api_and_the_command_answer_alike(db: None, question: Question) -> None:
    world = the_world()
    for role in ROLES:
        by, key = f.reader(role), token_of(role)
        with undone():
            told, refusal = by_core(question, by, world)
        with undone():
            response = call(key, question.method, question.path.format(**world), question.body, **question.query)
        with undone():
            words = [word.format(**world) for word in question.words]
            ended = command(*words, "--json", by=role)

        by_api, by_command = settled(answer(response)), settled(ended.json)
        assert by_api == by_command
        assert {name: by_api.get(name) for name in told} == told
        if refusal:
            assert response.status_code == refusal.status
            assert ended.code == (4 if refusal.status == 404 else 3)
            assert set(by_api) == set(told)
        else:
            assert response.status_code == (201 if question.name == "concern" else 200)
            assert ended.code == 0


def test_some_of_these_questions_are_answered_and_some_refused(db: None) -> None:
    world = the_world()
    outcomes = set()
    for question in QUESTIONS:
        for role in ROLES:
            with undone():
                refusal = by_core(question, f.reader(role), world)[1]
            outcomes.add(refusal.code if refusal else "answered")
    assert outcomes == {"answered", "not_in_role", "not_valid", "not_found", "clash"}


def the_world() -> World:
    """One child, one record, one concern that waits for the desk."""
    code = f.load_child()
    with database.transaction():
        case = record_concern(f.reader("ward_officer"), code, seen="Alone at night")
    with database.as_service():
        record = database.fetch_one("SELECT id FROM records_sourcerecord")["id"]
    return {"code": code, "record": str(record), "case": case.reference}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is undone after, so that the next door meets the same world."""
    with database.transaction():
        yield
        transaction.set_rollback(True)


def by_core(question: Question, by: Reader, world: World) -> tuple[dict[str, Any], Refusal | None]:
    """What the core answers, or its refusal; a case that a layer does not show is one there is none of."""
    try:
        return settled(json.loads(json.dumps(question.core(by, world), default=in_json))), None
    except Refusal as refusal:
        return dict(refusal.as_json()), refusal


def in_json(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def settled(told: dict[str, Any]) -> dict[str, Any]:
    """The answer without what is made anew at each asking."""
    return {
        name: value
        for name, value in told.items()
        if name not in ANEW and not (name == "reference" and str(value).startswith(ANEW_REFERENCES))
    }
