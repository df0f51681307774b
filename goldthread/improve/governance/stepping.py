"""Every step on a body, a meeting, a decision or what was learned, as data: its fields and its action.

Page, API and command all take a step by its name, the id of what it is about, and what was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.records.dates import read_date
from goldthread.core.refusals import NotFound, NotValid
from goldthread.improve.governance import citing, meetings, packs, seats
from goldthread.improve.governance.citing import Cited
from goldthread.web import typing_in

Typed = Mapping[str, str]
Options = Mapping[str, str] | Callable[[], Mapping[str, str]]
Act = Callable[[Reader, str, Typed], Any]
YES = "yes"


@dataclass(frozen=True)
class Field:
    """One thing to fill in. `kind`: line, words, instant, day, yes, ticks, or a choice of `options` ({value: words}).

    Of ticks several may be chosen; they come as one text with commas between.
    """

    name: str
    label: str
    kind: str = "line"
    hint: str = ""
    options: Options | None = None

    def choices(self) -> Mapping[str, str]:
        """What there is to choose from, asked for when the form is shown."""
        return self.options() if callable(self.options) else self.options or {}


@dataclass(frozen=True)
class Step:
    """One step: its words, what it is about (body, meeting, seat, decision, lesson), its fields, its action."""

    id: str
    words: str
    about: str
    fields: tuple[Field, ...]
    act: Act

    def take(self, by: Reader, about: str, typed: Typed) -> Any:
        """Carry it out. A field that is none of its own is refused by name."""
        known = {one.name for one in self.fields}
        if strange := sorted(name for name in typed if name not in known and not name.startswith("came_")):
            raise NotValid(strange[0][:40], "This step has no such field.", f"Fields: {', '.join(sorted(known))}.")
        return self.act(by, about, typed)


def step_named(wanted: str) -> Step:
    """The step of that name; another word is not found."""
    if wanted not in STEPS:
        raise NotFound("There is no such step.", f"One of: {', '.join(STEPS)}.")
    return STEPS[wanted]


def id_of(about: str) -> UUID:
    """The id in an address or a command; what is none is not found."""
    try:
        return UUID(about)
    except ValueError:
        raise NotFound("Nothing is held under that reference.", "Check it.") from None


def _day(field: str, typed: Typed) -> date:
    text = typed.get(field, "").strip()
    try:
        found = read_date(text, on=clocks.today()) if text else None
    except ValueError:
        found = None
    if found is None or found.precision != "day":
        raise NotValid(field, "Enter a day, like 24/10/2026.")
    return found.earliest


def _instant(field: str, typed: Typed) -> datetime:
    """An instant with its offset, or a London date and time as a browser's field sends it."""
    found = typing_in.instant(field, typed.get(field, ""))
    if found is None:
        raise NotValid(field, "Enter a day and a time, like 2026-10-23T14:00.")
    return found


def _text(typed: Typed, field: str) -> str:
    return typed.get(field, "")


def _hold(by: Reader, about: str, typed: Typed) -> Any:
    came = {name.removeprefix("came_"): how for name, how in typed.items() if name.startswith("came_") and how}
    return meetings.hold(by, id_of(about), _instant("held_at", typed), _text(typed, "minutes"), came)


def _decide(by: Reader, about: str, typed: Typed) -> Any:
    numbers = _text(typed, "about").replace(",", " ").split()
    return meetings.decide(
        by, id_of(about), _text(typed, "words"), owner_post=_text(typed, "owner_post"), due_on=_day("due_on", typed),
        about=numbers, cites=_cited(typed),
    )  # fmt: skip


def _cited(typed: Typed) -> Cited:
    boroughs = tuple(one.strip() for one in _text(typed, "boroughs").split(",") if one.strip())
    look_on = _day("look_on", typed) if _text(typed, "look_on").strip() else None
    return Cited(_text(typed, "kind").strip() or "other", _text(typed, "measure"), boroughs, look_on)


def _make_pack(by: Reader, about: str, typed: Typed) -> Any:
    place = _text(typed, "place")
    if not (place.isascii() and place.isdigit() and int(place[:6]) > 0 and len(place) < 6):
        raise NotValid("place", "Enter the place of the case in the sample, like 1.")
    is_checked = _text(typed, "is_checked") == YES
    return packs.make_pack(
        by, id_of(about), _text(typed, "sample"), int(place), words=_text(typed, "words"), is_checked=is_checked
    )


