"""Doors that read nobody show nobody, whoever opens them; and the list of tested doors is what is walked through."""

import json
from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django import app

from goldthread.core.access.doors import TESTED, declared
from goldthread.core.access.roles import roles
from goldthread.testing.doors.asking import WALKED, Answer, by_api, by_command, by_page
from goldthread.testing.doors.working import work_on
from goldthread.testing.doors.world import World
from tests.doors.acts import ACTS
from tests.doors.test_matrix import CASES

PAGES = {
    "page:accessibility": "/accessibility",
    "page:alerts": "/alerts",
    "page:area_figures": "/areas/concern/figures",
    "page:area_figures_csv": "/areas/concern/figures.csv",
    "page:audit": "/audit",
    "page:briefing": "/briefing?borough=all&period=7d",
    "page:concern_offline": "/concern/offline",
    "page:concern_worker": "/concern/worker.js",
    "page:cover": "/cover",
    "page:demand": "/demand",
    "page:journey_map": "/demand/journey?area=concern",
    "page:effect": "/improve/effect/2",
    "page:effects": "/improve/effect",
    "page:feed_delivery_progress": "/feeds/deliveries/{delivery}/progress",
    "page:feed_quality": "/feeds/quality",
    "page:feed_sources": "/feeds/sources",
    "page:feed_quality_csv": "/feeds/quality.csv",
    "page:health": "/health",
    "page:tripwire": "/tripwires/repeat_missing",
    "page:tripwires": "/tripwires",
    "page:help": "/help",
    "page:officers": "/officers",
    "page:outcome_progress": "/outcomes/{outcome_file}/progress",
    "page:pacesetters": "/improve/briefing",
    "page:pacesetter_keep": "/improve/briefing/merrowfield/keep",
    "page:plans": "/improve/plans",
    "page:privacy": "/privacy",
    "page:queue_views": "/queue/concern/views",
    "page:recommendations": "/recommendations",
    "page:report": "/improve/reports/2016-Q1",
    "page:report_figure": "/improve/reports/2016-Q1/figures/1",
    "page:report_file": "/improve/reports/2016-Q1/file.html",
    "page:reports": "/improve/reports",
    "page:sessions": "/account/sessions",
    "page:second_factor": "/account/second-factor",
}
CALLS = {
    "api:area_figures": "/areas/concern/figures",
    "api:description": "/openapi.json",
    "api:health": "/health",
    "api:list_alerts": "/alerts",
    "api:list_audit_findings": "/audits/findings?since=2026-01-01T00:00:00Z&until=2026-12-01T00:00:00Z",
    "api:list_effects": "/effects",
    "api:open_effect": "/effects/2",
    "api:read_measure": "/measures?measure=held-to-safe",
    "api:map_journeys": "/demand/journey?area=concern",
    "api:list_officers": "/officers",
    "api:follow_outcomes": "/outcomes/{outcome_file}/progress",
    "api:open_officer": "/officers/analyst",
    "api:list_reports": "/reports",
    "api:open_report": "/reports/2016-Q1",
    "api:open_report_figure": "/reports/2016-Q1/figures/1",
    "api:list_plans": "/plans",
    "api:list_silent_points": "/plans/silent",
    "api:list_recommendations": "/recommendations",
    "api:open_board": "/boards/concern",
    "api:list_sources": "/feeds/sources",
    "api:open_source": "/feeds/sources/cad",
    "api:list_tripwires": "/tripwires",
    "api:list_views": "/queues/concern/views",
    "api:open_briefing": "/briefing?borough=all&period=7d",
    "api:list_pacesetters": "/boroughs/pacesetter",
    "api:nothing_here": "/people",
}
# Each with what is sent.
CHANGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "api:keep_view": ("POST", "/queues/concern/views/keep", {"name": "Late", "late": True}),
    "api:change_view": ("POST", "/queues/concern/views/1/change", {"first": True}),
    "api:delete_view": ("POST", "/queues/concern/views/1/delete", {}),
}
COMMANDS = {
    "command:areas check": ("areas", "check", "goldthread.respond.concern"),
    "command:areas list": ("areas", "list"),
    "command:areas show": ("areas", "show", "concern"),
    "command:access doors": ("access", "doors"),
    "command:access roles": ("access", "roles"),
    "command:access seal": ("access", "seal"),
    "command:access verify": ("access", "verify"),
    "command:alerts list": ("alerts", "list"),
    "command:audit findings": (
        "audit",
        "findings",
        "--since",
        "2026-01-01T00:00+0000",
        "--until",
        "2026-12-01T00:00+0000",
    ),
    "command:alerts tripwires": ("alerts", "tripwires"),
    "command:briefing": ("briefing", "--borough", "all", "--period", "7d"),
    "command:plan list": ("plan", "list"),
    "command:pacesetter all": ("pacesetter", "all"),
    "command:effect list": ("effect", "list"),
    "command:effect measure": ("effect", "measure", "held-to-safe"),
    "command:effect show": ("effect", "show", "2"),
    "command:figures": ("figures", "concern"),
    "command:feeds quality": ("feeds", "quality"),
    "command:feeds sources": ("feeds", "sources"),
    "command:journal verify": ("journal", "verify"),
    "command:journey map": ("journey", "map", "--area", "concern"),
    "command:officers list": ("officers", "list"),
    "command:report list": ("report", "list"),
    "command:report quarterly": ("report", "quarterly", "--period", "2016-Q1"),
    "command:officers show": ("officers", "show", "analyst"),
    "command:work board": ("work", "board", "concern"),
    "command:officers token list": ("officers", "token", "list"),
}
ANYBODY = (
    "command:access doors", "command:access roles", "command:areas check", "command:areas list", "command:areas show",
)  # fmt: skip
# Each with what its worker is told.
JOBS: dict[str, dict[str, int]] = {
    door: {"timestamp": 0} for door in ("job:prove_logs", "job:seal_logs", "job:sweep_plans", "job:watch_feeds")
}
OTHERS = [*PAGES, *CALLS, *CHANGES, *COMMANDS]


