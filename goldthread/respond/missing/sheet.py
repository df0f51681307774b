"""What a sheet on paper tells of a missing child: where last seen, why worried, the plan, where found before."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import db
from goldthread.core.areas.boards import Said
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.clocks import LONDON
from goldthread.respond.missing.episodes import MERLIN_KIND
from goldthread.respond.trigger_plan.content import LIVE

PLACES = 5  # as many as are read aloud; the case has them all
DONE = 3  # the last notes


def says(people: Mapping[UUID, UUID | None]) -> dict[UUID, tuple[Said, ...]]:
    """Of each case, in the order of harm; so many queries however many children. Under a look that names them."""
    known = sorted({person for person in people.values() if person})
    told, plans, found = _told(list(people)), _plans(known), _found(known)
    facts = {case.pk: case.facts for case in Case.objects.filter(pk__in=list(people)).only("facts")}
    return {
        case: _lines(told.get(case, {}), facts.get(case, {}), plans.get(person, ""), found.get(person, []))
        for case, person in people.items()
    }


def _lines(told: dict[str, Any], facts: Mapping[str, Any], plan: str, found: list[str]) -> tuple[Said, ...]:
    seen = [_at(facts.get("last_seen_at")), told.get("last_seen_place", ""), told.get("last_seen_with", "")]
    lines = (
        Said("Last seen", ", ".join(part for part in seen if part) or "not known"),
        Said("Looks like", told.get("description", "")),
        Said("Why worried", told.get("q_worry", "")),
        Said("Trigger plan", plan or "none"),
        Said("Found before at", "; ".join(found[:PLACES]) or "nothing recorded"),
        Said("Last notes", "\n".join(told.get("notes", [])[:DONE])),
    )
    return tuple(line for line in lines if line.words)


def _at(text: Any) -> str:
    return f"{datetime.fromisoformat(text).astimezone(LONDON):%a %d %b %H:%M}" if text else ""


def _told(cases: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """The words of each report and the notes written since, the newest first; words withheld are not told."""
    rows = db.fetch(
        """SELECT e.stream, e.kind, p.body FROM journal_event e JOIN journal_payload p ON p.event_id = e.id
            WHERE e.stream = ANY(%s) AND e.kind IN ('missing.reported', 'case.note_added') AND p.body IS NOT NULL
            ORDER BY e.occurred_at DESC, e.id DESC""",
        [[stream_of(one) for one in cases]],
    )
    told: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        own = told[UUID(row["stream"].removeprefix("case:"))]
        if row["kind"] == "case.note_added":
            own.setdefault("notes", []).append(row["body"].get("note", ""))
        else:
            own.update(row["body"])
    return told


def _plans(people: list[UUID]) -> dict[UUID | None, str]:
    """The reference of the plan that stands for each child; one only for now says so."""
    rows = db.fetch(
        """SELECT DISTINCT ON (l.person_id) l.person_id, c.reference, c.state FROM people_link l
             JOIN cases_case c ON c.mention_id = l.mention_id AND c.area = 'trigger_plan' AND c.state = ANY(%s)
            WHERE l.person_id = ANY(%s::uuid[]) AND l.to_at IS NULL AND l.certainty = 'linked'
            ORDER BY l.person_id, c.opened_at DESC""",
        [list(LIVE), people],
    )
    return {
        row["person_id"]: f"yes, {row['reference']}{', for now only' if row['state'] == 'interim' else ''}"
        for row in rows
    }


def _found(people: list[UUID]) -> dict[UUID | None, list[str]]:
    """Where each child was found before, by our episodes and by Merlin's reports: each place once, the newest first."""
    rows = db.fetch(
        """SELECT person_id, words, max(at) AS at FROM (
               SELECT l.person_id, trim(w.body->>'located_place') AS words, e.occurred_at AS at FROM people_link l
                 JOIN cases_case c ON c.mention_id = l.mention_id AND c.area = 'missing'
                 JOIN journal_event e ON e.stream = 'case:' || c.id AND e.kind = 'missing.located'
                 JOIN journal_payload w ON w.event_id = e.id
                WHERE l.person_id = ANY(%(people)s::uuid[]) AND l.to_at IS NULL AND l.certainty = 'linked'
               UNION ALL
               SELECT l.person_id, coalesce(d.words, p.text), coalesce(r.occurred_at, r.known_at) FROM people_link l
                 JOIN records_mention m ON m.id = l.mention_id AND m.is_live
                 JOIN records_sourcerecord r ON r.source_id = m.source_id
                  AND r.source_record_id = m.source_record_id AND r.is_current
                 JOIN places_presence p ON p.record_id = r.id AND p.role = 'found'
                 LEFT JOIN places_dwelling d ON d.id = p.dwelling_id
                WHERE l.person_id = ANY(%(people)s::uuid[]) AND l.to_at IS NULL AND l.certainty = 'linked'
                  AND r.source_id = 'merlin' AND r.kind = %(kind)s AND (p.dwelling_id IS NULL OR d.id IS NOT NULL)
           ) AS found WHERE words <> '' GROUP BY person_id, words ORDER BY max(at) DESC""",
        {"people": people, "kind": MERLIN_KIND},
    )
    places: dict[UUID | None, list[str]] = defaultdict(list)
    for row in rows:
        places[row["person_id"]].append(row["words"])
    return places
