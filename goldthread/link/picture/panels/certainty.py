"""How sure each link is, in words; and who may be the same person but is not confirmed to be."""

from typing import Any

from goldthread.core import db
from goldthread.core.panels.grammar import Body, Subject
from goldthread.core.people.queries import identities
from goldthread.link.picture.panels.shapes import evidence, named

REASONS = {
    "name": "same names and full birth date",
    "nhs_no": "same NHS number",
    "pnc_id": "same PNC id",
    "cro_no": "same CRO number",
    "upn": "same pupil number",
    "social_care_id": "same social care id",
    "only mention": "the only record of this person",
}


def words_of(reasons: list[str]) -> list[str]:
    """A link's reasons in words; the first is the version of the rule that made it."""
    return [REASONS.get(reason, reason) for reason in reasons[1:]]


def certainty(subject: Subject) -> Body:
    links = [_link(row) for row in subject.records]
    reasons = sorted({why for one in links for why in one["why"]} - {REASONS["only mention"]})
    return {
        "word": "linked",
        "sources": len({row["system"] for row in subject.records}),
        "why": reasons or [REASONS["only mention"]],
        "links": links,
    }


def _link(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "certainty": row["certainty"],
        "why": words_of(row["reasons"]),
        "rule": row["reasons"][0] if row["reasons"] else "",
        "evidence": evidence(row),
    }


def possible(subject: Subject) -> Body:
    """Others whom a possible link ties to this person, either way round: a prompt to check, never to act on.

    A person's possible mention is somebody's own; that somebody may be the same person.
    """
    known = subject.known
    maybe = known.link("maybe") if known.at is None or known.basis == "product" else "maybe.to_at IS NULL"
    rows = db.fetch(
        f"""SELECT own.person_id AS other, maybe.reasons, r.id, r.source_id AS system, s.name AS system_name,
                   r.source_record_id AS reference, r.known_at
              FROM people_link maybe
              JOIN people_link own ON own.mention_id = maybe.mention_id AND own.certainty = 'linked'
                                  AND {known.link("own")}
              JOIN records_mention m ON m.id = maybe.mention_id
              JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                         AND {known.shown()}
              JOIN records_source s ON s.code = r.source_id
             WHERE maybe.certainty = 'possible' AND {maybe} AND maybe.person_id = %(person)s
               AND own.person_id <> maybe.person_id
             UNION ALL
            SELECT maybe.person_id, maybe.reasons, r.id, r.source_id, s.name, r.source_record_id, r.known_at
              FROM people_link own
              JOIN people_link maybe ON maybe.mention_id = own.mention_id AND maybe.certainty = 'possible' AND {maybe}
              JOIN records_mention m ON m.id = maybe.mention_id
              JOIN records_sourcerecord r ON r.source_id = m.source_id AND r.source_record_id = m.source_record_id
                                         AND {known.shown()}
              JOIN records_source s ON s.code = r.source_id
             WHERE own.certainty = 'linked' AND {known.link("own")} AND own.person_id = %(person)s
               AND own.person_id <> maybe.person_id""",
        {"person": subject.person_id, **known.param},
    )
    by_person: dict[Any, dict[str, Any]] = {}
    for row in rows:
        held = by_person.setdefault(row["other"], {"why": words_of(row["reasons"]), "evidence": []})
        held["evidence"].append(evidence(row))
    who = identities(by_person, known) if by_person else {}
    return {"people": [{"person": named(who[one]), **held} for one, held in by_person.items() if one in who]}
