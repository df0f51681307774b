"""Silence is a finding: points on which nobody says anything, and telling those who answer, once for each silence."""

from dataclasses import dataclass
from datetime import date, timedelta

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.alerts.actions import raise_alert
from goldthread.core.alerts.models import Alert
from goldthread.improve.governance.bodies import bodies
from goldthread.improve.governance.queries import unlooked
from goldthread.improve.plans import queries
from goldthread.improve.plans.held import Held
from goldthread.improve.plans.register import plans
from goldthread.improve.plans.standing import RecommendationNow

KIND = "plan_silent"


@dataclass(frozen=True)
class Silence:
    """One point on which nothing has been said since a day; `point` is its number as people write it."""

    recommendation_id: int
    place: int
    point: str
    text: str
    title: str  # of its recommendation: reports number alike
    since: date
    days: int
    plan: str
    post: str
    post_role: str
    name: str | None


def silent(by: Reader) -> list[Silence]:
    """Every silent point, the longest silence first."""
    return _silences(queries.standing(by))


def after_days() -> int:
    """After how many days a point on which nothing is said is silent; ours until the force adopts a number."""
    return Held(clocks.now()).silence_days


def sweep() -> int:
    """Tell the plan's lead and the post that answers of each new silence; how many were told. Run as the service.

    A silence is told once: it is known again by the day since which nothing was said.
    """
    told = 0
    for one in _silences(queries.all_standing(Held(clocks.now()))):
        words = f"Nothing has been said on point {one.point}, {one.title}, since {one.since:%-d %B %Y}."
        lead = plans()[one.plan].lead if one.plan in plans() else "plan_lead"
        for role in dict.fromkeys(("plan_lead", lead, one.post_role or "plan_lead")):
            if not Alert.objects.filter(kind=KIND, words=words, to_role=role).exists():
                raise_alert(KIND, words, to_role=role)
                told += 1
    return told + _sweep_unlooked()


def _sweep_unlooked() -> int:
    """Tell the plan's lead of each decision whose effect nobody looked at by the day set; once."""
    told = 0
    there = bodies(clocks.today())
    for body, decided_on, look_on in unlooked():
        name = there[body].name if body in there else body
        words = (
            f"Nobody has looked at the effect of a decision of the {name} of {decided_on:%-d %B %Y}. "
            f"That was due on {look_on:%-d %B %Y}."
        )
        if not Alert.objects.filter(kind=KIND, words=words, to_role="plan_lead").exists():
            raise_alert(KIND, words, to_role="plan_lead")
            told += 1
    return told


def _silences(every: list[RecommendationNow]) -> list[Silence]:
    today = clocks.today()
    found = [
        Silence(
            one.recommendation_id,
            point.place,
            f"{one.number}.{point.place}" if point.place else one.number,
            point.text,
            one.title,
            today - timedelta(days=point.days_quiet),
            point.days_quiet,
            one.plan,
            one.responsible_post,
            one.responsible_role,
            one.responsible_name,
        )
        for one in every
        for point in one.silent
    ]
    return sorted(found, key=lambda row: (-row.days, row.recommendation_id, row.place))
