"""Reading alerts: what an officer was told, filtered and in order; and what each rule's alerts came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.alerts.models import Alert, Delivery
from goldthread.core.alerts.registry import tripwires
from goldthread.core.organisation.models import Officer

PAGE = 50
STANDS_FOR = timedelta(days=28)  # ours: a rule that somebody has answered for is named on a picture so long
SHIFTS_A_DAY = 3
STATES = ("open", "taken", "put_off", "withdrawn", "all")
SORTS = ("urgency", "newest", "oldest", "act_by")
# What interrupts whoever is asked: the most urgent rules, a late clock, a high risk, a limited record opened.
PRESSING = (
    Q(urgency="now")
    | Q(kind="break_glass")
    | Q(kind="clock", words__contains=": late.")
    | Q(words__contains="high risk")
)
MOST_PRESSING = 50


def concerns(officer: Officer, role: str, borough: str | None) -> Q:
    """Which alerts are an officer's: sent to them, to their role in their borough, or handed over to either."""
    here = Q(to_borough=None) | Q(to_borough=borough) if borough else Q()
    theirs = Q(officer=officer) | (Q(role=role) & (Q(borough=None) | Q(borough=borough) if borough else Q()))
    handed = Exists(Delivery.objects.filter(theirs, alert=OuterRef("pk")))
    return Q(to_officer=officer) | (Q(to_role=role) & here) | Q(handed)


def alerts_of(officer: Officer, role: str, borough: str | None) -> QuerySet[Alert]:
    """An officer's alerts, one firing once: who is told of it for two posts has one thing to do, not two."""
    theirs = Alert.objects.filter(concerns(officer, role, borough))
    before = theirs.filter(reference=OuterRef("reference"), kind=OuterRef("kind"), pk__lt=OuterRef("pk"))
    same_end = Q(acknowledged_by=OuterRef("acknowledged_by")) | Q(withdrawn_at=OuterRef("withdrawn_at"))
    return theirs.exclude(~Q(reference="") & Exists(before.filter(is_open() | same_end)))


def alerts_for(officer: Officer, role: str, borough: str | None = None) -> QuerySet[Alert]:
    """What an officer has been told, unacknowledged first, then newest."""
    mine = alerts_of(officer, role, borough)
    return mine.select_related("acknowledged_by").order_by(F("acknowledged_at").asc(nulls_first=True), "-raised_at")


def alerts_open_count(officer: Officer, role: str, borough: str | None = None) -> int:
    """How many wait to be taken now: neither taken, withdrawn nor put off."""
    return alerts_of(officer, role, borough).filter(is_open()).count()


def pressing_alerts(officer: Officer, role: str, borough: str | None) -> list[Alert]:
    """What an officer must be interrupted for and nobody has taken, the newest first."""
    mine = alerts_of(officer, role, borough).filter(is_open() & PRESSING)
    return list(mine.order_by("-raised_at", "-id")[:MOST_PRESSING])


def alerts_changed(officer: Officer, role: str, borough: str | None, since: datetime) -> int:
    """How many of an officer's alerts were raised, handed to them, taken or withdrawn after an instant."""
    told = Exists(Delivery.objects.filter(alert=OuterRef("pk"), officer=officer, made_at__gt=since))
    moved = Q(raised_at__gt=since) | Q(acknowledged_at__gt=since) | Q(withdrawn_at__gt=since) | Q(told)
    return alerts_of(officer, role, borough).filter(moved).count()


def is_pressing(one: Alert) -> bool:
    """Whether an alert is one that interrupts: `PRESSING`, of one that is in hand."""
    late = one.kind == "clock" and ": late." in one.words
    return late or "high risk" in one.words or one.kind == "break_glass" or one.urgency == "now"


def is_open() -> Q:
    waits = Q(snoozed_until=None) | Q(snoozed_until__lte=clocks.now())
    return Q(acknowledged_at=None, withdrawn_at=None) & waits


@dataclass(frozen=True)
class Wanted:
    """What a list of alerts is asked for."""

    state: str = "all"
    kind: str = ""
    urgency: str = ""
    words: str = ""
    sort: str = "urgency"
    page: int = 1


def find_alerts(officer: Officer, role: str, borough: str | None, wanted: Wanted) -> tuple[list[Alert], int]:
    """A page of an officer's alerts and how many there are: what waits first, the most urgent of it first."""
    found = alerts_of(officer, role, borough).filter(_in_state(wanted.state))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.urgency:
        found = found.filter(urgency=wanted.urgency)
    for word in wanted.words.split()[:5]:
        named = Q(words__icontains=word) | Q(reference__iexact=word) | Q(case_reference__iexact=word)
        found = found.filter(named | Q(person_code__iexact=word))
    total = found.count()
    start = PAGE * (max(wanted.page, 1) - 1)
    ordered = found.select_related("acknowledged_by", "to_borough").order_by(*_order(wanted.sort))
    return list(ordered[start : start + PAGE]), total


