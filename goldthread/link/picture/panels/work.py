"""Open work: which rules fired and who has taken it; whose a case is, in what state, what is due; what was closed."""

from goldthread.core.alerts.queries import standing_about
from goldthread.core.cases.as_known import work_about
from goldthread.core.panels.grammar import Body, Subject


def work(subject: Subject) -> Body:
    found = work_about(subject.mentions, subject.known)
    shown = [{name: value for name, value in one.items() if name not in ("id", "mention_id")} for one in found]
    return {
        "alerts": standing_about(subject.mentions, subject.known.at),
        "open": [one for one in shown if one["closed_at"] is None],
        "closed": [one for one in shown if one["closed_at"] is not None],
    }
