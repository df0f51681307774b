"""The checks a column of words, codes and numbers may declare: a wrong value keeps its text and has no checked form."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from goldthread.core.records import identifiers, names
from goldthread.core.records.addresses import parse
from goldthread.core.records.telephones import InvalidTelephone, telephone
from goldthread.link.feeds.declare import Check, Checked, Frame
from goldthread.link.feeds.faults import note_fault, shown
from goldthread.link.feeds.instants import LONDON

OLDEST_AGE = 120
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
    age: "years",
    sex: "female, male, other",
    address: "an address",
    postcode: "a postcode",
    phone: "a telephone number",
    pnc_id: "a valid PNC",
    yes_no: "yes or no",
    ho_class: "`nnn/nn`",
    grid: "metres",
}
