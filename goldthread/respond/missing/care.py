"""Telling children's services of a missing child and of the return, and asking for the interview: what goes, to whom.

Facts only: the reference, the child, the grade, where last seen, what worries, what is asked. What is known of others,
and what is suspected, stays here (missing-cse-custody.md 0.2 and 1.14, November 2026).
"""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.cases.answering import Answers
from goldthread.core.cases.models import Case
from goldthread.core.clocks import LONDON
from goldthread.core.clocks.models import Clock
from goldthread.core.organisation.authorities import authorities, providers, recipients
from goldthread.respond.missing import choices
from goldthread.respond.sharing.giving import Out, give, take_back_of
from goldthread.respond.sharing.home import authority_of
from goldthread.respond.sharing.models import Share
from goldthread.respond.sharing.telling import tell_share

CAPACITIES = (
    ("responsible", "responsible for the child"),
    ("host", "where the child is placed"),
    ("found_in", "where the child was found"),
)
WAYS = {"api": "their system asks ours", "file": "by file", "mail": "by secure mail"}
AGREED = "The child may decline. The interviewer takes no part in the child's care and is trained for it."


def suggest_notice(by: Reader, case: Case) -> dict[str, Any]:
    """What the page begins with: the authorities told of before, else that of the child's address, and the facts."""
    known = {name: case.facts[name] for name in ("responsible", "host") if case.facts.get(name)}
    home = authority_of(case)
    if home in authorities():
        known.setdefault("responsible", home)
    return {**known, "summary": _notice(case)}


def suggest_return(by: Reader, case: Case) -> dict[str, Any]:
    found = case.facts.get("located_borough", "")
    in_area = {"found_in": found} if found in authorities() else {}
    return {**suggest_notice(by, case), **in_area, "summary": _ended(case)}


def suggest_provider(by: Reader, case: Case) -> dict[str, Any]:
    """Who holds interviews for the authority responsible; that authority itself where nobody does."""
    code = case.facts.get("responsible") or authority_of(case)
    serving = next((one.code for one in providers().values() if code in one.serves), "")
    found = serving or (code if code in recipients() else "")
    return {"provider": found} if found else {}


def warn(by: Reader, case: Case, answers: Answers) -> list[str]:
    """What whoever confirms must know: who is told, as what, and how it goes."""
    every = authorities()
    return [f"{every[code].name} ({', '.join(why)}): {WAYS[every[code].route]}." for code, why in _told(answers)]


def warn_provider(by: Reader, case: Case, answers: Answers) -> list[str]:
    to = recipients()[answers["provider"]]
    lines = [f"{to.name} is asked {WAYS[to.route]}. {_due(case)}"]
    serves = getattr(to, "serves", ())
    responsible = case.facts.get("responsible", "")
    if serves and responsible and responsible not in serves:
        lines.append(
            f"{to.name} does not hold interviews for {recipients()[responsible].name} by what is entered here."
        )
    return lines


