"""The return home interview as its provider sends it: each row of a file read, taken or set aside, and kept.

The record of missing-cse-custody.md 1.8 (November 2026). What the child said of people and places becomes findable: who
is named is held as a person of our own, an address as the dwelling it is; and it stands beside the next report.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, back_to
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.answering import LONGEST_TEXT, Answers
from goldthread.core.cases.models import Case
from goldthread.core.clocks import LONDON
from goldthread.core.places.finding import typed_places
from goldthread.core.refusals import NotValid
from goldthread.link.native.actions import INTERVIEW, keep_met
from goldthread.link.native.met import LONGEST, Met
from goldthread.respond.missing import choices
from goldthread.respond.missing.care import keep_interview_in_step, settle_interview
from goldthread.respond.sharing.answering import ACCEPTED, CONFLICT, UNCHANGED, check_standing
from goldthread.respond.sharing.declared import Form
from goldthread.respond.sharing.models import Share
from goldthread.respond.sharing.telling import tell_share

MOVE, TAKEN = "take_return_interview", "missing.return_interview_taken"
MOST_NAMED = 40  # ours: people or places in one interview; more is a list, and no interview
# Each column that is a coded list, and its codes; several stand in one cell apart by semicolons.
LISTS = {"push_factors": choices.REASONS, "pull_factors": choices.PULL, "harm": choices.HARM}
# The ask of the move for each column that has another name.
ASKS = {"outcome": "return_interview", "offered_at": "offered_on", "interviewed_at": "return_interview_on",
        "people": "rhi_people", "places": "rhi_places", "harm": "rhi_harm"}  # fmt: skip
COLUMN_OF = {ask: column for column, ask in ASKS.items()}
YES_NO = {"yes": "yes", "y": "yes", "no": "no", "n": "no", "": ""}
# What is kept only of an interview that was held.
OF_ONE_HELD = ("independent", "trained", "words", "people", "places", *LISTS, "consent_to_share")
TO_DO = {
    "our_reference": "Enter the reference of the request, like S-4K9WQTD; or return the row.",
    "outcome": f"Enter one of: {', '.join(code for code, _ in choices.RETURN_INTERVIEW)}.",
    "interviewed_at": "Enter when it was held or declined, like 2026-10-27 12:00.",
    "offered_at": "Enter when it was offered, like 2026-10-26 09:00.",
    "why": "Enter why it was not held.",
}


def take(by: Reader, share: Share, row: dict[str, str], under: Look) -> str:
    """One row about one request: accepted, unchanged, a conflict that a person settles, or refused by its column.

    One that came stands: another one under the same request is a conflict. What was not held may be yet, and of what
    we only heard by telephone the provider's record is still taken in: else who and where the child named is lost.
    """
    check_standing(share)
    told = read_row(row)
    if _is_held(share, told):
        return UNCHANGED
    if _came(share):
        return _conflict(by, share, under)
    said = {"answered_at": clocks.now().isoformat(), "stage": "interview", "outcome": told["return_interview"],
            "decided_on": datetime.fromisoformat(told["return_interview_on"]).astimezone(LONDON).date().isoformat(),
            "acknowledged_at": (share.acknowledged_at or clocks.now()).isoformat(), "conflict_at": None}  # fmt: skip
    tell_share(by, under, share, "share.answered", said)
    received = {"received_on": clocks.now().isoformat()} if told["return_interview"] == "done" else {}
    try:
        move_case(by, share.case_reference, MOVE, answers={**told, **received})
    except NotValid as refusal:
        raise replace(refusal, field=COLUMN_OF.get(refusal.field, refusal.field)) from None
    back_to(under)
    words = dict(choices.RETURN_INTERVIEW)[told["return_interview"]]
    _tell(share, f"The return interview of {share.case_reference}: {words[0].lower()}{words[1:]}. Read it.")
    return ACCEPTED


def read_row(row: Mapping[str, str]) -> dict[str, Any]:
    """What a row says, as the move asks it; or the refusal that names its column. What is empty is not told."""
    told: dict[str, Any] = {"outcome": _outcome(row["outcome"])}
    held = told["outcome"] == "done"
    told["offered_at"] = _instant("offered_at", row["offered_at"])
    told["interviewed_at"] = _instant("interviewed_at", row["interviewed_at"]) or ("" if held else told["offered_at"])
    if not told["interviewed_at"]:
        if told["outcome"] in ("done", "declined"):
            raise NotValid("interviewed_at", "Enter when it was held, or declined.", "Write it like 2026-10-27 12:00.")
        told["interviewed_at"] = clocks.now().isoformat()
    for name in ("independent", "trained", "consent_to_share"):
        told[name] = _yes_no(name, row[name])
    told |= {name: _codes(name, row[name], allowed) for name, allowed in LISTS.items()}
    told |= {name: "\n".join(_named(name, row[name])) for name in ("people", "places")}
    told |= {name: _text(name, row[name]) for name in ("interviewer_org", "words", "why")}
    _check_whole(told, row)
    return {ASKS.get(name, name): value for name, value in told.items() if value}


def _check_whole(told: Mapping[str, Any], row: Mapping[str, str]) -> None:
    """One that was not held says why, and tells nothing that only one that was held can."""
    if told["outcome"] == "done":
        return
    if not told["why"] and told["outcome"] != "declined":
        raise NotValid("why", "Enter why it was not held.")
    wrong = next((name for name in OF_ONE_HELD if row[name]), "")
    if wrong:
        raise NotValid(wrong, f"It was not held, and {wrong} is filled in.", "Empty it, or say that it was done.")


def _outcome(text: str) -> str:
    known = [code for code, _ in choices.RETURN_INTERVIEW]
    found = "_".join(text.lower().split())
    if found not in known:
        raise NotValid("outcome", f'"{text[:40]}" is no outcome.' if text else "Enter the outcome.",
                       f"Choose one of: {', '.join(known)}.")  # fmt: skip
    return found


def _instant(name: str, text: str) -> str:
    """A time, in London where it says no offset; it has been, and is no slip of a century."""
    if not text:
        return ""
    try:
        at = datetime.fromisoformat(text)
        aware = at if at.tzinfo else at.replace(tzinfo=LONDON)
        if aware.year >= 2000 and aware <= clocks.now():
            return aware.isoformat()
    except (ValueError, OverflowError):
        raise NotValid(name, f'"{text[:40]}" is no time.', "Write it like 2026-10-27 12:00.") from None
    raise NotValid(name, "That time has not come yet, or is long past.", "Enter when it was.")


def _yes_no(name: str, text: str) -> str:
    if text.lower() not in YES_NO:
        raise NotValid(name, f'"{text[:40]}" is neither yes nor no.', "Enter yes or no, or leave it empty.")
    return YES_NO[text.lower()]


def _codes(name: str, text: str, allowed: choices.Choices) -> list[str]:
    known = [code for code, _ in allowed]
    found = list(dict.fromkeys(part.strip().lower() for part in text.split(";") if part.strip()))
    wrong = next((one for one in found if one not in known), "")
    if wrong:
        raise NotValid(name, f'"{wrong[:40]}" is no code.', f"Choose of: {', '.join(known)}.")
    return found


def _named(name: str, text: str) -> list[str]:
    """Each person or place that is named, in the sender's words; one on a line, or apart by semicolons."""
    found = [" ".join(part.split()) for part in re.split(r"[;\n\r]", text)]
    found = list(dict.fromkeys(one for one in found if one))
    if len(found) > MOST_NAMED:
        raise NotValid(name, f"There are over {MOST_NAMED}.", "Send the others apart.")
    if any(len(one) > LONGEST for one in found):
        raise NotValid(name, f"One is over {LONGEST} characters.", "Put a semicolon between two.")
    return found


