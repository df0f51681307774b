"""When the report was published, as far as the report itself says; a month without a day is not a date."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from goldthread.improve.recommendations.reading.dates import (
    PLANNED,
    PUBLISHED,
    PrintedDate,
    find_date,
    is_only_a_date,
)
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.phrases import sentences

FRONT = 60  # blocks in which a title page or a page's head is looked for


@dataclass(frozen=True)
class Publication:
    """`on` starts the clocks; `printed` is the report's own date, `original` that of the report it restates."""

    on: date | None
    printed: PrintedDate | None
    original: PrintedDate | None
    warnings: list[str]


def printed_date(blocks: list[Block], dated: str) -> PrintedDate | None:
    front = blocks[:FRONT]
    for block, after in zip_longest(front, front[1:]):
        if (found := PUBLISHED.search(block.text)) and found.start() < 40 and len(block.text) < 160:
            shown = find_date(block.text[found.end() :]) or (
                find_date(after.text) if after and is_only_a_date(after.text) else None
            )
            if shown:
                return shown
    if dated and (shown := find_date(dated)) and shown.on:
        return shown
    lone = [find_date(block.text) for block in front if is_only_a_date(block.text)]
    return next((d for d in lone if d and d.on), None) or next((d for d in lone if d), None)


def original_date(blocks: list[Block], earlier: str) -> PrintedDate | None:
    """The day or month the restated report was published: the sentence that says so, of the year named."""
    years = set(re.findall(r"\b(?:19|20)\d\d\b", earlier))
    best: PrintedDate | None = None
    for block in blocks:
        for sentence in sentences(block.text):
            if "publish" not in sentence.lower() or PLANNED.search(sentence):
                continue
            shown = find_date(sentence)
            if shown and (not years or str(shown.year) in years or str(shown.year - 1) in years):
                if shown.on:
                    return shown
                best = best or shown
    return best


def publication(blocks: list[Block], dated: str, given: date | None, earlier: str, has_periods: bool) -> Publication:
    """`earlier` names the report restated, where the list is a restatement."""
    printed = printed_date(blocks, dated)
    original = original_date(blocks, earlier) if earlier else None
    on, words = _start_of_time(printed, original, given, bool(earlier), has_periods)
    return Publication(on, printed, original, words)


def _start_of_time(
    printed: PrintedDate | None, original: PrintedDate | None, given: date | None, is_restated: bool, has_periods: bool
) -> tuple[date | None, list[str]]:
    if given:
        words = [f"Due dates count from {given:%-d %B %Y}, the date given."]
        if is_restated:
            words.append(_restated(original, printed) + " Check that the date given is that of the original report.")
        return given, words
    if is_restated:
        return (original.on if original else None), [_restated(original, printed) + _counted(original)]
    if not has_periods:
        return (printed.on if printed else None), []
    if printed and printed.on:
        return printed.on, [f"Due dates count from {printed.words}, the date of publication found in the report."]
    return None, _without_a_day(printed)


def _counted(original: PrintedDate | None) -> str:
    if original and original.on:
        return f" Due dates count from {original.words}, as printed."
    return " Due dates are left empty: give the original date with --published."


def _restated(original: PrintedDate | None, printed: PrintedDate | None) -> str:
    when = (
        f"published in {original.words}"
        if original and not original.on
        else f"published on {original.words}"
        if original
        else "published earlier"
    )
    own = f", not from this document ({printed.words})" if printed else ", not from this document"
    return (
        f"These recommendations restate those of an earlier report, {when}; their time runs from the "
        f"original publication{own}."
    )


def _without_a_day(printed: PrintedDate | None) -> list[str]:
    if printed:
        return [
            f"The report prints only {printed.words} as its date, with no day; due dates are left empty: give "
            f"the day with --published."
        ]
    return ["No date of publication was found; due dates are left empty: give it with --published."]
