"""What time alone brings about: a move that the service takes when a clock of a case is past and nothing ended it."""

from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.reader import service_reader
from goldthread.core.areas.registry import areas
from goldthread.core.cases.actions import locked, move_by_service
from goldthread.core.cases.projection import STREAM
from goldthread.core.clocks.book import book
from goldthread.core.clocks.models import Clock
from goldthread.core.refusals import Refusal

SERVICE = "clocks"


def act() -> int:
    """Take every late move that is due, each in a transaction of its own; how many were taken. Twice is once."""
    taken = 0
    for area in areas().values():
        uses = {book().chosen(use.rule): use.late_move for use in area.clocks if use.late_move}
        for clock in _late(area.id, list(uses)):
            taken += _take(clock, uses[clock.rule_id])
    return taken


def _late(area: str, rules: list[str]) -> list[Clock]:
    if not rules:
        return []
    with db.as_service():
        return list(
            Clock.objects.filter(rule_id__in=rules, ended_at=None, is_paused=False, due_at__lt=clocks.now())
            .extra(where=["EXISTS (SELECT 1 FROM cases_case c WHERE c.id = substr(stream, 6)::uuid AND c.area = %s "
                          "AND c.closed_at IS NULL AND c.owned_by = '')"], params=[area])
            .order_by("due_at", "pk")
        )  # fmt: skip


def _take(clock: Clock, move_id: str) -> bool:
    """One move. Somebody who acted in the meantime goes first: then there is nothing to take."""
    by = service_reader(SERVICE, f"service:{SERVICE}", "safeguarding")
    with db.as_service():
        if not Clock.objects.select_for_update().filter(pk=clock.pk, ended_at=None).exists():
            return False
        case = locked(UUID(clock.stream.removeprefix(STREAM)))
        try:
            move_by_service(by, case, move_id, idempotency_key=f"late:{clock.pk}:{clock.start_ref}")
        except Refusal:
            return False
    return True
