"""The checks a column of days and instants may declare: one that cannot be, or cannot be read, sets the row aside."""

import re
from datetime import timedelta

from goldthread.core.records.dates import ImpossibleDate, UnreadableDate, read_date
from goldthread.link.feeds.checks import WORDS
from goldthread.link.feeds.declare import Checked, Frame
from goldthread.link.feeds.faults import Fault, note_fault
from goldthread.link.feeds.instants import LONDON, read_day, read_instant

LONGEST_PREGNANCY = timedelta(days=310)
ORDER = re.compile(r"(?P<kind>[A-Za-z][A-Za-z ]{1,29}?) (?P<start>[\d/-]{8,10})(?: (?P<end>[\d/-]{8,10}))?", re.ASCII)


def birth_date(text: str, frame: Frame) -> Checked:
    """A date expected is not a date of birth and becomes a field of its own."""
    on = frame.extracted_at.astimezone(LONDON).date()
    try:
        read = read_date(text, on=on)
    except UnreadableDate:
        return Checked(None)
    except ImpossibleDate as impossible:
        raise Fault("Q-DOB-04" if "outside" in str(impossible) else "Q-DOB-03", frame.column, text) from None
    latest_birth = on + LONGEST_PREGNANCY if read.expected else on
    if read.earliest > latest_birth:
        raise Fault("Q-DOB-02", frame.column, text)
    return Checked(str(read), "expected_birth_date" if read.expected else "")


def expected_date(text: str, frame: Frame) -> Checked:
    """The day a child is expected. A system that says so in a column of its own need not say EDD in the cell."""
    on = frame.extracted_at.astimezone(LONDON).date()
    read = read_day(frame.column, text)
    if read > on + LONGEST_PREGNANCY:
        raise Fault("Q-DOB-02", frame.column, text)
    return Checked(read.isoformat())


def instant(text: str, frame: Frame) -> Checked:
    """An instant of the past, as UTC."""
    read = read_instant(frame.column, text)
    if read > frame.extracted_at + frame.tolerance:
        raise Fault("Q-TIME-06", frame.column, text)
    return Checked(read.isoformat())


def day(text: str, frame: Frame) -> Checked:
    """A day, which may be still to come: a visit, a review, the end of an order."""
    return Checked(read_day(frame.column, text).isoformat())


def past_day(text: str, frame: Frame) -> Checked:
    read = read_day(frame.column, text)
    if read > (frame.extracted_at + frame.tolerance).astimezone(LONDON).date():
        raise Fault("Q-TIME-06", frame.column, text)
    return Checked(read.isoformat())


def day_or_instant(text: str, frame: Frame) -> Checked:
    return instant(text, frame) if ":" in text else past_day(text, frame)


def order(text: str, frame: Frame) -> Checked:
    """An order of a court: its kind, from when, and until when unless it has no end."""
    found = ORDER.fullmatch(text.strip())
    if not found:
        return Checked(None)
    days = [read_day(frame.column, one).isoformat() for one in (found["start"], found["end"]) if one]
    if days != sorted(days):
        note_fault(frame, "N-TIME-01", frame.column, "start of the order")
    return Checked(" ".join([found["kind"].upper(), *days]))


WORDS |= {
    birth_date: "a date of birth",
    expected_date: "a day, at most 310 ahead",
    instant: "an instant, not ahead",
    day: "a day",
    past_day: "a day, not ahead",
    day_or_instant: "a day or an instant, not ahead",
    order: "kind, from, to",
}
