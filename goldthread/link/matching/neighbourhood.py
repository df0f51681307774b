"""Which part of all mentions must be solved again when some change: solving the part equals solving everything.

Groups grow only along pairs over the line that no guard on the pair stops, and along what people decided. What no chain
of those reaches from the changed mentions cannot change.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from goldthread.link.matching.blocking import CAP, keys
from goldthread.link.matching.decisions import NONE, Decisions
from goldthread.link.matching.guards import guard_of
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.scoring import Scorer
from goldthread.link.matching.solving import LINKED, standing

Holders = Callable[[Collection[str]], Mapping[str, Sequence[Candidate]]]
Fetch = Callable[[Collection[UUID]], Iterable[Candidate]]


@dataclass(frozen=True)
class Part:
    """`core` is solved again; `fringe` may be of the core's people; `pairs` are those worth comparing."""

    core: tuple[Candidate, ...]
    fringe: tuple[Candidate, ...]
    pairs: frozenset[frozenset[UUID]]


@dataclass
class _Walk:
    holders: Holders
    fetch: Fetch
    scorer: Scorer
    decisions: Decisions
    cap: int
    core: dict[UUID, Candidate] = field(default_factory=dict)
    fringe: dict[UUID, Candidate] = field(default_factory=dict)
    pairs: set[frozenset[UUID]] = field(default_factory=set)
    keys: dict[UUID, set[str]] = field(default_factory=dict)


def nobody(wanted: Collection[UUID]) -> Iterable[Candidate]:
    return ()


def part(
    changed: Iterable[Candidate], holders: Holders, scorer: Scorer, *, joined: Iterable[Candidate] = (),
    decisions: Decisions = NONE, fetch: Fetch = nobody, gone: Collection[str] = (), cap: int = CAP,
) -> Part:  # fmt: skip
    """The part round the changed mentions, as they are now.

    `holders` gives for each key every mention that holds it now, the changed ones too. A mention that changed or went
    had other neighbours before: give those as `joined` (all it was linked to, or possibly), or its old keys as `gone`.
    `fetch` finds mentions by id, for what people decided.
    """
    walk = _Walk(holders, fetch, scorer, decisions, cap)
    new = {one.id: one for one in changed}
    frontier = new | {one.id: one for one in joined} | _near_gone(walk, gone) | _tipped(walk, new)
    while frontier:
        walk.core.update(frontier)
        frontier = _reached(walk, frontier)
    fringe = [one for mention, one in walk.fringe.items() if mention not in walk.core]
    return Part(tuple(walk.core.values()), tuple(fringe), frozenset(walk.pairs))


def _near_gone(walk: _Walk, gone: Collection[str]) -> dict[UUID, Candidate]:
    """Those who shared a key that a mention no longer holds."""
    found = walk.holders(gone) if gone else {}
    return {one.id: one for held in found.values() if len(held) <= walk.cap for one in held}


def _tipped(walk: _Walk, changed: Mapping[UUID, Candidate]) -> dict[UUID, Candidate]:
    """Those whose block grew over the cap by the change: they are compared no longer."""
    found = walk.holders({key for one in changed.values() for key in _keys(walk, one)})
    tipped: dict[UUID, Candidate] = {}
    for held in found.values():
        others = [one for one in held if one.id not in changed]
        if len(held) > walk.cap >= len(others):
            tipped |= {one.id: one for one in others}
    return tipped


def _reached(walk: _Walk, frontier: Mapping[UUID, Candidate]) -> dict[UUID, Candidate]:
    """Mentions that an edge or a decision ties to the frontier and the core does not hold yet."""
    own = {mention: _keys(walk, one) for mention, one in frontier.items()}
    found = walk.holders({key for some in own.values() for key in some})
    reached: dict[UUID, Candidate] = {}
    for mention, one in frontier.items():
        # Two who share many keys are met once: told apart by the object, which is quicker than by the pair.
        blocks = (found.get(key, ()) for key in own[mention])
        others = {id(other): other for held in blocks if len(held) <= walk.cap for other in held}
        for other in others.values():
            _meet(walk, one, other, reached)
    partners = {other for mention in frontier for other in walk.decisions.partners(mention)} - walk.core.keys()
    reached |= {one.id: one for one in (walk.fetch(partners) if partners else ())}
    return {mention: one for mention, one in reached.items() if mention not in walk.core}


def _keys(walk: _Walk, one: Candidate) -> set[str]:
    if one.id not in walk.keys:
        walk.keys[one.id] = keys(one, walk.scorer.model.frequencies)
    return walk.keys[one.id]


def _meet(walk: _Walk, one: Candidate, other: Candidate, reached: dict[UUID, Candidate]) -> None:
    pair = frozenset((one.id, other.id))
    if len(pair) == 1 or pair in walk.pairs:
        return
    walk.pairs.add(pair)
    scored = walk.scorer.score(one, other)
    kind = standing(scored, guard_of(one, other, scored), walk.scorer.model)
    if kind == LINKED:
        reached[other.id] = other
    elif kind:
        walk.fringe[other.id] = other
