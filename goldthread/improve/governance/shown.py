"""Rows of the pages of governance: decisions, and the pages of the recommendations they are about."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from goldthread.improve.governance.queries import DecisionNow
from goldthread.improve.recommendations.models import Recommendation


def decisions(found: Iterable[DecisionNow]) -> list[dict[str, Any]]:
    """Each decision as a row, with its state in words."""
    told = list(found)
    pages = pages_of({number.partition(".")[0] for one in told for number in one.about})
    return [
        {
            "id": one.id,
            "words": one.words,
            "about": [{"number": number, "url": pages.get(number.partition(".")[0])} for number in one.about],
            "owner": one.owner,
            "due_on": one.due_on,
            "on": one.on,
            "done_on": one.done_on,
            "state": "Done" if one.is_done else "Late" if one.is_late else "Open",
            "level": "done" if one.is_done else "high" if one.is_late else "none",
            "is_resource": one.kind == "resource",
            "cites": one.cites,
            "look_on": one.look_on,
            "looked_on": one.looked_on,
            "is_unlooked": one.is_unlooked,
            "url": reverse("governance_decision", args=[one.id]),
        }
        for one in told
    ]


def pages_of(numbers: set[str]) -> dict[str, str]:
    """The page of each number that one recommendation of the register has; a number that several have leads nowhere."""
    held: dict[str, list[int]] = {}
    for number, pk in Recommendation.objects.filter(number__in=numbers).values_list("number", "pk"):
        held.setdefault(number, []).append(pk)
    return {number: reverse("recommendation", args=[pks[0]]) for number, pks in held.items() if len(pks) == 1}
