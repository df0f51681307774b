"""Officers, sources and people reached by the steps a real installation takes."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.organisation.models import Borough, Officer, Post
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds.models import Delivery
from goldthread.synthetic.loading import add_sources

if TYPE_CHECKING:
    from goldthread.respond.sharing.models import OutcomeFile


def officer(role: str, username: str = "", borough: str = "Merrowfield", password: str | None = None) -> Officer:
    """An officer in a post of this role since last month."""
    with db.as_service():
        place, _ = Borough.objects.get_or_create(code=borough.lower(), defaults={"name": borough})
        made = Officer.objects.create_user(username or role, password, name=f"Test {role.replace('_', ' ').title()}")
        Post.objects.create(
            officer=made, title=role, role=role, borough=place, starts_at=clocks.now() - timedelta(days=30),
            team={"care_home": "H-222222", "interview_provider": "listening-ear"}.get(role, ""),
        )  # fmt: skip
    return made


def reader(role: str, door: str = "test:door", username: str = "", purpose: str | None = None) -> Reader:
    """A reader of this role; the officer is made when first asked for."""
    found = Officer.objects.filter(username=username or role).first() or officer(role, username)
    return reader_for(found, door, purpose)


GRADED_BLUE = {"grade": "blue", "level": "1", "open_to": "no", "why": "A toy was lost."}
KEPT_UNSHARED = {"not_shared_because": "no_need", "why": "Seen safe."}


def graded(desk: Reader, reference: str, **changes: Any) -> None:
    """A taken concern, researched and graded as the desk does it."""
    from goldthread.core.cases import checking
    from goldthread.core.cases.actions import move_case

    for item in ("earlier_read", "checks_done"):
        with db.transaction():
            checking.answer_item(desk, reference, item, "done")
    with db.transaction():
        move_case(desk, reference, "grade", answers={**GRADED_BLUE, **changes})


def closed_unshared(desk: Reader, reference: str) -> None:
    """A taken concern, graded blue and closed without sharing."""
    from goldthread.core.cases.actions import move_case

    graded(desk, reference)
    with db.transaction():
        move_case(desk, reference, "not_share", answers=KEPT_UNSHARED)


SHARED = {"recipient": "merrowfield", "basis": "public_task", "consent": "not_safe", "route": "api", "why": "Neglect."}


def shared(desk: Reader, code: str, **changes: Any) -> str:
    """A concern about this child that the desk shared with an authority: the reference of what was shared."""
    from goldthread.core.cases.actions import move_case
    from goldthread.respond.concern.actions import record_concern
    from goldthread.respond.sharing.models import Share

    with db.transaction():
        case = record_concern(reader("ward_officer"), code, seen="Alone at night.").reference
    with db.transaction():
        move_case(desk, case, "take")
    graded(desk, case, grade="amber", level="3")
    with db.transaction():
        move_case(desk, case, "share", answers={**SHARED, "summary": "Alone at night.", **changes})
        return str(Share.objects.get(case_reference=case).reference)


def outcomes(desk: Reader, content: bytes, name: str = "outcomes.csv") -> "OutcomeFile":
    """A file of outcomes handed in by the desk and read."""
    from goldthread.respond.sharing.outcomes import hand_in
    from goldthread.respond.sharing.reading import read_file

    with db.transaction():
        file = hand_in(desk, name, content)
    return read_file(file.pk)


def deliver(source: str, content: bytes, name: str = "test") -> Delivery:
    """A file handed in by an analyst and loaded."""
    add_sources()
    analyst = reader("analyst")
    with db.transaction():
        delivery = feeds.receive(analyst, source, name, content)
    return feeds.load(delivery.pk)


def instant(days_ago: float = 1) -> str:
    return (clocks.now() - timedelta(days=days_ago)).isoformat(timespec="seconds")


def cad_row(number: str = "1/01OCT26", *, days_ago: float = 1, **changes: Any) -> dict[str, Any]:
    """One call to the control room in our own form, about one child unless changed."""
    at = instant(days_ago)
    return {
        "feed_id": "cad",
        "feed_version": "1",
        "source_record_id": number,
        "source_updated_at": at,
        "source_recorded_at": at,
        "extracted_at": at,
        "op": "upsert",
        "originating_force": "Thornmere Police",
        "handling": "OFFICIAL-SENSITIVE",
        "subject_category": ["victim"],
        "retention_group": "4",
        "opened_at": at,
        "grade": "S",
        "opening_code": "concern for safety",
        "text": "A neighbour hears a child crying at night.",
        "location": {"address": "12 Mulberry Road", "borough": "Merrowfield"},
        "linked_persons": [child()],
        **changes,
    }


def child(key: str = "1", **changes: Any) -> dict[str, Any]:
    """A child as a call names one."""
    return {
        "key": key,
        "role": "child",
        "surname": "Kentwell",
        "forenames": "Jess",
        "birth_date": "2011-05-11",
        "sex": "F",
        **changes,
    }


def merlin_row(number: str = "26PAC00000001", *, days_ago: float = 1, **changes: str) -> dict[str, str]:
    """One notification about one child, as Merlin writes it; columns left out are blank."""
    at = instant(days_ago)
    return {
        "feed_id": "merlin",
        "feed_version": "1",
        "source_record_id": number,
        "source_updated_at": at,
        "source_recorded_at": at,
        "extracted_at": at,
        "op": "upsert",
        "originating_force": "Thornmere Police",
        "handling": "OFFICIAL-SENSITIVE",
        "subject_category": "witness_or_other",
        "retention_group": "4",
        "report_type": "PAC",
        "reported_at": at,
        "borough": "Merrowfield",
        "subject_surname": "Kentwell",
        "subject_forename": "Jess",
        "subject_birth_date": "2011-05-11",
        **changes,
    }


def ndjson(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def csv_bytes(columns: list[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def load_child(number: str = "1/01OCT26", **changes: Any) -> str:
    """Load one call about one child; the child's code."""
    deliver("cad", ndjson([cad_row(number, linked_persons=[child(**changes)])]))
    return code_of(number)


def code_of(number: str, key_like: str = "%") -> str:
    """The code of the person whom a record names, read as the service."""
    with db.as_service():
        return str(
            db.fetch(
                """SELECT p.code FROM records_mention m JOIN people_link l ON l.mention_id = m.id AND l.to_at IS NULL
                     JOIN people_person p ON p.id = l.person_id
                    WHERE m.source_record_id = %s AND m.key LIKE %s ORDER BY m.key LIMIT 1""",
                [number, key_like],
            )[0]["code"]
        )


def person_id_of(code: str) -> UUID:
    with db.as_service():
        found: UUID = db.fetch_one("SELECT id FROM people_person WHERE code = %s", [code])["id"]
    return found


def as_instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
