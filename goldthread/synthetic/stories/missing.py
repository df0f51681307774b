"""Stories of children who go missing: what joins one spell to the next, and one child to another."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from goldthread.synthetic.people import Person
from goldthread.synthetic.places import Address
from goldthread.synthetic.sent import Sent, day, written
from goldthread.synthetic.stories.teller import DAY, HOUR, Story, Teller, tell
from goldthread.synthetic.systems.offenders import JIGSAW
from goldthread.synthetic.systems.social_care import away
from goldthread.synthetic.systems.writing import Named


def repeat_missing(t: Teller) -> Iterator[Sent]:
    """A girl reported missing from one borough and found in two others, at a man's address."""
    home = t.gazetteer.named("14 Osier Bank", "Merrowfield")
    flat = t.gazetteer.named("Flat 7, Coppice Court, 22 Quarry Lane", "Stanehithe")
    park = t.gazetteer.named("Brook Meadow, Tannery Road", "Alderbrook", "land")
    girl = t.child("Orla", "Kentigern", "female", t.born(15, 40), home)
    mother = t.adult("Marian", "Kentigern", "female", t.born(41, 100), home)
    man = t.adult("Dale", "Prestcott", "male", t.born(29, 200), flat)
    sent: list[Sent] = []
    for days, found_at in ((62, park), (55, flat), (41, park), (30, flat), (19, flat), (9, flat), (3, flat)):
        sent += _episode(t, girl, mother, days, found_at)
    sent.append(
        t.call(
            t.before(200, 11, 20),
            "assist partner",
            flat,
            "Offender manager asks officers to confirm that the resident is living at the address.",
            Named(man, "offender"),
            restriction="signalled",
            ask=JIGSAW,
            retention_group="1",
            subject_category=["convicted"],
        )
    )
    told = "Neighbour says a young girl comes and goes from flat 7 late at night. Called her Orla."
    sent.append(t.call(t.before(12, 22, 5), "suspicious circumstances", flat, told))
    story = Story(
        "repeat_missing",
        "Her calls and missing reports in three boroughs are one person, met at an address where a signalled "
        "record says whom to ask.",
        "What the signalled record says is never shown to a reader without a grant.",
        # Each spell is a call, a report, a call when she is found, the report again: he lives where the second ends.
        tells=[
            tell("missing_found_with_risk", "duty_inspector", sent[7], HOUR),
            tell("repeat_missing", "missing_unit", sent[9], HOUR),
            tell("found_at_one_place", "missing_unit", sent[15], HOUR),
        ],
    )
    yield from t.tell(story, sent, girl=girl, mother=mother, man=man)


def _episode(t: Teller, girl: Person, mother: Person, days: int, found: Address) -> Iterator[Sent]:
    reported, found_at = t.before(days, 22, 40), t.before(days - 1, 10, 15)
    told = f"Mother says {girl.forename} has not come home. This has happened before."
    opened = t.call(
        reported,
        "missing",
        girl.address,
        told,
        Named(girl, "missing person"),
        caller=Named(mother, "parent/carer", {"birth_date": "", "address": ""}),
        grade="I",
    )
    yield opened
    report = t.notice(
        reported,
        "MISSING",
        girl,
        role="missing person",
        parent=Named(mother, more={"relationship": "mother"}),
        cad_no=opened.record_id,
        risk="medium",
        last_seen_at=written(reported - timedelta(hours=6)),
        last_seen_place="school",
        seen_words="Left school with her bag. Telephone switched off.",
        written_after=timedelta(minutes=50),
    )
    yield report
    seen = f"{girl.forename} seen by officers, tired and hungry. Taken home."
    yield t.call(found_at, "found person", found, seen, Named(girl, "missing person"))
    yield report.again(
        found_at + timedelta(hours=2),
        found_at=written(found_at),
        found_place=found.line,
        found_postcode=found.postcode,
        spoken_to="with others",
        child_words="“I was with a friend. He’s just a friend.”",
    )


