"""Who is one person: the partition of mentions, a pure function of what they say, what people decided and the model.

Nothing depends on the order mentions came in: pairs are taken by score, then by what the mentions say (decision 8).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from uuid import UUID

from goldthread.link.matching import guards
from goldthread.link.matching.alarms import Alarm, alarms_of
from goldthread.link.matching.blocking import CAP, blocks
from goldthread.link.matching.clusters import Cluster, are_told_apart, cluster_of, forbids
from goldthread.link.matching.decisions import NONE, Decisions
from goldthread.link.matching.echoes import Echoes, in_order
from goldthread.link.matching.guards import LINKED, standing
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.model import Model
from goldthread.link.matching.neighbourhood import Part
from goldthread.link.matching.rivals import Rivals
from goldthread.link.matching.scoring import Scored, Scorer, shipped_scorer

ONLY = "only mention"


@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention belongs to its person: its strongest pair within it, or that it is the only one."""

    mention: UUID
    certainty: str
    strongest: UUID | None = None
    scored: Scored | None = None
    by_decision: bool = False


@dataclass(frozen=True, slots=True)
class Possible:
    """Two mentions of different people that may be one: below the line, or stopped by the guard named."""

    one: UUID
    other: UUID
    scored: Scored
    guard: str = ""

    @property
    def bits(self) -> float:
        return self.scored.bits


@dataclass(frozen=True, slots=True)
class Join:
    """A pair by which two groups became one."""

    one: UUID
    other: UUID
    scored: Scored
    by_decision: bool = False


@dataclass(frozen=True)
class Solution:
    """The people, a link for every mention, the pairs a person should look at, and what else should be looked at."""

    people: tuple[frozenset[UUID], ...]
    links: dict[UUID, Link]
    possibles: tuple[Possible, ...]
    alarms: tuple[Alarm, ...]
    joins: tuple[Join, ...] = ()
    compared: int = 0
    dropped: int = 0


