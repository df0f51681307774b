"""Short ways to fill the register in a test: a report read, confirmed, and a browser signed in."""

import re
from datetime import date
from typing import Any

from django.test import Client

from goldthread.core import db as database
from goldthread.improve.recommendations import actions, queries
from goldthread.improve.recommendations.items import Item
from goldthread.improve.recommendations.models import Report
from goldthread.testing import factories as make

TEXT = b"""Inspection of child protection, Thornmere Police. Published on 25 November 2016.

Recommendations

Immediately

1. The force should name one chief officer who answers for the protection of children.

Within three months

2. The force should ensure that:
- every missing child is graded with all that is known; and
- each return is followed by an interview.

Within six months

3. The force should review how it manages the detention of children.
"""
PUBLISHED = date(2016, 11, 25)


def saved(data: bytes = TEXT) -> Report:
    with database.transaction():
        return actions.save_reading(make.reader("plan_lead"), data, "report.txt", PUBLISHED)[0]


def confirmed(items: list[Item] | None = None, published: date | None = PUBLISHED, data: bytes = TEXT) -> Report:
    report = saved(data)
    with database.transaction():
        return actions.confirm(
            make.reader("plan_lead"),
            report.pk,
            items if items is not None else actions.items_as_read(report),
            title="Inspection, 2016",
            published_on=published,
        )


def item(number: str = "1", **changes: Any) -> Item:
    return Item(**{"number": number, "kind": "recommendation", "timescale": "", "text": "Do it.", **changes})


def register() -> list[dict[str, Any]]:
    with database.transaction():
        return queries.open_recommendations(make.reader("borough_commander"))


def browser(role: str) -> Client:
    client = Client()
    client.force_login(make.reader(role).officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def said(response: Any) -> str:
    """What a person reads of a page, in one line."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
    text = re.sub(r" ([.,])", r"\1", text)
    return text.replace("&#39;", "'").replace("&#34;", '"')
