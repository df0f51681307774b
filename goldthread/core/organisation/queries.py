"""Who holds which post."""

from datetime import datetime

from django.db.models import Q

from goldthread.core.organisation.models import Officer, Post


def post_held(officer: Officer, at: datetime) -> Post | None:
    """The post an officer holds at an instant, the latest begun if there are several; None if none."""
    held = Post.objects.filter(officer=officer, starts_at__lte=at).filter(Q(ends_at=None) | Q(ends_at__gt=at))
    return held.select_related("borough").order_by("-starts_at", "-id").first()


def officers_in_role(role: str, at: datetime) -> list[Officer]:
    """Everyone who holds a role at an instant, by username."""
    posts = Post.objects.filter(role=role, starts_at__lte=at).filter(Q(ends_at=None) | Q(ends_at__gt=at))
    return list(Officer.objects.filter(posts__in=posts, is_active=True).distinct().order_by("username"))


def first_in_each_role(at: datetime) -> dict[str, Post]:
    """One post of each role that somebody holds at an instant: the officer first by username. One query."""
    held = Post.objects.filter(starts_at__lte=at, officer__is_active=True).filter(Q(ends_at=None) | Q(ends_at__gt=at))
    ordered = held.select_related("officer", "borough").order_by("role", "officer__username").distinct("role")
    return {post.role: post for post in ordered}
