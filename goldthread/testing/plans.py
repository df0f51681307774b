"""Requests on the plans that are right, and a recommendation with an action and evidence to make them of."""

from datetime import timedelta
from typing import Any

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.improve.plans import evidence, working
from goldthread.improve.recommendations.models import Recommendation
from goldthread.testing import factories as make

TWO = b"Recommendations\n\nImmediately\n\n1. The force should name a lead.\n\n2. The force should train its staff.\n"
PLAN_BODIES: dict[str, dict[str, Any]] = {
    "promise_plan": {"plan": "missing", "objective": "Each child is found.", "post": "missing_unit"},
    "move_plan_points": {"move": "accept"},
    "say_plan_position": {"position": "The desks are trained."},
    "split_plan_points": {"points": ["Name a lead.", "Say who it is."]},
    "say_plan_waits": {"needs": 1, "why": "It builds on it."},
    "record_plan_letter": {"reference": "HMI/1", "on": "2026-11-01", "words": "Closed.", "says": {"0": "closed"}},
    "add_plan_action": {
        "words": "Train.",
        "plan": "missing",
        "origin": "force",
        "post": "training_lead",
        "due_on": "2027-01-31",
    },
    "alter_plan_action": {
        "words": "Train all.",
        "plan": "missing",
        "origin": "force",
        "post": "training_lead",
        "due_on": "2026-12-31",
    },
    "report_plan_action": {"state": "in_progress"},
    "say_plan_action_position": {"position": "Both desks are trained."},
    "add_plan_evidence": {
        "title": "A list",
        "kind": "input",
        "effective_on": "2026-11-01",
        "address": "Registry 14",
        "serves": [],
    },
    "withdraw_plan_evidence": {"why": "It counted attempts."},
}


def a_plan(one: int, as_evidence: bool) -> dict[str, Any]:
    """What names one recommendation of two, its evidence instead where that is wanted, and an action."""
    other = Recommendation.objects.exclude(pk=one).get().pk
    lead = make.reader("plan_lead")
    with database.transaction():
        due = clocks.today() + timedelta(days=60)
        told = working.Told("Train.", "missing", "force", "training_lead", due, serves=((one, 0),))
        reference = working.add_action(lead, told).action.reference
        kept = evidence.Told("A list", "input", clocks.today(), ((one, 0),), "Registry 14")
        piece = evidence.add_evidence(lead, kept).pk
    return {"id": piece if as_evidence else one, "reference": reference, "other": other}
