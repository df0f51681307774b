"""Re-solving who is who for the mentions just touched: one path, a batch of one or of thousands."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import service_reader
from goldthread.core.collecting import uncollected
from goldthread.core.people.actions import Change, Grouping, Pair, keep_possibles, regroup
from goldthread.core.people.decisions import decided_about
from goldthread.core.people.noticing import tell
from goldthread.core.places.presences import keep_homes_again
from goldthread.link.matching import held, keying
from goldthread.link.matching.decisions import Decisions, decisions
from goldthread.link.matching.expecting import proposals
from goldthread.link.matching.explaining import explanation
from goldthread.link.matching.held import Holding
from goldthread.link.matching.model import Model
from goldthread.link.matching.neighbourhood import part
from goldthread.link.matching.scoring import shipped_scorer
from goldthread.link.matching.solving import Link, Possible, Solution, solve_part

ONLY = "only mention"
DECIDED = "decided"


@uncollected()
def resolve(touched: Collection[UUID], door: str = "service:linker") -> Change:
    """Solve again every mention that a chain of links ties to the touched ones, and keep the answer.

    Runs as the service inside the caller's transaction. Mentions under a rights restriction take no part.
    """
    scorer, holding = shipped_scorer(), Holding(set(touched))
    before = _beside_before(touched)
    found = part(
        holding.candidates(list(touched)),
        holding.holders,
        scorer,
        joined=holding.candidates(list(before)),
        decisions=_decided_near({*touched, *before}),
        fetch=holding.candidates,
    )
    core = {one.id for one in found.core}
    solution = solve_part(found, _decided_near(core), scorer)
    known_at = held.known_at(core | {one.id for one in found.fringe})
    change = regroup(_groupings(solution, scorer.model), known_at)
    held_again = core | set(touched)
    possibles = _apart([*solution.possibles, *proposals(held_again, holding, scorer)], solution)
    known_at |= held.known_at({one for pair in possibles for one in (pair.one, pair.other)} - known_at.keys())
    keep_possibles(held_again, _as_pairs(possibles, scorer.model), known_at)
    tell(change.parted)
    if change.linked:
        _log(change, scorer.model.version, door)
    return change


def link_again(mentions: Collection[UUID], door: str = "service:linker") -> Change:
    """Make keys and homes of mentions again from what is held, then solve them: after a value or a rule changed."""
    keying.rekey(mentions)
    keep_homes_again(list(mentions))
    return resolve(mentions, door)


def _decided_near(mentions: Collection[UUID]) -> Decisions:
    decided = decided_about(mentions)
    return decisions(decided.must, decided.cannot)


def _beside_before(mentions: Collection[UUID]) -> set[UUID]:
    """Whoever these were one person with, by the linker or by a decision, or were possible with.

    What came apart must come apart; and one that changed may have stood between two others who now are one.
    """
    rows = db.fetch(
        """SELECT theirs.mention_id AS id FROM people_link mine
             JOIN people_link theirs ON theirs.person_id = mine.person_id AND theirs.to_at IS NULL
            WHERE mine.to_at IS NULL AND mine.mention_id = ANY(%(ids)s)
           UNION SELECT unnest(ARRAY[d.mention_id, d.other_id]) FROM people_linkdecision d
                  WHERE d.mention_id = ANY(%(ids)s) OR d.other_id = ANY(%(ids)s)
           UNION SELECT unnest(ARRAY[p.mention_id, p.other_id]) FROM people_possible p
                  WHERE p.to_at IS NULL AND (p.mention_id = ANY(%(ids)s) OR p.other_id = ANY(%(ids)s))""",
        {"ids": list(mentions)},
    )
    return {row["id"] for row in rows} - set(mentions)


def _apart(possibles: Sequence[Possible], solution: Solution) -> list[Possible]:
    """Each pair once, and none of two who are one person already."""
    person = {mention: place for place, group in enumerate(solution.people) for mention in group}
    pairs = {frozenset((one.one, one.other)): one for one in reversed(possibles)}
    return [
        one for one in pairs.values() if one.one not in person or person[one.one] != person.get(one.other, object())
    ]


def _groupings(solution: Solution, model: Model) -> list[Grouping]:
    return [
        Grouping(
            group,
            {one: _reasons(solution.links[one], model.version) for one in group},
            {one: _of_link(solution.links[one], model) for one in group},
        )
        for group in solution.people
    ]


def _reasons(link: Link, version: str) -> list[str]:
    """The model's version and the fields that speak for the link, never their values."""
    if link.scored is None:
        return [version, DECIDED if link.by_decision else ONLY]
    speak_for = [found.field for found in link.scored.evidence if found.bits > 0]
    return [version, *([DECIDED] if link.by_decision else []), *speak_for]


def _of_link(link: Link, model: Model) -> Mapping[str, Any]:
    """The comparison with the mention of this person that it is most like, to be drawn again as it was made."""
    if link.scored is None:
        return {"model": model.version, "with": None}
    told = explanation(link.scored, "", model)
    return {**told, "with": str(link.strongest), "by_decision": link.by_decision}


def _as_pairs(possibles: Sequence[Possible], model: Model) -> list[Pair]:
    return [
        Pair(
            min(one.one, one.other),
            max(one.one, one.other),
            round(one.bits, 3),
            one.guard,
            explanation(one.scored, one.guard, model),
        )
        for one in possibles
    ]


def _log(change: Change, version: str, door: str) -> None:
    """One row for the combination: which model, how many links; and whom it made, joined or took apart."""
    joined: dict[str, Any] = {
        "model": version,
        "links": change.linked,
        "people_made": change.created,
        "retired": change.retired,
    }
    reader = service_reader("linker", door, "linking")
    look(reader, operation="combination", people=sorted(change.joined), **joined)