def _text(name: str, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise NotValid(name, f"This is over {LONGEST_TEXT:,} characters.", "Shorten it.")
    return text


def _is_held(share: Share, told: Mapping[str, Any]) -> bool:
    """Whether the case holds this very answer: every ask as it was answered then."""
    if not share.answered_at or share.outcome != told["return_interview"]:
        return False
    if share.outcome != "done":
        return True
    known = _came(share)
    return bool(known) and all(known.get(name) == value for name, value in told.items())


def _came(share: Share) -> dict[str, Any]:
    """What was taken in of an interview that was held, the newest; nothing where none came, or we only heard of it."""
    rows = db.fetch(
        """SELECT e.facts->'facts' AS facts, w.body FROM journal_event e JOIN cases_case c ON e.stream = 'case:' || c.id
             LEFT JOIN journal_payload w ON w.event_id = e.id
            WHERE c.reference = %s AND e.kind = %s AND e.facts->'facts'->>'return_interview' = 'done'
            ORDER BY e.id DESC LIMIT 1""",
        [share.case_reference, TAKEN],
    )
    return {**(rows[0]["body"] or {}), **rows[0]["facts"]} if rows and share.outcome == "done" else {}


def _conflict(by: Reader, share: Share, under: Look) -> str:
    tell_share(by, under, share, "share.conflict", {"conflict_at": clocks.now().isoformat()})
    _tell(share, f"{share.case_reference}: two different return interviews came. Ask the provider which stands.")
    return CONFLICT


def _tell(share: Share, words: str) -> None:
    alerts.raise_alert("missing.return_interview", words, to_role="missing_unit", case_reference=share.case_reference)


def settle(by: Reader, case: Case, answers: Answers) -> Answers:
    """The answers, and beside them which dwellings the places are; the words are erasable and stand with the event."""
    answers = settle_interview(by, case, answers)
    borough = case.borough.name if case.borough else ""
    places = typed_places([(one, borough) for one in lines(answers["rhi_places"])])
    held = sorted({str(one.dwelling_id) for one in places if one.dwelling_id})
    return replace(answers, facts={**answers.facts, "rhi_dwellings": held}) if held else answers


def keep(by: Reader, case: Case, answers: Answers, event: Any) -> None:
    """`then` of taking an interview in: the request is answered, and who is named is found by search from now on."""
    keep_interview_in_step(by, case, answers, event)
    named = lines(answers["rhi_people"])
    if not named or by.officer is None:
        return
    met = [_met(place, one) for place, one in enumerate(named)]
    at = datetime.fromisoformat(answers["return_interview_on"])
    keep_met(by, met, at=at, reference=f"{case.reference}/{event.pk}", as_what=INTERVIEW)


def _met(place: int, words: str) -> Met:
    """Somebody named: the name before the first comma, and what else is told. A word without a capital is no name."""
    name, _, rest = (part.strip() for part in words.partition(","))
    is_name = bool(name) and all(one[:1].isupper() for one in name.split())
    told = {"name": name, "description": rest} if is_name else {"description": words}
    return Met(f"named:{place}", "associate", **told, relationship="Named by a child in a return interview")


def lines(text: str) -> list[str]:
    return [one.strip() for one in (text or "").splitlines() if one.strip()]


def told_by(child: UUID) -> list[dict[str, Any]]:
    """Under a look on the child: every return interview that came in, the newest first, with who and what it names.

    `dwellings` are those addresses that are held, so that what children have in common can be found.
    """
    rows = db.fetch(
        """SELECT e.occurred_at, c.reference, e.facts->'facts' AS facts, w.body FROM people_link l
             JOIN cases_case c ON c.mention_id = l.mention_id AND c.area = 'missing'
             JOIN journal_event e ON e.stream = 'case:' || c.id AND e.kind = %s
             LEFT JOIN journal_payload w ON w.event_id = e.id
            WHERE l.person_id = %s AND l.to_at IS NULL AND l.certainty = 'linked'
            ORDER BY e.occurred_at DESC, e.id DESC""",
        [TAKEN, child],
    )
    return [_told(row) for row in rows]


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    facts, words = row["facts"] or {}, row["body"] or {}
    pushed, pulled, harm = (
        [dict(allowed).get(code, code) for code in facts.get(name, ())]
        for name, allowed in (("push_factors", choices.REASONS), ("pull_factors", choices.PULL),
                              ("rhi_harm", choices.HARM))
    )  # fmt: skip
    return {
        "at": row["occurred_at"],
        "reference": row["reference"],
        "outcome": dict(choices.RETURN_INTERVIEW).get(facts.get("return_interview", ""), ""),
        "is_held": facts.get("return_interview") == "done",
        "by_whom": words.get("interviewer_org", ""),
        "people": lines(words.get("rhi_people", "")),
        "places": lines(words.get("rhi_places", "")),
        "dwellings": facts.get("rhi_dwellings", []),
        "went_from": pushed,
        "drawn_by": pulled,
        "harm": harm,
        "words": words.get("words", ""),
        "consent": facts.get("consent_to_share", ""),
    }


COLUMNS = ("our_reference", "outcome", "offered_at", "interviewed_at", "interviewer_org", "independent", "trained",
           "words", "people", "places", "push_factors", "pull_factors", "harm", "consent_to_share", "why")  # fmt: skip
FORM = Form("interviews", COLUMNS, ("our_reference", "outcome"), TO_DO, take)
