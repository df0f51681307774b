"""Who else is said to be at a child's address, from the picture: the children and the adults to tick."""

from dataclasses import dataclass, field
from uuid import UUID

from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import Identity, identities, person_by_code
from goldthread.core.places.residents import Home, dwellings_of, residents_of

MOST_SHOWN = 12
ADULT = 18


@dataclass(frozen=True)
class Household:
    """The child, the address last told, and who else is told there. A flat without its number is no household."""

    person_id: UUID
    code: str
    child: Identity | None
    home: Home | None = None
    people: tuple[Identity, ...] = field(default=())

    @property
    def is_one(self) -> bool:
        """False for a block or a shared place. No address is not that: then nothing is known of who lives there."""
        return self.home is None or self.home.is_household is not False

    @property
    def children(self) -> list[Identity]:
        """The youngest first. Somebody whose age is not known may be a child, and stands with them."""
        found = [one for one in self.people if one.age is None or one.age < ADULT]
        return sorted(found, key=lambda one: (one.age is None, one.age or 0, one.code))

    @property
    def adults(self) -> list[Identity]:
        return [one for one in self.people if one.age is not None and one.age >= ADULT]


def household_of(by: Reader, code: str, reason: str) -> Household:
    """Under a logged look that names everybody shown. Whoever this reader may not see is not among them."""
    person_id, current = person_by_code(code)
    return household(by, person_id, current, reason)


def household(by: Reader, person_id: UUID, code: str, reason: str) -> Household:
    """The same of somebody whose id is known."""
    look(by, people=[person_id], reason=reason)
    home = next((one for one in dwellings_of([person_id]) if one.is_latest), None)
    if home is None or home.is_household is False:
        return Household(person_id, code, identities([person_id]).get(person_id), home)
    there = [one.person_id for one in residents_of([home.dwelling_id]) if one.is_latest and one.person_id != person_id]
    shown = list(dict.fromkeys(there))[:MOST_SHOWN]
    look(by, people=[person_id, *shown], reason=reason)
    who = identities([person_id, *shown])
    people = tuple(who[one] for one in shown if one in who)
    return Household(person_id, code, who.get(person_id), home, people)