@pytest.mark.parametrize("door", OTHERS)
def test_a_door_that_reads_nobody_shows_nobody(world: World, door: str) -> None:
    assert declared()[door].reads_person is False
    for role in roles():
        answer = _open(world, door, role)
        for child in (world.plain, world.in_work, world.after_glass):
            assert (role, answer.shown(child)) == (role, set())
        assert (role, [row for row in answer.rows if row["people"]]) == (role, [])
    assert door in WALKED


@pytest.mark.parametrize("door", JOBS)
def test_a_job_that_reads_nobody_names_nobody(world: World, door: str) -> None:
    task = door.removeprefix("job:")
    answer = work_on(task, lambda: app.configure_task(task, queue="seal").defer(**JOBS[door]))
    assert declared()[door].reads_person is False
    assert (answer.refused, [row for row in answer.rows if row["people"]]) == ("", [])
    assert door in WALKED


def test_the_list_of_tested_doors_is_what_these_tests_walk_through() -> None:
    """Each of those tests fails unless its door was walked through, so together they are the list.

    To write it anew: DOORS_TESTED=write .venv/bin/pytest tests/doors.
    """
    walked = {door for _, door in CASES} | {act.door for act in ACTS} | set(OTHERS) | set(JOBS)
    assert json.loads(Path(TESTED).read_text()) == sorted(walked)


def _address(world: World, path: str) -> str:
    """A path with what it names; a file of outcomes is about the plain child."""
    named = {"outcome_file": world.outcomes_aside(world.plain)} if "{outcome_file}" in path else {}
    return path.format(delivery=world.delivery.pk, **named)


def _open(world: World, door: str, role: str) -> Answer:
    if door in PAGES:
        return by_page(world, role, "GET", _address(world, PAGES[door]))
    if door in CALLS:
        return by_api(world, role, "GET", _address(world, CALLS[door]))
    if door in CHANGES:
        method, path, body = CHANGES[door]
        return by_api(world, role, method, path, body)
    return by_command(world, role, *COMMANDS[door], named=door not in ANYBODY)