def _in_state(state: str) -> Q:
    later = Q(snoozed_until__gt=clocks.now(), acknowledged_at=None, withdrawn_at=None)
    chosen = {
        "open": is_open(),
        "taken": Q(acknowledged_at__isnull=False),
        "put_off": later,
        "withdrawn": Q(withdrawn_at__isnull=False),
    }
    return chosen.get(state, Q())


def _order(sort: str) -> list[Any]:
    waits_first = Case(When(is_open(), then=Value(0)), default=Value(1))
    if sort == "newest":
        return [waits_first, "-raised_at", "-id"]
    if sort == "oldest":
        return [waits_first, "raised_at", "id"]
    if sort == "act_by":
        return [waits_first, F("act_by").asc(nulls_last=True), "-id"]
    by_urgency = (When(urgency=one, then=Value(n)) for n, one in enumerate(("now", "today", "soon")))
    urgent = Case(When(PRESSING, then=Value(0)), *by_urgency, default=3)
    return [waits_first, urgent, "-raised_at", "-id"]


def kinds_of(officer: Officer, role: str, borough: str | None) -> list[str]:
    """The kinds of alert an officer has been sent, for the filter."""
    mine = Alert.objects.filter(concerns(officer, role, borough))
    return list(mine.order_by("kind").values_list("kind", flat=True).distinct())


def deliveries_of(alert: Alert) -> list[Delivery]:
    """To whom an alert went, by what channel and when it was seen: the proof of telling."""
    return list(alert.deliveries.select_related("officer", "borough").order_by("made_at", "id"))


def rule_figures(by: Reader, since: datetime) -> dict[str, dict[str, Any]]:
    """For each rule since then: how often it fired, how soon it was taken, what officers said of it. No person.

    For whoever works with people or with figures: counts as small as these may tell an outsider of one child.
    """
    if not by.may("open_picture"):
        by.must("see_figures")
    rows = db.fetch(
        """SELECT kind, count(DISTINCT reference) AS fired, count(*) AS told_times,
                  count(DISTINCT reference) FILTER (WHERE acknowledged_at IS NOT NULL) AS taken,
                  count(DISTINCT reference) FILTER (WHERE withdrawn_at IS NOT NULL) AS withdrawn,
                  count(DISTINCT reference) FILTER (WHERE was_right) AS was_right,
                  count(DISTINCT reference) FILTER (WHERE NOT was_right) AS was_wrong,
                  percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM acknowledged_at - raised_at) / 60)
                      AS median_minutes,
                  percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM acknowledged_at - raised_at) / 60)
                      AS slow_minutes,
                  min(raised_at) AS first_at
             FROM alerts_alert WHERE reference <> '' AND kind <> 'withdrawn' AND raised_at >= %s GROUP BY kind""",
        [since],
    )
    return {row["kind"]: row for row in rows}


def standing_about(mentions: Sequence[UUID], at: datetime | None = None) -> list[dict[str, Any]]:
    """The rules that fired on any of these and hold, newest first: untaken ones, and those of the last weeks.

    As they stood at an instant, or now. One judged false, or whose ground was undone, is not told. Under the look that
    opened the picture; one query.
    """
    moment = at or clocks.now()
    rows = db.fetch(
        """SELECT f.reference, f.rule, f.fired_at, told.act_by, told.taken_at, o.name AS taken_by
             FROM alerts_firing f
             JOIN LATERAL (
                  SELECT min(a.act_by) AS act_by,
                         min(a.acknowledged_at) FILTER (WHERE a.acknowledged_at <= %(at)s) AS taken_at,
                         (array_agg(a.acknowledged_by_id ORDER BY a.acknowledged_at)
                             FILTER (WHERE a.acknowledged_at <= %(at)s))[1] AS taken_by,
                         bool_or(a.was_right IS FALSE AND a.judged_at <= %(at)s) AS is_false
                    FROM alerts_alert a WHERE a.reference = f.reference AND a.kind <> 'withdrawn') told ON true
             LEFT JOIN organisation_officer o ON o.id = told.taken_by
            WHERE f.mentions && %(mentions)s::uuid[] AND f.fired_at <= %(at)s
              AND (f.withdrawn_at IS NULL OR f.withdrawn_at > %(at)s) AND NOT coalesce(told.is_false, false)
              AND (told.taken_at IS NULL OR f.fired_at > %(since)s)
            ORDER BY f.fired_at DESC, f.reference LIMIT 20""",
        {"mentions": list(mentions), "at": moment, "since": moment - STANDS_FOR},
    )
    rules = tripwires()
    return [
        {**{name: row[name] for name in ("reference", "fired_at", "act_by", "taken_at", "taken_by")},
         "title": rules[row["rule"]].title, "do": rules[row["rule"]].do}
        for row in rows if row["rule"] in rules
    ]  # fmt: skip