SEAT_FIELDS = (
    Field("username", "Username"),
    Field("kind", "Sits as", options=seats.SEAT_KINDS),
    Field("organisation", "Organisation they come from"),
)
ITEM_FIELDS = (
    Field("kind", "What it is", options=meetings.ITEM_KINDS),
    Field(
        "about",
        "Which one",
        hint="A recommendation's number, a question's id, or a pack's number",
    ),
    Field("words", "What the meeting is to speak of"),
)
HOLD_FIELDS = (
    Field("held_at", "When it was held", "instant", "London time. The day it was planned for is kept beside it"),
    Field("minutes", "Short minutes", "words", "No child's name, reference or address"),
)
CITE_FIELDS = (
    Field("kind", "Is it about people or money?", options=citing.KINDS, hint="Where people are sent, what is paid for"),
    Field("measure", "Which figure it rests on", options=citing.measures_in_words,
          hint="Kept as it stood at the meeting, and read again from then on"),
    Field("boroughs", "Which boroughs it is about", "ticks", "None: the whole force", citing.boroughs_in_words),
    Field("look_on", "When its effect is to be looked at", "day", "Leave it empty for three months after the meeting"),
)  # fmt: skip
DECIDE_FIELDS = (
    Field("words", "What was decided", "words"),
    Field(
        "about",
        "About which recommendations",
        hint="Numbers, like 2 or 2.3, with a space between",
    ),
    Field("owner_post", "Which post is to do it"),
    Field("due_on", "By which day", "day"),
    *CITE_FIELDS,
)
TOLD_FIELDS = (
    Field("route", "Route", options=meetings.ROUTES),
    Field("told_on", "When they were told", "day"),
    Field("whom", "Who was told"),
)
PACK_FIELDS = (
    Field("sample", "Sample", hint="Its reference, like Q-4K9WQTD"),
    Field("place", "Place of the case in it"),
    Field("words", "Words besides", "words", "None is best. No name, date, place or reference"),
    Field("is_checked", "I checked each of these words for whom it may name", "yes"),
)
STEPS: dict[str, Step] = {
    one.id: one
    for one in (
        Step("seat", "Give a seat", "body", SEAT_FIELDS, lambda by, about, typed: seats.give_seat(
            by, about, _text(typed, "username"), _text(typed, "kind"), _text(typed, "organisation"))),
        Step("end-seat", "End the seat", "seat", (), lambda by, about, typed: seats.end_seat(by, id_of(about))),
        Step("plan", "Plan a meeting", "body", (Field("planned_at", "When", "instant", "London time"),),
             lambda by, about, typed: meetings.plan_meeting(by, about, _instant("planned_at", typed))),
        Step("item", "Add to the agenda", "meeting", ITEM_FIELDS, lambda by, about, typed: meetings.add_item(
            by, id_of(about), _text(typed, "kind"), _text(typed, "words"), _text(typed, "about"))),
        Step("hold", "Write the minutes", "meeting", HOLD_FIELDS, _hold),
        Step("call-off", "Call the meeting off", "meeting", (Field("why", "Why"),),
             lambda by, about, typed: meetings.call_off(by, id_of(about), _text(typed, "why"))),
        Step("decide", "Write a decision", "meeting", DECIDE_FIELDS, _decide),
        Step("done", "Say that it is done", "decision",
             (Field("done_on", "When it was done", "day"), Field("words", "What was done", "words")),
             lambda by, about, typed: meetings.done(by, id_of(about), _day("done_on", typed), _text(typed, "words"))),
        Step("cite", "Say what it cites", "decision", CITE_FIELDS,
             lambda by, about, typed: citing.correct(by, id_of(about), _cited(typed))),
        Step("effect", "Record that its effect was looked at", "decision",
             (Field("words", "What you saw, and what follows", "words",
                    "The figures on the decision’s page are kept with it as they stand now"),),
             lambda by, about, typed: citing.look_at_effect(by, id_of(about), _text(typed, "words"))),
        Step("learn", "Write what was learned", "meeting", (Field("words", "What was learned", "words"),),
             lambda by, about, typed: meetings.learn(by, id_of(about), _text(typed, "words"))),
        Step("tell", "Record who was told", "lesson", TOLD_FIELDS, lambda by, about, typed: meetings.tell(
            by, id_of(about), _text(typed, "route"), _day("told_on", typed), _text(typed, "whom"))),
    )
}  # fmt: skip

# Apart from the others, since it reads a child's case.
PACK = Step("pack", "Put a case before the panel", "meeting", PACK_FIELDS, _make_pack)
