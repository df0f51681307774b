"""What named officers decide about who is who: one, two or nobody can tell. It binds the linker until withdrawn."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.journal.models import Event
from goldthread.core.journal.projections import Projection, Row, register
from goldthread.core.people.models import LinkDecision
from goldthread.core.people.queries import ids_under, person_by_code
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal

ANSWERS = {"same": "One person", "different": "Two people", "cannot_tell": "Nobody can tell"}
LIVE = ("waiting", "in_force")
# Somebody of so many records is established, and so is whoever has work: joining two of them takes two officers
# (linking.md 7, "Two reviewers for a merge of established clusters"; the number is ours, a default).
ESTABLISHED_RECORDS = 2
LONGEST_REASON = 4_000
MOST_PAIRS = 2_000
STREAM = "link:"
COLUMNS = (
    "mention_id", "other_id", "answer", "state", "decided_by_id", "decided_at", "second_by_id", "second_at",
    "ended_by_id", "ended_at",
)  # fmt: skip
INSTANTS = ("decided_at", "second_at", "ended_at")


@dataclass(frozen=True)
class Decided:
    """Pairs a person has decided, as the solver takes them."""

    must: tuple[tuple[UUID, UUID], ...] = ()
    cannot: tuple[tuple[UUID, UUID], ...] = ()
    # Nobody could tell: not asked again while nothing changes.
    open: tuple[tuple[UUID, UUID], ...] = ()


def decide(by: Reader, one: UUID, other: UUID, answer: str, reason: str) -> LinkDecision:
    """Decide whether two mentions are one person. A second officer's answer to a waiting pair is given here too.

    Joining two established people waits until a second officer, who does not see the first answer, says the same;
    if they differ the pair stays apart, possible as before. The linker must then solve both again.
    """
    by.must("confirm_link")
    _check(answer, reason)
    if one == other:
        raise NotValid("other", "A mention is one person with itself.", "Choose two.")
    low, high = sorted((one, other))
    with db.transaction():
        people = _people_of(by, [low, high])
        under = look(by, people=sorted(set(people.values())), operation="alteration", change=f"link:{answer}")
        _must_see([low, high])
        _one_at_a_time(low, high)
        held = LinkDecision.objects.select_for_update().filter(mention=low, other=high, state__in=LIVE).first()
        if held is None:
            return _first(
                by,
                under,
                low,
                high,
                answer,
                reason,
                needs_second=answer == "same" and joins_established(set(people.values())),
            )
        return _second(by, under, held, answer, reason)


def part(by: Reader, code: str, mentions: Collection[UUID], reason: str) -> list[LinkDecision]:
    """Take mentions out of a person: each is decided to be another than every mention that stays."""
    by.must("confirm_link", lambda: ids_under(code))
    _check("different", reason)
    with db.transaction():
        person_id, _ = person_by_code(code)
        under = look(by, people=[person_id], operation="alteration", change="link:part")
        theirs = {
            row["id"]
            for row in db.fetch(
                """SELECT l.mention_id AS id FROM people_link l
                     JOIN records_mention m ON m.id = l.mention_id AND m.is_live
                    WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked'""",
                [person_id],
            )
        }
        leaving = set(mentions)
        if not leaving or not leaving <= theirs:
            raise NotValid("mentions", "Choose records that this person has now.", "Read the picture again.")
        if leaving == theirs:
            raise NotValid("mentions", "One record at least must stay.", "Leave out the ones that are this person.")
        pairs = [tuple(sorted((one, stays))) for one in sorted(leaving) for stays in sorted(theirs - leaving)]
        if len(pairs) > MOST_PAIRS:
            raise NotValid("mentions", f"That is over {MOST_PAIRS:,} pairs.", "Take fewer records out at once.")
        decided = {(row.mention_id, row.other_id): row for row in _live(pairs)}
        made = []
        for low, high in pairs:
            earlier = decided.get((low, high))
            if earlier and earlier.answer == "different" and earlier.state == "in_force":
                continue
            if earlier:
                _end(by, under, earlier, reason)
            made.append(_first(by, under, low, high, "different", reason, needs_second=False))
        return made


