"""`goldthread plan`: the plans that answer the recommendations, as they stand and as they stood; every act on them."""

import base64
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from goldthread.cli.session import Answer, Session, asking, table
from goldthread.core.refusals import NotValid

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
SILENT = {
    "recommendation_id": "id",
    "point": "no.",
    "days": "days",
    "since": "since",
    "post": "answers",
    "text": "of",
}
IN = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
ID = click.IntRange(1, 2**63 - 1)
NUMBER = click.argument("recommendation_id", metavar="ID", type=ID)
AT = click.option(
    "--at",
    type=click.DateTime(formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"]),
    help="As it stood then, like 2026-10-23T21:40+01:00.",
)
DAY = click.DateTime(formats=["%Y-%m-%d"])
POINTS = click.option(
    "--point", "points", type=click.IntRange(0, 10_000), multiple=True, help="A point's place; again."
)
FILE = click.option("--file", "file", type=IN, help="The file itself, kept as it is.")
KEY = click.option("--key", help="Your own key: sent twice under one key, it is added once.")
SERVES = click.option("--serves", multiple=True, metavar="ID.PLACE", help="A point, like 12.3; 12 is the whole; again.")


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
@NUMBER
@AT
@asking
def show(session: Session, recommendation_id: int, at: datetime | None) -> None:
    """One recommendation: objective, points, actions, position, evidence, letters."""
    from goldthread.api import steps

    session.answer(lambda by: steps.plan_of(by, recommendation_id, at), _show)


@plan.command()
@asking
def silent(session: Session) -> None:
    """The points on which nothing has been said for too long, the longest silence first."""
    from goldthread.api import steps

    def say(answer: Answer) -> Iterator[str]:
        yield f"{len(answer['silent'])} silent for {answer['after_days']} days or more (a reminder, ours)"
        yield from table(answer["silent"], SILENT)

    session.answer(steps.plan_silent, say)


@plan.command()
@NUMBER
@click.option("--plan", "plan_id", required=True, help="child_protection or missing.")
@click.option("--objective", required=True, help="What is to be achieved for children.")
@click.option("--post", required=True, metavar="ROLE", help="The role that comes with the post that answers.")
@click.option("--borough", default="", metavar="CODE", help="Where the post is of one borough.")
@KEY
@asking
def promise(session: Session, recommendation_id: int, plan_id: str, **told: Any) -> None:
    """Say in which plan a recommendation stands, what is to be achieved, and which post answers."""
    from goldthread.api import steps

    session.answer(lambda by: steps.promise(by, recommendation_id, plan=plan_id, **told), _show)


@plan.command()
@NUMBER
@click.argument("move_id", metavar="MOVE")
@POINTS
@click.option("--reason", default="", help="Needed to contest, take back, merge or supersede.")
@click.option("--other", type=ID, help="The recommendation that it goes on as part of.")
@KEY
@asking
def move(session: Session, recommendation_id: int, move_id: str, points: tuple[int, ...], **told: Any) -> None:
    """Move points on or back: accept, plan, start, complete, test, show, submit … Only a letter closes."""
    from goldthread.api import steps

    session.answer(lambda by: steps.move_points(by, recommendation_id, move=move_id, points=points, **told), _show)


@plan.command()
@NUMBER
@click.argument("words")
@POINTS
@click.option("--on", type=DAY, help="As at this day; else today.")
@KEY
@asking
def position(
    session: Session, recommendation_id: int, words: str, points: tuple[int, ...], on: datetime | None, key: str | None
) -> None:
    """Say where a recommendation stands. A point that is not named stays silent."""
    from goldthread.api import steps

    told: dict[str, Any] = {"position": words, "points": points, "on": _day(on), "key": key}
    session.answer(lambda by: steps.say_position(by, recommendation_id, **told), _show)


@plan.command()
@NUMBER
@click.argument("points", nargs=-1, required=True)
@KEY
@asking
def split(session: Session, recommendation_id: int, points: tuple[str, ...], key: str | None) -> None:
    """Split a recommendation that has no points into POINTS."""
    from goldthread.api import steps

    session.answer(lambda by: steps.split_points(by, recommendation_id, points=points, key=key), _show)


@plan.command()
@NUMBER
@click.argument("needs", type=ID)
@click.option("--why", default="", help="Why it waits.")
@click.option("--until", default="action_complete", help="The stage that is enough.")
@click.option("--ends", is_flag=True, help="It waits no longer.")
@KEY
@asking
def waits(session: Session, recommendation_id: int, **told: Any) -> None:
    """Say that a recommendation waits for another, NEEDS, or no longer."""
    from goldthread.api import steps

    session.answer(lambda by: steps.wait_for(by, recommendation_id, **told), _show)


@plan.group()
def action() -> None:
    """The actions of both plans."""


WORDS = (
    click.option("--plan", "plan_id", required=True, help="child_protection or missing."),
    click.option("--origin", default="inspectorate", help="inspectorate, force or partner."),
    click.option("--post", required=True, metavar="ROLE", help="The role that comes with the post that answers."),
    click.option("--borough", default="", metavar="CODE", help="Where the post is of one borough."),
    click.option("--due", "due_on", type=DAY, required=True, help="The day it is due."),
    click.option("--start", "start_on", type=DAY, help="The day it begins."),
    SERVES,
)


def said_of_an_action(command: Any) -> Any:
    """Give a command the options that say what an action is."""
    for option in reversed(WORDS):
        command = option(command)
    return command


@action.command("add")
@click.argument("words")
@said_of_an_action
@KEY
@asking
def add_action(session: Session, **told: Any) -> None:
    """Add an action in WORDS; without --serves it is the force's own."""
    from goldthread.api import steps

    session.answer(lambda by: steps.add_plan_action(by, **_told(told)), _action)


@action.command("alter")
@click.argument("reference")
@click.argument("words")
@said_of_an_action
@click.option("--reason", default="", help="Why it is due later.")
@asking
def alter_action(session: Session, reference: str, reason: str, **told: Any) -> None:
    """Say the action REFERENCE in other WORDS. A later day needs a reason."""
    from goldthread.api import steps

    session.answer(lambda by: steps.alter_plan_action(by, reference, reason, **_told(told)), _action)


@action.command("show")
@click.argument("reference")
@asking
def show_action(session: Session, reference: str) -> None:
    """The action REFERENCE as it stands, with every version."""
    from goldthread.api import steps

    session.answer(lambda by: steps.plan_action(by, reference), _action)


@action.command("mine")
@click.option("--everybodys", is_flag=True, help="Of both plans, ended ones too.")
@asking
def own_actions(session: Session, everybodys: bool) -> None:
    """The actions that your own post answers for and that are not done, the first due first."""
    from goldthread.api import steps

    asks = steps.plan_actions if everybodys else steps.own_plan_actions
    session.answer(asks, lambda answer: map(_line, answer["actions"]))


@action.command("position")
@click.argument("reference")
@click.argument("words")
@click.option("--on", type=DAY, help="As at this day; else today.")
@KEY
@asking
def action_position(session: Session, reference: str, words: str, on: datetime | None, key: str | None) -> None:
    """Say where the action REFERENCE stands, of every point that it serves."""
    from goldthread.api import steps

    told: dict[str, Any] = {"position": words, "on": _day(on), "key": key}
    session.answer(lambda by: steps.say_plan_action_position(by, reference, **told), _action)


@action.command("report")
@click.argument("reference")
@click.argument("state")
@click.option("--on", "done_on", type=DAY, help="The day it was done; else today.")
@click.option("--reason", default="", help="Needed to drop it.")
@asking
def report_action(session: Session, reference: str, state: str, done_on: datetime | None, reason: str) -> None:
    """Say how the action REFERENCE stands: planned, in_progress, done or dropped."""
    from goldthread.api import steps

    told: dict[str, Any] = {"state": state, "done_on": _day(done_on), "reason": reason}
    session.answer(lambda by: steps.report_plan_action(by, reference, **told), _action)


@action.command("done")
@click.argument("reference")
@click.option("--on", "done_on", type=DAY, help="The day it was done; else today.")
@asking
def action_done(session: Session, reference: str, done_on: datetime | None) -> None:
    """Say that the action REFERENCE is done."""
    from goldthread.api import steps

    told: dict[str, Any] = {"state": "done", "done_on": _day(done_on)}
    session.answer(lambda by: steps.report_plan_action(by, reference, **told), _action)


@plan.group()
def evidence() -> None:
    """Evidence: outcomes and inputs, approved by another officer."""


@evidence.command("add")
@click.argument("title")
@click.option("--kind", required=True, help="outcome, or input: a condition, never proof of effect.")
@click.option("--effective", "effective_on", type=DAY, required=True, help="From which day it holds.")
@click.option("--address", default="", help="Where it is kept, if not given as a file.")
@FILE
@SERVES
@KEY
@asking
def add_evidence(session: Session, file: Path | None, serves: tuple[str, ...], **told: Any) -> None:
    """Add evidence with a TITLE."""
    from goldthread.api import steps

    told |= {"effective_on": _day(told["effective_on"]), **_file(file)}
    session.answer(lambda by: steps.add_plan_evidence(by, serves=_places(serves), **told), _evidence)


@evidence.command("approve")
@click.argument("evidence_id", metavar="ID", type=ID)
@asking
def approve_evidence(session: Session, evidence_id: int) -> None:
    """Approve evidence that another officer added."""
    from goldthread.api import steps

    session.answer(lambda by: steps.approve_plan_evidence(by, evidence_id), _evidence)


@evidence.command("withdraw")
@click.argument("evidence_id", metavar="ID", type=ID)
@click.argument("why")
@asking
def withdraw_evidence(session: Session, evidence_id: int, why: str) -> None:
    """Withdraw evidence, and WHY. It stays on record."""
    from goldthread.api import steps

    session.answer(lambda by: steps.withdraw_plan_evidence(by, evidence_id, why), _evidence)


@plan.group()
def letter() -> None:
    """Letters of the inspectorate: the only way to closed."""


@letter.command("record")
@NUMBER
@click.argument("reference")
@click.option("--on", type=DAY, required=True, help="The date of the letter.")
@click.option("--words", required=True, help="Its exact words.")
@click.option("--says", multiple=True, required=True, metavar="PLACE=WORD", help="Like 2=returned; 0 the whole; again.")
@FILE
@KEY
@asking
def record_letter(
    session: Session, recommendation_id: int, reference: str, on: datetime, says: tuple[str, ...], file: Path | None,
    words: str,
) -> None:  # fmt: skip
    """Record the letter REFERENCE: which points are closed, returned or still progressed."""
    from goldthread.api import steps

    told: dict[str, Any] = {"reference": reference, "on": on.date(), "words": words, **_file(file)}
    session.answer(lambda by: steps.record_plan_letter(by, recommendation_id, says=_says(says), **told), _show)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _told(told: dict[str, Any]) -> dict[str, Any]:
    days = {name: _day(told[name]) for name in ("due_on", "start_on")}
    kept = {name: value for name, value in told.items() if name != "plan_id"}
    return {**kept, **days, "plan": told["plan_id"], "serves": _places(told["serves"])}


def _file(file: Path | None) -> dict[str, str]:
    return {"content": base64.b64encode(file.read_bytes()).decode(), "name": file.name} if file else {}


def _places(serves: tuple[str, ...]) -> list[tuple[int, int]]:
    found = []
    for one in serves:
        number, _, place = one.partition(".")
        if not number.isdecimal() or not (place or "0").isdecimal():
            raise NotValid("points", f'"{one[:20]}" is no point.', "Like 12.3, or 12 for the whole.")
        found.append((int(number), int(place or 0)))
    return found


def _says(says: tuple[str, ...]) -> dict[int, str]:
    found = {}
    for one in says:
        place, _, word = one.partition("=")
        if not place.isdecimal():
            raise NotValid("points", f'"{one[:20]}" names no point.', "Like 2=returned; 0 is the whole.")
        found[int(place)] = word
    return found


def _list(answer: Answer) -> Iterator[str]:
    rows = answer["recommendations"]
    silent_points = sum(len(row["silent"]) for row in rows)
    late = sum(row["actions_late"] for row in rows)
    yield f"{len(rows)} recommendations, {late} actions late, {silent_points} points silent"
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
        silence = f"  SILENT {point['silent_days']} d" if point["silent_days"] is not None else ""
        ruled = f"  (last heard: a decision of the {point['decided_by']})" if point["decided_by"] else ""
        yield f"  {one['number']}.{point['place']} {point['stage_words']}{silence}{ruled}  {point['text']}"
    for each in one["actions"]:
        yield f"  {_line(each)}"
    yield f"  Position: {one['position'] or 'none given'}"
    for piece in one["evidence"]:
        yield f"  Evidence {piece['id']} ({piece['kind']}): {piece['title']}"
    yield from (f"  Letter {each['reference']} of {each['on']}" for each in one["letters"])
    yield from (f"  Waits for {number}" for number in one["waits_for"])
    yield from (f"  Note: {note}" for note in one["notes"])


def _line(each: dict[str, Any]) -> str:
    late = "LATE " if each["is_late"] else ""
    return f"{each['reference']} {late}{each['state']}, {each['post']}, due {each['due_on']}: {each['words']}"


def _action(one: Answer) -> Iterator[str]:
    yield _line(one)
    for row in one["versions"]:
        said = f"{row['at'][:10]} {row['by']}: {row['state']}, due {row['due_on']} {row['reason']}"
        yield f"  {row['version']}. {said}".rstrip()


def _evidence(one: Answer) -> Iterator[str]:
    yield f"Evidence {one['evidence']}. {one['digest']}".rstrip()
