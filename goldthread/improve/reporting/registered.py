"""The lists behind what a report counts of the register: no cases, but recommendations and actions by name."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from goldthread.core.access.reader import Reader
from goldthread.improve.governance.queries import sight_of
from goldthread.improve.reporting.document import Figure


@dataclass(frozen=True)
class Listed:
    """One list: which page it is, how that is filtered, and what it then holds."""

    page: str
    asked: dict[str, str]
    words: str
    of_plans: bool = False


RECOMMENDATIONS, ACTIONS = "recommendations", "plan_actions"
BOTH = {"whose": "all"}
# By the key of the figure, in plans_told.
LISTS = {
    "plans.recommendations": Listed(RECOMMENDATIONS, {"state": "all"}, "All recommendations"),
    "plans.open": Listed(RECOMMENDATIONS, {}, "Recommendations that are not closed"),
    "plans.points": Listed(RECOMMENDATIONS, {"state": "all"}, "All recommendations, with their points"),
    "plans.silent": Listed(RECOMMENDATIONS, {"needs": "silent"}, "Recommendations with a silent point"),
    "plans.actions": Listed(ACTIONS, BOTH | {"state": "kept"}, "All actions but those dropped", True),
    "plans.done": Listed(ACTIONS, BOTH | {"state": "done"}, "Actions that are done", True),
    "plans.late": Listed(ACTIONS, BOTH | {"late": "1"}, "Actions that are late", True),
    "plans.nameless": Listed(ACTIONS, BOTH | {"held": "nobody"}, "Actions whose post nobody holds", True),
}


def list_behind(by: Reader, figure: Figure) -> dict[str, str] | None:
    """The list that a figure counts, as it stands now; None where it counts none, or this reader does not open it."""
    found = LISTS.get(figure.key)
    if found is None or not by.may("read_recommendations") or (found.of_plans and not sight_of(by).sees_plans):
        return None
    query = f"?{urlencode(found.asked)}" if found.asked else ""
    return {"url": f"{reverse(found.page)}{query}", "words": found.words}
