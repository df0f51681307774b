"""The actions of both plans as somebody wants them listed: filtered, sorted, a page at a time, or as a file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from goldthread.core.spreadsheet import as_csv as as_file
from goldthread.improve.plans.register import ORIGINS, STATES, plans
from goldthread.improve.plans.standing import ActionNow

OPEN, KEPT, ALL = "", "kept", "all"
MINE, EVERYBODYS = "mine", "all"
SORTS: dict[str, Callable[[ActionNow], Any]] = {
    "reference": lambda one: one.reference,
    "post": lambda one: (one.post, one.due_on, one.reference),
    "due": lambda one: (one.due_on, one.reference),
    "state": lambda one: (list(STATES).index(one.state), one.due_on, one.reference),
}
COLUMNS = (
    "reference", "words", "plan", "origin", "post", "name", "serves", "start_on", "due_on", "first_due_on", "state",
    "done_on", "is_late",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What to list. `state` is one of STATES, "kept" for all but the dropped, "all", or nothing for all that is open.

    An unknown choice is none. `nameless`: only where nobody holds the post.
    """

    whose: str = MINE
    plan: str = ""
    state: str = OPEN
    late: bool = False
    nameless: bool = False
    sort: str = ""
    is_down: bool = False


def wanted(asked: Mapping[str, str], whose: str) -> Wanted:
    """The choice in an address; `whose` where it says none. `sort` is a column, `-` before it turns it round."""
    sort, state, plan = asked.get("sort", ""), asked.get("state", ""), asked.get("plan", "")
    return Wanted(
        asked["whose"] if asked.get("whose") in (MINE, EVERYBODYS) else whose,
        plan if plan in plans() else "",
        state if state in STATES or state in (KEPT, ALL) else OPEN,
        asked.get("late", "") == "1",
        asked.get("held", "") == "nobody",
        sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "",
        sort.startswith("-"),
    )


def listed(rows: Iterable[ActionNow], want: Wanted) -> list[ActionNow]:
    """The actions chosen, in the order chosen; the first due first where none is."""
    found = [one for one in rows if _is_chosen(one, want)]
    return sorted(found, key=SORTS[want.sort or "due"], reverse=want.is_down)


def _is_chosen(one: ActionNow, want: Wanted) -> bool:
    if (want.late and not one.is_late) or (want.plan and one.plan != want.plan):
        return False
    if (want.nameless and one.name is not None) or (want.state == KEPT and one.state == "dropped"):
        return False
    if want.state == OPEN:
        return one.state in ("planned", "in_progress")
    return want.state in (KEPT, ALL, one.state)


def as_csv(rows: Iterable[ActionNow]) -> str:
    """The actions as a spreadsheet reads them, with a mark that it is UTF-8."""
    return "\ufeff" + as_file(COLUMNS, map(_cells, rows))


def _cells(one: ActionNow) -> dict[str, Any]:
    return {
        **asdict(one),
        "plan": plans()[one.plan].name,
        "origin": ORIGINS[one.origin],
        "serves": ", ".join(one.also),
        "state": STATES[one.state],
        "is_late": "yes" if one.is_late else "no",
    }
