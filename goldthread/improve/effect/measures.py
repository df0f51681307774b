"""Measures a test of effect reads: areas' own figures, waits of no single area, other systems' records, audits' grades.

A measure is read once for a stretch of months, by borough and month; any time within it is then added up from them, so
that nine tests cost as many statements as there are ways of counting, whatever the number of boroughs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from goldthread.core import clocks, db
from goldthread.core.areas.grammar import Indicator
from goldthread.core.areas.measuring import AUDITED
from goldthread.core.areas.registry import areas
from goldthread.core.criteria.reading import question_sets
from goldthread.core.shares import Stratum
from goldthread.improve.effect import recorded
from goldthread.improve.effect.cells import Cells
from goldthread.improve.effect.shapes import SHARE, WAIT
from goldthread.improve.effect.waits import Waits

OURS = "Ours, the measure above all others (November 2026), after HMIC 2016"
AUDITS = "Our question sets, after HMIC's criteria (inspection.md 8, November 2026)"
CASES = "goldthread.improve.effect.measures.cases"
NO_AUDIT = "no sample that chance drew for the whole force was graded in this time"
NOT_ASKED = "no audited case was asked this in this time"
NO_CASES = "nothing of this kind was recorded in this time"
HELD = (
    ("held-to-acted", "From held by the force until a named person acts", "pieces of work about a child"),
    ("held-to-acted-missing", "From a report until a named person acts: missing children", "children reported missing"),
    ("held-to-acted-concern", "From a concern until a named person acts", "concerns recorded"),
    ("held-to-safe", "From held by the force until the child is seen safe", "children reported missing"),
    ("held-to-told", "From held by the force until those who can protect the child are told",
     "pieces of work about a child"),
    ("held-to-acted-sent", "From held until a named person acts, where decisions sent people",
     "pieces of work about a child"),
    ("held-to-acted-elsewhere", "From held until a named person acts, in all other boroughs",
     "pieces of work about a child"),
)  # fmt: skip
# Read as another is, of some boroughs only: those that decisions about people or money name, and all the others.
SENT, ELSEWHERE = "held-to-acted-sent", "held-to-acted-elsewhere"
SAME_AS = {SENT: "held-to-acted", ELSEWHERE: "held-to-acted"}
# Figures that count each child once: months of them cannot be added up.
OF_CHILDREN = ("MIS-I03", "MIS-I13", "repeat")
KINDS = {"held-to-acted-missing": "missing children", "held-to-acted-concern": "concerns"}
MIXED = {"held-to-acted", "held-to-told", *SAME_AS}
BELOW_GOOD, QUESTION = "below-good", "question"


@dataclass(frozen=True)
class Measure:
    """One measure by its id: `held-to-safe`, `missing:MIS-I11-done`, `below-good:MIS`, `question:COM-04`."""

    id: str
    indicator: Indicator
    unit: str
    area: str = ""  # whose cases stand behind it; empty: several areas'

    @property
    def words(self) -> str:
        return self.indicator.name


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure there is, by id: those of no single area first."""
    held = [
        Measure(name, Indicator(name, words, words[:1].lower() + words[1:], of, "lower", "", CASES, OURS, WAIT), WAIT)
        for name, words, of in HELD
    ]
    of_areas = [
        Measure(f"{area.id}:{one.id}", one, SHARE, area.id)
        for area in areas().values()
        for one in area.indicators
        if one.unit == "share" and one.id not in OF_CHILDREN
    ]
    of_records = [Measure(one.id, one, SHARE) for one in recorded.INDICATORS]
    return {one.id: one for one in (*held, *of_records, *of_areas, *_of_audits())}


def is_of_audits(measure_id: str) -> bool:
    """Whether audits graded what a measure counts, be it read by a test or a figure of an area."""
    area, _, indicator = measure_id.partition(":")
    if area in areas():
        return any(one.is_of_audits for one in areas()[area].indicators if one.id == indicator)
    return measure_id in measures() and measures()[measure_id].indicator.is_of_audits


def _of_audits() -> Iterable[Measure]:
    for one in question_sets():
        name = f"{BELOW_GOOD}:{one.id}"
        of = "cases that chance drew for the whole force and that were graded"
        yield Measure(name, Indicator(name, f"Below good on audit: {one.title.lower()}",
                      "graded requires improvement or inadequate", of, "lower", "", CASES, AUDITS, group=AUDITED),
                      SHARE)  # fmt: skip
        for asked in one.questions:
            yield Measure(f"{QUESTION}:{asked.id}", Indicator(f"{QUESTION}:{asked.id}", f"{asked.id}: {asked.words}",
                          "answered yes", "audited cases to which it applies", "higher", "", CASES, AUDITS,
                          group=AUDITED),
                          SHARE)  # fmt: skip


