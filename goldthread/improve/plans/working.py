"""Every write on the actions of the plans: added, altered, reported on by whoever's post answers for them."""

from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.improve.plans.held import Held, Place
from goldthread.improve.plans.keeping import (
    journal_made,
    journal_of,
    keeper,
    not_to_come,
    officer_of,
    post_of,
    said,
    serves_of,
)
from goldthread.improve.plans.models import Action, ActionVersion
from goldthread.improve.plans.moving import take_back
from goldthread.improve.plans.once import Sent
from goldthread.improve.plans.posts import is_theirs
from goldthread.improve.plans.register import ORIGINS, STATES, chosen, plans


@dataclass(frozen=True)
class Told:
    """What an action says. `serves`: recommendation ids and places, 0 for the whole; none for the force's own work."""

    words: str
    plan: str
    origin: str
    post: str
    due_on: date
    borough: str = ""
    start_on: date | None = None
    serves: tuple[Place, ...] = ()


def add_action(by: Reader, told: Told, *, idempotency_key: str | None = None) -> ActionVersion:
    """Add an action, with the post that answers and the day it is due. It takes back to work what said all is done."""
    officer = keeper(by)
    sent = Sent("plan.action_added", idempotency_key, astuple(told))
    with db.transaction():
        under = look(by, operation="alteration", change="plan.action added")
        if before := sent.made_before(by):
            return ActionVersion.objects.select_related("action").get(pk=before)
        kept = _checked(told)
        db.run("SELECT pg_advisory_xact_lock(hashtext('plans_action'))")
        action = Action.objects.create(reference=f"A-{Action.objects.count() + 1:03}", at=clocks.now(), by=officer)
        made = ActionVersion.objects.create(
            action=action, version=1, first_due_on=told.due_on, at=clocks.now(), by=officer, **kept
        )
        take_back(officer, made.serves, f"{action.reference} was added.")
        journal_made(by, under, sent, _stream(made), _facts(made), made.pk)
    return made


def alter_action(
    by: Reader, reference: str, told: Told, *, reason: str = "", version: int | None = None
) -> ActionVersion:
    """Say an action again in other words. A later day needs a reason; the day first promised stays on record."""
    keeper(by)
    with db.transaction():
        under = look(by, operation="alteration", change="plan.action altered")
        kept = _checked(told)
        before = _held(by, reference, version, kept | {"reason": reason.strip()})
        if told.due_on > before.due_on and not reason.strip():
            raise NotValid("reason", "A later day needs a reason.", f"It was due on {before.due_on:%-d %B %Y}.")
        made = _next(by, before, reason=reason.strip(), **kept)
        take_back(officer_of(by), made.serves if _is_open(made) else [], f"{reference} was altered.")
        _journal(by, under, "plan.action_altered", made)
    return made


def report_action(
    by: Reader, reference: str, state: str, *, done_on: date | None = None, reason: str = "", version: int | None = None
) -> ActionVersion:
    """Say how an action stands: by whoever keeps the plans, or by the post that answers for it and alters nothing else.

    Only the keeper drops one, with the reason. Done is done on a day that has come.
    """
    chosen("state", state, STATES)
    with db.transaction():
        under = look(by, operation="alteration", change=f"plan.action {state}")
        day = (done_on or clocks.today()) if state == "done" else None
        before = _held(by, reference, version, {"state": state, "reason": reason.strip(), "done_on": day})
        _check_may_report(by, before, state)
        if state == "dropped" and not reason.strip():
            raise NotValid("reason", "Say why it is dropped.")
        made = _next(by, before, state=state, done_on=day and not_to_come("done_on", day), reason=reason.strip())
        take_back(officer_of(by), made.serves if _is_open(made) else [], f"{reference} was taken up again.")
        _journal(by, under, f"plan.action_{state}", made)
    return made


def _check_may_report(by: Reader, row: ActionVersion, state: str) -> None:
    if by.may("keep_plans"):
        return
    by.must("own_actions")
    if state == "dropped":
        raise Refusal("not_in_role", "Only who keeps the plans drops an action.", "Ask the improvement plan lead.")
    if not is_theirs(by, row.post_role, row.post_borough):
        raise Refusal("not_their_action", "Another post answers for this action.", "They report on it.")


def _checked(told: Told) -> dict[str, Any]:
    """The columns of a version, each checked."""
    role, borough = post_of(told.post, told.borough)
    if told.start_on and told.start_on > told.due_on:
        raise NotValid("start_on", "It would begin after it is due.", "Put one of the two days right.")
    return {
        "words": said("words", told.words, "Enter what is to be done.", 1_000),
        "plan": chosen("plan", told.plan, plans()),
        "origin": chosen("origin", told.origin, ORIGINS),
        "post_role": role,
        "post_borough": borough,
        "start_on": told.start_on,
        "due_on": told.due_on,
        "serves": serves_of(Held(clocks.now()), told.serves),
    }


def _held(by: Reader, reference: str, version: int | None, told: dict[str, Any]) -> ActionVersion:
    """The version that stands, its action held until the transaction ends. What is told of it again was saved."""
    db.run("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"plans_action {reference.strip().upper()}"])
    action = Action.objects.filter(reference=reference.strip().upper()).first()
    if action is None:
        raise NotFound(f"There is no action {reference[:20]}.", "See the plans.")
    standing = action.versions.order_by("-version")[0]
    if version is not None and version != standing.version:
        is_same = all(getattr(standing, name) == value for name, value in told.items())
        if is_same and version == standing.version - 1 and standing.by_id == officer_of(by).pk:
            raise Clash(f"You saved {action.reference} already: nothing was saved twice.", "Read how it stands now.")
        raise Clash(f"{standing.by} altered {action.reference} meanwhile.")
    return standing


def _next(by: Reader, before: ActionVersion, **changes: Any) -> ActionVersion:
    same = ("words", "plan", "origin", "post_role", "post_borough", "start_on", "due_on", "done_on", "state", "serves")
    values = {name: getattr(before, name) for name in same} | {"reason": ""} | changes
    return ActionVersion.objects.create(
        action_id=before.action_id, version=before.version + 1, first_due_on=before.first_due_on,
        at=clocks.now(), by=officer_of(by), **values,
    )  # fmt: skip


def _is_open(row: ActionVersion) -> bool:
    return row.state in ("planned", "in_progress")


def _journal(by: Reader, under: Look, kind: str, row: ActionVersion) -> None:
    journal_of(by, under, kind, _stream(row), _facts(row))


def _stream(row: ActionVersion) -> str:
    return f"plan:{row.action.reference}"


def _facts(row: ActionVersion) -> dict[str, Any]:
    return {
        "version": row.version,
        "plan": row.plan,
        "state": row.state,
        "due_on": str(row.due_on),
        "serves": row.serves,
    }
