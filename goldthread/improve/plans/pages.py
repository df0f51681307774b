"""Pages of the plans: one recommendation, its forms and files, and the two plans side by side."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.core import clocks
from goldthread.core.access.reader import Reader
from goldthread.core.access.roles import roles
from goldthread.core.refusals import Clash, NotFound, NotValid
from goldthread.improve.governance.queries import unlooked
from goldthread.improve.plans import evidence, forms, letters, queries
from goldthread.improve.plans.form_pages import Asking, form_page
from goldthread.improve.plans.held import Held
from goldthread.improve.plans.models import KeptFile
from goldthread.improve.plans.on_page import blocks_for
from goldthread.improve.plans.posts import answers_for
from goldthread.improve.plans.register import KINDS, ORIGINS, STATES, accountable, plans
from goldthread.improve.plans.stages import LETTER
from goldthread.improve.plans.standing import ActionNow, EvidenceNow, PointNow, RecommendationNow
from goldthread.improve.recommendations.items import KINDS as KINDS_OF_ITEM
from goldthread.improve.recommendations.stages import SHOWN, TESTING
from goldthread.web import typing_in
from goldthread.web.asking import reader_of

LEVELS = {"planned": "none", "in_progress": "low", "done": "done", "dropped": "none"}


@require_GET
def recommendation(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """One recommendation: their words, each point and its silence, what is done, what proves it."""
    return _shown(request, recommendation_id, typing_in.instant("at", request.GET.get("at", "")))


def _shown(
    request: HttpRequest, recommendation_id: int, at: datetime | None = None, form: Any = None, status: int = 200
) -> HttpResponse:
    by = reader_of(request)
    one = queries.one_standing(by, recommendation_id, at)
    context = {
        "one": one,
        "kind": KINDS_OF_ITEM[one.kind],
        "plan": plans().get(one.plan),
        "acting": _acting(one),
        "form": form or typing_in.form({}),
        "hides": {part: part in one.hidden for part in ("plans", "positions", "evidence")},
        "at": at,
        "counts": _counts(one),
        "points": [_point(one, point) for point in one.points],
        "actions": [action_row(action) for action in one.actions],
        "evidence": [_evidence(by, piece) for piece in (*one.evidence, *one.withdrawn)],
        "letters": [_letter(one, letter) for letter in reversed(one.letters)],
        "blocks": blocks_for(by, one) if at is None else [],
        "forms": _forms_for(by, one) if at is None else [],
    }
    return render(request, "recommendation.html", context, status=status)


def _acting(one: RecommendationNow) -> list[str]:
    """The plans whose actions serve a recommendation that itself stands in neither."""
    serving = {action.plan for action in one.actions if action.state != "dropped"}
    return [] if one.plan else [plan.name for plan in plans().values() if plan.id in serving]


def _counts(one: RecommendationNow) -> dict[str, int]:
    live = [action for action in one.actions if action.state != "dropped"]
    return {
        "done": sum(action.state == "done" for action in live),
        "actions": len(live),
        "late": len(one.late_actions),
        "shown": sum(point.stage in SHOWN for point in one.points),
        "testing": sum(point.stage in TESTING for point in one.points),
        "silent": len(one.silent),
        "quiet": max((point.silent_days or 0 for point in one.silent), default=0),
    }


def _point(one: RecommendationNow, point: PointNow) -> dict[str, Any]:
    number = f"{one.number}.{point.place}" if point.place else one.number
    level = "high" if point.stage in ("returned", "contested") else "done" if point.stage == "closed" else "none"
    return {**asdict(point), "number": number, "level": level, "text": forms.alone(point.text)}


def action_row(action: ActionNow) -> dict[str, Any]:
    """An action as a page's table shows it."""
    late = (clocks.today() - action.due_on).days
    return {
        **asdict(action),
        "state_words": f"Late by {late} d" if action.is_late else STATES[action.state],
        "level": "high" if action.is_late else LEVELS[action.state],
        "origin_words": ORIGINS[action.origin],
        "plan_words": plans()[action.plan].name,
        "moved": action.first_due_on is not None and action.first_due_on != action.due_on,
        "url": reverse("plan_action", args=[action.reference]),
    }


def _evidence(by: Reader, piece: EvidenceNow) -> dict[str, Any]:
    standing = piece.withdrawn_at is None
    return {
        **asdict(piece),
        "kind_words": KINDS[piece.kind],
        "is_link": piece.address.startswith(("https://", "http://")),
        "file_url": reverse("plan_evidence_file", args=[piece.id]) if piece.digest else None,
        "may_approve": standing and piece.approved_by is None and by.may("approve_evidence")
        and piece.added_by != str(by.officer),
        "may_withdraw": standing and by.may("keep_plans"),
    }  # fmt: skip


def _letter(one: RecommendationNow, letter: Any) -> dict[str, Any]:
    says = [
        f"{one.number}{f'.{place}' if place else ''} {LETTER[word].lower()}" for place, word in letter.says
    ]  # fmt: skip
    is_shown = letter.has_file and "evidence" not in one.hidden
    url = reverse("plan_letter_file", args=[letter.id]) if is_shown else None
    return {**asdict(letter), "said": says, "file_url": url, "is_withheld": letter.has_file and not is_shown}


