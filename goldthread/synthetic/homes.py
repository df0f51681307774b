"""Invented homes, children placed there by other authorities, and one Philomena form that was lodged ahead of need."""

import csv
import io
from collections.abc import Sequence
from datetime import timedelta

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.people.queries import identities, person_by_code
from goldthread.respond.missing.partners.reading import read_sending
from goldthread.respond.missing.partners.receiving import hand_in
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
        _reports(unit, codes[0], children[0])
    return codes


def _reports(unit: Reader, home: str, child: str) -> None:
    """What a home mailed, handed in by the unit: of a child who is away already, and one that waits for a person."""
    with db.transaction():
        person, _ = person_by_code(child)
        look(unit, people=[person], reason="a home's report")
        who = identities([person])[person]
    noticed = (clocks.now() - timedelta(minutes=50)).isoformat()
    rows = (
        {"surname": who.surname, "forename": who.forename, "birth_date": who.birth_date},
        {"surname": "Kestrel", "forename": "Robyn", "birth_date": "31/02/2012"},
    )
    said = {"noticed_at": noticed, "pre_report_steps": "Rang twice; looked in the park.", "q_worry": "No answer."}
    text = io.StringIO()
    table = csv.DictWriter(text, [*rows[0], *said])
    table.writeheader()
    table.writerows({**row, **said} for row in rows)
    with db.transaction():
        (first, *_) = hand_in(unit, "alderbrook-house.csv", text.getvalue().encode(), "mail", home)
    read_sending(first.sending_id)
