"""What was told, beside what each story says should have been: minutes, late, never, and every alarm not asked for."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.alerts.registry import tripwires
from goldthread.synthetic.replay.running import Plan

SHIFT_HOURS = 8


@dataclass(frozen=True, slots=True)
class Fired:
    """One firing: who its mentions truly are, and when each post was first told by a delivery that arrived."""

    rule: str
    fired_at: datetime
    known_at: datetime
    truly: frozenset[str]
    is_mixed: bool
    told: Mapping[str, tuple[datetime, str]]


def score(plan: Plan) -> dict[str, Any]:
    """The whole score, in plain values."""
    fired = read_fired(plan.truth)
    stories = [_story(story, fired) for story in plan.truth["stories"]]
    answers = [one for story in stories for one in story["told"]]
    return {
        "seed": plan.truth["seed"],
        "scale": plan.truth["scale"],
        "anchor": plan.truth["anchor"],
        "ran_at": clocks.now().isoformat(),
        "days": plan.days,
        "shifts": plan.days * 24 // SHIFT_HOURS,
        "summary": summary(answers),
        "alarms": alarms(plan, fired),
        "stories": stories,
    }


def _story(story: Mapping[str, Any], fired: Sequence[Fired]) -> dict[str, Any]:
    theirs = set(story["people"].values())
    about = [one for one in fired if one.truly & theirs]
    expected = {wanted["rule"] for wanted in story["tells"]}
    return {
        "id": story["id"],
        "must": story["must"],
        "must_not": story["must_not"],
        "told": [_answer(wanted, about) for wanted in story["tells"]],
        "unasked": sorted({one.rule for one in about if _disturbs(one, theirs)} - expected),
    }


def _answer(wanted: Mapping[str, Any], about: Sequence[Fired]) -> dict[str, Any]:
    """The first time the post was told by this rule at or after the last piece was held; never where it was not.

    A rule that tells of a place, and told of it before, is not told again: then the post knew already.
    """
    held_at = datetime.fromisoformat(wanted["held_at"])
    tellings = [one.told[wanted["role"]] for one in about if one.rule == wanted["rule"] and wanted["role"] in one.told]
    after = sorted(one for one in tellings if one[0] >= held_at) or _knew_already(wanted["rule"], tellings, held_at)
    minutes = (after[0][0] - held_at) / timedelta(minutes=1) if after else None
    return {
        "rule": wanted["rule"],
        "title": tripwires()[wanted["rule"]].title,
        "role": wanted["role"],
        "held_at": held_at.isoformat(),
        "told_at": after[0][0].isoformat() if after else None,
        "how": after[0][1] if after else "",
        "minutes": round(minutes, 1) if minutes is not None else None,
        "within_minutes": wanted["within_minutes"],
        "is_late": minutes is not None and minutes > wanted["within_minutes"],
        "is_never": minutes is None,
    }


def _knew_already(rule: str, tellings: Sequence[tuple[datetime, str]], held_at: datetime) -> list[tuple[datetime, str]]:
    found = tripwires()[rule]
    if found.about != "place" or found.again_days is None:
        return []
    still = [one for one in tellings if held_at - one[0] < timedelta(days=found.again_days)]
    return [(held_at, f"told of it already: {how}") for _, how in sorted(still)[:1]]


def summary(answers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Median, worst twentieth, late and never: what was never told counts in no minutes, so it is said beside them."""
    minutes = sorted(one["minutes"] for one in answers if one["minutes"] is not None)
    worst = minutes[min(len(minutes) - 1, int(len(minutes) * 0.95))] if minutes else None
    return {
        "expected": len(answers),
        "told": len(minutes),
        "late": sum(one["is_late"] for one in answers),
        "never": sum(one["is_never"] for one in answers),
        "median_minutes": median(minutes) if minutes else None,
        "worst_5_percent_minutes": worst,
        "longest_minutes": minutes[-1] if minutes else None,
    }


