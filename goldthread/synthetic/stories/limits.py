"""Stories of what may not be seen, and of what is gone."""

from collections.abc import Iterator

from goldthread.synthetic.sent import Sent, day, deletion
from goldthread.synthetic.stories.teller import Story, Teller
from goldthread.synthetic.systems.gazetteer import HIDDEN_DESK
from goldthread.synthetic.systems.writing import Named

COVERT = "Covert desk"


def hidden(t: Teller) -> Iterator[Sent]:
    """A boy with an ordinary record, and one that must not be seen to exist."""
    boy = t.child("Piers", "Larkenby", "male", t.born(14, 5), t.gazetteer.named("77 Hawser Road", "Stanehithe"))
    open_text = "Caller says Piers is out late most evenings."
    sent = [
        t.call(t.before(150, 21), "concern for safety", boy.address, open_text, Named(boy, "child")),
        t.notice(t.before(45, 14), "PAC", boy, grade="amber", seen_words="Held by the covert desk.",
                 restriction="hidden", ask=COVERT, retention_group="2"),
    ]  # fmt: skip
    story = Story("hidden", "His ordinary call is shown.", "The hidden record is neither shown nor counted.")
    yield from t.tell(story, sent, boy=boy)


def refuge(t: Teller) -> Iterator[Sent]:
    """A mother and child whose address must not be shown."""
    place = t.gazetteer.named("Rowan House, 5 Undercliff", "Oxlade", "refuge", organisation="Rowan House", secret=True)
    girl = t.child("Senna", "Aldermarsh", "female", t.born(6, 150), place)
    mother = t.adult("Jude", "Aldermarsh", "female", t.born(30, 20), place)
    row = t.notice(
        t.before(70, 13),
        "PAC",
        girl,
        parent=Named(mother, more={"relationship": "mother"}),
        grade="amber",
        spoken_to="with others",
        seen_words="Mother and daughter settled. Daughter drawing at the table.",
        child_words="“It’s quiet here.”",
        restriction="signalled",
        ask=HIDDEN_DESK,
    )
    story = Story("refuge", "A reader is told whom to ask.", "The address is never shown or found by search.")
    yield from t.tell(story, [row], girl=girl, mother=mother)


def erased(t: Teller) -> Iterator[Sent]:
    """A boy whose records their sources erased, each in its time."""
    home = t.gazetteer.named("23 Ostler Street", "Alderbrook")
    boy = t.child("Felix", "Wainthrop", "male", t.born(8, 81), home)
    called = t.call(t.before(220, 18), "concern for safety", home, "Felix home alone.", Named(boy, "child"))
    noticed = t.notice(t.before(219, 10), "PAC", boy, grade="green", seen_words="Felix with an aunt.")
    known = t.care(t.before(217, 12), boy, CINreferralDate=day(t.day(218)))
    sent = [
        called, noticed, known,
        deletion(known, t.before(21, 3)), deletion(noticed, t.before(20, 11)), deletion(called, t.before(7, 9)),
    ]  # fmt: skip
    story = Story(
        "erased",
        "Each deletion takes what was derived from its record; after the last, nobody of that name is found.",
        "No link, flag, queue or figure by name outlives the records.",
    )
    yield from t.tell(story, sent, boy=boy)


ALL = (hidden, refuge, erased)
