"""What was asked and what is done about it: one chapter for each recommendation, and the two plans side by side. Pure.

Silence is told as a finding (inspection.md 11.2): where nothing was said on a point, an action or the whole, the report
says so itself.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from goldthread.improve.plans.register import plans
from goldthread.improve.plans.standing import ActionNow, EvidenceNow, PointNow, RecommendationNow
from goldthread.improve.reporting.document import (
    MISSING,
    NOT_KNOWN,
    QUOTED,
    SILENT,
    VERDICT,
    Block,
    Bullets,
    Paragraph,
    Ref,
    Section,
    Sentence,
    Table,
)  # fmt: skip
from goldthread.improve.reporting.making import Maker, says, section

ORIGINS = {"inspectorate": "inspectorate", "force": "the force itself", "partner": "a partner"}
REGISTER = "The register of recommendations and the plans, as they stood at the end of the time told"
NOBODY = "NO NAME"


def day(on: date | None) -> str:
    """A day as it is read: 25 November 2016."""
    return f"{on.day} {on:%B %Y}" if on else "on a day not known"


def in_short(maker: Maker, every: Sequence[RecommendationNow], others: Sequence[ActionNow] = ()) -> Iterator[Section]:
    """How it stands altogether: open, silent, late, without a name. No single bar of progress; of nothing, nothing.

    `others` are the actions that serve no recommendation: they are counted with the rest.
    """
    if not every:
        return
    points = [(one, point) for one in every for point in one.points]
    actions = {action.reference: action for one in every for action in one.actions if action.state != "dropped"}
    actions |= {action.reference: action for action in others}
    late = sum(action.is_late for action in actions.values())
    done = sum(action.state == "done" for action in actions.values())
    nameless = sum(action.name is None and action.state != "done" for action in actions.values())
    ours = partial(_counted, maker)
    yield section(
        "in-short",
        "In short",
        Paragraph((
            says("The register holds ", ours("plans.recommendations", len(every), "recommendations"),
                 " recommendations; ", ours("plans.open", sum(not one.is_closed for one in every), "not closed"),
                 " are not closed by the inspectorate."),
            says("Of ", ours("plans.points", len(points), "points"), " points, ",
                 ours("plans.silent", sum(len(one.silent) for one in every), "points on which nothing was said"),
                 " are silent: nothing has been said on them for too long."),
            says("Of ", ours("plans.actions", len(actions), "actions"), " actions, ",
                 ours("plans.done", done, "actions done"), " are done, ",
                 ours("plans.late", late, "actions late"), " are late and ",
                 ours("plans.nameless", nameless, "actions not done that nobody holds"), " have no name."),
            says("Actions done are no proof of effect: that is told apart, under each recommendation."),
        )),
    )  # fmt: skip


def _counted(maker: Maker, key: str, many: int, name: str) -> Ref:
    return maker.counted(key, many, name.capitalize(), name, source=REGISTER)


def chapter(maker: Maker, one: RecommendationNow, effect: Sequence[Block] = (), came: str = "") -> Section:
    """One recommendation: their words, our plan, what is silent, what it changed, what is not known.

    `came` is the verdict of its test. Where two reports, or two causes, have the same number, the later has its id too.
    """
    name = f"r{one.number}" if f"r{one.number}" not in maker.stages else f"r{one.number}-{one.recommendation_id}"
    maker.stages[name] = one.stage_words
    maker.stages.update({f"{name}.{point.place}": point.stage_words for point in one.points if point.place})
    return section(
        name,
        f"Recommendation {one.number}: {one.title}",
        Paragraph((says(_verdict(one, came or "not known")),), VERDICT),
        Paragraph((says(one.text),), QUOTED),
        _points(one),
        Paragraph(tuple(_standing(one))),
        *_silences(one),
        _promise(one),
        _position(one),
        _actions(one),
        _evidence(one),
        *effect,
    )


def _verdict(one: RecommendationNow, effect: str) -> str:
    """Where it stands in one line: how far, what it changed, what is silent, what is late."""
    said = [one.stage_words, f"Effect: {effect[:1].lower()}{effect[1:]}"]
    if one.silent:
        said.append(f"Silent: {_many(len(one.silent), 'point')}" if one.points[0].place else "Silent")
    if one.is_late:
        said.append("Late")
    if one.late_actions:
        said.append(f"Late: {_many(len(one.late_actions), 'action')}")
    return f"{'. '.join(said)}."


def _many(many: int, noun: str) -> str:
    return f"{many} {noun}" if many == 1 else f"{many} {noun}s"


def _points(one: RecommendationNow) -> Block | None:
    nested = [point for point in one.points if point.place]
    rows = tuple((says(f"{one.number}.{point.place}"), says(point.text), says(_stage(point))) for point in nested)
    return Table("Its points", ("Point", "Asked", "How far"), rows) if rows else None


def _stage(point: PointNow) -> str:
    heard = f"; last heard {day(point.last_update_on)}" if point.last_update_on else "; never heard of"
    heard += f" by a decision of the {point.decided_by}, no progress by itself" if point.decided_by else ""
    return f"{point.stage_words}{heard if point.stage != 'closed' else ''}"


def _standing(one: RecommendationNow) -> Iterator[Sentence]:
    due = f", due {day(one.due_on)}" if one.due_on else ""
    opened = f", open {one.days_open:,} days" if one.days_open is not None else ""
    yield says(
        f"To be done {one.time_group or 'with no time given'}{due}{opened}{'. It is late' if one.is_late else ''}."
    )
    yield says(f"It stands at: {one.stage_words}. It is no further than its slowest point.")
    if one.waits_for:
        yield says(f"It waits for recommendation {', '.join(one.waits_for)}.")
    if letter := one.closed_by_letter:
        yield says(f"The inspectorate closed it by letter {letter.reference} of {day(letter.on)}.")


def _silences(one: RecommendationNow) -> Iterator[Block]:
    """What nobody has spoken of, said by the report itself."""
    for point in one.silent:
        what = f"point {one.number}.{point.place}" if point.place else f"recommendation {one.number}"
        yield Paragraph((says(f"SILENT: nothing has been said on {what} for {point.silent_days:,} days."),), SILENT)


def _promise(one: RecommendationNow) -> Block:
    if not one.plan:
        return Paragraph((says("No plan is held for it: no objective and nobody who answers for it."),), MISSING)
    return Paragraph((
        says(f"It is in {plans()[one.plan].in_a_sentence}. The objective: {one.objective}"),
        says(f"Responsible: {one.responsible_post}, {one.responsible_name or NOBODY}."),
    ))  # fmt: skip


def _position(one: RecommendationNow) -> Block:
    if one.position is None:
        return Paragraph((says("No position has been given."),), MISSING)
    said = f"Position of {day(one.position_on)}, by {one.position_by}: {one.position}"
    return Paragraph((says(said),))


def _actions(one: RecommendationNow) -> Block | None:
    live = [action for action in one.actions if action.state != "dropped"]
    if not live:
        return Paragraph((says("No action is planned."),), MISSING) if not one.is_closed else None
    head = ("Action", "What", "Asked by", "Who", "Due", "State")
    return Table(f"Actions under recommendation {one.number}", head, tuple(_action(action) for action in live))


def _action(one: ActionNow) -> tuple[Sentence, ...]:
    state = (
        f"done {day(one.done_on)}" if one.done_on else one.state.replace("_", " ") + (", late" if one.is_late else "")
    )
    who = f"{one.post}, {one.name or NOBODY}"
    return tuple(
        map(says, (one.reference, one.words, ORIGINS.get(one.origin, one.origin), who, day(one.due_on), state))
    )


def _evidence(one: RecommendationNow) -> Block | None:
    if not one.evidence:
        return Paragraph((says("No evidence is held."),), NOT_KNOWN) if not one.is_closed else None
    return Bullets(tuple(says(_piece(piece)) for piece in one.evidence))


def _piece(one: EvidenceNow) -> str:
    kind = "Evidence of an outcome" if one.kind == "outcome" else "An input, which is no proof of effect"
    approved = f"approved by {one.approved_by}" if one.approved_by else "not approved yet"
    mark = f", SHA-256 {one.digest[:16]}" if one.digest else ""
    return f"{kind}: {one.title}, in force from {day(one.effective_on)}, {approved}{mark}."


def both_plans(every: Sequence[RecommendationNow], others: Sequence[ActionNow]) -> Iterator[Section]:
    """Two plans, one risk (inspection.md 11.1): which holds what, where they meet, conflict or leave a gap."""
    numbers = {plan: [one.number for one in every if one.plan == plan] for plan in sorted({one.plan for one in every})}
    held = tuple(
        (says(plans()[plan].name if plan else "No plan"), says(", ".join(those))) for plan, those in numbers.items()
    )
    notes = [f"Recommendation {one.number}: {note}" for one in every for note in one.notes]
    said = Bullets(tuple(map(says, dict.fromkeys(notes)))) if notes else None
    none = None if notes else Paragraph((says("Nothing that conflicts, is shared or is left out was found."),))
    table = Table("Which plan holds which recommendation", ("Plan", "Recommendations"), held) if held else None
    if every:
        yield section("plans", "The two plans beside each other", table, said, none)
    if others:
        rows = tuple(_action(action) for action in others)
        head = ("Action", "What", "Asked by", "Who", "Due", "State")
        words = "These serve no recommendation: the force or its partners added them."
        yield section("own", "What the inspectorate did not ask for", Paragraph((says(words),)),
                      Table("Actions of our own", head, rows))  # fmt: skip