def flag_and_absent(t: Teller) -> Iterator[Sent]:
    """A girl flagged as exploited is reported missing and graded as if nothing could happen to her."""
    home = t.gazetteer.named("6 Wharfside Cottages, Capstan Lane", "Stanehithe")
    girl = t.child("Maisie", "Thornbeck", "female", t.born(14, 220), home)
    flagged = t.crime(t.before(70, 15), "exploitation report", home, victims=[Named(girl)], flags=("CSE",),
                      mo_text="Older friend gives gifts and asks for pictures.")  # fmt: skip
    sent = [flagged]
    for days in (33, 6):
        at = t.before(days, 23, 5)
        sent.append(t.call(at, "missing", home, "Maisie is out late again.", Named(girl, "missing person")))
        sent.append(
            t.notice(at, "MISSING", girl, role="missing person", risk="no apparent risk",
                     seen_words="Always comes back. No enquiry made.", written_after=timedelta(minutes=40))
        )  # fmt: skip
    story = Story(
        "flag_and_absent",
        "Each report stands beside the exploitation flag: no apparent risk cannot stand for her.",
        "She is not counted as absent while the flag is live.",
        tells=[tell("flag_and_no_apparent_risk", "duty_inspector", report, HOUR) for report in (sent[2], sent[4])],
    )
    yield from t.tell(story, sent, girl=girl)


def one_home(t: Teller) -> Iterator[Sent]:
    """Four girls of one children's home are met by one car and found at one flat."""
    home = t.gazetteer.named("Quarrendon House, 3 Bellfield Walk", "Alderbrook", "children's home",
                             organisation="Quarrendon House")  # fmt: skip
    flat = t.gazetteer.named("Flat 12, Sailmaker Court, 9 Rigging Street", "Stanehithe")
    who = (("Carys", "Dunthorne", 15), ("Shanelle", "Abara", 14), ("Kaya", "Lindholme", 16), ("Ellie", "Oakroyd", 15))
    girls = [t.child(forename, surname, "female", t.born(years, 31 * i + 9), home)
             for i, (forename, surname, years) in enumerate(who)]  # fmt: skip
    sent: list[Sent] = []
    for i, days in enumerate((58, 51, 44, 37, 29, 22, 15, 8)):
        girl = girls[i % len(girls)]
        at = t.before(days, 19, 45)
        told = f"Staff say {girl.forename} got into a grey hatchback, index ZZ99 GTH, outside the home."
        sent.append(t.call(at, "missing", home, told, Named(girl, "missing person")))
        report = t.notice(at, "MISSING", girl, role="missing person", risk="medium",
                          seen_words="Left by car with a man of about thirty.")  # fmt: skip
        found = t.before(days - 1, 6, 30)
        sent += [report, report.again(found + timedelta(hours=1), found_at=written(found), found_place=flat.line,
                                      found_postcode=flat.postcode, spoken_to="with others")]  # fmt: skip
    told = "Grey hatchback ZZ99 GTH brings different girls to flat 12 in the evenings."
    sent.append(t.intelligence(t.before(13, 12), "2BP", flat, told))
    story = Story(
        "one_home",
        "Eight spells of four girls from one home meet at one flat and one car: one problem, told once.",
        "The four are never joined, though they share an address.",
        # Each spell is a call, a report, and the report again when she is found.
        tells=[
            tell("several_missing_from_one_home", "missing_unit", sent[7], HOUR),
            tell("found_at_one_place", "cse_team", sent[5], HOUR),
            tell("place_named_and_found", "cse_team", sent[-1], DAY),
        ],
    )
    yield from t.tell(story, sent, **{girl.forename.lower(): girl for girl in girls})


