"""`goldthread search`, `picture` and `person`: find somebody, open the picture, carry out what is due to them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from goldthread.cli.picture_words import picture_lines, section, unsure_lines
from goldthread.cli.session import Answer, Session, asking, said, table

PEOPLE = {"code": "code", "name": "name", "birth_date": "born", "age": "age", "sex": "sex"}


class Instant(click.ParamType):
    """An instant in ISO form; whether it has an offset is for the core to say."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail("Write it like 2026-10-23T21:40:00+01:00.", param, ctx)


INSTANT = Instant()


@click.command()
@click.argument("text")
@asking
def search(session: Session, text: str) -> None:
    """Find a child or another person by TEXT: names (however spelt), an age or birth date, an address, a telephone
    number, a reference; one of them or several."""
    from goldthread.api import steps

    session.answer(lambda by: steps.search(by, text), _found)


@click.command()
@click.argument("code", required=False)
@click.option("--as-known-at", type=INSTANT, help="The picture as it stood then.")
@click.option(
    "--basis", default="product", show_default=True, help="Known to whom: product (us) or force (its sources)."
)
@click.option("--learnt-since", is_flag=True, help="Add, apart, what was learnt after that time.")
@click.option("--reason", default="", help="Why you look, in your own words.")
@click.option("--record", help="Open one source record, word for word, instead.")
@asking
def picture(
    session: Session,
    code: str | None,
    as_known_at: datetime | None,
    basis: str,
    learnt_since: bool,
    reason: str,
    record: str | None,
) -> None:
    """Open the picture of the person under CODE, or one record of it."""
    from goldthread.api import steps

    if record:
        session.answer(lambda by: steps.record(by, record), _record)
    elif code:
        session.answer(
            lambda by: steps.picture(
                by, code, as_known_at=as_known_at, basis=basis, reason=reason, learnt_since=learnt_since
            ),
            picture_lines,
        )
    else:
        raise click.UsageError("Name the person's CODE, or a --record.")


@click.group()
def person() -> None:
    """Rectify, restrict or erase what is held about one person; share it; open a limited record."""


@person.command()
@click.argument("code")
@click.option("--field", required=True, help="What is wrong: surname, forename, birth_date, sex, address ...")
@click.option("--text", required=True, help="The right value.")
@click.option("--authority", required=True, help="Who decided.")
@asking
def rectify(session: Session, code: str, field: str, text: str, authority: str) -> None:
    """Put one field right on every record of CODE that has it wrong, and link the records again."""
    from goldthread.api import steps

    def linked(done: Answer) -> Answer:
        steps.relink(done["mentions"], session.door)
        return done

    session.answer(
        lambda by: steps.rectify(by, code, field=field, text=text, authority=authority), _fields, then=linked
    )


@person.command()
@click.argument("code")
@click.option("--ground", required=True, help="Why: evidence or contested.")
@click.option("--authority", required=True, help="Who decided.")
@click.option("--lift", is_flag=True, help="Lift the restriction instead.")
@asking
def restrict(session: Session, code: str, ground: str, authority: str, lift: bool) -> None:
    """Keep what is held about CODE out of search, matching and sight; or lift that."""
    from goldthread.api import steps

    session.answer(lambda by: steps.restrict(by, code, ground=ground, authority=authority, lift=lift), _fields)


@person.command()
@click.argument("code")
@click.option("--rule", required=True, help="The rule it is erased under, like DPA 2018 s47.")
@click.option("--authority", required=True, help="Who decided.")
@asking
def erase(session: Session, code: str, rule: str, authority: str) -> None:
    """Erase the content held about CODE. It cannot be undone."""
    from goldthread.api import steps

    session.answer(lambda by: steps.erase(by, code, rule=rule, authority=authority), _fields)


@person.command()
@click.argument("code")
@click.option("--recipient", required=True, help="Who it goes to: a named person and their organisation.")
@click.option("--basis", required=True, help="The lawful basis, like children_act_1989_s47.")
@click.option("--why", required=True, help="Why they need it.")
@asking
def share(session: Session, code: str, recipient: str, basis: str, why: str) -> None:
    """Give the summary of CODE's picture to somebody outside; logged as a disclosure."""
    from goldthread.api import steps

    session.answer(lambda by: steps.share(by, code, recipient=recipient, basis=basis, why=why), _shared)


@person.command("break-glass")
@click.argument("code")
@click.option("--reason", required=True, help="child_in_danger, officer_in_danger, court or other.")
@asking
def break_glass(session: Session, code: str, reason: str) -> None:
    """Open CODE's limited records at summary for 12 hours. Its owner and professional standards are told at once."""
    from goldthread.api import steps

    session.answer(lambda by: steps.break_glass(by, code, reason=reason), _fields)


def _found(found: Answer) -> Iterator[str]:
    people = [{**one, "flags": [flag["name"] for flag in one["flags"]]} for one in found["people"]]
    yield from table(people, {**PEOPLE, "borough": "borough", "flags": "flags", "why": "why", "check": "check"})
    if not found["people"]:
        yield "Nobody is found by that."
    if found["more"]:
        yield f"There are more: add {found['one_more']}."
    if found["possible"]:
        yield "Possible, not confirmed:"
        yield from table(found["possible"], {**PEOPLE, "check": "check"})
    for one in found["limited"]:
        yield f"A record is limited: ask {one['ask']}."
    yield from unsure_lines(found["sources"])


def _record(record: Answer) -> Iterator[str]:
    for key in ("system_name", "reference", "title", "handling", "occurred_at", "known_at", "recorded_at", "layer"):
        yield f"{key.replace('_', ' '):12}  {said(record[key] or '-')}"
    if record["withheld"]:
        yield f"Its words are limited: ask {record['ask']}."
    else:
        yield from ("", record["raw"] or record["narrative"] or "")


def _shared(pack: Answer) -> Iterator[str]:
    yield f"{pack['reference']}  to {pack['to']}  {pack['handling']}"
    yield pack["basis"]
    yield from table(
        [pack["person"]], {"code": "code", "surname": "surname", "forename": "forename", "birth_date": "born"}
    )
    yield from section("Records", pack["records"], {"system_name": "system", "title": "what", "occurred_at": "when"})


def _fields(done: Answer) -> Iterator[str]:
    for key, value in done.items():
        yield f"{key.replace('_', ' '):12}  {len(value) if isinstance(value, list) else said(str(value))}"
