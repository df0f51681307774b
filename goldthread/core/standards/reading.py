"""Reading the register of clocks and the settings from their files; anything unclear is a fault, never a guess."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core.standards.due import Due, read_due
from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.fields import Entry, read_file
from goldthread.core.standards.marks import Mark
from goldthread.core.standards.rules import ClockRule, Setting, Step, Value

REGISTER = Path(__file__).parent / "register"
SETTINGS = Path(__file__).parent / "settings.yaml"
CLOCK_KEYS = (
    "id", "title", "sentence", "start", "stops", "falls_away", "due", "mark", "verified", "fixed", "duty", "source",
    "dated", "roles", "steps", "pauses", "pausing", "option_of", "aliases", "from", "to", "start_verified", "note",
    "counts_after",
)  # fmt: skip
SETTING_KEYS = ("id", "title", "sentence", "stricter", "unit", "fixed", "note", "values")
VALUE_KEYS = ("value", "mark", "verified", "source", "from", "to")
PAUSING = ("days", "then three days")
STRICTER = ("lower", "higher", "true", "false", "longer list", "no way")
_WORKING_DAYS = re.compile(r"WD (\d+)")
_LENGTH = re.compile(r"(\d+)([mhd])")


@cache
def register() -> dict[str, ClockRule]:
    """Every clock of the register that ships, by id."""
    found: dict[str, ClockRule] = {}
    for path in sorted(REGISTER.glob("*.yaml")):
        for rule in read_clocks(path):
            if rule.id in found:
                raise StandardsFault(path.name, f"{rule.id} is there twice.")
            found[rule.id] = rule
    return found


@cache
def settings() -> dict[str, Setting]:
    """Every setting that ships, by id."""
    held = Entry(SETTINGS.name, read_file(SETTINGS), ("settings",))
    return {one.id: one for one in map(_setting, held.list_of("settings"))}


def read_clocks(path: Path) -> Iterator[ClockRule]:
    """The clocks of one file: the register's, or an area's own `standards.yaml`."""
    held = Entry(path.name, read_file(path), ("subject", "title", "clocks"))
    for one in held.list_of("clocks"):
        name = one.get("id", "an entry without id") if isinstance(one, dict) else "an entry"
        yield _clock(Entry(f"{path.name}, {name}", one, CLOCK_KEYS), held.text("subject", needed=True))


def mark_of(entry: Entry) -> Mark:
    written = entry.text("mark", needed=True)
    if written not in Mark.__members__:
        raise StandardsFault(entry.where, f"{written} is not a mark. Marks: {', '.join(Mark)}.")
    return Mark(written)


def due_of(entry: Entry, key: str = "due") -> Due:
    try:
        return read_due(entry.text(key, needed=True))
    except ValueError as error:
        raise StandardsFault(entry.where, str(error)) from error


def verified_of(entry: Entry, mark: Mark) -> bool | None:
    """As written; else true, or nothing to check for a number of our own."""
    written = entry.truth("verified")
    return written if written is not None else (None if mark is Mark.DEFAULT else True)


def _clock(entry: Entry, subject: str) -> ClockRule:
    mark, due = mark_of(entry), due_of(entry)
    value = Value(
        due,
        mark,
        entry.text("source", needed=True),
        verified_of(entry, mark),
        entry.day("from"),
        entry.day("to"),
        from_verified=entry.truth("start_verified") is not False,
    )
    rule = ClockRule(
        id=entry.text("id", needed=True),
        subject=subject,
        title=entry.text("title", needed=True),
        sentence=entry.text("sentence", needed=True),
        stricter="longer before the event" if due.kind.startswith("BEFORE") else "shorter",
        fixed=mark is Mark.LAW or entry.is_true("fixed"),
        values=(value,),
        note=entry.text("note"),
        start=entry.text("start", needed=True),
        stops=entry.texts("stops", needed=True),
        falls_away=entry.texts("falls_away"),
        counts_after=entry.text("counts_after"),
        duty=entry.text("duty"),
        dated=entry.text("dated"),
        roles=entry.texts("roles"),
        steps=tuple(_step(entry.where, one) for one in entry.list_of("steps")),
        pauses=entry.texts("pauses"),
        pausing=entry.text("pausing") or "days",
        option_of=entry.text("option_of"),
        aliases=entry.texts("aliases"),
    )
    if rule.pausing not in PAUSING:
        raise StandardsFault(entry.where, f"pausing is one of: {', '.join(PAUSING)}.")
    if rule.start in (*rule.stops, *rule.falls_away):
        raise StandardsFault(entry.where, f"{rule.start} both starts and stops it.")
    return rule


def _step(where: str, held: Any) -> Step:
    entry = Entry(f"{where}, steps", held, ("after", "at", "who"))
    after, who = entry.text("after"), entry.text("who", needed=True)
    if length := _LENGTH.fullmatch(after):
        return Step(who, after_minutes=int(length[1]) * {"m": 1, "h": 60, "d": 1440}[length[2]])
    if days := _WORKING_DAYS.fullmatch(after):
        return Step(who, after_working_days=int(days[1]))
    if entry.text("at") != "due":
        raise StandardsFault(entry.where, "A step is `after: 48h`, `after: WD 3` or `at: due`.")
    return Step(who)


def _setting(held: Any) -> Setting:
    entry = Entry(f"{SETTINGS.name}, {held.get('id') if isinstance(held, dict) else held}", held, SETTING_KEYS)
    stricter = entry.text("stricter", needed=True)
    if stricter not in STRICTER:
        raise StandardsFault(entry.where, f"stricter is one of: {', '.join(STRICTER)}.")
    values = tuple(setting_value(entry.where, one) for one in entry.list_of("values"))
    return Setting(
        id=entry.text("id", needed=True),
        subject=entry.text("id").split(".")[0],
        title=entry.text("title", needed=True),
        sentence=entry.text("sentence", needed=True),
        stricter=stricter,
        fixed=entry.is_true("fixed") or any(value.mark is Mark.LAW for value in values),
        values=values,
        note=entry.text("note"),
        unit=entry.text("unit"),
    )


def setting_value(where: str, held: Any) -> Value:
    entry = Entry(f"{where}, values", held, VALUE_KEYS)
    mark = mark_of(entry)
    return Value(
        entry.held.get("value"),
        mark,
        entry.text("source", needed=True),
        verified_of(entry, mark),
        entry.day("from"),
        entry.day("to"),
    )
