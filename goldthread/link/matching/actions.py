"""Re-solving who is who for the mentions just touched: one path, a batch of one or of thousands."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import service_reader
from goldthread.core.people.actions import Change, Grouping, Pair, keep_possibles, regroup
from goldthread.core.people.decisions import decided_about
from goldthread.core.people.noticing import tell
from goldthread.core.places.presences import keep_homes_again
from goldthread.link.matching import held, keying
from goldthread.link.matching.blocking import CAP
from goldthread.link.matching.decisions import Decisions, decisions
from goldthread.link.matching.model import shipped
from goldthread.link.matching.neighbourhood import part
from goldthread.link.matching.scoring import Scored, Scorer
from goldthread.link.matching.solving import Link, Possible, Solution, solve_part

ONLY = "only mention"
DECIDED = "decided"


def resolve(touched: Collection[UUID], door: str = "service:linker") -> Change:
    """Solve again every mention that a chain of links ties to the touched ones, and keep the answer.

    Runs as the service inside the caller's transaction. Mentions under a rights restriction take no part.
    """
    scorer = _scorer()
    found = part({*touched, *_possible_with(touched)}, held.candidates, _blocks, _joined, scorer)
    core = {one.id for one in found.core}
    solution = solve_part(found.core, found.fringe, found.pairs, _decided_near(core), scorer)
    known_at = held.known_at(core | {one.id for one in found.fringe})
    change = regroup(_groupings(solution, scorer), known_at)
    keep_possibles(core | set(touched), _as_pairs(solution.possibles, scorer), known_at)
    tell(change.parted)
    if change.linked:
        _log(change, scorer.model.version, door)
    return change


def link_again(mentions: Collection[UUID], door: str = "service:linker") -> Change:
    """Make keys and homes of mentions again from what is held, then solve them: after a value or a rule changed."""
    keying.rekey(mentions)
    keep_homes_again(list(mentions))
    return resolve(mentions, door)


@lru_cache(maxsize=1)
def _scorer() -> Scorer:
    """One for the process: it remembers what each name is worth under the model of this release."""
    return Scorer(shipped())


def _decided_near(mentions: Collection[UUID]) -> Decisions:
    decided = decided_about(mentions)
    return decisions(decided.must, decided.cannot)


def _blocks(mentions: Collection[UUID]) -> list[list[UUID]]:
    """The holders of each key these mentions have, but of keys that too many hold (linking.md 4)."""
    rows = db.fetch(
        """SELECT array_agg(h.mention_id) AS holders
             FROM (SELECT DISTINCT key FROM people_matchkey WHERE mention_id = ANY(%s)) mine
             CROSS JOIN LATERAL (SELECT mention_id FROM people_matchkey WHERE key = mine.key LIMIT %s) h
            GROUP BY mine.key HAVING count(*) BETWEEN 2 AND %s""",
        [list(mentions), CAP + 1, CAP],
    )
    return [row["holders"] for row in rows]


def _joined(mentions: Collection[UUID]) -> set[UUID]:
    """Whoever is held or was decided to be one person with these: solved along, so that what came apart does."""
    rows = db.fetch(
        """SELECT DISTINCT theirs.mention_id AS id FROM people_link mine
             JOIN people_link theirs ON theirs.person_id = mine.person_id AND theirs.to_at IS NULL
            WHERE mine.to_at IS NULL AND mine.mention_id = ANY(%(ids)s)
           UNION SELECT unnest(ARRAY[d.mention_id, d.other_id]) FROM people_linkdecision d
                  WHERE d.state = 'in_force' AND d.answer = 'same'
                    AND (d.mention_id = ANY(%(ids)s) OR d.other_id = ANY(%(ids)s))""",
        {"ids": list(mentions)},
    )
    return {row["id"] for row in rows}


def _possible_with(mentions: Collection[UUID]) -> set[UUID]:
    """Whoever these were possible with: one that changed may have stood between two others who now are one."""
    rows = db.fetch(
        """SELECT DISTINCT unnest(ARRAY[mention_id, other_id]) AS id FROM people_possible
            WHERE to_at IS NULL AND (mention_id = ANY(%(ids)s) OR other_id = ANY(%(ids)s))""",
        {"ids": list(mentions)},
    )
    return {row["id"] for row in rows}


def _groupings(solution: Solution, scorer: Scorer) -> list[Grouping]:
    version = scorer.model.version
    return [
        Grouping(
            group,
            {one: _reasons(solution.links[one], version) for one in group},
            {one: _of_link(solution.links[one], scorer) for one in group},
        )
        for group in solution.people
    ]


def _reasons(link: Link, version: str) -> list[str]:
    """The model's version and the fields that speak for the link, never their values."""
    if link.scored is None:
        return [version, DECIDED if link.by_decision else ONLY]
    speak_for = [found.field for found in link.scored.evidence if found.bits > 0]
    return [version, *([DECIDED] if link.by_decision else []), *speak_for]


def _of_link(link: Link, scorer: Scorer) -> Mapping[str, Any]:
    if link.scored is None:
        return {"model": scorer.model.version, "with": None}
    return {**explanation(link.scored, scorer), "with": str(link.strongest), "decided": link.by_decision}


def explanation(scored: Scored, scorer: Scorer) -> dict[str, Any]:
    """A pair's score as it is stored: the prior, each field's level and bits, the cap and the lines (linking.md 6)."""
    model = scorer.model
    return {
        "model": model.version,
        "prior": model.prior,
        "fields": [[one.field, one.level, round(one.bits, 3), round(one.adjusted, 3)] for one in scored.evidence],
        "household": round(scored.household, 3),
        "counted": round(scored.counted, 3),
        "bits": round(scored.bits, 3),
        "link": model.link,
        "possible": model.possible,
    }


def _as_pairs(possibles: Sequence[Possible], scorer: Scorer) -> list[Pair]:
    return [
        Pair(
            min(one.one, one.other),
            max(one.one, one.other),
            round(one.bits, 3),
            one.guard,
            explanation(one.scored, scorer),
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
