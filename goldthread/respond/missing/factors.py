"""What is held of a child that speaks against no apparent risk: from flags, age, earlier reports, places and answers.

The factors are those of missing-cse-custody.md 1.2, rule R2 (November 2026); which of them stop is the force's setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.clocks.book import book
from goldthread.core.flags.queries import flags_of
from goldthread.core.people.queries import identities
from goldthread.respond.missing.episodes import reports_of
from goldthread.respond.missing.rules import Repeat, Report, repeat_at
from goldthread.respond.trigger_plan.content import plan_of

BY_FLAG = {
    "exploitation": "exploitation_flag",
    "exploitation_sexual": "exploitation_flag",
    "exploitation_criminal": "exploitation_flag",
    "trafficking": "nrm_referral",
    "child_protection_plan": "child_protection_plan",
    "self_harm": "self_harm_or_suicide",
    "risk_at_address": "person_posing_risk_at_last_place",
    "image_suspect_in_household": "person_posing_risk_at_last_place",
}
# What the caller said counts as what a system holds. Unknown is no factor: it is something to find out.
BY_ANSWER = {
    "q_cse_now": "exploitation_flag",
    "q_cce": "exploitation_flag",
    "q_self_harm": "self_harm_or_suicide",
    "q_disability": "disability_affecting_safety",
    "q_medication": "essential_medication",
}


@dataclass(frozen=True)
class Held:
    """The factors held of a child now, and how often the child was reported."""

    factors: frozenset[str]
    repeat: Repeat


def held(child: UUID, reported_at: datetime, answers: Mapping[str, Any]) -> Held:
    """Under a look on the child: every factor of R2 that a linked system or the report itself gives."""
    found = {BY_FLAG[flag.kind] for flag in flags_of([child])[child] if flag.kind in BY_FLAG}
    found |= {factor for ask, factor in BY_ANSWER.items() if answers.get(ask) == "yes"}
    who = identities([child]).get(child)
    if who is not None and who.age is not None and who.age < int(book().setting("missing.under_age", clocks.today())):
        found.add("under_13")
    if plan_of(child) is not None:
        found.add("live_trigger_plan")
    repeat = repeats(child, reported_at)
    if repeat.is_repeat:
        found.add("repeat_in_window")
    return Held(frozenset(found), repeat)


def repeats(child: UUID, reported_at: datetime) -> Repeat:
    """How many reports of the child the window holds, this one among them, by the force's own numbers."""
    here, today = book(), clocks.today()
    this = Report(reported_at)
    others = [Report(at) for at in reports_of(child) if at != reported_at]
    return repeat_at(
        this,
        others,
        threshold=int(here.setting("missing.repeat.threshold", today)),
        window_days=int(here.setting("missing.repeat.window_days", today)),
        count_absent=bool(here.setting("missing.repeat.count_nar", today)),
    )
