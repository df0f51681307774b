"""The reference page of bodies: what each oversees and what a seat there shows, from the profiles that ship."""

from collections.abc import Iterable, Iterator, Sequence

from goldthread.core.access.roles import roles
from goldthread.core.standards.profiles import shipped
from goldthread.improve.governance.bodies import KIND_WORDS, KINDS, Body, declared, overseen, seen_by_post
from goldthread.improve.plans.register import OURS, read_register

WRITTEN = (
    "*Written by `goldthread docs write` from the profiles and from `improve/governance/sight.yaml`; change it there.*"
)
OPENING = (
    "Whoever sits on a body sees what its column says from the moment the seat is given to the moment it ends, and",
    "what their own post shows besides. Somebody from outside the force has small numbers withheld where any body they",
    "sit on has it so, and where they sit on none. How often a body meets and what it sees are ours, unverified, and",
    "the force's to set; that there is such a body is from its source.",
)


def bodies_page() -> Iterator[str]:
    yield from ("# Bodies and what they see", "", WRITTEN, "", *OPENING)
    for profile in shipped():
        yield from ("", f"## {profile}", "")
        yield from _profile(declared(profile))
    yield from ("", "## Without a seat", "", "| Role | Sees |", "|---|---|")
    for role, sees in seen_by_post().items():
        words = ", ".join(KIND_WORDS[one].lower() for one in KINDS if one in sees)
        yield f"| {roles()[role].name} (`{role}`) | {words} |"
    yield from ("", "Any other role sees the recommendations, if it may read them, and what a seat shows.")


def _profile(found: Sequence[Body]) -> Iterator[str]:
    yield from ("| Body | Oversees | Chair | Meets every | From, to |", "|---|---|---|---|---|")
    yield from (_line(one) for one in found)
    yield from ("", _row("What a seat shows", (one.name for one in found)), f"|---|{'---|' * len(found)}")
    for kind in KINDS:
        yield _row(KIND_WORDS[kind], ("yes" if kind in one.sees else "" for one in found))
    yield _row("Reads besides its own", (", ".join(one.reads) for one in found))
    yield _row("Small numbers", ("withheld" if one.is_suppressed else "shown" for one in found))
    yield from ("", *(f"- {one.name}: {one.source}" for one in found))


def _row(name: str, cells: Iterable[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _line(one: Body) -> str:
    outside = " (outside the force)" if one.is_outside else ""
    held = " to ".join(str(day) for day in (one.since, one.until) if day) or "not dated"
    what = overseen(one.oversees, read_register(OURS).plans)
    return f"| {one.name}{outside} | {what} | {one.chair} | {one.every.days} days | {held} |"
