"""A decision cites a figure: which, of which boroughs, as it stood then, and when its effect is to be looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.clocks.book import book
from goldthread.core.organisation.models import Borough, Officer
from goldthread.core.refusals import Clash, NotFound, NotValid
from goldthread.improve.effect.measures import SAME_AS, measures
from goldthread.improve.governance import figures
from goldthread.improve.governance.models import Citing, Decision, EffectLook
from goldthread.improve.governance.queries import must_see
from goldthread.improve.governance.seats import must_write, write

KINDS = {"other": "Other", "resource": "People or money"}
LONGEST_WORDS = 8_000


@dataclass(frozen=True)
class Cited:
    """What a decision is said to cite. Without a measure: no figure. Without boroughs: the whole force."""

    kind: str = "other"
    measure: str = ""
    boroughs: tuple[str, ...] = ()
    look_on: date | None = None

    @property
    def is_nothing(self) -> bool:
        return self == Cited()


def measures_in_words() -> Mapping[str, str]:
    """Every figure that can be cited, in words: the waits first. None that is made from decisions themselves."""
    return {"": "No figure", **{one.id: one.words for one in measures().values() if one.id not in SAME_AS}}


def boroughs_in_words() -> Mapping[str, str]:
    """Every borough by its code."""
    return dict(Borough.objects.order_by("name").values_list("code", "name"))


def checked(by: Reader, cited: Cited, decided_at: datetime) -> Cited:
    """The same with boroughs by code and a day to look; refused by field where it cannot be."""
    if cited.kind not in KINDS:
        raise NotValid("kind", f'"{cited.kind[:40]}" is no kind of decision.', f"One of: {', '.join(KINDS)}.")
    found = replace(cited, measure=cited.measure.strip(), boroughs=_codes(cited.boroughs))
    if not found.measure:
        if cited.look_on:
            raise NotValid("look_on", "Nothing is to be looked at without a figure.", "Choose the figure, or no day.")
        return found
    if found.measure not in measures() or found.measure in SAME_AS:
        raise NotValid(
            "measure", f'"{found.measure[:60]}" is no figure.', "See the tests of effect for their measures."
        )
    must_see(by, "effect")
    look_on = cited.look_on or clocks.day_of(decided_at) + timedelta(days=look_after_days(decided_at))
    if look_on <= clocks.day_of(decided_at):
        raise NotValid("look_on", "That is not after the meeting.", "Enter a later day: nothing has changed before it.")
    return replace(found, look_on=look_on)


def look_after_days(at: datetime) -> int:
    """Days until an effect is to be looked at, where the body says no day; ours until the force sets a number."""
    return int(book().setting("governance.look_after_days", clocks.day_of(at)))


def keep(by: Reader, under: Look, decision: Decision, cited: Cited, officer: Officer) -> Citing:
    """Keep what a decision cites, with its figures as they stand, as the next version."""
    told = checked(by, cited, decision.decided_at)
    read = figures.before(told.measure, told.boroughs, decision.decided_at).as_json() if told.measure else {}
    made = Citing.objects.create(
        decision=decision, body=decision.body, version=decision.citings.count() + 1, kind=told.kind,
        measure=told.measure, boroughs=list(told.boroughs), read=read, look_on=told.look_on, at=clocks.now(),
        by=officer,
    )  # fmt: skip
    facts = {"decision": str(decision.pk), "version": made.version, "kind": told.kind, "measure": told.measure,
             "boroughs": made.boroughs}  # fmt: skip
    write(by, under, "decision.cited", decision.body, facts)
    return made


def correct(by: Reader, decision_id: UUID, cited: Cited) -> Citing:
    """Say anew what a decision cites: the next version. What stood is kept; its effect is to be looked at anew."""
    with db.transaction():
        under, decision, officer = _decision(by, decision_id, "decision cites")
        last = decision.citings.order_by("version").last()
        told = checked(by, cited, decision.decided_at)
        if last and told == Cited(last.kind, last.measure, tuple(last.boroughs), last.look_on):
            raise Clash("That is what it cites already.", "Change something, or leave it.")
        return keep(by, under, decision, cited, officer)


def look_at_effect(by: Reader, decision_id: UUID, words: str) -> EffectLook:
    """Record that somebody looked at a decision's effect: their words, and the figures as they stand, never changed."""
    said = words.replace("\x00", "").strip()
    if not said:
        raise NotValid("words", "Say what you saw.")
    if len(said) > LONGEST_WORDS:
        raise NotValid("words", f"This is over {LONGEST_WORDS:,} characters.", "Shorten it.")
    with db.transaction():
        under, decision, officer = _decision(by, decision_id, "effect looked at")
        must_see(by, "effect")
        last = decision.citings.order_by("version").last()
        if last is None or not last.measure:
            raise NotValid("decision", "This decision cites no figure.", "Say first which figure it cites.")
        told = figures.compared(last, decision.decided_at)
        read: dict[str, Any] = {
            "before": told.before.as_json(), "after": told.after.as_json(), "elsewhere": told.elsewhere,
        }  # fmt: skip
        made = EffectLook.objects.create(
            citing=last, body=decision.body, words=said, verdict=told.verdict, read=read, at=clocks.now(), by=officer
        )
        facts = {"decision": str(decision.pk), "version": last.version, "verdict": told.verdict}
        write(by, under, "decision.effect_looked_at", decision.body, facts)
    return made


def _decision(by: Reader, decision_id: UUID, change: str) -> tuple[Look, Decision, Officer]:
    """A decision of the reader's own body, locked, so that versions follow one another."""
    by.must("read_governance")
    under = look(by, operation="alteration", change=change)
    found = Decision.objects.select_for_update().filter(pk=decision_id).first()
    if found is None:
        raise NotFound("There is no such decision among your bodies.", "See the bodies that you sit on.")
    return under, found, must_write(by, found.body)


def _codes(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Boroughs by their codes, each once; typed by code or by name."""
    known = {word.lower(): code for code, name in boroughs_in_words().items() for word in (code, name)}
    wanted = [one.strip() for one in typed if one.strip()]
    if strange := [one for one in wanted if one.lower() not in known]:
        raise NotValid("boroughs", f'"{strange[0][:40]}" is no borough.', "See the list of boroughs.")
    return tuple(sorted({known[one.lower()] for one in wanted}))
