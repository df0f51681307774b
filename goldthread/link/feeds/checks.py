"""The checks a column may declare.

A wrong value keeps its text and loses its checked form; an impossible date of birth, or an instant that
cannot be read, sets the row aside.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from goldthread.core.records import identifiers, names
from goldthread.core.records.addresses import parse
from goldthread.core.records.dates import ImpossibleDate, UnreadableDate, read_date
from goldthread.core.records.telephones import InvalidTelephone, telephone
from goldthread.link.feeds.declare import Check, Checked, Frame
from goldthread.link.feeds.faults import Fault, note_fault, shown
from goldthread.link.feeds.instants import LONDON, read_day, read_instant

OLDEST_AGE = 120
LONGEST_PREGNANCY = timedelta(days=310)
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})", re.ASCII)
SEXES = {"F": "female", "FEMALE": "female", "GIRL": "female", "WOMAN": "female"} | {
    "M": "male", "MALE": "male", "BOY": "male", "MAN": "male", "X": "other", "OTHER": "other",
}  # fmt: skip
YES = ("1", "true", "t", "y", "yes")
NO = ("", "0", "false", "f", "n", "no")
WHOLE = re.compile(r"(\d{1,6})(?:\.0+)?", re.ASCII)
HO_CLASS = re.compile(r"(\d{1,3})/(\d{1,2})", re.ASCII)
METRES = re.compile(r"(\d{1,7})(?:\.\d+)?", re.ASCII)
FURTHEST_NORTH = 1_300_000
ORDER = re.compile(r"(?P<kind>[A-Za-z][A-Za-z ]{1,29}?) (?P<start>[\d/-]{8,10})(?: (?P<end>[\d/-]{8,10}))?", re.ASCII)
AGE = re.compile(r"(\d{1,3})(?: ?(?:y|yr|yrs|years?)(?: old)?)?", re.IGNORECASE | re.ASCII)


# What the manual says of each check.
WORDS: dict[Check, str] = {}


def _described(check: Check, words: str) -> Check:
    WORDS[check] = words
    return check


def forename(text: str, frame: Frame) -> Checked:
    return Checked(names.canonical(text))


def surname(text: str, frame: Frame) -> Checked:
    return Checked(names.canonical(text, surname=True))


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


def expected_date(text: str, frame: Frame) -> Checked:
    """The day a child is expected. A system that says so in a column of its own need not say EDD in the cell."""
    on = frame.extracted_at.astimezone(LONDON).date()
    read = read_day(frame.column, text)
    if read > on + LONGEST_PREGNANCY:
        raise Fault("Q-DOB-02", frame.column, text)
    return Checked(read.isoformat())


def order(text: str, frame: Frame) -> Checked:
    """An order of a court: its kind, from when, and until when unless it has no end."""
    found = ORDER.fullmatch(text.strip())
    if not found:
        return Checked(None)
    days = [read_day(frame.column, one).isoformat() for one in (found["start"], found["end"]) if one]
    if days != sorted(days):
        note_fault(frame, "N-TIME-01", frame.column, "start of the order")
    return Checked(" ".join([found["kind"].upper(), *days]))


def yes_no(text: str, frame: Frame) -> Checked:
    typed = text.strip().casefold()
    return Checked("yes" if typed in YES else "no" if typed in NO else None)


def whole(least: int, most: int) -> Check:
    """A whole number between two bounds. A system that holds it as `3.0` means 3."""

    def check(text: str, frame: Frame) -> Checked:
        found = WHOLE.fullmatch(text.strip())
        return Checked(str(int(found[1])) if found and least <= int(found[1]) <= most else None)

    return _described(check, f"{least:,} to {most:,}")


def ho_class(text: str, frame: Frame) -> Checked:
    """The Home Office's class of an offence: `008/01`."""
    found = HO_CLASS.fullmatch(identifiers.compact(text))
    return Checked(f"{int(found[1]):03d}/{int(found[2]):02d}" if found else None)


def grid(text: str, frame: Frame) -> Checked:
    """Metres east or north on the national grid."""
    found = METRES.fullmatch(text.strip())
    return Checked(str(int(found[1])) if found and int(found[1]) <= FURTHEST_NORTH else None)


def age(text: str, frame: Frame) -> Checked:
    found = AGE.fullmatch(text.strip())
    return Checked(found[1] if found and int(found[1]) <= OLDEST_AGE else None)


def sex(text: str, frame: Frame) -> Checked:
    return Checked(SEXES.get(names.fold(text)))


def address(text: str, frame: Frame) -> Checked:
    """Its parts in one order and one spelling, without the postcode, which has a column of its own."""
    return Checked(replace(parse(text), postcode="").canonical() or None)


def postcode(text: str, frame: Frame) -> Checked:
    found = POSTCODE.fullmatch(identifiers.compact(text))
    return Checked(f"{found[1]} {found[2]}" if found else None)


def phone(text: str, frame: Frame) -> Checked:
    try:
        return Checked(telephone(text))
    except InvalidTelephone:
        return Checked(None)


def identifier(scheme: Callable[[str], str]) -> Check:
    """A number of a scheme; one that does not pass is noted with the reason, and kept as typed."""

    def check(text: str, frame: Frame) -> Checked:
        try:
            return Checked(scheme(text))
        except identifiers.InvalidIdentifier as invalid:
            note_fault(frame, "N-ID-01", frame.column, invalid.why)
            return Checked(None)

    return _described(check, f"a valid {scheme.__name__.strip('_').upper()}")


def pnc_id(text: str, frame: Frame) -> Checked:
    year = frame.extracted_at.astimezone(LONDON).year
    return identifier(lambda typed: identifiers.pnc(typed, this_year=year))(text, frame)


def coded(codes: Mapping[str, str]) -> Check:
    """One of the documented codes. Another is kept as typed and noted: the source may have gained one."""

    def check(text: str, frame: Frame) -> Checked:
        meaning = codes.get(names.fold(text))
        if meaning is None:
            frame.note(f'{frame.column}: unknown code "{shown(text, 40)}"')
        return Checked(meaning)

    listed = (f"`{code}` {meaning}" if code != names.fold(meaning) else meaning for code, meaning in codes.items())
    return _described(check, ", ".join(dict.fromkeys(listed)))


def codes(*meanings: str) -> Check:
    return coded({names.fold(meaning): meaning for meaning in meanings})


WORDS |= {
    forename: "a name",
    surname: "a name",
    birth_date: "a date of birth",
    expected_date: "a day, at most 310 ahead",
    day: "a day",
    past_day: "a day, not ahead",
    instant: "an instant, not ahead",
    day_or_instant: "a day or an instant, not ahead",
    age: "years",
    sex: "female, male, other",
    address: "an address",
    postcode: "a postcode",
    phone: "a telephone number",
    pnc_id: "a valid PNC",
    order: "kind, from, to",
    yes_no: "yes or no",
    ho_class: "`nnn/nn`",
    grid: "metres",
}
