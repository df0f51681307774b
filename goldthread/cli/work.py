"""`goldthread work`: a case is given to an officer, handed over, reviewed; and what is in one's hands."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import Any

import click

from goldthread.cli.flags import DAY
from goldthread.cli.people import INSTANT
from goldthread.cli.queue_options import part_of_queue
from goldthread.cli.session import Answer, Session, asking, said, table, write_whole

OFFER = (
    click.option("--to", required=True, help="A username, or post:mash_desk for whoever is on duty there."),
    click.option("--done", required=True, help="What is done."),
    click.option("--next", required=True, help="What is to be done next."),
    click.option("--next-by", required=True, type=INSTANT, help="By when."),
    click.option("--worry", required=True, help="The worry; none where there is none."),
    click.option("--key", help="Your own key: sent twice under one key, it is offered once."),
)


@click.group()
def work() -> None:
    """Give a case to an officer; hand it over; accept it; review it; what is in your hands."""


@work.command()
@click.argument("reference")
@click.argument("officer")
@click.option("--why", default="", help="Why this officer.")
@click.option("--key", help="Your own key: sent twice under one key, it is given once.")
@asking
def give(session: Session, reference: str, officer: str, why: str, key: str | None) -> None:
    """Give the case REFERENCE to the officer with the username OFFICER."""
    from goldthread.api import steps

    session.answer(lambda by: steps.give_case(by, reference, officer, why=why, key=key), _standing)


def offering(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with what an offer says."""
    return reduce(lambda made, option: option(made), reversed(OFFER), command)


@work.command()
@click.argument("reference")
@offering
@asking
def offer(session: Session, reference: str, **told: Any) -> None:
    """Offer your case REFERENCE to somebody on duty. Until it is accepted it is yours."""
    from goldthread.api import steps

    session.answer(lambda by: steps.hand_over_case(by, reference, **told), _standing)


@work.command()
@click.argument("reference")
@click.argument("step", type=click.Choice(["accept", "ask", "refuse", "take-back"]))
@click.option("--question", default="", help="What you ask, where the step is ask; why not: refuse.")
@click.option("--key", help="Your own key: sent twice under one key, it is done once.")
@asking
def step(session: Session, reference: str, step: str, question: str, key: str | None) -> None:
    """Accept the hand-over of the case REFERENCE, ask about it first, refuse it, or take your own back."""
    from goldthread.api import steps

    session.answer(lambda by: steps.step_hand_over(by, reference, step, question=question, key=key), _standing)


@work.command()
@click.argument("reference")
@click.option("--looked-at", "looked_at", multiple=True, required=True, help="What you looked at; again for several.")
@click.option("--verdict", required=True, type=click.Choice(["sound", "to_do"]), help="to_do: something is to be done.")
@click.option("--found", required=True, help="What you found.")
@click.option("--instructions", default="", help="What its owner is to do.")
@click.option("--do-by", type=DAY, help="By which day.")
@click.option("--next-review-on", type=DAY, help="The day of the next review.")
@click.option("--judged", default="", help="Of a sampled case: what you say of the decision, like right.")
@click.option("--occurred-at", type=INSTANT, help="When it was held, where it is written down later; else now.")
@click.option("--key", help="Your own key: sent twice under one key, it is one review.")
@asking
def review(session: Session, reference: str, **told: Any) -> None:
    """Record your review of the case REFERENCE, as its supervisor. `goldthread areas show` lists what to look at."""
    from goldthread.api import steps

    days = {name: told[name].date() if told[name] else None for name in ("do_by", "next_review_on")}
    session.answer(lambda by: steps.review_case(by, reference, **{**told, **days}), _standing)


@work.command()
@click.argument("area")
@click.option("--week", type=DAY, help="Any day of a week that is over; else the last one.")
@asking
def draw(session: Session, area: str, week: datetime | None) -> None:
    """Draw the sample of a week's ended work in AREA, for supervisors to review. The first draw of a week stands."""
    from goldthread.api import steps

    session.answer(lambda by: steps.draw_sample(by, area, week.date() if week else None), _drawn)


@work.command()
@click.argument("area")
@asking
def samples(session: Session, area: str) -> None:
    """The samples of AREA and what was found."""
    from goldthread.api import steps

    session.answer(lambda by: steps.samples(by, area), _samples)


@work.command()
@click.argument("number", type=int)
@asking
def sample(session: Session, number: int) -> None:
    """One sample by its NUMBER, with its cases."""
    from goldthread.api import steps

    session.answer(lambda by: steps.sample(by, number), _sample)


@work.command()
@click.argument("reference")
@click.argument("what")
@click.option("--key", help="Your own key: sent twice under one key, it is done once.")
@asking
def done(session: Session, reference: str, what: str, key: str | None) -> None:
    """Say WHAT you did of what a review of the case REFERENCE asked for."""
    from goldthread.api import steps

    session.answer(lambda by: steps.carry_out(by, reference, what, key=key), _standing)


