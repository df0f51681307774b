"""The shapes that page components read, made from what the core answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from goldthread.core import clocks
from goldthread.core.access.roles import roles
from goldthread.core.alerts.models import Alert
from goldthread.core.alerts.queries import is_pressing
from goldthread.core.alerts.registry import tripwires
from goldthread.core.people.queries import Identity
from goldthread.core.records.queries import Freshness
from goldthread.core.records.queries import unsure as not_fresh

DESK_HOURS = "24 h"
# Where an alert about somebody leads, where it is not their picture.
# Of what is told by a reference alone: the page of each kind that is no case.
ABOUT = {"F-": "flag", "K-": "partner_report", "E-": "mail_message", "W-": "task"}
LEADS_TO = {"break_glass": "who_saw", "explain_break_glass": "break_glass"}
RISK_WORDS = {
    "high": "High risk",
    "medium": "Medium risk",
    "low": "Low risk",
    "none": "No apparent risk",
    "": "Not graded",
}


def person(who: Identity | None, code: str = "") -> dict[str, Any]:
    """The identity bar's person; gaps stay gaps."""
    return {
        "surname": who.surname if who else None,
        "forename": who.forename if who else None,
        "born_on": whole_date(who.birth_date) if who else None,
        "sex": (who.sex.title() if who and who.sex else None),
        "code": who.code if who else code,
        "borough": None,
        "flags": [],
    }


def freshness(sources: Iterable[Freshness]) -> list[dict[str, Any]]:
    """The freshness line's sources: what is not known to be fresh reads `unknown`."""
    return [
        {"source": one.name, "last_good_at": one.last_good_load_at, "is_stale": not one.is_known, "state": one.state}
        for one in sources
    ]


def unsure(panels: Iterable[str], sources: Sequence[Freshness]) -> dict[str, list[dict[str, Any]]]:
    """For each panel the sources it relies on that are not fresh: with any, an empty panel reads `unknown`."""
    return {panel: freshness(not_fresh(panel, sources)) for panel in panels}


def alert(one: Alert) -> dict[str, Any]:
    """The alert card's alert: it leads to what it is about, and names nobody's content."""
    url, url_words = _leads_to(one)
    rule = tripwires().get(one.kind)
    waits = one.acknowledged_at is None and one.withdrawn_at is None
    step = next((step for step in one.climbs if instant(step["at"]) > clocks.now()), None) if waits else None
    return {
        "id": one.pk,
        "words": one.words,
        "level": "high" if is_pressing(one) else "none",
        "url": url,
        "url_words": url_words,
        "do": rule.do if rule and waits else None,
        "by_at": one.act_by,
        "told_at": one.raised_at,
        "acknowledged_at": one.acknowledged_at,
        "acknowledged_by": str(one.acknowledged_by) if one.acknowledged_by else None,
        "climbs_to": roles()[step["role"]].name.lower() if step else None,
        "climbs_at": instant(step["at"]) if step else None,
        "put_off_until": one.snoozed_until
        if waits and one.snoozed_until and one.snoozed_until > clocks.now()
        else None,
        "withdrawn_at": one.withdrawn_at,
        "withdrawn_why": one.withdrawn_why,
    }


def is_put_off(one: Alert) -> bool:
    return one.snoozed_until is not None and one.snoozed_until > clocks.now()


def _leads_to(one: Alert) -> tuple[str | None, str]:
    """The address of what an alert is about, and the words of the link to it."""
    if one.kind == "feed_agreement":
        return reverse("feed_sources"), "Open the sources"
    if one.kind.startswith("feed_"):
        return reverse("feed_quality"), "Open data quality"
    if one.reference:
        return reverse("alert", args=[one.reference]), f"Open {one.reference}"
    about = one.case_reference
    if about:
        return reverse(ABOUT.get(about[:2], "case"), args=[about]), f"Open {about}"
    if one.person_code:
        return reverse(LEADS_TO.get(one.kind, "picture"), args=[one.person_code]), f"Open {one.person_code}"
    return None, ""


def child_words(person: dict[str, Any] | None) -> str:
    """How a list names a child: initials and age."""
    if not person:
        return "name unknown"
    letters = "".join(f"{part[0]}." for part in (person["forename"], person["surname"]) if part) or "name unknown"
    return f"{letters} {person['age']}" if person["age"] is not None else letters


def clock(found: dict[str, Any] | None) -> dict[str, Any] | None:
    """The clock token's clock, from an answer's."""
    if found is None:
        return None
    on = date.fromisoformat(found["due_on"]) if found["due_on"] else None
    return {**found, "due_at": instant(found["due_at"]), "due_on": on}


def page(number: int, size: int, total: int, query: str = "") -> dict[str, Any]:
    """The paging component's page; `query` is what else the address carries."""
    last = max(1, -(-total // size))
    joined = f"{query}&" if query else ""
    return {
        "number": number,
        "last": last,
        "first_row": min(total, (number - 1) * size + 1),
        "last_row": min(total, number * size),
        "total": total,
        "previous": f"?{joined}page={number - 1}" if number > 1 else None,
        "next": f"?{joined}page={number + 1}" if number < last else None,
    }


def sort(key: str, is_down: bool, asked: Mapping[str, str]) -> dict[str, Any]:
    """What a list's head shows of its order; `asked` is what else its address carries. Pressed again it turns round."""

    def url(column: str) -> str:
        turned = column == key and not is_down
        return "?" + urlencode({**asked, "sort": f"-{column}" if turned else column})

    return {"key": key, "is_down": is_down, "url": url}


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def whole_date(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == 10 else None
