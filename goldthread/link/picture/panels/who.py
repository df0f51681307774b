"""Who: the identity bar, the other names told, what is told differently. Never a photograph."""

from typing import Any

from goldthread.core.panels.grammar import Body, Subject
from goldthread.core.people.queries import Identity
from goldthread.core.records.names import fold
from goldthread.link.picture.beside import work_token
from goldthread.link.picture.near import identified
from goldthread.link.picture.panels.flags import flags
from goldthread.link.picture.panels.shapes import evidence
from goldthread.link.picture.panels.work import work


def identity(subject: Subject) -> Identity | None:
    """Who the person is by what was known at the picture's moment; None where no name may be shown."""
    return subject.once(identified).get(subject.person_id)


def who(subject: Subject) -> Body:
    found = subject.once(identity)
    return {
        "person": found.as_json() if found else None,
        "other_names": _other_names(subject, found),
        "told_differently": _told_differently(subject, found),
        "risks": [*_flagged(subject), *_at_work(subject)],
    }


def _other_names(subject: Subject, found: Identity | None) -> list[dict[str, Any]]:
    """Each other name a record gives, once, with its newest record; an alias says that it is one."""
    usual = fold(f"{found.forename} {found.surname}") if found else ""
    names: dict[str, dict[str, Any]] = {}
    for one in _full_names(subject):
        if fold(one["name"]) not in ("", usual):
            names.setdefault(fold(one["name"]), one)
    return list(names.values())


def _full_names(subject: Subject) -> list[dict[str, Any]]:
    by_mention: dict[Any, dict[str, Any]] = {}
    aliases = []
    for value in subject.values:
        if value["status"] == "superseded":
            continue
        if value["field"] in ("forename", "surname"):
            by_mention.setdefault(value["mention_id"], {}).setdefault(value["field"], value)
        elif value["field"] == "alias":
            aliases.append({"name": value["text"], "kind": "alias", "evidence": evidence(value)})
    full = [
        {
            "name": " ".join(one[field]["text"] for field in ("forename", "surname") if field in one),
            "kind": "name",
            "evidence": evidence(next(iter(one.values()))),
        }
        for one in by_mention.values()
    ]
    return [*full, *aliases]


def _told_differently(subject: Subject, found: Identity | None) -> list[dict[str, Any]]:
    """Birth dates and sexes that some record tells otherwise than the bar does: a reason to check who this is."""
    if found is None:
        return []
    shown = {"birth_date": found.birth_date, "sex": found.sex}
    other: dict[tuple[str, str], dict[str, Any]] = {}
    for value in subject.values:
        said = value["canonical"] or value["text"]
        usual = shown.get(value["field"])
        if usual and value["status"] != "superseded" and said != usual and not usual.startswith(said):
            other.setdefault(
                (value["field"], said), {"field": value["field"], "value": said, "evidence": evidence(value)}
            )
    return list(other.values())


def _flagged(subject: Subject) -> list[dict[str, str]]:
    """Each flag once, however many sources say it."""
    words = {one["words"]: one["level"] for one in reversed(subject.once(flags)["items"])}
    return [{"words": one, "level": level} for one, level in reversed(words.items())]


def _at_work(subject: Subject) -> list[dict[str, str]]:
    return [work_token(one["area"], one["risk"]) for one in subject.once(work)["open"]]
