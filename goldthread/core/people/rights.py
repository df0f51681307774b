"""Rectify, restrict and erase what is held about one person (DPA 2018 ss46-48), the chains of evidence left whole."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.people.keys import Held
from goldthread.core.people.queries import ids_under, person_by_code
from goldthread.core.people.search_keys import search_keys
from goldthread.core.records import dates, identifiers, names, telephones
from goldthread.core.records.tombstones import record_key_hash
from goldthread.core.refusals import NotValid

GROUNDS = {"evidence": "RESTRICTED_EVIDENCE", "contested": "RESTRICTED_CONTESTED"}
# What may be put right, each with the check that gives its canonical form or says what is wrong.
CHECKS: dict[str, Callable[[str], str | None]] = {
    "forename": names.canonical,
    "surname": lambda text: names.canonical(text, surname=True),
    "birth_date": lambda text: str(dates.read_date(text, on=clocks.today())),
    "sex": lambda text: {
        "f": "female",
        "female": "female",
        "girl": "female",
        "m": "male",
        "male": "male",
        "boy": "male",
    }.get(text.lower()),
    "address": lambda text: names.tidy(text),
    "phone": telephones.telephone,
    "nhs_no": identifiers.nhs,
    "upn": identifiers.upn,
}


def erase(by: Reader, code: str, *, rule: str, authority: str) -> dict[str, Any]:
    """Erase one person's content: words, values, payloads, typed queries and keys. It cannot be undone.

    `rule` is the ground (DPA 2018 s47 or a retention rule), `authority` who decided. Events, log rows and seals stay,
    with digests that can no longer be matched to anything; what is sent again is refused.
    """
    by.must("carry_out_rights", lambda: ids_under(code))
    _need("rule", rule, "Enter the rule it is erased under, like DPA 2018 s47.")
    _need("authority", authority, "Enter who decided.")
    with db.transaction():
        person_id, current = person_by_code(code)
        # The row keeps who, when, rule and authority, and never the erased data (s62).
        under = look(by, people=[person_id], operation="erasure", rule=rule, authority=authority)
        mentions = _mentions(person_id)
        done = db.fetch_one(
            "SELECT goldthread_rights_erase(%s, %s, %s, %s::jsonb) AS done",
            [person_id, clocks.now(), rule, json.dumps(_tombstones(person_id))],
        )["done"]
        _journal(by, under, "person.erased", person_id, mentions, {"code": current, "rule": rule, **_parsed(done)})
    return {"code": current, **_parsed(done)}


def restrict(by: Reader, code: str, *, ground: str, lift: bool = False, authority: str) -> dict[str, Any]:
    """Keep one person's records for evidence or while contested, out of search, matching and sight; or lift that."""
    by.must("carry_out_rights", lambda: ids_under(code))
    if ground not in GROUNDS:
        raise NotValid("ground", "Choose why it is restricted.", "Choose evidence or contested.")
    _need("authority", authority, "Enter who decided.")
    with db.transaction():
        person_id, current = person_by_code(code)
        under = look(by, people=[person_id], operation="alteration", status=GROUNDS[ground], lift=lift)
        mentions = _mentions(person_id)
        done = db.fetch_one("SELECT goldthread_rights_restrict(%s, %s) AS done", [person_id, not lift])["done"]
        kind = "person.restriction_lifted" if lift else "person.restricted"
        facts = {"code": current, "status": GROUNDS[ground], "authority": authority, **_parsed(done)}
        _journal(by, under, kind, person_id, mentions, facts)
    return {"code": current, "restricted": not lift, **_parsed(done)}


def rectify(by: Reader, code: str, *, field: str, text: str, authority: str) -> dict[str, Any]:
    """Put one field right on every mention that has it wrong. The old value stays, marked superseded.

    The linker must solve the mentions it returns again: a right name or birth date may join or part people.
    """
    by.must("carry_out_rights", lambda: ids_under(code))
    if field not in CHECKS:
        raise NotValid("field", f'"{field}" cannot be put right here.', f"Choose one of: {', '.join(CHECKS)}.")
    _need("text", text, "Enter the right value.")
    _need("authority", authority, "Enter who decided.")
    canonical = _checked(field, text.strip())
    with db.transaction():
        person_id, current = person_by_code(code)
        under = look(by, people=[person_id], operation="alteration", field=field, authority=authority)
        search = _keys_with(person_id, field, Held(field, text.strip(), canonical))
        done = db.fetch_one(
            "SELECT goldthread_rights_rectify(%s, %s, %s, %s, %s::jsonb) AS done",
            [person_id, field, text.strip(), canonical, json.dumps(search)],
        )["done"]
        touched = [UUID(one) for one in _parsed(done)["mentions"]]
        if not touched:
            raise NotValid("field", f"No record of this person has another {field.replace('_', ' ')}.", "Check it.")
        facts = {"code": current, "field": field, "authority": authority}
        _journal(by, under, "person.rectified", person_id, touched, facts, {"text": text.strip()})
    return {"code": current, "field": field, "mentions": [str(one) for one in touched]}


def _checked(field: str, text: str) -> str:
    try:
        canonical = CHECKS[field](text)
    except ValueError:
        canonical = None
    if not canonical:
        raise NotValid("text", f'"{text}" is not a {field.replace("_", " ")}.', "Check it and enter it again.")
    return canonical


def _need(field: str, text: str, words: str) -> None:
    if not text.strip():
        raise NotValid(field, words)


def _parsed(done: Any) -> dict[str, Any]:
    return dict(done)


def _mentions(person_id: UUID) -> list[UUID]:
    rows = db.fetch("SELECT unnest(goldthread_person_mentions(%s)) AS id", [person_id])
    return [row["id"] for row in rows]


def _tombstones(person_id: UUID) -> list[list[str]]:
    rows = db.fetch("SELECT record_id, source_id, source_record_id FROM goldthread_rights_records(%s)", [person_id])
    return [[str(row["record_id"]), record_key_hash(row["source_id"], row["source_record_id"])] for row in rows]


def _keys_with(person_id: UUID, field: str, right: Held) -> list[list[str]]:
    """What each of the person's mentions would be found by, with the right value in place of its own.

    What they are matched by is made again by the linker, which must solve them again.
    """
    rows = db.fetch(
        """SELECT a.mention_id, a.field, a.text, a.canonical, m.source_record_id, m.restriction, r.borough
             FROM people_link l
             JOIN records_mention m ON m.id = l.mention_id
             JOIN records_assertion a ON a.mention_id = l.mention_id AND a.status <> 'superseded'
             JOIN records_sourcerecord r ON r.id = a.record_id AND r.is_current
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked'""",
        [person_id],
    )
    held: dict[UUID, list[Held]] = {}
    about: dict[UUID, tuple[str, str, str]] = {}
    for row in rows:
        about[row["mention_id"]] = (row["source_record_id"], row["borough"], row["restriction"])
        kept = held.setdefault(row["mention_id"], [right])
        if row["field"] != field:
            kept.append(Held(row["field"], row["text"], row["canonical"]))
    return [
        [str(m), kind, value] for m, values in held.items() for kind, value in sorted(search_keys(values, *about[m]))
    ]


def _journal(
    by: Reader,
    under: Look,
    kind: str,
    person_id: UUID,
    mentions: list[UUID],
    facts: dict[str, Any],
    payload: dict[str, Any] | None = None,
) -> None:
    journal.write(
        kind,
        stream=f"person:{person_id}",
        by=by,
        under=under,
        occurred_at=clocks.now(),
        mentions=mentions,
        facts=facts,
        payload=payload,
    )