def out_of_area(t: Teller) -> Iterator[Sent]:
    """A boy in Alderbrook's care, placed in Merrowfield and found in Oxlade."""
    family = t.gazetteer.named("41 Maltings Row", "Alderbrook")
    placed = t.gazetteer.named("Heathfield Lodge, 17 Orchard Bank", "Merrowfield", "children's home",
                               organisation="Heathfield Lodge")  # fmt: skip
    ferry = t.gazetteer.named("Ferry Steps, Shore Road", "Oxlade", "land")
    boy = t.child("Tyrese", "Mallinder", "male", t.born(13, 145), family)
    since = t.day(150)
    boy.homes = (*boy.homes, (since, placed))
    boy.placed, boy.placed_on = "children's home", since
    referred: dict[str, Any] = {"CINreferralDate": day(t.day(300)), "ReferralSource": "5A"}
    reported, found = t.before(17, 21, 10), t.before(16, 13, 30)
    report = t.notice(reported, "MISSING", boy, role="missing person", risk="medium",
                      seen_words="Staff say he talked of the ferry and of an uncle.")  # fmt: skip
    sent = [
        t.care(t.before(149, 16), boy, **referred),
        t.call(reported, "missing", placed, "Tyrese not back by nine. Placed by another borough.",
               Named(boy, "missing person")),
        report,
        t.call(found, "found person", ferry, "Tyrese found on the steps, cold.", Named(boy, "missing person")),
        report.again(found + timedelta(hours=3), found_at=written(found), found_place=ferry.line,
                     found_postcode=ferry.postcode, spoken_to="alone", child_words="“I wanted to see my uncle.”"),
        t.care(t.before(15, 11), boy, {"MissingEpisode": [away(reported, found, offered=False)]}, **referred),
    ]  # fmt: skip
    story = Story(
        "out_of_area",
        "Three authorities are told apart: Alderbrook is responsible, Merrowfield is host, he was found in Oxlade.",
        "His host borough is not taken for the one responsible.",
        tells=[tell("another_boroughs_child_missing", "missing_unit", report, HOUR)],
    )
    yield from t.tell(story, sent, boy=boy)


def where_children_go(t: Teller) -> Iterator[Sent]:
    """A guest house that intelligence names three times, and where two missing children were found."""
    place = t.gazetteer.named("Lodestar Guest House, 30 Harbour Parade", "Stanehithe", "hotel",
                              organisation="Lodestar Guest House")  # fmt: skip
    first = t.child("Inaya", "Corbridge", "female", t.born(15, 260), t.gazetteer.named("5 Flint Close", "Oxlade"))
    second = t.child("Beth", "Marlpool", "female", t.born(14, 77), t.gazetteer.named("90 Sorrel Way", "Merrowfield"))
    told = ("Young girls seen at the side door after school.", "A room is paid for in cash by the hour.",
            "Staff say they are told to look away.")  # fmt: skip
    sent = [
        t.intelligence(t.before(days, 10), grade, place, text)
        for days, grade, text in zip((75, 48, 20), ("2DP", "1BC", "2BP"), told, strict=True)
    ]
    for days, girl in ((39, first), (11, second)):
        report = t.notice(t.before(days, 21), "MISSING", girl, role="missing person", risk="medium",
                          seen_words="Did not come home from school.")  # fmt: skip
        found = t.before(days - 1, 2, 40)
        sent += [report, report.again(found + timedelta(hours=2), found_at=written(found), found_place=place.line,
                                      found_postcode=place.postcode, spoken_to="alone")]  # fmt: skip
    story = Story(
        "where_children_go",
        "The place shows three reports, each with its grade, and two children found there.",
        "The report with conditions leaves the force only when its conditions are shown and accepted.",
        tells=[
            tell("place_named_and_found", "cse_team", sent[4], HOUR),
            tell("found_at_one_place", "missing_unit", sent[6], HOUR),
        ],
    )
    yield from t.tell(story, sent, first=first, second=second)


ALL = (repeat_missing, flag_and_absent, one_home, out_of_area, where_children_go)
