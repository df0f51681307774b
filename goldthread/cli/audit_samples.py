"""`goldthread audit sample|case|review|send-back`: audit in the database, by those whom a sample was given to."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from goldthread.cli.session import Answer, Session, asking, table
from goldthread.core.refusals import NotValid

IN = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
INSTANT = click.DateTime(formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"])
HEAD = {"reference": "Sample", "programme_name": "Programme", "area": "Area", "form": "Form", "size": "Cases",
        "drawn_at": "Drawn", "closed_at": "Closed"}  # fmt: skip


@click.group()
def sample() -> None:
    """Samples of this installation: drawn and frozen, given to a programme's auditors."""


@sample.command("draw")
@click.argument("programme")
@click.option("--size", type=click.IntRange(1, 5000), required=True, help="How many cases.")
@click.option("--seed", required=True, help="Any text, agreed before the list is closed.")
@click.option("--area", default="", help="Draw from the cases of this area, with --since and --until.")
@click.option("--since", type=INSTANT, help="Opened from then on.")
@click.option("--until", type=INSTANT, help="Opened before then.")
@click.option("--state", "states", multiple=True, help="Cases that reached this state; again for several.")
@click.option("--list", "list_file", type=IN, help="Draw from this CSV with a column reference instead.")
@click.option("--case-type", "case_types", multiple=True, help="Ask the set of this type besides; again for several.")
@click.option("--borough", default="", help="Its code; of a peer review, the other borough.")
@click.option("--strata", default="", metavar="NAME[,NAME]", help="Draw within each: borough, state, risk.")
@click.option(
    "--targeted",
    multiple=True,
    metavar="REFERENCE=WHY",
    help="A case sought besides: high_risk, complaint, referral, harm or concern; again for several.",
)
@asking
def draw_sample(
    session: Session, programme: str, list_file: Path | None, strata: str, targeted: tuple[str, ...], **told: Any
) -> None:  # fmt: skip
    """Draw a sample of PROGRAMME, like benson or borough_qa, and freeze it."""
    from goldthread.api import steps

    text = list_file.read_text(encoding="utf-8-sig") if list_file else ""
    names = [one.strip() for one in strata.split(",") if one.strip()]
    sought = [dict(zip(("reference", "why"), one.rpartition("=")[::2], strict=True)) for one in targeted]
    asked = {"programme": programme, "text": text, "strata": names, "targeted": sought, **told}
    session.answer(lambda by: steps.draw_audit(by, **asked), _drawn)


@sample.command("list")
@asking
def list_samples(session: Session) -> None:
    """The samples given to your post, the newest first."""
    from goldthread.api import steps

    session.answer(steps.audits, lambda done: table(done["samples"], HEAD))


@sample.command("show")
@click.argument("reference")
@asking
def show_sample(session: Session, reference: str) -> None:
    """The sample REFERENCE: its cases, what was sent back, and what its grades prove."""
    from goldthread.api import steps

    session.answer(lambda by: steps.audit(by, reference), _shown)


@sample.command("close")
@click.argument("reference")
@asking
def close_sample(session: Session, reference: str) -> None:
    """Close the sample REFERENCE once it is graded; never while something that it sent back is open."""
    from goldthread.api import steps

    session.answer(lambda by: steps.close_audit(by, reference), _drawn)


@click.command("case")
@click.argument("reference")
@click.argument("place", type=click.IntRange(1))
@click.option("--as-known-at", type=INSTANT, help="As it was known then; else when the sample was drawn.")
@asking
def show_case(session: Session, reference: str, place: int, as_known_at: datetime | None) -> None:
    """The case at PLACE of the sample REFERENCE, as it was known, with the questions."""
    from goldthread.api import steps

    session.answer(lambda by: steps.audited_case(by, reference, place, as_known_at), _case)


@click.command()
@click.argument("reference")
@click.argument("place", type=click.IntRange(1))
@click.option("--answers", "file", type=IN, required=True, help="JSON: each question with said, evidence, confidence.")
@click.option("--grade", required=True, help="good, requires improvement or inadequate.")
@click.option("--reason", default="", help="Why you depart from what the answers propose.")
@click.option("--risk-is-live", is_flag=True, help="A no to an R question then sends the case back at once.")
@click.option("--why-live", default="", help="What puts the child at risk now.")
@click.option("--key", help="Your own key: sent twice under one key, it is one review.")
@asking
def review(session: Session, reference: str, place: int, file: Path, **told: Any) -> None:
    """Grade the case at PLACE of the sample REFERENCE. Graded again by you, it is the next version."""
    from goldthread.api import steps

    session.answer(lambda by: steps.submit_review(by, reference, place, _answers(file), **told), _graded)


@click.command("send-back")
@click.argument("reference")
@click.argument("place", type=click.IntRange(1))
@click.argument("why")
@asking
def send_back(session: Session, reference: str, place: int, why: str) -> None:
    """Send the case at PLACE of the sample REFERENCE back at once: WHY a child is at risk now."""
    from goldthread.api import steps

    def say(done: Answer) -> Iterator[str]:
        yield f"Sent back as {done['sent_back']}. The duty inspector was told."

    session.answer(lambda by: steps.send_back(by, reference, place, why), say)


@click.command()
@click.argument("reference")
@click.argument("place", type=click.IntRange(1))
@click.argument("how")
@asking
def settle(session: Session, reference: str, place: int, how: str) -> None:
    """Of a case held elsewhere that was sent back: HOW you know that the child is safe. Not by whoever sent it back."""
    from goldthread.api import steps

    session.answer(lambda by: steps.settle_elsewhere(by, reference, place, how), lambda done: ["Kept."])


