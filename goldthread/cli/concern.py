"""`goldthread concern`: record what was seen of a child, move the concern on, read it, read the desk's queue."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from goldthread.cli.people import INSTANT
from goldthread.cli.queue_options import part_of_queue
from goldthread.cli.session import Answer, Session, asking, said, table, write_whole

if TYPE_CHECKING:
    from goldthread.core.access.reader import Reader

WHEN = click.option("--occurred-at", type=INSTANT, help="When it was done, where it is written down later; else now.")
PAGE = click.option("--page", type=click.IntRange(1, 100_000), default=1, show_default=True, help="200 a page.")


@click.group()
def concern() -> None:
    """Record a concern about a child; move it on; read its timeline."""


@concern.command()
@click.argument("code")
@click.option("--seen", required=True, help="What you saw.")
@click.option("--words", default="", help="What the child said, in the child's words.")
@click.option("--demeanour", default="", help="How the child seemed.")
@click.option("--home", default="", help="What the home is like.")
@click.option("--alone", default="", help="Was the child spoken to? alone, with_others, no or not_applicable.")
@click.option("--spoke-why", default="", help="Why the child was not spoken to alone.")
@click.option("--danger", default="", help="Is the child in danger now? yes, no or not_sure.")
@click.option("--done", default="", help="What you did.")
@click.option("--opinion", default="", help="What you think it means; kept apart from what you saw.")
@click.option("--risk", default="", help="high, medium or low; nobody's guess is needed.")
@click.option("--incident-at", type=INSTANT, help="When it happened, if not when it was written.")
@click.option("--occurred-at", type=INSTANT, help="When it was written; else now.")
@click.option("--key", help="Your own key for this concern: sent twice under one key, it is one concern.")
@asking
def record(session: Session, code: str, key: str | None, **told: Any) -> None:
    """Record a concern about the child under CODE."""
    from goldthread.api import steps

    session.answer(lambda by: steps.record_concern(by, code, key=key, **told), standing)


@concern.command()
@click.argument("told", metavar="TOLD")
@click.option("--key", help="Your own key for this occasion: sent twice under one key, it is done once.")
@asking
def occasion(session: Session, told: str, key: str | None) -> None:
    """Record one visit: a concern for each child who was there, known or new.

    TOLD is JSON as the API takes it (ConcernOccasion), or - to read it from standard input.
    """
    from goldthread.api import steps

    text = sys.stdin.read() if told == "-" else told
    session.answer(lambda by: steps.record_occasion(by, steps.occasion_told(text), key=key), _occasion)


@concern.command()
@click.argument("reference")
@click.argument("move", metavar="MOVE")
@click.option("--note", default="", help="What was decided and why, where the move needs it.")
@click.option("--answer", "answers", multiple=True, metavar="NAME=VALUE", help="What the move asks; again for several.")
@WHEN
@click.option("--seen-event", type=int, help="The last event you saw: if there is a later one, nothing is done.")
@click.option("--key", help="Your own key for this move: sent twice under one key, it is taken once.")
@asking
def move(
    session: Session,
    reference: str,
    move: str,
    note: str,
    answers: tuple[str, ...],
    occurred_at: datetime | None,
    seen_event: int | None,
    key: str | None,
) -> None:
    """Take one step with the case REFERENCE: take, grade, share, and what else the reference page of areas lists."""
    from goldthread.api import steps

    told = given(answers)
    session.answer(
        lambda by: steps.move(
            by, reference, move, note=note, answers=told, occurred_at=occurred_at, seen_event_id=seen_event, key=key
        ),
        standing,
    )


def given(answers: tuple[str, ...]) -> dict[str, Any]:
    """NAME=VALUE as given; a name given twice has both values."""
    found: dict[str, list[str]] = {}
    for one in answers:
        name, sep, value = one.partition("=")
        if not sep:
            raise click.BadParameter(f"{one}: write NAME=VALUE.", param_hint="--answer")
        found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


@concern.command()
@click.argument("reference")
@click.argument("item")
@click.argument("answer")
@click.option("--why", default="", help="Needed where it is not needed, not known or not available.")
@WHEN
@click.option("--key", help="Your own key for this answer: sent twice under one key, it is given once.")
@asking
def check(session: Session, reference: str, item: str, answer: str, **told: Any) -> None:
    """Answer one ITEM of the checklist of the case REFERENCE.

    ANSWER is done, not_needed or unknown, of a look-up hit, no_hit or unavailable; to_do takes an answer back.
    """
    from goldthread.api import steps

    given = "" if answer == "to_do" else answer
    session.answer(lambda by: steps.answer_item(by, reference, item, answer=given, **told), standing)


@concern.command()
@click.argument("reference")
@click.argument("note")
@WHEN
@click.option("--key", help="Your own key for this note: sent twice under one key, it is written once.")
@asking
def note(session: Session, reference: str, note: str, **told: Any) -> None:
    """Write a NOTE on the case REFERENCE."""
    from goldthread.api import steps

    session.answer(lambda by: steps.add_note(by, reference, note, **told), standing)


@concern.command()
@click.argument("reference")
@asking
def show(session: Session, reference: str) -> None:
    """The case REFERENCE with everything that happened to it."""
    from goldthread.api import steps

    session.answer(lambda by: steps.case(by, reference), _case)


@concern.command()
@click.option("--area", default="concern", show_default=True, help="The area of work.")
@part_of_queue
@click.option("--page", default=1, show_default=True, help="Fifty at a time.")
@asking
def queue(session: Session, area: str, **wanted: Any) -> None:
    """The open work of an area: no owner first, then late, risk, grade and what is due."""
    from goldthread.api import steps

    session.answer(lambda by: steps.queue(by, area, **wanted), _queue)


@concern.command()
@click.option("--to", "system", required=True, help="The system that must hold them too: merlin.")
@click.option("--batch", default="", help="A batch that was written before, to write the same file again.")
@click.option("--case", "only", multiple=True, metavar="REFERENCE", help="Only this one; again for several.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else to the screen.")
@asking
def export(session: Session, system: str, batch: str, only: tuple[str, ...], out: Path | None) -> None:
    """The concerns that another system has not had yet, each once; logged as a disclosure of everybody on it.

    Where writing the file fails, ask for the same batch again. The number that system gives comes back by its feed.
    """
    from goldthread.api import steps

    def say(made: Answer) -> Iterator[str]:
        text = steps.concern_export_text(made)
        if out is None:
            yield text.rstrip("\n")
            return
        write_whole(out, text)
        yield f"{len(made['concerns'])} concerns written to {out}, batch {made['batch']}"

    session.answer(lambda by: steps.concern_export(by, system, batch=batch, only=only), say)


@concern.command()
@asking
def shared(session: Session) -> None:
    """What was shared and waits at each authority, late first; what did not go out, came back or was answered twice."""
    from goldthread.api import steps

    session.answer(steps.shares, _shared)


@concern.command()
@click.argument("authority")
@asking
def remind(session: Session, authority: str) -> None:
    """Write one reminder to an AUTHORITY, by its code, for everything that is late there."""
    from goldthread.api import steps

    def say(done: Answer) -> Iterator[str]:
        yield f"{done['authority']} is reminded of {done['reminded']}."

    session.answer(lambda by: steps.remind(by, authority), say)


@concern.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--wait/--no-wait", default=True, show_default=True, help="Read it now, or leave it to the worker.")
@asking
def outcomes(session: Session, file: Path, wait: bool) -> None:
    """Hand in a FILE of outcomes: every row accepted, unchanged, in conflict or set aside, with why.

    A reading that was stopped is gone on with by the worker; outcome-file says how far it is.
    """
    from goldthread.api import steps

    kept = session.quietly(lambda by: steps.hand_in_outcomes(by, file.name, file.read_bytes()))
    if not wait:
        session.print(kept, _progress)
        return
    steps.read_outcomes(kept["id"])
    session.answer(lambda by: steps.outcome_file(by, UUID(kept["id"])), _outcomes)


@concern.command("outcome-files")
@PAGE
@asking
def outcome_files(session: Session, page: int) -> None:
    """The files of outcomes handed in: first those not yet read, then what is still set aside."""
    from goldthread.api import steps

    session.answer(lambda by: steps.outcome_files(by, page), _outcome_files)


@concern.command("outcome-file")
@click.argument("file", type=click.UUID)
@click.option("--result", default="", help="Only these: accepted, unchanged, conflict, set aside or returned.")
@PAGE
@asking
def outcome_file(session: Session, file: UUID, result: str, page: int) -> None:
    """The rows of one FILE of outcomes as they stand, set aside first, each with what to do."""
    from goldthread.api import steps

    session.answer(lambda by: steps.outcome_file(by, file, result, page), _outcomes)


@concern.command("outcomes-aside")
@click.argument("file", type=click.UUID)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@asking
def outcomes_aside(session: Session, file: UUID, out: Path) -> None:
    """Write the rows of FILE still set aside as a CSV for whoever sent it, each with its field and why."""
    from goldthread.api import steps

    def say(made: Answer) -> Iterator[str]:
        write_whole(out, made["csv"])
        yield f"Written to {out}"

    session.answer(lambda by: steps.outcome_rows_for_sender(by, file), say)


@concern.command("outcome-again")
@click.argument("file", type=click.UUID)
@click.argument("number", type=int)
@click.option("--set", "told", multiple=True, metavar="NAME=VALUE", help="Put right, like code=RC8; again for several.")
@click.option("--return", "why", default="", help="Return the row to its sender instead: what they were asked to do.")
@asking
def outcome_again(session: Session, file: UUID, number: int, told: tuple[str, ...], why: str) -> None:
    """Take row NUMBER of FILE again as it is put right; the attempts before it are kept."""
    from goldthread.api import steps

    def act(by: "Reader") -> Answer:
        if why:
            return steps.return_outcome(by, file, number, why)
        return steps.take_outcome_again(by, file, number, given(told))

    session.answer(act, _outcome_row)


@concern.command("give-out")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@asking
def give_out(session: Session, folder: Path) -> None:
    """Write what waits to go by file into FOLDER: one file for each authority, and a manifest."""
    from goldthread.api import steps

    session.answer(steps.may_give_out, _given_out, then=lambda _: steps.give_out(folder))


def _shared(board: Answer) -> Iterator[str]:
    for title, found in (("answered twice", "conflicts"), ("not sent", "not_sent"), ("sent back", "disputed")):
        for one in board[found]:
            why = one["failed_words"] or one["disputed"] or one["outcome"]
            yield f"{one['case_reference']}  {title}: {why}"
    for one in board["strategy"]:
        yield f"{one['case_reference']}  strategy discussion asked for{', today' if one['is_urgent'] else ''}"
    for authority in board["authorities"]:
        yield f"{authority['name']} ({authority['code']}): {len(authority['rows'])} wait, {authority['late']} late"
        for one in authority["rows"]:
            due = f"due {said(one['due_at'])}" if one["due_at"] else "no clock"
            reminders = f"  reminders: {one['chases']}" if one["chases"] else ""
            yield f"  {one['case_reference']}  {due}{'  LATE' if one['is_late'] else ''}{reminders}"
    if not board["authorities"]:
        yield "No authority owes an answer."
    if board["rows_aside"]:
        yield f"{board['rows_aside']} rows of outcomes are set aside: outcome-files."


def _progress(file: Answer) -> Iterator[str]:
    yield f"{file['id']}  {file['state']}: {file['rows_done']:,} of {file['rows_sent']:,} rows"


def _outcomes(file: Answer) -> Iterator[str]:
    if file["state"] != "read":
        yield from _progress(file)
    yield ", ".join(f"{count} {result}" for result, count in file["counts"].items())
    for row in file["rows"]:
        if row["result"] in ("set aside", "conflict"):
            yield f"row {row['number']}  {row['reference']}  {row['result']}  {row['field']}  {row['words']}"
    if len(file["rows"]) < file["rows_total"]:
        yield f"{len(file['rows'])} of {file['rows_total']} rows are here; the others: outcome-file --page."


def _outcome_files(found: Answer) -> Iterator[str]:
    for one in found["files"]:
        counts = ", ".join(f"{count} {result}" for result, count in one["counts"].items() if count)
        yield f"{one['id']}  {one['name']}  {one['by']}  {one['state']}  {counts}"


def _outcome_row(row: Answer) -> Iterator[str]:
    for one in row["attempts"]:
        yield f"row {row['number']}  attempt {one['attempt']}  {one['result']}  {one['field']}  {one['words']}"


def _given_out(done: Answer) -> Iterator[str]:
    for one in done["files"]:
        yield f"{one['file']}  {one['rows']} rows  sha256 {one['sha256']}"
    yield f"Manifest: {done['manifest']}" if done["files"] else "Nothing waits to go by file."


def standing(case: Answer) -> Iterator[str]:
    risk = f"  {case['risk']} risk" if case["risk"] else ""
    yield f"{case['reference']}  {case['state_words']}{risk}  owner: {case['owner'] or 'nobody'}"


def _occasion(made: Answer) -> Iterator[str]:
    yield f"Occasion {made['occasion']}"
    for case in made["cases"]:
        yield from standing(case)
    for old, new in made["moved"].items():
        yield f"{old} and {new} are one person now: recorded under {new}."
    for note in made["notes"]:
        yield f"To think of ({note['field']}): {note['words']}"


def _case(case: Answer) -> Iterator[str]:
    yield from standing(case)
    if case["person"]:
        yield f"{case['person']['code']}  {case['person']['name']}"
    if case["moves"]:
        yield f"You may: {', '.join(case['moves'])}"
    for event in case["timeline"]:
        yield from ("", f"{said(event['occurred_at'])}  {event['sentence']}  {event['who']}")
        if event["withheld"] or event["erased"]:
            yield "  Its words are " + ("erased." if event["erased"] else "above your layer.")
        for field, text in (event["body"] or {}).items():
            if text:
                yield f"  {field}: {text}"


def _queue(queue: Answer) -> Iterator[str]:
    yield f"{queue['open']} open, {queue['late']} late, {queue['no_owner']} without an owner"
    if queue["pages"] > 1:
        yield f"{queue['found']} in this list, page {queue['page']} of {queue['pages']}"
    rows = [{**one, "name": one["person"]["name"] if one["person"] else None} for one in queue["cases"]]
    columns = {
        "reference": "case",
        "name": "child",
        "state_words": "state",
        "risk": "risk",
        "opened_at": "opened",
        "owner": "owner",
    }
    yield from table(rows, columns)