def alarms(plan: Plan, fired: Sequence[Fired]) -> dict[str, Any]:
    """What fired in the days that are counted and no story asked for: in all, and falsely, a shift and by rule."""
    asked: dict[str, set[str]] = defaultdict(set)
    quiet: set[str] = set()
    of_stories: set[str] = set()
    for story in plan.truth["stories"]:
        people = set(story["people"].values())
        of_stories |= people
        quiet |= people if not story["tells"] else set()
        for wanted in story["tells"]:
            asked[wanted["rule"]] |= people
    counted = [one for one in fired if one.fired_at > plan.began and not one.truly & asked[one.rule]]
    counted = [one for one in counted if not one.truly <= of_stories or _disturbs(one, quiet)]
    false = [one for one in counted if one.is_mixed or _disturbs(one, quiet)]
    shifts = plan.days * 24 / SHIFT_HOURS
    budgets = {rule.id: rule.budget for rule in tripwires().values()}
    by_rule, false_by_rule = Counter(one.rule for one in counted), Counter(one.rule for one in false)
    return {
        "others": len(counted),
        "others_per_shift": round(len(counted) / shifts, 3),
        "false": len(false),
        "false_per_shift": round(len(false) / shifts, 3),
        "by_rule": {
            rule: {
                "others_per_shift": round(by_rule[rule] / shifts, 3),
                "false_per_shift": round(false_by_rule[rule] / shifts, 3),
                "budget": budget,
                "is_over_budget": false_by_rule[rule] / shifts > budget,
            }
            for rule, budget in budgets.items()
        },
    }


def _disturbs(one: Fired, quiet: set[str]) -> bool:
    """Whether it is on people of a story that must stay quiet: for a rule about a place, on nobody else."""
    if tripwires()[one.rule].about == "place":
        return bool(one.truly) and one.truly <= quiet
    return bool(one.truly & quiet)


def read_fired(truth: Mapping[str, Any]) -> list[Fired]:
    """Every firing, with who its mentions truly are; mixed where one person here holds records of two there."""
    truly = {(source, record, key): person for source, record, key, person in truth["mentions"]}
    with db.as_service():
        rows = db.fetch(
            """SELECT f.reference, f.rule, f.fired_at, f.known_at,
                      (SELECT jsonb_agg(jsonb_build_array(m.source_id, m.source_record_id, m.key, l.person_id))
                         FROM records_mention m LEFT JOIN people_link l ON l.mention_id = m.id
                              AND l.from_at <= f.fired_at AND (l.to_at IS NULL OR l.to_at > f.fired_at)
                              AND l.certainty = 'linked'
                        WHERE m.id = ANY (f.mentions)) AS ground
                 FROM alerts_firing f ORDER BY f.fired_at, f.reference"""
        )
        told = _told()
    found = []
    for row in rows:
        held: dict[str, set[str]] = defaultdict(set)
        for source, record, key, person in row["ground"] or ():
            held[str(person)].add(truly.get((source, record, key), ""))
        people = frozenset(one for ones in held.values() for one in ones if one)
        mixed = any(len(ones - {""}) > 1 for ones in held.values())
        found.append(Fired(row["rule"], row["fired_at"], row["known_at"], people, mixed, told[row["reference"]]))
    return found


def _told() -> dict[str, dict[str, tuple[datetime, str]]]:
    """For each firing and post it was meant for, when an officer on duty was first told, and why they."""
    found: dict[str, dict[str, tuple[datetime, str]]] = defaultdict(dict)
    for row in db.fetch(
        """SELECT a.reference, a.to_role, min(d.delivered_at) AS at, min(d.why) AS why
             FROM alerts_alert a JOIN alerts_delivery d ON d.alert_id = a.id AND d.delivered_at IS NOT NULL
              AND d.step = 0
            WHERE a.reference <> '' AND a.kind <> 'withdrawn' GROUP BY a.reference, a.to_role"""
    ):
        found[row["reference"]][row["to_role"]] = (row["at"], row["why"])
    return found
