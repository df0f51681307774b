"""Names for people who do not exist, by naming community. No matcher may share them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from goldthread.core import yaml_files

TABLES = Path(__file__).with_name("names.yaml")


@dataclass(frozen=True)
class Community:
    """`surname` says what a child is called after; `women` are second names that women carry instead."""

    name: str
    weight: int
    surname: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    women: tuple[str, ...] = ()
    endings: tuple[tuple[str, str], ...] = ()
    family_first: bool = False

    def born_to(self, rng: Random, sex: str, mother: str, father: str, fathers_forename: str) -> str:
        """The surname of a child: of the family, of the father's forename, or of both."""
        if self.women and sex == "female" and rng.random() < 0.5:
            return rng.choice(self.women)
        if self.surname == "father":
            return fathers_forename or father
        if self.surname == "double":
            return f"{mother.split()[-1]} {father.split()[-1]}"
        return self.gendered(father, sex)

    def gendered(self, surname: str, sex: str) -> str:
        """Kowalski's daughter is Kowalska."""
        if sex == "female":
            for his, hers in self.endings:
                if surname.endswith(his):
                    return surname.removesuffix(his) + hers
        return surname


@cache
def communities() -> tuple[Community, ...]:
    return tuple(_community(entry) for entry in _tables()["communities"])


@cache
def _tables() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml_files.read(TABLES)
    return loaded


def _community(entry: dict[str, Any]) -> Community:
    return Community(
        entry["name"],
        entry["weight"],
        entry["surname"],
        tuple(entry["girls"].split()),
        tuple(entry["boys"].split()),
        tuple(entry["surnames"].split()),
        tuple(entry.get("women", "").split()),
        tuple(entry.get("endings", {}).items()),
        entry.get("order") == "family first",
    )


@cache
def _weights() -> tuple[int, ...]:
    return tuple(community.weight for community in communities())


def community(rng: Random) -> Community:
    return rng.choices(communities(), _weights())[0]


def forename(rng: Random, of: Community, sex: str) -> str:
    return rng.choice(of.girls if sex == "female" else of.boys)


def adult_surname(rng: Random, of: Community, sex: str) -> str:
    """A grown person's own surname: a woman's second name, two surnames, or the family's with her ending."""
    if of.women and sex == "female" and rng.random() < 0.5:
        return rng.choice(of.women)
    if of.surname == "double":
        return " ".join(rng.sample(of.surnames, 2))
    return of.gendered(rng.choice(of.surnames), sex)


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """Each name's other spellings, by the spelling the tables use."""
    return {words[0]: tuple(words[1:]) for words in (line.split() for line in _tables()["spellings"])}


def spelt_by(name: str, person_id: str, system: str) -> str:
    """How one system spells one person's name: another system may differ, the same one does not waver."""
    others = spellings().get(name)
    if not others:
        return name
    at = crc32(f"{person_id}{name}{system}".encode()) % (2 * len(others) + 1)
    return others[at] if at < len(others) else name


def mistyped(rng: Random, name: str) -> str:
    """One slip of the hand: two letters swapped, one lost or one doubled, never the first."""
    if len(name) < 4:
        return name
    i = rng.randrange(1, len(name) - 1)
    slip = rng.randrange(3)
    if slip == 0:
        return name[:i] + name[i + 1] + name[i] + name[i + 2 :]
    return name[:i] + name[i + 1 :] if slip == 1 else name[:i] + name[i] + name[i:]
