"""`goldthread board`: the open cases of an area by rows, the most pressing first; or the list as a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from goldthread.cli.queue_options import part_of_board
from goldthread.cli.session import Answer, Session, asking, table, write_whole
from goldthread.core.refusals import NotValid

COLUMNS = {"risk": "risk", "who": "child", "began_at": "since", "due": "next", "owner": "owner", "state_words": "state"}
ENDINGS = (".html", ".csv")


@click.command()
@click.argument("area")
@part_of_board
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: .html opens in any browser without the system, .csv in a spreadsheet.",
)
@asking
def board(session: Session, area: str, out: Path | None, **wanted: Any) -> None:
    """The board of AREA by rows, like missing. As a file it is logged as a disclosure of everybody on it."""
    from goldthread.api import steps

    if out is None:
        session.answer(lambda by: steps.board_rows(by, area, **wanted), _told)
        return

    def made(by: Any) -> Answer:
        if out.suffix not in ENDINGS:
            raise NotValid(
                "out", f'"{out.name}" is no kind of file that a list is written as.', "End it in .html or .csv."
            )
        found = steps.board_file(by, area, out.suffix.removeprefix("."), **wanted)
        write_whole(out, found.pop("text"))
        return {**found, "file": str(out)}

    session.answer(made, lambda found: [f"{found['cases']} written to {found['file']}"])


def _told(found: Answer) -> Iterator[str]:
    counts = f"high {found['high']}, late {found['late']}, no owner {found['no_owner']}"
    yield f"{found['scope']}: {found['open']} open, {counts}. As at {found['at']}."
    yield from table([_row(one) for one in found["cases"]], COLUMNS)
    if found["hidden_late"]:
        yield f"{found['hidden_late']} late outside what was asked for."


def _row(one: Answer) -> Answer:
    person, due = one["person"] or {}, one["next_due"] or {}
    late = "late since" if due.get("is_late") else "by"
    return {
        **one,
        "who": f"{person.get('name', 'name unknown')} {person.get('age') or ''}".strip(),
        "due": f"{due['name']} {late} {due['due_at']}" if due else "",
        "owner": one["owner"] or "NO OWNER",
        "risk": one["risk"] or "not graded",
    }
