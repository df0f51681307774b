"""The forms of the plans: what each asks, and the one action that each calls. All are shown by one template."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotValid
from goldthread.improve.plans import actions, evidence, letters, owners, working
from goldthread.improve.plans.held import Place
from goldthread.improve.plans.keeping import LARGEST
from goldthread.improve.plans.models import Dependency
from goldthread.improve.plans.register import KINDS, ORIGINS, plans
from goldthread.improve.plans.stages import LETTER, MOVES
from goldthread.improve.plans.standing import ActionNow, RecommendationNow, ServedNow
from goldthread.improve.recommendations.models import Recommendation
from goldthread.improve.recommendations.queries import JOINING, title_of
from goldthread.web import typing_in

Options = list[dict[str, Any]]


def option(value: str, words: str, hint: str | None = None) -> dict[str, Any]:
    """One of several to choose from."""
    return {"value": value, "words": words, "hint": hint}


@dataclass(frozen=True)
class Field:
    """One field: `kind` names the macro of components/forms.html that shows it."""

    kind: str
    name: str
    label: str
    hint: str = ""
    options: Options = field(default_factory=list)


@dataclass(frozen=True)
class Typed:
    """What was typed into a form, read field by field."""

    values: Mapping[str, str]
    points: list[str]
    file: UploadedFile | None = None
    key: str | None = None

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def day(self, name: str) -> date | None:
        start = typing_in.day_start(name, self.get(name))
        return clocks.day_of(start) if start else None

    def needed(self, name: str, words: str) -> date:
        found = self.day(name)
        if found is None:
            raise NotValid(name, words)
        return found

    def places(self) -> list[int]:
        return [int(one) for one in self.points if one.isascii() and one.isdigit()]

    def serves(self, one: RecommendationNow) -> tuple[Place, ...]:
        return tuple((one.recommendation_id, place) for place in self.places())

    def data(self) -> tuple[bytes, str]:
        if self.file is None:
            return b"", ""
        if (self.file.size or 0) > LARGEST:
            raise NotValid("file", f"The file is over {LARGEST // 2**20} MB.", "Give its address instead.")
        return self.file.read(), self.file.name or "file"


@dataclass(frozen=True)
class Form:
    """One form: who may fill it, what it asks of this recommendation, and what it does with the answers."""

    id: str
    title: str
    button: str
    permission: str
    asks: Callable[[RecommendationNow], list[Field]]
    does: Callable[[Reader, RecommendationNow, Typed], Any]
    note: str = ""


def alone(text: str) -> str:
    """A point's words by themselves, not as the list in the report joined them."""
    return JOINING.sub("", text).rstrip(" ;.")


def points_of(one: RecommendationNow) -> Options:
    """The points of a recommendation to choose from; one without points is its own."""
    return [
        option(str(point.place), f"{one.number}.{point.place} {alone(point.text)}" if point.place else "The whole")
        for point in one.points
    ]


def others_than(one: RecommendationNow) -> Options:
    """The other recommendations to choose from, those of the same report first."""
    rows = Recommendation.objects.exclude(pk=one.recommendation_id).select_related("report")
    found = sorted(rows, key=lambda row: (row.report_id != one.report_id, row.report_id, row.place))
    return [option("", "None")] + [
        option(str(row.pk), f"{row.number} {row.title or title_of(row.text, '')}"[:120]) for row in found
    ]


def waits_of(one: RecommendationNow) -> set[str]:
    """What it is said to wait for, and nothing, as a form's values."""
    rows = Dependency.objects.filter(recommendation=one.recommendation_id, ended_at=None)
    return {"", *map(str, rows.values_list("needs_id", flat=True))}


def other_of(typed: "Typed", name: str) -> int:
    """The recommendation that was chosen."""
    found = typing_in.number(typed.get(name))
    if found is None:
        raise NotValid(name, "Choose the other recommendation.")
    return found


def posts() -> Options:
    """Every post that may answer for something, by the role that comes with it; none is chosen beforehand."""
    held = [role for role in roles().values() if role.id not in ("service", "partner", "inspectorate", "panel_member")]
    named = sorted(held, key=lambda role: role.name)
    return [option("", "Choose a post"), *(option(role.id, role.name) for role in named)]


def boroughs() -> Options:
    return [option("", "The whole force")] + [
        option(code, name) for code, name in Borough.objects.order_by("name").values_list("code", "name")
    ]


def options(of: Mapping[str, str]) -> Options:
    return [option(value, words) for value, words in of.items()]


def plan_options() -> Options:
    return [option(plan.id, plan.name, f"Under the {plan.group}.") for plan in plans().values()]


