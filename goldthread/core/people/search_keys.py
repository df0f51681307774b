"""What a search box may find a mention by: pure functions of what is asserted of it, and of its record.

One key is one thing a person may remember: a name, how it sounds, a birth date, a door, the end of a telephone number.
`link/picture` reads what somebody typed into the same forms.
"""

from collections.abc import Iterable, Iterator

from goldthread.core.people.keys import IDENTIFIERS, Held
from goldthread.core.records.addresses import ParsedAddress, parse
from goldthread.core.records.identifiers import compact
from goldthread.core.records.names import fold
from goldthread.core.records.sounds import sound

Key = tuple[str, str]

LONGEST = 200
NAMES = ("forename", "middle", "surname", "alias")
# Where somebody is: never kept of a restricted record, and never answered for a secret place (design decision 18).
WHERE = ("door", "door_sound", "place", "postcode")
# What a signalled record is found by: who it is about, so that a reader is told whom to ask, and nothing else of it.
# Its keys are of kinds of their own, so that what it alone says finds nobody's open records.
SIGNALLED = ("name", "sound", "birth_date", "sex", "identifier")
ASK = "ask:"
# Words that end the names of a thousand streets find nothing by themselves.
LEFT_OUT = frozenset(("THE", "OF", "AND", "ON", "FLAT", "NO"))
SHORTEST_PLACE = 3


def search_keys(held: Iterable[Held], reference: str = "", borough: str = "", restriction: str = "") -> set[Key]:
    """Every key of one mention, as far as its record's restriction lets a search reach it."""
    values = list(held)
    keys = {*_who(values), *_where(values), *_numbers(values)}
    keys |= {("reference", reference.upper()), ("borough", fold(borough))}
    found = {(kind, value.strip()[:LONGEST]) for kind, value in keys if value.strip()}
    if restriction == "signalled":
        return {(ASK + kind, value) for kind, value in found if kind in SIGNALLED}
    return set() if restriction else found


def _who(values: Iterable[Held]) -> Iterator[Key]:
    for value in values:
        if value.field in NAMES and (value.canonical or value.field == "alias"):
            words = fold(value.canonical or value.text).split()
            # Abdul Rahman and Abdulrahman are one name.
            for word in [*words, "".join(words)] if 1 < len(words) < 4 else words:
                yield "name", word
                yield "sound", sound(word)
        elif value.field == "birth_date" and value.canonical:
            yield "birth_date", value.canonical
        elif value.field == "sex" and value.canonical:
            yield "sex", value.canonical.upper()


def _where(values: Iterable[Held]) -> Iterator[Key]:
    for value in values:
        if value.field == "postcode" and value.canonical:
            yield "postcode", value.canonical
        elif value.field == "address" and value.canonical:
            yield from address_keys(parse(value.canonical))


def address_keys(address: ParsedAddress) -> Iterator[Key]:
    """`ELM ROAD|14|2` for flat 2 of 14 Elm Road: whoever types the street alone types the beginning of it."""
    if address.street:
        yield "door", f"{address.street}|{address.number}|{address.flat}"
    if address.building:
        yield "door", f"{address.building}||{address.flat}"
    if address.street and address.number:
        yield "door_sound", door_sound(address.street, address.number)
    for words in (address.street, address.building, address.locality):
        yield from (("place", word) for word in place_words(words))


def door_sound(street: str, number: str) -> str:
    """A number in a street however spelt: `MLBR|12`; the kind of street does not count."""
    words = street.split()
    sounds = [sound(word) or word for word in (words[:-1] or words)]
    return f"{' '.join(sounds)}|{number}"


def place_words(words: str) -> list[str]:
    """The words of a street's or a building's name but its last, which says what kind it is; one word is itself."""
    named = words.split()
    return [
        word
        for word in (named[:-1] if len(named) > 1 else named)
        if len(word) >= SHORTEST_PLACE and word not in LEFT_OUT and not word.isdigit()
    ]


def _numbers(values: Iterable[Held]) -> Iterator[Key]:
    for value in values:
        if value.field in IDENTIFIERS:
            # One that fails its check is still found as it was typed.
            yield "identifier", value.canonical or compact(value.text)
        elif value.field == "phone" and value.canonical:
            yield "phone", value.canonical
            yield "phone_end", phone_end(value.canonical)


def phone_end(digits: str) -> str:
    """A telephone number from its end, so that its last digits are the beginning of this."""
    return "".join(c for c in reversed(digits) if c.isdigit())[:8]
