"""Stories of desks: a concern nobody took up, a queue nobody worked, grades that drift."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from goldthread.synthetic.people import Person
from goldthread.synthetic.sent import Sent, written
from goldthread.synthetic.stories.teller import DAY, Story, Teller, tell
from goldthread.synthetic.systems.writing import Named

FORENAMES = ("Ada", "Beau", "Cleo", "Dion", "Elsa", "Finn", "Greta", "Hugo", "Iris", "Jude", "Kit", "Lena", "Milo",
             "Nell", "Otis", "Pia")  # fmt: skip
QUEUE, DRIFT = "Underhay", "Fallowes"
SAME_WORDS = "Shouting heard by neighbours. Child upstairs and afraid. Broken plate on the floor."


def nobody_picked_up(t: Teller) -> Iterator[Sent]:
    """A concern that was graded and then neither shared nor answered, with two calls since."""
    home = t.gazetteer.named("33 Vintry Passage", "Merrowfield")
    girl = t.child("Nadine", "Farrowdale", "female", t.born(8, 60), home)
    sent = [
        t.notice(t.before(40, 15), "PAC", girl, grade="amber", spoken_to="alone",
                 seen_words="Nadine was at home with her brother. No adult came for an hour.",
                 child_words="“I know how to do the tea.”"),
        t.call(t.before(25, 19), "concern for safety", home, "Children alone again.", Named(girl, "child")),
        t.call(t.before(6, 20, 10), "concern for safety", home, "Nadine at the window.", Named(girl, "child")),
    ]  # fmt: skip
    told = [tell("concern_unanswered", "supervisor", sent[1], DAY)]
    story = Story("nobody_picked_up", "A concern unanswered for 40 days comes to a named person's notice.", tells=told)
    yield from t.tell(story, sent, girl=girl)


def backlog(t: Teller) -> Iterator[Sent]:
    """For three weeks one borough's desk graded what came and sent nothing on."""
    children = _children(t, QUEUE, "Oxlade", 14)
    sent = [
        t.notice(t.before(52 - i, 11 + i % 7), "PAC", child, grade=("amber", "green", "green")[i % 3],
                 spoken_to="alone", seen_words=SAME_WORDS)
        for i, child in enumerate(children)
    ]  # fmt: skip
    story = Story(
        "backlog",
        "Fourteen notifications of one desk stand unshared, the oldest first, with how long each has waited.",
        "A later quiet week does not make the queue look worked.",
        tells=[tell("desk_backlog", "supervisor", _held(sent[9]) + timedelta(days=5), DAY)],
    )
    yield from t.tell(story, sent, **{child.forename.lower(): child for child in children})


def _held(sent: Sent) -> datetime:
    return datetime.fromisoformat(sent.cells["source_updated_at"])


def drifting_grades(t: Teller) -> Iterator[Sent]:
    """The same words were amber in one borough last year; this quarter they are green and blue."""
    children = _children(t, DRIFT, "Stanehithe", 16)
    sent = []
    for i, child in enumerate(children):
        early = i < len(children) // 2
        days = 300 - 9 * i if early else 90 - 9 * (i - len(children) // 2)
        grade = "amber" if early else ("green", "blue")[i % 2]
        at = t.before(days, 18)
        shared = {"shared_to": "Stanehithe children’s services", "shared_at": written(at + timedelta(hours=2))}
        sent.append(t.notice(at, "PAC", child, grade=grade, spoken_to="alone", seen_words=SAME_WORDS,
                             **(shared if grade != "blue" else {})))  # fmt: skip
    story = Story(
        "drifting_grades",
        "Stanehithe's grades for the same words fell within a year: shown as a change, with both numbers.",
        "No other borough is said to have changed.",
    )
    yield from t.tell(story, sent, **{child.forename.lower(): child for child in children})


def _children(t: Teller, surname: str, borough: str, count: int) -> list[Person]:
    """So many families, one child each, that have nothing to do with each other but the last name given here."""
    return [
        t.child(name, f"{surname}-{name[0]}orby", ("female", "male")[i % 2], t.born(4 + i % 9, 21 * i + 3),
                t.gazetteer.named(f"{2 * i + 5} {surname} Street", borough))
        for i, name in enumerate(FORENAMES[:count])
    ]  # fmt: skip


ALL = (nobody_picked_up, backlog, drifting_grades)
