"""Records that look like one record twice: one source, the same words, two references. Found by the database, counted.

Only the count leaves it. A call that was entered twice makes one worried neighbour look like two.
"""

from datetime import timedelta

from goldthread.core import clocks, db
from goldthread.core.clocks import LONDON
from goldthread.link.quality.actions import ELSEWHERE

WINDOW = timedelta(days=35)
# Shorter texts are alike by nature: "no reply at the door".
LEAST_LETTERS = 40


def count() -> None:
    """Count anew the doubles of every source that was loaded from since it was last counted. As the service."""
    with db.as_service():
        due = db.fetch(
            """SELECT s.code FROM records_source s LEFT JOIN quality_counting c ON c.source_id = s.code
                WHERE EXISTS (SELECT 1 FROM feeds_delivery d WHERE d.source_id = s.code AND d.state = 'loaded'
                                 AND (c.source_id IS NULL OR d.finished_at > c.doubles_counted_at))
                   OR c.doubles_counted_at < %s
                ORDER BY s.code""",
            [clocks.now() - timedelta(days=1)],
        )
        for row in due:
            _count_source(row["code"])


def _count_source(source: str) -> None:
    now = clocks.now()
    since = now - WINDOW
    db.run("DELETE FROM quality_doublecount WHERE source_id = %s", [source])
    db.run(
        """WITH said AS (
               SELECT r.source_record_id AS reference, (r.known_at AT TIME ZONE 'Europe/London')::date AS day,
                      coalesce(b.name, CASE WHEN r.borough = '' THEN '' ELSE %(elsewhere)s END) AS borough,
                      md5(lower(regexp_replace(c.narrative, '\\s+', ' ', 'g'))) AS words
                 FROM records_sourcerecord r JOIN records_recordcontent c ON c.record_id = r.id
                 LEFT JOIN organisation_borough b ON lower(b.name) = lower(btrim(r.borough))
                WHERE r.source_id = %(source)s AND r.is_current AND NOT r.is_deleted AND r.erased_at IS NULL
                  AND r.known_at >= %(since)s AND length(c.narrative) >= %(least)s),
           twice AS (SELECT words FROM said GROUP BY words HAVING count(DISTINCT reference) > 1)
           INSERT INTO quality_doublecount (source_id, day, borough, records)
           SELECT %(source)s, day, borough, count(*) FROM said JOIN twice USING (words) GROUP BY day, borough""",
        {"source": source, "since": since, "least": LEAST_LETTERS, "elsewhere": ELSEWHERE},
    )
    db.run(
        """INSERT INTO quality_counting (source_id, doubles_counted_at) VALUES (%s, %s)
           ON CONFLICT (source_id) DO UPDATE SET doubles_counted_at = EXCLUDED.doubles_counted_at""",
        [source, now],
    )


def counted_from() -> str:
    """The first day whose records are compared, in words."""
    return f"{(clocks.now() - WINDOW).astimezone(LONDON):%-d %B}"
