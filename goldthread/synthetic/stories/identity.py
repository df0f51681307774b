"""Stories of who is who: one person under many spellings, and two who are easily taken for one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from goldthread.synthetic import numbers
from goldthread.synthetic.chance import dice
from goldthread.synthetic.sent import Sent, day
from goldthread.synthetic.stories.teller import DAY, Story, Teller, tell
from goldthread.synthetic.systems.writing import Named


def twins(t: Teller) -> Iterator[Sent]:
    """Two sisters who agree on nearly everything."""
    home = t.gazetteer.named("3 Cooper’s Yard", "Alderbrook")
    born = t.born(11, 75)
    mother = t.adult("Ilse", "Vasquell", "female", t.born(38, 12), home)
    first = t.child("Alina", "Vasquell", "female", born, home, mother.phone)
    second = t.child("Alena", "Vasquell", "female", born, home, mother.phone)
    second.school = first.school
    parent = Named(mother)
    sent = [
        t.call(t.before(300, 18), "concern for safety", home, "Alina alone in the yard.", Named(first, "child")),
        t.call(t.before(210, 19), "concern for safety", home, "Alena alone at the shops.", Named(second, "child")),
        t.notice(t.before(210, 19, 40), "PAC", second, parent=parent, grade="green", spoken_to="alone",
                 seen_words="Alena was waiting for her mother. Home seen, no worry.",
                 child_words="“I was only getting milk.”"),
        t.notice(t.before(120, 16), "PAC", first, parent=parent, other=Named(second, "sibling"), grade="amber",
                 spoken_to="with others", seen_words="Both girls were in the kitchen. Alina did the talking.",
                 child_words="“We look after each other.”"),
    ]  # fmt: skip
    story = Story(
        "twins",
        "Each sister's own records are one person.",
        "The two are never joined: one notification names them side by side.",
    )
    yield from t.tell(story, sent, alina=first, alena=second, mother=mother)


def same_name(t: Teller) -> Iterator[Sent]:
    """Two girls of one name, in two boroughs, born three years apart."""
    homes = t.gazetteer.named("51 Sexton Row", "Alderbrook"), t.gazetteer.named("8 Ferryman Street", "Oxlade")
    older = t.child("Ruby", "Hollingsward", "female", t.born(12, 33), homes[0])
    younger = t.child("Ruby", "Hollingsward", "female", t.born(9, 210), homes[1])
    sent = []
    for days, girl in ((260, older), (140, younger), (60, older), (35, younger)):
        text = "Ruby seen crossing the main road by herself."
        sent.append(t.call(t.before(days, 17, 30), "concern for safety", girl.address, text, Named(girl, "child")))
        sent.append(
            t.notice(t.before(days, 18), "PAC", girl, grade="green", spoken_to="alone", seen_words="Safe at home.")
        )
    story = Story("same_name", "Each girl's records are one person.", "The two are never joined.")
    yield from t.tell(story, sent, older=older, younger=younger)


def one_call(t: Teller) -> Iterator[Sent]:
    """A boy the force has met once."""
    boy = t.child("Idris", "Quillfeather", "male", t.born(7, 90), t.gazetteer.named("2 Lantern Steps", "Oxlade"))
    text = "Idris found at the bus stop in his pyjamas. Mother came at once."
    sent = [t.call(t.before(88, 6, 50), "concern for safety", boy.address, text, Named(boy, "child"))]
    yield from t.tell(Story("one_call", "He is found by name from his one record."), sent, boy=boy)


def five_systems(t: Teller) -> Iterator[Sent]:
    """One boy's name in five systems' spellings, and his brother's beside it."""
    home = t.gazetteer.named("Flat 3, Sundial House, 40 Almoner Road", "Merrowfield")
    boy = t.child("Mohammed", "Chowdhury", "male", t.born(15, 310), home)
    brother = t.child("Mahmud", "Chowdhury", "male", t.born(14, 12), home, boy.phone)
    rng = dice(t.world.seed, "five_systems")
    boy.pnc_id = numbers.pnc(rng, t.on.year - 1)
    robbed = Named(boy, more={"forenames": "Mohamed", "surname": "Choudhury"})
    told = "Telephone taken on the way from school."
    crime = t.crime(t.before(95, 17), "robbery", home, victims=[robbed], mo_text=told)
    sent = [
        t.call(t.before(190, 20), "antisocial behaviour", home, "Group on the stairs.",
               Named(boy, "child", {"forenames": "Md", "surname": "CHOWDHURY", "birth_date": ""}),
               Named(brother, "sibling")),
        t.notice(t.before(140, 16), "PAC", boy, grade="green", spoken_to="alone",
                 typed={"forename": "Muhammad", "surname": "Chaudhury"}, seen_words="At home with his brother."),
        crime,
        t.custody(t.before(50, 14), "Merrowfield", Named(boy, more={"forename": "MOHAMMAD", "surname": "CHOUDHARY"}),
                  offences=["Possession of cannabis"]),
        t.care(t.before(30, 12), boy, CINreferralDate=day(t.day(31)), Forename="Muhammed", Surname="Chowdhry"),
        t.care(t.before(30, 12), brother, CINreferralDate=day(t.day(31))),
    ]  # fmt: skip
    story = Story(
        "five_systems",
        "Five spellings in five systems are one boy.",
        "His brother, of the same house, surname and telephone, is never joined to him.",
    )
    yield from t.tell(story, sent, boy=boy, brother=brother)