def notify(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of sending it to children's services: a share for each authority, each once."""
    asked = dict(choices.CARE_ASKED)[answers["care_asked"]]
    _give(by, case, answers, event, "missing", answers["summary"] or _notice(case), f"Asked of you: {asked.lower()}.")


def notify_return(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of sending word that the child is found: the authority where that was is told too."""
    why = "The authority responsible owes the child a return interview within 72 hours of the return."
    _give(by, case, answers, event, "returned", answers["summary"] or _ended(case), why)


def told(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of telling children's services by telephone: the same shares, told and not sent."""
    how = f"told: {dict(choices.CARE_TOLD_BY)[answers['care_told_by']]}"
    at = datetime.fromisoformat(answers["care_told_on"])
    _give(by, case, answers, event, "missing", _by_word(at), "", told_at=at, told_how=how)


def told_return(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of telling the authorities of the return by telephone: those told that the child was missing."""
    known = Answers({**{name: case.facts.get(name, "") for name in ("responsible", "host")}, **answers.facts})
    at = clocks.now()
    _give(by, case, known, event, "returned", _by_word(at), "", told_at=at, told_how="told")


def request_interview(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of sending for the return interview: to a provider, by its own way, with the time by which it is due."""
    to = recipients()[answers["provider"]]
    summary = "\n".join(one for one in (_ended(case), answers["summary"]) if one)
    # One holds it: whoever was asked before and has not answered is asked no longer.
    take_back_of(by, case, "interview")
    due = _clock(case)
    more = {"due_at": due.due_at.isoformat() if due and due.due_at else None}
    out = Out(to.code, "interview", to.route, summary, f"{_due(case)} {AGREED}", more=more)
    give(by, case, out, uuid.uuid5(event.event_id, "interview"))


def settle_outcome(by: Reader, case: Case, answers: Answers) -> Answers:
    """Whether an answer is still awaited of another authority, or of this one: that ends no clock."""
    waits = Share.objects.filter(case_reference=case.reference, kind="missing", taken_back_at=None, answered_at=None)
    others = waits.exclude(authority=answers["answered_by"]).exists()
    still = others or answers["care_outcome"] == "unknown"
    return replace(answers, facts={**answers.facts, "care_waits": "yes" if still else "no"})


def keep_in_step(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of what is heard by telephone: the share says so too, unless the authority said it itself."""
    theirs = Share.objects.filter(case_reference=case.reference, authority=answers["answered_by"],
                                  kind__in=("missing", "returned"), taken_back_at=None)  # fmt: skip
    share = theirs.order_by("kind", "-made_at").first()
    if share is None:
        return
    sets: dict[str, Any] = {} if share.acknowledged_at else {"acknowledged_at": clocks.now().isoformat()}
    outcome = answers["care_outcome"]
    if outcome and not theirs.filter(outcome=outcome).exists():
        answered = None if outcome == "unknown" else clocks.now().isoformat()
        sets |= {"answered_at": answered, "stage": "care", "outcome": outcome, "decided_on": answers["care_outcome_on"]}
    if sets:
        kind = "share.answered" if "stage" in sets else "share.acknowledged"
        tell_share(by, _look(by, case, kind), share, kind, sets)


def settle_interview(by: Reader, case: Case, answers: Answers) -> Answers:
    """The answers, and what clocks hear by them: one that was held is held once, whoever tells of it again.

    What we are told by telephone and what the provider sends later both stand in the journal, with their times. The
    first word of it ends the clock of the interview and starts that of its coming to us; a second starts none.
    """
    is_held = case.facts.get("rhi_comes") in ("done", "again") or case.facts.get("return_interview") == "done"
    comes = "again" if is_held else answers["return_interview"]
    return replace(answers, facts={**answers.facts, "rhi_comes": comes})


def keep_interview_in_step(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of a return interview heard of by other ways: the request says so, and nobody is chased for it."""
    asked = Share.objects.filter(case_reference=case.reference, kind="interview", taken_back_at=None, answered_at=None)
    day = datetime.fromisoformat(answers["return_interview_on"]).astimezone(LONDON).date().isoformat()
    for share in asked:
        sets = {"answered_at": clocks.now().isoformat(), "stage": "interview", "outcome": answers["return_interview"],
                "decided_on": day}  # fmt: skip
        tell_share(by, _look(by, case, "share.answered"), share, "share.answered", sets)


def _look(by: Reader, case: Case, change: str) -> Any:
    from goldthread.core.access.actions import look

    people = db.fetch("SELECT person_id FROM goldthread_mention_people(%s::uuid[])", [[case.mention_id]])
    return look(by, people=[one["person_id"] for one in people], operation="alteration", change=change,
                case_reference=case.reference)  # fmt: skip


def _give(
    by: Reader, case: Case, answers: Answers, event: Any, kind: str, summary: str, why: str, *,
    told_at: datetime | None = None, told_how: str = "",
) -> None:  # fmt: skip
    for code, as_what in _told(answers):
        route = "phone" if told_at else authorities()[code].route
        told_why = "" if told_at else f"You are the authority {' and '.join(as_what)}. {why}"
        out = Out(code, kind, route, summary, told_why, told_at=told_at, told_how=told_how, more={"told_as": as_what})
        give(by, case, out, uuid.uuid5(event.event_id, f"share {code}"))


def _by_word(at: datetime) -> str:
    """What an authority reads of what it was told by telephone: not the note that the officer made of the call."""
    return f"You were told by word of mouth on {_said(at.isoformat())}."


def _told(answers: Answers) -> Iterable[tuple[str, list[str]]]:
    """Each authority once, with what it is to the child."""
    found: dict[str, list[str]] = {}
    for name, words in CAPACITIES:
        if answers[name]:
            found.setdefault(answers[name], []).append(words)
    return found.items()


def _notice(case: Case) -> str:
    """The facts of the report, as lines."""
    words = _words(case, "missing.reported")
    seen = [
        _said(case.facts.get("last_seen_at", "")),
        words.get("last_seen_place", ""),
        words.get("last_seen_with", ""),
    ]
    lines = (
        ("Missing child", case.reference),
        ("Grade", dict(choices.GRADES).get(case.facts.get("grade", ""), "not graded yet")),
        ("Missing from", dict(choices.MISSING_FROM).get(case.facts.get("missing_from", ""), "")),
        ("Last seen", ", ".join(one for one in seen if one)),
        ("What worries", words.get("q_worry", "")),
    )
    return "\n".join(f"{name}: {text}" for name, text in lines if text)


def _ended(case: Case) -> str:
    """When the child was found and is back, as lines; where and with whom is not theirs to be told by this."""
    facts = case.facts
    lines = (
        ("Missing child", case.reference),
        ("Found", _said(facts.get("located_on", ""))),
        ("How", dict(choices.LOCATED_HOW).get(facts.get("located_how", ""), "")),
        ("Seen by an officer", _said(facts.get("seen_on", ""))),
        ("Back", _said(facts.get("returned_on", ""))),
        ("Back where", dict(choices.RETURNED_TO).get(facts.get("returned_to", ""), "")),
    )
    return "\n".join(f"{name}: {text}" for name, text in lines if text)


def _clock(case: Case) -> Clock | None:
    found = Clock.objects.filter(stream=f"case:{case.pk}", rule_id__startswith="MIS-C15")
    return found.order_by("-started_at").first()


def _due(case: Case) -> str:
    """By when the interview is due, by its clock: elapsed hours from the return."""
    clock = _clock(case)
    if clock is None or clock.due_at is None:
        return "Due 72 hours after the return."
    hours = round((clock.due_at - clock.started_at).total_seconds() / 3600)
    return f"Due by {_said(clock.due_at.isoformat())}: {hours} hours after the return."


def _said(instant: str) -> str:
    """An instant in London, as it is read aloud."""
    return f"{datetime.fromisoformat(instant).astimezone(LONDON):%-d %B %Y at %H:%M}" if instant else ""


def _words(case: Case, kind: str) -> dict[str, str]:
    row = db.fetch(
        """SELECT w.body FROM journal_event e JOIN journal_payload w ON w.event_id = e.id
            WHERE e.stream = %s AND e.kind = %s ORDER BY e.id DESC LIMIT 1""",
        [f"case:{case.pk}", kind],
    )
    return dict(row[0]["body"] or {}) if row else {}
