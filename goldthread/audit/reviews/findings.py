"""What audits found, question by question, and what became of the cases sent back. Counts only: nobody is named."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from goldthread.audit import saying
from goldthread.audit.criteria import set_named
from goldthread.audit.reviews.programmes import programme_named, programmes
from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotValid
from goldthread.core.shares import wilson

# Whose grades speak for the force (inspection.md 7): a borough's own alone are no measure of quality.
CENTRAL = "auditor_central"


@dataclass(frozen=True)
class Finding:
    """How often one question was answered no in one area's cases. "Not recorded" counts as no, and is told apart.

    `of` leaves out where it does not apply. `low` and `high` are shares at 95%, of no and not recorded together.
    """

    question: str
    words: str
    criterion: str
    criterion_title: str
    area: str
    version: int
    recommendations: tuple[int, ...]
    no: int
    not_recorded: int
    partly: int
    of: int
    samples: int
    is_even: bool
    low: float | None = None
    high: float | None = None
    sentence: str = ""

    @property
    def missed(self) -> int:
        """Answered no, or not recorded."""
        return self.no + self.not_recorded

    @property
    def is_too_few(self) -> bool:
        return saying.is_too_few(self.of)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "recommendations": list(self.recommendations), "too_few": self.is_too_few}


@dataclass(frozen=True)
class SentBack:
    """What became of the cases that audits sent back: each counts once, in the time in which it was raised.

    `acted_on_in_time` is the first response within its clock. A case held in another system has no clock of ours, so
    that it is in `raised`, `confirmed_safe`, `open` and `elsewhere` alone.
    """

    raised: int
    acted_on: int
    acted_on_in_time: int
    confirmed_safe: int
    open: int
    elsewhere: int
    sentence: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def findings(by: Reader, since: datetime, until: datetime, programme: str = "") -> list[Finding]:
    """The questions asked in first grades given from `since` and before `until`, the oftenest missed first.

    Of the programmes that the central team grades, or of the one that is named. What waits for a blind second grade is
    in none of it yet.
    """
    _may(by)
    _check(since, until)
    wanted = {programme_named(programme).id} if programme else _central()
    rows = db.fetch("SELECT * FROM goldthread_audit_findings(%s, %s)", [since, until])
    told: dict[tuple[str, str, int], Finding] = {}
    for row in rows:
        if row["programme"] in wanted:
            key = (row["area"], row["question"], row["version"])
            told[key] = _joined(told[key], row) if key in told else _finding(row)
    return sorted(map(_said, told.values()), key=lambda one: (-one.missed, one.area, one.question))


def sent_back(by: Reader, since: datetime, until: datetime, at: datetime | None = None) -> SentBack:
    """What audits sent back from `since` and before `until`, and what has become of it by now, or had by `at`."""
    _may(by)
    _check(since, until)
    rows = db.fetch("SELECT * FROM goldthread_audit_sent(%s, %s, %s)", [since, until, at or clocks.now()])
    confirmed = sum(row["is_confirmed"] for row in rows)
    counted = SentBack(
        raised=len(rows),
        acted_on=sum(row["is_acted_on"] for row in rows),
        acted_on_in_time=sum(row["is_in_time"] for row in rows),
        confirmed_safe=confirmed,
        open=len(rows) - confirmed,
        elsewhere=sum(row["is_elsewhere"] for row in rows),
        sentence="",
    )
    return replace(counted, sentence=" ".join(_sent_words(counted)))


def told(
    by: Reader, since: datetime | None = None, until: datetime | None = None, programme: str = ""
) -> dict[str, Any]:
    """Both, as they go out of a door: of a time, or of the twelve months before its end, or before now."""
    until = until or clocks.now()
    since = since or until - timedelta(days=365)
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "findings": [one.as_json() for one in findings(by, since, until, programme)],
        "sent_back": sent_back(by, since, until).as_json(),
    }


def _may(by: Reader) -> None:
    """Whoever sees samples or figures. Others read them in a published report, where small numbers are withheld.

    Of a time of the reader's own choosing they cannot be: of two times that overlap the difference tells a single case.
    """
    if not by.may("see_samples"):
        by.must("see_figures")


def _check(since: datetime, until: datetime) -> None:
    if since.tzinfo is None or until.tzinfo is None or since >= until:
        raise NotValid("since", "The period has no beginning or no end after it.", "Give both, with an offset.")


def _central() -> set[str]:
    return {one.id for one in programmes().values() if one.first == CENTRAL}


def _finding(row: dict[str, Any]) -> Finding:
    asked = next(one for one in set_named(row["question"].split("-")[0], row["version"]).questions
                 if one.id == row["question"])  # fmt: skip
    counts = {name: row[name] for name in ("not_recorded", "of", "samples", "is_even", "area", "version")}
    return Finding(asked.id, asked.words, asked.criterion.code, asked.criterion.title, no=row["said_no"],
                   partly=row["said_partly"], recommendations=asked.recommendations, **counts)  # fmt: skip


def _joined(one: Finding, row: dict[str, Any]) -> Finding:
    """The same question in another programme of the central team's."""
    return replace(
        one,
        no=one.no + row["said_no"],
        not_recorded=one.not_recorded + row["not_recorded"],
        partly=one.partly + row["said_partly"],
        of=one.of + row["of"],
        samples=one.samples + row["samples"],
        is_even=one.is_even and row["is_even"],
    )


def _said(one: Finding) -> Finding:
    ends = None if one.is_too_few or not one.is_even else wilson(one.missed, one.of)
    low, high = ends or (None, None)
    return replace(one, low=low, high=high, sentence=_sentence(one))


def _sentence(one: Finding) -> str:
    """What is said of one question. Cases drawn within strata stand for different numbers: no range is told of them."""
    if not one.of:
        return "It applied to no case that was graded."
    apart = f"{one.no:,} no, {one.not_recorded:,} not recorded"
    if one.is_too_few:
        return f"{saying.too_few(one.of)} Of them: {apart}."
    seen = f"of the {one.of:,} cases that it applied to, {one.missed:,} ({apart})"
    if not one.is_even:
        return f"{seen[0].upper()}{seen[1:]}. They were drawn in parts, so this says only what was seen."
    return f"{saying.in_a_hundred(one.missed, one.of)} cases, if chance drew them: {seen}. 95% sure."


def _sent_words(one: SentBack) -> Iterator[str]:
    if not one.raised:
        yield "No case was sent back."
        return
    yield f"{one.raised:,} {'case was' if one.raised == 1 else 'cases were'} sent back."
    if here := one.raised - one.elsewhere:
        yield f"Of {here:,} held here {one.acted_on_in_time:,} had a first response in time."
    yield f"{one.confirmed_safe:,} confirmed safe; {one.open:,} still open."
