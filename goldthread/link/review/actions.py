"""What a reviewer does: answers a pair, takes records out of a person, takes a decision back; then it is solved."""

from collections.abc import Collection
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.reader import Reader
from goldthread.core.later import link_again_later
from goldthread.core.people import decisions
from goldthread.core.people.models import LinkDecision
from goldthread.core.refusals import Refusal


def answer_pair(by: Reader, one: UUID, other: UUID, answer: str, reason: str) -> LinkDecision:
    """Answer a pair: one person, two, or nobody can tell. Nobody compares a record they may not read."""
    by.must("confirm_link")
    with db.transaction():
        made = decisions.decide(by, one, other, answer, reason)
        _check_open([one, other])
        if made.state == "in_force":
            link_again_later([made.mention_id, made.other_id])
    return made


def take_out(by: Reader, code: str, mentions: Collection[UUID], reason: str) -> list[LinkDecision]:
    """Take records out of a person; whoever saw the wrong picture is told when the linker has solved again."""
    with db.transaction():
        made = decisions.part(by, code, mentions, reason)
        if made:
            link_again_later(_mentions_of(made))
    return made


def take_back(by: Reader, decision_id: UUID, reason: str) -> list[LinkDecision]:
    """Withdraw a decision, with all that were made in the same act: the linker decides again."""
    with db.transaction():
        ended = decisions.withdraw(by, decision_id, reason)
        link_again_later(_mentions_of(ended))
    return ended


def _check_open(mentions: list[UUID]) -> None:
    """Under the decision's own look: a limited side goes to somebody it is open to."""
    limited = db.fetch(
        """SELECT coalesce(nullif(r.ask, ''), s.desk) AS ask
             FROM records_mention m
             JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                        AND r.is_current
             JOIN records_source s ON s.code = m.source_id
            WHERE m.id = ANY(%s::uuid[]) AND m.restriction <> ''
              AND m.id <> ALL ((SELECT goldthread_opened())::uuid[])""",
        [mentions],
    )
    if limited:
        raise Refusal("limited", "One of these records is limited: you cannot compare it.", f"Ask {limited[0]['ask']}.")


def _mentions_of(made: Collection[LinkDecision]) -> list[UUID]:
    return sorted({mention for one in made for mention in (one.mention_id, one.other_id)})
