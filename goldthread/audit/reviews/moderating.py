"""Where a grade departs, or two blind grades differ, a moderator who gave neither decides the grade of record.

inspection.md 7 (November 2026) has departures moderated and leaves open by whom. Ours: by an auditor of the central
team who graded the case neither first nor again, while the sample is open. How far graders agree is told of the blind
grades all the same, and what inspectors grade again is theirs: no officer of the force decides over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.audit.grading import Grade
from goldthread.audit.reviews.gradings import Gradings, between, gradings_under
from goldthread.audit.reviews.models import Moderation, Sample, SampledCase
from goldthread.audit.reviews.programmes import programmes
from goldthread.audit.reviews.reading import hold, officer_of, under_look
from goldthread.audit.reviews.referring import mentions_of
from goldthread.audit.reviews.reviewing import LONGEST, check_open, grade_called
from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.journal.models import Event
from goldthread.core.refusals import Clash, NotValid, Refusal

MODERATES = "auditor_central"


@dataclass(frozen=True)
class Waiting:
    """A case whose gradings wait for a moderator. `is_yours`: the reader graded it or worked on it, and may not."""

    sampled_id: UUID
    sample: str
    programme: str
    place: int
    reference: str
    is_departure: bool
    is_apart: bool
    is_yours: bool
    since: datetime

    @property
    def why(self) -> str:
        """Why it waits, in words."""
        if self.is_departure and self.is_apart:
            return "The two grades differ, and one departs from its answers"
        return "The two grades differ" if self.is_apart else "A grade departs from its answers"

    def as_json(self) -> dict[str, Any]:
        return {
            "sample": self.sample,
            "programme": self.programme,
            "programme_name": programmes()[self.programme].name,
            "place": self.place,
            "reference": self.reference,
            "is_departure": self.is_departure,
            "is_apart": self.is_apart,
            "is_yours": self.is_yours,
            "since": self.since.isoformat(),
        }


def to_moderate(by: Reader) -> list[Waiting]:
    """What waits for a moderator in the samples given to the reader, the longest first; no grade is in it."""
    by.must("moderate_audits")
    look(by.asking_for("audit"), list="audits to moderate")
    return waiting_now()


def waiting_now() -> list[Waiting]:
    """The same under a look of an auditor's that is open."""
    return [Waiting(**row) for row in db.fetch("SELECT * FROM goldthread_audit_to_moderate()")]


def moderate(
    by: Reader, reference: str, place: int, grade: str, reason: str, *, seen: str = "", key: str | None = None
) -> Moderation:  # fmt: skip
    """Decide the grade of record of a case, with a reason. Both gradings stay as they are; deciding again is a version.

    `seen` are the versions that the moderator read, like "1 2"; where a grading was corrected since, it is a clash.
    """
    by.must("moderate_audits")
    if not reason.strip() or len(reason) > LONGEST:
        raise NotValid("reason", "Write why this is the grade.", f"At most {LONGEST:,} characters.")
    given = grade_called(grade)
    with db.transaction():
        under, sample, drawn = under_look(by, reference, place, operation="alteration", change="audit moderated")
        hold(drawn)
        found = _to_decide(by, sample, drawn, under)
        versions = versions_of(found)
        if seen and seen != seen_of(found):
            raise Clash("A grading of this case was corrected while you read it.", "Read it again, then decide.")
        if given not in between(found):
            words = f'"{given}" lies outside what was given and proposed.'
            raise NotValid("grade", words, f"One of: {', '.join(between(found))}.")
        event, is_new = _write(by, under, drawn, given, versions, reason, key)
        return _keep(by, drawn, given, versions, event) if is_new else Moderation.objects.get(event_id=event.pk)


def versions_of(found: Gradings) -> dict[str, int]:
    """Which version of each grading is the last; 0 where there is none."""
    return {which: found.last[which].review.version if which in found.last else 0 for which in ("first", "second")}


def seen_of(found: Gradings) -> str:
    """The versions that somebody reads now, as a page carries them to the decision."""
    return " ".join(str(one) for one in versions_of(found).values())


def needs_moderator(found: Gradings) -> bool:
    """Whether the last gradings ask for a moderator: one departs, or they differ, and no blind second is missing."""
    held = [one.review for one in found.last.values()]
    is_whole = "first" in found.last and (not found.drawn.is_again or "second" in found.last)
    return is_whole and (any(one.is_departure for one in held) or len({one.grade for one in held}) > 1)


def why_not(by: Reader, found: Gradings) -> str:
    """Why this reader may not decide, in words; empty where they may."""
    try:
        by.must("moderate_audits")
        _check(by, found)
    except Refusal as refusal:
        return str(refusal)
    return ""


def moderated_in(sample: Sample) -> Mapping[UUID, str]:
    """The grades of record that a moderator decided in a sample, by case; in one question."""
    rows = db.fetch("SELECT * FROM goldthread_audit_of_record(%s)", [sample.pk])
    return {row["sampled_id"]: row["grade"] for row in rows}


def _to_decide(by: Reader, sample: Sample, drawn: SampledCase, under: Look) -> Gradings:
    found = gradings_under(sample, drawn, under)
    _check(by, found)
    return found


def _check(by: Reader, found: Gradings) -> None:
    check_open(found.sample)
    if found.sample.second_role != MODERATES:
        words = "What inspectors grade again is theirs."
        raise Refusal("of_inspectors", words, "The force's own grade and theirs stand side by side.")
    graders = db.fetch("SELECT officer_id FROM goldthread_audit_graders(%s)", [found.drawn.pk])
    if officer_of(by).pk in {row["officer_id"] for row in graders}:
        raise Refusal("own_grade", "You gave a grade of this case.", "An auditor who gave none decides.")
    if not needs_moderator(found):
        raise Clash("Nothing of this case waits for a moderator.", "A grade that departs does, or two that differ.")


def _write(
    by: Reader, under: Look, drawn: SampledCase, grade: Grade, versions: Mapping[str, int], reason: str, key: str | None
) -> tuple[Event, bool]:
    return journal.write(
        "audit.moderated",
        stream=f"audit:{drawn.pk}:moderated",
        by=by,
        under=under,
        occurred_at=clocks.now(),
        mentions=mentions_of(drawn),
        facts={"grade": str(grade), "of": dict(versions)},
        payload={"reason": reason.strip()},
        idempotency_key=key,
    )


def _keep(by: Reader, drawn: SampledCase, grade: Grade, versions: Mapping[str, int], event: Event) -> Moderation:
    return Moderation.objects.create(
        sample_id=drawn.sample_id,
        sampled=drawn,
        version=drawn.moderations.count() + 1,
        first_version=versions["first"],
        second_version=versions["second"],
        grade=str(grade),
        officer=officer_of(by),
        at=event.recorded_at,
        event_id=event.pk,
    )
