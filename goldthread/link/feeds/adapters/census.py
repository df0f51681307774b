"""What the children in need census holds a row to, and its codes.

A record that breaks a rule is taken in with the fault noted: a child may be at risk in it. Only a date that cannot be,
or a child without a number, sets a row aside, and those are checked where every feed's are.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from goldthread.link.feeds.declare import Cells, Frame, Rule
from goldthread.link.feeds.faults import Fault, note_fault
from goldthread.link.feeds.instants import read_day

REFERRERS = {
    "1A": "individual: family or friend", "1B": "individual: acquaintance", "1C": "individual: self",
    "1D": "individual: other", "2A": "schools", "2B": "education services", "3A": "health: general practice",
    "3B": "health: visitor", "3C": "health: school nurse", "3D": "health: other primary",
    "3E": "health: accident and emergency", "3F": "health: other", "4": "housing", "5A": "authority: social care",
    "5B": "authority: other internal", "5C": "authority: external", "5D": "authority: youth", "6": "police",
    "7": "other legal agency", "8": "other", "9": "anonymous", "10": "unknown",
}  # fmt: skip
NEEDS = {
    "N1": "abuse or neglect", "N2": "child's disability", "N3": "parental illness or disability",
    "N4": "family in acute stress", "N5": "family dysfunction", "N6": "socially unacceptable behaviour",
    "N7": "low income", "N8": "absent parenting", "N0": "not stated",
}  # fmt: skip
CLOSURES = {
    "RC1": "adopted", "RC2": "died", "RC3": "residence order", "RC4": "special guardianship order",
    "RC5": "moved to another authority", "RC6": "moved to adult services", "RC7": "ended for another reason",
    "RC8": "closed after assessment, no further action", "RC9": "closed after assessment, early help",
}  # fmt: skip
ABUSE = {
    "NEG": "neglect", "PHY": "physical", "SAB": "sexual", "EMO": "emotional", "MUL": "multiple",
    "NEGLECT": "neglect", "PHYSICAL": "physical", "SEXUAL": "sexual", "EMOTIONAL": "emotional",
}  # fmt: skip
# Children looked after (SSDA903): what a court or the authority decided, and where the child lives. The Department for
# Education's guide to the return of 2025/26, from memory; a code that is not here is shown as it came.
LEGAL_STATUS = {
    "C1": "interim care order", "C2": "care order (section 31)", "E1": "placement order", "D1": "freed for adoption",
    "V2": "accommodated by agreement (section 20)", "V3": "short breaks", "V4": "short breaks", "J1": "on remand",
    "J2": "detained, with the authority", "L1": "under police protection", "L2": "emergency protection order",
    "L3": "child assessment order",
}  # fmt: skip
PLACED_IN = {
    "K1": "secure children's home", "K2": "children's home", "H5": "semi-independent", "P1": "with parents",
    "P2": "independent", "R1": "residential care home", "R2": "hospital", "R3": "family centre",
    "R5": "young offender institution", "S1": "residential school", "U1": "fostered by family or a friend",
    "U2": "fostered by family or a friend", "U3": "fostered by family or a friend", "U4": "fostered", "U5": "fostered",
    "U6": "fostered",
}  # fmt: skip
SATURDAY = 5
YES = ("1", "true", "y", "yes")


def the_birth_is_dated(cells: Cells, frame: Frame) -> None:
    """An unborn child has an expected date and no other; a born child has a date of birth."""
    born, expected = _typed(cells, "PersonBirthDate"), _typed(cells, "ExpectedPersonBirthDate")
    if born and expected:
        note_fault(frame, "N-CEN-01", "ExpectedPersonBirthDate", expected)
    elif not born and not expected:
        note_fault(frame, "N-CEN-02", "PersonBirthDate")


def the_referral_is_dated(cells: Cells, frame: Frame) -> None:
    if not _typed(cells, "CINreferralDate"):
        note_fault(frame, "N-CEN-03", "CINreferralDate")


def it_closes_after_the_referral(cells: Cells, frame: Frame) -> None:
    referred, closed = _day(cells, "CINreferralDate"), _day(cells, "CINclosureDate")
    if referred and closed and closed < referred:
        note_fault(frame, "N-CEN-04", "CINclosureDate", str(closed))


def enquiries_lie_between_referral_and_conference(cells: Cells, frame: Frame) -> None:
    referred = _day(cells, "CINreferralDate")
    for at, entry in _entries(cells, "S47"):
        started, conference = _day(entry, "S47ActualStartDate", at), _day(entry, "DateOfInitialCPC", at)
        if started and referred and started < referred:
            note_fault(frame, "N-CEN-05", f"{at}.S47ActualStartDate", str(started))
        if started and conference and started > conference:
            note_fault(frame, "N-CEN-06", f"{at}.S47ActualStartDate", str(started))


def plans_start_with_a_conference(cells: Cells, frame: Frame) -> None:
    """Where no conference is told of, nothing is known to be wrong."""
    held = {day for _, day in _conferences(cells)}
    for at, entry in _entries(cells, "ChildProtectionPlan"):
        started, ended = _day(entry, "CPPstartDate", at), _day(entry, "CPPendDate", at)
        if started and held and started not in held:
            note_fault(frame, "N-CEN-07", f"{at}.CPPstartDate", str(started))
        if started and ended and ended < started:
            note_fault(frame, "N-CEN-11", f"{at}.CPPendDate", str(ended))


def conferences_are_on_weekdays(cells: Cells, frame: Frame) -> None:
    for name, day in _conferences(cells):
        if day.weekday() >= SATURDAY:
            note_fault(frame, "N-CEN-08", name, str(day))


def nothing_follows_a_referral_not_taken_on(cells: Cells, frame: Frame) -> None:
    if _typed(cells, "ReferralNFA").casefold() not in YES:
        return
    for name in ("Assessment", "S47", "ChildProtectionPlan"):
        if cells.get(name):
            note_fault(frame, "N-CEN-09", name)


def one_enquiry_is_open_at_a_time(cells: Cells, frame: Frame) -> None:
    """An enquiry is open until its conference, or until none was needed; two at once are one told twice."""
    spans = [span for entry in _entries(cells, "S47") if (span := _open(*entry))]
    if any(a[0] <= b[1] and b[0] <= a[1] for a, b in combinations(spans, 2)):
        note_fault(frame, "N-CEN-10", "S47")


def the_upn_is_there_or_explained(cells: Cells, frame: Frame) -> None:
    if not _typed(cells, "UPN") and not _typed(cells, "UPNunknown") and not _typed(cells, "ExpectedPersonBirthDate"):
        note_fault(frame, "N-CEN-12", "UPN")


RULES: tuple[Rule, ...] = (
    the_birth_is_dated,
    the_upn_is_there_or_explained,
    the_referral_is_dated,
    it_closes_after_the_referral,
    enquiries_lie_between_referral_and_conference,
    plans_start_with_a_conference,
    conferences_are_on_weekdays,
    nothing_follows_a_referral_not_taken_on,
    one_enquiry_is_open_at_a_time,
)


def _typed(cells: Cells, name: str, at: str = "") -> str:
    value = cells.get(name, "")
    if not isinstance(value, str):
        raise Fault("Q-JSON-05", f"{at}.{name}" if at else name, "one text, not a list")
    return value.strip()


def _day(cells: Cells, name: str, at: str = "") -> date | None:
    typed = _typed(cells, name, at)
    return read_day(f"{at}.{name}" if at else name, typed) if typed else None


def _entries(cells: Cells, name: str) -> Iterator[tuple[str, Cells]]:
    listed: Any = cells.get(name) or []
    for place, entry in enumerate(listed if isinstance(listed, list) else [], start=1):
        if isinstance(entry, dict):
            yield f"{name}[{place}]", entry


def _conferences(cells: Cells) -> Iterator[tuple[str, date]]:
    found = [("", cells), *_entries(cells, "S47")]
    for at, entry in found:
        if day := _day(entry, "DateOfInitialCPC", at):
            yield f"{at}.DateOfInitialCPC" if at else "DateOfInitialCPC", day


def _open(at: str, entry: Cells) -> tuple[date, date] | None:
    started = _day(entry, "S47ActualStartDate", at)
    if not started:
        return None
    if _typed(entry, "ICPCnotRequired", at).casefold() in YES:
        return started, started
    return started, _day(entry, "DateOfInitialCPC", at) or date.max
