"""Telephone numbers in one international form, so that one number typed two ways compares as one."""

import re

_EXTENSION = re.compile(r"(?:ext|extn|extension|x)[. ]*\d{1,6}$", re.IGNORECASE | re.ASCII)
_TRUNK_ZERO = re.compile(r"\(0\)")
_PUNCTUATION = re.compile(r"[\s().\-/]+")
_TYPED = re.compile(r"\+?\d+", re.ASCII)

SHORTEST_ABROAD, LONGEST = 8, 15
BRITISH_DIGITS = (9, 10)

# Numbers kept for drama, which reach nobody. An invented force needs more than there are, so it writes extra
# digits after one: an exchange ignores them, and no real number is that long.
DRAMA = ("447700900", "442079460", "441632960", "443069990")
DRAMA_LONGEST = 16


class InvalidTelephone(ValueError):
    """The text is not a whole telephone number."""


def telephone(text: str) -> str:
    """`+447700900123`. A number without a country code is British."""
    bare = _PUNCTUATION.sub("", _TRUNK_ZERO.sub("", _EXTENSION.sub("", text.strip())))
    if not _TYPED.fullmatch(bare):
        raise InvalidTelephone(text)
    digits = _international(bare)
    if not digits or not _is_whole(digits):
        raise InvalidTelephone(text)
    return f"+{digits}"


def _international(bare: str) -> str:
    if bare.startswith("+"):
        return bare[1:]
    if bare.startswith("00"):
        return bare[2:]
    if bare.startswith("0"):
        return f"44{bare[1:]}"
    return bare if bare.startswith("44") and len(bare) > max(BRITISH_DIGITS) else ""


def _is_whole(digits: str) -> bool:
    if digits.startswith(DRAMA) and len(digits) <= DRAMA_LONGEST:
        return len(digits) >= 12
    if digits.startswith("44"):
        return len(digits) - 2 in BRITISH_DIGITS and digits[2] != "0"
    return digits[0] != "0" and SHORTEST_ABROAD <= len(digits) <= LONGEST
