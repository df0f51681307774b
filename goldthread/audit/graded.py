"""A file of grades as it is read: a sample drawn here with grades written in, or a list with a column of them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.audit.grading import Grade
from goldthread.audit.sampling.drawing import RANDOM, TARGETED
from goldthread.audit.sampling.frames import Stratum as Where
from goldthread.audit.sampling.frozen import strata_of
from goldthread.audit.tables import Line, Sheet

GRADE, CENTRAL, CASES = "grade", "central", "stratum_cases"
SHORTER = {"ri": Grade.REQUIRES_IMPROVEMENT}
OF_ANOTHER_SCALE = "adequate"


@dataclass(frozen=True)
class Graded:
    """One case of the random arm: where it stands, what was graded, and what the central team graded.

    `row` is its number, by which a fault names it; `cases` how many its part of the list has, if that is known.
    """

    row: int
    where: Where
    cases: int | None
    grade: Grade | None
    central: Grade | None = None


@dataclass(frozen=True)
class Sought:
    """One case of the targeted arm: the chance by which it was drawn, if known, and its grade."""

    chance: float | None
    grade: Grade | None


@dataclass(frozen=True)
class Grades:
    """The grades of a sample. Cases of the targeted arm stand apart, and are in no rate.

    `eligible` is how many the whole list had, if that is known; `is_drawn` says that the sample carries its proof.
    """

    names: tuple[str, ...]
    rows: tuple[Graded, ...]
    targeted: tuple[Sought, ...] = ()
    eligible: int | None = None
    is_drawn: bool = False
    by_chance: bool = True

    @property
    def graded(self) -> list[Graded]:
        return [one for one in self.rows if one.grade]

    @property
    def not_graded(self) -> int:
        return len(self.rows) - len(self.graded)


def read_grades(sheet: Sheet, names: Sequence[str] = (), *, chosen: bool = False) -> Grades:
    """The grades of a CSV: a column `grade`; of a sample drawn here also its strata and how many are in each."""
    sheet.must_have([GRADE, *names, *([CASES] if names else [])])
    is_drawn = sheet.has("draw_strata")
    known = tuple(names) or (strata_of({"draw_strata": sheet.lines[0].get("draw_strata")}) if is_drawn else ())
    arms = [arm_of(line) for line in sheet.lines]
    by_chance = [line for line, arm in zip(sheet.lines, arms, strict=True) if arm == RANDOM]
    sought = [line for line, arm in zip(sheet.lines, arms, strict=True) if arm == TARGETED]
    twice = _by_reference(sought)
    rows = tuple(_graded(line, known, twice) for line in by_chance)
    told = tuple(Sought(line.number("probability", 0, 1), grade_of(line, GRADE)) for line in sought)
    eligible = sheet.lines[0].count("draw_eligible") if is_drawn else None
    return Grades(known, rows, told, eligible, is_drawn, not chosen)


def _by_reference(sought: Sequence[Line]) -> dict[str, Line]:
    """The rows of the targeted arm by reference: a case in both arms is graded once, in either row."""
    return {line.get("reference"): line for line in sought if line.get("reference")}


def grade_of(line: Line, column: str) -> Grade | None:
    """The grade in a cell; None where it is blank. Another word, or another scale, is refused by its row."""
    text = " ".join(line.get(column).lower().split())
    if not text:
        return None
    if text in SHORTER or text in list(Grade):
        return SHORTER.get(text) or Grade(text)
    if text == OF_ANOTHER_SCALE:
        raise line.wrong(column, '"adequate" is of the scale of 2014 to 2016.', "It is never mapped: keep it apart.")
    raise line.wrong(column, f'"{text[:30]}" is no grade.', f"Grades: {', '.join(Grade)}.")


def _graded(line: Line, names: Sequence[str], of_both: dict[str, Line]) -> Graded:
    again = of_both.get(line.get("reference"))
    grade, central = (_in_either(line, again, column) for column in (GRADE, CENTRAL))
    if central and not grade:
        raise line.wrong(GRADE, "It is blank, and central graded the case.", "Write the local grade too.")
    return Graded(line.row, tuple(line.needed(name) for name in names), line.count(CASES), grade, central)


def _in_either(line: Line, again: Line | None, column: str) -> Grade | None:
    """The grade of a case in its row of the random arm, or in that of the targeted one; refused where they differ."""
    here, there = grade_of(line, column), grade_of(again, column) if again else None
    if here and there and again and here is not there:
        raise line.wrong(column, f"Row {again.row} is the same case, and says {there}.", "A case has one grade.")
    return here or there


def arm_of(line: Line) -> str:
    """In which arm a row stands; a file without arms has the random one alone."""
    arm = line.get("arm") or RANDOM
    if arm not in (RANDOM, TARGETED):
        raise line.wrong("arm", f'"{arm[:20]}" is no arm.', f"{RANDOM} or {TARGETED}.")
    return arm
