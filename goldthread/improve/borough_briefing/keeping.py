"""Every write of what a briefing keeps: lines of local intelligence, child protection champions, wards."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Clash, NotFound, NotValid
from goldthread.improve.borough_briefing.models import Champion, IntelligenceLine, Ward
from goldthread.improve.borough_briefing.rights import borough_for, named
from goldthread.improve.borough_briefing.settings import settings

LINES, CHAMPIONS = "keep_intelligence_lines", "keep_champions"
# The 3x5x2 scheme of the College of Policing's intelligence report. The words are ours; unverified, 30 November 2026.
SOURCES = {"1": "Reliable", "2": "Untested", "3": "Not reliable"}
ASSESSMENTS = {
    "A": "Known directly to the source",
    "B": "Known indirectly, but corroborated",
    "C": "Known indirectly",
    "D": "Not known",
    "E": "Suspected to be false",
}
HANDLING = {"P": "May be shared lawfully", "C": "May be shared lawfully, on conditions"}
LONGEST = 300
MOST_HOURS = 60


@dataclass(frozen=True)
class LineToKeep:
    """A line as it is entered; `until` None: for the usual time."""

    words: str
    source: str
    assessment: str
    handling: str
    conditions: str = ""
    ward: str = ""
    dated_on: date | None = None
    until: datetime | None = None
    borough: str = ""


def add_line(by: Reader, told: LineToKeep) -> IntelligenceLine:
    """Enter a line: dated, graded, for a time. It names nobody; the record it comes from is the system's own."""
    borough = borough_for(by, told.borough, LINES)
    now = clocks.now()
    line = IntelligenceLine(
        borough=borough,
        ward=_text("ward", told.ward, 80),
        words=_text("words", told.words, LONGEST, "Enter what is to be said."),
        source=_one_of("source", told.source, SOURCES),
        assessment=_one_of("assessment", told.assessment, ASSESSMENTS),
        handling=_one_of("handling", told.handling, HANDLING),
        conditions=_text("conditions", told.conditions, 200),
        dated_on=told.dated_on or clocks.today(),
        expires_at=_until(told.until, now),
        entered_at=now,
        entered_by=named(by),
    )
    _check(line)
    with db.transaction():
        under = look(by, operation="alteration", change="intelligence.entered")
        line.save(force_insert=True)
        facts = {"line": line.pk, "borough": borough.code}
        journal.write("intelligence.entered", stream=f"intelligence:{line.pk}", by=by, under=under, occurred_at=now,
                      facts=facts)  # fmt: skip
    return line


def withdraw_line(by: Reader, line_id: int, why: str) -> IntelligenceLine:
    """A line no longer stands; it stays on record with the reason."""
    by.must(LINES)
    told = _text("why", why, 200, "Say why it no longer stands.")
    with db.transaction():
        under = look(by, operation="alteration", change="intelligence.withdrawn")
        line = IntelligenceLine.objects.select_for_update().filter(pk=line_id).first()
        if line is None:
            raise NotFound("There is no such line.", "See the briefing.")
        borough_for(by, line.borough_id, LINES)
        if line.withdrawn_at:
            raise Clash("This line was withdrawn already.", "See the briefing.")
        line.withdrawn_at, line.withdrawn_by, line.withdrawn_why = clocks.now(), named(by), told
        line.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        facts = {"line": line.pk, "borough": line.borough_id}
        journal.write("intelligence.withdrawn", stream=f"intelligence:{line.pk}", by=by, under=under,
                      occurred_at=clocks.now(), facts=facts)  # fmt: skip
    return line


