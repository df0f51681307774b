"""The words of addresses: kinds of street and of building, what a flat is called, and how hands shorten them."""

SHORT_FOR = {
    "RD": "ROAD", "AVE": "AVENUE", "AV": "AVENUE", "AVEN": "AVENUE", "LN": "LANE", "LA": "LANE", "CL": "CLOSE",
    "CLS": "CLOSE", "CRES": "CRESCENT", "CRESC": "CRESCENT", "CR": "CRESCENT", "DR": "DRIVE", "DRV": "DRIVE",
    "GDNS": "GARDENS", "GDN": "GARDENS", "GRDNS": "GARDENS", "GR": "GROVE", "GRV": "GROVE", "PL": "PLACE",
    "SQ": "SQUARE", "TER": "TERRACE", "TERR": "TERRACE", "PK": "PARK", "WLK": "WALK", "MWS": "MEWS", "GRN": "GREEN",
    "PDE": "PARADE", "YD": "YARD", "WY": "WAY", "BWY": "BROADWAY", "BDWY": "BROADWAY", "EST": "ESTATE", "STR": "STREET",
    "HSE": "HOUSE", "HO": "HOUSE", "CT": "COURT", "CRT": "COURT", "BLDG": "BUILDING", "BLDGS": "BUILDINGS",
    "APTS": "APARTMENTS", "MANS": "MANSIONS", "TWR": "TOWER", "TWRS": "TOWERS", "LDG": "LODGE", "COTT": "COTTAGE",
    "COTTS": "COTTAGES", "WHF": "WHARF", "HTS": "HEIGHTS", "VW": "VIEW", "FM": "FARM", "HOSP": "HOSPITAL",
}  # fmt: skip

# After one of these nothing more belongs to the street's name.
STREETS = frozenset(
    [
        "ROAD",
        "STREET",
        "LANE",
        "AVENUE",
        "CLOSE",
        "CRESCENT",
        "DRIVE",
        "GARDENS",
        "GROVE",
        "PLACE",
        "SQUARE",
        "TERRACE",
        "WALK",
        "MEWS",
        "WAY",
        "RISE",
        "ROW",
        "PARADE",
        "PASSAGE",
        "PATH",
        "BROADWAY",
        "ESTATE",
        "CIRCUS",
        "CHASE",
        "COTTAGES",
        "CROFT",
        "VILLAS",
        "CAUSEWAY",
        "ALLEY",
        "APPROACH",
        "ARCADE",
        "PROMENADE",
        "QUADRANT",
        "YARD",
        "DENE",
        "GLADE",
        "RIDE",
    ]
)
# These end a street's name, or stand inside it: Forest Hill, and Forest Hill Station Road.
STREETS_OR_NAMES = frozenset(
    [
        "HILL",
        "PARK",
        "GREEN",
        "END",
        "BANK",
        "BRIDGE",
        "CROSS",
        "GATE",
        "COMMON",
        "HEATH",
        "FIELD",
        "FIELDS",
        "WOOD",
        "SIDE",
        "VALE",
        "VIEW",
        "LEA",
        "MEAD",
        "MEADOW",
        "ORCHARD",
        "RIDGE",
    ]
)
LONG_STREETS = frozenset(["ROAD", "STREET", "LANE", "AVENUE", "CLOSE", "CRESCENT", "DRIVE"])
SIDES = frozenset(["NORTH", "SOUTH", "EAST", "WEST"])

BLOCKS = frozenset(
    [
        "HOUSE",
        "TOWER",
        "TOWERS",
        "MANSIONS",
        "APARTMENTS",
        "BUILDING",
        "BUILDINGS",
        "POINT",
        "HEIGHTS",
        "BLOCK",
        "HOSTEL",
        "HOTEL",
        "HOSPITAL",
        "REFUGE",
        "SCHOOL",
        "ACADEMY",
        "COLLEGE",
        "NURSERY",
        "HOME",
    ]
)
# A block of flats or a street of houses: the words alone do not say.
BLOCKS_OR_STREETS = frozenset(["COURT", "LODGE", "HALL", "COTTAGE", "WHARF", "QUAY", "MILL", "FARM", "BARN", "MANOR"])
KINDS = STREETS | STREETS_OR_NAMES | BLOCKS | BLOCKS_OR_STREETS

# Named after a street, and not one: Church Road Primary School.
NOT_STREETS_AFTER = frozenset(
    [
        "SCHOOL",
        "ACADEMY",
        "NURSERY",
        "STATION",
        "HOSPITAL",
        "PRIMARY",
        "SECONDARY",
        "CENTRE",
        "CLINIC",
        "SURGERY",
        "CHURCH",
        "COLLEGE",
        "HOTEL",
        "HOSTEL",
    ]
)
# A number after one of these is part of a building's name.
NUMBERED_PARTS = frozenset(["BLOCK", "PHASE", "TOWER", "WING", "STAIR", "STAIRCASE", "ZONE", "BUILDING", "CORE"])

# What a dwelling inside a building is called, and the word compared. Those called FLAT compare by their number alone.
FLATS = {
    "FLAT": "FLAT", "FLT": "FLAT", "FLATS": "FLAT", "APARTMENT": "FLAT", "APPARTMENT": "FLAT", "APT": "FLAT",
    "APPT": "FLAT", "ROOM": "ROOM", "RM": "ROOM", "UNIT": "UNIT", "STUDIO": "STUDIO", "BEDSIT": "BEDSIT",
    "MAISONETTE": "MAISONETTE", "MAIS": "MAISONETTE", "PENTHOUSE": "PENTHOUSE", "ANNEXE": "ANNEXE", "ANNEX": "ANNEXE",
    "PITCH": "PITCH", "CARAVAN": "CARAVAN", "PLOT": "PLOT", "BERTH": "BERTH", "BED": "BED", "BEDROOM": "ROOM",
}  # fmt: skip
# These name a dwelling without a number too.
ONE_OF_ITS_KIND = frozenset(["STUDIO", "BEDSIT", "MAISONETTE", "PENTHOUSE", "ANNEXE"])
IN_FULL = {
    "GFF": "GROUND FLOOR FLAT", "FFF": "FIRST FLOOR FLAT", "TFF": "TOP FLOOR FLAT",
    "LGFF": "LOWER GROUND FLOOR FLAT",
}  # fmt: skip
FLOORS = {
    "1ST": "FIRST", "2ND": "SECOND", "3RD": "THIRD", "4TH": "FOURTH", "5TH": "FIFTH", "6TH": "SIXTH", "7TH": "SEVENTH",
    "8TH": "EIGHTH", "9TH": "NINTH", "10TH": "TENTH", "FLR": "FLOOR", "GRD": "GROUND", "GND": "GROUND",
}  # fmt: skip
WHERE_IN_IT = frozenset(
    [
        "BASEMENT",
        "GROUND",
        "LOWER",
        "UPPER",
        "TOP",
        "FIRST",
        "SECOND",
        "THIRD",
        "FOURTH",
        "FIFTH",
        "SIXTH",
        "SEVENTH",
        "EIGHTH",
        "NINTH",
        "TENTH",
        "FLOOR",
        "GARDEN",
        "REAR",
        "FRONT",
        "ATTIC",
        "LEFT",
        "RIGHT",
        "MIDDLE",
    ]
)
BESIDE = frozenset(["ABOVE", "OVER", "REAR", "BEHIND", "BELOW"])
