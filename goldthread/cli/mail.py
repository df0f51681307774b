"""`goldthread mail`: the mail that came in, taken or answered; the worker told to fetch."""

from collections.abc import Iterator

import click

from goldthread.cli.session import Answer, Session, asking, said


@click.group()
def mail() -> None:
    """Mail that came in: what waits, taking it, answering it, fetching."""


@mail.command("list")
@click.option("--state", default="", help="Only these: kept, waiting, aside, taken or answered.")
@click.option("--search", default="", help="Words of the sender, the subject or the reference.")
@click.option("--page", type=click.IntRange(1, 100_000), default=1, show_default=True, help="50 a page.")
@asking
def list_(session: Session, state: str, search: str, page: int) -> None:
    """The mail that came in, what waits for a person first."""
    from goldthread.api import steps

    def say(found: Answer) -> Iterator[str]:
        for one in found["mail"]:
            yield _line(one)
        if not found["mail"]:
            yield "No mail came in."

    session.answer(lambda by: steps.mail(by, state, search, page), say)


@mail.command()
@click.argument("reference")
@asking
def show(session: Session, reference: str) -> None:
    """One mail by its REFERENCE: what it says, what is attached, what to do."""
    from goldthread.api import steps

    session.answer(lambda by: steps.mail_message(by, reference), _whole)


@mail.command()
@click.argument("reference")
@click.option("--of", "whose", default="", help="Whose it is, like home:H-4K9WQT; else as it claims.")
@asking
def take(session: Session, reference: str, whose: str) -> None:
    """Take the mail under REFERENCE: what is attached is handed in as the sender's, in your name."""
    from goldthread.api import steps

    session.answer(lambda by: steps.take_mail(by, reference, whose), _whole)


@mail.command()
@click.argument("reference")
@click.argument("why")
@asking
def answer(session: Session, reference: str, why: str) -> None:
    """Say WHY the mail under REFERENCE is not taken in: what became of it."""
    from goldthread.api import steps

    session.answer(lambda by: steps.answer_mail(by, reference, why), _whole)


@mail.command()
@asking
def fetch(session: Session) -> None:
    """Have the worker look into the mailboxes at once; it does each minute."""
    from goldthread.api import steps

    def say(done: Answer) -> Iterator[str]:
        yield "The worker looks into the mailboxes now. goldthread mail list says what came."

    session.answer(steps.fetch_mail, say)


def _line(one: Answer) -> str:
    whose = one["entered_name"] or one["sender"] or "no one sender"
    return f"{one['reference']}  {one['state_words']}  {said(whose)}  {said(one['subject'])}".rstrip()


def _whole(one: Answer) -> Iterator[str]:
    yield _line(one)
    if one["words"]:
        yield one["words"]
    if one["to_do"]:
        yield one["to_do"]
    for attached in one["attachments"]:
        yield f"  {said(attached['name'])}  {attached['state_words']}  {', '.join(attached['made'])}".rstrip()
        yield from (f"    {said(line)}" for line in attached["says"].splitlines())
    if one["text"]:
        yield said(one["text"])
