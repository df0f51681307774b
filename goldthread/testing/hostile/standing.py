"""How a database stands, told by references and never by ids of ours: so that two loads can be compared."""

from typing import Any

from goldthread.core import db

Standing = dict[str, list[Any]]
CURRENT = {
    "records": """SELECT source_id, source_record_id, source_updated_at, raw_hash, is_deleted, title, restriction
                    FROM records_sourcerecord WHERE is_current""",
    "mentions": """SELECT source_id, source_record_id, key, role, subject_category, restriction
                     FROM records_mention WHERE is_live""",
    "assertions": """SELECT m.source_id, m.source_record_id, m.key, a.field, a.text, a.canonical, a.kind, a.grade,
                         a.status
                       FROM records_assertion a JOIN records_mention m ON m.id = a.mention_id AND m.is_live
                       JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current""",
    "match keys": """SELECT m.source_id, m.source_record_id, m.key, k.key AS match
                       FROM people_matchkey k JOIN records_mention m ON m.id = k.mention_id""",
    "search keys": """SELECT m.source_id, m.source_record_id, m.key, k.kind, k.value
                        FROM people_searchkey k JOIN records_mention m ON m.id = k.mention_id""",
    # Each person by the mentions they are made of.
    "people": """SELECT array_agg(m.source_id || ' ' || m.source_record_id || ' ' || m.key
                                  ORDER BY m.source_id, m.source_record_id, m.key) AS mentions
                   FROM people_link l JOIN records_mention m ON m.id = l.mention_id AND m.is_live
                  WHERE l.to_at IS NULL GROUP BY l.person_id""",
}
EVERY = CURRENT | {
    "versions": """SELECT source_id, source_record_id, source_updated_at, raw_hash, is_current, raw, narrative,
                          facts::text FROM records_sourcerecord JOIN records_recordcontent ON record_id = id""",
    "deliveries": "SELECT name, state, rows_read, accepted, unchanged, quarantined FROM feeds_delivery",
    "set aside": """SELECT d.name, q.row, q.code, q.field, q.words, q.raw
                      FROM feeds_quarantinedrow q JOIN feeds_delivery d ON d.id = q.delivery_id""",
    "places": "SELECT to_jsonb(p) - 'id' - 'record_id' - 'recorded_at' AS place FROM places_place p",
    "days": "SELECT to_jsonb(c) - 'id' AS counted FROM quality_daycount c",
    "fields": "SELECT to_jsonb(c) - 'id' AS counted FROM quality_fieldcount c",
    "codes": "SELECT to_jsonb(c) - 'id' AS counted FROM quality_codecount c",
    "hours": "SELECT to_jsonb(c) - 'id' AS counted FROM quality_hourcount c",
}


def standing(queries: dict[str, str]) -> Standing:
    """The answer of each query, in one order."""
    with db.speaking_as(db.OWNER), db.transaction():
        return {name: sorted(map(repr, map(dict.values, db.fetch(sql)))) for name, sql in queries.items()}


def differences(one: Standing, other: Standing) -> dict[str, list[Any]]:
    """What only one of the two has, by name; empty where they stand alike."""
    return {
        name: sorted(set(one[name]) ^ set(other[name]))[:4] or [len(one[name]), len(other[name])]
        for name in one
        if one[name] != other[name]
    }
