"""What was typed on the page of a concern, as the action takes it. Each child's own fields end in who it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from goldthread.link.native.met import Met
from goldthread.respond.concern.telling import Adult, Child, Times, Told
from goldthread.web import typing_in

# The action's field for each of the page's, of one child; the main child's stand as they are, another's end in `_code`.
OWN = {
    "words": "child_words",
    "alone": "spoke",
    "spoke_why": "spoke_why",
    "demeanour": "demeanour",
    "child_seen": "child_seen",
    "seen_alone": "seen_alone",
    "unseen_why": "unseen_why",
}
SHARED = {
    "seen": "seen",
    "home": "home",
    "danger": "danger",
    "done": "did",
    "opinion": "opinion",
    "risk": "risk",
    "place": "place",
    "parental": "parental",
    "visitors": "visitors",
    "other_children": "other_children",
}
MANY = {"categories": "categories", "immediate": "immediate"}
NEW_CHILDREN, NEW_ADULTS = ("n1", "n2", "n3", "n4"), ("a1", "a2", "a3")
MET = ("name", "age", "looks", "sex", "home", "relation")
CODE = re.compile(r"C-[2-9B-DF-HJ-NP-TV-XZ]{6}", re.ASCII)
# Where the action's refusal is shown on the page.
FIELDS = {**OWN, **SHARED, **MANY, "child": "child_name", "name": "child_name", "age": "child_age"}
FIELDS |= {"incident_at": "happened_at", "occurred_at": "happened_at", "written_at": "happened_at"}


@dataclass(frozen=True)
class Typed:
    """A whole page of a concern."""

    children: tuple[Child, ...]
    adults: tuple[Adult, ...]
    told: Told
    times: Times
    key: str | None


def typed(post: QueryDict) -> Typed:
    """Read a page; a time that is none is refused by its field."""
    others = [Child(code=code, **_own(post, f"_{code}")) for code in post.getlist("others") if CODE.fullmatch(code)]
    new = [_child(post, f"_{place}") for place in NEW_CHILDREN]
    children = [_main(post), *others, *new]
    adults = [Adult(code) for code in post.getlist("adults") if CODE.fullmatch(code)]
    adults += [one for one in (_adult(post, f"_{place}") for place in NEW_ADULTS) if one]
    return Typed(
        tuple(one for one in children if one),
        tuple(adults),
        _told(post),
        Times(
            typing_in.instant("written_at", post.get("written_at", "")),
            typing_in.instant("device_now", post.get("device_now", "")),
        ),
        post.get("key", "")[:80] or None,
    )


def values(post: Mapping[str, str]) -> dict[str, object]:
    """Everything as it was typed, for the page to show again."""
    lists = post.lists() if isinstance(post, QueryDict) else ((name, [value]) for name, value in post.items())
    several = ("others", "adults", *MANY.values())
    return {name: found if name in several else found[-1] for name, found in lists}


def _told(post: QueryDict) -> Told:
    told = {name: post.get(page, "") for name, page in SHARED.items()}
    many = {name: tuple(post.getlist(page)) for name, page in MANY.items()}
    return Told(**told, **many, incident_at=typing_in.instant("happened_at", post.get("happened_at", "")))  # type: ignore[arg-type]


def _own(post: QueryDict, end: str = "") -> dict[str, Any]:
    return {name: post.get(page + end, "") for name, page in OWN.items()}


def _main(post: QueryDict) -> Child | None:
    code = post.get("child", "").strip().upper()
    if code:
        return Child(code=code, **_own(post))
    names = {"name": "child_name", "age": "child_age", "looks": "child_looks", "sex": "child_sex", "home": "child_home"}
    return _held_or_met({name: post.get(page, "") for name, page in names.items()}, "new:0", _own(post))


def _child(post: QueryDict, end: str) -> Child | None:
    return _held_or_met(_told_of(post, end), f"new:{end[1:]}", _own(post, end))


def _held_or_met(told: Mapping[str, str], key: str, own: dict[str, Any]) -> Child | None:
    """A code where a name is asked for is somebody held; nothing told is nobody."""
    code = told.get("name", "").strip().upper()
    if CODE.fullmatch(code):
        return Child(code=code, **own)
    return Child(met=_met(told, key, "child"), **own) if _any(told) else None


def _adult(post: QueryDict, end: str) -> Adult | None:
    told = _told_of(post, end)
    code = told["name"].strip().upper()
    if CODE.fullmatch(code):
        return Adult(code)
    return Adult(met=_met(told, f"new:{end[1:]}", "associate")) if _any(told) else None


def _met(told: Mapping[str, str], key: str, role: str) -> Met:
    given = {"name": told.get("name", ""), "age": told.get("age", ""), "sex": told.get("sex", "")}
    more = {"description": told.get("looks", ""), "address": told.get("home", "")}
    return Met(key, role, **given, **more, relationship=told.get("relation", ""))


def _told_of(post: QueryDict, end: str) -> dict[str, str]:
    return {name: post.get(name + end, "") for name in MET}


def _any(told: Mapping[str, str]) -> bool:
    return any(_filled(told.values()))


def _filled(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text.strip()]
