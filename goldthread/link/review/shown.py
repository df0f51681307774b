"""The shapes that the pages of reviewing read, made from what the queries answer."""

from typing import Any

from django.urls import reverse

from goldthread.link.matching.drawing import SHORT, Drawn
from goldthread.link.matching.shares import Share
from goldthread.link.review.decided import Decided, Said
from goldthread.link.review.figures import Figures
from goldthread.link.review.harms import worst
from goldthread.link.review.pair import Pair, Relative
from goldthread.link.review.person import Held, Links, Maybe, Preview
from goldthread.link.review.sides import DIFFERS, LIMITED, SAME, Compared, Side
from goldthread.link.review.waiting import Row
from goldthread.web import shapes

ANSWERS = {"same": "Same", "different": "Different", "cannot_tell": "Cannot tell"}
LEVELS = {SAME: "none", DIFFERS: "medium", LIMITED: "unknown"}
# What a record of a person is known by at a glance, beside the name.
TOLD = ("birth_date", "age", "sex", "address", "postcode", "phone", "school")
SAID = {
    "decided": "Decided",
    "confirmed": "Said the same",
    "not_agreed": "Did not agree",
    "withdrawn": "Taken back",
}


def harm_words(rank: int) -> dict[str, str] | None:
    """Why a pair stands where it does in the queue."""
    harm = worst(rank)
    return {"words": harm.words, "why": harm.why} if harm else None


def row(found: Row, url: str) -> dict[str, Any]:
    """One pair of the queue."""
    return {
        "url": url,
        "sides": [side(one, letter) for one, letter in zip(found.sides, "AB", strict=True)],
        "harm": harm_words(found.pair.harm),
        "score": found.pair.score,
        "stopped": SHORT.get(found.pair.stopped_by, found.pair.stopped_by.replace("_", " ")),
        "pairs": found.pair.pairs,
        "if_wrong": found.rests.words,
    }


def side(one: Side, letter: str) -> dict[str, Any]:
    """One side of a pair, by its letter."""
    return {
        "letter": letter,
        "mention": str(one.mention),
        "system": one.system_name,
        "reference": one.reference,
        "title": one.title,
        "is_veiled": one.is_veiled,
        "record_url": None if one.is_veiled else reverse("record", args=[one.record_id]),
        "name": one.name,
        "said": one.said("birth_date") or "birth date not told",
        "code": one.code,
        "url": reverse("picture", args=[one.code]) if one.code else None,
        "links_url": reverse("person_links", args=[one.code]) if one.code else None,
        "role": one.role,
        "borough": one.borough or "borough not known",
        "at": one.occurred_at,
        "known_at": one.known_at,
        "records": one.records,
        "limited": one.ask.removesuffix(f", {shapes.DESK_HOURS}") if one.is_limited else None,
        "need_url": reverse("break_glass", args=[one.code]) if one.code else None,
    }


def pair(found: Pair, *, may_break_glass: bool) -> dict[str, Any]:
    """Both sides, field by field, with the waterfall and who is named beside them."""
    sides = [side(one, letter) for one, letter in zip(found.sides, "AB", strict=True)]
    return {
        "sides": sides,
        "are_one": found.are_one,
        "limited": [
            {"ask": one["limited"], "hours": shapes.DESK_HOURS, "url": one["need_url"] if may_break_glass else None}
            for one in sides
            if one["limited"]
        ],
        "fields": [compared(one) for one in found.fields],
        "in_one_report": found.named_in_one_report,
        "drawn": waterfall(found.drawn),
        "relatives": [_relative(one, found) for one in found.relatives],
        "if_wrong": found.rests.words,
        "both_established": found.both_established,
        "decided_url": reverse("link_decision", args=[found.decided]) if found.decided else None,
    }


def compared(one: Compared) -> dict[str, Any]:
    return {
        "name": one.name,
        "one": one.one,
        "other": one.other,
        "standing": one.standing,
        "level": LEVELS.get(one.standing, "unknown"),
    }


def _relative(one: Relative, found: Pair) -> dict[str, Any]:
    return {
        "words": one.person.name,
        "url": reverse("picture", args=[one.person.code]),
        "beside": [", ".join(one.beside.get(person, [])) for person in found.people],
        "on_both": one.on_both,
    }


def waterfall(drawn: Drawn) -> dict[str, Any]:
    """Words first; the numbers are disclosed, from the first step to the total."""
    return {
        "is_told": drawn.is_told,
        "for": [push.words for push in drawn.speaks_for],
        "against": [push.words for push in drawn.against],
        "stopped": drawn.stopped,
        "steps": [{"words": one.words, "bits": one.bits, "total": one.total} for one in drawn.steps],
        "total": drawn.total,
        "line": drawn.line,
        "model": drawn.model,
    }


def decision(one: Decided) -> dict[str, Any]:
    """One act of deciding."""
    return {
        "id": str(one.id),
        "what": one.words,
        "state": one.standing,
        "level": "done" if one.state == "in_force" else "none",
        "pairs": one.pairs,
        "codes": [{"code": code, "url": _picture(code)} for code in sorted(set(one.codes))],
        "pair_url": reverse("link_pair", args=[one.mention, one.other]),
        "url": reverse("link_decision", args=[one.id]),
        "said": [_said(said) for said in one.said],
        "may_withdraw": one.may_withdraw,
    }


def _picture(code: str) -> str | None:
    return reverse("picture", args=[code]) if code.startswith("C-") else None


def _said(one: Said) -> dict[str, Any]:
    return {
        "what": SAID.get(one.kind, one.kind.replace("_", " ").capitalize()),
        "who": one.who,
        "at": one.at,
        "why": one.reason if one.reason is not None else "held above your layer, or erased",
    }


def figures(found: Figures) -> dict[str, Any]:
    """How reviewing goes, each share with what it is of and how far off it may be."""
    return {
        "since": found.since,
        "decided": found.decided,
        "shares": [
            {"words": "Second officers who agreed with the first", **_share(found.agreed)},
            {"words": "Decisions taken back later", **_share(found.overturned)},
            {"words": "Nobody could tell", **_share(found.cannot_tell)},
        ],
        "kinds": [kind.as_json() for kind in found.kinds],
    }


def _share(one: Share) -> dict[str, Any]:
    return {"count": one.count, "of": one.of, "rate": one.rate, "interval": one.interval}


def links(found: Links) -> dict[str, Any]:
    """One person's links."""
    return {
        "person": shapes.person(found.person, found.code),
        "records": [_held(one) for one in found.held],
        "possible": [_maybe(one) for one in found.maybe],
        "decisions": [decision(one) for one in found.decided],
        "changes": found.changes,
    }


def _held(one: Held) -> dict[str, Any]:
    return {
        **side(one.side, ""),
        "told": "; ".join(said for name in TOLD for said in one.side.values.get(name, [])),
        "certainty": "Linked" if one.certainty == "linked" else "Possible: check before you act on it",
        "since": one.since,
        "reasons": one.reasons,
        "drawn": waterfall(one.drawn),
    }


def _maybe(one: Maybe) -> dict[str, Any]:
    return {"code": one.code, "url": reverse("link_pair", args=[one.one, one.other]), "stopped": one.stopped}


def preview(found: Preview) -> dict[str, Any]:
    """What taking records out would do."""
    return {
        "leaving": [side(one, "") for one in found.leaving],
        "staying": found.staying,
        "since": found.since,
        "officers": found.officers,
        "gave": found.gave,
        "rested": [
            {**one, "url": reverse("case", args=[one["case"]]) if one["case"] else None} for one in found.rested
        ],
    }