def _forms_for(by: Reader, one: RecommendationNow) -> list[dict[str, str]]:
    """The forms this reader may fill; a recommendation with points is not split."""
    return [
        {"words": form.title, "url": reverse("plan_form", args=[one.recommendation_id, form.id])}
        for form in forms.FORMS.values()
        if (by.may("keep_plans") or (by.may(form.permission) and answers_for(by, one)))
        and (form.id != "split" or not one.points[0].place)
        and (form.id != "waits-no-more" or one.depends_on)
    ]


@require_http_methods(["GET", "POST"])
def plan_form(request: HttpRequest, recommendation_id: int, form_id: str) -> HttpResponse:
    """Any form of a recommendation."""
    by = reader_of(request)
    form = forms.FORMS.get(form_id)
    if form is None:
        raise NotFound("There is no such form.", "Go back to the recommendation.")
    by.must(form.permission)
    one = queries.one_standing(by, recommendation_id)
    asking = Asking(
        form.title, form.button, form.note, f"{one.number} {one.title}",
        reverse("recommendation", args=[recommendation_id]), lambda: form.asks(one), _begins(form_id, one),
    )  # fmt: skip
    return form_page(request, asking, lambda typed: form.does(by, one, typed))


def _begins(form_id: str, one: RecommendationNow) -> dict[str, Any]:
    if form_id == "promise":
        return {"plan": one.plan, "objective": one.objective, "post": one.responsible_role,
                "borough": one.responsible_borough}  # fmt: skip
    return {"plan": one.plan, "origin": "inspectorate"} if form_id == "action" else {}


@require_GET
def side_by_side(request: HttpRequest) -> HttpResponse:
    """The two plans beside each other: what is late, shared or said twice, and what neither acts on."""
    by = reader_of(request)
    every, all_actions = queries.standing(by), queries.actions_standing(by)
    columns = [
        {
            "plan": plan,
            "rows": [_row(one) for one in every if one.plan == plan.id],
            "own": [action_row(a) for a in all_actions if a.plan == plan.id and not a.serves],
            "late": sum(a.is_late for a in all_actions if a.plan == plan.id),
            "actions": sum(a.plan == plan.id and a.state != "dropped" for a in all_actions),
        }
        for plan in plans().values()
    ]
    mine = queries.actions_of(by) if by.may("own_actions") else []
    holder = queries.holder_of(accountable())
    context = {
        "columns": columns,
        "mine": [action_row(action) for action in mine],
        "unplanned": [_row(one) for one in every if not one.plan and not one.is_closed],
        "between": list(dict.fromkeys(note for one in every for note in one.notes)),
        "accountable": {"post": roles()[accountable()].name, "name": holder},
        "silent": sum(len(one.silent) for one in every),
        "silence_days": Held(clocks.now()).silence_days,
        "unlooked": len(unlooked()),
        "governance_url": reverse("governance") if by.may("read_governance") else None,
        "may_keep": by.may("keep_plans"),
        "today": clocks.today(),
        "checked_at": clocks.now(),
    }
    return render(request, "plans.html", context)


def _row(one: RecommendationNow) -> dict[str, Any]:
    live = [action for action in one.actions if action.state != "dropped"]
    return {
        "number": one.number,
        "title": one.title,
        "url": reverse("recommendation", args=[one.recommendation_id]),
        "stage": one.stage_words,
        "objective": one.objective,
        "post": one.responsible_post,
        "name": one.responsible_name,
        "done": sum(action.state == "done" for action in live),
        "actions": [action_row(action) for action in live],
        "acting": _acting(one),
        "late": len(one.late_actions),
        "silent": [
            f"{one.number}.{p.place} {p.silent_days} d" if p.place else f"{p.silent_days} d" for p in one.silent
        ],
        "waits_for": one.waits_for,
    }


@require_POST
def evidence_step(request: HttpRequest, evidence_id: int, step: str) -> HttpResponse:
    """Approve a piece of evidence, or withdraw it with the reason. What is refused is said on the page it came from."""
    by = reader_of(request)
    back, why = typing_in.number(request.POST.get("back", "")) or 0, f"why_{evidence_id}"
    try:
        if step == "approve":
            evidence.approve_evidence(by, evidence_id)
        else:
            evidence.withdraw_evidence(by, evidence_id, request.POST.get(why, ""))
    except (NotValid, Clash) as refused:
        form = typing_in.form(request.POST.dict(), refused, {"why": why})
        return _shown(request, back, form=form, status=refused.status)
    return redirect(f"{reverse('recommendation', args=[back])}#evidence")


@require_GET
def evidence_file(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """The file of a piece of evidence, as it was handed in."""
    return _download(evidence.download(reader_of(request), evidence_id))


@require_GET
def letter_file(request: HttpRequest, letter_id: int) -> HttpResponse:
    """A letter of the inspectorate, as it came."""
    return _download(letters.letter_file(reader_of(request), letter_id))


def _download(file: KeptFile) -> HttpResponse:
    """Always handed over, never shown in the page: what somebody uploaded runs nowhere here."""
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    name = "".join(one if one.isascii() and (one.isalnum() or one in " .-_") else "_" for one in file.name)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
