"""The tables of names, read once: communities with their spellings, everyday forms and rules of naming."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from goldthread.core import yaml_files

# The spellings of one name, its bearer's own first.
Spellings = tuple[str, ...]

TABLE = Path(__file__).with_name("communities.yaml")
# How much likelier the first name of a list is than the tenth: names follow Zipf's law with a flat head.
FLATNESS = 4


@dataclass(frozen=True)
class Community:
    """How one community names its children, and how often a clerk changes a name of it over."""

    code: str
    share: float
    rule: str
    female: tuple[Spellings, ...]
    male: tuple[Spellings, ...]
    surnames: tuple[Spellings, ...]
    tail: tuple[tuple[str, ...], tuple[str, ...]]
    feminine: tuple[tuple[str, str], ...]
    short: dict[str, Spellings]
    twins: tuple[tuple[str, str], ...]
    middle: tuple[str, ...]
    english: tuple[str, ...]
    double: float
    swapped: float
    default_birthday: float

    def forename(self, sex: str, chance: Random, is_adult: bool = False) -> Spellings:
        """A forename; grown people bear what was usual when they were born, the other half of the list."""
        names = self.female if sex == "F" else self.male
        return own_spelling(_usual(names, chance, len(names) // 2 if is_adult and chance.random() < 0.6 else 0), chance)

    def known(self, name: str, sex: str) -> tuple[Spellings, str]:
        """A name in all its spellings, and the sex of who bears it; the given one where any may, or it is unlisted."""
        lists = {"F": self.female, "M": self.male}
        for borne_by in dict.fromkeys((sex, "F", "M")):
            for forms in lists[borne_by]:
                if name in forms:
                    return (name, *(form for form in forms if form != name)), borne_by
        return (name,), sex

    def surname(self, chance: Random) -> Spellings:
        first, last = self.tail
        if first and chance.random() < 0.4:
            return (chance.choice(first) + chance.choice(last),)
        return own_spelling(_usual(self.surnames, chance, 0), chance)

    def of_woman(self, surname: str) -> str:
        """The form a woman of the family bears, where the language has one."""
        for his, hers in self.feminine:
            if surname.endswith(his):
                return surname.removesuffix(his) + hers
        return surname

    def everyday(self, forename: Spellings) -> Spellings:
        """What somebody of this name is called at home, whichever way the name is spelt."""
        return next((self.short[form] for form in forename if form in self.short), ())


def own_spelling(forms: Spellings, chance: Random) -> Spellings:
    """The same spellings with one of them first: the one this family uses."""
    if len(forms) == 1 or chance.random() < 0.6:
        return forms
    place = chance.randrange(1, len(forms))
    return (forms[place], *forms[:place], *forms[place + 1 :])


def _usual(names: tuple[Spellings, ...], chance: Random, start: int) -> Spellings:
    """One of the list by Zipf's law, by drawing the place on a logarithmic scale."""
    ratio = (len(names) + FLATNESS) / FLATNESS
    place = int(FLATNESS * ratio ** chance.random()) - FLATNESS
    return names[(place + start) % len(names)]


@cache
def communities() -> tuple[Community, ...]:
    """Every community of the table, in its order."""
    table: dict[str, dict[str, Any]] = yaml_files.read(TABLE)
    return tuple(_community(code, told) for code, told in table.items())


def _community(code: str, told: dict[str, Any]) -> Community:
    tail = told.get("tail", {"first": "", "last": ""})
    return Community(
        code,
        told["share"],
        told.get("rule", "family"),
        _names(told["female"]),
        _names(told["male"]),
        _names(told["surnames"]),
        (_listed(tail["first"]), _listed(tail["last"])),
        tuple((his, hers) for his, _, hers in (pair.partition("=") for pair in _listed(told.get("feminine", "")))),
        {
            name: tuple(forms.split("/"))
            for name, _, forms in (one.partition("=") for one in _listed(told.get("short", "")))
        },
        tuple((one, other) for one, _, other in (pair.partition("+") for pair in _listed(told.get("twins", "")))),
        _listed(told.get("middle", "")),
        tuple(told.get("english", ())),
        told.get("double", 0.02),
        told.get("swapped", 0.015),
        told.get("default_birthday", 0.002),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _names(text: str) -> tuple[Spellings, ...]:
    return tuple(tuple(dict.fromkeys(name.split("/"))) for name in _listed(text))
