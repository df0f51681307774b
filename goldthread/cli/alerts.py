"""`goldthread alerts`: what was told and why; take it, put it off, hand it on, say if it was right; the rules."""

from collections.abc import Iterator

import click

from goldthread.cli.session import Answer, Session, asking, said, table

COLUMNS = {
    "id": "no",
    "urgency": "urgency",
    "words": "told",
    "raised_at": "when",
    "who": "has it",
    "about": "reference",
}
RULES = {"id": "rule", "fired": "fired", "taken": "taken", "median_minutes": "minutes", "was_right": "right",
         "was_wrong": "wrong", "false_alarms_per_shift": "false a shift", "budget": "budget"}  # fmt: skip


@click.group()
def alerts() -> None:
    """What was told to you or your post: why, by when, who has it; the rules that raise alerts."""


@alerts.command("list")
@click.option("--state", default="open", show_default=True, help="open, taken, put_off, withdrawn or all.")
@click.option("--kind", default="", help="A rule, or a kind like clock.")
@click.option("--urgency", default="", help="now, today or soon.")
@click.option("--words", default="", help="Words or a reference.")
@click.option("--sort", default="urgency", show_default=True, help="urgency, newest, oldest or act_by.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1))
@asking
def list_alerts(session: Session, **wanted: str | int) -> None:
    """What you have been told, what waits first. That you saw it is kept."""
    from goldthread.api import steps

    session.answer(lambda by: steps.alerts(by, **wanted), _alerts)


@alerts.command()
@click.argument("reference")
@asking
def show(session: Session, reference: str) -> None:
    """What the alert REFERENCE of a rule rests on, and who was told."""
    from goldthread.api import steps

    session.answer(lambda by: steps.alert(by, reference), _opened)


@alerts.command()
@click.argument("number", type=int)
@asking
def take(session: Session, number: int) -> None:
    """I have this: take the alert NUMBER."""
    from goldthread.api import steps

    session.answer(lambda by: steps.acknowledge(by, number), _one)


@alerts.command("put-off")
@click.argument("number", type=int)
@click.option("--minutes", required=True, type=click.IntRange(1), help="For how long; each urgency has its most.")
@click.option("--why", required=True, help="Why it can wait.")
@asking
def put_off(session: Session, number: int, minutes: int, why: str) -> None:
    """Put the alert NUMBER off, with a reason; the most urgent cannot be."""
    from goldthread.api import steps

    session.answer(lambda by: steps.snooze_alert(by, number, minutes=minutes, why=why), _one)


@alerts.command("hand-on")
@click.argument("number", type=int)
@click.option("--to", "to_role", required=True, help="The post it is for, like mash_desk.")
@click.option("--why", required=True, help="Why it is theirs.")
@asking
def hand_on(session: Session, number: int, to_role: str, why: str) -> None:
    """Not for me: hand the alert NUMBER to whoever is on duty of another post."""
    from goldthread.api import steps

    session.answer(lambda by: steps.hand_on_alert(by, number, to_role=to_role, why=why), _one)


@alerts.command()
@click.argument("number", type=int)
@click.argument("answer", type=click.Choice(["right", "wrong"]))
@asking
def judge(session: Session, number: int, answer: str) -> None:
    """Was the alert NUMBER right? The answer counts against its rule's budget of false alarms."""
    from goldthread.api import steps

    session.answer(lambda by: steps.judge_alert(by, number, was_right=answer == "right"), _one)


@alerts.command()
@click.option("--days", default=28, show_default=True, type=click.IntRange(1, 366), help="Over so many days back.")
@asking
def tripwires(session: Session, days: int) -> None:
    """Every rule, its source and budget, and what its alerts came to."""
    from goldthread.api import steps

    session.answer(lambda by: steps.tripwire_figures(by, days=days), _rules)


def _alerts(found: Answer) -> Iterator[str]:
    yield f"{found['open']} to take, {found['total']} in this list"
    yield from table([_row(one) for one in found["alerts"]], COLUMNS)


def _row(one: Answer) -> Answer:
    about = one["reference"] or one["case_reference"] or one["person_code"]
    who = one["acknowledged_by"] or ("withdrawn" if one["withdrawn_at"] else None)
    return {**one, "who": who, "about": about}


def _one(one: Answer) -> Iterator[str]:
    yield from table([_row(one)], COLUMNS)


def _opened(found: Answer) -> Iterator[str]:
    yield f"{found['reference']}  {found['title']}"
    yield f"{found['sentence']} {found['do']}."
    if found["withdrawn_at"]:
        yield f"Withdrawn {said(found['withdrawn_at'])}: {found['withdrawn_why']}"
    yield f"Held by the force's sources {said(found['known_at'])}, told {said(found['fired_at'])}"
    yield from (f"{one['code']}  {one['name']}  born {one['birth_date'] or 'not known'}" for one in found["people"])
    if found["limited"]:
        yield f"{found['limited']} more whom you may not see: ask the desk named on the record."
    yield from (f"{one['system_name']} {one['reference']}  {one['title']}" for one in found["records"])
    for one in found["told"]:
        seen = f", seen {said(one['seen_at'])}" if one["seen_at"] else ""
        yield f"Told {one['officer']} by {one['channel']}{seen}: {one['why']}"


def _rules(found: Answer) -> Iterator[str]:
    yield from table(found["tripwires"], RULES)
