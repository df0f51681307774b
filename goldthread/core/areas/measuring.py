"""The grammar by which an area is measured: its figures, an auditor's questions, the lines of a briefing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One question that an auditor asks of a case of this work, by its number in the inspectorate's set."""

    id: str
    words: str
    source: str


AUDITED = "Audit"  # the group of figures that audits grade


@dataclass(frozen=True)
class Indicator:
    """A figure of this work: numerator over denominator, in words and as code.

    `read` is the dotted path of `(since, until, now) -> [Counted]`, asked once for all the figures that name it;
    `cases` that of `(indicator, borough, since, until, now, first, most) -> (how many, [(case id, person id)])`: so
    many of the numerator from the first on, the oldest first. `unit` is `share`, `wait` where the figure is how long it
    took, `mean` where it is how many each, or `rate` where it is how many for each 1,000. `better` is
    `higher`, `lower` or `neither`.
    """

    id: str
    name: str
    numerator: str
    denominator: str
    better: str
    read: str
    cases: str
    source: str
    unit: str = "share"
    group: str = ""

    @property
    def is_of_audits(self) -> bool:
        """Its cases were sampled: which they are is for whoever sees samples, and on no case's own page."""
        return self.group == AUDITED


@dataclass(frozen=True)
class Counted:
    """One figure of one borough and month as it was counted; empty: of all. Waits are in seconds.

    `unknown` says in words why it cannot be known: then it is never told as none. `note` is what must be read with it.
    """

    indicator: str
    borough: str
    month: str
    count: int
    of: int
    median: float | None = None
    slow: float | None = None
    unknown: str = ""
    note: str = ""


@dataclass(frozen=True)
class BriefingLine:
    """One line of the briefing: what it counts in words, and the dotted path of what counts it.

    `read` is `(line, borough, since, at) -> [(case id, person id)]`, or None where it cannot be known; an empty borough
    is all of them. `counts` in its place is `(line, standing) -> whether it counts` of an open case as it stood at an
    instant (`core.cases.standing`): such a line can be asked of the past. Its cases are those of the area, or of the
    area named by `of`. `says` are the sentences for none, one and several, with `{n}` and `{period}`; a line without
    them reads as its words and the number. `note` is what is not in the number.
    """

    id: str
    words: str
    read: str = ""
    says: tuple[str, str, str] = ("", "", "")
    note: str = ""
    counts: str = ""
    of: str = ""

    def sentence(self, many: int | None, period: str) -> str:
        """The line with its number. What is not known is never told as none."""
        if many is None:
            return f"{self.words}: not known."
        said = self.says[min(many, 2)] or f"{self.words}: {{n}}."
        return said.format(n=f"{many:,}", period=period)