def _commitment(one: RecommendationNow) -> list[Field]:
    return [
        Field("choice", "plan", "Plan", options=plan_options()),
        Field("long_text", "objective", "Objective", "What is to be achieved for children."),
        Field("select_field", "post", "Post that answers", options=posts()),
        Field("select_field", "borough", "Of", options=boroughs()),
    ]


def _move(one: RecommendationNow) -> list[Field]:
    stages = {point.stage for point in one.points}
    open_moves = [move for move in MOVES.values() if stages & set(move.start)]
    choices = [option(move.id, move.words) for move in open_moves]
    asked = [
        Field("choice", "move", "What happened", options=choices),
        Field("ticks", "points", "Points", "None ticked: all of them.", points_of(one)),
        Field("long_text", "reason", "Why", "Needed to contest, take back, merge or supersede."),
    ]
    return [
        *asked,
        Field(
            "select_field", "other", "The other recommendation", "To merge with or be superseded by.", others_than(one)
        ),
    ]


def action_fields(points: Options, states: bool = False) -> list[Field]:
    """What an action says."""
    asked = [
        Field("long_text", "words", "What is to be done", "It names no child."),
        Field("choice", "plan", "Plan", options=plan_options()),
        Field("choice", "origin", "Where it comes from", options=options(ORIGINS)),
        Field("select_field", "post", "Post that answers", options=posts()),
        Field("select_field", "borough", "Of", options=boroughs()),
        Field("text_field", "start_on", "Begins on", "Like 24/10/2026. May be left out."),
        Field("text_field", "due_on", "Due on", "Like 24/10/2026."),
    ]
    return [*asked, Field("ticks", "points", "Points it serves", options=points)] if points else asked


def told_of(typed: Typed, serves: tuple[Place, ...]) -> working.Told:
    """An action as typed."""
    return working.Told(
        typed.get("words"),
        typed.get("plan"),
        typed.get("origin"),
        typed.get("post"),
        typed.needed("due_on", "Enter the day it is due."),
        typed.get("borough"),
        typed.day("start_on"),
        serves,
    )


POSITION = Field("long_text", "position", "Where it stands", "What was done and what is known. It names no child.")
AS_AT = Field("text_field", "on", "As at", "Like 24/10/2026. Blank: today.")


def _position(one: RecommendationNow) -> list[Field]:
    points = Field("ticks", "points", "Points it speaks of", "A point that is not named stays silent.", points_of(one))
    return [POSITION, points, AS_AT]


def _evidence(points: Options, hint: str = "") -> list[Field]:
    return [
        Field("text_field", "title", "What it is"),
        Field("choice", "kind", "What it shows", options=options(KINDS)),
        Field("file_field", "file", "File", f"Up to {LARGEST // 2**20} MB."),
        Field("text_field", "address", "Or where it is kept", "An address or a file's reference."),
        Field("text_field", "effective_on", "Effective on", "Like 24/10/2026."),
        Field("ticks", "points", "Points it is evidence of", hint, points),
    ]


def _add_evidence(by: Reader, one: RecommendationNow, typed: Typed) -> Any:
    return evidence.add_evidence(by, _evidence_told(typed, typed.serves(one)), idempotency_key=typed.key)


def _evidence_told(typed: Typed, serves: tuple[Place, ...]) -> evidence.Told:
    data, name = typed.data()
    day = typed.needed("effective_on", "Enter from which day it holds.")
    return evidence.Told(typed.get("title"), typed.get("kind"), day, serves, typed.get("address"), data=data, name=name)


def _action_points(serves: Sequence[ServedNow]) -> Options:
    return [option(f"{one.recommendation_id}.{one.place}", f"{one.number} {alone(one.text)}") for one in serves]


def _add_action_evidence(by: Reader, one: ActionNow, typed: Typed) -> Any:
    """Of the points ticked; of all that the action serves where none is."""
    ticked = tuple(place for place in one.serves if f"{place[0]}.{place[1]}" in typed.points)
    return evidence.add_evidence(by, _evidence_told(typed, ticked or one.serves), idempotency_key=typed.key)


def _letter(one: RecommendationNow) -> list[Field]:
    said = [option("", "Nothing"), *options(LETTER)]
    return [
        Field("text_field", "reference", "The letter's reference"),
        Field("text_field", "on", "Date of the letter", "Like 24/10/2026."),
        Field("long_text", "words", "Its exact words"),
        Field("file_field", "file", "The letter", f"Up to {LARGEST // 2**20} MB."),
        *(
            Field("select_field", f"says_{point.place}", f"Of {one.number}{f'.{point.place}' if point.place else ''}",
                  alone(point.text) if point.place else "", said)
            for point in one.points
        ),
    ]  # fmt: skip


