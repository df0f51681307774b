"""How long the inspectorate gives: a time group heading, or the words inside the sentence."""

import re
from dataclasses import dataclass
from datetime import date

from goldthread.improve.recommendations.reading.dates import (
    MONTH,
    add_days,
    add_months,
    last_day,
    make_date,
    month_number,
)
from goldthread.improve.recommendations.reading.numbers import NUMBER, as_number

IMMEDIATE = r"(?:with\s+immediate\s+effect|immediately|straight\s*away)"
PERIOD = (
    rf"(?:within|in\s+the\s+next|over\s+the\s+next|no\s+later\s+than|not\s+later\s+than|no\s+more\s+than)\s+"
    rf"(?:the\s+next\s+)?(?P<n>{NUMBER}|an?)[\s-]+(?P<working>working[\s-]+)?(?:calendar\s+)?(?P<unit>day|week"
    rf"|month|year)s?"
    rf"(?:['’]\s*time)?(?:\s*\(\d+\))?(?:\s+(?:of|from|after"
    rf"|following)\s+(?:the\s+)?(?:date\s+of\s+)?(?:(?:this|the|our)\s+)?"
    rf"(?:publication|report|inspection)(?:\s+of\s+(?:this|the"
    rf"|our)\s+(?:inspection\s+)?report)?(?:['’]s\s+publication)?"
    rf"(?:\s+being\s+published)?)?"
)
BY_DATE = (
    rf"(?P<how>by|before|no\s+later\s+than|not\s+later\s+than"
    rf"|on\s+or\s+before)\s+(?P<end>(?:the\s+)?end\s+of\s+)?(?:the\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:(?P<month>{MONTH}),?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?P<lone>(?:19|20)\d\d))\b"
)
SLASHED = (
    r"(?:by|on\s+or\s+before|(?:no|not)\s+later\s+than)\s+"
    r"(?P<dd>\d{1,2})[/.](?P<mm>\d{1,2})[/.](?P<yyyy>(?:19|20)\d\d)\b"
)
UNCLEAR = re.compile(
    rf"\bby\s+(?:(?:the\s+)?end\s+of\s+)?(?:(?:early|late|mid|the)[\s-]+)*(?:(?:spring|summer|autumn|winter|easter)\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?!\s*,?\s*\d)|(?<=early )|(?<=late )"
    rf"|(?<=mid-))(?:\s*(?:of\s+)?(?:19|20)\d\d)?",
    re.I,
)
ANY = re.compile(rf"(?P<now>{IMMEDIATE})\b|{PERIOD}|{BY_DATE}|{SLASHED}", re.I)
MODAL = re.compile(r"\b(?:should|must|needs?\s+to|ought\s+to|(?:is|are)\s+to)\b", re.I)
RIGHT_AFTER = re.compile(
    rf"^\s*,?\s*(?:also\s*,?\s*)?(?:(?P<steps>take\s+immediate\s+(?:action|steps?|measures))|(?={IMMEDIATE}"
    rf"|within|by\s|in\s+the\s+next|no\s+later))",
    re.I,
)
# `The force should act (within three months).`: in brackets at the very end, and saying nothing else.
CLOSING = re.compile(r"[(\[](?P<time>[^()\[\]]{3,60})[)\]]\W*$")
SECOND_HAND = re.compile(r"\((?:[^()]{0,300})\)")
HEADING_WORDS = re.compile(
    r"\b(?:recommendations?|requiring|require|required|action|actions|for|to|be|completed?|completion|taken|the|"
    r"timescale|timeline|deadline|due|of|this|publication|report|items?|and|that|are|in|annex|[a-h]|summary|all|"
    r"our|with|areas?|improvement|\d{1,2})\b|[^\w\s]",
    re.I,
)


@dataclass(frozen=True)
class Timescale:
    """`code` is what the import prints; `note` says what had to be assumed."""

    code: str
    words: str
    note: str = ""

    def due_on(self, published: date | None) -> date | None:
        """Immediately has no date; a printed date is itself; a period counts from publication."""
        if self.code.startswith("by:"):
            return date.fromisoformat(self.code[3:])
        if published is None or self.code == "immediate":
            return None
        count = int(self.code[1:-1])
        try:
            return add_months(published, count) if self.code.endswith("M") else add_days(published, count)
        except (ValueError, OverflowError):
            return None


def _from_match(found: re.Match[str]) -> Timescale | None:
    words = " ".join(found.group().split())
    if found["now"]:
        return Timescale("immediate", words)
    if found["unit"]:
        return _period(found, words)
    if found["dd"]:
        on = make_date(int(found["yyyy"]), int(found["mm"]), int(found["dd"]))
        return Timescale(f"by:{on.isoformat()}", words) if on else None
    return _by_date(found, words)


