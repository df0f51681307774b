"""What to do now: the first steps of a plan made for this child, else the standard ones; and whom to ring."""

from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files
from goldthread.core.organisation.queries import on_duty
from goldthread.core.panels.grammar import Body, Subject
from goldthread.core.panels.registry import planned_steps
from goldthread.link.picture.panels.danger import danger
from goldthread.link.picture.panels.flags import REPORTED, flags
from goldthread.link.picture.panels.partners import partners

SHOWN = 3


@cache
def standard_steps() -> list[dict[str, Any]]:
    """Every standard step with its source, as declared."""
    rows: list[dict[str, Any]] = yaml_files.read(Path(__file__).with_name("steps.yaml"))
    return rows


def do_now(subject: Subject) -> Body:
    plan = planned_steps(subject)
    if plan:
        ring = [{"who": who, "phone": phone} for who, phone in plan.ring]
        return {"whence": plan.whence, "is_plan": True, "steps": [_planned(one) for one in plan.steps], "ring": ring}
    steps = [one for one in standard_steps() if one["when"] in _holding(subject)]
    return {
        "whence": "Standard steps. Whether a trigger plan is held is not known here: ask the missing persons unit.",
        "is_plan": False,
        "steps": [{"words": one["words"], "source": one["source"]} for one in steps[:SHOWN]],
        "ring": _ring(subject),
    }


def _planned(words: str) -> dict[str, str | None]:
    return {"words": words, "source": None}


def _holding(subject: Subject) -> set[str]:
    states = {"always"}
    told = subject.once(danger)
    if told["not_shown"] or any(one["to_children"] for one in told["people"]):
        states.add("danger")
    if any(one["words"] == REPORTED for one in subject.once(flags)["items"]):
        states.add("missing")
    return states


def _ring(subject: Subject) -> list[dict[str, Any]]:
    """The duty inspector by roster, then whoever works with the child outside. A picture of the past rings nobody."""
    if subject.known.at is not None:
        return []
    borough = subject.reader.post.borough_id if subject.reader.post else None
    inspectors = on_duty("duty_inspector", borough, subject.known.moment)[:1]
    inside = [{"who": f"Duty inspector: {post.officer}", "phone": None} for post in inspectors]
    outside = [{"who": one["who"], "phone": one["phone"]} for one in subject.once(partners)["to_ring"]]
    return [*inside, *outside]
