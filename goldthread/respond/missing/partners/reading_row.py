"""One row read: its times, the child it names, and the answers that a report by telephone would have given."""

from datetime import datetime
from typing import Any

from goldthread.core import clocks
from goldthread.core.clocks import LONDON
from goldthread.core.journal.actions import CLOCK_TOLERANCE
from goldthread.core.records.dates import ImpossibleDate, UnreadableDate, read_date
from goldthread.core.refusals import NotValid
from goldthread.respond.missing.partners.columns import COLUMNS, QUESTIONS, TOLD
from goldthread.respond.missing.partners.rows import AS_IT_CAME, Row
from goldthread.respond.placements.models import Premises

FORMS = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d %b %Y %H:%M", "%d %B %Y %H:%M")
# A row says of the child what the telephone report asks, in the kinds of premises that the report knows.
MISSING_FROM = {
    "childrens_home": "childrens_home",
    "secure": "childrens_home",
    "semi_independent": "semi_independent",
    "foster_home": "foster",
    "foster_agency": "foster",
    "residential_school": "school",
    "hospital": "hospital",
}
INFORMANT = {**MISSING_FROM, "foster_home": "foster_carer", "foster_agency": "foster_carer"}
INFORMANT["residential_school"] = "school"
FIRST_YEAR, LAST_YEAR = 1900, 2100
UNSAID = "The home did not say."


def check_readable(row: Row) -> None:
    """A file that is none of ours has no child to read: a person reads it."""
    if AS_IT_CAME in row:
        raise NotValid(AS_IT_CAME, "This is no file of the form.", "Read what came, ring the home, report by hand.")


def instant(row: Row, name: str) -> datetime | None:
    """A time told, with an offset or as the clock on the wall in London; None where none was told."""
    text = row.get(name, "")
    if not text:
        return None
    at = _parsed(text)
    if at is None or not FIRST_YEAR < at.year < LAST_YEAR:
        raise NotValid(name, f'"{text[:40]}" is no time.', "Write it like 2026-10-23T21:40:00+01:00.")
    if at.tzinfo is None:
        at = _in_london(name, at)
    if at > clocks.now() + CLOCK_TOLERANCE:
        raise NotValid(name, "That time is still to come.", "Ask the home when it was.")
    return at


def birth_date(row: Row) -> str:
    """The day a child was born, as it is held; refused where it is no whole day."""
    text = row.get("birth_date", "")
    if not text:
        raise NotValid("birth_date", "No birth date is told.", "Ask the home.")
    try:
        born = str(read_date(text, on=clocks.today()))
    except (UnreadableDate, ImpossibleDate):
        born = ""
    if len(born) != len("2011-05-11") or born > clocks.today().isoformat():
        raise NotValid("birth_date", f'"{text[:40]}" is no day a child was born.', "Ask the home.")
    return born


def check_order(row: Row, reported: datetime) -> None:
    """Nobody reports before it was noticed, nor notices before the child was last seen."""
    told = [(name, instant(row, name)) for name in ("last_seen_at", "noticed_at", "steps_started_at")]
    for name, at in told:
        if at and at > reported:
            raise NotValid(name, "That is later than the report.", "Ask the home when it was.")
    seen, noticed = told[0][1], told[1][1]
    if seen and noticed and noticed < seen:
        raise NotValid("noticed_at", "That is earlier than the child was last seen.", "Ask the home when it was.")


def answers_of(row: Row, home: Premises) -> dict[str, Any]:
    """What the home said, as the answers of a missing report. What it did not say is unknown, to be found out."""
    words = {name: row[name] for name in TOLD if row.get(name)}
    times = {name: at.isoformat() for name in ("noticed_at", "steps_started_at", "last_seen_at")
             if (at := instant(row, name))}  # fmt: skip
    return {
        **dict.fromkeys(QUESTIONS, "unknown"),
        "informant_role": INFORMANT.get(home.kind, "other"),
        "informant": ", ".join(part for part in (home.name, home.night_phone) if part),
        "channel": "online_portal",
        "missing_from": MISSING_FROM.get(home.kind, "other"),
        "q_worry": UNSAID,
        "care": "unknown",
        **{name: row[name].lower() for name in QUESTIONS if row.get(name)},
        **words,
        **({"care": row["care"].lower()} if row.get("care") else {}),
        **times,
        **({"pre_report_steps": row["pre_report_steps"]} if row.get("pre_report_steps") else {}),
        **_else(row),
    }


def _else(row: Row) -> dict[str, str]:
    """What came in columns that are none of ours goes with the rest that was said: nothing is dropped."""
    more = [f"{name}: {value}" for name, value in row.items() if name not in COLUMNS]
    clothing = row.get("p2_clothing", "")
    told = {"q_other": "\n".join([*([row["q_other"]] if row.get("q_other") else []), *more])} if more else {}
    return {**told, **({"description": clothing} if clothing and not row.get("description") else {})}


def _parsed(text: str) -> datetime | None:
    if ":" not in text:  # a day alone is no time
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in FORMS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 (the wall's clock: London is added)
        except ValueError:
            continue
    return None


def _in_london(name: str, wall: datetime) -> datetime:
    first, second = wall.replace(tzinfo=LONDON, fold=0), wall.replace(tzinfo=LONDON, fold=1)
    if first.utcoffset() != second.utcoffset():
        raise NotValid(
            name, "The clocks changed in that hour.", "Write it with an offset, like 2026-10-25T01:30+01:00."
        )
    return first
