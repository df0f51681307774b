"""An address taken apart into its parts, in the order written: flats, numbers, streets, buildings, other words.

A part written out alone is read as the same part again: the comparable form of an address rests on that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goldthread.core.records.address_words import (
    BESIDE,
    BLOCKS,
    BLOCKS_OR_STREETS,
    FLATS,
    KINDS,
    LONG_STREETS,
    NOT_STREETS_AFTER,
    NUMBERED_PARTS,
    ONE_OF_ITS_KIND,
    SHORT_FOR,
    SIDES,
    STREETS,
    STREETS_OR_NAMES,
    WHERE_IN_IT,
)

NUMBER = re.compile(r"[0-9]{1,5}[A-Z]?(?:-[0-9]{1,5}[A-Z]?)?")
PAIR = re.compile(r"(?=.*[0-9])[0-9A-Z]{1,4}(?:/[0-9A-Z]{1,4}){1,2}")
FLAT_VALUE = re.compile(r"(?=[0-9A-Z/-]*[0-9])[0-9A-Z]+(?:[/-][0-9A-Z]+)*|[A-Z]")
LETTER_AND_NUMBER = re.compile(r"[A-Z][0-9]{1,3}[A-Z]?")
LONGEST_FLAT = 8
NEAR = 3  # words between `Hill` and the `Road` it belongs to

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """`kind` is flat, number, street, block or words. A numbered street or block has both number and words."""

    kind: str
    words: Words = ()
    number: str = ""

    @property
    def text(self) -> str:
        return " ".join((self.number, *self.words) if self.number else self.words)


def parts(segments: Sequence[Sequence[str]]) -> list[Part]:
    """The parts of each segment between commas; a number alone belongs to the words that follow it, or precede it."""
    found = [part for segment in segments for part in _number_at_end(list(_of_segment(tuple(segment))))]
    flats = [part for part in found if part.kind == "flat"]
    return flats + _numbers_placed([part for part in found if part.kind != "flat"])


def _number_at_end(found: list[Part]) -> list[Part]:
    """`Quarry Lane 22` is `22 Quarry Lane`."""
    if len(found) > 1 and found[-1].kind == "number" and not found[-2].number and found[-2].kind in ("street", "block"):
        return [*found[:-2], *_with_number(found[-2], found[-1].number)]
    return found


def _numbers_placed(found: list[Part]) -> list[Part]:
    placed: list[Part] = []
    for part in found:
        before = placed[-1] if placed else None
        if before and before.kind == "number":
            if part.number:  # `7, 22 Quarry Lane`: the first is a dwelling of the second
                placed[-1] = Part("flat", ("FLAT", before.number))
                placed.append(part)
            else:
                placed[-1:] = _with_number(part, before.number)
        else:
            placed.append(part)
    if len(placed) > 1 and placed[-1].kind == "number" and not placed[-2].number and placed[-2].kind != "flat":
        placed[-2:] = _with_number(placed[-2], placed[-1].number)
    return placed


def _with_number(part: Part, number: str) -> list[Part]:
    """The words read again with a number before them, which may tell where a street's name ends."""
    return list(_of_segment((number, *part.words)))


def _of_segment(tokens: Words) -> Iterator[Part]:
    while tokens:
        taken, part = _next(tokens)
        if part:
            yield from part
        tokens = tokens[taken:]


def _next(tokens: Words) -> tuple[int, list[Part]]:
    """How many words the next part takes, and the part; a `flat` that no word names is taken and dropped."""
    if length := flat_length(tokens):
        taken = length + (1 if tokens[length : length + 1] in (("AT",), ("IN",), ("OF",)) else 0)
        return taken, _flats(tokens[:length])
    if is_number(tokens[0]):
        return _numbered(tokens)
    if tokens[0] in ("NO", "NUMBER") and len(tokens) > 1 and is_number(tokens[1]):
        return 1, []
    if LETTER_AND_NUMBER.fullmatch(tokens[0]) and _named_end(tokens[1:], BLOCKS | BLOCKS_OR_STREETS):
        return 1, [Part("flat", ("FLAT", tokens[0]))]
    return _unnumbered(tokens[: _until_next(tokens, 1)])


def is_number(token: str) -> bool:
    return NUMBER.fullmatch(token) is not None or PAIR.fullmatch(token) is not None


