"""Measures of what other systems record: children in custody, and visits to people who pose a risk. Counts only."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from goldthread.core import clocks, db
from goldthread.core.areas.grammar import Indicator
from goldthread.core.standards.book import Book
from goldthread.improve.effect.cells import Cells
from goldthread.improve.effect.months import month_of

CUSTODY, OFFENDER = "custody:", "offender:"
CASES = "goldthread.improve.effect.measures.cases"
MOMENT = timedelta(microseconds=1)
VISITS = ("rso.visit.vh", "rso.visit.h")  # of very high and of high risk
UNITS = {"MONTHS": "months", "CAL": "days", "E": "minutes"}
# What stands at a month's end; the others happen in a month.
STANDING = ("offender:overdue", "offender:child-overdue")
S38 = "PACE 1984 s38(6), Code C 16.7 (2017); the indicators of missing-cse-custody.md 3.10 (November 2026)"
VISITED = "National visit frequencies, June 2017 (rso.visit.vh, rso.visit.h); inspection.md 9.1 (November 2026)"
NO_LIST = {
    CUSTODY: "No list stands behind it: the records are another system's. Ask the custody inspector.",
    OFFENDER: "No list stands behind it, since a figure must not tell that somebody is on a register. "
    "Ask the desk that keeps it.",
}


def _one(name: str, words: str, numerator: str, denominator: str, better: str, source: str) -> Indicator:
    return Indicator(name, words, numerator, denominator, better, "", CASES, source)


INDICATORS = (
    _one("custody:moved", "Children charged and refused bail who slept elsewhere than in a police cell",
         "moved to a local authority's accommodation before a night in the cell",
         "children charged and refused bail, not taken straight to court", "higher", f"CUS-I03: {S38}"),
    _one("custody:bed-asked", "A local authority's bed is recorded as asked for",
         "a request, its answer or the move is recorded", "children charged and refused bail", "higher",
         f"CUS-I04: {S38}"),
    _one("custody:certified", "A certificate is recorded where a child was kept overnight after charge",
         "a certificate under section 38(6) is recorded", "children kept overnight after charge", "higher",
         f"CUS-I07, its first half: {S38}"),
    _one("custody:again", "Children let go from custody who come to notice again within days",
         "reported missing, detained or notified again within the days of `effect.again_days`",
         "children let go without being kept, so long ago", "lower", "Ours, November 2026: no source gives a number"),
    _one("offender:child-overdue", "Children living with a person of very high or high risk whose visit is overdue",
         "the visit was overdue at the month's end",
         "children known to live at the address of a person of very high or high risk", "lower", VISITED),
    _one("offender:overdue", "People of very high or high risk whose visit is overdue",
         "the visit was overdue at the month's end", "people of very high or high risk in the community", "lower",
         VISITED),
    _one("offender:lowered", "People of very high or high risk moved to a lower level in a month",
         "at a lower level at the month's end",
         "people of very high or high risk in the community as the month began, each month", "lower", VISITED),
)  # fmt: skip
NAMES = frozenset(one.id for one in INDICATORS)


def read(found: Mapping[str, Cells], since: datetime, until: datetime, now: datetime) -> None:
    """Fill the cells of these measures: one statement for each system that is asked about."""
    if any(name.startswith(CUSTODY) for name in found):
        asked = "SELECT * FROM goldthread_effect_custody(%s, %s, %s, %s, %s)"
        _fill(found, asked, [since, until, now, _setting("night_hours", "hours"), _setting("again_days", "days")])
    if any(name.startswith(OFFENDER) for name in found):
        for name, cells in found.items():
            cells.is_guarded = name.startswith(OFFENDER)
            cells.stands_to = month_of(min(until, now) - MOMENT) if name in STANDING else ""
        _fill(found, "SELECT * FROM goldthread_effect_markers(%s, %s, %s, %s)", [since, until, now, visits_every()])


def _fill(found: Mapping[str, Cells], asked: str, values: list[object]) -> None:
    for row in db.fetch(asked, values):
        if cells := found.get(row["measure"]):
            at = row["borough"], row["month"]
            cells.shares[at] = row["counted"], row["of"]
            cells.unrecorded[at] = row["unrecorded"]


def _book() -> Book:
    from goldthread.core.clocks.book import book  # the manual reads what is declared here without a database

    return book()


def _setting(name: str, unit: str) -> timedelta:
    return timedelta(**{unit: int(_book().setting(f"effect.{name}", clocks.today()))})


def visits_every() -> list[str]:
    """How long after a visit the next is due, of very high and of high risk, as the standards in force have it."""
    due = [_book().in_force(one, clocks.today()).due for one in VISITS]
    return [f"{one.amount} {UNITS.get(one.kind, 'days')}" for one in due]


def why_no_list(measure: str) -> str:
    """Why nobody opens the cases behind a measure of these; empty of another."""
    return next((why for start, why in NO_LIST.items() if measure in NAMES and measure.startswith(start)), "")
