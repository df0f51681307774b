"""Telling whether two printed recommendations are one: the same set is often printed two or three times."""

import re
from collections import Counter
from dataclasses import dataclass, field

from goldthread.improve.recommendations.reading.candidates import Candidate

WORD = re.compile(r"[a-z0-9]+")
COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "to",
        "in",
        "for",
        "with",
        "by",
        "on",
        "at",
        "from",
        "that",
        "which",
        "it",
        "its",
        "is",
        "are",
        "be",
        "as",
        "this",
        "these",
        "their",
        "should",
        "force",
        "police",
        "service",
        "constabulary",
        "ensure",
        "make",
        "sure",
        "including",
        "where",
        "any",
        "all",
        "within",
        "months",
        "immediately",
    ]
)
NEARLY = 0.55  # share of three-word runs in common
INSIDE = 0.8  # share of the shorter one's runs found in the longer
MIN_RUNS = 6


def words_of(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'").replace("'", ""))


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    words = words_of(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([tuple(words)])


def is_same_wording(one: frozenset[tuple[str, ...]], two: frozenset[tuple[str, ...]]) -> bool:
    common, least = len(one & two), min(len(one), len(two))
    return common / (len(one | two) or 1) >= NEARLY or (least >= MIN_RUNS and common / least >= INSIDE)


def topic_overlap(one: str, two: str) -> float:
    """The share of the shorter text's telling words that the other uses too."""
    a, b = ({w[:6] for w in words_of(t)} - {c[:6] for c in COMMON} for t in (one, two))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@dataclass
class Merged:
    """The recommendations once each, what was dropped, and what people should be told."""

    kept: list[Candidate] = field(default_factory=list)
    replaced: dict[int, Candidate] = field(default_factory=dict)  # id of a dropped candidate -> the kept one
    twice: list[Candidate] = field(default_factory=list)


def merged(candidates: list[Candidate]) -> Merged:
    """Looks only at those that share runs of words, so a long report costs no more than its length."""
    out, seen = Merged(), _Seen()
    for candidate in candidates:
        twin = seen.twin_of(candidate)
        if twin is None:
            out.kept.append(candidate)
            seen.add(candidate)
            continue
        if twin.list_id == candidate.list_id and twin.is_firm and candidate.is_firm:
            out.twice.append(candidate)
        fuller, other = (candidate, twin) if _is_fuller(candidate, twin) else (twin, candidate)
        _complete(fuller, other)
        if fuller is candidate:
            out.kept[next(i for i, c in enumerate(out.kept) if c is twin)] = candidate
            seen.replace(twin, candidate)
        out.replaced[id(other)] = fuller
    return out


class _Seen:
    def __init__(self) -> None:
        self.by_run: dict[tuple[str, ...], list[Candidate]] = {}
        self.by_number: dict[tuple[str, str], list[Candidate]] = {}
        self.runs: dict[int, frozenset[tuple[str, ...]]] = {}
        self.gone: set[int] = set()

    def add(self, candidate: Candidate) -> None:
        runs = self.runs[id(candidate)] = runs_of(candidate.full_text)
        for run in runs:
            posted = self.by_run.setdefault(run, [])
            if len(posted) < 60:
                posted.append(candidate)
        if candidate.number:
            self.by_number.setdefault((candidate.kind, candidate.number), []).append(candidate)

    def replace(self, old: Candidate, new: Candidate) -> None:
        self.gone.add(id(old))
        self.add(new)

    def twin_of(self, candidate: Candidate) -> Candidate | None:
        runs = runs_of(candidate.full_text)
        shared = Counter(id(c) for run in runs for c in self.by_run.get(run, ()))
        known = {id(c): c for run in runs for c in self.by_run.get(run, ())}
        for key, _ in shared.most_common(12):
            other = known[key]
            if key not in self.gone and _may_be_one(candidate, other) and self._same(candidate, other, runs):
                return other
        return self._same_number(candidate)

    def _same(self, candidate: Candidate, other: Candidate, runs: frozenset[tuple[str, ...]]) -> bool:
        if candidate.list_id == other.list_id and candidate.is_firm and other.is_firm:
            return words_of(candidate.full_text) == words_of(other.full_text)
        if not is_same_wording(runs, self.runs[id(other)]):
            return False
        if candidate.title and other.title and words_of(candidate.title) != words_of(other.title):
            return False
        apart = candidate.number and other.number and candidate.number != other.number
        if apart or (candidate.under and other.under and candidate.under is not other.under):
            return len(runs & self.runs[id(other)]) >= 0.9 * len(runs | self.runs[id(other)])
        return topic_overlap(candidate.full_text, other.full_text) >= 0.75

    def _same_number(self, candidate: Candidate) -> Candidate | None:
        """A summary may print number 3 in a few words; the list prints it in full."""
        for other in self.by_number.get((candidate.kind, candidate.number), ())[-20:]:
            apart = candidate.list_id != other.list_id and id(other) not in self.gone
            alike = not (candidate.under and other.under) and candidate.earlier == other.earlier
            if apart and alike and topic_overlap(candidate.full_text, other.full_text) >= 0.6:
                return other
        return None


def _may_be_one(one: Candidate, two: Candidate) -> bool:
    if one.kind != two.kind:
        return False
    both_numbered = one.number and two.number and one.number != two.number
    return not (both_numbered and one.list_id == two.list_id)


def _is_fuller(new: Candidate, old: Candidate) -> bool:
    return (len(new.points), len(words_of(new.full_text)), bool(new.number)) > (
        len(old.points),
        len(words_of(old.full_text)),
        bool(old.number),
    ) and (len(words_of(new.full_text)) >= len(words_of(old.full_text)))


def _complete(fuller: Candidate, other: Candidate) -> None:
    fuller.number = fuller.number or other.number
    fuller.scale = fuller.scale or other.scale
    fuller.under = fuller.under or other.under
    fuller.title = fuller.title or other.title
    fuller.is_firm = fuller.is_firm or other.is_firm