def withdraw(by: Reader, decision_id: UUID, reason: str) -> list[LinkDecision]:
    """Take a decision back, with all that were made in the same act: the linker decides again."""
    by.must("confirm_link")
    _check("same", reason)
    with db.transaction():
        act = db.fetch("SELECT decision_id, mention_id, other_id FROM goldthread_link_act(%s)", [decision_id])
        if decision_id not in {row["decision_id"] for row in act}:
            if db.fetch("SELECT 1 FROM goldthread_link_decision(%s)", [decision_id]):
                raise Clash("That decision was ended already.", "Read what changed.")
            raise NotFound("There is no such decision.", "Check it.")
        mentions = sorted({row[side] for row in act for side in ("mention_id", "other_id")})
        people = _people_of(by, mentions)
        under = look(by, people=sorted(set(people.values())), operation="alteration", change="link:withdraw")
        _must_see(mentions)
        live = LinkDecision.objects.select_for_update().filter(
            pk__in=[row["decision_id"] for row in act], state__in=LIVE
        )
        return [_end(by, under, held, reason) for held in live.order_by("mention", "other")]


def decided_about(mentions: Collection[UUID]) -> Decided:
    """Every decision in force that touches these mentions. For the service."""
    kinds: dict[str, list[tuple[UUID, UUID]]] = {answer: [] for answer in ANSWERS}
    for row in db.fetch(
        """SELECT mention_id, other_id, answer FROM people_linkdecision
            WHERE state = 'in_force' AND (mention_id = ANY(%(ids)s) OR other_id = ANY(%(ids)s))
            ORDER BY mention_id, other_id""",
        {"ids": list(mentions)},
    ):
        kinds[row["answer"]].append((row["mention_id"], row["other_id"]))
    return Decided(tuple(kinds["same"]), tuple(kinds["different"]), tuple(kinds["cannot_tell"]))


def _check(answer: str, reason: str) -> None:
    if answer not in ANSWERS:
        raise NotValid("answer", "Choose same, different or cannot tell.")
    if not reason.strip():
        raise NotValid("reason", "Enter why, like: same school and mother, checked with the school today.")
    if len(reason) > LONGEST_REASON:
        raise NotValid("reason", f"The reason is over {LONGEST_REASON:,} characters.", "Shorten it.")


def _people_of(by: Reader, mentions: Sequence[UUID]) -> dict[UUID, UUID]:
    """Who the mentions are now: ids only, through the function that lets a decision be logged before it is read."""
    rows = db.fetch("SELECT mention_id, person_id FROM goldthread_mention_people(%s::uuid[])", [list(mentions)])
    found = {row["mention_id"]: row["person_id"] for row in rows}
    if set(found) != set(mentions):
        raise NotFound("One of those records is not held any more.", "Read the queue again.")
    return found


def _one_at_a_time(low: UUID, high: UUID) -> None:
    """Two officers who answer one pair at once, and one who presses twice, are heard one after the other."""
    db.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"link:{low}:{high}"])


def _must_see(mentions: Sequence[UUID]) -> None:
    """A pair with a hidden side is decided by somebody it is open to; to all others it is not there."""
    seen = db.fetch_one("SELECT count(*) AS n FROM records_mention WHERE id = ANY(%s) AND is_live", [list(mentions)])
    if seen["n"] != len(mentions):
        raise NotFound("One of those records is not held any more.", "Read the queue again.")


def joins_established(people: Collection[UUID]) -> bool:
    """Whether these are two people who are both established. Under a look on both."""
    sides = sorted(people)
    if len(sides) < 2:
        return False
    rows = db.fetch(
        """SELECT l.person_id, count(DISTINCT (m.source_id, m.source_record_id)) AS records,
                  count(c.id) AS work
             FROM people_link l JOIN records_mention m ON m.id = l.mention_id AND m.is_live
             LEFT JOIN cases_case c ON c.mention_id = m.id
            WHERE l.person_id = ANY(%s) AND l.to_at IS NULL AND l.certainty = 'linked' GROUP BY l.person_id""",
        [sides],
    )
    return sum(row["records"] >= ESTABLISHED_RECORDS or row["work"] > 0 for row in rows) == len(sides)


