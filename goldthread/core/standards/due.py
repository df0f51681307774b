"""How a limit is written: `E 72h`, `WD 5`, `BEFORE CAL 7 departure_at`. The words only; no calendar is read here.

Kinds. Instants: `E` elapsed time in UTC; `DESK` time the desk is open; `E x or KEY` the sooner of the two; `AT KEY`
the event itself. Days: `WD`, `CAL`, `MONTHS` (the start's date is day 0); `WD_INCL`, `CAL_INCL`, `MONTHS_INCL` (it is
day 1); `BEFORE CAL|WD n KEY` (counted back from the event's date); `AGE n KEY` (a birthday). `NONE` has no number.
"""

import re
from dataclasses import dataclass

INSTANT_KINDS = ("E", "DESK", "AT")
DAY_KINDS = ("WD", "CAL", "MONTHS", "WD_INCL", "CAL_INCL", "MONTHS_INCL", "BEFORE CAL", "BEFORE WD", "AGE")
KINDS = (*INSTANT_KINDS, *DAY_KINDS, "NONE")
WORKING_KINDS = ("DESK", "WD", "WD_INCL", "BEFORE WD")
_FORMS = (
    re.compile(r"(?P<kind>E) (?P<n>\d+)(?P<unit>[mhd])(?: or (?P<event>[a-z_0-9]+))?"),
    re.compile(r"(?P<kind>DESK) (?P<n>\d+)(?P<unit>[mh])"),
    re.compile(r"(?P<kind>AT) (?P<event>[a-z_0-9]+)"),
    re.compile(r"(?P<kind>WD|CAL|MONTHS|WD_INCL|CAL_INCL|MONTHS_INCL) (?P<n>\d+)"),
    re.compile(r"(?P<kind>BEFORE (?:CAL|WD)) (?P<n>\d+) (?P<event>[a-z_0-9]+)"),
    re.compile(r"(?P<kind>AGE) (?P<n>\d+) (?P<event>[a-z_0-9]+)"),
    re.compile(r"(?P<kind>NONE)"),
)
_MINUTES = {"m": 1, "h": 60, "d": 1440}


@dataclass(frozen=True)
class Due:
    """A limit: its kind, its amount (minutes for `E` and `DESK`, else days, months or years) and its event, if any."""

    kind: str
    amount: int = 0
    event: str = ""
    written: str = ""

    def __str__(self) -> str:
        return self.written

    @property
    def value(self) -> str:
        """The limit without its kind, as it is written: `72h`, `4h or latest_time`, `5`; empty where there is none."""
        return self.written.removeprefix(self.kind).strip()

    @property
    def needs_event(self) -> bool:
        """True where nothing can be due without the event."""
        return bool(self.event) and self.kind != "E"

    @property
    def is_day(self) -> bool:
        return self.kind in DAY_KINDS


def read_due(written: str) -> Due:
    """The limit written so; ValueError with what can be written where it is none."""
    for form in _FORMS:
        found = form.fullmatch(written)
        if found:
            parts = {"n": None, "unit": None, "event": None, **found.groupdict()}
            amount = int(parts["n"] or 0) * _MINUTES.get(parts["unit"] or "", 1)
            _check_amount(found["kind"], amount, written)
            return Due(found["kind"], amount, parts["event"] or "", written)
    raise ValueError(f'"{written}" is not a limit. Write one like E 72h, WD 5, CAL_INCL 3, AT tour_end or NONE.')


def may_be_later(new: Due, old: Due) -> bool:
    """True unless the new limit is shown to fall never later than the old one: what a force may do unasked.

    Kinds that count differently cannot be compared for every day of the year, so they count as later.
    """
    if old.kind == "NONE" or new == old:
        return False
    if new.kind != old.kind:
        return True
    if new.kind.startswith("BEFORE"):
        return new.event != old.event or new.amount < old.amount
    if new.event != old.event and not (new.kind == "E" and not old.event):
        return True
    return new.amount > old.amount


def in_words(due: Due) -> str:
    """The limit as somebody would say it: `72 hours`, `3 working days`, `the same day`."""
    event = due.event.removesuffix("_at").removesuffix("_on").replace("_", " ")
    plain = {
        "E": _length(due.amount) + (f", or {event} if sooner" if event else ""),
        "DESK": f"{_length(due.amount)} with the desk open",
        "AT": f"at {event}",
        "WD": _many(due.amount, "working day"),
        "WD_INCL": f"{_many(due.amount, 'working day')}, the first day counted",
        "CAL": _many(due.amount, "day") if due.amount else "the same day",
        "CAL_INCL": f"{_many(due.amount, 'day')}, the first day counted",
        "MONTHS": _many(due.amount, "month"),
        "MONTHS_INCL": f"{_many(due.amount, 'month')}, the first day counted",
        "BEFORE CAL": f"{_many(due.amount, 'day')} before {event}",
        "BEFORE WD": f"{_many(due.amount, 'working day')} before {event}",
        "AGE": f"at age {due.amount}",
        "NONE": "as soon as practicable",
    }
    return plain[due.kind]


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [_many(hours, "hour") if hours else "", _many(rest, "minute") if rest else ""]
    return " ".join(part for part in parts if part)


def _many(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _check_amount(kind: str, amount: int, written: str) -> None:
    nothing_allowed = kind in ("CAL", "AT", "NONE")  # `CAL 0` is the same day
    if amount == 0 and not nothing_allowed:
        raise ValueError(f'"{written}" has no length. {kind} needs at least 1.')
