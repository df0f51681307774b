"""`goldthread link review`, `pair`, `decide`, `part` and the rest: who is who, decided by officers."""

from collections.abc import Iterator

import click

from goldthread.cli.session import Answer, Session, asking, said, table

REASON = click.option("--reason", required=True, help="What you checked, and with whom.")
PAGE = click.option("--page", type=click.IntRange(1, 100_000), default=1, show_default=True, help="25 a page.")


@click.command()
@click.option("--guard", default="", help="Stopped by this guard, like twin.")
@click.option("--system", default="", help="A side from this system, like merlin.")
@click.option("--borough", default="", help="A side of this borough.")
@click.option("--band", default="", help="stopped, near or far.")
@PAGE
@asking
def review(session: Session, guard: str, system: str, borough: str, band: str, page: int) -> None:
    """The pairs of records that may be one person, worst harm first."""
    from goldthread.api import steps

    chosen = {"guard": guard, "system": system, "borough": borough, "band": band}
    session.answer(lambda by: steps.links_waiting(by, page=page, **chosen), _waiting)


@click.command()
@click.argument("one")
@click.argument("other")
@asking
def pair(session: Session, one: str, other: str) -> None:
    """The records ONE and OTHER side by side, with what speaks for and against one person."""
    from goldthread.api import steps

    session.answer(lambda by: steps.link_pair(by, one, other), _pair)


@click.command()
@click.argument("one")
@click.argument("other")
@click.argument("answer", metavar="ANSWER")
@REASON
@asking
def decide(session: Session, one: str, other: str, answer: str, reason: str) -> None:
    """Say of ONE and OTHER that they are the same, different, or that you cannot_tell.

    Joining two established people waits for a second officer. The worker then solves both again.
    """
    from goldthread.api import steps

    session.answer(lambda by: steps.decide_link(by, one, other, answer=answer, reason=reason), _standing)


@click.command()
@click.argument("code")
@asking
def changes(session: Session, code: str) -> None:
    """What makes CODE one person: each record and how sure; what was decided and what changed."""
    from goldthread.api import steps

    session.answer(lambda by: steps.links(by, code), _links)


@click.command()
@click.argument("code")
@click.option("--mention", "mentions", multiple=True, required=True, help="A record that is another's; repeat it.")
@click.option("--reason", default="", help="What you checked, and with whom.")
@click.option("--preview", is_flag=True, help="Only say what would happen.")
@asking
def part(session: Session, code: str, mentions: tuple[str, ...], reason: str, preview: bool) -> None:
    """Take records out of CODE. Whoever saw the wrong picture is told."""
    from goldthread.api import steps

    if preview:
        session.answer(lambda by: steps.before_parting(by, code, mentions=mentions), _preview)
    else:
        session.answer(lambda by: steps.part_links(by, code, mentions=mentions, reason=reason), _parted)


@click.command()
@click.argument("decision")
@REASON
@asking
def withdraw(session: Session, decision: str, reason: str) -> None:
    """Take back DECISION, with all that were made in the same act. The linker then decides again."""
    from goldthread.api import steps

    session.answer(lambda by: steps.withdraw_link(by, decision, reason=reason), _withdrawn)


@click.command()
@click.option("--everybodys", is_flag=True, help="Everybody's, not only your own.")
@PAGE
@asking
def decisions(session: Session, everybodys: bool, page: int) -> None:
    """What was decided about who is who, newest first."""
    from goldthread.api import steps

    session.answer(lambda by: steps.link_decisions(by, everybodys=everybodys, page=page), _decisions)


@click.command()
@asking
def figures(session: Session) -> None:
    """How reviewing goes: agreement, decisions taken back, what became of each guard's pairs."""
    from goldthread.api import steps

    session.answer(steps.link_figures, _figures)


COMMANDS = (review, pair, decide, changes, part, withdraw, decisions, figures)


