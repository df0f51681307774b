"""How fresh each source was at a moment of the past: an empty panel of then must say `unknown` where it did then."""

from goldthread.core import clocks, db
from goldthread.core.people.as_known import FORCE, AsKnown
from goldthread.core.records.models import Source
from goldthread.core.records.queries import Freshness, freshness, freshness_of, sending_sources


def sources_as_known(known: AsKnown) -> list[Freshness]:
    """Every source as fresh as it was: by our loads up to then, or by the force's sources, who held what they held.

    What a source held then is known by any good load since. That far fewer rows came than usual is told of today alone.
    """
    if known.at is None:
        return freshness()
    loads = {} if known.basis == FORCE else _loads(known)
    with clocks.held_at(known.at):
        return [_as_known(source, known, loads) for source in sending_sources()]


def _as_known(source: Source, known: AsKnown, loads: dict[str, dict[str, object]]) -> Freshness:
    if known.basis == FORCE:
        is_held = bool(source.last_good_load_at and known.at and source.last_good_load_at >= known.at)
        source.last_good_load_at = known.at if is_held else source.last_good_load_at
        source.last_failed_at = source.short_since = None
        return freshness_of(source)
    told = loads.get(source.code, {})
    for name in ("last_good_load_at", "last_failed_at"):
        setattr(source, name, told.get(name))
    source.short_since = None
    return freshness_of(source)


def _loads(known: AsKnown) -> dict[str, dict[str, object]]:
    """The last good and the last failed load of each source by then, as each load left them."""
    rows = db.fetch(
        """SELECT d.source_id, max(d.finished_at) FILTER (WHERE g.is_good) AS last_good_load_at,
                  max(d.finished_at) FILTER (WHERE NOT g.is_good) AS last_failed_at
             FROM feeds_delivery d
             CROSS JOIN LATERAL (SELECT d.state = 'loaded' AND d.accepted + d.unchanged > 0 AS is_good) AS g
            WHERE d.finished_at <= %(at)s AND d.replay_of_id IS NULL GROUP BY d.source_id""",
        known.param,
    )
    return {row["source_id"]: row for row in rows}
