"""How the figures of missing children are counted. Their SQL is in core/db/sql/missing_figures.sql."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.areas.grammar import Counted
from goldthread.core.clocks.book import book
from goldthread.core.organisation.models import Borough

RATE = "MIS-I01"
AUDITED = ("MIS-I18", "MIS-I20")
GRADED, MODERATED = "MIS-I20", "MIS-I20-moderated"  # the second is told with the first, and is no figure of its own
NO_RESIDENTS = "the force has not entered how many residents are under 18"
NO_AUDIT = "no audit has graded an episode yet"
Terms = tuple[int, int, int]


def read(since: datetime, until: datetime, now: datetime) -> list[Counted]:
    """Every figure of children reported missing in a time, by borough and month and of all. Counts only."""
    asked = "SELECT * FROM goldthread_missing_figures(%s, %s, %s, %s, %s, %s)"
    rows = db.fetch(asked, [since, until, now, *_terms()])
    counted = [
        Counted(
            row["indicator"],
            row["borough"] or "",
            row["month"] or "",
            row["counted"],
            row["of"],
            row["median"],
            row["slow"],
        )
        for row in rows
    ]  # fmt: skip
    residents = _residents()
    decided = {(one.borough, one.month): one.count for one in counted if one.indicator == MODERATED}
    told = [one for one in counted if one.indicator != MODERATED]
    return [_rate(one, residents) if one.indicator == RATE else _audited(one, decided) for one in told]


def cases(
    indicator: str, borough: str, since: datetime, until: datetime, now: datetime, first: int, most: int
) -> tuple[int, list[tuple[UUID, UUID | None]]]:
    """How many cases count in one figure, and some from the first on, the oldest first, with whom each is about.

    Of a figure that counts children it is the last episode of each; of one that counts reviews, each case that has one.
    Ids only: what is read of them is a look.
    """
    asked = "SELECT * FROM goldthread_missing_figure_cases(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    rows = db.fetch(asked, [indicator, borough, since, until, now, *_terms(), first, most])
    if not rows and first:  # past the last: the count stands on the first
        return cases(indicator, borough, since, until, now, 0, 1)[0], []
    return (rows[0]["total"] if rows else 0), [(row["case_id"], row["person_id"]) for row in rows]


def _terms() -> Terms:
    """What the force says: how many reports in how many days make a repeat, and when a report was recorded late."""
    here, today = book(), clocks.today()
    names = ("missing.repeat.threshold", "missing.repeat.window_days", "missing.late_recording_minutes")
    threshold, window, late = (int(here.setting(name, today)) for name in names)
    return threshold, window, late


def _residents() -> Mapping[str, int]:
    """How many residents of each borough are under 18, by its name; of all only where each borough's is known."""
    told = book().setting("missing.residents_under_18", clocks.today())
    names = dict(Borough.objects.values_list("code", "name"))
    known = {names[code]: int(many) for code, many in told.items() if code in names}
    return {**known, "": sum(known.values())} if known and len(known) == len(names) else known


def _rate(one: Counted, residents: Mapping[str, int]) -> Counted:
    many = residents.get(one.borough, 0)
    return replace(one, of=many) if many else replace(one, of=0, unknown=NO_RESIDENTS)


def _audited(one: Counted, decided: Mapping[tuple[str, str], int]) -> Counted:
    """What an audit would say is not known where none has graded anything; never none. A share of grades says how many
    of them a moderator decided."""
    if one.indicator in AUDITED and not one.of:
        return replace(one, unknown=NO_AUDIT)
    many = decided.get((one.borough, one.month), 0)
    return replace(one, note=f"moderated: {many} of {one.of}") if one.indicator == GRADED else one
