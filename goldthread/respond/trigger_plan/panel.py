"""The first steps of a child's plan in the picture: before the standard ones, without a press."""

from goldthread.core.panels.grammar import Body, Panel, Steps, Subject
from goldthread.respond.trigger_plan.content import Plan, plan_of


def held(subject: Subject) -> Plan | None:
    """The plan that stands. Of a moment of the past none is told: it is read from the case as known then."""
    return plan_of(subject.person_id) if subject.known.at is None else None


def steps(subject: Subject) -> Steps | None:
    plan = subject.once(held)
    if plan is None or not plan.lines("first"):
        return None
    kind = "Interim trigger plan" if plan.is_interim else "Trigger plan"
    ring = tuple((who.strip(), number.strip()) for who, _, number in (one.partition(",") for one in plan.lines("ring")))
    return Steps(f"{kind} {plan.reference}", plan.lines("first"), ring)


def plan(subject: Subject) -> Body:
    """Everything the plan says, for whoever opens the picture in a hurry and needs a place or a name."""
    found = subject.once(held)
    return {"reference": found.reference if found else None, "is_interim": bool(found and found.is_interim),
            "says": [{"name": name, "lines": list(found.lines(key))} for key, name in SAYS if found.lines(key)]
            if found else []}  # fmt: skip


SAYS = (
    ("places", "Places"),
    ("people", "Associates"),
    ("posing_risk", "May harm the child"),
    ("identifiers", "Vehicles, telephones, accounts"),
    ("pattern", "The usual pattern"),
    ("carer", "What the carer does first"),
    ("medical", "Medical and communication needs"),
    ("powers", "Orders, notices and powers"),
    ("worked", "What worked the last time"),
    ("do_not", "What not to do"),
)
PANELS = (Panel("trigger_plan", "Trigger plan", 35, plan, "picture/trigger_plan.html", steps=steps),)
