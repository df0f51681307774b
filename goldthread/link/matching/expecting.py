"""Which held children an unborn one may have become: by its mother's reports, proposed to a person (linking.md 2)."""

from collections.abc import Collection
from uuid import UUID

from goldthread.core import db
from goldthread.link.matching.guards import UNBORN
from goldthread.link.matching.held import Holding
from goldthread.link.matching.relations import MOTHER_ROLES, born_children
from goldthread.link.matching.scoring import Scorer
from goldthread.link.matching.solving import Possible


def proposals(touched: Collection[UUID], holding: Holding, scorer: Scorer) -> list[Possible]:
    """Pairs of an unborn child and a child born in its time to the same woman, round these mentions.

    After their links were kept: who the mother is, is what the linker just said.
    """
    rows = db.fetch(_REPORTS_OF_EXPECTING_MOTHERS, {"ids": list(touched), "roles": sorted(MOTHER_ROLES)})
    if not rows:
        return []
    named = holding.candidates([row["id"] for row in rows])
    known = {one.id: one for one in named}
    born = born_children(named, {row["id"]: row["person_id"] for row in rows if row["person_id"]})
    pairs = {(one.unborn, one.child) for one in born}
    return [
        Possible(unborn, child, scorer.score(known[unborn], known[child]), UNBORN) for unborn, child in sorted(pairs)
    ]


_REPORTS_OF_EXPECTING_MOTHERS = r"""
    WITH near AS (
        SELECT DISTINCT source_id, source_record_id FROM records_mention WHERE id = ANY(%(ids)s)),
    mothers AS (
        SELECT DISTINCT l.person_id FROM near JOIN records_mention m USING (source_id, source_record_id)
          JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
         WHERE m.is_live AND lower(m.role) = ANY(%(roles)s)),
    reports AS (
        SELECT DISTINCT l.person_id, m.source_id, m.source_record_id
          FROM mothers JOIN people_link l USING (person_id) JOIN records_mention m ON m.id = l.mention_id
         WHERE l.to_at IS NULL AND l.certainty = 'linked' AND m.is_live AND lower(m.role) = ANY(%(roles)s)),
    expecting AS (
        SELECT DISTINCT r.person_id FROM reports r JOIN records_mention u USING (source_id, source_record_id)
          JOIN records_assertion a ON a.mention_id = u.id
         WHERE u.is_live AND (a.field = 'expected_birth_date'
            OR (a.field IN ('forename', 'surname', 'alias') AND a.text ~* '\m(unborn|bump)\M')))
    SELECT DISTINCT m.id, l.person_id
      FROM expecting JOIN reports r USING (person_id) JOIN records_mention m USING (source_id, source_record_id)
      LEFT JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE m.is_live"""
