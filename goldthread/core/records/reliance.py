"""Which sources each panel relies on, said once: what one of them cannot tell, an empty panel cannot tell either."""

# What a source is called where it was never connected, so that it has no row of its own to be named by.
KNOWN_AS = {
    "cad": "CAD",
    "merlin": "Merlin",
    "crime": "Crime",
    "custody": "Custody",
    "offenders": "Offender markers",
    "intelligence": "Intelligence",
    "social_care": "Social care",
    "gazetteer": "Gazetteer",
}
# Records of our own making come the moment they are made: no feed, never late.
NATIVE = frozenset({"concern"})
EVERYBODY = ("cad", "merlin", "crime", "custody", "offenders", "intelligence", "social_care")

PANELS: dict[str, tuple[str, ...]] = {
    # Who poses a risk is said by markers and intelligence, by what was alleged, and by who was arrested.
    "danger": ("offenders", "intelligence", "crime", "custody"),
    "flags": ("cad", "crime", "intelligence", "social_care"),
    "home": ("cad", "merlin", "crime", "custody", "social_care"),
    # Who else is there: the gazetteer tells a block of flats from a household.
    "household": ("cad", "merlin", "crime", "custody", "social_care", "gazetteer"),
    "voice": ("merlin", "social_care"),
    "plans": ("social_care",),
    "partners": ("social_care",),
    "chronology": EVERYBODY,
    "values": EVERYBODY,
    "search": EVERYBODY,
}
