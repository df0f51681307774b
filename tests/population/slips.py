"""Slips of hands on keys and of ears on the telephone."""

from random import Random

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEXT_TO = {letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in ROWS for at, letter in enumerate(row)}
HEARD = (
    ("ph", "f"),
    ("ck", "k"),
    ("ee", "i"),
    ("ou", "u"),
    ("y", "i"),
    ("z", "s"),
    ("c", "k"),
    ("v", "w"),
    ("ei", "ie"),
)


def slipped(word: str, chance: Random) -> str:
    """The word with one slip in it, seldom on its first letter; words of one or two letters are typed right."""
    if len(word) < 3:
        return word
    way = chance.random()
    if way < 0.2:
        return _misheard(word, chance)
    at = chance.randrange(0 if chance.random() < 0.06 else 1, len(word))
    if way < 0.42:
        return word[:at] + word[at + 1 :] or word
    if way < 0.6:
        return word[:at] + word[at] + word[at:]
    if way < 0.8 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    near = NEXT_TO.get(word[at].lower(), "")
    return word[:at] + chance.choice(near) + word[at + 1 :] if near else word


def _misheard(word: str, chance: Random) -> str:
    able = [(heard, typed) for heard, typed in HEARD if heard in word[1:].lower()]
    if not able:
        return word
    heard, typed = chance.choice(able)
    at = word.lower().index(heard, 1)
    return word[:at] + typed + word[at + len(heard) :]