def _until_next(tokens: Words, start: int) -> int:
    """Where the next number or flat begins. `Block 3` is a name; in `Cooper Tower 39 Quarry Road` 39 is the road's."""
    for i in range(start, len(tokens)):
        is_named = tokens[i - 1] in NUMBERED_PARTS and i in (1, len(tokens) - 1)
        if is_number(tokens[i]) and not is_named:
            return i
        if tokens[i] in FLATS and i + 1 < len(tokens) and _is_flat_value(tokens[i + 1]):
            return i
    return len(tokens)


def _is_flat_value(token: str) -> bool:
    return len(token) <= LONGEST_FLAT and FLAT_VALUE.fullmatch(token) is not None


def flat_length(tokens: Words) -> int:
    """How many words name a dwelling inside a building: `flat 7`, `first floor flat`, `basement`, `the annexe`."""
    start = 1 if tokens[0] == "THE" and len(tokens) > 1 else 0
    where = start
    while where < len(tokens) and tokens[where] in WHERE_IN_IT:
        where += 1
    word = FLATS.get(tokens[where]) if where < len(tokens) else None
    if word:
        return _named_flat_length(tokens, where, word, is_placed=where > start, has_the=start > 0)
    alone = tokens[start:where]
    is_whole = where == len(tokens) or is_number(tokens[where])
    return where if is_whole and ("FLOOR" in alone or alone in (("BASEMENT",), ("ATTIC",))) else 0


def _named_flat_length(tokens: Words, where: int, word: str, *, is_placed: bool, has_the: bool) -> int:
    value = where + 1
    if tokens[value : value + 1] in (("NO",), ("NUMBER",)):
        value += 1
    if value < len(tokens) and _is_flat_value(tokens[value]) and not (is_placed and _is_of_a_street(tokens, value)):
        is_split = NUMBER.fullmatch(tokens[value]) and len(tokens) == value + 2 and len(tokens[value + 1]) == 1
        return value + (2 if is_split and tokens[value + 1].isalpha() else 1)
    after = tokens[where + 1] if where + 1 < len(tokens) else ""
    if word == "FLAT":
        return where + (2 if after in BESIDE else 1)
    is_whole = not after or is_number(after)
    return where + 1 if is_placed or (word in ONE_OF_ITS_KIND and (is_whole or has_the)) else 0


def _is_of_a_street(tokens: Words, value: int) -> bool:
    """`First floor flat 22 High Street` is at number 22, where no other number is told."""
    return value + 1 < len(tokens) and not any(is_number(token) for token in tokens[value + 1 :])


def _flats(tokens: Words) -> list[Part]:
    """The dwelling as compared. A floor is a part of its own: `first floor flat 2` is on the first floor, flat 2."""
    tokens = tuple(token for token in tokens if token not in ("THE", "NO", "NUMBER"))
    where = next((i for i, token in enumerate(tokens) if token in FLATS), len(tokens))
    place, word, value = tokens[:where], FLATS.get("".join(tokens[where : where + 1]), ""), tokens[where + 1 :]
    if not word:
        return [Part("flat", place)]
    if value and value[0] in BESIDE:
        return [Part("flat", (word, value[0]))]
    if not value:
        is_told_by_place = word == "FLAT" and ("FLOOR" in place or place in (("BASEMENT",), ("ATTIC",)))
        return [Part("flat", place if is_told_by_place else (*place, word))]
    told = Part("flat", (word, without_noughts("".join(value))))
    if not place:
        return [told]
    return [*_flats((*place, "FLAT")), told]


def without_noughts(number: str) -> str:
    return re.sub(r"^0+(?=[1-9])", "", number) if "/" not in number else number


def _numbered(tokens: Words) -> tuple[int, list[Part]]:
    """A number and the street or building it stands before; `7 A` is `7A`."""
    number, taken = without_noughts(tokens[0]), 1
    if number.isdigit() and len(tokens) > 1 and len(tokens[1]) == 1 and tokens[1].isalpha():
        number, taken = number + tokens[1], 2
    letter = _flat_of_pair(number)
    if letter:
        rest = _numbered((letter[1], *tokens[taken:]))
        return taken + rest[0] - 1, [Part("flat", ("FLAT", letter[0])), *rest[1]]
    following = tokens[taken : _until_next(tokens, taken)] if taken < len(tokens) else ()
    if not following or is_number(following[0]) or flat_length(following):
        return taken, [Part("number", (), number)]
    end = _street_end(following, is_numbered=True) or len(following)
    words, kind = _kind(following[:end])
    return taken + end, [Part(kind, words, number)]


