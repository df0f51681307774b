"""Boroughs, streets, schools and homes that do not exist, at postcodes and with numbers never issued."""

from dataclasses import dataclass

from goldthread.synthetic.chance import dice

FORCE = "Thornmere Police"
BOROUGHS = ("Merrowfield", "Alderbrook", "Stanehithe", "Oxlade")
SHORT = {"Merrowfield": "MER", "Alderbrook": "ALD", "Stanehithe": "STA", "Oxlade": "OXL"}
WARDS = {
    "Merrowfield": ("Millpond", "St Osyth", "Harrow Cross"),
    "Alderbrook": ("Brookside", "Tanners End", "Uphill"),
    "Stanehithe": ("Ropewalk", "Quarry", "Old Dock"),
    "Oxlade": ("Ferry", "Longmead", "Common"),
}

FIRST_WORDS = """
    Almond Bellwether Candle Drover Elder Falconer Gorse Hurdle Ironmonger Juniper Kiln Linnet Mulberry Nettle
    Orchard Plover Quince Rookery Saddler Thistle Umber Vintner Weaver Yarrow
"""
FIRST = FIRST_WORDS.split()
LAST = ("Road", "Street", "Close", "Avenue", "Rise", "Lane", "Gardens", "Way")
BLOCKS = (
    "Larkspur House",
    "Heron Court",
    "Tallow House",
    "Wharfinger Court",
    "Cooper Tower",
    "Bracken Point",
)
SCHOOLS = ("Primary School", "Academy", "High School", "Church of England School")
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
FLATS = 24


@dataclass(frozen=True)
class Address:
    """A line as typed. The postcode area ZZ and property numbers beginning 9999 are not in use."""

    line: str
    postcode: str
    uprn: str
    borough: str
    ward: str


class Gazetteer:
    """Hands out addresses, never the same one twice: most are houses, some are flats of a few blocks."""

    def __init__(self, seed: str) -> None:
        self.rng = dice(seed, "places")
        self.taken: set[tuple[str, str]] = set()
        self.schools = {b: tuple(f"{FIRST[3 * i + j]} {kind}" for j, kind in enumerate(SCHOOLS))
                        for i, b in enumerate(BOROUGHS)}  # fmt: skip
        self.homes = {b: (self.named(f"{FIRST[i + 12]} Lodge, {i + 2} Chapel Row", b),
                          self.named(f"{FIRST[i + 16]} View, {i + 30} Priory Walk", b))
                      for i, b in enumerate(BOROUGHS)}  # fmt: skip

    def named(self, line: str, borough: str) -> Address:
        """An address with a line of one's own choosing."""
        index = BOROUGHS.index(borough)
        street = sum(map(ord, line.split(", ")[-1].lstrip("0123456789 ")))
        inward = f"{street % 9 + 1}{INWARD_LETTERS[street % 20]}{INWARD_LETTERS[street // 20 % 20]}"
        uprn = f"9999{len(self.taken) + 1:08d}"
        self.taken.add((borough, line))
        return Address(line, f"ZZ{index + 1} {inward}", uprn, borough, WARDS[borough][street % 3])

    def house(self, borough: str) -> Address:
        while True:
            line = self._flat(borough) if self.rng.random() < 0.35 else self._house()
            if (borough, line) not in self.taken:
                return self.named(line, borough)

    def _house(self) -> str:
        return f"{self.rng.randint(1, 240)} {self.rng.choice(FIRST)} {self.rng.choice(LAST)}"

    def _flat(self, borough: str) -> str:
        """A block stands at one address of its borough, whoever lives in it."""
        i = self.rng.randrange(len(BLOCKS) * 40)
        tower, street = divmod(i, len(BLOCKS))
        road = f"{FIRST[(street * 5 + BOROUGHS.index(borough) + tower) % len(FIRST)]} {LAST[tower % len(LAST)]}"
        return f"Flat {self.rng.randint(1, FLATS)}, {BLOCKS[street]}, {2 * street + 11} {road}"