def keep_champion(by: Reader, officer: str, *, about: str, hours: str, borough: str = "") -> Champion:
    """Name a child protection champion of the borough, and the time they are given for it."""
    here = borough_for(by, borough, CHAMPIONS)
    who = _officer(officer)
    words, given = _text("about", about, 120, "Enter what the champion sees to."), _hours(hours)
    with db.transaction():
        _journal(by, "champion.named", f"champion:{here.code}:{who.pk}", {"borough": here.code, "officer": who.pk})
        found, _ = Champion.objects.update_or_create(
            borough=here,
            officer=who,
            until_on=None,
            defaults={"about": words, "hours_a_week": given, "kept_at": clocks.now(), "kept_by": named(by)},
            create_defaults={"about": words, "hours_a_week": given, "from_on": clocks.today(),
                             "kept_at": clocks.now(), "kept_by": named(by)},
        )  # fmt: skip
    return found


def end_champion(by: Reader, champion_id: int) -> Champion:
    """A champion no longer is one, from today."""
    by.must(CHAMPIONS)
    found = Champion.objects.filter(pk=champion_id, until_on=None).first()
    if found is None:
        raise NotFound("There is no such champion.", "See the briefing.")
    borough_for(by, found.borough_id, CHAMPIONS)
    with db.transaction():
        facts = {"borough": found.borough_id, "officer": found.officer_id}
        _journal(by, "champion.ended", f"champion:{found.borough_id}:{found.officer_id}", facts)
        found.until_on = clocks.today()
        found.save(update_fields=["until_on"])
    return found


def keep_ward(by: Reader, name: str, *, look_for: str, officer: str = "", borough: str = "") -> Ward:
    """Say who looks after a ward, and what to look for there now."""
    here = borough_for(by, borough, LINES)
    ward, words = _text("ward", name, 80, "Enter the ward."), _text("look_for", look_for, 200)
    who = _officer(officer) if officer else None
    with db.transaction():
        facts = {"borough": here.code, "ward": ward, "officer": who and who.pk}
        _journal(by, "ward.kept", f"ward:{here.code}", facts)
        kept = {"look_for": words, "kept_at": clocks.now(), "kept_by": named(by)}
        kept |= {"officer": who} if who else {}
        found, _ = Ward.objects.update_or_create(borough=here, name=ward, defaults=kept)
    return found


def _check(line: IntelligenceLine) -> None:
    if line.handling == "C" and not line.conditions:
        raise NotValid("conditions", "A line of handling code C has conditions.", "Enter who may be told, and how.")
    if line.handling == "P":
        line.conditions = ""
    if line.dated_on > clocks.today():
        raise NotValid("dated_on", "The day is in the future.", "Enter when it was learnt.")


def _until(until: datetime | None, now: datetime) -> datetime:
    usual, longest = (int(settings()["lines"][name]) for name in ("usual_days", "longest_days"))
    if until is None:
        return now + timedelta(days=usual)
    if not now < until <= now + timedelta(days=longest):
        raise NotValid("until", f"A line stands for {longest} days at most.", "Enter it again when it still stands.")
    return until


def _text(field: str, text: str, longest: int, missing: str = "") -> str:
    said = " ".join(text.split())
    if not said and missing:
        raise NotValid(field, missing)
    if len(said) > longest:
        raise NotValid(field, f"Enter no more than {longest} characters.")
    return said


def _one_of(field: str, value: str, known: dict[str, str]) -> str:
    if value not in known:
        raise NotValid(field, "Choose one.", f"One of: {', '.join(known)}.")
    return value


def _hours(text: str) -> Decimal:
    try:
        found = Decimal(text.strip() or "0")
    except InvalidOperation:
        raise NotValid("hours", "That is no number.", "Enter hours a week, like 4.") from None
    if not 0 <= found <= MOST_HOURS:
        raise NotValid("hours", f"Enter 0 to {MOST_HOURS} hours a week.")
    return found


def _officer(username: str) -> Officer:
    found = Officer.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise NotValid("officer", f'"{username[:40]}" is no officer.', "Choose an officer.")
    return found


def _journal(by: Reader, kind: str, stream: str, facts: dict[str, Any]) -> None:
    under = look(by, operation="alteration", change=kind)
    journal.write(kind, stream=stream, by=by, under=under, occurred_at=clocks.now(), facts=facts)