@click.command("moderation")
@asking
def list_to_moderate(session: Session) -> None:
    """The cases that wait for a moderator: a grade departs from its answers, or two blind grades differ."""
    from goldthread.api import steps

    columns = {"sample": "Sample", "place": "Place", "reference": "Case", "is_departure": "Departs",
               "is_apart": "Differ", "is_yours": "Yours", "since": "Since"}  # fmt: skip
    session.answer(steps.audits_to_moderate, lambda done: table(done["waiting"], columns))


@click.command("gradings")
@click.argument("reference")
@click.argument("place", type=click.IntRange(1))
@asking
def show_gradings(session: Session, reference: str, place: int) -> None:
    """The gradings of the case at PLACE of the sample REFERENCE, every version, and what was decided of them."""
    from goldthread.api import steps

    session.answer(lambda by: steps.audit_gradings(by, reference, place), _gradings)


@click.command()
@click.argument("reference")
@click.argument("place", type=click.IntRange(1))
@click.option("--grade", required=True, help="Between the best and the worst of those given and proposed.")
@click.option("--reason", required=True, help="Why this is the grade.")
@click.option("--seen", default="", help='The versions that you read, like "1 2".')
@click.option("--key", help="Your own key: sent twice under one key, it is one decision.")
@asking
def moderate(session: Session, reference: str, place: int, grade: str, reason: str, **told: Any) -> None:
    """Decide the grade of record of the case at PLACE of the sample REFERENCE. Not by whoever graded it."""
    from goldthread.api import steps

    def say(done: Answer) -> Iterator[str]:
        yield f"Decision {done['version']}: {done['grade']} is the grade of record."

    session.answer(lambda by: steps.moderate_audit(by, reference, place, grade, reason, **told), say)


@click.command("findings")
@click.option("--since", type=INSTANT, help="First grades given from then on; else twelve months before.")
@click.option("--until", type=INSTANT, help="And before then; else now.")
@click.option("--programme", default="", help="One programme; else those that the central team grades.")
@asking
def show_findings(session: Session, since: datetime | None, until: datetime | None, programme: str) -> None:
    """What audits found in a time, question by question, and what became of what was sent back. Counts only."""
    from goldthread.api import steps

    session.answer(lambda by: steps.audit_findings(by, since, until, programme), _found)


def _answers(file: Path) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        raise NotValid("answers", f"{file.name} is no JSON of answers.", 'Like {"COM-01": {"said": "yes"}}.')
    return found


def _drawn(done: Answer) -> Iterator[str]:
    yield f"{done['reference']}: {done['size']} asked for of {done['list_eligible']} eligible. Seed: {done['seed']}."
    yield f"Asked: {', '.join(done['sets'])}, {done['form']} form."
    yield f"List: {done['list_rows']} rows, SHA-256 {done['list_digest']}"


def _shown(done: Answer) -> Iterator[str]:
    yield from _drawn(done)
    rows = [{**one, "back": [sent["reference"] for sent in one["sent_back"]]} for one in done["cases"]]
    columns = {"place": "Place", "reference": "Case", "arm": "Arm", "is_again": "Twice", "graded": "Graded",
               "grade": "Grade", "second_grade": "Again", "moderated_grade": "Moderated",
               "back": "Sent back"}  # fmt: skip
    yield from table(rows, columns)
    yield from done["words"]
    yield from table(done["findings"], {"question": "Question", "no": "No", "not_recorded": "Not recorded", "of": "Of"})


def _case(done: Answer) -> Iterator[str]:
    if done["case"] is None:
        yield f"{done['reference']} is held in another system: read it there."
    else:
        case = done["case"]
        yield f"{case['reference']}: {case['state_words']}, as known {case['as_known_at']}."
        yield from table(case["timeline"], {"recorded_at": "Recorded", "sentence": "What happened", "body": "Words"})
    yield from table(done["questions"], {"id": "Id", "words": "Question", "effect_of_no": "A no"})
    yield from table(done["hints"], {"question": "Id", "sentence": "The record says"})


def _graded(done: Answer) -> Iterator[str]:
    yield f"Version {done['version']}: {done['grade']}. The answers propose {done['proposed']}."
    yield from (one["words"] for one in done["reasons"])
    if done["sent_back"]:
        yield f"Sent back as {done['sent_back']}. The duty inspector was told."


def _gradings(done: Answer) -> Iterator[str]:
    yield f"{done['reference']}: {done['grade_of_record'] or 'no grade yet'} is the grade of record."
    for one in done["gradings"]:
        title = f"{one['which'].capitalize()} grading, version {one['version']}"
        yield f"{title}: {one['grade']}. Proposed: {one['proposed']}."
        yield from (words for words in (one["reason"], *one["changed"]) if words)
        rows = [{"question": name, **said} for name, said in one["answers"].items()]
        yield from table(rows, {"question": "Question", "said": "Answer", "words": "Words"})
    for one in done["decisions"]:
        yield f"Moderator {one['by']}: {one['grade']}{'' if one['stands'] else ', no longer standing'}. {one['reason']}"


def _found(done: Answer) -> Iterator[str]:
    columns = {"question": "Question", "area": "Area", "no": "No", "not_recorded": "Not recorded", "of": "Of",
               "sentence": "What it says"}  # fmt: skip
    yield from table(done["findings"], columns)
    yield done["sent_back"]["sentence"]


COMMANDS = (sample, show_case, review, send_back, settle, show_findings, list_to_moderate, show_gradings, moderate)
