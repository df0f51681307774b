"""The child's own words: the quote, the day, to whom, and the record it stands in."""

import re
from collections.abc import Iterator
from typing import Any

from goldthread.core import db
from goldthread.core.areas.registry import areas
from goldthread.core.cases.projection import STREAM
from goldthread.core.panels.grammar import Body, Subject
from goldthread.link.picture.panels.shapes import evidence, facts_of, whom_to_ask

# The heading under which Merlin's own words of the child are kept (feeds/adapters/merlin.py), up to the next one.
SAID = re.compile(r"(?:^|\n\n)What the child said: (.+?)(?=\n\n[A-Z][A-Za-z ]{3,40}: |\Z)", re.DOTALL)
ABOUT_THE_CHILD = ("subject", "child")


def voice(subject: Subject) -> Body:
    quotes = sorted([*_in_records(subject), *_in_work(subject)], key=lambda one: one["at"], reverse=True)
    return {"quotes": quotes, "not_shown": _not_shown(subject)}


def _in_records(subject: Subject) -> Iterator[dict[str, Any]]:
    for row in subject.records:
        said = SAID.search(row["narrative"] or "") if row["key"] in ABOUT_THE_CHILD else None
        if said:
            yield {
                "words": said[1].strip().strip('“”"'),
                "at": row["occurred_at"] or row["known_at"],
                "how": {"alone": "spoken to alone", "with others": "others were there"}.get(
                    facts_of(row).get("spoken_to", ""), "whether alone is not told"
                ),
                "who": row["system_name"],
                "evidence": evidence(row),
                "case": None,
            }


def _in_work(subject: Subject) -> Iterator[dict[str, Any]]:
    """Words recorded here, in the field that each area keeps them in."""
    fields = {area.opening_event: area.voice for area in areas().values() if area.voice}
    rows = db.fetch(
        f"""SELECT e.kind, e.occurred_at, p.body, c.reference,
                  coalesce(goldthread_called(e.officer_id, e.recorded_at), e.service) AS who
             FROM cases_case c JOIN journal_event e ON e.stream = %(stream)s || c.id
             JOIN journal_payload p ON p.event_id = e.id AND p.body IS NOT NULL
            WHERE c.mention_id = ANY(%(mentions)s) AND e.kind = ANY(%(kinds)s)
              AND (%(at)s::timestamptz IS NULL OR e.{subject.known.time} <= %(at)s)""",
        {"stream": STREAM, "mentions": subject.mentions, "kinds": list(fields), **subject.known.param},
    )
    for row in rows:
        words = str(row["body"].get(fields[row["kind"]]) or "").strip()
        if words:
            how = {"alone": "spoken to alone", "with_others": "others were there"}.get(row["body"].get("alone", ""), "")
            yield {
                "words": words.strip('“”"'),
                "at": row["occurred_at"],
                "how": how or "whether alone is not told",
                "who": f"to {row['who']}",
                "evidence": None,
                "case": row["reference"],
            }


def _not_shown(subject: Subject) -> list[dict[str, str]]:
    """Whom to ask for words that a record above the reader's layer may hold."""
    asks = {one["ask"] for one in subject.records if one["withheld"] and one["system"] == "merlin"}
    return [whom_to_ask(ask) for ask in sorted(asks)]
