"""One decision followed: what it cites, the figure before and after it, and who looked at its effect."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotFound
from goldthread.improve.effect import saying
from goldthread.improve.effect.shapes import BETTER, NO_CLEAR_CHANGE, NOT_COMPARABLE, UNKNOWN, VERDICTS, WORSE, Reading
from goldthread.improve.governance import figures
from goldthread.improve.governance.bodies import Body, body_named
from goldthread.improve.governance.citing import KINDS, boroughs_in_words
from goldthread.improve.governance.figures import Compared, Sides
from goldthread.improve.governance.models import Citing, EffectLook
from goldthread.improve.governance.queries import (
    DecisionNow,
    Sight,
    decided,
    decision_now,
    last_cited,
    sight_of,
    words_of_measure,
)
from goldthread.improve.governance.seats import WRITERS, held_seats

HIDDEN = "Neither your post nor a seat of yours shows figures of effect."
WORSENED = "Elsewhere it got worse over the same time: a wait may have been shortened here by lengthening it there."
ELSEWHERE_UNKNOWN = "Whether it got worse elsewhere over the same time is not known."


@dataclass(frozen=True)
class Looked:
    """Somebody looked at the effect: their words, and the figures as they stood then; None: out of sight."""

    at: datetime
    who: str
    words: str
    version: int
    compared: Compared | None


@dataclass(frozen=True)
class Followed:
    """One decision as a reader sees it. `compared` is None without a figure, or where figures are out of sight."""

    now: DecisionNow
    body: Body
    may_write: bool
    versions: tuple[Citing, ...]
    compared: Compared | None
    is_hidden: bool
    looks: tuple[Looked, ...]

    def as_json(self) -> dict[str, Any]:
        """As it goes out by API and command."""
        told = self.compared
        return {
            "figures": _told(told) if told else None,
            "is_hidden": self.is_hidden,
            "sentences": list(sentences(self)),
            "versions": [_version(one) for one in self.versions],
            "looks": [
                {"at": one.at, "who": one.who, "words": one.words, "version": one.version,
                 "figures": _told(one.compared) if one.compared else None}
                for one in self.looks
            ],
        }  # fmt: skip


def open_decision(by: Reader, decision_id: UUID) -> Followed:
    """One decision of a body whose decisions the reader reads, with its effect as far as they see figures."""
    by.must("read_governance")
    look(by, list="decision of a body", decision=str(decision_id))
    sight = sight_of(by)
    found = decided().filter(pk=decision_id, body__in=sight.decisions_of).first()
    if found is None:
        raise NotFound("There is no such decision among your bodies.", "See the bodies that you sit on.")
    cited = last_cited(found)
    has_figure = cited is not None and bool(cited.measure)
    told = figures.compared(cited, found.decided_at) if cited and has_figure and sight.sees_effect else None
    versions = tuple(found.citings.all())
    seats = {one.body: one.kind for one in held_seats(by)}
    return Followed(
        decision_now(found),
        body_named(found.body, clocks.today()),
        seats.get(found.body) in WRITERS,
        versions,
        figures.as_seen(told, sight) if told else None,
        has_figure and not sight.sees_effect,
        tuple(_looked(one, citing, sight) for citing in versions for one in citing.looks.all()),
    )


def sentences(told: Followed) -> Iterator[str]:
    """What may be said of a decision's effect, in plain words; and what may not."""
    now, found = told.now, told.compared
    if not now.measure:
        yield "It cites no figure: whether it helped a child cannot be read here."
    elif found is None:
        yield HIDDEN
    else:
        yield from _said(found, now)
    if now.is_unlooked and now.look_on:
        yield f"Nobody has recorded that they looked at its effect. That was due on {now.look_on:%-d %B %Y}."


def _said(found: Compared, now: DecisionNow) -> Iterator[str]:
    yield from saying.outcome(now.cites, found.before.named, found.after.named, found.verdict)
    if found.after.elsewhere is None:
        yield "It is about the whole force: there is no other borough to compare with."
    elif found.elsewhere == WORSE:
        yield WORSENED
    elif found.elsewhere in (UNKNOWN, NOT_COMPARABLE):
        yield ELSEWHERE_UNKNOWN
    if found.verdict in (BETTER, NO_CLEAR_CHANGE):
        yield figures.RETURN


def sides(told: Compared) -> list[dict[str, Any]]:
    """The rows of a decision's figures: where it is meant to help, and all other boroughs; in words."""
    rows = [_row("Where it was meant to help", told.before.named, told.after.named, told.verdict)]
    if told.before.elsewhere and told.after.elsewhere:
        rows.append(_row("All other boroughs", told.before.elsewhere, told.after.elsewhere, told.elsewhere))
    return rows


def version_in_words(one: Citing) -> dict[str, Any]:
    """What a decision was said to cite, in words."""
    names = boroughs_in_words()
    return {
        "version": one.version,
        "kind": KINDS.get(one.kind, one.kind),
        "cites": words_of_measure(one.measure) or "no figure",
        "boroughs": [names.get(code, code) for code in one.boroughs],
        "look_on": one.look_on,
        "at": one.at,
        "who": str(one.by),
    }


def _row(words: str, then: Reading, since: Reading, verdict: str) -> dict[str, Any]:
    return {"words": words, "before": saying.reading(then), "after": saying.reading(since), "of_before": then.of,
            "of_after": since.of, "verdict": verdict, "verdict_words": VERDICTS[verdict]}  # fmt: skip


def _looked(one: EffectLook, citing: Citing, sight: Sight) -> Looked:
    told = None
    if sight.sees_effect:
        kept = Compared(Sides.from_json(one.read["before"]), Sides.from_json(one.read["after"]), one.verdict,
                        one.read["elsewhere"])  # fmt: skip
        told = figures.as_seen(kept, sight)
    return Looked(one.at, str(one.by), one.words, citing.version, told)


def _version(one: Citing) -> dict[str, Any]:
    return {"version": one.version, "kind": one.kind, "measure": one.measure, "boroughs": list(one.boroughs),
            "look_on": one.look_on, "at": one.at, "who": str(one.by)}  # fmt: skip


def _told(told: Compared) -> dict[str, Any]:
    return {"before": told.before.as_json(), "after": told.after.as_json(), "verdict": told.verdict,
            "elsewhere_verdict": told.elsewhere}  # fmt: skip
