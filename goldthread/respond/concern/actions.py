"""Every write of a concern that is its own: recording it, for one child or for all who were there."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.actions import open_case
from goldthread.core.cases.models import Case
from goldthread.core.journal.actions import written_under
from goldthread.core.people.actions import ALPHABET
from goldthread.core.people.queries import ids_under, newest_mention, person_by_code
from goldthread.core.refusals import NotValid
from goldthread.link.native.actions import Kept, keep_met
from goldthread.link.native.met import Met
from goldthread.respond.concern.area import AREA
from goldthread.respond.concern.helping import Note, notes_on
from goldthread.respond.concern.telling import OWN, Adult, Child, Times, Told, check


@dataclass(frozen=True)
class Occasion:
    """What became of one visit: a concern for each child, linked by one id and not merged; what to think of yet.

    `moved` are codes that lead to somebody else now, each with whom: records were found to be one person's.
    """

    id: str
    cases: tuple[Case, ...]
    notes: tuple[Note, ...] = ()
    moved: Mapping[str, str] | None = None
    clock_ahead: int = 0


@dataclass(frozen=True)
class _Anchor:
    """Whom one child's concern is about: the person, and the mention it holds on to (decision 5)."""

    person_id: uuid.UUID
    code: str
    mention_id: uuid.UUID | None = None
    facts: Mapping[str, str] | None = None


def record_concern(
    by: Reader, code: str, *, occurred_at: datetime | None = None, idempotency_key: str | None = None, **told: Any
) -> Case:
    """Record what an officer saw of one child who is held; `told` is of `Child` and of `Told`, `seen` is needed."""
    own = {name: told.pop(name) for name in list(told) if name in OWN}
    child = Child(code=code, **own)
    occasion = record_occasion(by, [child], Told(**told), times=Times(occurred_at), idempotency_key=idempotency_key)
    return occasion.cases[0]


def record_occasion(
    by: Reader,
    children: Sequence[Child],
    told: Told,
    *,
    adults: Sequence[Adult] = (),
    times: Times | None = None,
    idempotency_key: str | None = None,
) -> Occasion:
    """Record one concern for each child who was there, in one transaction. Sent twice under one key, it is done once.

    Each anchors to the newest mention of its child, so a later split takes it along (decision 5). Somebody nobody had
    recorded becomes a source record of our own, and is linked like any other.
    """
    by.must("record_concern", lambda: [one for child in children for one in ids_under(child.code)])
    check(told, children, adults)
    times = times or Times()
    when, ahead = times.true(clocks.now())
    key = idempotency_key and f"concern:{idempotency_key}"
    with db.transaction():
        kept = _keep_new(by, [*children, *adults], when, _id_of("K", by, key))
        who = [_anchor(child, kept) for child in children]
        _check_once(who)
        beside = [_anchor(adult, kept) for adult in adults]
        look(by, people=[one.person_id for one in [*who, *beside]], reason="to record a concern")
        occasion = _id_of("O", by, key)
        facts = {"occasion": occasion, "immediate_action": told.gravest, "danger": told.danger, "clock_ahead": ahead}
        shared = {
            **_shared(told, times),
            "adults": [one.met.in_words() if one.met else one.code for one in adults],
            "sent": _digest(children, told, adults),
        }
        keys = [f"{key}:{place}" if key and place else key for place, _ in enumerate(who)]
        anchored = [_anchored(by, one, facts, own_key) for one, own_key in zip(who, keys, strict=True)]
        cases = [
            _open(by, one, {**shared, **child.own}, _risk(told), when, own_key)
            for child, one, own_key in zip(children, anchored, keys, strict=True)
        ]
    moved = {child.code: one.code for child, one in zip(children, who, strict=True) if child.code not in ("", one.code)}
    notes = [note for child in children for note in notes_on({**told.as_payload(), **child.own})]
    return Occasion(occasion, tuple(cases), tuple(dict.fromkeys(notes)), moved, ahead)


def _shared(told: Told, times: Times) -> dict[str, Any]:
    """What stands in every child's concern; where a device wrote it, the time as the device told it."""
    said = {"written_at": times.written_at.isoformat()} if times.written_at and times.device_now else {}
    return {**told.as_payload(), **said}


def _anchored(by: Reader, about: _Anchor, facts: Mapping[str, Any], key: str | None) -> _Anchor:
    """With the mention to hold on to, the newest, and the coded facts; sent again, with those it had.

    Whatever was learnt of the child since, and however long it took to be sent again, it is the same.
    """
    earlier = written_under(by, key)
    if earlier:
        return replace(about, mention_id=earlier.mentions[0], facts=earlier.facts["facts"] | _steady(facts))
    return replace(about, mention_id=about.mention_id or newest_mention(about.person_id), facts=_given(facts))


def _given(facts: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in facts.items() if value}


def _steady(facts: Mapping[str, Any]) -> dict[str, str]:
    """All but how far the clocks differed, which is another at each sending."""
    return {name: value for name, value in _given(facts).items() if name != "clock_ahead"}


def _open(by: Reader, about: _Anchor, payload: dict[str, Any], risk: str, when: datetime, key: str | None) -> Case:
    assert about.mention_id  # noqa: S101 - `_anchored` found it
    return open_case(
        by,
        AREA,
        person_id=about.person_id,
        mention_id=about.mention_id,
        occurred_at=when,
        payload=payload,
        risk=risk,
        borough_code=by.post.borough_id if by.post else None,
        idempotency_key=key,
        facts=about.facts,
    )


def _keep_new(by: Reader, people: Sequence[Child | Adult], when: datetime, reference: str) -> dict[str, Kept]:
    met = [one.met for one in people if one.met is not None]
    return keep_met(by, met, at=when, reference=reference) if met else {}


def _anchor(one: Child | Adult, kept: Mapping[str, Kept]) -> _Anchor:
    if one.met is not None:
        held = kept[one.met.key]
        return _Anchor(held.person_id, held.code, held.mention_id)
    person_id, code = person_by_code(one.code)
    return _Anchor(person_id, code)


def _check_once(who: Sequence[_Anchor]) -> None:
    """Two codes may lead to one child by now; a person says which of the two was meant."""
    codes = [one.code for one in who]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise NotValid("child", f"Two of these children are one child: {twice}.", "Untick one of the two.")


def _risk(told: Told) -> str:
    """Nobody's guess is needed to be safe: a child in danger now is high until somebody says otherwise."""
    return told.risk or ("high" if told.danger == "yes" else "")


def _digest(children: Sequence[Child], told: Told, adults: Sequence[Adult]) -> str:
    """The whole of what was sent: under one key, a child more or fewer is other content."""
    whole = [[asdict(one) for one in children], told.as_payload(), told.risk, [asdict(one) for one in adults]]
    return hashlib.sha256(json.dumps(whole, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _id_of(prefix: str, by: Reader, key: str | None) -> str:
    """An opaque id; under one officer's key always the same."""
    if key is None or by.officer is None:
        return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(10))
    number = uuid.uuid5(uuid.NAMESPACE_OID, f"goldthread {prefix} {by.officer.pk} {key}").int
    return f"{prefix}-" + "".join(ALPHABET[(number // 26**place) % 26] for place in range(10))


__all__ = ["Adult", "Child", "Met", "Occasion", "Times", "Told", "record_concern", "record_occasion"]