def _record_letter(by: Reader, one: RecommendationNow, typed: Typed) -> Any:
    data, name = typed.data()
    says = {(one.recommendation_id, point.place): typed.get(f"says_{point.place}") for point in one.points}
    says = {place: word for place, word in says.items() if word}
    if not says:
        raise NotValid(f"says_{one.points[0].place}", "Say of which points the letter speaks.")
    on = typed.needed("on", "Enter the date of the letter.")
    return letters.record_letter(
        by, typed.get("reference"), on, typed.get("words"), says, data=data, name=name, idempotency_key=typed.key
    )


def _depends(one: RecommendationNow) -> list[Field]:
    return [
        Field("select_field", "needs", "It waits for", options=others_than(one)),
        Field("long_text", "why", "Why it waits"),
    ]


@dataclass(frozen=True)
class ActionForm:
    """One form that whose post answers for an action fills: what it asks of the points it serves, and what it does."""

    id: str
    title: str
    button: str
    note: str
    asks: Callable[[Sequence[ServedNow]], list[Field]]
    does: Callable[[Reader, ActionNow, Typed], Any]


APPROVED_BY_ANOTHER = "Another officer approves it. An input is a condition, never proof of effect."
ACTION_FORMS = {
    form.id: form
    for form in (
        ActionForm("position", "Say where it stands", "Save this position",
                   "It is said of every point that the action serves. Earlier words stay.",
                   lambda serves: [POSITION, AS_AT],
                   lambda by, one, typed: owners.say_of_action(by, one.reference, typed.get("position"),
                                                               typed.day("on"), idempotency_key=typed.key)),
        ActionForm("evidence", "Add evidence", "Add this evidence", APPROVED_BY_ANOTHER,
                   lambda serves: _evidence(_action_points(serves), "None ticked: all of them."),
                   _add_action_evidence),
    )
}  # fmt: skip
FORMS = {
    form.id: form
    for form in (
        Form("promise", "Plan and objective", "Save the objective", "keep_plans", _commitment,
             lambda by, one, typed: actions.commit(by, one.recommendation_id, typed.get("plan"),
                                                   typed.get("objective"), typed.get("post"), typed.get("borough"),
                                                   idempotency_key=typed.key)),
        Form("stage", "Move points on", "Save this stage", "keep_plans", _move,
             lambda by, one, typed: actions.move(by, one.recommendation_id, typed.get("move"), typed.places(),
                                                 reason=typed.get("reason"),
                                                 other=typing_in.number(typed.get("other")),
                                                 idempotency_key=typed.key),
             "Only a letter of the inspectorate closes a point. Record the letter."),
        Form("action", "Add an action", "Add this action", "keep_plans", lambda one: action_fields(points_of(one)),
             lambda by, one, typed: working.add_action(by, told_of(typed, typed.serves(one)),
                                                            idempotency_key=typed.key)),
        Form("position", "Current position", "Save this position", "own_actions", _position,
             lambda by, one, typed: actions.say_position(by, one.recommendation_id, typed.get("position"),
                                                         typed.places(), typed.day("on"),
                                                         idempotency_key=typed.key)),
        Form("evidence", "Add evidence", "Add this evidence", "own_actions",
             lambda one: _evidence(points_of(one)), _add_evidence, APPROVED_BY_ANOTHER),
        Form("letter", "Record a letter", "Record this letter", "keep_plans", _letter, _record_letter,
             "What the inspectorate says of a point decides its stage, whatever stood here before."),
        Form("split", "Split into points", "Split it", "keep_plans",
             lambda one: [Field("long_text", "points", "Points", "One on each line, in few words.")],
             lambda by, one, typed: actions.split(by, one.recommendation_id, typed.get("points").splitlines(),
                                                  idempotency_key=typed.key),
             "The publisher's own words stay as they are."),
        Form("waits", "Say what it waits for", "Save what it waits for", "keep_plans", _depends,
             lambda by, one, typed: actions.depend(by, one.recommendation_id,
                                                   other_of(typed, "needs"), why=typed.get("why"),
                                                   idempotency_key=typed.key)),
        Form("waits-no-more", "Say that it waits no longer", "Save that it waits no longer", "keep_plans",
             lambda one: [Field("select_field", "needs", "It waits no longer for",
                                options=[each for each in others_than(one) if each["value"] in waits_of(one)])],
             lambda by, one, typed: actions.depend_no_more(by, one.recommendation_id, other_of(typed, "needs")),
             "That it waited stays on record."),
    )
}  # fmt: skip
