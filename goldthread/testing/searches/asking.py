"""A list of searches about people of an invented force, each with everybody who would be a right answer."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from goldthread.core import clocks, db
from goldthread.testing.searches.slips import misheard, misspelt, one_digit_off, romanised

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass
class Somebody:
    """One true person, the codes under which the force holds them openly, and where and how they were reached."""

    id: str
    forename: str
    surname: str
    born: date
    sex: str
    codes: set[str] = field(default_factory=set)
    told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def age(self) -> int:
        today = clocks.today()
        return today.year - self.born.year - ((today.month, today.day) < (self.born.month, self.born.day))


@dataclass(frozen=True)
class Asking:
    """What is typed, in which way it is wrong, and the codes that answer it."""

    kind: str
    text: str
    codes: frozenset[str]


def askings(truth: Path, seed: int, each: int = 25) -> list[Asking]:
    """So many searches of each kind, the same for the same seed, about people openly held."""
    return askings_about(held_people(truth), seed, each)


def askings_about(held: Iterable[Somebody], seed: int, each: int) -> list[Asking]:
    """So many searches of each kind about these people, the same for the same seed."""
    people = sorted(held, key=lambda one: one.id)
    chance = Random(f"searches {seed}")  # noqa: S311
    found = []
    for kind, made in KINDS.items():
        some = chance.sample(people, len(people))
        texts = ((one, made(one, chance)) for one in some)
        told = [(one, text) for one, text in texts if text]
        found += [Asking(kind, text, frozenset(one.codes)) for one, text in told[:each]]
    return found


def held_people(truth: Path) -> Iterator[Somebody]:
    """Everybody of whom an unrestricted record is held, as the truth has them, with what those records tell.

    What is told of a place nobody may be told of is left out: no search may find by it.
    """
    told = json.loads(truth.read_text(encoding="utf-8"))
    everybody = {row[0]: Somebody(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4]) for row in told["people"]}
    whose = {(source, record, key): person for source, record, key, person in told["mentions"]}
    with db.as_service():
        for row in db.fetch(HELD):
            person = everybody.get(whose.get((row["source_id"], row["source_record_id"], row["key"]), ""))
            if person:
                person.codes.add(row["code"])
                for name, text in row["told"] or ():
                    person.told[name].append(text)
                person.told["reference"].append(row["source_record_id"])
    yield from (person for person in everybody.values() if person.codes and person.forename and person.surname)


HELD = """
    SELECT m.source_id, m.source_record_id, m.key, p.code,
           array_agg(ARRAY[a.field, coalesce(a.canonical, a.text)] ORDER BY a.id)
               FILTER (WHERE a.field IN ('address', 'postcode', 'phone', 'nhs_no', 'pnc_id', 'upn')) AS told
      FROM records_mention m
      JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
      JOIN people_person p ON p.id = l.person_id
      LEFT JOIN records_assertion a ON a.mention_id = m.id AND a.status <> 'superseded'
     WHERE m.is_live AND m.restriction = ''
       AND m.id NOT IN (SELECT goldthread_secret_among(ARRAY(SELECT id FROM records_mention)))
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3
"""

Made = Callable[[Somebody, Random], str]


def _one_of(one: Somebody, name: str, chance: Random) -> str:
    return chance.choice(one.told[name]) if one.told.get(name) else ""


def _name(one: Somebody, chance: Random, slip: Callable[[str, Random], str]) -> str:
    """A slip in the forename, the surname, or both."""
    which = chance.randrange(3)
    forename = slip(one.forename, chance) if which != 1 else one.forename
    return f"{forename} {slip(one.surname, chance) if which else one.surname}"


def _day(born: date) -> str:
    return f"{born.day} {MONTHS[born.month - 1]} {born.year}"


def _wrong_day(one: Somebody, chance: Random) -> str:
    """The birth date with a digit off, so long as such a day there is."""
    for _ in range(50):
        text = one_digit_off(one.born.isoformat()[2:], chance)
        try:
            made = date.fromisoformat(f"{one.born.year // 100}{text}")
        except ValueError:
            continue
        if made <= clocks.today():
            return _day(made)
    return _day(one.born)


def _house(one: Somebody, chance: Random) -> str:
    """The last line of an address that has a number and a street."""
    lines = _one_of(one, "address", chance).split(", ")
    return next((line for line in lines if line[:1].isdigit() and " " in line), "").title()


def _street(one: Somebody, chance: Random) -> str:
    return _house(one, chance).partition(" ")[2]


def _street_misspelt(one: Somebody, chance: Random) -> str:
    number, _, street = _house(one, chance).partition(" ")
    word, _, kind = street.partition(" ")
    return f"{number} {misspelt(word, chance)} {kind}" if kind and len(word) > 4 else ""


def _beside_street(one: Somebody, chance: Random) -> str:
    street = _street(one, chance)
    return f"{one.forename} {street}" if street else ""


def _phone_end(one: Somebody, chance: Random) -> str:
    phone = _one_of(one, "phone", chance)
    return f"phone ends {phone[-6:]}" if phone else ""


def _initial_and_postcode(one: Somebody, chance: Random) -> str:
    postcode = _one_of(one, "postcode", chance)
    return f"{one.forename[0]} {misspelt(one.surname, chance)} {postcode.split()[0]}" if postcode else ""


GIRL_OR_BOY = {"female": "girl", "male": "boy"}

KINDS: dict[str, Made] = {
    "as it is": lambda one, chance: f"{one.forename} {one.surname}",
    "swapped": lambda one, chance: f"{one.surname} {one.forename}",
    "misspelt": lambda one, chance: _name(one, chance, misspelt),
    "misspelt, with age": lambda one, chance: f"{_name(one, chance, misspelt)} {one.age}",
    "misheard": lambda one, chance: _name(one, chance, misheard),
    "misheard, swapped, with age": lambda one, chance: (
        f"{misheard(one.surname, chance)} {misheard(one.forename, chance)} {one.age}"
    ),
    "romanised otherwise": lambda one, chance: _name(one, chance, romanised),
    "romanised otherwise, with year": lambda one, chance: f"{_name(one, chance, romanised)} {one.born.year}",
    "first letters": lambda one, chance: f"{one.forename[:3]} {one.surname[:4]}",
    "first letters, with age": lambda one, chance: f"{one.forename[:3]} {one.surname[:3]} {one.age}",
    "initial and surname, with age": lambda one, chance: f"{one.forename[0]} {one.surname} {one.age}",
    "surname misspelt, with birth date": lambda one, chance: f"{misspelt(one.surname, chance)} {_day(one.born)}",
    "forename and birth date": lambda one, chance: f"{one.forename} {one.born:%d/%m/%Y}",
    "name, birth date one digit off": lambda one, chance: (
        f"{misspelt(one.forename, chance)} {one.surname} {_wrong_day(one, chance)}"
    ),
    "name, day and month changed about": lambda one, chance: (
        f"{one.forename} {misspelt(one.surname, chance)} {one.born:%m/%d/%Y}" if one.born.day <= 12 else ""
    ),
    "girl or boy, about an age, surname misspelt": lambda one, chance: (
        f"{GIRL_OR_BOY.get(one.sex, '')} about {max(1, one.age + chance.choice((-1, 0, 1)))} "
        f"{misspelt(one.surname, chance)}"
        if one.age < 18
        else ""
    ),
    "house and street": _house,
    "house, street misspelt": _street_misspelt,
    "forename and street": _beside_street,
    "postcode and forename misspelt": lambda one, chance: (
        f"{misspelt(one.forename, chance)} {_one_of(one, 'postcode', chance)}" if one.told.get("postcode") else ""
    ),
    "initial, surname misspelt, half a postcode": _initial_and_postcode,
    "telephone": lambda one, chance: _one_of(one, "phone", chance),
    "last digits of a telephone": _phone_end,
    "identifier": lambda one, chance: _one_of(one, chance.choice(("nhs_no", "pnc_id", "upn")), chance),
    "reference of a record": lambda one, chance: _one_of(one, "reference", chance),
}