@work.command("offer-many")
@click.argument("cases", nargs=-1, required=True, metavar="REFERENCE...")
@offering
@asking
def offer_many(session: Session, cases: tuple[str, ...], **told: Any) -> None:
    """Offer several of your cases, each REFERENCE, in the same words. Of each it is said what came of it."""
    from goldthread.api import steps

    session.answer(lambda by: steps.offer_hand_overs(by, cases, **told), _each)


@work.command("accept-many")
@click.argument("cases", nargs=-1, required=True, metavar="REFERENCE...")
@click.option("--key", help="Your own key: sent twice under one key, it is done once.")
@asking
def accept_many(session: Session, cases: tuple[str, ...], key: str | None) -> None:
    """Accept several that were offered to you, each REFERENCE; one of high risk is accepted on its own."""
    from goldthread.api import steps

    session.answer(lambda by: steps.accept_hand_overs(by, cases, key=key), _each)


@work.command()
@click.argument("area")
@asking
def board(session: Session, area: str) -> None:
    """What stands in each state of AREA: how much, late, due within the hour, without an owner. Nobody is named."""
    from goldthread.api import steps

    columns = {"words": "state", "open": "open", "late": "late", "soon": "due in the hour", "no_owner": "no owner"}
    session.answer(lambda by: steps.board(by, area), lambda found: table([*found["states"], found["all"]], columns))


@work.command("in-hand")
@asking
def in_hand(session: Session) -> None:
    """What is offered to you and by you, and the rest that you hold."""
    from goldthread.api import steps

    session.answer(lambda by: steps.in_hand(by), _in_hand)


@work.command()
@click.argument("area")
@part_of_queue
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else to the screen.")
@asking
def export(session: Session, area: str, out: Path | None, **wanted: Any) -> None:
    """The queue of AREA as a spreadsheet's file: every page of what is wanted.

    A child is a code, initials and an age. It is logged as a disclosure of everybody on it.
    """
    from goldthread.api import steps

    def say(made: Answer) -> Iterator[str]:
        text = steps.queue_export_text(made)
        if out is None:
            yield text.removeprefix("\ufeff").rstrip("\r\n")
            return
        write_whole(out, text)
        yield f"{len(made['cases'])} cases written to {out}"

    session.answer(lambda by: steps.queue_export(by, area, **wanted), say)


def _each(came: Answer) -> Iterator[str]:
    yield f"{came['done']} of {len(came['cases'])} done"
    yield from (f"{one['reference']}: {one['why_not'] or 'done'}" for one in came["cases"])


def _standing(case: Answer) -> Iterator[str]:
    yield f"{case['reference']}  {case['state_words']}  owner: {case['owner'] or 'nobody'}"


def _samples(found: Answer) -> Iterator[str]:
    for one in found["samples"]:
        yield f"{one['id']}  week of {one['week']}  {_found_words(one)}"
    yield from (f"{one['quarter']}, each week weighed: {_found_words(one)}" for one in found["quarters"])
    yield f"All together, each week weighed: {_found_words(found['together'])}"


def _drawn(found: Answer) -> Iterator[str]:
    yield f"Sample {found['id']}, week of {found['week']}: {found['drawn']} drawn from {found['frame_size']}"


def _sample(found: Answer) -> Iterator[str]:
    yield from _drawn(found)
    yield f"By {found['drawn_by']}, seed {found['seed']}. {_found_words(found)}"
    rows = [{**one, "grade": ", ".join(one["strata"].values()), "own": "yours" if one["is_own"] else ""}
            for one in found["cases"]]  # fmt: skip
    yield from table(rows, {"reference": "case", "grade": "of", "ended": "ended", "judged_words": "said", "own": ""})


def _found_words(one: Answer) -> str:
    said = f"reviewed {one['reviewed']} of {one['drawn']}, {one['wrong']} of {one['answered']} found wrong"
    return (
        f"{said}; too few to say" if one["too_few"] else f"{said}; likely {one['low']:.0%} to {one['high']:.0%} of all"
    )


def _in_hand(found: Answer) -> Iterator[str]:
    yield f"{len(found['asked'])} asked of you by a review"
    for one in found["asked"]:
        yield f"{one['reference']}: {one['asks']} By {one['do_by'] or 'no set day'}. Asked by {one['asked_by']}."
    columns = {"reference": "case", "name": "child", "risk": "risk", "owner": "owner", "to": "offered to"}
    for name, words in (("to_me", "offered to you"), ("by_me", "not accepted yet"), ("mine", "yours")):
        yield f"{len(found[name])} {words}"
        rows = [{**one, "name": one["person"]["name"] if one["person"] else None} for one in found[name]]
        yield from table(rows, columns) if rows else ()
        for one in found[name]:
            if one["next"]:
                yield f"{one['reference']}: done: {one['done']}; next by {said(one['next_by'])}: {one['next']}; "
                yield f"  worry: {one['worry']}"
