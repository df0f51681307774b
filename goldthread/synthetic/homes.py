"""Invented homes, children placed there by other authorities, and one Philomena form that was lodged ahead of need."""

from collections.abc import Sequence

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.respond.placements.philomena import lodge_form
from goldthread.respond.placements.placing import place_child
from goldthread.respond.placements.register import enter_premises

# Name, kind, address, telephone at night, whether the provider lodges forms.
HOMES = (
    ("Alderbrook House", "childrens_home", "4 Alder Way", "07700 900123", True),
    ("Larch Lodge", "semi_independent", "31 Larch Close", "07700 900124", False),
    ("Rowan Fostering", "foster_agency", "Unit 2, Rowan Yard", "07700 900125", False),
)
FORM = {
    "identity": "Slim, dark hair to the shoulders; a small scar over the left eyebrow.",
    "vulnerabilities": "Has been given gifts by an older man; carries drugs for others at times.",
    "associates": "Kelly, 16, from the year above; a man she calls Dee.",
    "places": "The park by the canal; the station; her aunt's flat.",
    "medical": "Asthma: a blue inhaler, which she leaves behind.",
    "social_media": "Two accounts; the home has the names.",
    "phone": "07700 900199, often switched off.",
    "transport": "A travel card in her own name.",
}


def some_homes(unit: Reader, boroughs: Sequence[str], children: Sequence[str]) -> list[str]:
    """Homes in turn in these boroughs, the children (codes) placed there by the next borough's authority, a form of the
    first. `unit` reads as the missing persons unit; the homes' codes.
    """
    codes = []
    for number, (name, kind, address, phone, lodges) in enumerate(HOMES):
        borough = boroughs[number % len(boroughs)]
        with db.transaction():
            told = {"name": name, "kind": kind, "address": address, "night_phone": phone, "lodges": lodges}
            codes.append(enter_premises(unit, host=borough, borough=borough, provider="Larch Care", **told).code)
    for number, child in enumerate(children):
        placed_by = boroughs[(number + 1) % len(boroughs)]
        with db.transaction():
            place_child(unit, child, home=codes[number % len(codes)], authority=placed_by, status="s31",
                        told_by="the placing authority")  # fmt: skip
    if children:
        with db.transaction():
            lodge_form(unit, children[0], given_by="M. Cole, manager", parts=FORM)
    return codes
