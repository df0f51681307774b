"""Addresses as hands type them: flat, building, number, street and postcode, and what the words alone cannot tell.

What was typed is always kept beside what was read. Nothing is looked up here: whether a building is a block of flats, a
children's home or a refuge is for `core.places` to say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from goldthread.core.records.address_parts import Part, flat_length, is_number, parts
from goldthread.core.records.address_text import plain, tidy
from goldthread.core.records.address_words import BLOCKS_OR_STREETS, FLATS, FLOORS, IN_FULL

ADDRESS, NO_ABODE, PO_BOX, UNKNOWN = "address", "no_fixed_abode", "po_box", "unknown"

DOUBTS = {
    "which_is_the_flat": "Of the two numbers with a stroke between, either may be the flat.",
    "flat_or_house": "The letter after the number may be a flat of it or a house of its own.",
    "block_or_street": "The name may be of a block of flats or of a street of houses.",
    "range": "The number is a range: one building across it, or several.",
    "flat_not_told": "It is a flat, and which one is not told.",
    "name_or_place": "The name may be of a house or of a place.",
    "postcodes_differ": "The postcode typed beside the address is not the one inside it.",
    "wrong_postcode": "The postcode is not of a postcode's form.",
    "no_postcode": "There is no postcode.",
}

MOST_READINGS = 5

# The last two letters of a postcode are never C, I, K, M, O or V.
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?|GIR) ?([0-9][ABD-HJLNP-UW-Z]{2})", re.ASCII)
_POSTCODE_INSIDE = re.compile(rf"(?<![A-Z0-9]){_POSTCODE.pattern}(?![A-Z0-9])(?! (?:FLOOR|FLR)\b)")
_LIKE_A_POSTCODE = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}[0-9O][A-Z0-9]? ?[0-9OILSZ][A-Z0-9]{2}$")

_NO_ABODE = re.compile(
    r"(?<![A-Z0-9/])(?:(?:OF|CURRENTLY) )*(?:NO FIXED (?:ABODE|ADDRESS)|NFA|N F A|N/F/A)(?![A-Z0-9/])"
)
_NO_ABODE_WORDS = {"HOMELESS", "ROUGH SLEEPER", "ROUGH SLEEPING", "SLEEPING ROUGH", "SOFA SURFING", "STREET HOMELESS"}
_UNKNOWN_WORDS = {
    "UNKNOWN", "NOT KNOWN", "UNK", "UKN", "N/K", "NK", "NOT GIVEN", "NOT STATED", "REFUSED", "WITHHELD", "NONE", "NIL",
    "N/A", "NA", "TBC", "ADDRESS UNKNOWN", "ADDRESS NOT KNOWN", "SAME", "AS ABOVE",
}  # fmt: skip
_PO_BOX = re.compile(r"(?<![A-Z0-9])P ?O BOX (?:NO )?([A-Z0-9]{1,10})(?![A-Z0-9])")


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """An address as read. `text` is what was typed; empty parts were not told; `doubts` are keys of `DOUBTS`."""

    text: str
    kind: str = ADDRESS
    flat: str = ""
    building: str = ""
    number: str = ""
    street: str = ""
    locality: str = ""
    postcode: str = ""
    wrong_postcode: str = ""
    care_of: str = ""
    po_box: str = ""
    doubts: frozenset[str] = frozenset()
    _flats: tuple[str, ...] = field(default=(), repr=False, compare=False)

    def canonical(self) -> str:
        """One comparable form, `FLAT 7, COPPICE COURT, 22 QUARRY LANE, XX1 2AB`; read again, it stays as it is."""
        own = {NO_ABODE: "NO FIXED ABODE", PO_BOX: f"PO BOX {self.po_box}"}.get(self.kind, "")
        main = " ".join(part for part in (self.number, self.street) if part)
        pieces = (own, *self._flats, self.building, main, self.locality, self.postcode)
        return ", ".join(piece for piece in pieces if piece)

    @property
    def names_a_building(self) -> bool:
        return self.kind == ADDRESS and bool(self.building or (self.number and self.street))

    def doubt_words(self) -> tuple[str, ...]:
        """What could not be told, in sentences."""
        return tuple(words for key, words in DOUBTS.items() if key in self.doubts)


def postcode(text: str) -> str | None:
    """`XX1 2AB`, or None where the text is not of a postcode's form. Whether it is in use is not known here."""
    found = _POSTCODE.fullmatch(" ".join(text.upper().split()).replace(" ", ""))
    return f"{found[1]} {found[2]}" if found else None


