"""Planted stories, whose truth is known: each asks one question of whatever reads the feeds."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from goldthread.synthetic.chance import dice
from goldthread.synthetic.feed_rows import LONDON, Sent, cad_no, call, merlin_no, notice, written
from goldthread.synthetic.hand import EXACT, Hand
from goldthread.synthetic.people import Person, Population
from goldthread.synthetic.places import Address

JIGSAW = "Jigsaw desk, 24 h"
REFUGE = "Duty inspector, for the refuge liaison officer"
COVERT = "Covert desk"


@dataclass
class Story:
    """`must` and `must_not` are the truth in words; the rest says which people and records it is about."""

    id: str
    must: str
    must_not: str = ""
    people: dict[str, str] = field(default_factory=dict)
    records: list[list[str]] = field(default_factory=list)


class Teller:
    """Writes exact rows, on days counted back from the anchor, with numbers ordinary days never reach."""

    def __init__(self, seed: str, population: Population, anchor: datetime) -> None:
        self.population = population
        self.gazetteer = population.gazetteer
        self.numbers = population.numbers
        self.anchor = anchor
        self.hand = Hand(dice(seed, "stories"), EXACT)
        self.number = 0
        self.stories: list[Story] = []
        self.people: list[Person] = []

    def before(self, days: int, hour: int, minute: int = 0) -> datetime:
        """That local time, that many days before the anchor."""
        day = self.anchor.astimezone(LONDON).date() - timedelta(days=days)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)

    def born(self, years: int, days: int) -> date:
        on = self.anchor.astimezone(LONDON).date()
        return on - timedelta(days=int(years * 365.25) + days)

    def child(self, forename: str, surname: str, sex: str, born: date, home: Address, phone: str = "") -> Person:
        person = self.population.new_child(forename, surname, sex, born, home, phone or self.numbers.phone())
        self.people.append(person)
        return person

    def adult(self, forename: str, surname: str, sex: str, born: date, home: Address) -> Person:
        phone = self.numbers.phone()
        person = Person(self.numbers.person(), forename, surname, sex, born, home, phone)
        self.people.append(person)
        return person

    def tell(self, story: Story, sent: list[Sent], **people: Person) -> Iterator[Sent]:
        """Plant the rows, and write the story down. Rows the anchor comes before were never sent."""
        story.people = {name: person.id for name, person in people.items()}
        already = [one for one in sent if one.extracted_at <= self.anchor]
        story.records = [list(pair) for pair in dict.fromkeys((one.source, one.record_id) for one in already)]
        self.stories.append(story)
        yield from (replace(one, story=story.id) for one in already)

    def call(
        self,
        at: datetime,
        code: str,
        place: Address,
        text: str,
        who: dict[str, tuple[Person, str]],
        **more: Any,
    ) -> Sent:
        self.number += 1
        linked = [self.hand.for_call(person, key, role, at.date()) for key, (person, role) in who.items()]
        truth = {f"linked:{key}": person.id for key, (person, _) in who.items()}
        number = cad_no(90_000 + self.number, at)
        more = {"grade": "S", "linked": linked, "truth": truth} | more
        return call(number, at, code=code, place=place, text=text, **more)

    def notice(self, at: datetime, kind: str, child: Person, **more: Any) -> Sent:
        """`parent` and `other` name people; `other` comes with the role they have."""
        self.number += 1
        people = self.hand.for_columns(child, "subject_")
        truth = {"subject": child.id}
        for prefix in ("parent", "other"):
            if person := more.pop(prefix, None):
                people |= self.hand.for_columns(person, f"{prefix}_")
                truth[prefix] = person.id
        number = merlin_no("MIS" if kind == "MISSING" else "PAC", 900_000 + self.number, at)
        borough = more.pop("borough", child.address.borough)
        return notice(number, at, kind=kind, borough=borough, people=people, truth=truth, **more)


def repeat_missing(t: Teller) -> Iterator[Sent]:
    """A girl reported missing from one borough and found in two others, at a man's address."""
    home = t.gazetteer.named("14 Osier Bank", "Merrowfield")
    flat = t.gazetteer.named("Flat 7, Coppice Court, 22 Quarry Lane", "Stanehithe")
    park = t.gazetteer.named("Brook Meadow, Tannery Road", "Alderbrook")
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
            {"1": (man, "offender")},
            restriction="signalled",
            ask=JIGSAW,
            retention_group="1",
            subject_category=["convicted"],
        )
    )
    sent.append(
        t.call(
            t.before(12, 22, 5),
            "suspicious circumstances",
            flat,
            "Neighbour says a young girl comes and goes from flat 7 late at night. Called her Orla.",
            {},
        )
    )
    story = Story(
        "repeat_missing",
        "Her calls and missing reports in three boroughs are one person, met at an address where a signalled "
        "record says whom to ask.",
        "What the signalled record says is never shown to a reader without a grant.",
    )
    yield from t.tell(story, sent, girl=girl, mother=mother, man=man)