@dataclass
class _Work:
    """The mentions in order of content, their pairs with scores, and the groups as they grow."""

    mentions: list[Candidate]
    core: int  # places from here on are fringe: compared, never joined
    scorer: Scorer
    decisions: Decisions
    alike: list[tuple[int, ...]]  # mentions that say the same: the first is compared for all
    scores: dict[tuple[int, int], Scored] = field(default_factory=dict)
    edges: list[tuple[float, int, int]] = field(default_factory=list)
    possible: dict[tuple[int, int], str] = field(default_factory=dict)
    group: list[Cluster] = field(default_factory=list)
    contradictions: list[tuple[int, int]] = field(default_factory=list)
    against: dict[tuple[int, int], bool] = field(default_factory=dict)
    joins: list[tuple[int, int, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The reports of each mention; of one that is compared for others, theirs too."""
        self.records = [{one.record} for one in self.mentions]
        for first, *others in self.alike:
            self.records[first].update(self.mentions[place].record for place in others)


def solve(
    mentions: Iterable[Candidate], decisions: Decisions = NONE, model: Model | Scorer | None = None, *, cap: int = CAP
) -> Solution:
    """The people among all these mentions."""
    scorer = scorer_of(model)
    ordered = sorted(mentions, key=in_order)
    places = {one.id: place for place, one in enumerate(ordered)}
    echoes = Echoes(scorer)
    alike = [tuple(places[one.id] for one in group) for group in echoes.groups(ordered)]
    made = blocks((echoes.keys(ordered[first]) for first, *_ in alike), cap)
    work = _Work(ordered, len(ordered), scorer, decisions, alike)
    for one, other in made.pairs():
        pair = _ordered(alike[one][0], alike[other][0])
        _sort(work, pair, *_compared(work, *pair))
    return _solved(work, made.dropped)


def solve_part(found: Part, decisions: Decisions = NONE, model: Model | Scorer | None = None) -> Solution:
    """The people among a part found by `neighbourhood.part`, and the possible pairs from it to its fringe."""
    core, beside = sorted(found.core, key=in_order), sorted(found.fringe, key=in_order)
    places = {one.id: place for place, one in enumerate([*core, *beside])}
    alike = [tuple(places[one] for one in group) for group in found.groups]
    work = _Work([*core, *beside], len(core), scorer_of(model), decisions, alike)
    for pair, (scored, guard) in found.pairs.items():
        _sort(work, _ordered(*(places[one] for one in pair)), scored, guard)
    return _solved(work, 0)


def scorer_of(model: Model | Scorer | None) -> Scorer:
    if model is None:
        return shipped_scorer()
    return model if isinstance(model, Scorer) else Scorer(model)


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _solved(work: _Work, dropped: int) -> Solution:
    _stop_rivals(work)
    _join(work)
    return _solution(work, dropped)


def _compared(work: _Work, one: int, other: int) -> tuple[Scored, str]:
    mentions = work.mentions[one], work.mentions[other]
    scored = work.scorer.score(*mentions)
    is_named_apart = not work.records[one].isdisjoint(work.records[other])
    return scored, guards.SAME_REPORT if is_named_apart else guards.guard_between(*mentions, scored)


def _sort(work: _Work, pair: tuple[int, int], scored: Scored, guard: str) -> None:
    """A pair is an edge, a possible one or neither."""
    kind = standing(scored, guard, work.scorer.model)
    if not kind:
        return
    work.scores[pair] = scored
    if kind == LINKED and pair[1] < work.core:
        work.edges.append((scored.bits, *pair))
    else:
        work.possible[pair] = guard


def _stop_rivals(work: _Work) -> None:
    """A mention that fits two people who are plainly two is of neither, unless one is much the likelier."""
    margin = work.scorer.model.rival_margin
    rivals = Rivals(work.mentions, lambda one, other: _score(work, one, other), margin, work.records)
    stopped = rivals.stopped(work.edges)
    work.edges = [edge for edge in work.edges if edge[1:] not in stopped]
    work.possible.update(dict.fromkeys(stopped, guards.RIVAL))


def _score(work: _Work, one: int, other: int) -> Scored:
    pair = _ordered(one, other)
    found = work.scores.get(pair)
    if found is None:
        found = work.scores[pair] = work.scorer.score(work.mentions[pair[0]], work.mentions[pair[1]])
    return found


def _join(work: _Work) -> None:
    """Decisions first; then edges, the strongest first, as far as the groups on both sides agree."""
    places = {one.id: place for place, one in enumerate(work.mentions[: work.core])}
    apart: dict[int, set[int]] = {}
    for one, other in _told(work.decisions.cannot_link, places):
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    work.group = [cluster_of(i, one, apart.get(i, set())) for i, one in enumerate(work.mentions[: work.core])]
    for one, other in sorted(_told(work.decisions.must_link, places)):
        if are_told_apart(work.group[one], work.group[other]):
            work.contradictions.append((one, other))
        else:
            _merge(work, one, other, by_decision=True)
    echoes = _echoes(work)
    work.edges = _strongest_first(work.edges)
    for _, one, other in (*echoes, *work.edges):
        if work.group[one] is work.group[other]:
            continue
        guard = forbids(work.group[one], work.group[other], lambda a, b: _against(work, a, b))
        if guard:
            work.possible[one, other] = guard
        else:
            _merge(work, one, other)
    work.edges = _strongest_first([*work.edges, *echoes])


def _strongest_first(edges: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """Those of most bits first; of as many, by place. Two plain sorts are quicker than one by a key of three."""
    return sorted(sorted(edges, key=itemgetter(1, 2)), key=itemgetter(0), reverse=True)


def _echoes(work: _Work) -> list[tuple[float, int, int]]:
    """An edge from the first that says it to each that says it again. They score alike: one score does for all."""
    made = []
    for first, *others in work.alike:
        if others:
            scored = _score(work, first, others[0])
            work.scores |= {(first, other): scored for other in others}
            made += [(scored.bits, first, other) for other in others]
    return _strongest_first(made)


def _told(pairs: Iterable[frozenset[UUID]], places: dict[UUID, int]) -> list[tuple[int, int]]:
    return [_ordered(*(places[one] for one in pair)) for pair in pairs if all(one in places for one in pair)]


def _merge(work: _Work, one: int, other: int, *, by_decision: bool = False) -> None:
    kept, gone = work.group[one], work.group[other]
    if kept is gone:
        return
    work.joins.append((one, other, by_decision))
    if len(kept.members) < len(gone.members):
        kept, gone = gone, kept
    for place in gone.members:
        work.group[place] = kept
    kept.absorb(gone)


def _against(work: _Work, one: int, other: int) -> bool:
    pair = _ordered(one, other)
    found = work.against.get(pair)
    if found is None:
        mentions = work.mentions[pair[0]], work.mentions[pair[1]]
        conflict = work.scorer.model.conflict
        found = work.against[pair] = guards.speaks_against(*mentions, _score(work, *pair), conflict)
    return found


def _solution(work: _Work, dropped: int) -> Solution:
    clusters = {id(group): group for group in work.group}
    people = [frozenset(work.mentions[place].id for place in group.members) for group in clusters.values()]
    said_again = {group[0] for group in work.alike if len(group) > 1}
    return Solution(
        tuple(sorted(people, key=min)),
        _links(work),
        tuple(_possibles(work)),
        tuple(
            alarms_of(work.mentions, clusters.values(), work.edges, work.contradictions, work.scorer.model, said_again)
        ),
        tuple(
            Join(work.mentions[one].id, work.mentions[other].id, _score(work, one, other), told)
            for one, other, told in work.joins
        ),
        len(work.scores),
        dropped,
    )


def _links(work: _Work) -> dict[UUID, Link]:
    """Each mention's strongest pair within its person."""
    best: dict[int, tuple[float, int, Scored]] = {}
    for _, one, other in work.edges:
        if work.group[one] is not work.group[other]:
            continue
        scored = work.scores[one, other]
        for place, with_whom in ((one, other), (other, one)):
            if place not in best:  # edges come the strongest first
                best[place] = (scored.bits, with_whom, scored)
    links = {}
    for place, group in enumerate(work.group):
        mention = work.mentions[place].id
        if place in best:
            links[mention] = Link(mention, LINKED, work.mentions[best[place][1]].id, best[place][2])
        elif len(group.members) > 1:
            links[mention] = _decided(work, place, group)
        else:
            links[mention] = Link(mention, ONLY)
    return links


def _decided(work: _Work, place: int, group: Cluster) -> Link:
    """A mention that only a person's decision holds to its group."""
    mention = work.mentions[place].id
    partners = work.decisions.partners(mention)
    other = min(i for i in group.members if work.mentions[i].id in partners)
    return Link(mention, LINKED, work.mentions[other].id, _score(work, place, other), by_decision=True)


def _possibles(work: _Work) -> Sequence[Possible]:
    found = []
    for (one, other), guard in sorted(work.possible.items()):
        mentions = work.mentions[one].id, work.mentions[other].id
        together = other < work.core and work.group[one] is work.group[other]
        if together or frozenset(mentions) in work.decisions.cannot_link:
            continue
        found.append(Possible(*mentions, work.scores[one, other], guard))
    return found
