"""Every write of a concern that is its own: recording one. Its moves are the area's, performed by `core.cases`."""

from datetime import datetime

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.actions import LONGEST_TEXT, open_case
from goldthread.core.cases.models import Case
from goldthread.core.journal.actions import check_instant
from goldthread.core.people.queries import ids_under, newest_mention, person_by_code
from goldthread.core.refusals import NotValid
from goldthread.respond.concern.area import AREA

ALONE = ("alone", "with_others", "no")
DANGER = ("yes", "no", "not_sure")


def record_concern(
    by: Reader,
    code: str,
    *,
    seen: str,
    words: str = "",
    alone: str = "",
    spoke_why: str = "",
    opinion: str = "",
    danger: str = "",
    done: str = "",
    risk: str = "",
    occurred_at: datetime | None = None,
    idempotency_key: str | None = None,
) -> Case:
    """Record what an officer saw of a child who is held. Only what was seen is needed; nothing else blocks it.

    It anchors to the newest mention of the child, so a later split takes it along (decision 5).
    """
    by.must("record_concern", lambda: ids_under(code))
    if not seen.strip():
        raise NotValid("seen", "Enter what you saw.")
    texts = {"seen": seen, "words": words, "done": done, "spoke_why": spoke_why, "opinion": opinion}
    for field, text in texts.items():
        if len(text) > LONGEST_TEXT:
            raise NotValid(field, f"This is over {LONGEST_TEXT:,} characters.", "Shorten it.")
    _check_choice("alone", alone, ALONE)
    _check_choice("danger", danger, DANGER)
    _check_choice("risk", risk, tuple(value for value, _ in AREA.risks))
    when = occurred_at or clocks.now()
    check_instant("occurred_at", when)
    with db.transaction():
        person_id, _ = person_by_code(code)
        look(by, people=[person_id], reason="to record a concern")
        mention = newest_mention(person_id)
        return open_case(
            by,
            AREA,
            person_id=person_id,
            mention_id=mention,
            occurred_at=when,
            payload={**{k: v.strip() for k, v in texts.items()}, "alone": alone, "danger": danger},
            # Nobody's guess is needed to be safe: a child in danger now is high until somebody says otherwise.
            risk=risk or ("high" if danger == "yes" else ""),
            borough_code=by.post.borough_id if by.post else None,
            idempotency_key=idempotency_key and f"concern:{idempotency_key}",
        )


def _check_choice(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value and value not in allowed:
        raise NotValid(field, f'"{value}" is not a choice.', f"Choose one of: {', '.join(allowed)}.")
