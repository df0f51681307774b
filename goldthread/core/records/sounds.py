"""How a name sounds, roughly: its consonants in one spelling, for finding a name that was heard and not read.

Romanised names differ most in their vowels and in how one sound is written (Mohammed, Muhammad, Md; Oleksandr,
Aleksander; Shawn, Sean), so vowels go, but for a mark that a name begins with one, and letters of one sound become one
letter. It knows no particular name. It is a net and no proof: many names share a sound, so what it finds is ranked low.
"""

import re
from functools import lru_cache

# In this order: what a longer spelling stands for before what its letters would.
SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"^(?:PS|PT)", "S"),
        (r"^(?:KN|GN|PN)", "N"),
        (r"^WR", "R"),
        (r"^X", "S"),
        (r"X", "KS"),
        (r"TSCH|TCH|CZ|CS(?=[AEIOUY])", "CH"),
        (r"SCH|SZ|SH", "S"),
        (r"PH", "F"),
        (r"CH(?=[RLN])", "K"),
        (r"CH", "X"),
        (r"C(?=[EIY])", "S"),
        (r"CK|C|Q", "K"),
        (r"(?<=[AEIOU])GH(?=T|$)", ""),
        (r"D[JZ]|DG(?=[EIY])", "J"),
        (r"ZH", "J"),
        (r"G(?=[EIY])", "J"),
        (r"Z", "S"),
        (r"(?<=[AEOU])W(?=[^AEIOUY]|$)", ""),
        (r"[FW]", "V"),
    )
)  # fmt: skip
# After a consonant an H only colours it; between vowels it comes and goes with the spelling.
SILENT_H = re.compile(r"(?<=.)H")
VOWELS = re.compile(r"[AEIOUY]")
TWICE = re.compile(r"(.)\1+")
BEGINS_WITH_VOWEL = re.compile(r"^(?:[AEIOU]|Y(?![AEIOU]))")
SHORTEST = 2


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The sound of one folded word, `KNT` for KENT and CANT; empty where too little is left to tell names apart by."""
    letters = "".join(c for c in word if "A" <= c <= "Z")
    begins = "A" if BEGINS_WITH_VOWEL.match(letters) else ""
    initial_y = "Y" if not begins and letters[:1] == "Y" else ""
    for pattern, spelling in SPELLINGS:
        letters = pattern.sub(spelling, letters)
    bare = VOWELS.sub("", SILENT_H.sub("", letters))
    found = begins + TWICE.sub(r"\1", initial_y + bare)
    return found if len(found) >= SHORTEST else ""
