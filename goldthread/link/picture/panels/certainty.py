"""How sure each link is, in words; and who may be the same person but is not confirmed to be."""

from typing import Any

from goldthread.core.panels.grammar import Body, Subject
from goldthread.link.matching.drawing import Drawn, draw, reason_words, stopped_words
from goldthread.link.picture.near import identified, maybe_the_same
from goldthread.link.picture.panels.shapes import evidence, named

ONLY = "only mention"


def words_of(reasons: list[str]) -> list[str]:
    """A link's reasons in words; the first is the version of the rule that made it."""
    return [reason_words(reason) for reason in reasons[1:]]


def certainty(subject: Subject) -> Body:
    """Each link with its grounds; of a moment of the past none, for they are kept as they were last worked out.

    The weakest is the link that holds the person together least: where this is two people, it will be there.
    """
    links = [_link(row) for row in subject.records]
    reasons = sorted({why for one in links for why in one["why"]} - {reason_words(ONLY)})
    alone = [reason_words(ONLY)] if subject.known.at is None else []
    told = [one for one in links if one["drawn"]["total"] is not None]
    return {
        "word": "linked",
        "sources": len({row["system"] for row in subject.records}),
        "why": reasons or alone,
        "weakest": min(told, key=lambda one: one["drawn"]["total"]) if len(links) > 1 and told else None,
        "links": links,
    }


def _link(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "certainty": row["certainty"],
        "why": words_of(row["reasons"]),
        "rule": row["reasons"][0] if row["reasons"] else "",
        "drawn": _drawn(draw(row["explanation"])),
        "evidence": evidence(row),
    }


def _drawn(drawn: Drawn) -> dict[str, Any]:
    """The waterfall: what speaks for one person, what against, and each step to the total."""
    return {
        "is_told": drawn.is_told,
        "speaks_for": [push.words for push in drawn.speaks_for],
        "against": [push.words for push in drawn.against],
        "stopped": drawn.stopped,
        "steps": [{"words": step.words, "bits": step.bits, "total": step.total} for step in drawn.steps],
        "total": drawn.total,
        "line": drawn.line,
        "model": drawn.model,
    }


def possible(subject: Subject) -> Body:
    """Others of whom a record may be about this person: a prompt to check, never to act on.

    `stopped_by` names the guard that kept two records apart which would have been joined, such as maybe twins.
    """
    by_person: dict[Any, dict[str, Any]] = {}
    for row in subject.once(maybe_the_same):
        held = by_person.setdefault(row["other"], {"stopped_by": [], "evidence": {}})
        held["stopped_by"] = sorted({*held["stopped_by"], stopped_words(row["stopped_by"])} - {""})
        held["evidence"][row["id"]] = evidence(row)
    who = subject.once(identified)
    return {
        "people": [
            {"person": named(who[one]), **held, "evidence": list(held["evidence"].values())}
            for one, held in by_person.items()
            if one in who
        ]
    }
