"""What the desk waits for: answers by authority, what did not go out, what came back to us, strategy asked for."""

from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import look, look_now
from goldthread.core.access.reader import Reader
from goldthread.core.cases.actions import move_case
from goldthread.core.organisation.authorities import recipient_name, recipients
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.sharing.codes import DISPUTES
from goldthread.respond.sharing.declared import Shares, handled_by, kind_of, shares_of
from goldthread.respond.sharing.giving import send, way_of
from goldthread.respond.sharing.models import SENT_BY_US, Share
from goldthread.respond.sharing.queries import AT_MOST
from goldthread.respond.sharing.settling import still_aside
from goldthread.respond.sharing.telling import tell_share

ROUTES = {"api": "Their system asks ours", "file": "By file", "mail": "By secure mail", "phone": "By telephone"}


def desk_board(by: Reader) -> dict[str, Any]:
    """Everything that went out and waits, the latest answer first among what is late. A bounded number of queries."""
    of = handled_by(by)
    ids = db.fetch("SELECT share_id, person_id FROM goldthread_shares_of(%s, %s)", [list(of), AT_MOST])
    look(by, people=sorted({row["person_id"] for row in ids if row["person_id"]}), list="what was shared")
    rows = [_row(row) for row in _shares(of)]
    waiting = [row for row in rows if not row["answered_at"]]
    return {
        "as_at": clocks.now(),
        "authorities": _by_authority(waiting),
        "conflicts": [row for row in rows if row["conflict_at"]],
        "disputed": [row for row in waiting if row["disputed"]],
        "not_sent": [row for row in rows if row["failed_words"]],
        "strategy": _strategy() if by.may("handle_concern") else [],
        "rows_aside": still_aside(by),
    }


def _shares(of: dict[str, Shares]) -> list[dict[str, Any]]:
    """What waits, or was answered twice and differently, and when its answer is due. One query."""
    kinds = [(letter, kind) for letter, one in of.items() for kind in one.kinds if kind.is_awaited]
    pairs = [(letter + kind.id, rule) for letter, kind in kinds for rule in kind.clocks]
    return db.fetch(
        """SELECT s.reference, s.case_reference, s.authority, s.route, s.made_at, s.sent_at, s.acknowledged_at,
                  s.answered_at, s.stage, s.outcome, s.disputed_because, s.conflict_at, s.chases, s.chased_at,
                  s.kind, c.state, d.due_at, d.due_on, f.failed_words
             FROM sharing_share s JOIN cases_case c ON c.reference = s.case_reference
             LEFT JOIN LATERAL (SELECT k.due_at, k.due_on FROM clocks_clock k
                                 WHERE k.stream = 'case:' || c.id AND k.ended_at IS NULL
                                   AND split_part(k.rule_id, '.wd', 1) IN (
                                       SELECT w.rule FROM unnest(%s::text[], %s::text[]) AS w (kind, rule)
                                        WHERE w.kind = left(s.case_reference, 1) || s.kind)
                                 ORDER BY k.due_at NULLS LAST LIMIT 1) d ON true
             LEFT JOIN LATERAL (SELECT max(o.failed_words) AS failed_words FROM sharing_sending o
                                 WHERE o.share_id = s.id AND o.sent_at IS NULL AND o.failed_words <> ''
                                   AND o.next_attempt_at IS NOT NULL) f ON true
            WHERE s.taken_back_at IS NULL AND (s.answered_at IS NULL OR s.conflict_at IS NOT NULL)
              AND left(s.case_reference, 1) || s.kind = ANY(%s)
            ORDER BY d.due_at NULLS LAST, s.made_at LIMIT %s""",
        [[kind for kind, _ in pairs], [rule for _, rule in pairs], [letter + kind.id for letter, kind in kinds],
         AT_MOST],
    )  # fmt: skip


