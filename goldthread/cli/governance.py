"""`goldthread governance`: bodies, their meetings, what they decided, redacted packs; and every step taken on them."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import click

from goldthread.cli.session import Answer, Session, asking, table
from goldthread.core.refusals import NotValid

INSTANT = click.DateTime(formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"])
BODIES = {"id": "Body", "name": "Name", "last_held_at": "Last met", "next_at": "Next", "open_decisions": "Open",
          "late_decisions": "Late", "seat": "Your seat"}  # fmt: skip
DECISIONS = {"on": "Decided", "body": "Body", "about": "About", "owner": "Who", "due_on": "Due", "is_late": "Late",
             "done_on": "Done", "words": "Decision"}  # fmt: skip
MEETINGS = {"id": "Meeting", "planned_at": "Planned", "held_at": "Held", "state": "State"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def governance() -> None:
    """Who answers for the improvement: bodies, meetings, decisions."""


@governance.command()
@asking
def bodies(session: Session) -> None:
    """The bodies you may know of: when each met, meets next, and what is late."""
    from goldthread.api import steps

    session.answer(steps.bodies, lambda done: table(done["bodies"], BODIES))


@governance.command()
@click.argument("body_id", metavar="BODY")
@asking
def body(session: Session, body_id: str) -> None:
    """The body BODY, like delivery: who sits there, its meetings and its decisions."""
    from goldthread.api import steps

    session.answer(lambda by: steps.body(by, body_id), _body)


@governance.command()
@click.argument("meeting_id", metavar="MEETING", type=click.UUID)
@asking
def meeting(session: Session, meeting_id: UUID) -> None:
    """The meeting MEETING: agenda, who came, minutes, decisions, what was learned."""
    from goldthread.api import steps

    session.answer(lambda by: steps.meeting(by, meeting_id), _meeting)


@governance.command()
@click.option("--since", type=INSTANT, help="Decided from then on; else a year before the end.")
@click.option("--until", type=INSTANT, help="Decided before then; else now.")
@asking
def decisions(session: Session, since: datetime | None, until: datetime | None) -> None:
    """What bodies decided, the oldest first, and whether it is done."""
    from goldthread.api import steps

    session.answer(lambda by: steps.body_decisions(by, since, until), lambda done: table(done["decisions"], DECISIONS))


@governance.command()
@click.argument("decision_id", metavar="DECISION", type=click.UUID)
@asking
def decision(session: Session, decision_id: UUID) -> None:
    """The decision DECISION: the figure it cites, before and after, and who looked at its effect."""
    from goldthread.api import steps

    session.answer(lambda by: steps.body_decision(by, decision_id), _decision)


@governance.command()
@click.argument("pack_id", metavar="PACK", type=click.UUID)
@asking
def pack(session: Session, pack_id: UUID) -> None:
    """The redacted pack PACK, for the seats of its meeting."""
    from goldthread.api import steps

    session.answer(lambda by: steps.pack(by, pack_id), _pack)


@governance.command("make-pack")
@click.argument("meeting_id", metavar="MEETING", type=click.UUID)
@click.argument("sample")
@click.argument("place", type=click.IntRange(1, 100_000))
@click.option("--words", default="", help="Words besides; none is best.")
@click.option("--checked", "is_checked", is_flag=True, help="You checked each of these words for whom it may name.")
@asking
def make_pack(session: Session, meeting_id: UUID, sample: str, place: int, words: str, is_checked: bool) -> None:
    """Put the case at PLACE of SAMPLE before MEETING of the scrutiny panel, with nobody in it."""
    from goldthread.api import steps

    def say(done: Answer) -> Iterator[str]:
        yield f"Pack {done['number']} is made ({done['id']}). SHA-256 {done['digest']}"

    session.answer(lambda by: steps.make_pack(by, meeting_id, sample, place, words=words, is_checked=is_checked), say)


@governance.command("do")
@click.argument("step")
@click.argument("about")
@click.option("--set", "told", multiple=True, metavar="FIELD=VALUE", help="A field of the step; again for several.")
@asking
def take_step(session: Session, step: str, about: str, told: tuple[str, ...]) -> None:
    """Take STEP on ABOUT, the id of a body, meeting, seat, decision or lesson.

    Steps: seat, end-seat, plan, item, hold, call-off, decide, done, cite, effect, learn, tell.
    A field that is missing or is none of the step's is named in the refusal.
    """
    from goldthread.api import steps

    def say(done: Answer) -> Iterator[str]:
        yield f"{done['step']} is done: {done['id']} of {done['body']}."

    session.answer(lambda by: steps.body_step(by, step, about, _typed(told)), say)


def _typed(told: tuple[str, ...]) -> dict[str, str]:
    pairs = [one.partition("=") for one in told]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise NotValid("set", f'"{wrong[0][:40]}" sets nothing.', "Write it like words=Every borough hears the child.")
    return {name: value for name, _, value in pairs}


def _body(one: Answer) -> Iterator[str]:
    from goldthread.improve.governance.bodies import overseen

    yield f"{one['name']}: oversees {overseen(one['oversees'])}, chair {one['chair']}, every {one['every_days']} days"
    yield f"A seat there shows: {', '.join(one['sees'])}; small numbers {one['small_numbers']}"
    yield from (f"  {seat['officer']}, {seat['organisation']}: {seat['kind']}" for seat in one["seats"])
    yield from table(one["meetings"], MEETINGS)
    yield from table(one["decisions"], DECISIONS)


def _meeting(one: Answer) -> Iterator[str]:
    yield f"{one['state']}: planned {one['planned_at']}, held {one['held_at'] or 'no'}"
    yield from (f"  {item['kind']} {item['about']} {item['words']}" for item in one["agenda"])
    yield from (f"  {came['who']}, {came['organisation']}: {came['how']}" for came in one["attendance"])
    yield one["minutes"]
    yield from table(one["decisions"], DECISIONS)
    for lesson in one["learned"]:
        told = {name: lesson[f"{name}_told_on"] or "NOT TOLD" for name in ("boroughs", "training")}
        yield f"Learned: {lesson['words']} Boroughs: {told['boroughs']}. Training: {told['training']}."


def _decision(one: Answer) -> Iterator[str]:
    yield from table([one], DECISIONS)
    where = ", ".join(one["boroughs"]) or "the whole force"
    yield f"Cites: {one['cites']}, {where}. To look at its effect: {one['look_on']}" if one["measure"] else "No figure."
    yield from one["sentences"]
    yield from (f"{look['at']} {look['who']}: {look['words']}" for look in one["looks"])


def _pack(one: Answer) -> Iterator[str]:
    held = one["held"]
    yield f"Pack {one['number']}: {held['programme']}, graded {held['grade']}. SHA-256 {one['digest']}"
    yield from (f"  day {step['day']} {step['time']} {step['what']}" for step in held["steps"])
    yield from (f"  {answer['question']} {answer['said']}: {answer['words']}" for answer in held["answers"])