def unborn_to_born(t: Teller) -> Iterator[Sent]:
    """A child told of before birth becomes a named child, with the father's surname."""
    home = t.gazetteer.named("18 Bellows Lane", "Oxlade")
    mother = t.adult("Freda", "Coldstream", "female", t.born(24, 60), home)
    father = t.adult("Jonas", "Pettigrew", "male", t.born(27, 15), home)
    born = t.day(48)
    baby = t.child("Wilf", "Pettigrew", "male", born, home, mother.phone)
    baby.mother, baby.expected_on = mother, born - timedelta(days=5)
    parents = [
        Named(mother, "parent/carer", {"Relationship": "mother"}),
        Named(father, "parent/carer", {"Relationship": "father"}),
    ]
    expected: dict[str, Any] = {"Surname": "Coldstream"}
    referral: dict[str, Any] = {"CINreferralDate": day(t.day(150))}
    sent = [
        t.call(t.before(152, 22), "domestic incident", home, "Shouting. Woman is expecting a baby.",
               Named(mother, "victim")),
        t.notice(t.before(151, 2), "PAC", baby, typed={"surname": "Coldstream"},
                 parent=Named(mother, more={"relationship": "mother"}), grade="amber",
                 seen_words="Freda is four months from her date. No other child."),
        t.care(t.before(150, 11), baby, family=parents, **referral, **expected),
        t.care(t.before(45, 11), baby, family=parents, **referral),
        t.notice(t.before(20, 15), "PAC", baby, parent=Named(mother, more={"relationship": "mother"}), grade="green",
                 seen_words="Wilf seen asleep in his cot. Home warm."),
    ]  # fmt: skip
    story = Story(
        "unborn_to_born",
        "The unborn child and the born one are put before a person as one child of one mother.",
        "An expected date is never compared with a birth date, and nothing is joined without a person.",
        tells=[tell("unborn_child_at_risk", "mash_desk", sent[1], DAY)],
    )
    yield from t.tell(story, sent, baby=baby, mother=mother, father=father)


def mothers_number(t: Teller) -> Iterator[Sent]:
    """A mother's NHS number is filed on her baby."""
    home = t.gazetteer.named("27 Candlewick Street", "Alderbrook")
    mother = t.child("Della", "Harbottle", "female", t.born(26, 8), home)
    baby = t.child("Rosa", "Harbottle", "female", t.day(75), home, mother.phone)
    baby.mother = mother
    sent = [
        t.call(t.before(400, 21), "domestic incident", home, "Raised voices.",
               Named(mother, "victim", {"nhs_no": mother.nhs_no})),
        t.care(t.before(60, 12), baby, family=[Named(mother, "parent/carer", {"Relationship": "mother"})],
               NHSNumber=mother.nhs_no, CINreferralDate=day(t.day(61))),
        t.notice(t.before(25, 17), "PAC", baby, typed={"nhs_no": baby.nhs_no}, grade="green",
                 parent=Named(mother, more={"relationship": "mother"}), seen_words="Rosa asleep."),
    ]  # fmt: skip
    story = Story(
        "mothers_number",
        "Baby and mother are two, and the number they share is put before a person.",
        "They are never joined on the number.",
    )
    yield from t.tell(story, sent, baby=baby, mother=mother)


