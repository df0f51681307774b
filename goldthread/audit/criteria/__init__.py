"""Which question sets a case is asked, and in which form; the sets themselves are data of `core.criteria`."""

from goldthread.audit.criteria.choosing import all_sets, questions_for, set_named, sets_for

__all__ = ["all_sets", "questions_for", "set_named", "sets_for"]
