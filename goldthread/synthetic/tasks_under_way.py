"""Briefings of the invented force: tasks with results, tasks without a name, lines of intelligence, champions."""

from collections.abc import Callable
from datetime import timedelta

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import Borough, Officer, Post
from goldthread.improve.borough_briefing import keeping
from goldthread.improve.borough_briefing.actions import Wanted, accept_task, answer_task, give_task
from goldthread.improve.borough_briefing.keeping import LineToKeep
from goldthread.improve.borough_briefing.models import Task

Progress = Callable[[str], None]
DOOR = "command:demo load"
YESTERDAY = timedelta(hours=24)  # on the day before, whenever it is planted
# What, who of the borough by role, about which of the missing children now, what came of it and why.
ENDED = (
    ("Visit the aunt and look in every room.", "responding_officer", 0, "done", ""),
    ("Ask the home for the list of visitors.", "missing_unit", None, "done", ""),
    ("Speak to the school's safeguarding lead.", "ward_officer", 1, "not_done", "The school was closed."),
    ("See the caretaker about the side door.", "ward_officer", None, "not_done", "Nobody answered. Go before nine."),
    ("Fetch the CCTV of the bus station.", "responding_officer", None, "", ""),
)
TONIGHT = (
    ("A car at the river from ten to two.", "responding_officer", 0, 5.0),
    ("Ring the emergency duty team and agree who sees the child.", "missing_unit", 1, 2.0),
    ("Look in at the home at eleven and at one.", "", 2, 6.0),
    ("Walk the park by the canal after dark.", "", None, 7.0),
)
LINES = (
    ("A grey car waits outside the home after ten. Note the number, do not stop it alone.", "2", "B", "C",
     "Police only. Not to be told to the home.", 0),
    ("Girls are met at the bus station on Fridays.", "2", "C", "P", "", 1),
    ("A flat by the river is let by the night.", "1", "A", "P", "", None),
)  # fmt: skip
LOOK_FOR = ("A grey car near the home.", "Young people at the bus station after nine.", "Lights in the empty flats.")
CHAMPIONS = (("supervisor", "Missing children and trigger plans", "6"), ("missing_unit", "Return interviews", "4"))


def plant_tasks(progress: Progress = lambda line: None) -> int:
    """Give and answer these tasks in every borough that has children missing; once. How many tasks there are."""
    with db.as_service():
        if Task.objects.exists():
            return 0
        boroughs = list(Borough.objects.order_by("code"))
        now = clocks.now()
        cases = {one.code: _missing(one) for one in boroughs}
    progress("tasks of two briefings, lines of local intelligence, champions")
    for borough in boroughs:
        _kept(borough)
        with clocks.held_at(now - YESTERDAY):
            given = [_given(borough, words, role, _about(cases[borough.code], place), 10.0)
                     for words, role, place, _, _ in ENDED]  # fmt: skip
        for reference, (_, role, _, result, why) in zip(given, ENDED, strict=True):
            _answered(borough, reference, role, result, why)
        for words, role, place, hours in TONIGHT:
            _given(borough, words, role, _about(cases[borough.code], place), hours)
    with db.as_service():
        return Task.objects.count()


def _given(borough: Borough, words: str, role: str, about: str, hours: float) -> str:
    officer = _officer(borough, role).username if role else ""
    wanted = Wanted(words, clocks.now() + timedelta(hours=hours), officer, about=about)
    with db.transaction():
        return give_task(_reader(borough, "borough_commander"), wanted).reference


def _answered(borough: Borough, reference: str, role: str, result: str, why: str) -> None:
    by = _reader(borough, role)
    at = clocks.now() - YESTERDAY
    with clocks.held_at(at + timedelta(minutes=20)), db.transaction():
        accept_task(by, reference)
    if result:
        with clocks.held_at(at + timedelta(hours=9)), db.transaction():
            answer_task(by, reference, result, why=why)


def _kept(borough: Borough) -> None:
    ward_officer, commander = _reader(borough, "ward_officer"), _reader(borough, "borough_commander")
    wards = _wards(borough)
    for ward, words in zip(wards, LOOK_FOR, strict=False):
        keeping.keep_ward(ward_officer, ward, look_for=words)
    for words, source, assessment, handling, conditions, place in LINES:
        ward = wards[place] if place is not None and place < len(wards) else ""
        keeping.add_line(ward_officer, LineToKeep(words, source, assessment, handling, conditions, ward))
    for role, about, hours in CHAMPIONS:
        keeping.keep_champion(commander, _officer(borough, role).username, about=about, hours=hours)


def _wards(borough: Borough) -> list[str]:
    posts = Post.objects.filter(borough=borough, role="ward_officer").order_by("title")
    return sorted({one.title.rpartition(", ")[2] for one in posts})


def _missing(borough: Borough) -> list[str]:
    """The missing children of the borough by reference, the newest first."""
    found = Case.objects.filter(area="missing", borough=borough, state__in=("reported", "open"), facts__who="child")
    return list(found.order_by("-opened_at").values_list("reference", flat=True))


def _about(cases: list[str], place: int | None) -> str:
    return cases[place] if place is not None and place < len(cases) else ""


def _officer(borough: Borough, role: str) -> Officer:
    with db.as_service():
        return Officer.objects.filter(posts__borough=borough, posts__role=role).order_by("username")[0]


def _reader(borough: Borough, role: str) -> Reader:
    return reader_for(_officer(borough, role), DOOR)
