"""What is remembered of a child who is reported missing: earlier episodes, where found, with whom, who may harm them.

Shown beside the report as it is taken, and on every page of the case: recommendation 2 of HMIC 2016 is that the control
room draws together all that is held, people who pose a risk among it.
"""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.access.actions import Look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.models import Case
from goldthread.core.flags.queries import flags_of
from goldthread.core.panels.grammar import Body, Subject
from goldthread.core.records.queries import Freshness, freshness, relied_on, unsure
from goldthread.link.picture.held import records_of
from goldthread.link.picture.panels.danger import danger
from goldthread.respond.household import household
from goldthread.respond.missing.choices import GRADES
from goldthread.respond.missing.episodes import Episode, episodes
from goldthread.respond.missing.factors import repeats
from goldthread.respond.missing.grading import child_of
from goldthread.respond.missing.in_common.queries import with_others
from goldthread.respond.missing.interviews import told_by
from goldthread.respond.placements.philomena import philomena
from goldthread.respond.trigger_plan.content import Plan, plan_of

SHOWN = 5  # episodes in full; the others are counted, and stand in the chronology
WORDS = dict(GRADES)
# The systems that a mandatory check may be read from here; the others are asked by whoever checks.
CHECKED_HERE = {
    "earlier_missing": ("merlin", "missing report"),
    "concerns": ("merlin", "notification"),
    "crime": ("crime", ""),
    "calls": ("cad", ""),
    "custody": ("custody", ""),
    "intelligence": ("intelligence", ""),
    "offenders": ("offenders", ""),
    "social_care": ("social_care", ""),
}


def of_case(by: Reader, case: Case, under: Look) -> Body:
    """What is remembered, under the look that opened the case; the case itself is no earlier one."""
    return remembered(by, child_of(case), under, but=(case.reference, case.external_reference))


def of_child(by: Reader, child: UUID, under: Look) -> Body:
    """The same before there is a case: beside the report as it is taken."""
    return remembered(by, child, under)


def remembered(by: Reader, child: UUID, under: Look, but: tuple[str, ...] = ()) -> Body:
    """Earlier episodes, the places and people they ended with, flags, danger and what each system holds."""
    subject = Subject(child, "", by, under.layer, records_of(child), [], freshness())
    earlier = [one for one in episodes(child) if one.reference not in but]
    newest = max((one.reported_at for one in earlier), default=None)
    return {
        "as_at": clocks.now(),
        "plan": _plan(plan_of(child)),
        "philomena": philomena(child),
        "count": len(earlier),
        "episodes": [_told(one) for one in earlier[:SHOWN]],
        "repeat": repeats(child, newest).words if newest else "",
        "places": _often(one.located_place for one in earlier),
        "shared": with_others(child),
        "people": [one.located_with for one in earlier if one.located_with.strip()][:SHOWN],
        "interviews": told_by(child)[:SHOWN],
        "at_home": _at_home(by, child),
        "flags": [{"name": one.name, "level": one.level, "since": one.since} for one in flags_of([child])[child]],
        "danger": danger(subject),
        "checks": (held := _checks(subject)),
        "prefills": {f"check_{one['check']}": _prefilled(one) for one in held},
        "unsure": {
            "earlier": _not_fresh("voice", subject, "merlin"),
            "danger": _not_fresh("danger", subject),
            "flags": _not_fresh("flags", subject),
        },
    }


def _at_home(by: Reader, child: UUID) -> Body:
    """Other children told of at the child's home: each is named and seen safe (recommendation 2; 1.10).

    A block or a shared place is no household: who lives in a children's home is asked of the home.
    """
    home = household(by, child, "", "to see which other children are at home")
    return {
        "place": home.home.words if home.home else "",
        "is_household": home.is_one,
        "children": [{"code": one.code, "name": one.name, "age": one.age} for one in home.children],
    }


def _plan(plan: Plan | None) -> dict[str, Any] | None:
    """The plan that stands: its first steps and whom to ring, before everything else."""
    if plan is None:
        return None
    return {"reference": plan.reference, "is_interim": plan.is_interim, "steps": plan.lines("first"),
            "ring": plan.lines("ring"), "do_not": plan.lines("do_not")}  # fmt: skip


def _told(one: Episode) -> dict[str, Any]:
    lasted = one.located_at - one.reported_at if one.located_at else None
    return {
        "at": one.reported_at,
        "reference": one.reference,
        "record_id": one.record_id,
        "grade": WORDS.get(one.grade, one.grade),
        "located_at": one.located_at,
        "hours": round(lasted.total_seconds() / 3600, 1) if lasted else None,
        "place": one.located_place,
        "with_whom": one.located_with,
        "is_open": one.is_open,
    }


def _often(places: Any) -> list[dict[str, Any]]:
    """Each place where the child was found, and how often, the most often first."""
    counted = Counter(place.strip() for place in places if place.strip())
    return [{"words": place, "times": times} for place, times in counted.most_common(SHOWN)]


def _checks(subject: Subject) -> list[dict[str, Any]]:
    """What each system that is linked here holds of the child: a hit, no hit, or unknown where it is not fresh."""
    known = {one.code: one for one in relied_on("chronology", subject.sources)}
    return [
        {"check": check, "system": known[system].name if system in known else system, "kind": kind,
         **_result(subject, known.get(system), system, kind)}
        for check, (system, kind) in CHECKED_HERE.items()
    ]  # fmt: skip


def _prefilled(one: dict[str, Any]) -> dict[str, str]:
    """What a mandatory check is filled in with, for whoever read what is held to confirm: none answers itself.

    A system that is not fresh is not available: its silence is no "no hit".
    """
    if one["state"] == "hit":
        many = f"{one['records']} {one['kind'] or 'record'}{'' if one['records'] == 1 else 's'}"
        return {"answer": "hit", "words": f"{one['system']} holds {many}, the last of {_in_london(one['last_at'])}."}
    if one["state"] == "no hit":
        return {"answer": "no_hit", "words": f"{one['system']} holds none, as of {_in_london(one['good_to'])}."}
    return {"answer": "unavailable", "words": f"{one['system']} is not up to date here: ask it by telephone."}


def _in_london(at: datetime) -> str:
    return f"{at.astimezone(clocks.LONDON):%-d %b %Y %H:%M}"


def _result(subject: Subject, source: Freshness | None, system: str, kind: str) -> dict[str, Any]:
    found = [row for row in subject.records if row["system"] == system and (not kind or row["kind"] == kind)]
    last = max((row["occurred_at"] or row["known_at"] for row in found), default=None)
    state = "hit" if found else "no hit" if source and source.is_known else "unknown"
    return {"state": state, "records": len(found), "last_at": last,
            "good_to": source.last_good_load_at if source else None}  # fmt: skip


def _not_fresh(panel: str, subject: Subject, only: str = "") -> list[str]:
    return [one.name for one in unsure(panel, subject.sources) if not only or one.code == only]
