"""`goldthread journal`: prove that what happened and what is shown agree."""

from collections.abc import Iterator

import click

from goldthread.cli.session import FOUND_WRONG, Answer, Session, asking


@click.group()
def journal() -> None:
    """Verify that what happened and what is shown agree."""


@journal.command()
@asking
def verify(session: Session) -> None:
    """Rebuild everything shown from the journal, compare row by row, and check every payload against its digest.

    The operator of this machine may ask without --as: no person is named, and it is logged as the verifier.
    """
    from goldthread.api import steps

    found = session.answer(
        lambda by: steps.may_verify(by, "verify journal"),
        _verified,
        then=lambda _: steps.verify_journal(),
        unnamed="verifier",
    )
    if not found["whole"]:
        raise SystemExit(FOUND_WRONG)


def _verified(found: Answer) -> Iterator[str]:
    yield (
        f"{found['events']:,} events, {found['projected_rows']:,} rows shown, {found['erased_payloads']:,} payloads "
        f"erased: {len(found['differences'])} differences."
    )
    yield from (f"  {difference}" for difference in found["differences"])
