"""How hands and ears get a name, a date or a number wrong. Written apart from what searches and from what invents the
force: it shares no table with either."""

from collections.abc import Callable
from random import Random

# Letters that stand side by side on a keyboard.
BESIDE = {"a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
          "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry",
          "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x"}  # fmt: skip
# One sound, other letters: what an ear hears, and what a system's romanisation writes.
HEARD = (("ph", "f"), ("ck", "k"), ("c", "k"), ("k", "c"), ("ie", "y"), ("y", "i"), ("ee", "ea"), ("ou", "oo"),
         ("th", "t"), ("v", "w"), ("w", "v"), ("j", "g"), ("z", "s"), ("s", "z"), ("x", "ks"), ("q", "k"))  # fmt: skip
ROMANISED = (("kh", "h"), ("dh", "d"), ("sh", "sch"), ("o", "u"), ("u", "o"), ("e", "a"), ("a", "e"), ("ee", "i"),
             ("i", "ee"), ("y", "i"), ("ou", "u"), ("w", "v"), ("dd", "d"), ("mm", "m"), ("ss", "s"), ("ks", "x"),
             ("ei", "ai"), ("ai", "ay"), ("ch", "tsch"))  # fmt: skip


def misspelt(word: str, chance: Random) -> str:
    """One slip of the hand: a letter lost, doubled, changed for its neighbour, or two changed about."""
    if len(word) < 3:
        return word
    place = chance.randrange(1, len(word))
    letter = word[place].lower()
    slips: tuple[Callable[[], str], ...] = (
        lambda: word[:place] + word[place + 1 :],
        lambda: word[:place] + letter + word[place:],
        lambda: word[:place] + chance.choice(BESIDE.get(letter, letter)) + word[place + 1 :],
        lambda: word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :],
    )
    made = chance.choice(slips)()
    return made if made.lower() != word.lower() else misspelt(word, chance)


def misheard(word: str, chance: Random) -> str:
    return _respelt(word, HEARD, chance, 2)


def romanised(word: str, chance: Random) -> str:
    return _respelt(word, ROMANISED, chance, 2)


def _respelt(word: str, pairs: tuple[tuple[str, str], ...], chance: Random, most: int) -> str:
    """Up to so many of the pairs that the word has are put in place; a word with none is misspelt."""
    found = word.lower()
    fitting = [pair for pair in pairs if pair[0] in found]
    if not fitting:
        return misspelt(word, chance)
    for old, new in chance.sample(fitting, min(most, len(fitting))):
        found = found.replace(old, new, 1)
    return found if found != word.lower() else misspelt(word, chance)


def one_digit_off(digits: str, chance: Random) -> str:
    """One digit of the last of a number or a date is another."""
    places = [place for place, sign in enumerate(digits) if sign.isdigit()]
    place = chance.choice(places)
    return digits[:place] + chance.choice("0123456789".replace(digits[place], "")) + digits[place + 1 :]