@lru_cache(maxsize=50_000)
def parse(text: str, postcode: str = "") -> ParsedAddress:
    """What was typed in an address field, and in the field beside it for the postcode. Never raises.

    Read again as written out, nearly every address stays as it is. One that does not is read until it does, so that
    the comparable form of a comparable form is itself.
    """
    read = first = _read(text, postcode)
    for _ in range(MOST_READINGS):
        again = _read(read.canonical(), "")
        if again.canonical() == read.canonical():
            break
        read = again
    return read if read is first else _as_typed(read, first)


def _as_typed(read: ParsedAddress, first: ParsedAddress) -> ParsedAddress:
    doubts = (read.doubts | first.doubts) - ({"no_postcode"} if read.postcode or first.wrong_postcode else set())
    wrong = first.wrong_postcode or read.wrong_postcode
    return replace(read, text=first.text, care_of=first.care_of, wrong_postcode=wrong, doubts=doubts)


def _read(text: str, postcode: str) -> ParsedAddress:
    rest, inside = _without_postcode(plain(text))
    beside = _postcode_of(postcode)
    wrong = postcode.strip() if postcode.strip() and not beside else ""
    rest, no_abode = _without(_NO_ABODE, rest)
    box = _PO_BOX.search(rest)
    rest, _ = _without(_PO_BOX, rest)
    near = _LIKE_A_POSTCODE.search(rest)
    if near and rest[: near.start()].split()[-1:] and rest[: near.start()].split()[-1] in FLATS:
        near = None
    if near:
        rest = f"{rest[: near.start()]}, {near.group()}"
    segments, care_of = _without_care_of([_expanded(segment.split()) for segment in rest.split(",")])
    found_parts = parts([segment for segment in segments if segment])
    no_abode |= any(part.text in _NO_ABODE_WORDS for part in found_parts)
    read = _Reading([part for part in found_parts if part.text not in _NO_ABODE_WORDS | _UNKNOWN_WORDS])
    found = beside or inside or ""
    wrong = wrong or (near.group() if near and not found else "")
    doubts = read.doubts | _postcode_doubts(beside, inside, found, wrong)
    kind = NO_ABODE if no_abode else PO_BOX if box else ADDRESS if read.is_something or found else UNKNOWN
    return ParsedAddress(
        text,
        kind,
        ", ".join(part.removeprefix("FLAT ") for part in read.flats),
        ", ".join(read.buildings),
        read.number,
        read.street,
        ", ".join(read.localities),
        found,
        wrong,
        care_of,
        box[1] if box and kind == PO_BOX else "",
        frozenset(doubts),
        tuple(read.flats),
    )


_postcode_of = postcode  # `parse` has a field of that name


def canonical(text: str, postcode: str = "") -> str:
    return parse(text, postcode).canonical()


def _without_postcode(text: str) -> tuple[str, str]:
    """The text without its last postcode, and that postcode."""
    found = list(_POSTCODE_INSIDE.finditer(text))
    if not found:
        return text, ""
    last = found[-1]
    return tidy(f"{text[: last.start()]},{text[last.end() :]}"), f"{last[1]} {last[2]}"


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    left, times = pattern.subn(",", text)
    return (tidy(left), True) if times else (text, False)


def _expanded(tokens: Sequence[str]) -> list[str]:
    """Floors and flats in full, and every Saint as St."""
    found: list[str] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        if token in FLOORS and (token == "FLR" or following in ("FLOOR", "FLR")):  # noqa: S105 - a word of addresses
            found.append(FLOORS[token])
        elif token in IN_FULL:
            found += IN_FULL[token].split()
        else:
            found.append("ST" if token == "SAINT" and following else token)  # noqa: S105 - a word of addresses
    return found


