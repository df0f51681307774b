"""A sheet as it goes on paper: its parts in order of harm, as words, and what of them is left out.

Pure: the sheet was read, and nothing here reads anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldthread.core.records.queries import Freshness
from goldthread.improve.borough_briefing.sheet import NO_NAME, Line, Sheet, TaskNow, Tonight, WardNow
from goldthread.web.shapes import RISK_WORDS
from goldthread.web.words import day, moment, plural

STATES = {"given": "not accepted", "accepted": "accepted", "done": "done", "not_done": "not done",
          "carried": "not done, carried over", "withdrawn": "withdrawn"}  # fmt: skip
FRESHNESS = {"never": "never loaded", "failed": "the last load failed", "short": "far fewer records than usual"}
LATE_SHOWN = 3  # of a child's late clocks, in a file


@dataclass(frozen=True)
class Fits:
    """How many rows of each kind go on: children, tasks, and lines of the other parts. None: every one."""

    children: int | None = None
    tasks: int | None = None
    lines: int | None = None


# From everything to the least: the children are cut last. Ours, so that one side is never cut unseen.
STEPS = (Fits(), Fits(lines=8), Fits(20, 12, 5), Fits(14, 10, 4), Fits(14, 7, 3), Fits(12, 5, 2), Fits(9, 4, 2),
         Fits(6, 3, 1), Fits(4, 2, 1), Fits(2, 1, 1), Fits(1, 1, 1))  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One part: its heading, rows of cells under `head` (none: plain lines), what it says where there is no row."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()
    empty: str = ""
    left_out: int = 0

    @property
    def more(self) -> str:
        """What is not on this paper, and where it is read."""
        return f"{self.left_out} more on the page of the briefing: this side is full." if self.left_out else ""


@dataclass(frozen=True)
class Paper:
    """The whole of it in words. `page` is where everything stands."""

    title: str
    known: str
    parts: tuple[Part, ...]
    page: str
    names: bool

    @property
    def left_out(self) -> int:
        return sum(one.left_out for one in self.parts)

    @property
    def warning(self) -> str:
        return "It names children: shred it after the briefing." if self.names else "Counts: nobody is named."


def paper_of(sheet: Sheet, fits: Fits = STEPS[0]) -> Paper:
    """The sheet in words, with so many rows of each part as fit."""
    counts = sheet.counts
    ward = f", {sheet.ward} ward" if sheet.ward else ""
    parts = (*(_named(sheet, fits) if sheet.names else _counted(sheet)), *_beside(sheet, fits))
    if sheet.names:
        parts = (*parts, *_kept(sheet, fits))
    return Paper(
        f"{counts.name} briefing{ward}", _known(sheet), parts, f"/improve/briefing/{counts.borough}", sheet.names
    )


def _named(sheet: Sheet, fits: Fits) -> tuple[Part, ...]:
    counts = sheet.counts
    none = f", without a name {counts.no_name}" if counts.no_name else ""
    head = ("Child", "Why", "Task", "Name", "By")
    rows = [_child(one) for one in sheet.tonight]
    parts = [_part(f"Tonight {sheet.children}{none}", rows, fits.children, head,
                   "No child of the borough is missing or at high risk here.")]  # fmt: skip
    if sheet.grown_up:
        grown = [_child(one) for one in sheet.grown_up]
        parts.append(_part(f"18 or over, work still open {len(grown)}", grown, fits.tasks, ("Person", *head[1:])))
    return (*parts, *_tasks(sheet, fits))


def _tasks(sheet: Sheet, fits: Fits) -> tuple[Part, Part]:
    head, then, now = ("Task", "Child", "Name", "By", "Result"), sheet.counts.yesterday, sheet.counts.today
    on = f", {day(then.on)}: done {then.done}, not {then.not_done + then.open}" if then.on else ""
    none = f", without a name {now.no_name}" if now.no_name else ""
    return (
        _part(f"Yesterday{on}", [_task(one) for one in sheet.yesterday], fits.tasks, head,
              "No task was given at an earlier briefing."),
        _part(f"Tasks {now.of}{none}", [_task(one) for one in sheet.today], fits.tasks, head, "No task is given yet."),
    )  # fmt: skip


def _counted(sheet: Sheet) -> tuple[Part, ...]:
    counts = sheet.counts
    lines = (f"Children missing: {counts.missing}", f"At high risk: {counts.high}",
             f"Past a time: {counts.late_children}", f"Without a name: {counts.no_name}",
             f"Work of tonight about somebody of 18 or over: {counts.grown_up}")  # fmt: skip
    then, now = counts.yesterday, counts.today
    on = f"{day(then.on)}: done {then.done}, not {then.not_done + then.open}" if then.on else "No task was given."
    return (
        _part(f"Tonight {counts.tonight}", [(one,) for one in lines], None),
        _part("Yesterday", [(on,)], None),
        _part("Tasks", [(f"Given {now.of}, without a name {now.no_name}",)], None),
    )


def _beside(sheet: Sheet, fits: Fits) -> tuple[Part, ...]:
    counts = sheet.counts
    quality = [(f"{one.area}: {one.sentence}",) for one in counts.quality]
    quality.append((f"Sent back by audits and not confirmed safe: {counts.sent_back_open}.",))
    unchanged = "Nothing changed beyond chance." if counts.is_past_known else "Too few weeks to say."
    return (
        _part("Late", _lines(counts.late), fits.lines, empty="No clock is past its time."),
        _part("Backlog", _lines(counts.backlog), fits.lines, empty="Nothing waits."),
        _part("Quality", quality, fits.lines),
        _part("Changed beyond chance", [(one,) for one in counts.changed], fits.lines, empty=unchanged),
    )


def _kept(sheet: Sheet, fits: Fits) -> tuple[Part, ...]:
    lines = [(f"{one.words} {one.ward + '. ' if one.ward else ''}{one.grading}, {day(one.dated_on)}, until "
              f"{day(one.expires_at)}.{' Conditions: ' + one.conditions if one.conditions else ''}",)
             for one in sheet.lines]  # fmt: skip
    wards = [(said,) for one in sheet.wards for said in _ward(one, sheet.ward)]
    champions = [(f"{one.name}, {one.post}: {one.about}, {one.hours:g} hours a week",) for one in sheet.champions]
    return (
        _part("Wards" if sheet.is_now else "Wards, as now", wards, fits.lines,
              empty="No ward is kept."),
        _part("Intelligence", lines, fits.lines, empty="No line stands."),
        _part("Champions", champions, fits.lines, empty=f"{NO_NAME}: the borough has no child protection champion."),
    )  # fmt: skip


def _part(
    heading: str, rows: Sequence[tuple[str, ...]], most: int | None, head: tuple[str, ...] = (), empty: str = ""
) -> Part:
    shown = tuple(rows if most is None else rows[:most])
    return Part(heading, shown, head, empty, len(rows) - len(shown))


def _known(sheet: Sheet) -> str:
    known = f"As known {moment(sheet.at)}."
    if not sheet.unknown:
        return f"{known} Every source {'is' if sheet.is_now else 'was'} fresh."
    return f"{known} Unknown{'' if sheet.is_now else ' then'}: {'; '.join(map(_source, sheet.unknown))}."


def _source(one: Freshness) -> str:
    since = f" since {moment(one.last_good_load_at)}" if one.last_good_load_at else ""
    return f"{one.name}{since}{', ' + FRESHNESS[one.state] if one.state in FRESHNESS else ''}"


def _child(one: Tonight) -> tuple[str, ...]:
    late, more = one.late[:LATE_SHOWN], len(one.late) - LATE_SHOWN
    said = f". Late: {'; '.join(late)}{f'; and {more} more' if more > 0 else ''}" if late else ""
    why = f"{RISK_WORDS.get(one.risk, 'Not graded')}. {one.why}{said}"
    when = f"{'Late: ' if one.is_late else ''}{moment(one.due_at)}" if one.due_at else "no time"
    return one.child, why, one.task or "No task", one.officer or NO_NAME, when


def _task(one: TaskNow) -> tuple[str, ...]:
    state = STATES[one.state].capitalize() + (f": {one.why}" if one.why else "")
    words = one.words + (" (carried over)" if one.is_carried else "")
    when = f"{'Late: ' if one.is_late else ''}{moment(one.due_at)}"
    return words, one.child or "", one.officer or NO_NAME, when, state


def _lines(lines: Iterable[Line]) -> list[tuple[str]]:
    """The lines of an area together; what is none is left out, what is unknown is not."""
    held: dict[str, list[str]] = {}
    for one in lines:
        if one.many is None or one.many:
            held.setdefault(one.area, []).append(f"{one.words}: {'unknown' if one.many is None else one.many}")
    return [(f"{area}. {'; '.join(said)}.",) for area, said in held.items()]


def _ward(one: WardNow, alone: str) -> list[str]:
    """Of the whole borough who may harm children is counted; on the sheet of one ward they are told apart."""
    look = f" Look for: {one.look_for.rstrip('.')}." if one.look_for else ""
    desks = f": ask {'; '.join(one.desks)}" if one.desks else ""
    harm = "Nobody who may harm children is recorded as living here."
    if one.risks is None:
        harm = "Who may harm children here is unknown."
    elif one.risks:
        harm = f"{plural(one.risks, 'person', 'people')} may harm children{desks}."
    who = [f"{'; '.join(risk.words for risk in people)}: {ground}." for ground, people in one.by_ground.items()]
    return [f"{one.name}, {one.officer or NO_NAME}.{look} {harm}", *(who if alone else [])]
