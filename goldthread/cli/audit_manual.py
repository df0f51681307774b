"""The reference page of question sets: every question, what a no does, and the short form, from the data themselves."""

from collections.abc import Iterator

from goldthread.audit.criteria import all_sets
from goldthread.audit.grading import PARTLY_ON_Q, SCALE, WEIGHT_LIMIT, Grade, Said
from goldthread.core.criteria.reading import criteria, topics
from goldthread.core.criteria.sets import EFFECTS, Asked, QuestionSet

WRITTEN = "*Written by `goldthread docs write` from the sets in `goldthread/core/criteria/sets`; change them there.*"


def sets_page() -> Iterator[str]:
    """The newest version of every set; an older one is printed by `goldthread audit criteria SET --version N`."""
    yield from ("# Question sets", "", WRITTEN, "")
    yield "What an auditor asks of a case: the common core of every case, and the set of each type that the case is of."
    yield f"Each question is answered {', '.join(Said)}; anything but the last with evidence: system, record and time."
    yield "A version that was issued never changes, and an id is never used again."
    yield from _effects()
    yield from _criteria()
    for one in all_sets():
        yield from _set(one)


def _effects() -> Iterator[str]:
    below = Grade.REQUIRES_IMPROVEMENT
    yield from ("", "## What a no does", "", "| | |", "|---|---|")
    yield from (f"| {effect} | {words} |" for effect, words in EFFECTS.items())
    yield from (
        "",
        f"The grades are {', '.join(Grade)}: {SCALE}.",
        '"Adequate" of 2014 to 2016 is another scale and is mapped to none of these.',
        f"Where nothing caps, {Grade.GOOD} is proposed. Partly on an I question caps at {below}; on a Q question it",
        f"weighs {PARTLY_ON_Q:g}; on a weighted one it weighs half. Weights of {WEIGHT_LIMIT:g} or more together cap",
        f'at {below}. "Not recorded" counts as no, and is told apart. The auditor decides, and may depart by one band',
        "with a written reason. A referral never waits for the grade.",
    )


def _criteria() -> Iterator[str]:
    yield from (
        "",
        "## Criteria and topics",
        "",
        "| Criterion, 2014 to 2023 | | Topics, 2024 | May be told under, besides |",
    )
    yield "|---|---|---|---|"
    for one in criteria().values():
        told, more = (", ".join(which) or "-" for which in (one.topics, one.may_add))
        yield f"| {one.code} | {one.title} | {told} | {more} |"
    yield from ("", *(f"{number}. {title}" for number, title in topics().items()))
    yield from ("", "OV is reported apart. The mapping is ours and not checked against the full text of topics 2 to 5.")


def _set(one: QuestionSet) -> Iterator[str]:
    yield from ("", f"## {one.id}: {one.title}", "")
    yield f"Version {one.version}, issued {one.issued_on.isoformat()} by {one.publisher}. Mark: {one.mark}."
    yield f"{one.source}."
    yield from ("", f"Asked of {one.applies_to}. Drawn from: {one.frame}", "", _drift(one), "")
    yield "| Id | Question | Tests | Topics | A no | Look at | Short form | Recommendations |"
    yield "|---|---|---|---|---|---|---|---|"
    yield from (_question(asked, asked.id in one.short) for asked in one.questions)
    yield from ("", f"Short form for boroughs, {len(one.short)} of {len(one.questions)}. {one.short_reason}")


def _drift(one: QuestionSet) -> str:
    limits = "; ".join(f"{limit} ({when})" if when else limit for when, limit in one.drift.limits)
    return (
        f"Lying still for COM-12: {limits}. {one.drift.note}" if limits else f"Lying still for COM-12: {one.drift.note}"
    )


def _question(asked: Asked, is_short: bool) -> str:
    numbers = ", ".join(map(str, asked.recommendations)) or "-"
    cells = (asked.id, asked.words, asked.criterion.code, ", ".join(asked.topics) or "-", asked.effect, asked.look_at,
             "yes" if is_short else "-", numbers)  # fmt: skip
    return f"| {' | '.join(cells)} |"