def read(wanted: Iterable[str], since: datetime, until: datetime, at: datetime | None = None) -> dict[str, Cells]:
    """What was counted of each measure from one month to another: one statement for each way of counting.

    As at a past instant what came after it is not over or not late yet, as far as each way of counting knows.
    """
    names, now = list(dict.fromkeys(wanted)), at or clocks.now()
    found = {name: Cells(measures()[name].unit, NO_CASES) for name in names}
    of_areas = [name for name in names if measures()[name].area]
    if of_areas:
        _read_areas(of_areas, found, since, until, now)
    if any(name.startswith("held-") for name in names):
        _read_waits(found, since, until, now)
    recorded.read({name: one for name, one in found.items() if name in recorded.NAMES}, since, until, now)
    audited = {name: one for name, one in found.items() if name.startswith((f"{BELOW_GOOD}:", f"{QUESTION}:"))}
    if audited:
        _read_audits(audited, since, until)
    return found


def _read_areas(
    names: Iterable[str], found: Mapping[str, Cells], since: datetime, until: datetime, now: datetime
) -> None:
    """Figures as their area counts them."""
    by_path: dict[str, dict[str, Cells]] = defaultdict(dict)
    for name in names:
        by_path[measures()[name].indicator.read][measures()[name].indicator.id] = found[name]
    for path, cells in by_path.items():
        for one in import_string(path)(since, until, now):
            held = cells.get(one.indicator)
            if held is None:
                continue
            if one.unknown and not one.borough and not one.month:
                held.unknown = one.unknown
            elif one.borough and one.month:
                held.shares[one.borough, one.month] = (one.count, one.of)


def _read_waits(found: Mapping[str, Cells], since: datetime, until: datetime, now: datetime) -> None:
    """A measure of several kinds of work says of each month which it held: other kinds are another mixture."""
    for row in db.fetch("SELECT * FROM goldthread_effect_waits(%s, %s, %s)", [since, until, now]):
        if row["measure"] in KINDS:
            for name in MIXED & found.keys():
                found[name].terms[row["month"]].add(f"of {KINDS[row['measure']]}")
        for name in found.keys() & {row["measure"], *(one for one, same in SAME_AS.items() if same == row["measure"])}:
            waits = Waits(tuple(row["over"]), tuple(row["waiting"]), row["never"])
            found[name].waits[row["borough"], row["month"]] = waits


def _read_audits(found: Mapping[str, Cells], since: datetime, until: datetime) -> None:
    for cells in found.values():
        cells.why = NO_AUDIT
    for row in db.fetch("SELECT * FROM goldthread_effect_audited(%s, %s)", [since, until]):
        at, versions = (row["borough"], row["month"]), {one["id"]: one["version"] for one in row["sets"]}
        stratum = f"{row['sample']} {row['stratum']}"
        for name, cells in found.items():
            kind, _, about = name.partition(":")
            set_id = about.partition("-")[0]
            if set_id not in versions:
                continue
            judged, counts = _judged(row, kind, about)
            if judged:
                cells.terms[row["month"]].add(f"{set_id} version {versions[set_id]}, drawn by chance")
                cells.strata.setdefault(at, []).append((stratum, Stratum(row["of_stratum"], judged, counts)))
            if judged and kind == BELOW_GOOD:
                cells.moderated[at] = cells.moderated.get(at, 0) + row["moderated"]


def _judged(row: Mapping[str, Any], kind: str, question: str) -> tuple[int, int]:
    """How many of a row speak to a measure, and how many count. What is not recorded counts as no (inspection.md 7)."""
    if kind == BELOW_GOOD:
        return row["judged"], row["below_good"]
    said = {answer: many for asked, answer, many in row["answers"] or () if asked == question}
    return sum(many for answer, many in said.items() if answer != "not applicable"), said.get("yes", 0)


def cases(
    measure_id: str, borough: str, since: datetime, until: datetime, first: int, most: int, at: datetime | None = None
) -> tuple[int, list[tuple[UUID, UUID | None]]]:
    """How many cases a measure counts, and some from the first on, with whom each is about.

    Of an area's figure as its area lists them; of a wait all that it is of, those not over first. What audits graded is
    opened by their samples: nothing is listed here. Ids only: what is read of them is a look.
    """
    one = measures()[measure_id]
    if one.area:
        listed: tuple[int, list[tuple[UUID, UUID | None]]] = import_string(one.indicator.cases)(
            one.indicator.id, borough, since, until, at or clocks.now(), first, most
        )
        return listed
    if one.unit != WAIT:
        return 0, []
    asked = "SELECT * FROM goldthread_effect_wait_cases(%s, %s, %s, %s, %s, %s)"
    rows = db.fetch(asked, [SAME_AS.get(measure_id, measure_id), borough, since, until, first, most])
    if not rows and first:  # past the last: the count stands on the first
        return cases(measure_id, borough, since, until, 0, 1)[0], []
    return (rows[0]["total"] if rows else 0), [(row["case_id"], row["person_id"]) for row in rows]