def _flat_of_pair(number: str) -> tuple[str, str] | None:
    """`A/22` and `22/A` are flat A of 22; of `7/22` nobody can tell."""
    pieces = number.split("/")
    letters = [piece for piece in pieces if piece.isalpha() and len(piece) == 1]
    if len(pieces) != 2 or len(letters) != 1:
        return None
    other = pieces[0] if pieces[1] == letters[0] else pieces[1]
    return (letters[0], other) if NUMBER.fullmatch(other) else None


def _unnumbered(tokens: Words) -> tuple[int, list[Part]]:
    end = _street_end(tokens, is_numbered=False) or len(tokens)
    words, kind = _kind(tokens[:end])
    return end, [Part(kind, words)]


def _kind(tokens: Words) -> tuple[Words, str]:
    """The words with their last ones written in full, and what they name."""
    words = tuple(_full(tokens, i) for i in range(len(tokens)))
    last = len(words) - 1
    while last > 0 and words[last] in SIDES:
        last -= 1
    if last < 1:
        return tokens, "words"
    if words[last] in BLOCKS | BLOCKS_OR_STREETS:
        return words, "block"
    return (words, "street") if words[last] in STREETS | STREETS_OR_NAMES else (tokens, "words")


def _full(tokens: Words, i: int) -> str:
    """A shortened kind in full. `St` before a name is a saint; a first word is a name, not a kind."""
    token = tokens[i]
    if i == 0:
        return token
    if token == "ST":  # noqa: S105 - a word of addresses
        return "STREET" if i == len(tokens) - 1 or tokens[i + 1] in SIDES else token
    return SHORT_FOR.get(token, token)


def _street_end(tokens: Words, *, is_numbered: bool) -> int:
    """Where a name ends that other words follow without a comma; 0 where it does not."""
    for i in range(1, len(tokens)):
        word = _kind_at(tokens, i, is_numbered)
        if word not in KINDS:
            continue
        end = _run_end(tokens, i, is_numbered)
        if word in STREETS_OR_NAMES and (further := _road_ahead(tokens, end)):
            end = further
        if is_numbered or end == len(tokens):
            return end
        return end if _may_part(tokens[:end], tokens[end:]) else 0
    return 0


def _kind_at(tokens: Words, i: int, is_numbered: bool) -> str:
    """`St` inside numbered words is a street where no later word says what the street is: `7 High St Oxlade`."""
    if tokens[i] != "ST":
        return SHORT_FOR.get(tokens[i], tokens[i])
    later = [SHORT_FOR.get(token, token) for token in tokens[i + 1 :]]
    return "STREET" if not later or (is_numbered and not KINDS & set(later)) else "ST"


def _run_end(tokens: Words, i: int, is_numbered: bool) -> int:
    """A kind may follow a kind: Old Park Lane. After a block's, two begin another name: Rowan House, Mill Lane."""
    end = i + 1
    while end < len(tokens) and (tokens[end] in SIDES or _kind_at(tokens, end, is_numbered) in KINDS):
        before, two = _kind_at(tokens, end - 1, is_numbered), tokens[end : end + 2]
        if before in BLOCKS and len(two) == 2 and _kind_at(two, 1, is_numbered) in KINDS:
            break
        end += 1
    while end < len(tokens) and tokens[end - 1] in NUMBERED_PARTS and is_number(tokens[end]):
        end += 1
    return end


def _road_ahead(tokens: Words, start: int) -> int:
    for i in range(start, min(start + NEAR, len(tokens))):
        if SHORT_FOR.get(tokens[i], tokens[i]) in LONG_STREETS:
            return i + 1
    return 0


def _may_part(name: Words, rest: Words) -> bool:
    """Whether unnumbered words are a name and something after it, rather than one long name."""
    if NOT_STREETS_AFTER & set(rest):
        return False
    last = SHORT_FOR.get(name[-1], name[-1])
    return last in LONG_STREETS or name[-1] == "ST" or bool(_named_end(rest, KINDS))


def _named_end(tokens: Words, kinds: frozenset[str]) -> bool:
    """Whether the words hold a name and its kind."""
    return any(_full(tokens, i) in kinds for i in range(1, len(tokens)))
