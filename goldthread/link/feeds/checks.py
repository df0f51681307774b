"""The checks a column may declare.

A wrong value keeps its text and loses its checked form; an impossible date of birth, or an instant that
cannot be read, sets the row aside.
"""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta

from goldthread.core.records import identifiers, names
from goldthread.core.records.dates import ImpossibleDate, UnreadableDate, read_date
from goldthread.core.records.telephones import InvalidTelephone, telephone
from goldthread.link.feeds.declare import Check, Checked, Frame
from goldthread.link.feeds.faults import Fault, shown
from goldthread.link.feeds.instants import LONDON, read_instant

OLDEST_AGE = 120
LONGEST_PREGNANCY = timedelta(days=310)
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})", re.ASCII)
SEXES = {"F": "female", "FEMALE": "female", "GIRL": "female", "WOMAN": "female"} | {
    "M": "male", "MALE": "male", "BOY": "male", "MAN": "male", "X": "other", "OTHER": "other",
}  # fmt: skip
AGE = re.compile(r"(\d{1,3})(?: ?(?:y|yr|yrs|years?)(?: old)?)?", re.IGNORECASE | re.ASCII)


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


def age(text: str, frame: Frame) -> Checked:
    found = AGE.fullmatch(text.strip())
    return Checked(found[1] if found and int(found[1]) <= OLDEST_AGE else None)


def sex(text: str, frame: Frame) -> Checked:
    return Checked(SEXES.get(names.fold(text)))


def address(text: str, frame: Frame) -> Checked:
    return Checked(names.fold(text) or None)


def postcode(text: str, frame: Frame) -> Checked:
    found = POSTCODE.fullmatch(identifiers.compact(text))
    return Checked(f"{found[1]} {found[2]}" if found else None)


def phone(text: str, frame: Frame) -> Checked:
    try:
        return Checked(telephone(text))
    except InvalidTelephone:
        return Checked(None)


def identifier(scheme: Callable[[str], str]) -> Check:
    def check(text: str, frame: Frame) -> Checked:
        try:
            return Checked(scheme(text))
        except identifiers.InvalidIdentifier:
            return Checked(None)

    return check


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

    return check


def codes(*meanings: str) -> Check:
    return coded({names.fold(meaning): meaning for meaning in meanings})
