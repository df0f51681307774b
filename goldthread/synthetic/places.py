"""Boroughs, streets and dwellings that do not exist, at postcodes and with property numbers never issued."""

from dataclasses import dataclass

FORCE = "Thornmere Police"
BOROUGHS = ("Merrowfield", "Alderbrook", "Stanehithe", "Oxlade")
SHORT = {"Merrowfield": "MER", "Alderbrook": "ALD", "Stanehithe": "STA", "Oxlade": "OXL"}
# No local authority has these numbers.
AUTHORITY = {"Merrowfield": "001", "Alderbrook": "002", "Stanehithe": "003", "Oxlade": "004"}
WARDS = {
    "Merrowfield": ("Millpond", "St Osyth", "Harrow Cross"),
    "Alderbrook": ("Brookside", "Tanners End", "Uphill"),
    "Stanehithe": ("Ropewalk", "Quarry", "Old Dock"),
    "Oxlade": ("Ferry", "Longmead", "Common"),
}

FIRST = """
    Almond Bellwether Candle Drover Elder Falconer Gorse Hurdle Ironmonger Juniper Kiln Linnet Mulberry Nettle
    Orchard Plover Quince Rookery Saddler Thistle Umber Vintner Weaver Yarrow Ashlar Bittern Chandler Damson
    Ember Fuller Gannet Hazel Inkwell Jasper Kestrel Larch Mercer Nightjar Osprey Pargeter Quill Ragwort Sexton
    Teasel Upland Vesper Wainwright Yeoman Arbour Bracken Cordwainer Dabchick Eyot Furrow Glover Hopper Ivy
    Jackdaw Knapper
""".split()  # noqa: SIM905 - a list of words is easier to read and to add to without quotation marks
LAST = (
    "Road", "Street", "Close", "Avenue", "Rise", "Lane", "Gardens", "Way", "Grove", "Place", "Hill", "Drive", "Mews",
    "Terrace",
)  # fmt: skip
BEFORE = ("", "Upper ", "Lower ", "Old ", "New ", "Great ", "Little ", "North ", "South ", "East ", "West ")
BLOCKS = (
    "Larkspur House", "Heron Court", "Tallow House", "Wharfinger Court", "Cooper Tower", "Bracken Point",
    "Saffron House", "Lapwing Court", "Tilers House", "Osprey Tower", "Fennel Court",
)  # fmt: skip
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
HOUSES_TO_A_POSTCODE = 15
FLATS_EVERY = 3


@dataclass(frozen=True, slots=True)
class Address:
    """A place as typed, in its parts. The postcode area ZZ and property numbers beginning 9999 are not in use.

    `kind` is empty for a dwelling of one household; else it is the communal kind or `building`, `land`.
    """

    line: str
    postcode: str
    uprn: str
    borough: str
    ward: str
    street: str = ""
    building: str = ""
    flat: str = ""
    parent_uprn: str = ""
    kind: str = ""
    organisation: str = ""
    secret: bool = False
    easting: int = 0
    northing: int = 0
    school_urn: str = ""
    school_phase: str = ""


def street_name(borough: int, street: int, turn: int) -> str:
    """Every street of a borough has a name of its own; the next borough may have the same name."""
    first = FIRST[(street * 7 + borough * 11 + turn) % len(FIRST)]
    round_, place = divmod(street, len(FIRST))
    before, last = divmod(round_, len(LAST))
    return f"{BEFORE[before % len(BEFORE)]}{first} {LAST[(last + place) % len(LAST)]}"


def postcode(borough: int, serial: int) -> str:
    """Area ZZ is nobody's. Thirty-six hundred to a district, ten districts to a borough."""
    district, inward = divmod(serial, 9 * len(INWARD_LETTERS) ** 2)
    digit, letters = divmod(inward, len(INWARD_LETTERS) ** 2)
    one, two = divmod(letters, len(INWARD_LETTERS))
    outward = f"ZZ{borough + 1}" + (str(district - 1) if district else "")
    return f"{outward} {digit + 1}{INWARD_LETTERS[one]}{INWARD_LETTERS[two]}"


def grid(borough: int, street: int, place: int) -> tuple[int, int]:
    """East of the coast, where there is only sea."""
    return 700_000 + borough % 2 * 9_000 + street % 90 * 90 + place, 300_000 + borough // 2 * 9_000 + street // 90 * 90


def dwelling(number: int, streets: int, turn: int) -> Address:
    """The dwelling of that number: every third street is a block of flats, the others are houses.

    `turn` is what one force differs from another by: which street has which name.
    """
    index = number % len(BOROUGHS)
    place, street = divmod(number // len(BOROUGHS), streets)
    borough, name = BOROUGHS[index], street_name(index, street, turn)
    code = postcode(index, street * 4 + place // HOUSES_TO_A_POSTCODE % 4)
    uprn, ward = f"9999{number:08d}", WARDS[borough][street % 3]
    east, north = grid(index, street, place)
    if street % FLATS_EVERY == FLATS_EVERY - 1:
        block, at = BLOCKS[street // FLATS_EVERY % len(BLOCKS)], 2 * (street % 40) + 11
        flat, road, parent = f"Flat {place + 1}", f"{at} {name}", block_uprn(index, street)
        line = f"{flat}, {block}, {road}"
        return Address(line, code, uprn, borough, ward, road, block, flat, parent, "", "", False, east, north)
    return Address(f"{place + 1} {name}", code, uprn, borough, ward, name, str(place + 1), easting=east, northing=north)


def block_uprn(index: int, street: int) -> str:
    return f"99996{index}{street:06d}"


def block(index: int, street: int, turn: int) -> Address:
    """The building itself, which is no household's home."""
    borough, name = BOROUGHS[index], BLOCKS[street // FLATS_EVERY % len(BLOCKS)]
    road = f"{2 * (street % 40) + 11} {street_name(index, street, turn)}"
    east, north = grid(index, street, 0)
    return Address(
        f"{name}, {road}",
        postcode(index, street * 4),
        block_uprn(index, street),
        borough,
        WARDS[borough][street % 3],
        road,
        name,
        kind="building",
        easting=east,
        northing=north,
    )


def parts_of(line: str) -> tuple[str, str, str]:
    """Flat, building and street of a line we wrote ourselves."""
    *before, street = line.split(", ")
    flat = next((part for part in before if part.startswith(("Flat ", "Room "))), "")
    building = next((part for part in before if part != flat), "")
    return flat, building, street
