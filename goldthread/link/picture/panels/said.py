"""What the records say: every value once, with its newest source; one that a person put right says so."""

from goldthread.core.panels.grammar import Body, Subject
from goldthread.link.picture.panels.shapes import evidence


def said(subject: Subject) -> Body:
    values: dict[tuple[str, str, bool], Body] = {}
    for one in subject.values:
        put_right = one["status"] == "superseded"
        key = (one["field"], one["text"].casefold(), put_right)
        held = values.setdefault(
            key,
            {
                "field": one["field"],
                "text": one["text"],
                "kind": one["kind"],
                "grade": one["grade"],
                "is_put_right": put_right,
                "times": 0,
                "systems": [],
                "evidence": evidence(one),
            },
        )
        held["times"] += 1
        held["systems"] = sorted({*held["systems"], one["system_name"]})
    return {"values": list(values.values())}
