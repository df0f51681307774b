"""Giving a case out: what was confirmed becomes a share for each recipient, in the transaction of the case's move."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.authorities import recipients
from goldthread.core.people.actions import ALPHABET
from goldthread.core.people.queries import identities
from goldthread.respond.sharing.declared import shares_of
from goldthread.respond.sharing.home import home_of
from goldthread.respond.sharing.models import SENT_BY_US, Sending, Share, SharedWords
from goldthread.respond.sharing.projection import stream_of
from goldthread.respond.sharing.telling import tell_share

# The least by which an authority finds the child it is told of; what the desk wrote goes beside it, word for word.
FIELDS = ("surname", "forename", "birth_date", "sex", "address")


@dataclass(frozen=True)
class Out:
    """What one recipient is given of one case. `told_at` is when somebody told it by telephone; else it is sent."""

    to: str
    kind: str
    route: str
    summary: str
    why: str = ""
    basis: str = "public_task"
    consent: str = ""
    told_at: datetime | None = None
    told_how: str = "told by telephone"
    more: Mapping[str, Any] = field(default_factory=dict)


def give_out(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of sharing a concern and of sending it on."""
    kind = "shared" if event.kind == "concern.shared" else "forwarded"
    given = {name: answers[name] for name in ("route", "basis", "consent", "summary", "why")}
    give(by, case, Out(answers["recipient"], kind, **given), uuid.uuid5(event.event_id, "share"))


def give(by: Reader, case: Case, out: Out, share_id: uuid.UUID) -> Share:
    """The share, its words, and its way out; logged as a disclosure. In the transaction of the case's own move."""
    person_id = _person_of(case)
    under = look(
        by,
        people=[person_id] if person_id else [],
        operation="disclosure",
        case_reference=case.reference,
        recipient=recipients()[out.to].name,
        basis=dict(shares_of(case.reference).bases)[out.basis],
        fields=[*FIELDS, "summary"],
    )
    body = {"summary": out.summary, "why": out.why, "given_by": by.name, "child": _child(person_id), **out.more}
    journal.write(
        "share.made",
        stream=stream_of(share_id),
        by=by,
        under=under,
        occurred_at=clocks.now(),
        mentions=[case.mention_id],
        facts={"set": _row(by, case, out, share_id)},
        payload=body,
        payload_layer="summary",
    )
    SharedWords.objects.create(share_id=share_id, body=body)
    share = Share.objects.get(pk=share_id)
    if out.route in SENT_BY_US:  # an authority whose system asks ours is told when it asks
        send(share, "share")
    return share


def _row(by: Reader, case: Case, out: Out, share_id: uuid.UUID) -> dict[str, Any]:
    told = out.told_at.astimezone(UTC).isoformat() if out.told_at else None
    return {
        "reference": "S-" + "".join(ALPHABET[(share_id.int // 26**place) % 26] for place in range(7)),
        "case_reference": case.reference,
        "mention_id": str(case.mention_id),
        "authority": out.to,
        "kind": out.kind,
        "route": out.route,
        "basis": out.basis,
        "consent": out.consent,
        "grade": case.facts.get("grade", ""),
        "made_at": clocks.now().isoformat(),
        "made_by_id": by.officer.pk if by.officer else None,
        # Whoever was told by telephone has it.
        **({"sent_at": told, "acknowledged_at": told, "receipt": out.told_how} if told else {}),
    }


def _child(person_id: uuid.UUID | None) -> dict[str, str]:
    who = identities([person_id]).get(person_id) if person_id else None
    if who is None or person_id is None:
        return dict.fromkeys(FIELDS, "")
    named = {name: getattr(who, name) for name in FIELDS[:4]}
    home = home_of(person_id)
    return {**named, "address": home.words if home else ""}


def _person_of(case: Case) -> uuid.UUID | None:
    rows = db.fetch("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[case.mention_id]])
    return rows[0]["person_id"] if rows else None


def send(share: Share, what: str) -> Sending:
    """Put a share, or a reminder of it, on its way out by its own route."""
    now, route = clocks.now(), way_of(share)
    return Sending.objects.create(
        share=share, what=what, authority=share.authority, route=route, made_at=now, next_attempt_at=now
    )


def way_of(share: Share) -> str:
    """How something about a share goes out: as it went; of one told by telephone, as the recipient is written to."""
    to = recipients().get(share.authority)
    return to.route if share.route == "phone" and to else share.route


def take_back(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of taking a concern back to share it elsewhere: the authority sees that, and what waits stays here."""
    _take_back(by, case, Share.objects.filter(case_reference=case.reference, taken_back_at=None))


def take_back_of(by: Reader, case: Case, kind: str) -> None:
    """Take back what was shared of a case as this kind and is not answered."""
    waiting = Share.objects.filter(case_reference=case.reference, kind=kind, taken_back_at=None, answered_at=None)
    if waiting.exists():
        _take_back(by, case, waiting)


def _take_back(by: Reader, case: Case, shares: Iterable[Share]) -> None:
    person_id = _person_of(case)
    under = look(by, people=[person_id] if person_id else [], operation="alteration", case_reference=case.reference,
                 change="share taken back")  # fmt: skip
    for share in shares:
        share.sendings.filter(sent_at=None).update(next_attempt_at=None, failed_words="Taken back before it was sent.")
        tell_share(by, under, share, "share.taken_back", {"taken_back_at": clocks.now().isoformat()})


def keep_in_step(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of what the desk hears by other ways: the share says so too, unless the authority itself said it first."""
    share = Share.objects.filter(case_reference=case.reference, taken_back_at=None).order_by("-made_at").first()
    if share is None:
        return
    sets = _acknowledged(share) if event.kind == "concern.acknowledged" else _answered(share, answers)
    if not sets:
        return
    under = look(by, operation="alteration", case_reference=case.reference, change=event.kind)
    kind = "share.acknowledged" if event.kind == "concern.acknowledged" else "share.answered"
    tell_share(by, under, share, kind, sets)


def _acknowledged(share: Share) -> dict[str, Any]:
    return {} if share.acknowledged_at else {"acknowledged_at": clocks.now().isoformat()}


def _answered(share: Share, answers: Answers) -> dict[str, Any]:
    stage = answers["outcome_stage"]
    outcome = answers[f"outcome_{stage}"]
    if (share.stage, share.outcome) == (stage, outcome):
        return {}
    now = clocks.now().isoformat()
    return {"answered_at": now, "stage": stage, "outcome": outcome, "decided_on": answers["outcome_on"] or None}