def parted_by_correction(t: Teller) -> Iterator[Sent]:
    """A notification was filed with another boy's date and number; the source puts it right."""
    homes = t.gazetteer.named("64 Dyer’s Hill", "Merrowfield"), t.gazetteer.named("9 Packhorse Road", "Merrowfield")
    one = t.child("Noah", "Ellersby", "male", t.born(10, 20), homes[0])
    other = t.child("Noah", "Ellersby", "male", t.born(10, 171), homes[1])
    wrong = {"birth_date": other.birth_date.strftime("%d/%m/%Y"), "nhs_no": other.nhs_no, "upn": other.upn,
             "address": other.address.line, "postcode": other.address.postcode, "phone": other.phone}  # fmt: skip
    right = {"birth_date": one.birth_date.strftime("%d/%m/%Y"), "nhs_no": one.nhs_no, "upn": one.upn,
             "address": one.address.line, "postcode": one.address.postcode, "phone": one.phone}  # fmt: skip
    filed = t.notice(t.before(90, 15), "PAC", one, typed=wrong, grade="amber", spoken_to="alone",
                     seen_words="Noah had a mark on his arm and said his uncle held him.")  # fmt: skip
    subject: dict[str, Any] = {f"subject_{name}": text for name, text in right.items()}
    corrected = filed.again(t.before(4, 10), **subject)
    sent = [
        t.call(t.before(210, 18), "concern for safety", one.address, "Noah in the street late.", Named(one, "child")),
        t.call(t.before(180, 18), "concern for safety", other.address, "Noah shut out.", Named(other, "child")),
        filed,
        corrected,
    ]
    story = Story(
        "parted_by_correction",
        "Until the correction the mark on the arm stands with the other Noah; after it with this one, and whoever "
        "saw or was sent the wrong picture is told.",
        "After the correction nothing of the notification stays with the other boy.",
    )
    yield from t.tell(story, sent, one=one, other=other)


def two_files(t: Teller) -> Iterator[Sent]:
    """Children's services opened a second file for a girl they had one for."""
    home = t.gazetteer.named("12 Tollgate Row", "Stanehithe")
    girl = t.child("Hodan", "Farah", "female", t.born(9, 99), home)
    first = t.care(t.before(500, 12), girl, CINreferralDate=day(t.day(501)))
    girl.social_care_id = f"{girl.social_care_id[:1]}{int(girl.social_care_id[1:]) + 500_000:07d}"
    second = t.care(t.before(110, 12), girl, CINreferralDate=day(t.day(111)), Surname="Faarax", Forename="Hoodan")
    story = Story("two_files", "Two numbers of one authority are one girl: a query to the authority.",
                  "Neither file is thrown away.")  # fmt: skip
    yield from t.tell(story, [first, second], girl=girl)


def brothers_name(t: Teller) -> Iterator[Sent]:
    """A boy arrested gives his brother's name and date; his fingerprints say who he is."""
    home = t.gazetteer.named("70 Barleycorn Road", "Oxlade")
    boy = t.child("Kelvin", "Stradbroke", "male", t.born(16, 44), home)
    brother = t.child("Jerome", "Stradbroke", "male", t.born(17, 90), home, boy.phone)
    boy.pnc_id = numbers.pnc(dice(t.world.seed, "brothers_name"), t.on.year - 1)
    given = {"forename": brother.forename.upper(), "birth_date": brother.birth_date.strftime("%d/%m/%Y")}
    sent = [
        t.custody(t.before(260, 16), "Oxlade", Named(boy), offences=["Theft from a shop"]),
        t.custody(t.before(65, 19), "Oxlade", Named(boy, more=given), offences=["Possession of cannabis"]),
        t.notice(
            t.before(64, 9), "PAC", boy, grade="green", spoken_to="alone", seen_words="Says he was afraid to be named."
        ),
        t.call(t.before(30, 18), "concern for safety", home, "Jerome unwell.", Named(brother, "child")),
    ]
    story = Story(
        "brothers_name",
        "Both detentions are the same boy by his PNC number, and the name he gave is shown as a warning.",
        "The second detention is not the brother's.",
    )
    yield from t.tell(story, sent, boy=boy, brother=brother)


def one_hostel(t: Teller) -> Iterator[Sent]:
    """Two families of one name who do not know each other, in one hostel."""
    hostel = t.gazetteer.named("Anchorage Buildings, 55 Causeway", "Merrowfield", "temporary accommodation",
                               organisation="Anchorage Buildings")  # fmt: skip
    one = t.child("Amina", "Ali", "female", t.born(6, 300), t.gazetteer.room(hostel, 4))
    other = t.child("Aminah", "Ali", "female", t.born(6, 210), t.gazetteer.room(hostel, 31))
    sent = []
    for days, girl in ((130, one), (84, other), (40, one), (18, other)):
        text = f"{girl.forename} in the corridor late, {girl.address.flat}."
        sent.append(t.call(t.before(days, 21), "concern for safety", girl.address, text, Named(girl, "child")))
    story = Story("one_hostel", "Each girl's two calls are one person.",
                  "The hostel's address does not join them: it is not a household.")  # fmt: skip
    yield from t.tell(story, sent, one=one, other=other)


ALL = (
    twins, same_name, one_call, five_systems, unborn_to_born, mothers_number, parted_by_correction, two_files,
    brothers_name, one_hostel,
)  # fmt: skip
