"""Stories of danger that no single system shows."""

from collections.abc import Iterator
from datetime import timedelta

from goldthread.synthetic import numbers
from goldthread.synthetic.chance import dice
from goldthread.synthetic.population import Offender
from goldthread.synthetic.sent import Sent, day, written
from goldthread.synthetic.stories.teller import DAY, HOUR, Story, Teller, tell
from goldthread.synthetic.systems.offenders import marker
from goldthread.synthetic.systems.social_care import enquiry, plan
from goldthread.synthetic.systems.writing import Named


def offender_moves_in(t: Teller) -> Iterator[Sent]:
    """A managed offender gives a new address: a flat where a girl lives with her mother."""
    before = t.gazetteer.named("88 Cinder Lane", "Oxlade")
    home = t.gazetteer.named("Flat 2, Marigold House, 14 Weir Street", "Merrowfield")
    girl = t.child("Poppy", "Seagrove", "female", t.born(8, 140), home)
    mother = t.adult("Kim", "Seagrove", "female", t.born(32, 5), home)
    man = t.adult("Gavin", "Rusholme", "male", t.born(44, 70), before)
    man.homes = (*man.homes, (t.day(10), home))
    man.pnc_id = numbers.pnc(dice(t.world.seed, "offender_moves_in"), t.on.year - 9)
    offender = Offender(
        man, f"{(t.on.year - 9) % 100:02d}/9000001", "1", 1, "high", "SHPO", t.day(3200), t.day(3200), True, 3
    )
    clerk = t.world.clerks["offenders"]
    sent = [
        t.care(t.before(160, 12), girl, family=[Named(mother, "parent/carer", {"Relationship": "mother"})],
               CINreferralDate=day(t.day(161))),
        marker(clerk, offender, t.before(140, 11), t.day(140), t.day(49)),
        marker(clerk, offender, t.before(50, 11), t.day(50), t.on + timedelta(days=41)),
        marker(clerk, offender, t.before(10, 15), t.day(50), t.on + timedelta(days=4)),
        t.call(t.before(5, 20, 30), "domestic incident", home, "Man and woman shouting. A girl is at the window.",
               Named(girl, "child"), Named(mother, "victim")),
    ]  # fmt: skip
    story = Story(
        "offender_moves_in",
        "On the day the marker gives the address, the offender manager and the ward are told that a child lives there.",
        "The marker's detail never appears through a search box; neighbours of the block are not named.",
        tells=[tell("offender_at_childs_home", role, sent[3], DAY) for role in ("offender_manager", "ward_officer")],
    )
    yield from t.tell(story, sent, girl=girl, mother=mother, man=man)


def image_suspect(t: Teller) -> Iterator[Sent]:
    """A man suspected of having indecent images lives with two children whom the crime report does not name."""
    home = t.gazetteer.named("31 Spindle Close", "Alderbrook")
    man = t.adult("Martin", "Lowick", "male", t.born(47, 33), home)
    son = t.child("Ben", "Lowick", "male", t.born(9, 18), home)
    daughter = t.child("Isla", "Lowick", "female", t.born(6, 250), home, son.phone)
    reported = t.before(19, 10)
    sent = [
        t.notice(t.before(310, 17), "PAC", son, parent=Named(man, more={"relationship": "father"}),
                 other=Named(daughter, "sibling"), grade="blue", seen_words="Both children well."),
        t.crime(reported, "images", home, suspects=[Named(man)], flags=("IIOC", "ONLINE"),
                mo_text="Referred by a national agency. Exhibits are held by the unit.",
                safeguarding="Children in the household: not known."),
    ]  # fmt: skip
    story = Story(
        "image_suspect",
        "The investigator is shown both children at the suspect's address, on the day the report comes in.",
        "Nothing of any image is held.",
        tells=[tell("image_suspect_with_children", role, sent[1], DAY) for role in ("image_team", "investigator")],
    )
    yield from t.tell(story, sent, man=man, son=son, daughter=daughter)