def _episode(t: Teller, girl: Person, mother: Person, days: int, found: Address) -> Iterator[Sent]:
    reported, found_at = t.before(days, 22, 40), t.before(days - 1, 10, 15)
    caller = {
        "role": "parent/carer",
        "surname": mother.surname,
        "forenames": mother.forename,
        "phone": mother.phone,
    }
    opened = t.call(
        reported,
        "missing",
        girl.address,
        "Mother says Orla has not come home. This has happened before.",
        {"1": (girl, "missing person")},
        caller=caller,
        grade="I",
    )
    opened.truth["caller"] = mother.id
    yield opened
    report = t.notice(
        reported,
        "MISSING",
        girl,
        parent=mother,
        subject_role="missing person",
        parent_relationship="mother",
        cad_no=opened.record_id,
        risk="medium",
        last_seen_at=written(reported - timedelta(hours=6)),
        last_seen_place="school",
        seen_words="Left school with her bag. Telephone switched off.",
        written_after=timedelta(minutes=50),
    )
    yield report
    yield t.call(
        found_at,
        "found person",
        found,
        "Orla seen by officers, tired and hungry. Taken home.",
        {"1": (girl, "missing person")},
    )
    recorded = found_at + timedelta(hours=2)
    yield report.again(
        recorded + timedelta(minutes=10),
        source_updated_at=written(recorded),
        found_at=written(found_at),
        found_place=found.line,
        found_postcode=found.postcode,
        spoken_to="with others",
        child_words="“I was with a friend. He’s just a friend.”",
    )


def twins(t: Teller) -> Iterator[Sent]:
    """Two sisters who agree on nearly everything."""
    home = t.gazetteer.named("3 Cooper’s Yard", "Alderbrook")
    born = t.born(11, 75)
    mother = t.adult("Ilse", "Vasquell", "female", t.born(38, 12), home)
    first = t.child("Alina", "Vasquell", "female", born, home, mother.phone)
    second = t.child("Alena", "Vasquell", "female", born, home, mother.phone)
    first.school = second.school = t.gazetteer.schools["Alderbrook"][0]
    sent = [
        t.call(t.before(300, 18), "concern for safety", home, "Alina alone in the yard.", {"1": (first, "child")}),
        t.call(
            t.before(210, 19),
            "concern for safety",
            home,
            "Alena alone at the shops.",
            {"1": (second, "child")},
        ),
        t.notice(
            t.before(210, 19, 40),
            "PAC",
            second,
            parent=mother,
            grade="green",
            spoken_to="alone",
            seen_words="Alena was waiting for her mother. Home seen, no worry.",
            child_words="“I was only getting milk.”",
        ),
        t.notice(
            t.before(120, 16),
            "PAC",
            first,
            parent=mother,
            other=second,
            other_role="sibling",
            grade="amber",
            spoken_to="with others",
            seen_words="Both girls were in the kitchen. Alina did the talking.",
            child_words="“We look after each other.”",
        ),
    ]
    story = Story(
        "twins",
        "Each sister's own records are one person.",
        "The two are never joined: one notification names them side by side.",
    )
    yield from t.tell(story, sent, alina=first, alena=second, mother=mother)


def same_name(t: Teller) -> Iterator[Sent]:
    """Two girls of one name, in two boroughs, born three years apart."""
    older = t.child("Ruby", "Hollingsward", "female", t.born(12, 33), t.gazetteer.named("51 Sexton Row", "Alderbrook"))
    younger = t.child(
        "Ruby", "Hollingsward", "female", t.born(9, 210), t.gazetteer.named("8 Ferryman Street", "Oxlade")
    )
    sent = []
    for days, girl in ((260, older), (140, younger), (60, older), (35, younger)):
        sent.append(
            t.call(
                t.before(days, 17, 30),
                "concern for safety",
                girl.address,
                "Ruby seen crossing the main road by herself.",
                {"1": (girl, "child")},
            )
        )
        sent.append(
            t.notice(t.before(days, 18), "PAC", girl, grade="green", spoken_to="alone", seen_words="Safe at home.")
        )
    story = Story("same_name", "Each girl's records are one person.", "The two are never joined.")
    yield from t.tell(story, sent, older=older, younger=younger)


