"""What a source's record amounts to is shown as the source's: of the right people, at its layer, while it says so."""

import json

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.access.roles import roles
from goldthread.core.flags.catalogue import SYSTEMS, kinds, of_group
from goldthread.core.flags.queries import flags_of
from goldthread.core.flags.telling import rules, said_by, said_of
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.testing import factories as make


def crime(
    number: str = "0000001/26", *, days_ago: float = 1, flags: tuple[str, ...] = ("CSE",), **more: object
) -> bytes:
    at = make.instant(days_ago)
    who = {key: value for key, value in make.child().items() if key != "role"}
    row = {
        "feed_id": "crime", "feed_version": "1", "source_record_id": number, "source_updated_at": at,
        "source_recorded_at": at, "extracted_at": at, "op": "upsert", "originating_force": "Thornmere Police",
        "handling": "OFFICIAL-SENSITIVE", "subject_category": ["victim"], "retention_group": "4",
        "reported_at": at, "crime_no": number, "offence_group": "exploitation", "status": "recorded",
        "location": {"borough": "Merrowfield"}, "flags": list(flags), "victims": [who], **more,
    }  # fmt: skip
    return json.dumps(row).encode() + b"\n"


def shown(number: str, key: str = "%", role: str = "responding_officer") -> list[tuple[str, str]]:
    person = make.person_id_of(make.code_of(number, key))
    with database.transaction():
        look(make.reader(role), people=[person])
        return [(one.kind, one.system) for one in flags_of([person])[person]]


def test_a_crimes_flag_of_exploitation_is_its_victims_and_a_summary_shows_it(db):
    suspect = {"key": "1", "surname": "Prestcott", "forenames": "Dale", "birth_date": "1997-01-02"}
    make.deliver("crime", crime(suspects=[suspect]))
    assert shown("0000001/26", "victim%") == [("exploitation_sexual", "crime")]
    assert shown("0000001/26", "suspect%") == []


def test_a_crimes_flag_of_images_is_its_suspects(db):
    suspect = {"key": "1", "surname": "Lowick", "forenames": "Martin", "birth_date": "1979-01-02"}
    make.deliver("crime", crime(flags=("IIOC",), suspects=[suspect]))
    assert shown("0000001/26", "suspect%") == [("image_suspect", "crime")]
    assert shown("0000001/26", "victim%") == []


def test_when_the_source_says_so_no_longer_neither_do_we_and_the_picture_of_then_still_does(db):
    make.deliver("crime", crime(days_ago=3))
    loaded = clocks.now()
    make.deliver("crime", crime(days_ago=1, flags=()), "later")
    assert shown("0000001/26") == []
    person = make.person_id_of(make.code_of("0000001/26"))
    with database.transaction():
        look(make.reader("responding_officer"), people=[person])
        assert [one.kind for one in flags_of([person], at=loaded)[person]] == ["exploitation_sexual"]


def test_a_warning_in_a_call_is_that_persons_and_not_another_ones_in_the_same_call(db):
    sibling = make.child("2", forenames="Sam", birth_date="2014-02-03")
    rows = [make.cad_row(linked_persons=[make.child(warnings=["self-harm"]), sibling])]
    make.deliver("cad", make.ndjson(rows))
    assert shown("1/01OCT26", "linked:1") == [("self_harm", "cad")]
    assert shown("1/01OCT26", "linked:2") == []


def test_what_a_limited_record_tells_is_limited_with_it(db):
    rows = [make.cad_row(linked_persons=[make.child(warnings=["exploitation"])], restriction="signalled", ask="Desk")]
    make.deliver("cad", make.ndjson(rows))
    assert shown("1/01OCT26") == []


def test_a_reader_of_signals_is_not_shown_what_a_source_tells(db):
    make.deliver("crime", crime())
    assert shown("0000001/26", role="dpo") == []


@pytest.mark.parametrize("op", ["delete", "erase"])
def test_a_record_that_its_source_withdraws_tells_nothing_more(db, op):
    make.deliver("crime", crime(days_ago=3))
    code = make.code_of("0000001/26")
    make.deliver("crime", crime(days_ago=1, op=op), op)
    person = make.person_id_of(code)
    with database.transaction():
        look(make.reader("responding_officer"), people=[person])
        assert flags_of([person])[person] == []


PLAN = [["plan 1 started_on", "2026-03-01"], ["plan 1 ended_on", "2026-06-01"], ["plan 2 started_on", "2026-09-01"]]


def test_a_plan_stands_until_it_has_ended_each_by_its_own_number():
    assert [one.kind for one in said_by("social_care", PLAN)] == ["child_protection_plan"]
    assert said_by("social_care", PLAN[:2]) == []


def test_what_another_source_says_in_the_same_words_is_no_flag():
    assert said_by("merlin", PLAN) == []
    assert said_of("cad", "warning", "escapes") == ""


def test_every_rule_names_a_kind_a_source_and_a_field_there_are():
    for rule in rules():
        assert rule.kind in kinds()
        adapter = ADAPTERS[rule.source]
        fields = {column.field for column in adapter.facts}
        fields |= {f"{group.field} # {column.field}" for group in adapter.groups for column in group.columns}
        fields |= {column.field for person in adapter.people for column in person.columns}
        assert rule.field in fields, rule.field


def test_every_kind_says_what_it_is_who_may_and_who_says_so():
    for kind in kinds().values():
        assert kind.sentence.endswith("."), kind.id
        assert kind.source, kind.id
        assert {*kind.raised_by, *kind.lifted_by, kind.desk} <= set(roles()), kind.id
        assert set(kind.exported_to) <= set(SYSTEMS), kind.id
        assert all("review_flag" in roles()[role].may for role in kind.lifted_by), kind.id
        assert 1 <= kind.review_days <= 366, kind.id
    assert "exploitation_sexual" in of_group("exploitation")