def detained_on_a_plan(t: Teller) -> Iterator[Sent]:
    """A girl on a child protection plan is held overnight, and her social worker is not told."""
    home = t.gazetteer.named("4 Mill Bank", "Stanehithe")
    girl = t.child("Jodie", "Ambersley", "female", t.born(15, 5), home)
    mother = t.adult("Tina", "Ambersley", "female", t.born(36, 300), home)
    started = t.day(96)
    started -= timedelta(days=max(0, started.weekday() - 4))
    groups = {"S47": [enquiry(started - timedelta(days=16), started)], "ChildProtectionPlan": [plan(started, "NEG")]}
    arrived, released = t.before(14, 20, 15), t.before(13, 11, 40)
    held = t.custody(
        arrived, "Stanehithe", Named(girl),
        offences=["Criminal damage to a dwelling"], arrested_at=written(arrived - timedelta(minutes=40)),
        looked_after="no", risks=["self-harm"], cell_type="cell",
    )  # fmt: skip
    sent = [
        t.care(t.before(90, 12), girl, groups, CINreferralDate=day(started - timedelta(days=20)),
               DateOfInitialCPC=day(started), family=[Named(mother, "parent/carer", {"Relationship": "mother"})]),
        held,
        held.again(released, authorised_at=written(arrived + timedelta(minutes=22)),
                   aa_requested_at=written(arrived + timedelta(minutes=50)),
                   aa_arrived_at=written(arrived + timedelta(hours=9)), disposal="released under investigation",
                   released_at=written(released), released_to="parent"),
    ]  # fmt: skip
    story = Story(
        "detained_on_a_plan",
        "Custody sees the plan while she is there; that nobody told children's services is shown next morning.",
        "The plan is not missed because custody does not hold her social care number.",
        tells=[
            tell("plan_in_custody", "custody_officer", held, HOUR),
            tell("overnight_untold", "mash_desk", t.before(13, 8), 4 * HOUR),
        ],
    )
    yield from t.tell(story, sent, girl=girl, mother=mother)


def three_low(t: Teller) -> Iterator[Sent]:
    """Three small worries in ninety days, from three places, none of which alone was shared."""
    home = t.gazetteer.named("58 Teazel Road", "Oxlade")
    boy = t.child("Danny", "Ravensworth", "male", t.born(5, 200), home)
    told = ("Danny at the door in a thin shirt.", "Danny had not eaten since the day before.",
            "Danny asleep on the sofa at noon; no adult up.")  # fmt: skip
    sent = [
        t.notice(t.before(days, 12), "PAC", boy, grade=grade, spoken_to="alone", seen_words=text, borough=borough)
        for days, grade, text, borough in zip(
            (82, 47, 9), ("blue", "green", "blue"), told, ("Oxlade", "Stanehithe", "Oxlade"), strict=True
        )
    ]
    story = Story(
        "three_low",
        "The third is read with the first two, and a sergeant sees it before it is closed.",
        "It is not closed as one more low one.",
        tells=[tell("three_low_concerns", "supervisor", sent[2], DAY)],
    )
    yield from t.tell(story, sent, boy=boy)


def moved(t: Teller) -> Iterator[Sent]:
    """A boy who moved borough: his history is in the old one."""
    old = t.gazetteer.named("19 Common Edge", "Oxlade")
    new = t.gazetteer.named("Flat 2, Millrace Court, 6 Sluice Road", "Merrowfield")
    boy = t.child("Callum", "Withershaw", "male", t.born(10, 300), old)
    boy.homes = (*boy.homes, (t.day(60), new))
    text = "Raised voices, child upstairs."
    sent = [
        t.call(t.before(days, 20), "domestic incident", old, text, Named(boy, "victim")) for days in (420, 330, 240)
    ]
    words = "Callum was in his room. He asked if they would have to move."
    sent.append(t.notice(t.before(240, 21), "PAC", boy, grade="amber", spoken_to="alone", seen_words=words))
    text = "Neighbour hears shouting. Family new to the block."
    sent.append(t.call(t.before(16, 21, 30), "domestic incident", new, text, Named(boy, "victim")))
    told = [tell("new_borough_old_danger", "mash_desk", sent[-1], DAY)]
    story = Story("moved", "His new borough sees what the old one knew.", tells=told)
    yield from t.tell(story, sent, boy=boy)


ALL = (offender_moves_in, image_suspect, detained_on_a_plan, three_low, moved)