def _row(row: dict[str, Any]) -> dict[str, Any]:
    due, of = row["due_at"], shares_of(row["case_reference"])
    kind = of.kind(row["kind"])
    return {
        **{name: row[name] for name in ("reference", "case_reference", "authority", "made_at", "sent_at", "answered_at",
                                        "acknowledged_at", "conflict_at", "chases", "chased_at", "due_at", "due_on",
                                        "state")},
        "failed_words": row["failed_words"] or "",
        "route": ROUTES[row["route"]],
        "what": kind.what,
        "is_late": bool(due and due < clocks.now() and not row["answered_at"]),
        "disputed": dict(DISPUTES).get(row["disputed_because"], ""),
        "outcome": kind.codes.said(row["stage"], row["outcome"]),
    }  # fmt: skip


def _by_authority(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each authority with what it has not answered, whoever has most that is late first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["authority"], []).append(row)
    told = [
        {"code": code, "name": recipient_name(code), "rows": own, "late": sum(row["is_late"] for row in own)}
        for code, own in found.items()
    ]
    return sorted(told, key=lambda one: (-int(one["late"]), str(one["name"])))


def _strategy() -> list[dict[str, Any]]:
    """Strategy discussions that were asked for and of which nothing is told yet, the oldest first."""
    rows = db.fetch(
        """SELECT c.reference, c.state_since, c.facts->>'strategy_urgent' AS urgent, c.opened_at,
                  (SELECT max(e.occurred_at) FROM journal_event e
                    WHERE e.stream = 'case:' || c.id AND e.kind = 'concern.strategy_asked') AS asked_at
             FROM cases_case c WHERE c.area = 'concern' AND c.facts->>'strategy' = 'asked' AND c.closed_at IS NULL
            ORDER BY asked_at LIMIT %s""",
        [AT_MOST],
    )
    return [{"case_reference": row["reference"], "asked_at": row["asked_at"], "is_urgent": row["urgent"] == "yes"}
            for row in rows]  # fmt: skip


def chase_authority(by: Reader, authority: str) -> int:
    """Ask one authority again for every answer that is late: one press, one line for each on its case. How many.

    It goes the way the concern went. Those that were chased today already are left.
    """
    handled_by(by)
    if authority not in recipients():
        raise NotValid("authority", f'"{authority[:40]}" is no authority we share with.', "Choose one of the list.")
    late = [one for one in desk_board(by)["authorities"] if one["code"] == authority]
    rows = [row for row in (late[0]["rows"] if late else []) if row["is_late"] and not _is_chased_today(row)]
    if not rows:
        words = f"{recipient_name(authority)} has no answer that is late and was not asked for today."
        raise Refusal("nothing_late", words, "Look at what is due next.", status=409)
    for row in rows:
        _chase(by, row, authority)
    return len(rows)


def _chase(by: Reader, row: dict[str, Any], authority: str) -> None:
    """The case says that it was asked again where it waits; the share says so, and the reminder is on its way."""
    share = Share.objects.get(reference=row["reference"])
    follows, way = kind_of(share).chased, way_of(share)
    if follows and row["state"] in follows.from_states:
        said = {"whom": recipient_name(authority), "said": f"A reminder was written: {ROUTES[way].lower()}."}
        move_case(by, row["case_reference"], follows.move, answers=follows.answers(share, said))
        under = look_now()
    else:
        people = db.fetch("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[share.mention_id]])
        under = look(by, people=[one["person_id"] for one in people], operation="alteration", change="share chased",
                     case_reference=share.case_reference)  # fmt: skip
    sets = {"chased_at": clocks.now().isoformat(), "chases": share.chases + 1}
    tell_share(by, under, share, "share.chased", sets)
    if way in SENT_BY_US:
        send(share, "chase")


def _is_chased_today(row: dict[str, Any]) -> bool:
    at = row["chased_at"]
    return bool(at) and at.astimezone(clocks.LONDON).date() == clocks.today()
