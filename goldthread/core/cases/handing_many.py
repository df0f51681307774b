"""Many cases change hands in one press: each on its own, as one is, and of each it is said what happened."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.cases.actions import case_ids
from goldthread.core.cases.allocating import MOST_AT_ONCE, Given
from goldthread.core.cases.handing import accept, check_offer, offer
from goldthread.core.cases.models import Case
from goldthread.core.refusals import NotFound, NotValid, Refusal

# No case is offered or accepted by halves: each is one savepoint, and one that is refused leaves the others done.


def offer_many(
    by: Reader,
    references: Sequence[str],
    *,
    to: str,
    done: str,
    next: str,
    next_by: datetime | None,
    worry: str,
    besides: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> list[Given]:
    """Offer several of one's cases to one officer or post, in the same words; each stays the giver's until accepted.

    `besides` is what is to be done next in one of them besides, by its reference. Words or a receiver that no case
    could go by are refused before any is offered.
    """
    chosen = _chosen(references)
    if known := _known(chosen):
        check_offer(by, known, to=to, done=done, next=next, next_by=next_by, worry=worry)
    more = {name.upper(): text.strip() for name, text in (besides or {}).items()}

    def offer_one(reference: str) -> Case:
        own = more.get(reference, "")
        words = f"{next.strip()}\n{own}" if own else next
        return offer(by, reference, to=to, done=done, next=words, next_by=next_by, worry=worry,
                     idempotency_key=_key(idempotency_key, reference))  # fmt: skip

    return _each(chosen, offer_one)


def accept_many(by: Reader, references: Sequence[str], *, idempotency_key: str | None = None) -> list[Given]:
    """Accept several that were offered: none of high risk, which is accepted one by one (screens.md 2.8)."""

    def accept_one(reference: str) -> Case:
        case = accept(by, reference, idempotency_key=_key(idempotency_key, reference))
        if case.risk == "high":
            raise Refusal("one_by_one", f"{reference} is high risk.", "Accept it on its own.")
        return case

    return _each(_chosen(references), accept_one)


def as_json(given: Sequence[Given]) -> dict[str, Any]:
    """What came of each, for an answer."""
    return {
        "done": sum(one.refusal is None for one in given),
        "cases": [{"reference": one.reference, "why_not": str(one.refusal) if one.refusal else ""} for one in given],
    }


def _known(references: Sequence[str]) -> str:
    """The first of them that there is, by whose area the words and the receiver are checked; empty: none is."""
    for reference in references:
        with contextlib.suppress(NotFound):
            case_ids(reference)
            return reference
    return ""


def _chosen(references: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(one.strip().upper() for one in references if one.strip()))
    if not found:
        raise NotValid("case", "Choose at least one case.")
    if len(found) > MOST_AT_ONCE:
        raise NotValid("case", f"Choose at most {MOST_AT_ONCE} cases at once.")
    return found


def _each(references: Sequence[str], step: Callable[[str], Case]) -> list[Given]:
    found = []
    for reference in references:
        try:
            with db.transaction():
                step(reference)
        except Refusal as refusal:
            if refusal.code == "not_in_role":
                raise  # not this case: the work
            found.append(Given(reference, refusal))
        else:
            found.append(Given(reference))
    return found


def _key(key: str | None, reference: str) -> str | None:
    return f"{key}:{reference}"[:120] if key else None
