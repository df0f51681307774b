"""What the invented force decided of its tests of effect: one pass mark adopted, the others proposed."""

from goldthread.core import clocks, db
from goldthread.core.access.reader import reader_for
from goldthread.core.organisation.queries import officers_in_role
from goldthread.improve.effect import actions
from goldthread.improve.effect.models import Adoption

DOOR = "command:demo load"
MINUTES = 300  # what the test proposes
WHY = "Half of missing children seen safe within five hours is the least that a parent would accept."


def adopt_a_mark() -> None:
    """The chief officer adopts the pass mark of the test for missing children. Done once."""
    with db.as_service():
        if Adoption.objects.exists():
            return
        chief = officers_in_role("chief_officer", clocks.now())[0]
        actions.adopt(reader_for(chief, DOOR), "2", MINUTES, WHY)
