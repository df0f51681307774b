"""What a report tells and as at when; what was not held here by then is said at once. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from goldthread.core.clocks import LONDON
from goldthread.improve.reporting.document import NOT_KNOWN, WARNING, Block, Paragraph, Section
from goldthread.improve.reporting.making import says, section
from goldthread.improve.reporting.plans_told import day

KNOWN = (
    "Recommendations, plans, positions, silence, evidence and letters are told as they stood then, from what was held "
    "here by then. What was entered later is in the next report."
)
LATER = (
    "Figures of cases, grades and findings of audits, and decisions of bodies belong to the days of the quarter. They "
    "are told with what was recorded later about those days, so they may change if the report is made again. The tests "
    "of effect, settings and names are those in force when it was made."
)
Imported = tuple[str, date, int]


def told(until: datetime, *, has_ended: bool, later: Sequence[Imported], held: bool = True) -> Section:
    """`until` is the instant as at which all is told; `later` came into the register after it, `held`: some before."""
    return section("as-at", "What this tells", *_when(until, has_ended), *_imported(until, has_ended, later, held))


def _when(until: datetime, has_ended: bool) -> Iterator[Block]:
    local = until.astimezone(LONDON)
    if has_ended:
        yield Paragraph((says(f"It tells how things stood at the end of {_last(until)}."), says(KNOWN)))
        yield Paragraph((says(LATER),), NOT_KNOWN)
    else:
        words = f"The quarter has not ended: it is told as it stands on {day(local.date())} at {local:%H:%M}."
        yield Paragraph((says(words),), NOT_KNOWN)


def _last(until: datetime) -> str:
    """The last day before an instant."""
    return day((until.astimezone(LONDON) - timedelta(microseconds=1)).date())


def _imported(until: datetime, has_ended: bool, later: Sequence[Imported], held: bool) -> Iterator[Block]:
    if held and not later:
        return
    when = f"at the end of {_last(until)}" if has_ended else "yet"
    if not held:
        yield Paragraph((says(f"Nothing was held here {when} about any recommendation."),), WARNING)
    if later:
        yield Paragraph(tuple(says(_came(*one)) for one in later), WARNING)


def _came(title: str, on: date, many: int) -> str:
    what = "1 recommendation" if many == 1 else f"{many} recommendations"
    return f"{title}, with {what}, was imported on {day(on)}, after that, so it is not told here."
