"""Which sets a case is asked: the common core, and the set of each type that the case is of. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from goldthread.core.criteria.reading import question_sets
from goldthread.core.criteria.sets import Asked, QuestionSet, as_they_stand
from goldthread.core.refusals import NotFound, NotValid


def all_sets(on: date | None = None) -> list[QuestionSet]:
    """Of every set the version that stood on a day, or the newest: what is asked of every case first."""
    held = as_they_stand(question_sets(), on).values()
    return sorted(held, key=lambda one: (not one.is_for_every_case, one.id))


def sets_for(case_types: Iterable[str], on: date | None = None) -> list[QuestionSet]:
    """The sets of a case of these types: a missing child at risk of exploitation is asked COM, CSE and MIS.

    A case of no type that has a set is asked the common core alone. A type that no set knows is refused by name.
    """
    wanted, standing = set(case_types), all_sets(on)
    known = sorted({one for held in standing for one in held.case_types})
    if strange := sorted(wanted - set(known)):
        told = f'"{strange[0][:40]}" is no type of case with questions.'
        raise NotValid("case_type", told, f"Types: {_list(known)}.")
    return [one for one in standing if one.is_for_every_case or wanted & set(one.case_types)]


def questions_for(sets: Sequence[QuestionSet], *, short: bool = False) -> list[Asked]:
    """All questions of these sets in order, in whole or in the short form."""
    return [asked for one in sets for asked in one.form(short=short)]


def set_named(set_id: str, version: int | None = None) -> QuestionSet:
    """One set by its id, like MIS: a version of it, or the newest."""
    found = [one for one in question_sets() if one.id == set_id.upper() and version in (None, one.version)]
    if not found:
        told = _list(sorted({one.name for one in question_sets()}))
        raise NotFound(f'There is no question set "{set_id[:20]}" of that version.', f"Sets: {told}.")
    return max(found, key=lambda one: one.version)


def _list(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"
