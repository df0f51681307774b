"""`goldthread access`: who saw whom; verify and seal the logs; what each role may see and do."""

import json
from collections.abc import Iterator
from datetime import datetime

import click

from goldthread.cli.doors import doors
from goldthread.cli.people import INSTANT
from goldthread.cli.session import FOUND_WRONG, Answer, Session, asking, table

LOOKS = {
    "at": "when",
    "who": "who",
    "role": "role",
    "operation": "what",
    "purpose": "why",
    "door": "where",
    "outcome": "outcome",
}


@click.group()
def access() -> None:
    """Who saw whom: verify the log, answer 'who saw this child?'."""


access.add_command(doors)


@access.command()
@asking
def verify(session: Session) -> None:
    """Prove that no sealed row of either log was edited, removed or inserted; say how many rows no seal covers yet.

    The operator of this machine may ask without --as: no person is named, and it is logged as the verifier.
    """
    from goldthread.api import steps

    proved = session.answer(
        lambda by: steps.may_verify(by, "verify"), _proofs, then=lambda _: steps.verify_logs(), unnamed="verifier"
    )
    if not proved["whole"]:
        raise SystemExit(FOUND_WRONG)


@access.command()
@asking
def seal(session: Session) -> None:
    """Seal both logs now; otherwise the worker does it each minute."""
    from goldthread.api import steps

    session.answer(
        lambda by: steps.may_verify(by, "seal"),
        lambda done: [f"{log}: {rows:,} rows sealed." for log, rows in done["sealed"].items()],
        then=lambda _: steps.seal_logs(),
        unnamed="verifier",
    )


@access.command("who-saw")
@click.argument("code")
@click.option("--since", type=INSTANT, help="From this instant.")
@click.option("--until", type=INSTANT, help="Before this instant.")
@click.option("--officer", default="", help="Part of the officer's name or username.")
@click.option("--page", type=click.IntRange(1, 100_000), default=1, show_default=True, help="50 looks a page.")
@asking
def who_saw(
    session: Session, code: str, since: datetime | None, until: datetime | None, officer: str, page: int
) -> None:
    """Who looked at, changed, joined, disclosed or erased what is held about CODE, newest first."""
    from goldthread.api import steps

    session.answer(lambda by: steps.looks(by, code, since=since, until=until, officer=officer, page=page), _looks)


@access.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def roles(as_json: bool) -> None:
    """What each role sees and may do, in sentences a manager can read."""
    from goldthread.core.access.roles import roles as every_role

    shown = [
        {"role": role.id, "name": role.name, "sentence": role.sentence, "layer": role.layer, "may": sorted(role.may)}
        for role in every_role().values()
    ]
    if as_json:
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
        return
    for role in shown:
        click.echo(
            f"{role['name']} ({role['role']})\n  {role['sentence']}\n  May: {', '.join(role['may']) or 'nothing here'}."
        )


def _proofs(proved: Answer) -> Iterator[str]:
    for proof in proved["logs"]:
        state = "whole" if proof["whole"] else f"ALTERED: {len(proof['problems'])} problems"
        yield (
            f"{proof['log']}: {state}. {proof['rows']:,} rows, {proof['seals']:,} seals, sealed to "
            f"{proof['sealed_to'] or 'nowhere'}; {proof['unsealed']:,} rows not sealed yet are not vouched for."
        )
        if proof["unanchored"]:
            yield f"  {proof['unanchored']} seals are not in the anchor file."
        for problem in proof["problems"]:
            place = f"row {problem['row']}" if problem["row"] is not None else f"seal {problem['batch']}"
            yield f"  {problem['problem']}, {place}: {problem['words']}"


def _looks(seen: Answer) -> Iterator[str]:
    yield f"{seen['code']}: {seen['total']} looks, {seen['break_glass']} by breaking glass."
    yield from table(seen["looks"], LOOKS)
    yield f"{seen['seal']['unsealed']} rows of the log are not sealed yet."