def one_call(t: Teller) -> Iterator[Sent]:
    """A boy the force has met once."""
    boy = t.child("Idris", "Quillfeather", "male", t.born(7, 90), t.gazetteer.named("2 Lantern Steps", "Oxlade"))
    text = "Idris found at the bus stop in his pyjamas. Mother came at once."
    sent = [t.call(t.before(88, 6, 50), "concern for safety", boy.address, text, {"1": (boy, "child")})]
    yield from t.tell(Story("one_call", "He is found by name from his one record."), sent, boy=boy)


def hidden(t: Teller) -> Iterator[Sent]:
    """A boy with an ordinary record, and one that must not be seen to exist."""
    boy = t.child("Piers", "Larkenby", "male", t.born(14, 5), t.gazetteer.named("77 Hawser Road", "Stanehithe"))
    open_text = "Caller says Piers is out late most evenings."
    sent = [
        t.call(t.before(150, 21), "concern for safety", boy.address, open_text, {"1": (boy, "child")}),
        t.notice(
            t.before(45, 14),
            "PAC",
            boy,
            grade="amber",
            seen_words="Held by the covert desk.",
            restriction="hidden",
            ask=COVERT,
            retention_group="2",
        ),
    ]
    story = Story("hidden", "His ordinary call is shown.", "The hidden record is neither shown nor counted.")
    yield from t.tell(story, sent, boy=boy)


def refuge(t: Teller) -> Iterator[Sent]:
    """A mother and child whose address must not be shown."""
    place = t.gazetteer.named("Rowan House, 5 Undercliff", "Oxlade")
    girl = t.child("Senna", "Aldermarsh", "female", t.born(6, 150), place)
    mother = t.adult("Jude", "Aldermarsh", "female", t.born(30, 20), place)
    row = t.notice(
        t.before(70, 13),
        "PAC",
        girl,
        parent=mother,
        parent_relationship="mother",
        grade="amber",
        spoken_to="with others",
        seen_words="Mother and daughter settled. Daughter drawing at the table.",
        child_words="“It’s quiet here.”",
        restriction="signalled",
        ask=REFUGE,
    )
    story = Story("refuge", "A reader is told whom to ask.", "The address is never shown or found by search.")
    yield from t.tell(story, [row], girl=girl, mother=mother)


def moved(t: Teller) -> Iterator[Sent]:
    """A boy who moved borough: his history is in the old one."""
    old = t.gazetteer.named("19 Common Edge", "Oxlade")
    new = t.gazetteer.named("Flat 2, Millrace Court, 6 Sluice Road", "Merrowfield")
    boy = t.child("Callum", "Withershaw", "male", t.born(10, 300), old)
    sent = [
        t.call(
            t.before(days, 20),
            "domestic incident",
            old,
            "Raised voices, child upstairs.",
            {"1": (boy, "victim")},
        )
        for days in (420, 330, 240)
    ]
    words = "Callum was in his room. He asked if they would have to move."
    sent.append(t.notice(t.before(240, 21), "PAC", boy, grade="amber", spoken_to="alone", seen_words=words))
    boy.address = new
    text = "Neighbour hears shouting. Family new to the block."
    sent.append(t.call(t.before(16, 21, 30), "domestic incident", new, text, {"1": (boy, "victim")}))
    story = Story("moved", "His new borough sees what the old one knew.")
    yield from t.tell(story, sent, boy=boy)


def nobody_picked_up(t: Teller) -> Iterator[Sent]:
    """A concern that was graded and then neither shared nor answered, with two calls since."""
    home = t.gazetteer.named("33 Vintry Passage", "Merrowfield")
    girl = t.child("Nadine", "Farrowdale", "female", t.born(8, 60), home)
    sent = [
        t.notice(
            t.before(40, 15),
            "PAC",
            girl,
            grade="amber",
            spoken_to="alone",
            seen_words="Nadine was at home with her brother. No adult came for an hour.",
            child_words="“I know how to do the tea.”",
        ),
        t.call(t.before(25, 19), "concern for safety", home, "Children alone again.", {"1": (girl, "child")}),
        t.call(t.before(6, 20, 10), "concern for safety", home, "Nadine at the window.", {"1": (girl, "child")}),
    ]
    story = Story("nobody_picked_up", "A concern unanswered for 40 days comes to a named person's notice.")
    yield from t.tell(story, sent, girl=girl)


ALL = (repeat_missing, twins, same_name, one_call, hidden, refuge, moved, nobody_picked_up)


def tell_all(teller: Teller) -> list[Sent]:
    return [sent for story in ALL for sent in story(teller)]
