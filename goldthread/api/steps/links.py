"""Steps of who is who: the pairs that wait, one pair, an answer; a person's links; decisions, and taking them back."""

from collections.abc import Sequence
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.people.decisions import ANSWERS
from goldthread.core.people.models import LinkDecision
from goldthread.link.review import actions
from goldthread.link.review.decided import open_decisions
from goldthread.link.review.figures import figures
from goldthread.link.review.pair import open_pair
from goldthread.link.review.person import open_links, preview
from goldthread.link.review.typed import mentions_typed
from goldthread.link.review.waiting import Chosen, open_queue

Answer = dict[str, Any]


def links_waiting(by: Reader, *, page: int = 1, **chosen: str) -> Answer:
    """`chosen` narrows by guard, system, borough or band."""
    return open_queue(by, Chosen(**chosen), page).as_json()


def link_pair(by: Reader, one: str, other: str) -> Answer:
    by.must("confirm_link")
    low, high = mentions_typed([one, other])
    return open_pair(by, low, high).as_json()


def decide_link(by: Reader, one: str, other: str, *, answer: str, reason: str) -> Answer:
    """The worker then solves both again."""
    by.must("confirm_link")
    low, high = mentions_typed([one, other])
    return _standing(actions.answer_pair(by, low, high, answer, reason))


def links(by: Reader, code: str) -> Answer:
    return open_links(by, code).as_json()


def before_parting(by: Reader, code: str, *, mentions: Sequence[str]) -> Answer:
    by.must("confirm_link")
    return preview(by, code, mentions_typed(mentions)).as_json()


def part_links(by: Reader, code: str, *, mentions: Sequence[str], reason: str) -> Answer:
    """The worker then solves them again, and whoever saw the wrong picture is told."""
    by.must("confirm_link")
    made = actions.take_out(by, code, mentions_typed(mentions), reason)
    return {"taken_out": len(set(mentions)), "decisions": [_standing(one) for one in made]}


def withdraw_link(by: Reader, decision: str, *, reason: str) -> Answer:
    by.must("confirm_link")
    (wanted,) = mentions_typed([decision])
    return {"decisions": [_standing(one) for one in actions.take_back(by, wanted, reason)]}


def link_decisions(by: Reader, *, everybodys: bool = False, page: int = 1) -> Answer:
    found, total = open_decisions(by, mine=not everybodys, page=page)
    return {"total": total, "page": page, "decisions": [one.as_json() for one in found]}


def link_figures(by: Reader) -> Answer:
    return figures(by).as_json()


def _standing(one: LinkDecision) -> Answer:
    return {
        "id": str(one.pk),
        "one": str(one.mention_id),
        "other": str(one.other_id),
        "answer": one.answer,
        "answer_words": ANSWERS[one.answer],
        "state": one.state,
    }
