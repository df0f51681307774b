"""Repeat reports of a missing child, and the grade at which a report is saved. No database; every value is given."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from goldthread.core.clocks.instants import Moment
from goldthread.respond.ruling import Ruling

# The defaults are those of the standards named beside them; a profile's own values are passed in their place.
REPEAT_THRESHOLD = 3  # missing.repeat.threshold
REPEAT_WINDOW_DAYS = 90  # missing.repeat.window_days
COUNT_ABSENT = True  # missing.repeat.count_nar
CHILD_LOW_PERMITTED = True  # missing.child_low_permitted
HARD_STOPS = {  # missing.nar_hard_stop_factors
    "exploitation_flag": "an exploitation flag",
    "repeat_in_window": "repeat reports",
    "child_protection_plan": "a child protection plan",
    "under_13": "an age under 13",
    "live_trigger_plan": "a live trigger plan",
    "person_posing_risk_at_last_place": "a person posing risk where the child was last",
    "self_harm_or_suicide": "a marker of self-harm or suicide",
    "disability_affecting_safety": "a disability that affects safety",
    "essential_medication": "essential medication",
    "nrm_referral": "a trafficking referral",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Grade(StrEnum):
    """Risk, least first. An absent child is one of no apparent risk."""

    NAR = "NAR"
    LOW = "LOW"
    MED = "MED"
    HIGH = "HIGH"


@dataclass(frozen=True)
class Report:
    """One report of a missing child. `only_absent` is one never graded above no apparent risk."""

    reported_at: datetime
    only_absent: bool = False

    @property
    def on(self) -> date:
        """Reports count by their London day."""
        return Moment.of(self.reported_at).on


@dataclass(frozen=True)
class Repeat:
    """How many reports the window holds, the newest among them, and over how many days they lie."""

    reports: int
    days: int
    is_repeat: bool
    window_days: int = REPEAT_WINDOW_DAYS

    @property
    def words(self) -> str:
        """As the board shows it: "third in 49 days"."""
        if self.reports < 2:
            return f"{'first' if self.reports else 'no'} report in {self.window_days} days"
        return f"{ordinal(self.reports)} in {self.days} days" if self.days else f"{ordinal(self.reports)} in one day"


def repeat_at(
    newest: Report,
    others: Iterable[Report],
    *,
    threshold: int = REPEAT_THRESHOLD,
    window_days: int = REPEAT_WINDOW_DAYS,
    count_absent: bool = COUNT_ABSENT,
) -> Repeat:
    """The count as the newest report came in. A report exactly `window_days` before it is still inside."""
    before = (one for one in others if one.reported_at <= newest.reported_at)
    held = [one for one in (newest, *before) if count_absent or not one.only_absent]
    days = [(newest.on - one.on).days for one in held]
    inside = [one for one in days if one <= window_days]
    return Repeat(len(inside), max(inside, default=0), len(inside) >= threshold, window_days)


def grade_saved(
    grade: Grade,
    factors: Collection[str],
    *,
    inspectors_reason: str = "",
    child_low_permitted: bool = CHILD_LOW_PERMITTED,
    hard_stops: Collection[str] = tuple(HARD_STOPS),
) -> Ruling:
    """What a child's report is saved at. It is a fact and is always saved, at the safer grade where in doubt."""
    if grade is Grade.NAR:
        return _no_apparent_risk([one for one in hard_stops if one in factors], inspectors_reason)
    if grade is Grade.LOW and not child_low_permitted:
        return _as_medium("Low is not used for a child here.")
    if grade is Grade.LOW and "exploitation_flag" in factors:
        return _as_medium("A child with an exploitation flag is at least at medium risk.")
    return Ruling(saved_as=grade)


def _no_apparent_risk(found: list[str], inspectors_reason: str) -> Ruling:
    """HMIC 2016 and 2017: evidence of exploitation was held and did not change the grade. It does here."""
    if not found:
        return Ruling(saved_as=Grade.NAR)
    counted = ("MIS-I07", "CSE-I11") if "exploitation_flag" in found else ("MIS-I07",)
    if inspectors_reason.strip():
        return Ruling(saved_as=Grade.NAR, counted_in=counted)
    why = ", ".join(HARD_STOPS.get(one, one.replace("_", " ")) for one in found)
    return _as_medium(f"There is {why}, and no inspector recorded why no apparent risk should stand.", counted)


def _as_medium(why: str, counted_in: tuple[str, ...] = ()) -> Ruling:
    words = f"Saved as medium. {why}"
    return Ruling(alarm=True, words=words, saved_as=Grade.MED, counted_in=counted_in)


def ordinal(number: int) -> str:
    """`third`; in figures beyond the tenth, `22nd`."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
