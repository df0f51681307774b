"""What is right or wrong with an identifier, in one plain sentence for the person who corrects a row."""

from collections.abc import Callable
from dataclasses import dataclass

from goldthread.core import clocks
from goldthread.core.records import identifiers
from goldthread.core.records.identifiers import InvalidIdentifier

# Letters that a hand or an eye takes for a digit; the alphabets of check letters leave the first three out.
LOOKALIKES = {"O": "0", "I": "1", "S": "5", "L": "1", "Z": "2", "B": "8"}
NEVER_A_CHECK = "IOS"
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Scheme:
    """One kind of identifier: its name in a sentence, its reader, and how one looks."""

    name: str
    read: Callable[[str, int], str]
    example: str
    note: Callable[[str], str] = lambda canonical: ""
    digits_only: bool = False


def _nhs_note(canonical: str) -> str:
    return " Numbers from 999 are never issued: it is an invented person's." if canonical.startswith("999") else ""


def _upn_note(canonical: str) -> str:
    if canonical[-1].isalpha():
        return " It ends in a letter: a temporary number, which changes when the school has the real one."
    return " No authority has the code 000: it is an invented pupil's." if canonical[1:4] == "000" else ""


def _urn_note(canonical: str) -> str:
    if identifiers.is_dummy_urn(canonical):
        return " It is of a range that stands in for a reference: it joins no two cases."
    return " It has no check character, so a slip in it would not show."


SCHEMES = {
    "pnc": Scheme("PNC id", lambda text, year: identifiers.pnc(text, this_year=year), "1979/0163001B"),
    "cro": Scheme("CRO number", lambda text, year: identifiers.cro(text), "065656/91H or SF05/482703J"),
    "asn": Scheme("arrest/summons number", lambda text, year: identifiers.asn(text), "11/01ZD/01/448754K"),
    "urn": Scheme("case URN", lambda text, year: identifiers.urn(text), "01ZD0300821", _urn_note),
    "nhs": Scheme("NHS number", lambda text, year: identifiers.nhs(text), "999 123 4578", _nhs_note, digits_only=True),
    "upn": Scheme("UPN", lambda text, year: identifiers.upn(text), "D000999926001", _upn_note),
    "uprn": Scheme(
        "UPRN",
        lambda text, year: identifiers.uprn(text),
        "000010023456",
        lambda canonical: " It has no check digit, so a slip in it would not show.",
        digits_only=True,
    ),
}


def explain(scheme: str, text: str, *, this_year: int | None = None) -> str:
    """What is right or wrong with `text` as an identifier of this scheme. Nothing is ever repaired for the reader."""
    kind = SCHEMES[scheme]
    if not text.strip():
        return f"No {kind.name} is given."
    try:
        canonical = kind.read(text, this_year or clocks.today().year)
    except InvalidIdentifier as invalid:
        return f"{_shown(text)} is not a valid {kind.name}: {_wrong(kind, invalid)}"
    read_as = "" if canonical == text.strip() else f", read as {canonical}"
    return f"{_shown(text)} is a valid {kind.name}{read_as}.{kind.note(canonical)}"


def _wrong(kind: Scheme, invalid: InvalidIdentifier) -> str:
    if invalid.expected:
        hint = f" {invalid.given} is never a check letter." if invalid.given in NEVER_A_CHECK else ""
        return f"{invalid.why}; or one of its other characters is wrong.{hint}"
    return f"{invalid.why}.{_lookalike(kind, invalid.text)} One looks like {kind.example}."


def _lookalike(kind: Scheme, text: str) -> str:
    """Where only digits may stand, a letter that looks like one is named."""
    found = next((c for c in identifiers.compact(text) if c in LOOKALIKES), "") if kind.digits_only else ""
    return f" It holds the letter {found}; perhaps the digit {LOOKALIKES[found]} was meant." if found else ""


def _shown(text: str) -> str:
    bare = " ".join(text.split())
    return f'"{bare}"' if len(bare) <= LONGEST_SHOWN else f'"{bare[:LONGEST_SHOWN]}…"'
