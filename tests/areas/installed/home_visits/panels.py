"""The part of the picture that says whether a home was visited."""

from goldthread.core import db
from goldthread.core.panels.grammar import Panel, Subject


def visits(subject: Subject) -> dict[str, int]:
    asked = "SELECT count(*) AS n FROM cases_case WHERE area = 'home_visits' AND mention_id = ANY(%s)"
    return {"asked_for": db.fetch_one(asked, [subject.mentions])["n"]}


PANELS = (Panel("home_visits", "Home visits", 90, visits, "home_visits/panel.html"),)
