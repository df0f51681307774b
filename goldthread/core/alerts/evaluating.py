"""Evaluating tripwires, as the service: on what just came in or was linked anew, and on what time alone completes."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader, service_reader
from goldthread.core.alerts.actions import raise_urgent, withdraw
from goldthread.core.alerts.grammar import Tripwire
from goldthread.core.alerts.models import Firing
from goldthread.core.alerts.registry import tripwires
from goldthread.core.clocks.book import book
from goldthread.core.journal import actions as journal
from goldthread.core.people.actions import ALPHABET

STREAM = "firing:"
# The longest that something which happened once can be news; what lasts is looked at however old it is.
LONGEST_NEWS = timedelta(days=180)
# Everybody who holds, or through these mentions ever held, what was touched: whom a merge or a split may concern; and
# everybody whom a standing firing on one of them rests on, so that it is looked at whole.
TOUCHED = """
    WITH ever AS (SELECT DISTINCT person_id FROM people_link WHERE mention_id = ANY(%(mentions)s::uuid[])),
    now_held AS (
        SELECT DISTINCT l.person_id FROM ever JOIN people_link before ON before.person_id = ever.person_id
          JOIN people_link l ON l.mention_id = before.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'),
    resting AS (
        SELECT DISTINCT unnest(f.mentions) AS mention_id FROM alerts_firing f
         WHERE f.withdrawn_at IS NULL AND f.mentions && ARRAY(
               SELECT l.mention_id FROM people_link l JOIN ever USING (person_id)
                UNION SELECT unnest(%(mentions)s::uuid[])))
    SELECT person_id FROM now_held
     UNION SELECT l.person_id FROM resting JOIN people_link l USING (mention_id)
            WHERE l.to_at IS NULL AND l.certainty = 'linked'
"""
# Where those people are said to live or to have lived, and where records about them, and these, put what happened.
DWELLINGS = """
    WITH held AS (SELECT mention_id, record_id FROM goldthread_held(%(people)s))
    SELECT p.dwelling_id FROM held JOIN places_presence p USING (mention_id) WHERE p.dwelling_id IS NOT NULL
     UNION
    SELECT p.dwelling_id FROM held JOIN places_presence p ON p.record_id = held.record_id
     WHERE p.dwelling_id IS NOT NULL
     UNION
    SELECT p.dwelling_id FROM places_presence p WHERE p.record_id = ANY(%(records)s) AND p.dwelling_id IS NOT NULL
"""
# Numbers that rules read, by the name they have in a query.
SETTINGS = {
    "repeat_threshold": "missing.repeat.threshold",
    "repeat_window": "missing.repeat.window_days",
    "overnight_hours": "custody.overnight.min_hours",
    "notices": "mash.repeat.threshold",
}


@dataclass(frozen=True, slots=True)
class Touched:
    """What is looked at: people, the newest records, and the dwellings of both. Empty: only what time completes."""

    people: Sequence[UUID] = ()
    records: Sequence[UUID] = ()
    dwellings: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What an evaluation did."""

    fired: int = 0
    withdrawn: int = 0

    def __add__(self, other: "Done") -> "Done":
        return Done(self.fired + other.fired, self.withdrawn + other.withdrawn)


def watch(mentions: Collection[UUID], records: Collection[UUID] = ()) -> Done:
    """Look at everybody whom these mentions concern: fire what holds, withdraw what holds no more.

    In the transaction that kept or linked them, as the service. Run again it changes nothing. Of a load of history only
    what lasts is looked at: the rest can no longer be news.
    """
    rules = [one for one in tripwires().values() if not one.is_timed]
    news = _news(mentions, records) if records else mentions
    lasting = [rule for rule in rules if rule.fresh_days > LONGEST_NEWS.days]
    passing = [rule for rule in rules if rule.fresh_days <= LONGEST_NEWS.days]
    done = _look_at(lasting, mentions, records)
    return done + (_look_at(passing, news, records) if news or _are_news(records) else Done())


def _look_at(rules: Sequence[Tripwire], mentions: Collection[UUID], records: Collection[UUID]) -> Done:
    if not mentions and not records:
        return Done()
    touched = _touched(mentions, records)
    found = {rule.id: _candidates(rule, touched) for rule in rules}
    withdrawn = _withdraw_groundless(_standing_on(touched, list(found)), found)
    return Done(_fire(rules, found), withdrawn)


def _news(mentions: Collection[UUID], records: Collection[UUID]) -> list[UUID]:
    """Of these mentions those of a recent record, those that are gone, and those that a firing rests on."""
    rows = db.fetch(
        """SELECT m.id FROM records_mention m JOIN records_sourcerecord r ON r.source_id = m.source_id
              AND r.source_record_id = m.source_record_id AND r.is_current
            WHERE m.id = ANY(%(mentions)s) AND (r.source_updated_at >= %(since)s OR NOT m.is_live)
            UNION SELECT unnest(f.mentions) FROM alerts_firing f
            WHERE f.withdrawn_at IS NULL AND f.mentions && %(mentions)s::uuid[]""",
        {"mentions": list(mentions), "since": clocks.now() - LONGEST_NEWS},
    )
    return [row["id"] for row in rows]


def _are_news(records: Collection[UUID]) -> bool:
    """Whether one of these records is recent: one may name a place and nobody."""
    recent = "SELECT 1 FROM records_sourcerecord WHERE id = ANY(%s) AND source_updated_at >= %s LIMIT 1"
    return bool(db.fetch(recent, [list(records), clocks.now() - LONGEST_NEWS]))


def sweep() -> Done:
    """What time alone completes: the rules that say so, over everything they concern."""
    with db.as_service():
        rules = [one for one in tripwires().values() if one.is_timed]
        found = {rule.id: _candidates(rule, Touched()) for rule in rules}
        withdrawn = sum(_withdraw_groundless(_standing_lately(rule), found) for rule in rules)
        return Done(_fire(rules, found), withdrawn)


def _touched(mentions: Collection[UUID], records: Collection[UUID]) -> Touched:
    people = [row["person_id"] for row in db.fetch(TOUCHED, {"mentions": list(mentions)})]
    asked = {"people": people, "records": list(records)}
    return Touched(people, list(records), [row["dwelling_id"] for row in db.fetch(DWELLINGS, asked)])


def _candidates(rule: Tripwire, touched: Touched) -> list[dict[str, Any]]:
    """Where the rule holds, each with the people its subject and its mentions are now."""
    today, here = clocks.today(), book()
    return db.fetch(
        rule.find,
        {
            "now": clocks.now(),
            "today": today,
            "people": list(touched.people),
            "records": list(touched.records),
            "dwellings": list(touched.dwellings),
            **{name: here.setting(setting, today) for name, setting in SETTINGS.items()},
        },
    )


def _fire(rules: Iterable[Tripwire], found: dict[str, list[dict[str, Any]]]) -> int:
    fired = 0
    for rule in rules:
        fresh = [one for one in found.get(rule.id, ()) if _is_fresh(rule, one)]
        fired += sum(_fire_one(rule, one) for one in _not_told(rule, fresh))
    return fired


def _is_fresh(rule: Tripwire, one: dict[str, Any]) -> bool:
    """Whether it is still news: by when it happened, and by when the force's sources held it."""
    oldest = clocks.now() - timedelta(days=rule.fresh_days)
    return bool(one["known_at"] >= oldest and (one["at"] is None or one["at"] >= oldest))


# A firing of the same rule and occasion on whoever the subject is now, that still speaks for it;
# or that work of ours told the same.
TOLD = """
    SELECT w.place
      FROM jsonb_to_recordset(%(wanted)s::jsonb) AS w(place int, occasion text, subject uuid, since timestamptz)
     WHERE EXISTS (
        SELECT 1 FROM alerts_firing f
         WHERE f.rule = %(rule)s AND f.occasion = w.occasion AND f.withdrawn_at IS NULL
           AND (w.since IS NULL OR f.known_at > w.since)
           AND (%(is_place)s OR f.subject = w.subject OR EXISTS (
                SELECT 1 FROM people_link a JOIN people_link b ON b.person_id = a.person_id
                 WHERE a.mention_id = f.subject AND b.mention_id = w.subject AND a.to_at IS NULL AND b.to_at IS NULL
                   AND a.certainty = 'linked' AND b.certainty = 'linked'))) OR ({told_by})
"""


def _not_told(rule: Tripwire, found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Candidates that no standing firing speaks for; of several for one subject and occasion the first known."""
    if not found:
        return []
    db.fetch("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"tripwire {rule.id}"])
    ordered = sorted(found, key=lambda one: (one["known_at"], str(one["subject"])))
    wanted = [
        {
            "place": place,
            "occasion": one["occasion"],
            "subject": str(one["subject"]),
            "since": rule.again_days and (one["known_at"] - timedelta(days=rule.again_days)).isoformat(),
        }
        for place, one in enumerate(ordered)
    ]
    asked = {"wanted": json.dumps(wanted), "rule": rule.id, "is_place": rule.about == "place"}
    told = {row["place"] for row in db.fetch(TOLD.format(told_by=rule.told_by), asked)}
    once: dict[tuple[str, str], dict[str, Any]] = {}
    for place, one in enumerate(ordered):
        if place not in told:
            whom = "" if rule.about == "place" else str(one.get("person") or one["subject"])
            once.setdefault((one["occasion"], whom), one)
    return list(once.values())


def _fire_one(rule: Tripwire, one: dict[str, Any]) -> int:
    from django.utils.text import slugify

    now = clocks.now()
    firing = Firing(
        rule=rule.id,
        occasion=one["occasion"][:120],
        subject=one["subject"],
        mentions=sorted({one["subject"], *one["mentions"]}),
        records=sorted(set(one["records"])),
        facts=one["facts"] or {},
        known_at=one["known_at"],
        fired_at=now,
    )
    firing.reference = _reference(firing.pk)
    firing.save(force_insert=True)
    _journal("tripwire.fired", firing, {"rule": rule.id, "occasion": firing.occasion, "facts": firing.facts})
    borough = _borough(slugify(one["borough"] or ""))
    for told in rule.told:
        raise_urgent(
            rule.id,
            rule.say,
            rule.urgency,
            reference=firing.reference,
            to_role=told.role,
            borough=borough,
            skill=told.skill,
            known_at=firing.known_at,
        )
    return 1


def _borough(code: str) -> str | None:
    rows = db.fetch("SELECT code FROM organisation_borough WHERE code = %s", [code])
    return str(rows[0]["code"]) if rows else None


_STANDING = """
    SELECT f.id, f.rule, f.occasion, f.subject, f.mentions, f.records, l.person_id
      FROM alerts_firing f LEFT JOIN people_link l ON l.mention_id = f.subject AND l.to_at IS NULL
                                                  AND l.certainty = 'linked'
     WHERE f.withdrawn_at IS NULL AND f.rule = ANY(%(rules)s)
"""


def _standing_on(touched: Touched, rules: list[str]) -> list[dict[str, Any]]:
    """Standing firings that rest on anybody touched."""
    return db.fetch(
        _STANDING + "AND f.mentions && ARRAY(SELECT mention_id FROM people_link WHERE person_id = ANY(%(people)s))",
        {"rules": rules, "people": list(touched.people)},
    )


def _standing_lately(rule: Tripwire) -> list[dict[str, Any]]:
    """Standing firings that a timed rule still looks back on: what is older it would not find again."""
    since = clocks.now() - timedelta(days=rule.fresh_days)
    return db.fetch(_STANDING + "AND f.known_at > %(since)s", {"rules": [rule.id], "since": since})


def _withdraw_groundless(standing: Sequence[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> int:
    """Of these firings, those that their rule no longer finds: withdrawn, and those told are told why."""
    holds = {(rule, one["occasion"], _whom(rule, one.get("person"))) for rule, ones in found.items() for one in ones}
    gone = [
        row for row in standing if (row["rule"], row["occasion"], _whom(row["rule"], row["person_id"])) not in holds
    ]
    for row in gone:
        _withdraw_one(row)
    return len(gone)


def _whom(rule: str, person: UUID | None) -> str:
    return "" if tripwires()[rule].about == "place" else str(person)


def _withdraw_one(row: dict[str, Any]) -> None:
    why = _why_gone(row)
    firing = Firing.objects.get(pk=row["id"])
    firing.withdrawn_at, firing.withdrawn_why = clocks.now(), why
    firing.save(update_fields=["withdrawn_at", "withdrawn_why"])
    _journal("tripwire.withdrawn", firing, {"rule": firing.rule, "why": why})
    withdraw(firing.reference, why)


def _why_gone(row: dict[str, Any]) -> str:
    """In words that name nobody: the records are gone, or are another person's, or say something else now."""
    found = db.fetch_one(
        """SELECT (SELECT count(*) FROM records_sourcerecord r WHERE r.id = ANY(%(records)s)
                    AND (r.erased_at IS NOT NULL OR NOT EXISTS (
                         SELECT 1 FROM records_sourcerecord n WHERE n.source_id = r.source_id AND n.is_current
                            AND n.source_record_id = r.source_record_id AND NOT n.is_deleted))) AS gone,
                  (SELECT count(DISTINCT (a.mention_id, a.person_id)) FROM people_link a
                    WHERE a.mention_id = ANY(%(mentions)s) AND a.to_at IS NOT NULL
                      AND a.certainty = 'linked') AS moved""",
        {"records": row["records"], "mentions": row["mentions"]},
    )
    if found["gone"]:
        return "a record it rested on was withdrawn by its system."
    if found["moved"]:
        return "records it rested on turned out to be about different people."
    return "its system has corrected what it rested on."


def _journal(kind: str, firing: Firing, facts: dict[str, Any]) -> None:
    by = _service()
    people = db.fetch(
        """SELECT DISTINCT person_id FROM people_link WHERE mention_id = ANY(%s) AND to_at IS NULL
              AND certainty = 'linked'""",
        [firing.mentions],
    )
    under = look(
        by,
        people=[row["person_id"] for row in people],
        operation="combination",
        tripwire=firing.rule,
        reference=firing.reference,
    )
    journal.write(
        kind,
        stream=f"{STREAM}{firing.pk}",
        by=by,
        under=under,
        occurred_at=clocks.now(),
        known_at=firing.known_at,
        mentions=firing.mentions,
        facts=facts,
    )


def _service() -> Reader:
    return service_reader("tripwires", "service:tripwires", "safeguarding")


def _reference(firing_id: UUID) -> str:
    """An opaque reference, `T-4K9W2TD`, that says nothing of the child."""
    return "T-" + "".join(ALPHABET[(firing_id.int // 26**place) % 26] for place in range(7))