def _without_care_of(segments: list[list[str]]) -> tuple[list[list[str]], str]:
    """The segments without whose care it is, and the names of those."""
    names: list[str] = []
    kept: list[list[str]] = []
    for segment in segments:
        while (place := _care_of_at(segment)) is not None:
            start, length = place
            end = start + length
            while end < len(segment) and not is_number(segment[end]) and not flat_length(tuple(segment[end:])):
                end += 1
            names.append(" ".join(segment[start + length : end]))
            kept.append(segment[:start])
            segment = segment[end:]
        kept.append(segment)
    return kept, ", ".join(name for name in names if name)


def _care_of_at(segment: Sequence[str]) -> tuple[int, int] | None:
    for i, token in enumerate(segment):
        if token == "C/O":  # noqa: S105 - a word of addresses
            return i, 1
        if token == "CARE" and list(segment[i + 1 : i + 2]) == ["OF"]:  # noqa: S105 - a word of addresses
            return i, 2
    return None


class _Reading:
    """The parts in their places. Where it stands in the row decides what a name is: a house before, a place after."""

    def __init__(self, found: Sequence[Part]) -> None:
        self.flats = [part.text for part in found if part.kind == "flat"]
        self.doubts: set[str] = set()
        self.buildings: list[str] = []
        self.localities: list[str] = []
        self.number = self.street = ""
        others = [part for part in found if part.kind != "flat"]
        if len(others) > 1:
            self.flats += [f"FLAT {part.number}" for part in others if part.kind == "number"]
            others = [part for part in others if part.kind != "number"]
        main = _main_of(others, has_flat=bool(self.flats))
        for i, part in enumerate(others):
            if i == main:
                self.number, self.street = part.number, " ".join(part.words)
            else:
                self._place(part, before=main is not None and i < main, has_main=main is not None)
        self._note_doubts()

    @property
    def is_something(self) -> bool:
        return bool(self.flats or self.buildings or self.localities or self.number or self.street)

    def _place(self, part: Part, *, before: bool, has_main: bool) -> None:
        is_inside = part.kind == "block" or (part.kind == "words" and before)
        if is_inside and part.number and not self.flats:
            self.flats.append(f"FLAT {part.number}")
            self.buildings.append(" ".join(part.words))
            if part.kind == "words" or part.words[-1] in BLOCKS_OR_STREETS:
                self.doubts.add("block_or_street")
        elif is_inside:
            self.buildings.append(part.text)
        elif part.kind == "words" and not has_main and not self.buildings and not self.localities:
            self.buildings.append(part.text)
            self.doubts.add("name_or_place")
        else:
            self.localities.append(part.text)

    def _note_doubts(self) -> None:
        if "FLAT" in self.flats:
            self.flats = [flat for flat in self.flats if flat != "FLAT"]
            self.doubts |= set() if self.flats else {"flat_not_told"}
        number = self.number
        if "/" in number:
            self.doubts.add("which_is_the_flat")
        elif "-" in number:
            self.doubts.add("range")
        elif number[-1:].isalpha():
            self.doubts.add("flat_or_house")


def _main_of(others: Sequence[Part], *, has_flat: bool) -> int | None:
    """Which part is the street: a numbered one before a named one, a block's only where a flat in it is told."""
    wanted = [("street", True), ("words", True), ("street", False)] + [("block", True)] * has_flat + [("number", True)]
    for kind, is_numbered in wanted:
        for i, part in enumerate(others):
            if part.kind == kind and bool(part.number) == is_numbered:
                return i
    return None


def _postcode_doubts(beside: str | None, inside: str, found: str, wrong: str) -> set[str]:
    doubts = {"postcodes_differ"} if beside and inside and beside != inside else set()
    if wrong:
        doubts.add("wrong_postcode")
    return doubts if found or wrong else doubts | {"no_postcode"}
