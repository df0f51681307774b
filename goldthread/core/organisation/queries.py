"""Who holds which post, who is on duty, and who is skilled in what."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Case, Max, Q, QuerySet, Value, When

from goldthread.core.organisation.models import Accreditation, DutyShift, Officer, Post


def post_held(officer: Officer, at: datetime) -> Post | None:
    """The post an officer holds at an instant, the latest begun if there are several; None if none."""
    held = Post.objects.filter(officer=officer, starts_at__lte=at).filter(Q(ends_at=None) | Q(ends_at__gt=at))
    return held.select_related("borough").order_by("-starts_at", "-id").first()


def officers_in_role(role: str, at: datetime) -> list[Officer]:
    """Everyone who holds a role at an instant, by username."""
    posts = Post.objects.filter(role=role, starts_at__lte=at).filter(Q(ends_at=None) | Q(ends_at__gt=at))
    return list(Officer.objects.filter(posts__in=posts, is_active=True).distinct().order_by("username"))


def officers_in_roles(roles: Collection[str], borough: str | None, at: datetime) -> list[Officer]:
    """Who holds one of these roles at an instant in a borough or for the whole force, by name; without one, anybody."""
    held = Post.objects.filter(role__in=roles, starts_at__lte=at, officer__is_active=True)
    held = held.filter(Q(ends_at=None) | Q(ends_at__gt=at))
    if borough is not None:
        held = held.filter(Q(borough=borough) | Q(borough=None))
    return list(Officer.objects.filter(posts__in=held).distinct().order_by("name", "username"))


def first_in_each_role(at: datetime) -> dict[str, Post]:
    """One post of each role that somebody holds at an instant: the officer first by username. One query."""
    held = Post.objects.filter(starts_at__lte=at, officer__is_active=True).filter(Q(ends_at=None) | Q(ends_at__gt=at))
    ordered = held.select_related("officer", "borough").order_by("role", "officer__username").distinct("role")
    return {post.role: post for post in ordered}


def on_duty(role: str, borough: str | None, at: datetime) -> list[Post]:
    """The posts of a role that are on duty at an instant, with their officers. One query.

    Those of the borough come first, then those of the whole force, by username; without a borough, all there are.

    A shift of a post that has ended, or of an officer who has left, puts nobody on duty.
    """
    held = Post.objects.filter(role=role, starts_at__lte=at, officer__is_active=True)
    held = held.filter(Q(ends_at=None) | Q(ends_at__gt=at), shifts__starts_at__lte=at, shifts__ends_at__gt=at)
    if borough is not None:
        held = held.filter(Q(borough=borough) | Q(borough=None))
    nearest = Case(When(borough=None, then=Value(1)), default=Value(0))
    return list(held.select_related("officer", "borough").order_by(nearest, "officer__username", "id"))


def on_duty_until(officers: Collection[int], at: datetime) -> dict[int, datetime]:
    """Until when each of these officers is on duty; who is off duty is not among them. One query."""
    shifts = DutyShift.objects.filter(post__officer__in=officers, starts_at__lte=at, ends_at__gt=at)
    held = shifts.filter(Q(post__ends_at=None) | Q(post__ends_at__gt=at), post__starts_at__lte=at)
    return dict(held.values_list("post__officer").annotate(until=Max("ends_at")))


def accredited(skill: str, on: date) -> list[Officer]:
    """The officers who hold a skill on a day, by username. One query."""
    held = _held_on(on).filter(skill=skill)
    return list(Officer.objects.filter(accreditations__in=held, is_active=True).distinct().order_by("username"))


def skills_of(officers: Collection[int], on: date) -> dict[int, frozenset[str]]:
    """The skills each of these officers holds on a day. One query."""
    found: dict[int, set[str]] = {officer: set() for officer in officers}
    for officer, skill in _held_on(on).filter(officer__in=officers).values_list("officer_id", "skill"):
        found[officer].add(skill)
    return {officer: frozenset(held) for officer, held in found.items()}


def _held_on(on: date) -> QuerySet[Accreditation]:
    return Accreditation.objects.filter(awarded_on__lte=on).filter(Q(expires_on=None) | Q(expires_on__gte=on))