def _period(found: re.Match[str], words: str) -> Timescale | None:
    count = 1 if found["n"].lower() in ("a", "an") else as_number(found["n"])
    if not count or found["working"]:
        return None
    unit = found["unit"].lower()
    code = {"month": f"P{count}M", "year": f"P{12 * count}M", "week": f"P{7 * count}D", "day": f"P{count}D"}[unit]
    return Timescale(code, words)


def _by_date(found: re.Match[str], words: str) -> Timescale | None:
    before = found["how"].lower() == "before"
    year = int(found["year"] or found["lone"])
    month = month_number(found["month"]) if found["month"] else (1 if before else 12)
    if found["day"]:
        on = make_date(year, month, int(found["day"]))
        note = ""
    else:
        on = date(year, month, 1) if before else last_day(year, month)
        note = "" if found["end"] else "no day is printed; the last day of the time named is assumed"
    if on is None:
        return None
    if before:
        on = add_days(on, -1)
    return Timescale(f"by:{on.isoformat()}", words, note)


def first_timescale(text: str) -> Timescale | None:
    for found in ANY.finditer(text):
        if scale := _from_match(found):
            return scale
    return None


def in_heading(text: str) -> Timescale | None:
    """The time group of a heading such as `Within three months` or `Recommendations requiring immediate action`."""
    if scale := first_timescale(text):
        return scale
    plain = re.fullmatch(
        rf"\W*(?:recommendations?\W+)?(?:in\s+)?(?P<n>{NUMBER})[\s-]+(?P<unit>day|week|month"
        rf"|year)s?\W*(?:recommendations?)?\W*",
        text,
        re.I,
    )
    if plain:
        return first_timescale(f"within {plain['n']} {plain['unit']}s")
    if re.search(r"\bimmediate(?:ly)?\b", text, re.I):
        return Timescale("immediate", "immediate")
    if dashed := re.search(rf"\b(?P<n>{NUMBER})[\s-](?P<unit>month|week)s?\b(?=\s+recommendations?)", text, re.I):
        return first_timescale(f"within {dashed['n']} {dashed['unit']}s")
    return None


def is_time_heading(text: str) -> bool:
    """True where the heading says nothing but when."""
    if len(text) > 90 or not (scale := in_heading(text)):
        return False
    rest = ANY.sub(" ", text)
    rest = re.sub(rf"\b(?:{NUMBER})[\s-]+(?:months?|weeks?|days?|years?)\b|\bimmediate(?:ly)?\b", " ", rest, flags=re.I)
    return bool(scale) and not HEADING_WORDS.sub(" ", rest).split()


def in_sentence(text: str) -> tuple[Timescale | None, str]:
    """The timescale that governs the duty, and where it stood: `front`, `end` or nowhere.

    A time in brackets, or inside what is to be done (`ensure visits within six months`), governs something else.
    """
    if (closing := CLOSING.search(text[-120:])) and is_time_heading(closing["time"]):
        return in_heading(closing["time"]), "front"
    bare = SECOND_HAND.sub(" ", text[:4000])
    modal = MODAL.search(bare)
    if not modal:
        return (scale, "front") if (scale := _opening(bare)) else _trailing(bare)
    if scale := first_timescale(bare[: modal.start()]):
        return scale, "front"
    after = bare[modal.end() :]
    if adjacent := RIGHT_AFTER.match(after):
        if adjacent["steps"]:
            return Timescale("immediate", adjacent["steps"]), "front"
        found = ANY.match(after[adjacent.end() :])
        if found and (scale := _from_match(found)):
            return scale, "front"
    return _trailing(bare)


def _opening(text: str) -> Timescale | None:
    """No duty word: the time opens the sentence, or stands soon after `recommend that`."""
    if found := ANY.match(text.lstrip()):
        return _from_match(found)
    if recommending := re.search(r"\brecommends?\b", text[:200], re.I):
        return first_timescale(" ".join(text[recommending.end() :].split()[:14]))
    return None


def _trailing(text: str) -> tuple[Timescale | None, str]:
    first = re.split(r"(?<=[.!?:])\s+", text, maxsplit=1)[0]
    for found in ANY.finditer(first):
        if first[found.end() :].strip(" .:;") == "" and (scale := _from_match(found)):
            return (scale, "end") if scale.code.endswith("M") or scale.code.startswith(("by:", "imm")) else (None, "")
    return None, ""


def unclear_words(text: str) -> str | None:
    """Words that name a time the calendar cannot: `by spring 2025`, `by 31 March` with no year."""
    found = UNCLEAR.search(text[:600])
    return found.group() if found else None
