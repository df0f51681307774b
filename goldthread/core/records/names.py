"""Names as typed and as compared: folding for comparison, and the words people type when they know no name.

The original is always kept for display; nothing here knows any particular name.
"""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a base letter and a mark.
UNDECOMPOSED = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H",
        "ı": "i", "İ": "I", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ß": "ss",
        "ẞ": "SS", "ŋ": "ng", "Ŋ": "NG", "ə": "e", "Ə": "E", "ĸ": "k", "ŧ": "t", "Ŧ": "T",
    }
)  # fmt: skip

APOSTROPHES = re.compile("['’‘ʼʻ`´′]")
NOT_A_LETTER = re.compile(r"[\W_]+")
SPACES = re.compile(r"\s+")

NO_NAME_WORDS = """
    unknown | unk | ukn | nk | n k | not known | name unknown | name not known | not given | not stated
    | refused | withheld | anon | anonymous | n a | no name | tbc | tba | unborn | unborn baby
    | baby boy | baby girl | informant | caller
"""
NO_FORENAME_WORDS = """
    baby | child | boy | girl | male | female | infant | twin | mr | mrs | ms | miss | mum | dad | mother
    | father | none | nil
"""
NO_NAME = frozenset(words.strip().upper() for words in NO_NAME_WORDS.split("|"))
# Child, Boy and Miss are families' names; in the place of a forename they say that nobody asked.
NO_FORENAME = NO_NAME | frozenset(words.strip().upper() for words in NO_FORENAME_WORDS.split("|"))
NUMBERED = re.compile(r"(?:UNKNOWN|CHILD|BABY|MALE|FEMALE|BOY|GIRL|TWIN)(?: [A-Z]| ?\d{1,2})", re.ASCII)


def tidy(text: str) -> str:
    """The name as a person would write it: composed letters, single spaces, no invisible characters."""
    if text.isascii() and text.isprintable():
        return SPACES.sub(" ", text).strip()
    visible = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return SPACES.sub(" ", unicodedata.normalize("NFC", visible)).strip()


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Capitals, no marks, no apostrophes, a space for a hyphen: `O’Brien-Łuk` is `OBRIEN LUK`."""
    plain = APOSTROPHES.sub("", tidy(text))
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain.translate(UNDECOMPOSED))
        plain = "".join(c for c in apart if not unicodedata.combining(c))
    return NOT_A_LETTER.sub(" ", plain.upper()).strip()


@lru_cache(maxsize=50_000)
def is_placeholder(text: str, *, surname: bool = False) -> bool:
    """Whether the words say that no name is known, such as `Unknown`, `Baby` or `Child 1`."""
    folded = fold(text)
    return folded in (NO_NAME if surname else NO_FORENAME) or NUMBERED.fullmatch(folded) is not None


def canonical(text: str, *, surname: bool = False) -> str | None:
    """The name for comparing, or None where nothing in the text is a name."""
    folded = fold(text)
    if not any(c.isalpha() for c in folded) or is_placeholder(text, surname=surname):
        return None
    return folded
