"""The places of the four boroughs: dwellings by number, and schools, homes, hostels, refuges and haunts by name."""

from collections.abc import Iterator
from math import gcd
from typing import Any

from goldthread.synthetic.chance import dice
from goldthread.synthetic.places import (
    BOROUGHS,
    FIRST,
    FLATS_EVERY,
    WARDS,
    Address,
    block,
    dwelling,
    grid,
    parts_of,
    postcode,
)

SCHOOLS = (("Primary School", "primary", 4), ("Academy", "secondary", 11), ("High School", "secondary", 11),
           ("Church of England School", "primary", 4))  # fmt: skip
HAUNTS = ("Bus Station", "Recreation Ground", "Shopping Arcade", "Riverside Walk", "Fried Chicken", "Guest House")
CHILDREN_TO_A_SCHOOL, CHILDREN_TO_A_HOME, FAMILIES_TO_A_HOSTEL = 450, 3_500, 2_500
# Beyond a dwelling's number, so that no two places share a property number.
NAMED = 90_000_000
LONGEST_STREET = 60
FEWEST_STREETS = 24


class Gazetteer:
    """The same seed and size give the same places. `named` adds one that a story needs."""

    def __init__(self, seed: str, dwellings: int, children: int) -> None:
        self.turn = dice(seed, "places").randrange(len(FIRST))
        self.dwellings = dwellings
        self.streets = max(FEWEST_STREETS, dwellings // len(BOROUGHS) // LONGEST_STREET)
        self.places: list[Address] = []
        self.schools = {b: self._schools(b, children // len(BOROUGHS)) for b in BOROUGHS}
        self.homes = {b: self._several(b, "children's home", ("Lodge", "View"), children, CHILDREN_TO_A_HOME, 2)
                      for b in BOROUGHS}  # fmt: skip
        self.hostels = {b: self._several(b, "temporary accommodation", ("Buildings", "Yard"), children,
                                         FAMILIES_TO_A_HOSTEL, 2) for b in BOROUGHS}  # fmt: skip
        self.for_adults = {
            b: self._several(b, "hostel", ("Chambers",), children, 12_000, 1)
            + self._several(b, "care home", ("Grange", "Court"), children, 4_000, 1)
            for b in BOROUGHS
        }
        self.refuges = {b: self._several(b, "refuge", ("Cottage",), children, 60_000, 1, True) for b in BOROUGHS}
        self.stations = {b: self._place(f"{b} Police Station", "1 Custom Row", b, "custody") for b in BOROUGHS}
        self.hospitals = {b: self._place(f"{b} General Hospital", "2 Infirmary Road", b, "hospital") for b in BOROUGHS}
        self.haunts = {b: [self._haunt(name, b, i) for i, name in enumerate(HAUNTS)] for b in BOROUGHS}

    def dwelling(self, number: int) -> Address:
        return dwelling(number, self.streets, self.turn)

    def of_household(self, household: int) -> Address:
        """Families and others live side by side: a step that shares no factor with the number of dwellings."""
        return self.dwelling(household * self._step() % self.dwellings)

    def nearby(self, like: Address, borough: str) -> Address:
        """A dwelling of that borough: the one beside, if this is another borough's."""
        number = int(like.uprn[4:])
        return self.dwelling(number - number % len(BOROUGHS) + BOROUGHS.index(borough))

    def _step(self) -> int:
        step = 7_919
        while gcd(step, self.dwellings) > 1:
            step += 2
        return step

    def named(self, line: str, borough: str, kind: str = "", **more: Any) -> Address:
        """An address with a line of one's own choosing."""
        flat, building, street = parts_of(line)
        index, serial = BOROUGHS.index(borough), len(self.places)
        at = sum(map(ord, street.lstrip("0123456789 "))) % self.streets
        number, _, _name = street.partition(" ")
        east, north = grid(index, at, serial % 80)
        made = Address(
            line,
            # After the postcodes of the streets, so that nobody lives at the same one by accident.
            postcode(index, self.streets * 4 + at),
            f"9999{NAMED + serial:08d}",
            borough,
            WARDS[borough][at % 3],
            street=street if building or not number.isdigit() else street.partition(" ")[2],
            building=building or (number if number.isdigit() else ""),
            flat=flat,
            kind=kind,
            easting=east,
            northing=north,
            **more,
        )
        self.places.append(made)
        return made

    def room(self, hostel: Address, number: int) -> Address:
        """One room of a communal place: its line, and the place's own property number."""
        return Address(
            f"Room {number}, {hostel.line}", hostel.postcode, hostel.uprn, hostel.borough, hostel.ward, hostel.street,
            hostel.building, f"Room {number}", "", hostel.kind, hostel.organisation, hostel.secret, hostel.easting,
            hostel.northing,
        )  # fmt: skip

    def everything(self) -> Iterator[Address]:
        """Blocks before their flats, then the dwellings, then what has a name."""
        for index in range(len(BOROUGHS)):
            for street in range(FLATS_EVERY - 1, self.streets, FLATS_EVERY):
                yield block(index, street, self.turn)
        for number in range(self.dwellings):
            yield self.dwelling(number)
        yield from self.places

    def _schools(self, borough: str, children: int) -> list[Address]:
        """Four of each borough to begin with, one more for every few hundred children."""
        made = []
        for i in range(max(len(SCHOOLS), children // CHILDREN_TO_A_SCHOOL)):
            kind, phase, _from_age = SCHOOLS[i % len(SCHOOLS)]
            first = FIRST[(i // len(SCHOOLS) + 5 * (i % len(SCHOOLS)) + 3 * BOROUGHS.index(borough)) % len(FIRST)]
            number = i // (len(SCHOOLS) * len(FIRST))
            name = f"{first} {kind}" + (f" {number + 1}" if number else "")
            urn = f"9{BOROUGHS.index(borough)}{i:04d}"
            made.append(
                self._place(name, f"{i + 3} School Lane", borough, "school", school_urn=urn, school_phase=phase)
            )
        return made

    def _several(
        self,
        borough: str,
        kind: str,
        names: tuple[str, ...],
        children: int,
        to_one: int,
        fewest: int,
        secret: bool = False,
    ) -> list[Address]:
        count = max(fewest, children // len(BOROUGHS) // to_one)
        start = 4 * BOROUGHS.index(borough) + len(kind)
        return [
            self._place(
                f"{FIRST[(start + i) % len(FIRST)]} {names[i % len(names)]}",
                f"{i + 2} Chapel Row",
                borough,
                kind,
                secret=secret,
            )
            for i in range(count)
        ]

    def _place(self, name: str, street: str, borough: str, kind: str, **more: Any) -> Address:
        return self.named(f"{name}, {street}", borough, kind, organisation=name, **more)

    def _haunt(self, name: str, borough: str, number: int) -> Address:
        kind = "hotel" if name == "Guest House" else "land"
        first = FIRST[(BOROUGHS.index(borough) * 9 + number * 5) % len(FIRST)]
        return self._place(f"{first} {name}", f"{number + 40} Station Approach", borough, kind)
