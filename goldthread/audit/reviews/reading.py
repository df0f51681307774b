"""Reading samples: those given to the reader, one with its cases, one case as it was known. Each is a logged look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.audit.criteria import set_named
from goldthread.audit.reviews.hints import hints
from goldthread.audit.reviews.models import Sample, SampledCase
from goldthread.audit.reviews.programmes import programmes
from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.replaying import Replay, replayed
from goldthread.core.criteria.sets import Asked
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import NotFound, NotValid, Refusal


@dataclass(frozen=True)
class Opened:
    """One sampled case, under the look that opened it. `case` is empty where it is held in another system."""

    sample: Sample
    drawn: SampledCase
    look: Look
    case: Replay | None

    def as_json(self) -> dict[str, Any]:
        """The case as it was known, without the names of staff and without what others graded."""
        return {
            "sample": self.sample.reference,
            "place": self.drawn.place,
            "reference": self.drawn.reference,
            "held_here": self.case is not None,
            "case": _unnamed(self.case) if self.case else None,
            "decisions": _decisions(self.case) if self.case else [],
            "questions": [one.as_json() for one in asked_in(self.sample)],
            "hints": [one.as_json() for one in hints(self.case, asked_in(self.sample))] if self.case else [],
        }


def list_audits(by: Reader) -> list[Sample]:
    """The samples given to the reader, the newest first; names nobody."""
    by.must("audit_cases")
    look(by.asking_for("audit"), list="audit samples")
    return list(Sample.objects.select_related("drawn_by", "of_borough").order_by("-drawn_at", "reference"))


def open_audited_case(by: Reader, reference: str, place: int, as_known_at: datetime | None = None) -> Opened:
    """One case of a sample as it was known when the sample was drawn, or earlier; nothing later is in it."""
    by.must("audit_cases")
    seen, sample, drawn = under_look(by, reference, place)
    at = as_known_at or sample.drawn_at
    if at.tzinfo is None or at > sample.drawn_at:
        raise NotValid("as_known_at", "That is after the draw, or has no offset.", "Choose an earlier time.")
    if drawn.case_id is None:
        return Opened(sample, drawn, seen, None)
    return Opened(sample, drawn, seen, replayed(drawn.case_id, None, seen, at))


def under_look(
    by: Reader, reference: str, place: int, operation: str = "consultation", **detail: Any
) -> tuple[Look, Sample, SampledCase]:
    """Look at one case of a sample for the purpose of audit; refused where it is work of the reader's own.

    The row rules open that case and no other, and only to whoever the sample was given to. Nobody audits a case that
    they worked on, supervised or sat in the team of (inspection.md 7, November 2026).
    """
    found = db.fetch(
        "SELECT * FROM goldthread_audit_case(%s, %s, %s, %s, %s)",
        [by.officer.pk if by.officer else None, by.role.id, clocks.now(), reference.strip().upper(), place],
    )
    if not found:
        raise NotFound("There is no such case in a sample of yours.", "See the list of your samples.")
    one = found[0]
    people = [one["person_id"]] if one["person_id"] else []
    if one["is_own"]:
        words = "You or your team worked on this case."
        raise Refusal("own_case", words, "An auditor who did not grades it.", people=tuple(people))
    # Of a case held elsewhere the log says its place in the sample: its reference may be longer than one of ours.
    seen = look(by.asking_for("audit"), people=people, operation=operation, sample=reference.strip().upper(),
                case_reference=one["reference"] if one["case_id"] else "", place=place, **detail)  # fmt: skip
    drawn = SampledCase.objects.select_related("sample").get(pk=one["sampled_id"])
    return seen, drawn.sample, drawn


def hold(drawn: SampledCase) -> None:
    """Whoever grades this case or sends it back waits here for whoever does so now, and then sees what they did."""
    db.fetch("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"audited {drawn.pk}"])


def officer_of(by: Reader) -> Officer:
    """Who answers for what is drawn, graded or sent back: a person, and no service."""
    if by.officer is None:
        raise Refusal("no_person", "A service audits nothing.", "A named officer must.")
    return by.officer


def sample_called(reference: str) -> Sample:
    """A sample that the open look may read; one given to others is not found."""
    found = Sample.objects.filter(reference=reference.strip().upper()).select_related("drawn_by", "of_borough").first()
    if found is None:
        raise NotFound("There is no such sample among yours.", "See the list of your samples.")
    return found


def asked_in(sample: Sample) -> list[Asked]:
    """The questions of a sample, in the versions in which they were asked."""
    sets = [set_named(one["id"], one["version"]) for one in sample.sets]
    return [asked for one in sets for asked in one.form(short=sample.short)]


def head(sample: Sample) -> dict[str, Any]:
    """A sample as it goes out: how it was drawn, so that anybody with the list can draw it again."""
    proof = {name.removeprefix("draw_"): value for name, value in sample.proof.items()}
    return {
        "reference": sample.reference,
        "programme": sample.programme,
        "programme_name": programmes()[sample.programme].name,
        "area": sample.area,
        "borough": sample.of_borough.name if sample.of_borough else None,
        "sets": [f"{one['id']} version {one['version']}" for one in sample.sets],
        "form": "short" if sample.short else "whole",
        "size": int(proof["size"]),
        "seed": proof["seed"],
        "list_rows": int(proof["rows"]),
        "list_eligible": int(proof["eligible"]),
        "list_digest": proof["list"],
        "drawn_by": str(sample.drawn_by),
        "drawn_at": sample.drawn_at.isoformat(),
        "closed_at": sample.closed_at.isoformat() if sample.closed_at else None,
    }


def line(one: SampledCase, names: Sequence[str]) -> dict[str, Any]:
    return {
        "place": one.place,
        "reference": one.reference,
        "held_here": one.case_id is not None,
        "strata": dict(zip(names, one.strata, strict=True)),
        "is_again": one.is_again,
        "arm": one.arm,
        "why": one.why,
    }


def _unnamed(case: Replay) -> dict[str, Any]:
    """Without who held it and who did each step: a grade is of what was done for the child, not of whoever did it."""
    told = case.as_json()
    events = [{name: value for name, value in one.items() if name != "who"} for one in told["timeline"]]
    reviews = [{name: value for name, value in one.items() if name != "by"} for one in told["reviews"]]
    kept = {name: told[name] for name in (
        "as_known_at", "reference", "area", "state", "state_words", "risk", "borough", "opened_at", "closed_at",
        "facts", "checklist", "clocks")}  # fmt: skip
    for clock in kept["clocks"]:
        clock["owner"] = None
    return {**kept, "reviews": reviews, "timeline": events}


def decisions_of(case: Replay) -> list[tuple[datetime, str]]:
    """When each decision was written, and its sentence, the first first: the case is read as known at any of them."""
    moves = [one for one in case.events if "move" in (one["facts"] or {})]
    return [(one["recorded_at"], case.area.sentence(one["kind"])) for one in reversed(moves)]


def _decisions(case: Replay) -> list[dict[str, Any]]:
    return [{"at": at.isoformat(), "sentence": sentence} for at, sentence in decisions_of(case)]
