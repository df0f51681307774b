"""Whether two addresses are of one building or one dwelling: yes, no, or not known from their words."""

import re

from goldthread.core.records.addresses import ParsedAddress

# What tells one flat of a building from another: its number, or its letter.
_VALUE = re.compile(r"\b(?:[0-9A-Z/-]*[0-9][0-9A-Z/-]*|[A-Z])\b")


def same_building(one: ParsedAddress, other: ParsedAddress) -> bool | None:
    """Whether both are in one building. Without a postcode a street and number are of any town, and that is None."""
    if not (one.names_a_building and other.names_a_building):
        return None
    codes = _same(one.postcode, other.postcode)
    somewhere = codes if codes is not None else (_same(one.locality, other.locality) or None)
    streets, numbers = _same(one.street, other.street), _same_number(one.number, other.number)
    if streets and numbers is not None:
        return (somewhere or None) if numbers else False
    if streets is False:
        # With one postcode and one number, the street may be misspelt.
        return None if codes and numbers is not False else False
    if _same(one.building, other.building):
        return somewhere
    return False if codes is False and not streets else None


def same_dwelling(one: ParsedAddress, other: ParsedAddress) -> bool | None:
    """Whether both are behind one door. A flat not told is not known: a block of flats is not a household.

    Where no flat and no building is named, words alone show no block: ask `core.places` whether the number has flats.
    """
    building = same_building(one, other)
    if building is False:
        return False
    flats = _same_flat(one.flat, other.flat)
    if flats is not None:
        return building if flats else False
    if one.flat or other.flat or "flat_not_told" in one.doubts | other.doubts:
        return None
    return building if not one.building and not other.building else None


def _same_number(one: str, other: str) -> bool | None:
    """12 may be in 12-14, 7 may be 7A, and of 7/22 either may be the flat: then None."""
    if one == other or not (one and other):
        return True if one and other else None
    if "/" in one or "/" in other:
        return None if set(one.split("/")) & set(other.split("/")) else False
    if _has_letter(one) and _has_letter(other):
        return None if _digits(one) == _digits(other) else False
    (low, high), (low_other, high_other) = _range(one), _range(other)
    return None if low <= high_other and low_other <= high else False


def _same_flat(one: str, other: str) -> bool | None:
    """7 and 9 are two; `STUDIO 7` and `7`, `7` and `ROOM 3` may be one inside the other."""
    if one == other or not (one and other):
        return True if one and other else None
    return False if _VALUE.sub("", one) == _VALUE.sub("", other) and _VALUE.search(one) else None


def _same(one: str, other: str) -> bool | None:
    return one == other if one and other else None


def _has_letter(number: str) -> bool:
    return number[-1:].isalpha()


def _digits(number: str) -> list[str]:
    return re.findall(r"[0-9]+", number)


def _range(number: str) -> tuple[int, int]:
    ends = [int(digits) for digits in _digits(number)]
    return min(ends), max(ends)
