"""What is left of a romanised name without its spelling: one consonant skeleton for many spellings.

`MOHAMMED` and `MUHAMMAD` are `MHMD`, `CHOWDHURY` and `CHAUDHRY` are `CDR`, `KOWALSKA` and `KOWALSKI` are `KVLSK`.
Different names share a skeleton too: it is for blocking, and one level of a comparison, never proof.
"""

import re
from functools import lru_cache

from goldthread.core.records.names import UNDECOMPOSED
from goldthread.link.matching.remembering import ANSWERS

# Words of a name that stand beside it: articles, `son of`, `servant of`, `from`. Alone, they are the name.
_BESIDE = """
    AL EL UL UR AD AS AR AZ ABD ABDUL ABDEL ABDAL ABDOUL BIN BINT IBN UD DIN DE DA DO DOS DAS DI DU DEL LA LE VAN VON
    DER DEN ST MC MAC O Y E
"""
PARTICLES = frozenset(_BESIDE.split())
# Endings that tell a woman's form of a family's name from a man's. Vowels fall away by themselves: only these remain.
_GENDERED = (
    (re.compile(r"(?:AUSKAITE|AUSKIENE|AUSKAS)$"), "AUSK"),
    (re.compile(r"(?:EVICIUTE|EVICIENE|EVICIUS)$"), "EVIC"),
    (re.compile(r"(?:OPOULOU|OPOULOS)$"), "OPUL"),
    (re.compile(r"(?<=[IA]D)(?:IS|OU)$"), ""),
    (re.compile(r"(?:SKAYA|SKAIA|SKAJA|SKIY|SKYI|SKYY|SKII|SKIJ|SKYJ|SKOY)$"), "SKI"),
    (re.compile(r"(?:OFF|OVA|OW)$"), "OV"),
    (re.compile(r"(?:EFF|EVA)$"), "EV"),
)
# Letters together that make one sound, the longer first.
_SOUNDS = (
    (re.compile(r"SCH|TSCH|SHCH|SZCZ"), "S"),
    (re.compile(r"TCH|CZ|CH"), "4"),
    (re.compile(r"SH|SZ|ZH"), "S"),
    (re.compile(r"PH"), "F"),
    (re.compile(r"CK|KH|GH(?=[AEIOUY])|Q"), "K"),
    (re.compile(r"IGH|GH"), ""),
    (re.compile(r"TH"), "T"),
    (re.compile(r"DH"), "D"),
    (re.compile(r"BH"), "B"),
    (re.compile(r"DZ|DJ|TZ|TS"), "Z"),
    (re.compile(r"C(?=[EIY])"), "S"),
    (re.compile(r"(?<=[AEIOU])W(?=[DLNRT]|$)|(?<=[AEIOU])Y(?=[^AEIOU]|$)"), ""),
    (re.compile(r"^(?:I|J|Y)(?=[AEIOU])"), "5"),
    (re.compile(r"^W(?=R)|^K(?=N)"), ""),
    (re.compile(r"X"), "KS"),
)
_SIMPLER = str.maketrans({"4": "C", "5": "Y", "C": "K", "W": "V", "Z": "S"})
_FIRST_VOWEL = re.compile(r"^[AEIOU]+H?")
_DOUBLED = re.compile(r"(.)\1+")
LONGEST = 12


@lru_cache(maxsize=ANSWERS)
def skeleton(word: str) -> str:
    """The consonants of one folded word, an initial vowel kept as `A`."""
    bare = word.translate(UNDECOMPOSED).upper()
    for ending, kept in _GENDERED:
        if len(bare) > 5:
            bare = ending.sub(kept, bare)
    for sound, kept in _SOUNDS:
        bare = sound.sub(kept, bare)
    bare = _FIRST_VOWEL.sub("A", bare).translate(_SIMPLER)
    return _DOUBLED.sub(r"\1", _without_vowels(bare))[:LONGEST]


def _without_vowels(bare: str) -> str:
    """Vowels go; an H between vowels is heard (`MOHAMMED`), at an end or by a consonant it is not (`SARAH`)."""
    kept = bare[:1]
    for i in range(1, len(bare)):
        letter = bare[i]
        heard = letter == "H" and bare[i - 1] in "AEIOU" and bare[i + 1 : i + 2] in set("AEIOU")
        if letter not in "AEIOUYH" or heard:
            kept += letter
    return kept


_ONE_SOUND = (
    (re.compile(r"PH"), "F"),
    (re.compile(r"([TDBKG])H"), r"\1"),
    (re.compile(r"CK|C(?![EIYH])|Q"), "K"),
    (re.compile(r"EY$|IE$|EE$"), "I"),
)
_VOICELESS = str.maketrans("YWZDGBO", "IVSTKPU")


@lru_cache(maxsize=ANSWERS)
def sounded(word: str) -> str:
    """A word as it sounds, its vowels kept: what one script does not tell apart (Tamil T and D) is one letter."""
    heard = word
    for sound, kept in _ONE_SOUND:
        heard = sound.sub(kept, heard)
    return _DOUBLED.sub(r"\1", heard.translate(_VOICELESS))


@lru_cache(maxsize=ANSWERS)
def without_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that carry a name; all of them where nothing else is left."""
    return tuple(word for word in words if word not in PARTICLES) or words
