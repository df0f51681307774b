"""Numbers as reports print them: digits, words, and simple fractions."""

import re

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
FRACTIONS = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5), "tenth": (1, 10)}

_small = "|".join(sorted([*UNITS, *TENS, "none", "no"], key=len, reverse=True))
_word = (
    rf"(?:(?:{'|'.join(UNITS[1:10])})\s+hundred(?:\s+and\s+(?:(?:{'|'.join(TENS)})"
    rf"(?:[-\s](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(sorted(UNITS[1:], key=len, reverse=True))}))?"
    rf"|(?:{'|'.join(TENS)})[-\s](?:{'|'.join(UNITS[1:10])})|{_small})"
)
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{_word})"
FRACTION = r"(?:(?:a|one|two|three|four|nine)[-\s](?:quarters?|thirds?|fifths?|tenths?)|(?:one[-\s])?half)"


def as_number(words: str) -> int | None:
    """`thirty-eight` -> 38, `1,204` -> 1204; None when it is not a number."""
    words = words.strip().lower().replace(",", "")
    if words.isdecimal():
        return int(words)
    if words in ("none", "no"):
        return 0
    total = 0
    for word in re.split(r"[-\s]+", words.replace(" and ", " ")):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in TENS:
            total += TENS[word]
        elif word in UNITS:
            total += UNITS.index(word)
        else:
            return None
    return total


def as_fraction(words: str) -> tuple[int, int] | None:
    """`three-quarters` -> (3, 4)."""
    parts = re.split(r"[-\s]+", words.strip().lower())
    name = parts[-1].rstrip("s") if parts[-1] != "half" else "half"
    if name not in FRACTIONS:
        return None
    _, under = FRACTIONS[name]
    over = 1 if len(parts) == 1 or parts[0] in ("a", "one") else as_number(parts[0])
    return (over, under) if over else None
