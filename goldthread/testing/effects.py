"""A pass mark that a chief officer adopted, for tests: each of its own value, so that each can be adopted."""

from itertools import count

from goldthread.core import db
from goldthread.improve.effect.actions import adopt
from goldthread.testing import factories as make

TESTED = "2"  # its outcome is a wait that this product measures
_minutes = count(300)


def a_marked_test() -> str:
    """The number of a test of effect whose pass mark is adopted."""
    with db.transaction():
        return adopt(make.reader("chief_officer"), TESTED, float(next(_minutes)), "Half a day is too long.").number
