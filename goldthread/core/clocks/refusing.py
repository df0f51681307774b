"""Every reason why no due time is given, by name: a refusal, never a guess."""

from goldthread.core.refusals import Refusal


def refuse(code: str, field: str, words: str, remedy: str = "") -> Refusal:
    """A refusal of the clock library: `field` is the start or the event that it is about."""
    return Refusal(code, words, remedy, field, 422)


def no_offset(field: str, text: str) -> Refusal:
    return refuse(
        "no_offset", field, f"{text} has no offset.", f"Write {text}+00:00 in winter, {text}+01:00 in summer."
    )


def no_such_local_time(field: str, text: str) -> Refusal:
    return refuse(
        "no_such_local_time",
        field,
        f"{text} did not exist here: the clocks went forward over it. It has no offset either.",
        "Enter the time with its offset.",
    )


def twice_local_time(field: str, text: str) -> Refusal:
    words = f"{text} happened twice: the clocks went back over it. It has no offset."
    return refuse("twice_local_time", field, words, f"Write {text}+01:00 before the change, {text}+00:00 after it.")


def date_only(field: str, text: str) -> Refusal:
    return refuse("date_only", field, f"{text} is a date; this clock runs by the minute.", "Enter the time as well.")


def takes_a_date(field: str, text: str) -> Refusal:
    return refuse("takes_a_date", field, f"{field} is a date, and {text} has a time.", "Write it like 2011-05-11.")


def not_an_instant(field: str, text: str) -> Refusal:
    words = f'"{text}" is neither a time nor a date.'
    return refuse("not_an_instant", field, words, "Write it like 2026-10-24T23:50:00+01:00, or 2026-10-24.")


def impossible_date(field: str, text: str) -> Refusal:
    return refuse("impossible_date", field, f"There is no {text}.", "Check the day, the month and the time.")


def year_out_of_range(field: str, text: str, first: int = 2000) -> Refusal:
    return refuse("year_out_of_range", field, f"{text} is outside {first} to 2099.", "Check the year.")


def needs_event(rule: str, key: str) -> Refusal:
    return refuse("needs_event", key, f"{rule} is due by {key}, which is missing.", f"Give --event {key}=...")


def unknown_event(rule: str, key: str, known: str) -> Refusal:
    return refuse("unknown_event", key, f'{rule} reads no event "{key}".', known)


def event_before_start(key: str) -> Refusal:
    return refuse("event_before_start", key, f"{key} is before the start.", "Check both times.")
