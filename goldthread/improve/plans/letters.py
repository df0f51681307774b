"""The inspectorate's letters: what it says of each point, in its exact words. The only way to closed, and back."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import Clash, NotFound, NotValid
from goldthread.improve.governance.queries import must_see
from goldthread.improve.plans.held import Held, Place
from goldthread.improve.plans.keeping import (
    digest_of,
    held_recommendation,
    journal_made,
    keep_file,
    keeper,
    not_to_come,
    said,
    serves_of,
)
from goldthread.improve.plans.models import KeptFile, Letter, LetterPoint
from goldthread.improve.plans.moving import project, take
from goldthread.improve.plans.once import Sent
from goldthread.improve.plans.register import chosen
from goldthread.improve.plans.stages import LETTER, after_letter


def record_letter(
    by: Reader, reference: str, on: date, words: str, says: Mapping[Place, str], *, data: bytes = b"", name: str = "",
    idempotency_key: str | None = None,
) -> Letter:  # fmt: skip
    """Record a letter: each point it speaks of is closed, returned or still progressed, whatever stood here before.

    What the inspectorate decides is a fact: no stage keeps it out. A later letter undoes an earlier one; both stay.
    """
    officer = keeper(by)
    known = said("reference", reference, "Enter the letter's own reference.", 80)
    exact = said("words", words, "Enter the letter's exact words.", 20_000)
    if not says:
        raise NotValid("points", "Say of which points the letter speaks.")
    for word in says.values():
        chosen("says", word, LETTER)
    digest = digest_of(data or exact.encode())
    sent = Sent("plan.letter", idempotency_key, (known, on, exact, sorted(says.items()), digest))
    with db.transaction():
        under = look(by, operation="alteration", change="plan.letter")
        if before := sent.made_before(by):
            return Letter.objects.get(pk=before)
        if Letter.objects.filter(reference=known).exists():
            raise Clash(f"Letter {known} is recorded already.", "A later letter has another reference.")
        spoken = _spoken(says)
        letter = Letter.objects.create(
            reference=known, on=not_to_come("on", on), words=exact, at=clocks.now(), by=officer,
            digest=digest, file=keep_file(by, data, name) if data else None,
        )  # fmt: skip
        for recommendation_id, places in spoken.items():
            _apply(by, letter, recommendation_id, places)
        facts = {"on": str(on), "digest": letter.digest, "says": [[*place, word] for place, word in says.items()]}
        journal_made(by, under, sent, f"plan:letter-{letter.pk}", facts, letter.pk)
    return letter


def letter_file(by: Reader, letter_id: int) -> KeptFile:
    """The letter as it came, with what it carries: for whoever sees evidence. Who took it is in the access log.

    Its exact words stand on the recommendation's page; what is attached to it may be more than a reader's seat shows.
    """
    by.must("read_recommendations")
    must_see(by, "evidence")
    row = Letter.objects.select_related("file").filter(pk=letter_id).first()
    if row is None or row.file is None:
        raise NotFound("There is no such letter.", "See the letters of the recommendation.")
    with db.transaction():
        look(by, operation="consultation", layer="none", letter=row.reference, digest=row.file.digest)
    return row.file


def _spoken(says: Mapping[Place, str]) -> dict[int, dict[int, str]]:
    """What is said by recommendation and place; what is said of a whole is said of each of its points."""
    held = Held(clocks.now())
    serves_of(held, says.keys())
    spoken: dict[int, dict[int, str]] = defaultdict(dict)
    for (recommendation, place), word in sorted(says.items()):
        every = [one for one, _ in held.places[recommendation]] if place == 0 else [place]
        spoken[recommendation].update(dict.fromkeys(every, word))
    return spoken


def _apply(by: Reader, letter: Letter, recommendation_id: int, places: Mapping[int, str]) -> None:
    one = held_recommendation(recommendation_id)
    held = Held(clocks.now())
    LetterPoint.objects.bulk_create(
        LetterPoint(letter=letter, recommendation=one, place=place, says=word) for place, word in places.items()
    )
    for place, word in places.items():
        before = held.stage(one.pk, place)
        after = after_letter(word, before)
        if after != before:
            take(letter.by, one, [place], after, reason=f"Letter {letter.reference}.", letter=letter)
    project(one)
