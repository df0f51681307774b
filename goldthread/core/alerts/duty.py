"""Who is reached now for a role in a borough: those on duty, else the next wider post, and in words why it was they."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from goldthread.core.organisation.models import Post
from goldthread.core.organisation.queries import on_duty, skills_of
from goldthread.core.organisation.skills import skills

# Who answers where nobody of a role is on duty: ours, after the ladder of the register.
WIDER = {
    "ward_officer": "responding_officer",
    "responding_officer": "supervisor",
    "missing_unit": "supervisor",
    "cse_team": "supervisor",
    "investigator": "supervisor",
    "image_team": "supervisor",
    "offender_manager": "supervisor",
    "mash_desk": "supervisor",
    "custody_officer": "duty_inspector",
    "supervisor": "duty_inspector",
    "borough_commander": "duty_inspector",
    "duty_inspector": "control_room",
}
FORCE_ROOM = "control_room"


@dataclass(frozen=True, slots=True)
class Reached:
    """The posts that are told, and why these. None on duty anywhere: no posts, and the words say so."""

    posts: tuple[Post, ...]
    why: str


def reached(role: str, borough: str | None, skill: str, at: datetime) -> Reached:
    """Whoever is on duty for this: nearest first, and of those the skilled where a skill is asked for."""
    nobody = f"nobody on duty as {_said(role)}"
    for wider, where, words in _nearest_first(role, borough):
        posts = on_duty(wider, where, at)
        if where is not None:
            near = [post for post in posts if post.borough_id == where]
            posts = near or posts
        if not posts:
            continue
        skilled, missing = _skilled(posts, skill, at)
        instead = "one elsewhere in the force" if wider == role else _said(wider)
        parts = ["on duty" if wider == role and not words else f"{nobody}{words}: told instead, {instead}"]
        return Reached(tuple(skilled), "; ".join([*parts, *missing])[:200])
    return Reached((), f"{nobody}, nor anybody in their place")


def _nearest_first(role: str, borough: str | None) -> Iterator[tuple[str, str | None, str]]:
    """The role in the borough, those who answer for it there, the role anywhere, the force's control room."""
    chain = [role]
    while chain[-1] in WIDER and WIDER[chain[-1]] not in chain and WIDER[chain[-1]] != FORCE_ROOM:
        chain.append(WIDER[chain[-1]])
    if borough is not None:
        yield from ((one, borough, "" if place == 0 else " there") for place, one in enumerate(chain))
    yield from ((one, None, "" if borough is None and place == 0 else " there") for place, one in enumerate(chain))
    yield FORCE_ROOM, None, " anywhere"


def _skilled(posts: list[Post], skill: str, at: datetime) -> tuple[list[Post], list[str]]:
    if not skill:
        return posts, []
    held = skills_of([post.officer_id for post in posts], at.date())
    able = [post for post in posts if skill in held[post.officer_id]]
    return (able, []) if able else (posts, [f"none of them accredited: {skills()[skill].name}"])


def _said(role: str) -> str:
    return role.replace("_", " ")