def _waiting(queue: Answer) -> Iterator[str]:
    yield f"{queue['waiting']} waiting, {queue['in_all']} in all"
    for row in queue["pairs"]:
        yield ""
        for letter, side in zip("AB", row["sides"], strict=True):
            yield f"{letter}  {side['mention']}  {side['system_name']}  {side['name']}  {side['code']}"
        yield f"   {row['harm_words'] or 'No mark'}. If wrong: {row['if_wrong']}."


def _pair(pair: Answer) -> Iterator[str]:
    for letter, side in zip("AB", pair["sides"], strict=True):
        yield f"{letter}  {side['system_name']} {side['reference']}  {side['name']}  {side['code']}"
    columns = {"field": "field", "one": "A", "other": "B", "standing": "they are"}
    yield from ("", *table(pair["fields"], columns), "")
    yield f"For: {_said(pair['for'])}"
    yield f"Against: {_said(pair['against'])}"
    if pair["stopped"]:
        yield f"STOPPED: {pair['stopped']}"
    if pair["total"] is not None:
        yield f"Total {pair['total']:+.1f} bits" + (f", the line {pair['line']:+.1f}" if pair["line"] else "")
    yield f"If wrong: {pair['if_wrong']}."


def _said(pushes: list[Answer]) -> str:
    return ", ".join(one["words"] for one in pushes) or "nothing"


def _standing(one: Answer) -> Iterator[str]:
    yield f"{one['id']}  {one['answer_words']}  {one['state'].replace('_', ' ')}"


def _links(links: Answer) -> Iterator[str]:
    yield f"{links['code']}  {links['person']['name'] if links['person'] else 'Name not shown'}"
    shown = {"mention": "mention", "system_name": "system", "reference": "record", "name": "name", "reasons": "why"}
    yield from ("", *table(links["records"], shown))
    if links["possible"]:
        yield from ("", "May be the same: check before you act on it")
        yield from table(links["possible"], {"code": "code", "one": "one", "other": "other", "stopped": "stopped"})
    for one in links["decisions"]:
        yield from ("", *_decided(one))
    if links["changes"]:
        yield from ("", "What changed")
        yield from (f"{said(one['at'])}  {one['words']}" for one in links["changes"])


def _preview(before: Answer) -> Iterator[str]:
    yield f"{len(before['leaving'])} leave, {before['staying']} stay"
    yield f"{before['officers_told']} officers opened this picture since {said(before['since'])} and will be told"
    if before["gave_outside"]:
        yield f"{before['gave_outside']} of them gave it to somebody outside"
    for one in before["rested"]:
        yield f"{said(one['at'])}  {one['words']}  {one['case'] or ''}".rstrip()


def _parted(done: Answer) -> Iterator[str]:
    yield f"{done['taken_out']} taken out, {len(done['decisions'])} pairs decided to be two people"


def _withdrawn(done: Answer) -> Iterator[str]:
    yield f"{len(done['decisions'])} decisions taken back"


def _decisions(found: Answer) -> Iterator[str]:
    yield f"{found['total']} in all"
    for one in found["decisions"]:
        yield from ("", *_decided(one))


def _decided(one: Answer) -> Iterator[str]:
    yield f"{one['id']}  {one['answer_words']}  {one['state_words']}  {', '.join(one['people'])}"
    for saying in one["said"]:
        yield f"  {said(saying['at'])}  {saying['who']}: {saying['reason'] or 'above your layer, or erased'}"


def _figures(found: Answer) -> Iterator[str]:
    yield f"{found['decided']} decisions since {said(found['since'])}"
    for name in ("agreed", "overturned", "cannot_tell"):
        share = found[name]
        yield f"{name.replace('_', ' '):12} {share['count']} of {share['of']}" + _likely(share)
    columns = {"words": "why it was asked", "same": "same", "different": "different", "cannot_tell": "cannot tell"}
    yield from table(found["kinds"], columns)


def _likely(share: Answer) -> str:
    if share["rate"] is None:
        return ""
    low, high = share["interval"]
    return f", {share['rate']:.0%}, likely {low:.0%} to {high:.0%}"
