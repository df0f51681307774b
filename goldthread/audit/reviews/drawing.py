"""A sample is drawn and frozen: from an area and a period, or from a list of references wherever the cases are held."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Any

from goldthread.audit.criteria import all_sets, sets_for
from goldthread.audit.reviews.models import Sample, SampledCase
from goldthread.audit.reviews.programmes import Programme, programme_named
from goldthread.audit.reviews.reading import officer_of
from goldthread.audit.reviews.seeking import keep_sought, sought_in
from goldthread.audit.sampling import frozen
from goldthread.audit.sampling.drawing import RANDOM, Design, Pick, by_chance
from goldthread.audit.sampling.frames import Frame, Row, faults_of, frame_of, read_frame
from goldthread.audit.tables import read_sheet
from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Borough
from goldthread.core.people.actions import ALPHABET
from goldthread.core.refusals import NotValid

STRATA = ("borough", "state", "risk")
NONE = "not known"
LONGEST_LIST = 20_000  # ours: more rows than a force has missing reports in a year are another list


@dataclass(frozen=True)
class Wanted:
    """What to draw: of an area and a time, or of `text`, a CSV with a column `reference` and one of each stratum."""

    programme: str
    size: int
    seed: str
    area: str = ""
    since: datetime | None = None
    until: datetime | None = None
    states: Sequence[str] = ()
    text: str = ""
    case_types: Sequence[str] = ()
    borough: str = ""
    strata: Sequence[str] = ()
    targeted: Sequence[Mapping[str, str]] = ()  # each: reference, and why it is sought


@dataclass(frozen=True)
class Listed:
    """The list to draw from, and of each reference the case that is held here and its borough."""

    frame: Frame
    held: Mapping[str, tuple[uuid.UUID, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """What would be drawn from, before anything is: nothing of it is kept, and no case is chosen yet."""

    frame: Frame
    held: int
    asked: Sequence[dict[str, Any]]
    borough: str

    @property
    def eligible(self) -> int:
        return len(self.frame.eligible)


def preview_audit(by: Reader, wanted: Wanted) -> Preview:
    """The list that a sample would be drawn from now, and the sets that would be asked; refused as a draw would be."""
    programme, borough = _checked(by, wanted)
    with db.transaction():
        look(by.asking_for("audit"), list="audit list previewed", programme=programme.id, area=wanted.area)
        listed = _listed(wanted, borough)
    return Preview(listed.frame, len(listed.held), _asked(wanted), borough or "")


def draw_audit(by: Reader, wanted: Wanted) -> Sample:
    """Draw a sample and freeze it. The same list and seed give the same cases on every machine."""
    programme, borough = _checked(by, wanted)
    with db.transaction():
        under = look(by.asking_for("audit"), operation="alteration", change="audit sample drawn", seed=wanted.seed,
                     programme=programme.id, area=wanted.area)  # fmt: skip
        listed = _listed(wanted, borough)
        drawn = frozen.take(listed.frame, Design(wanted.size, wanted.seed), clocks.now(), by.name)
        sample = _keep(by, programme, wanted, borough, drawn, _asked(wanted))
        _keep_cases(sample, drawn, listed, programme)
        keep_sought(sample, sought_in(wanted.targeted), borough)
        _tell(by, under, sample)
    return sample


def _checked(by: Reader, wanted: Wanted) -> tuple[Programme, str | None]:
    """The programme, and whose cases are listed; whoever may not draw is refused, and what is impossible, by field."""
    by.must("draw_audits")
    officer_of(by)
    programme = programme_named(wanted.programme)
    programme.check_draws(by)
    borough = programme.borough_of(by, wanted.borough.strip().lower())
    if borough and not Borough.objects.filter(pk=borough).exists():
        raise NotValid("borough", f'"{borough[:40]}" is no borough.', "Give its code.")
    _check(wanted)
    sought_in(wanted.targeted)
    return programme, borough


def _asked(wanted: Wanted) -> list[dict[str, Any]]:
    return [{"id": one.id, "version": one.version} for one in sets_for(_types(wanted))]


def _check(wanted: Wanted) -> None:
    if bool(wanted.text) == bool(wanted.area):
        raise NotValid("area", "Draw from an area, or from a list.", "Give one of the two.")
    if wanted.text and wanted.states:
        raise NotValid("states", "A list has no states.", "Leave them out: what is in the list is drawn from.")
    if wanted.area:
        area = areas().get(wanted.area)
        if area is None:
            raise NotValid("area", f'"{wanted.area[:40]}" is not an area of work.', f"Areas: {', '.join(areas())}.")
        known = {state.id for state in area.states}
        if strange := sorted(set(wanted.states) - known):
            raise NotValid("states", f'"{strange[0][:40]}" is no state of it.', f"States: {', '.join(sorted(known))}.")
        if wanted.since is None or wanted.until is None or wanted.since >= wanted.until:
            raise NotValid("since", "The period has no beginning or no end after it.", "Give both, with an offset.")
        if strange := sorted(set(wanted.strata) - set(STRATA)):
            raise NotValid("strata", f'"{strange[0][:40]}" is no stratum.', f"Of: {', '.join(STRATA)}.")


def _types(wanted: Wanted) -> Sequence[str]:
    """The types of case that decide which sets are asked: those given, else that of the area where a set knows it."""
    if wanted.case_types or not wanted.area:
        return wanted.case_types
    known = {one for held in all_sets() for one in held.case_types}
    return [wanted.area] if wanted.area in known else []


def _listed(wanted: Wanted, borough: str | None) -> Listed:
    """What is drawn from. An audit of one borough opens no case of another by having it in a list."""
    if not wanted.text:
        return _from_area(wanted, borough)
    listed = _from_text(wanted)
    if strange := [name for name, (_, where) in listed.held.items() if borough and where != borough]:
        raise NotValid("text", f"{strange[0]} is no case of the borough.", "List cases of the borough audited.")
    return listed


def _from_area(wanted: Wanted, borough: str | None) -> Listed:
    rows = db.fetch(
        "SELECT * FROM goldthread_audit_list(%s, %s, %s, %s::text[], %s)",
        [wanted.area, wanted.since, wanted.until, list(wanted.states), borough or ""],
    )
    frame = frame_of(
        (Row(one["reference"], tuple(one[name] or NONE for name in wanted.strata)) for one in rows), wanted.strata
    )
    return Listed(frame, {one["reference"]: (one["case_id"], one["borough"]) for one in rows})


def _from_text(wanted: Wanted) -> Listed:
    sheet = read_sheet(wanted.text.encode())
    if len(sheet.lines) > LONGEST_LIST:
        raise NotValid("text", f"The list has more than {LONGEST_LIST:,} rows.", "Split it by period.")
    if faults := faults_of(sheet, wanted.strata):
        raise NotValid("text", " ".join(faults), "Correct the rows, and hand the list in again.")
    frame = read_frame(sheet, wanted.strata)
    if too_long := [one.reference for one in frame.rows if len(one.reference) > 60]:
        raise NotValid("text", f"{too_long[0][:40]} is over 60 characters.", "Give the reference alone.")
    rows = db.fetch("SELECT * FROM goldthread_audit_held(%s::text[])", [[one.reference for one in frame.rows]])
    return Listed(frame, {one["reference"]: (one["case_id"], one["borough"]) for one in rows})


def _keep(
    by: Reader, programme: Programme, wanted: Wanted, borough: str | None, drawn: frozen.Sample,
    asked: list[dict[str, Any]],
) -> Sample:  # fmt: skip
    sample_id = uuid.uuid4()
    return Sample.objects.create(
        id=sample_id,
        reference="Q-" + "".join(ALPHABET[(sample_id.int // 26**place) % 26] for place in range(7)),
        programme=programme.id,
        first_role=programme.first,
        second_role=programme.second,
        readers_borough_id=programme.readers_borough(by),
        of_borough_id=borough,
        area=wanted.area,
        since=wanted.since,
        until=wanted.until,
        states=list(wanted.states),
        case_types=list(_types(wanted)),
        sets=asked,
        short=programme.short,
        proof=drawn.proof(),
        listed=[[one.reference, list(one.strata), one.excluded] for one in drawn.frame.rows],
        drawn_by=officer_of(by),
        drawn_at=drawn.drawn_at,
    )


def _keep_cases(sample: Sample, drawn: frozen.Sample, listed: Listed, programme: Programme) -> None:
    """The cases in the order in which they are graded, and which of them chance has graded again."""
    picks = [one for one in drawn.picks if one.arm == RANDOM]
    again = {one.reference for one in again_of(picks, programme.again, drawn.design.seed)}
    SampledCase.objects.bulk_create(
        SampledCase(
            sample=sample,
            place=one.place,
            reference=one.reference,
            case_id=listed.held[one.reference][0] if one.reference in listed.held else None,
            borough=listed.held[one.reference][1] if one.reference in listed.held else "",
            strata=list(one.strata),
            stratum_cases=one.stratum_cases,
            is_again=one.reference in again,
        )
        for one in picks
    )


def again_of(picks: Sequence[Pick], share: float, seed: str) -> list[Row]:
    """Which cases are graded twice: so large a share, rounded up, in the order of a chance of its own."""
    rows = [Row(one.reference) for one in picks]
    return by_chance(rows, f"{seed}:again")[: ceil(share * len(rows) - 1e-9)]


def _tell(by: Reader, under: Look, sample: Sample) -> None:
    journal.write(
        "audit.sample_drawn",
        stream=f"audit:{sample.pk}",
        by=by,
        under=under,
        occurred_at=sample.drawn_at,
        facts={"sample": sample.reference, "programme": sample.programme, "proof": sample.proof},
    )
