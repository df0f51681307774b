"""What a post does about an action it answers for: says where it stands, of the points that the action serves."""

from datetime import date

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotValid
from goldthread.improve.plans.actions import position_of
from goldthread.improve.plans.models import Position
from goldthread.improve.plans.queries import action_standing


def say_of_action(
    by: Reader, reference: str, text: str, on: date | None = None, *, idempotency_key: str | None = None
) -> list[Position]:
    """Say where an action stands, of every point it serves. A post that reads no recommendation says it so."""
    with db.transaction():
        serves = action_standing(by, reference)[0].serves
        if not serves:
            raise NotValid("position", "This action serves no recommendation.", "Report how it stands instead.")
        return [
            position_of(by, one, text, [place for other, place in serves if other == one], on,
                        idempotency_key and f"{idempotency_key}:{one}")
            for one in dict.fromkeys(one for one, _ in serves)
        ]  # fmt: skip
