"""Who is told when a picture turns out to have been wrong, and what was done on the strength of it (decision 9)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.alerts.actions import raise_alert
from goldthread.core.organisation.models import Officer
from goldthread.core.people.actions import Moved

KIND = "picture_changed"
SEEN = "A record was taken out of a picture you opened: it is another person's. Look again before you rely on it."
SENT = "A record was taken out of a picture you gave to somebody outside. Tell them what was wrong in it."


def tell(parted: Sequence[Moved]) -> int:
    """Tell every officer who opened or gave out a picture while it held mentions that were another's; how many.

    As the service. Somebody who still has an unread notice of the same picture is not told twice.
    """
    told = 0
    for one in parted:
        rows = db.fetch(_SAW, {"person": one.person, "since": one.since, "kind": KIND})
        officers = Officer.objects.in_bulk([row["officer_id"] for row in rows])
        for row in rows:
            words = SENT if row["gave"] else SEEN
            raise_alert(KIND, words, to_officer=officers[row["officer_id"]], person_code=row["code"])
            told += 1
    return told


_SAW = """
    SELECT e.officer_id, p.code, bool_or(e.operation = 'disclosure') AS gave
      FROM access_logentry e JOIN people_person p ON p.id = %(person)s
     WHERE e.people @> ARRAY[%(person)s]::uuid[] AND e.at >= %(since)s AND e.officer_id IS NOT NULL
       AND e.outcome = 'done' AND e.door NOT LIKE '%%search%%'
       AND NOT EXISTS (SELECT 1 FROM alerts_alert a WHERE a.kind = %(kind)s AND a.to_officer_id = e.officer_id
                          AND a.person_code = p.code AND a.acknowledged_at IS NULL)
     GROUP BY e.officer_id, p.code ORDER BY e.officer_id"""


def rested_on(person: UUID, since: Any) -> list[dict[str, Any]]:
    """What was done about a person while their picture was wrong: work opened and moved, pictures given out."""
    return db.fetch(
        """SELECT ev.kind, ev.occurred_at, ev.stream, c.reference,
                  nullif(concat_ws(' ', nullif(o.rank, ''), o.name), '') AS officer
             FROM people_link l JOIN journal_event ev ON l.mention_id = ANY (ev.mentions)
             LEFT JOIN cases_case c ON ev.stream = 'case:' || c.id
             LEFT JOIN organisation_officer o ON o.id = ev.officer_id
            WHERE l.person_id = %s AND ev.recorded_at >= %s AND ev.stream NOT LIKE 'link:%%'
            ORDER BY ev.recorded_at DESC""",
        [person, since],
    )


def parted_since_last_look(officer: int, person: UUID) -> Any:
    """When a record was last taken out of this picture since the officer last opened it before now; None: not."""
    return db.fetch_one(
        """SELECT max(ch.at) AS at FROM people_peoplechange ch
            WHERE ch.person_id = %(person)s AND ch.kind IN ('split', 'unlinked')
              AND ch.at > (SELECT max(e.at) FROM access_logentry e
                            WHERE e.people @> ARRAY[%(person)s]::uuid[] AND e.officer_id = %(officer)s
                              AND e.door NOT LIKE '%%search%%' AND e.id < (goldthread_current_look()).id)""",
        {"person": person, "officer": officer},
    )["at"]
