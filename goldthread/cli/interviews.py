"""`goldthread interviews`: the keys by which return interview providers are asked and answer."""

from collections.abc import Iterator

import click

from goldthread.cli.session import Answer, Session, asking


@click.group()
def interviews() -> None:
    """Return interview providers: their keys."""


@interviews.command()
@click.argument("provider")
@asking
def key(session: Session, provider: str) -> None:
    """A new key for PROVIDER, a code of the profile, to answer by: shown once; the one before ends."""
    from goldthread.api import steps

    def say(made: Answer) -> Iterator[str]:
        yield made["key"]

    session.answer(lambda by: steps.interview_key(by, provider), say)
