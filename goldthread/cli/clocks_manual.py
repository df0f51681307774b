"""The reference pages of time: every clock and setting with its source, and every worked example that the tests run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldthread.config.paths import PROJECT
from goldthread.core import clocks, yaml_files
from goldthread.core.standards.marks import MEANING
from goldthread.core.standards.reading import register, settings
from goldthread.core.standards.rules import ClockRule, Value

RESPOND = PROJECT / "goldthread" / "respond"
SPECS = Path(clocks.__file__).parent / "spec"
WRITTEN = "*Written by `goldthread docs write` from the standards themselves; change them there.*"
KINDS = {
    "E": "Time as it passes, in UTC: nights, weekends, clock changes do not matter. `E 4h or KEY` is the sooner.",
    "DESK": "Time the desk is open on working days, 09:00 to 17:00 unless the profile says otherwise.",
    "AT": "The event itself, such as the end of the tour.",
    "WD": "Working days after the start's day; due by the end of the last. Monday to Friday less bank holidays.",
    "WD_INCL": "Working days of which the start's day, or the first working day after it, is the first.",
    "CAL": "Days after the start's day; `CAL 0` is the same day. No holiday relief.",
    "CAL_INCL": "Days beginning with the start's day.",
    "MONTHS": "The same day number so many months on; at a short month its last day.",
    "MONTHS_INCL": "Months beginning with the start's day: the day before the same number.",
    "BEFORE CAL, BEFORE WD": "So many days, or working days, before an event; given also when already past.",
    "AGE": "A birthday, as the day begins; born on 29 February, 1 March.",
    "NONE": "As soon as practicable: no number; the time taken is measured.",
}
CHECKED = {True: "checked", False: "not checked", None: "ours"}


def clocks_page() -> Iterator[str]:
    yield from ("# Clocks and settings", "", WRITTEN, "")
    yield "How long we have, and who says so. Ask `goldthread clocks due RULE --start ...` when one is due."
    yield from ("", "## Marks", "", "| Mark | Meaning |", "|---|---|")
    yield from (f"| {mark} | {words} |" for mark, words in MEANING.items())
    yield from ("", "## Kinds of limit", "", "| Kind | Meaning |", "|---|---|")
    yield from (f"| {kind} | {words} |" for kind, words in KINDS.items())
    yield from ("", "Day kinds are due at 00:00 local as their last day ends. Start dates are dates in London.")
    for subject in dict.fromkeys(rule.subject for rule in register().values()):
        yield from _subject(subject)
    yield from ("", "## Settings", "", "| Setting | What it decides | Values | Stricter |", "|---|---|---|---|")
    for one in settings().values():
        values = "; ".join(_value(value) for value in one.values)
        yield f"| {one.title} (`{one.id}`) | {one.sentence} | {values} | {one.stricter} |"


def _subject(subject: str) -> Iterator[str]:
    rules = [rule for rule in register().values() if rule.subject == subject]
    yield from ("", f"## {subject.replace('_', ' ').capitalize()}", "")
    yield from ("| Clock | What it says | Starts | Stops | Limit | Mark | Source |", "|---|---|---|---|---|---|---|")
    yield from (_rule(rule) for rule in rules)


def _rule(rule: ClockRule) -> str:
    value = rule.values[0]
    stops = ", ".join(f"`{key}`" for key in rule.stops)
    gone = f"; falls away at {', '.join(f'`{key}`' for key in rule.falls_away)}" if rule.falls_away else ""
    checked = "" if value.verified is None else f", {CHECKED[value.verified]}"
    unsure = "" if value.from_verified else " (day not checked)"
    since = f" From {value.from_on:%-d %B %Y}{unsure}." if value.from_on else ""
    gone += f"; not before `{rule.counts_after}` is due" if rule.counts_after else ""
    note = f" {rule.note}" if rule.note else ""
    limit = f"`{value.value}`{', fixed' if rule.fixed else ''}"
    cells = (
        f"`{rule.id}` {rule.title}",
        rule.sentence,
        f"`{rule.start}`",
        stops + gone,
        limit,
        f"{value.mark}{checked}",
        f"{value.source}{since}{note}",
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _value(value: Value) -> str:
    shown = ", ".join(map(str, value.value)) if isinstance(value.value, list) else str(value.value)
    span = [f"from {value.from_on}" if value.from_on else "", f"to {value.to_on}" if value.to_on else ""]
    when = " ".join(part for part in span if part)
    return f"{shown}{f' ({when})' if when else ''} [{value.mark}: {value.source}]".replace("|", "/")


def examples_page() -> Iterator[str]:
    yield from ("# Worked examples of clocks", "", WRITTEN, "")
    yield "Each line is a test: the sentence, the situation, and what must come of it. All times are Europe/London."
    for path in sorted(SPECS.glob("*.yaml")):
        held = yaml_files.read(path)
        yield from ("", f"## {held['title']}", "", " ".join(held["about"].split()))
        if held.get("due"):
            yield from ("", "| It says | Clock | Starts | Due |", "|---|---|---|---|")
            yield from (_due_line(one) for one in held["due"])
        if held.get("refused"):
            yield from ("", "| It says | Clock | Starts | Refused as |", "|---|---|---|---|")
            yield from (f"{_case(one)} `{one['code']}` |" for one in held["refused"])
        if held.get("stories"):
            yield from ("", "| It says | Clock | What happened | Due | Comes out |", "|---|---|---|---|---|")
            yield from (_story_line(one) for one in held["stories"])


def rulings_page() -> Iterator[str]:
    """The examples of each area's pure rules: the sentence, and the situation with what must come of it."""
    yield from ("# Worked examples of rules", "", WRITTEN, "")
    yield "Each line is a test: the sentence, then the situation and what must come of it."
    for path in sorted(RESPOND.glob("*/spec/*.yaml")):
        held = yaml_files.read(path)
        yield from ("", f"## {held['title']}", "", " ".join(held["about"].split()))
        yield from ("", "| It says | Situation and outcome |", "|---|---|")
        for section in (cases for name, cases in held.items() if name not in ("title", "about")):
            yield from (f"| {one['sentence']} | {_situation(one)} |" for one in section)


def _situation(one: dict[str, Any]) -> str:
    told = {key: value for key, value in one.items() if key not in ("sentence", "from")}
    parts = (f"{key.replace('_', ' ')}: {_said(value)}" for key, value in told.items())
    return "; ".join(parts).replace("|", "/").replace("\n", " ")


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_said, value)) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(inner)}" for key, inner in value.items())
    return "none" if value is None or value == "" else str(value)


def _case(one: dict[str, Any]) -> str:
    events = "".join(f"; {key} {at}" for key, at in (one.get("events") or {}).items())
    return f"| {one['sentence']} | `{one['rule']}` | {one['start']}{events} |"


def _due_line(one: dict[str, Any]) -> str:
    due = one.get("due_on") or one.get("due_at") or "no number"
    return f"{_case(one)} {due} |"


def _story_line(one: dict[str, Any]) -> str:
    told = one["happened"]
    listed = told.items() if isinstance(told, dict) else [(each["key"], each["at"]) for each in told]
    happened = "; ".join(f"{key} {at}" for key, at in listed)
    late = f", {one['late']} late" if "late" in one else ""
    due = one.get("due_on") or one.get("due_at") or "-"
    return f"| {one['sentence']} | `{one['rule']}` | {happened} | {due} | {one['state'].replace('_', ' ')}{late} |"
