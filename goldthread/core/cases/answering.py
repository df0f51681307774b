"""What a move asks, read and checked: coded answers apart from words. Every door sends the same names and values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core.areas.grammar import Ask, Move
from goldthread.core.cases.choosing import choices_of
from goldthread.core.journal.actions import check_instant
from goldthread.core.refusals import NotValid

LONGEST_TEXT = 20_000
FURTHEST = timedelta(days=366)  # ours: a time further ahead is a slip of the keyboard
YES_NO = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True)
class Answers:
    """What was answered: `facts` are coded and stay on the case, `words` are erasable and stay with the event."""

    facts: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.facts.get(name, self.words.get(name, ""))


def read_answers(move: Move, typed: Mapping[str, Any]) -> Answers:
    """The answers to what a move asks, or the refusal that names the first that is missing or impossible.

    What was sent and not asked for is refused too: nothing a person wrote is dropped in silence.
    """
    unknown = sorted(name for name, value in typed.items() if move.ask(name) is None and value not in ("", [], None))
    if unknown:
        asked = ", ".join(one.id for one in move.asks) or "nothing"
        raise NotValid(unknown[0], f'"{unknown[0]}" is not asked for by {move.id}.', f"It asks for: {asked}.")
    found = Answers()
    for ask in move.asks:
        if not _is_asked(ask, found):
            continue
        value = _read(ask, typed.get(ask.id))
        if ask.required and value in ("", []):
            raise NotValid(ask.id, _missing(ask))
        if value not in ("", []):
            (found.facts if ask.is_fact else found.words)[ask.id] = value
    return found


def _is_asked(ask: Ask, so_far: Answers) -> bool:
    if ask.when is None:
        return True
    name, values = ask.when
    given = so_far[name]
    return bool(set(given if isinstance(given, list) else [given]) & set(values))


def _missing(ask: Ask) -> str:
    verb = "Choose" if ask.kind in ("choice", "choices", "yes_no", "officer") else "Enter"
    return f"{verb}: {ask.label[0].lower()}{ask.label[1:].rstrip('?')}."


def _read(ask: Ask, value: Any) -> Any:
    if value is None:
        return ""
    if ask.kind == "choices":
        given = value if isinstance(value, list) else [value] if value else []
        return [_chosen(ask, one) for one in given]
    if not isinstance(value, str):
        raise NotValid(ask.id, "This must be text.", "Send it as text.")
    text = value.strip()
    if not text:
        return ""
    if ask.kind in ("choice", "yes_no", "officer"):
        return _chosen(ask, text)
    if ask.kind == "instant":
        return _instant(ask, text)
    if ask.kind == "day":
        return _day(ask, text)
    if len(text) > LONGEST_TEXT:
        raise NotValid(ask.id, f"This is over {LONGEST_TEXT:,} characters.", "Shorten it.")
    return text


def _chosen(ask: Ask, value: str) -> str:
    allowed = [known for known, _ in offered(ask)]
    if value not in allowed:
        shown = ", ".join(allowed[:20])
        raise NotValid(ask.id, f'"{value[:60]}" is not a choice.', f"Choose one of: {shown}.")
    return value


def offered(ask: Ask) -> tuple[tuple[str, str], ...]:
    """The choices of an ask, each with its words: declared with it, or of a list that others keep."""
    if ask.kind == "yes_no":
        return YES_NO
    return ask.choices or choices_of(ask.choices_from or ("officers" if ask.kind == "officer" else ""))


def _instant(ask: Ask, text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise NotValid(ask.id, f'"{text[:40]}" is no time.', "Write it like 2026-10-23T21:40:00+01:00.") from None
    if ask.ahead and at.tzinfo is not None:
        if not clocks.now() < at <= clocks.now() + FURTHEST:
            raise NotValid(ask.id, "That time is past, or more than a year ahead.", "Enter one from now on.")
        return at.isoformat()
    check_instant(ask.id, at)
    return at.isoformat()


def _day(ask: Ask, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise NotValid(ask.id, f'"{text[:40]}" is no day.', "Write it like 2026-10-23.") from None
