"""Which part of all mentions must be solved again when some change: solving the part equals solving everything.

Groups grow only along pairs over the line that no guard on what the two say stops, and along what people decided. What
no chain of those reaches from the changed mentions cannot change. Mentions that say the same are met as one (`echoes`).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from goldthread.link.matching.blocking import CAP
from goldthread.link.matching.decisions import NONE, Decisions
from goldthread.link.matching.echoes import Echoes, Group, is_said, share_a_report
from goldthread.link.matching.guards import LINKED, SAME_REPORT, guard_between, is_far_from, standing
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.scoring import Scored, Scorer

Holders = Callable[[Collection[str]], Mapping[str, Sequence[Candidate]]]
Fetch = Callable[[Collection[UUID]], Iterable[Candidate]]


@dataclass(frozen=True)
class Part:
    """`core` is solved again; `fringe` may be of the core's people.

    `pairs` are the linked and the possible, with score and guard; `groups` are mentions of which one is compared.
    """

    core: tuple[Candidate, ...]
    fringe: tuple[Candidate, ...]
    pairs: Mapping[frozenset[UUID], tuple[Scored, str]]
    groups: tuple[tuple[UUID, ...], ...] = ()


@dataclass
class _Walk:
    holders: Holders
    fetch: Fetch
    echoes: Echoes
    decisions: Decisions
    cap: int
    core: dict[UUID, Candidate] = field(default_factory=dict)
    fringe: dict[UUID, Candidate] = field(default_factory=dict)
    pairs: dict[frozenset[UUID], tuple[Scored, str] | None] = field(default_factory=dict)
    groups: dict[UUID, Group] = field(default_factory=dict)
    blocks: dict[str, tuple[Group, ...]] = field(default_factory=dict)


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
    walk = _Walk(holders, fetch, Echoes(scorer), decisions, cap)
    new = {one.id: one for one in changed}
    frontier = new | {one.id: one for one in joined} | _near_gone(walk, gone) | _tipped(walk, new)
    while frontier:
        walk.core.update(frontier)
        frontier = _reached(walk, frontier)
    fringe = [one for mention, one in walk.fringe.items() if mention not in walk.core]
    pairs = {pair: compared for pair, compared in walk.pairs.items() if compared}
    groups = [tuple(one.id for one in group) for group in walk.groups.values() if len(group) > 1]
    return Part(tuple(walk.core.values()), tuple(fringe), pairs, tuple(groups))


def _near_gone(walk: _Walk, gone: Collection[str]) -> dict[UUID, Candidate]:
    """Those who shared a key that a mention no longer holds: where they are compared, or say what it said."""
    near: dict[UUID, Candidate] = {}
    for key, held in (walk.holders(gone) if gone else {}).items():
        if _block(walk, key, held) or is_said(key):
            near |= {one.id: one for one in held}
    return near


def _tipped(walk: _Walk, changed: Mapping[UUID, Candidate]) -> dict[UUID, Candidate]:
    """Those whose block grew over the cap by the change: they are compared no longer."""
    found = walk.holders({key for one in changed.values() for key in walk.echoes.keys(one)})
    tipped: dict[UUID, Candidate] = {}
    for key, held in found.items():
        if len(held) > walk.cap and not _block(walk, key, held):
            others = [one for one in held if one.id not in changed]
            if walk.echoes.number(others) <= walk.cap:
                tipped |= {one.id: one for one in others}
    return tipped


def _block(walk: _Walk, key: str, held: Sequence[Candidate]) -> tuple[Group, ...]:
    """The groups of those who hold a key; none where they are more than are compared, or too many to have been read."""
    found = walk.blocks.get(key)
    if found is None:
        groups = tuple(walk.echoes.groups(held))
        found = walk.blocks[key] = groups if len(groups) <= walk.cap else ()
    return found


def _reached(walk: _Walk, frontier: Mapping[UUID, Candidate]) -> dict[UUID, Candidate]:
    """Mentions that an edge or a decision ties to the frontier and the core does not hold yet."""
    found = walk.holders({key for one in frontier.values() for key in walk.echoes.keys(one)})
    reached: dict[UUID, Candidate] = {}
    for group in _groups(walk, frontier, found):
        walk.groups[group[0].id] = group
        reached |= {one.id: one for one in group}
        # Two who share many keys are met once: told apart by the object, which is quicker than by the pair.
        blocks = (_block(walk, key, found.get(key, ())) for key in walk.echoes.keys(group[0]))
        for other in {id(other): other for block in blocks for other in block}.values():
            _meet(walk, group, other, reached)
    partners = {other for mention in frontier for other in walk.decisions.partners(mention)} - walk.core.keys()
    reached |= {one.id: one for one in (walk.fetch(partners) if partners else ())}
    return {mention: one for mention, one in reached.items() if mention not in walk.core}


def _groups(
    walk: _Walk, frontier: Mapping[UUID, Candidate], found: Mapping[str, Sequence[Candidate]]
) -> Iterable[Group]:
    """The groups of all that say what one of the frontier says, where they were not met before."""
    kinds = (walk.echoes.kind_of(one, found) for one in frontier.values())
    groups = {group[0].id: group for kind in kinds for group in kind}
    return [group for first, group in groups.items() if first not in walk.groups]


def _meet(walk: _Walk, group: Group, other: Group, reached: dict[UUID, Candidate]) -> None:
    """Compare the first of each; what they say may tie the two even where a report that names both keeps them apart.

    Such a report may have come just now, and then the other group has lost what it was joined to.
    """
    one, beside = group[0], other[0]
    pair = frozenset((one.id, beside.id))
    if len(pair) == 1 or pair in walk.pairs:
        return
    model = walk.echoes.scorer.model
    scored = walk.echoes.scorer.score(one, beside)
    if is_far_from(scored, model):
        walk.pairs[pair] = None
        return
    by_words = guard_between(one, beside, scored)
    guard = SAME_REPORT if share_a_report(group, other) else by_words
    kind = standing(scored, guard, model)
    walk.pairs[pair] = (scored, guard) if kind else None
    if standing(scored, by_words, model) == LINKED:
        reached.update({each.id: each for each in other})
    elif kind:
        walk.fringe[beside.id] = beside
