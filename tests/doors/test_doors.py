"""A new door appears by itself, and one that nobody declared, or that is gone, fails."""

import json
from pathlib import Path

import click
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from ninja import Router

from goldthread.cli import doors as finding
from goldthread.cli.access import access
from goldthread.cli.tests.commands import command
from goldthread.config.urls import urlpatterns as ours
from goldthread.core.access import doors as declaring
from goldthread.core.access.models import OPERATIONS

PAGES = [*ours]


def new_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("A page nobody declared.")


# What `ROOT_URLCONF` reads where a test names this module.
urlpatterns = [*PAGES, path("new-page", new_page, name="new_page"), path("nameless", new_page)]


def test_every_door_is_declared_and_every_declared_door_is_there() -> None:
    assert sorted(declaring.declared()) == finding.found()


def test_every_declared_operation_is_one_of_the_six() -> None:
    assert {operation for door in declaring.declared().values() for operation in door.operations} == set(OPERATIONS)


def test_a_door_that_reads_a_person_can_log_that_it_did() -> None:
    assert [door.door for door in declaring.declared().values() if door.reads_person and not door.operations] == []


def test_a_page_nobody_declared_appears_by_itself_and_fails_the_command() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        ended = command("access", "doors", "--json")
    assert ended.code == 5
    listed = json.loads(ended.out)
    for name in ("nameless", "new_page"):
        assert {
            "door": f"page:{name}",
            "kind": "page",
            "reads_person": None,
            "operations": [],
            "tested": False,
        } in listed
    assert "page:new_page is not declared in doors.yaml." in ended.err


def test_a_command_nobody_declared_appears_by_itself_and_fails_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(access.commands, "peek", click.Command("peek", callback=lambda: None))
    ended = command("access", "doors", "--json")
    assert ended.code == 5
    assert "command:access peek is not declared in doors.yaml." in ended.err


def test_an_operation_nobody_declared_appears_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from goldthread.api.urls import api

    def peek(request: HttpRequest) -> dict[str, str]:
        return {}

    extra = Router()
    extra.add_api_operation("/peek", ["GET"], peek)
    monkeypatch.setattr(api, "_routers", [*api._routers, ("", extra)])
    assert "api:peek" in finding.found()


def test_a_job_nobody_declared_appears_by_itself() -> None:
    from procrastinate.contrib.django import app

    app.task(name="peek")(lambda: None)
    try:
        assert "job:peek" in finding.found()
    finally:
        del app.tasks["peek"]


def test_a_declared_door_that_is_gone_fails_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    longer = tmp_path / "doors.yaml"
    longer.write_text(declaring.DECLARED.read_text() + '\n- {door: "page:bricked_up", reads_person: false}\n')
    monkeypatch.setattr(declaring, "DECLARED", longer)
    declaring.declared.cache_clear()
    try:
        ended = command("access", "doors")
    finally:
        declaring.declared.cache_clear()
    assert ended.code == 5
    assert "page:bricked_up is declared in doors.yaml, and there is no such door." in ended.err


def test_every_door_says_the_same_five_things() -> None:
    listed = json.loads(command("access", "doors", "--json").out)
    assert {tuple(door) for door in listed} == {("door", "kind", "reads_person", "operations", "tested")}
    assert {door["kind"] for door in listed} == {"page", "api", "command", "job"}
    assert command("access", "doors").code == 0
