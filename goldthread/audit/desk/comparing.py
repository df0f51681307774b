"""The gradings of a case side by side as their page draws them: first what was answered otherwise, then what alike."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from goldthread.audit.desk.lines import Line, evidence_words
from goldthread.audit.grading import Said
from goldthread.audit.reviews.gradings import Decision, Grading, Gradings
from goldthread.audit.reviews.moderating import needs_moderator
from goldthread.audit.reviews.reading import asked_in

TITLES = {"first": "First grading", "second": "Graded again"}
SURE = {"high": "very sure", "medium": "fairly sure", "low": "not sure"}


def compared(found: Gradings, lines: Mapping[str, Line]) -> dict[str, Any]:
    """Both gradings with their versions, the answers that matter and the rest, and what was decided."""
    last = list(found.last.values())
    rows = [_row(one.id, one.words, last, lines) for one in asked_in(found.sample)]
    return {
        "of_record": found.of_record,
        "waits": needs_moderator(found) and not any(one.stands for one in found.decisions),
        "gradings": [_grading(which, found.versions) for which in found.last],
        "columns": [TITLES[one.review.which] for one in last],
        "telling": [one for one in rows if one["is_telling"]],
        "rest": [one for one in rows if not one["is_telling"]],
        "decisions": [_decision(one) for one in reversed(found.decisions)],
    }


def _row(question: str, words: str, last: Sequence[Grading], lines: Mapping[str, Line]) -> dict[str, Any]:
    """One question with what each grading answered. It tells something where they differ, or is no plain yes."""
    cells = [_cell(one, question, lines) for one in last]
    said = {one["said"] for one in cells}
    is_plain = said <= {Said.YES, Said.NOT_APPLICABLE}
    return {"id": question, "words": words, "cells": cells, "is_apart": len(said) > 1,
            "is_telling": len(said) > 1 or not is_plain}  # fmt: skip


def _cell(one: Grading, question: str, lines: Mapping[str, Line]) -> dict[str, Any]:
    answer = one.review.answers.get(question, {})
    return {
        "said": answer.get("said", "not asked"),
        "sure": SURE.get(answer.get("confidence", ""), ""),
        "words": one.words.beside.get(question, ""),
        "evidence": evidence_words(answer.get("evidence", ()), lines),
    }


def _grading(which: str, versions: Iterable[Grading]) -> dict[str, Any]:
    """One grading: its last version, and what each correction changed."""
    mine = [one for one in versions if one.review.which == which]
    last = mine[-1]
    return {
        "title": TITLES[which],
        "grade": last.review.grade,
        "at": last.review.at,
        "proposed": last.review.proposed["proposed"],
        "reasons": [one["words"] for one in last.review.proposed["reasons"]],
        "is_departure": last.review.is_departure,
        "reason": last.words.reason,
        "is_live": last.review.risk_is_live,
        "why_live": last.words.why_live,
        "erased": last.words.erased,
        "corrections": [{"version": one.review.version, "at": one.review.at,
                         "changed": one.changed or ("Nothing but the time.",)} for one in mine[1:]],
    }  # fmt: skip


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "grade": one.moderation.grade,
        "at": one.moderation.at,
        "by": str(one.moderation.officer),
        "reason": one.reason,
        "stands": one.stands,
    }
