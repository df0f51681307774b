"""`goldthread plan`: the plans that answer the recommendations, as they stand and as they stood."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from goldthread.cli.session import Answer, Session, asking, table

if TYPE_CHECKING:
    pass

COLUMNS = {
    "recommendation_id": "id",
    "number": "no.",
    "stage_words": "stage",
    "plan": "plan",
    "responsible_post": "answers",
    "done": "actions",
    "silence": "silent",
    "title": "recommendation",
}
ID = click.IntRange(1, 2**63 - 1)
AT = click.option(
    "--at",
    type=click.DateTime(formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"]),
    help="As it stood then, like 2026-10-23T21:40+01:00.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def plan() -> None:
    """The plans that answer the recommendations."""


@plan.command("list")
@AT
@asking
def list_plans(session: Session, at: datetime | None) -> None:
    """Every recommendation: how far it has come, who answers, actions done, points on which nobody says anything."""
    from goldthread.api import steps

    session.answer(lambda by: steps.plan_list(by, at), _list)


@plan.command()
@click.argument("recommendation_id", metavar="ID", type=ID)
@AT
@asking
def show(session: Session, recommendation_id: int, at: datetime | None) -> None:
    """One recommendation: objective, points, actions, position, evidence, letters."""
    from goldthread.api import steps

    session.answer(lambda by: steps.plan_of(by, recommendation_id, at), _show)


def _list(answer: Answer) -> Iterator[str]:
    rows = answer["recommendations"]
    silent = sum(len(row["silent"]) for row in rows)
    late = sum(row["actions_late"] for row in rows)
    yield f"{len(rows)} recommendations, {late} actions late, {silent} points silent"
    yield from table([{**row, "done": _done(row), "silence": _silence(row)} for row in rows], COLUMNS)


def _done(row: dict[str, Any]) -> str:
    late = f", {row['actions_late']} late" if row["actions_late"] else ""
    return f"{row['actions_done']} of {row['actions']} done{late}"


def _silence(row: dict[str, Any]) -> str:
    return ", ".join(f"{row['number']}.{one['place']} {one['days']} d" for one in row["silent"]) or "-"


def _show(one: Answer) -> Iterator[str]:
    yield f"{one['number']}  {one['stage_words']}  {one['title']}"
    holder = one["responsible_name"] or "nobody holds the post"
    yield f"  {one['objective'] or 'No objective'}; {one['responsible_post'] or 'NO OWNER'}: {holder}"
    for point in one["points"]:
        silent = f"  SILENT {point['silent_days']} d" if point["silent_days"] is not None else ""
        yield f"  {one['number']}.{point['place']} {point['stage_words']}{silent}  {point['text']}"
    for action in one["actions"]:
        late = "LATE " if action["is_late"] else ""
        where = f"{late}{action['state']}, {action['post']}, due {action['due_on']}"
        yield f"  {action['reference']} {where}: {action['words']}"
    yield f"  Position: {one['position'] or 'none given'}"
    for piece in one["evidence"]:
        yield f"  Evidence {piece['id']} ({piece['kind']}): {piece['title']}"
    yield from (f"  Letter {letter['reference']} of {letter['on']}" for letter in one["letters"])
    yield from (f"  Waits for {number}" for number in one["waits_for"])
    yield from (f"  Note: {note}" for note in one["notes"])
