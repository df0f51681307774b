"""The questions that an area declares its auditors ask, read from the sets so that their words stand in one place."""

from goldthread.core.areas.measuring import Question
from goldthread.core.criteria.reading import question_sets
from goldthread.core.criteria.sets import as_they_stand


def asked_of(*set_ids: str) -> tuple[Question, ...]:
    """The questions of the newest version of these sets, in the form in which an `area.py` declares them."""
    held = as_they_stand(question_sets(), None)
    return tuple(
        Question(one.id, one.words, f"Question set {held[name].name}; criterion: {one.criterion.title}")
        for name in set_ids
        for one in held[name].questions
    )
