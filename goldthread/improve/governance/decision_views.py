"""The page of one decision: the figure it cites, before and after, and who looked at its effect."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.core import clocks
from goldthread.improve.effect.shapes import LEVELS
from goldthread.improve.governance import following, shown
from goldthread.improve.governance.citing import KINDS, boroughs_in_words
from goldthread.improve.governance.figures import Compared
from goldthread.web.asking import reader_of


@require_GET
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """One decision: the figure it cites, before and after, here and elsewhere, and who looked at its effect."""
    found = following.open_decision(reader_of(request), decision_id)
    names = boroughs_in_words()
    context = {
        "decision": {**shown.decisions([found.now])[0], "kind": KINDS[found.now.kind],
                     "boroughs": [names.get(code, code) for code in found.now.boroughs]},
        "body": {"name": found.body.name, "url": reverse("governance_body", args=[found.body.id])},
        "meeting_url": reverse("governance_meeting", args=[found.now.meeting]),
        "sides": _sides(found.compared),
        "days": _days(found.compared),
        "sentences": list(following.sentences(found)),
        "is_hidden": found.is_hidden,
        "versions": [following.version_in_words(one) for one in reversed(found.versions)],
        "looks": [{"who": one.who, "at": one.at, "words": one.words, "sides": _sides(one.compared),
                   "days": _days(one.compared), "is_before_correction": one.version < len(found.versions)}
                  for one in reversed(found.looks)],
        "may_write": found.may_write,
        "checked_at": clocks.now(),
    }  # fmt: skip
    return render(request, "governance_decision.html", context)


def _sides(told: Compared | None) -> list[dict[str, Any]]:
    return [{**one, "level": LEVELS.get(one["verdict"], "none")} for one in following.sides(told)] if told else []


def _days(told: Compared | None) -> dict[str, Any] | None:
    """The days that are compared: each to the day before the other begins."""
    if told is None:
        return None
    then, since = told.before.named, told.after.named
    return {"before_since": clocks.day_of(then.since), "before_until": clocks.day_of(then.until),
            "after_since": clocks.day_of(since.since), "after_until": clocks.day_of(since.until)}  # fmt: skip
