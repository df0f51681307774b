"""Pages of alerts: what was told, what one rests on and who was told; the rules with their figures; the last replay."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from goldthread.config import paths
from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.alerts import actions, answering, queries
from goldthread.core.alerts.grammar import Tripwire
from goldthread.core.alerts.models import Alert
from goldthread.core.alerts.opening import Opened, open_alert
from goldthread.core.alerts.queries import Wanted
from goldthread.core.alerts.registry import tripwire_called, tripwires
from goldthread.core.alerts.urgency import ladder, urgencies
from goldthread.core.people.queries import Identity
from goldthread.core.refusals import NotFound, NotValid
from goldthread.web import shapes, typing_in
from goldthread.web.asking import reader_of

STATES = {"all": "All", "open": "To take", "put_off": "Put off", "taken": "Taken", "withdrawn": "Withdrawn"}
SORTS = {"urgency": "Most urgent first", "newest": "Newest first", "oldest": "Oldest first", "act_by": "Next due first"}
KIND_WORDS = {
    "clock": "A clock",
    "withdrawn": "Withdrawn",
    "break_glass": "A limited record opened",
    "explain_break_glass": "Say why",
    "flag_review": "A flag to review",
    "picture_changed": "A picture that changed",
    "record_withdrawn": "A record withdrawn",
    "concern.recorded": "A concern",
    "log_broken": "A log",
    "partner_report": "A home's report",
    "partner_report_aside": "A home's report that waits",
    "mail_came": "Mail that waits",
    "mail_not_fetched": "Mail is not fetched",
    "missing_by_home": "A child missing, by a home",
    "task": "A task of the briefing",
    "sent_back": "Sent back by an audit",
    "sent_back_elsewhere": "Sent back by an audit, held elsewhere",
}
FIGURES_DAYS = 28
REPLAY = "replay.json"  # where `goldthread replay --keep` leaves its last run


@require_GET
def alerts(request: HttpRequest) -> HttpResponse:
    """What this officer or post has been told, what waits first; filtered, sorted, a page at a time."""
    reader = reader_of(request)
    asked = {name: request.GET.get(name, "").strip() for name in ("state", "kind", "urgency", "words", "sort")}
    number = typing_in.page_number(request.GET.get("page", ""))
    wanted = Wanted(asked["state"] or "all", asked["kind"], asked["urgency"], asked["words"][:200],
                    asked["sort"] or "urgency", number)  # fmt: skip
    found: list[Alert] = []
    total, kinds = 0, []
    if reader.officer:
        borough = _borough(reader)
        found, total = queries.find_alerts(reader.officer, reader.role.id, borough, wanted)
        kinds = queries.kinds_of(reader.officer, reader.role.id, borough)
        actions.see([one.pk for one in found], reader.officer)
    kept = {name: value for name, value in asked.items() if value}
    context = {
        "alerts": [shapes.alert(one) for one in found],
        "form": {"values": asked, "errors": {}},
        "states": _options(STATES),
        "sorts": _options(SORTS),
        "kinds": [{"value": one, "words": kind_words(one)} for one in kinds],
        "urgencies": [{"value": one.id, "words": one.name} for one in urgencies().values()],
        "chosen": _chosen(asked),
        "page": shapes.page(number, queries.PAGE, total, urlencode(kept)),
        "checked_at": clocks.now(),
        "here": request.get_full_path(),
    }
    return render(request, "alerts.html", context)


def kind_words(kind: str) -> str:
    rule = tripwires().get(kind)
    return rule.title if rule else KIND_WORDS.get(kind, kind.replace("_", " ").capitalize())


def _chosen(asked: dict[str, str]) -> list[str]:
    words = {"state": STATES, "sort": SORTS, "urgency": {one.id: one.name for one in urgencies().values()}}
    found = [table.get(asked[name], asked[name]) for name, table in words.items() if asked[name]]
    return [
        *found,
        *([kind_words(asked["kind"])] if asked["kind"] else []),
        *([asked["words"]] if asked["words"] else []),
    ]


def _options(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"value": value, "words": text} for value, text in words.items()]


def _borough(reader: Reader) -> str | None:
    return reader.post.borough_id if reader.post else None


@require_POST
def acknowledge(request: HttpRequest, alert_id: int) -> HttpResponse:
    """`I have this`."""
    reader = reader_of(request)
    with db.transaction():
        alert = get_object_or_404(Alert.objects.select_for_update(of=("self",)), pk=alert_id)
        answering.acknowledge(alert, reader)
    return redirect("alert", alert.reference) if alert.reference else redirect("alerts")


@require_GET
def alert(request: HttpRequest, reference: str) -> HttpResponse:
    """What one rests on, what to do, who was told: a logged look."""
    reader = reader_of(request)
    opened = open_alert(reader, reference)
    if reader.officer:
        actions.see([opened.alert.pk], reader.officer)
    return render(request, "alert.html", _context(opened))


@require_POST
def alert_step(request: HttpRequest, alert_id: int, step: str) -> HttpResponse:
    """Put it off, hand it on, or say whether it was right."""
    reader = reader_of(request)
    with db.transaction():
        held = get_object_or_404(Alert.objects.select_for_update(of=("self",)), pk=alert_id)
        try:
            _take_step(held, reader, step, request)
        except NotValid as refusal:
            messages.warning(request, str(refusal))
    return redirect("alert", held.reference) if held.reference else redirect("alerts")


def _take_step(held: Alert, reader: Reader, step: str, request: HttpRequest) -> None:
    why = request.POST.get("why", "")
    if step == "put-off":
        minutes = request.POST.get("minutes", "")
        number = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else 0
        answering.snooze(held, reader, number, why)
    elif step == "hand-on":
        answering.hand_on(held, reader, request.POST.get("to_role", ""), why)
    elif step == "judge" and request.POST.get("was_right") in ("yes", "no"):
        answering.judge(held, reader, request.POST["was_right"] == "yes")
    else:
        raise NotFound("An alert has no such step.")


def _context(opened: Opened) -> dict[str, Any]:
    held, hours = opened.alert, urgencies()[opened.rule.urgency].snooze_hours
    is_open = held.acknowledged_at is None and held.withdrawn_at is None
    return {
        "alert": {**shapes.alert(held), "url": None},
        "reference": opened.firing.reference,
        "rule": {**rule_shape(opened.rule), "url": reverse("tripwire", args=[opened.rule.id])},
        "facts": fact_words(opened.firing.facts),
        "known_at": opened.firing.known_at,
        "people": [_person(one) for one in opened.people],
        "limited": opened.limited,
        "records": [{**one, "url": reverse("record", args=[one["id"]])} for one in opened.records],
        "withdrawn": {"at": opened.firing.withdrawn_at, "why": opened.firing.withdrawn_why}
        if opened.firing.withdrawn_at
        else None,
        "told": [_telling(one) for one in opened.deliveries],
        "is_open": is_open,
        "snooze_hours": hours if is_open else 0,
        "posts": [{"value": one.id, "words": one.name} for one in roles().values() if one.may & {"open_picture"}],
        "was_right": held.was_right,
        "form": None,
    }


def _person(one: Identity) -> dict[str, Any]:
    url = reverse("picture", args=[one.code])
    return {"words": one.name, "born_on": shapes.whole_date(one.birth_date), "url": url, "code": one.code}


# What a rule saw, in the order it is said.
FACTS = {
    "reports": ("{n} report", "{n} reports"),
    "notices": ("{n} notification", "{n} notifications"),
    "times": ("{n} time", "{n} times"),
    "children": ("{n} child", "{n} children"),
    "waiting": ("{n} waiting", "{n} waiting"),
    "graded": ("of {n} graded", "of {n} graded"),
    "days": ("in {n} day", "in {n} days"),
}


def fact_words(facts: dict[str, Any]) -> str:
    """The counts and days a rule saw, in words: `3 reports, in 49 days`."""
    return ", ".join(words[facts[name] != 1].format(n=facts[name]) for name, words in FACTS.items() if name in facts)


def _telling(one: Any) -> dict[str, Any]:
    return {
        "who": str(one.officer),
        "role": roles()[one.role].name if one.role in roles() else one.role,
        "borough": one.borough.name if one.borough else None,
        "channel": one.channel,
        "why": one.why,
        "at": one.delivered_at or one.made_at,
        "arrived": one.delivered_at is not None,
        "attempts": one.attempts,
        "failed": one.failed_words or None,
        "seen_at": one.seen_at,
    }


def rule_shape(rule: Tripwire) -> dict[str, Any]:
    climbs = ladder(urgencies()[rule.urgency], rule.told[0].role)
    return {
        "id": rule.id,
        "title": rule.title,
        "sentence": rule.sentence,
        "do": rule.do,
        "source": rule.source,
        "mark": str(rule.mark),
        "verified": rule.verified,
        "urgency": urgencies()[rule.urgency].name.lower(),
        "take_within": urgencies()[rule.urgency].take_within_minutes,
        "climbs": [{"minutes": m, "role": roles()[role].name} for m, role in climbs],
        "told": [roles()[one.role].name for one in rule.told],
        "budget": rule.budget,
    }


@require_GET
def tripwire_list(request: HttpRequest) -> HttpResponse:
    """Every rule, and what its alerts of the last four weeks came to."""
    figures = queries.rule_figures(reader_of(request), clocks.now() - timedelta(days=FIGURES_DAYS))
    rows = [_figured(rule, figures.get(rule.id, {})) for rule in tripwires().values()]
    context = {"rows": rows, "days": FIGURES_DAYS, "replay": _last_replay() is not None, "checked_at": clocks.now()}
    return render(request, "tripwires.html", context)


@require_GET
def tripwire(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: its sentence and source, who is told, and its false alarms against its budget."""
    rule = tripwire_called(rule_id)
    figures = queries.rule_figures(reader_of(request), clocks.now() - timedelta(days=FIGURES_DAYS))
    replayed = ((_last_replay() or {}).get("alarms") or {}).get("by_rule", {}).get(rule.id)
    context = {
        "rule": rule_shape(rule),
        "figures": _figured(rule, figures.get(rule.id, {})),
        "days": FIGURES_DAYS,
        "replayed": replayed,
    }
    return render(request, "tripwire.html", context)


