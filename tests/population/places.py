"""Invented addresses: streets and blocks of twelve boroughs that are not on any map, and the ways hands write them."""

from dataclasses import dataclass
from random import Random

BOROUGHS = (
    "Aldermere", "Brackwater", "Coldharbour Vale", "Dunfield", "Elmstead", "Fenbury",
    "Garrowby", "Hathersham", "Inglemoor", "Jarrowdene", "Kestleton", "Larkhurst",
)  # fmt: skip
_STREETS = (
    "Acacia Almond Anchor Arundel Barley Bellamy Birchfield Bramble Burdett Calder Canal Carlton Cedar Chandler Cherry "
    "Clement Copper Cowper Cranmer Dacre Dalton Denmead Dorset Dunmow Earlham Eastcote Ebury Edgar Fairlawn Falcon "
    "Farrier Fleet Foundry Gable Garnet Gladstone Glebe Grange Hallam Harbour Hawthorn Hazel Hereford Ivy Jubilee "
    "Juniper Keats Kelvin Kestrel Lansdown Laurel Linden Lodge Lorne Magnolia Manor Maple Marlow Medway Milton Mostyn "
    "Nelson Norfolk Nursery Orchard Osborne Palmer Pelham Pembury Perch Plover Quarry Queens Radnor Raglan Rectory "
    "Regent Ripley Rosebery Rowan Rutland Salter Selby Severn Station Sutton Tabard Tamworth Tanner Teal Thorne "
    "Trafalgar Union Vernon Victoria Walnut Warwick Wharf Wicklow Willow Windmill Wren York"
)
STREET_NAMES = tuple(_STREETS.split())
STREET_KINDS = (
    ("Road", "Rd"), ("Street", "St"), ("Avenue", "Ave"), ("Close", "Cl"), ("Lane", "Ln"), ("Gardens", "Gdns"),
    ("Terrace", "Terr"), ("Way", "Way"), ("Crescent", "Cres"), ("Grove", "Gr"), ("Place", "Pl"), ("Walk", "Wlk"),
)  # fmt: skip
BLOCK_KINDS = (("House", "Hse"), ("Court", "Ct"), ("Point", "Pt"), ("Heights", "Hts"), ("Lodge", "Ldg"))
# XW, XZ and YX are no postcode areas; the last two letters keep to those that postcodes use.
POSTCODE_AREAS = ("XW", "XZ", "YX")
LAST_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
COMMUNAL = {"hostel": ("Hostel", "Lodge"), "home": ("House", "Lodge"), "school": ("School", "Academy")}


@dataclass(frozen=True)
class Place:
    """One door, or a whole communal building. `kind` is house, flat, or a key of `COMMUNAL`."""

    kind: str
    flat: str
    block: tuple[str, str] | None
    number: int
    street: str
    street_kind: tuple[str, str]
    postcode: str
    borough: str


def house(chance: Random) -> Place:
    """A front door of its own, or a flat in a block of them."""
    street = _street(chance)
    if chance.random() < 0.55:
        return Place("house", "", None, chance.randint(1, 180), *street)
    block = chance.choice(STREET_NAMES), chance.randrange(len(BLOCK_KINDS))
    written = tuple(f"{block[0]} {kind}" for kind in BLOCK_KINDS[block[1]])
    return Place("flat", str(chance.randint(1, 90)), (written[0], written[1]), chance.randint(1, 60) * 2, *street)


def communal(kind: str, chance: Random) -> Place:
    """A hostel, a children's home or a school: one address of many who are nothing to each other."""
    name = f"{chance.choice(STREET_NAMES)} {chance.choice(COMMUNAL[kind])}"
    return Place(kind, "", (name, name), chance.randint(1, 90), *_street(chance))


def _street(chance: Random) -> tuple[str, tuple[str, str], str, str]:
    """A street lies in one borough and one postcode sector, which its name and number of it decide."""
    name = chance.randrange(len(STREET_NAMES))
    kind = chance.randrange(len(STREET_KINDS))
    borough = chance.randrange(len(BOROUGHS))
    area, district = POSTCODE_AREAS[borough % 3], 1 + (name + borough) % 20
    last = LAST_LETTERS[(7 * name + kind) % 20] + LAST_LETTERS[(11 * kind + 3 * borough + chance.randrange(2)) % 20]
    postcode = f"{area}{district} {(name + 3 * kind) % 10}{last}"
    return STREET_NAMES[name], STREET_KINDS[kind], postcode, BOROUGHS[borough]


def written(place: Place, chance: Random, leaves_out_flat: float) -> str:
    """The address as one hand writes it: abbreviated or not, the flat before, after, or left out."""
    is_short = chance.random() < 0.35
    street = f"{place.street} {place.street_kind[is_short]}"
    building = place.block[is_short] if place.block else ""
    main = f"{place.number} {street}"
    if not place.flat:
        return ", ".join(part for part in (building, main) if part)
    if chance.random() < leaves_out_flat:
        return f"{building}, {main}" if chance.random() < 0.5 else main
    way = chance.random()
    if way < 0.55:
        return f"Flat {place.flat}, {building}, {main}"
    if way < 0.75:
        return f"{place.flat} {building}, {main}"
    if way < 0.9:
        return f"{place.flat} {building}, {street}"
    return f"Flat {place.flat}, {main}"