def _first(
    by: Reader, under: Look, low: UUID, high: UUID, answer: str, reason: str, *, needs_second: bool
) -> LinkDecision:
    decision_id = uuid.uuid4()
    first = {
        "mention_id": str(low),
        "other_id": str(high),
        "answer": answer,
        "state": "waiting" if needs_second else "in_force",
        "decided_by_id": _officer_id(by),
        "decided_at": clocks.now().isoformat(),
    }
    _write(by, under, "link.decided", decision_id, [low, high], first, reason)
    return LinkDecision.objects.get(pk=decision_id)


def _second(by: Reader, under: Look, held: LinkDecision, answer: str, reason: str) -> LinkDecision:
    if held.state == "in_force":
        raise Clash("That pair was decided already.", "Withdraw that decision first, with your reason.")
    if held.decided_by_id == _officer_id(by):
        raise Refusal("second_officer", "Another officer must answer this pair too.", "It waits in their queue.")
    agreed = answer == held.answer
    change = {
        "state": "in_force" if agreed else "not_agreed",
        "second_by_id": _officer_id(by),
        "second_at": clocks.now().isoformat(),
    }
    kind = "link.confirmed" if agreed else "link.not_agreed"
    _write(by, under, kind, held.pk, [held.mention_id, held.other_id], change, reason)
    held.refresh_from_db()
    return held


def _end(by: Reader, under: Look, held: LinkDecision, reason: str) -> LinkDecision:
    change = {"state": "withdrawn", "ended_by_id": _officer_id(by), "ended_at": clocks.now().isoformat()}
    _write(by, under, "link.withdrawn", held.pk, [held.mention_id, held.other_id], change, reason)
    held.refresh_from_db()
    return held


def _officer_id(by: Reader) -> int:
    if by.officer is None:
        raise Refusal("no_person", "A service cannot decide who somebody is.", "A named officer must.")
    return by.officer.pk


def _write(
    by: Reader, under: Look, kind: str, decision_id: UUID, mentions: list[UUID], change: dict[str, Any], reason: str
) -> None:
    journal.write(
        kind,
        stream=f"{STREAM}{decision_id}",
        by=by,
        under=under,
        occurred_at=clocks.now(),
        mentions=mentions,
        facts={"set": change},
        payload={"reason": reason.strip()},
        payload_layer="summary",
    )


def _live(pairs: Sequence[tuple[UUID, ...]]) -> list[LinkDecision]:
    lows = [pair[0] for pair in pairs]
    return list(LinkDecision.objects.select_for_update().filter(mention__in=lows, state__in=LIVE))


def fold(row: Row | None, event: Event) -> Row:
    """The decision after an event: what the event's `set` names, the rest as it was."""
    blank: Row = dict.fromkeys(COLUMNS)
    changed = {**(row or blank), **event.facts["set"]}
    return {**changed, "id": event.stream.removeprefix(STREAM), "last_event_id": event.pk}


def _load(stream: str) -> Row | None:
    found = LinkDecision.objects.filter(pk=stream.removeprefix(STREAM)).first()
    return _row(found) if found else None


def _store(row: Row) -> None:
    values = {**row, **{name: row[name] and datetime.fromisoformat(row[name]) for name in INSTANTS}}
    decision_id = values.pop("id")
    if not LinkDecision.objects.filter(pk=decision_id).update(**values):
        LinkDecision.objects.create(pk=decision_id, **values)


def _stored() -> dict[str, Row]:
    return {f"{STREAM}{one.pk}": _row(one) for one in LinkDecision.objects.iterator(chunk_size=2000)}


def _row(one: LinkDecision) -> Row:
    row: Row = {name: getattr(one, name) for name in COLUMNS}
    texts = {name: row[name].isoformat() if row[name] else None for name in INSTANTS}
    ids = {"mention_id": str(one.mention_id), "other_id": str(one.other_id), "id": str(one.pk)}
    return {**row, **texts, **ids, "last_event_id": one.last_event_id}


register(Projection("link_decisions", lambda stream: stream.startswith(STREAM), fold, _load, _store, _stored))