def _figured(rule: Tripwire, found: dict[str, Any]) -> dict[str, Any]:
    wrong = found.get("was_wrong", 0)
    per_shift = wrong / (FIGURES_DAYS * queries.SHIFTS_A_DAY)
    return {
        "id": rule.id,
        "title": rule.title,
        "urgency": urgencies()[rule.urgency].name,
        "url": reverse("tripwire", args=[rule.id]),
        **{name: found.get(name, 0) for name in ("fired", "taken", "withdrawn", "was_right", "was_wrong")},
        "median_minutes": _minutes(found.get("median_minutes")),
        "slow_minutes": _minutes(found.get("slow_minutes")),
        "false_per_shift": round(per_shift, 3),
        "budget": rule.budget,
        "is_over": per_shift > rule.budget,
    }


def _minutes(value: float | None) -> int | None:
    return None if value is None else round(float(value))


@require_GET
def replay(request: HttpRequest) -> HttpResponse:
    """The last replay of planted failures here: who would have been told, how soon, and the false alarms it cost."""
    reader = reader_of(request)
    reader.must("see_figures")
    return render(request, "replay.html", {"run": _shown(_last_replay()), "checked_at": clocks.now()})


def _last_replay() -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(paths.inside(REPLAY).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return found


def _shown(run: dict[str, Any] | None) -> dict[str, Any] | None:
    if run is None:
        return None
    rows = [
        {**one, "story": story["id"].replace("_", " "), "role": roles()[one["role"]].name}
        for story in run["stories"]
        for one in story["told"]
    ]
    quiet = [story["id"].replace("_", " ") for story in run["stories"] if not story["told"] and not story["unasked"]]
    false = [story["id"].replace("_", " ") for story in run["stories"] if not story["told"] and story["unasked"]]
    by_rule = [{"title": kind_words(rule), **figures} for rule, figures in run["alarms"]["by_rule"].items()]
    told = {**run, "ran_at": shapes.instant(run["ran_at"]), "anchor": shapes.instant(run["anchor"])}
    return {**told, "rows": rows, "quiet": quiet, "false_on": false, "by_rule": by_rule}
