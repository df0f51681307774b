"""What an officer at a door is shown of a child: danger first, nothing of what is held back, blank never as none."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.panels.grammar import Panel, Steps
from goldthread.core.panels.registry import register, withdraw
from goldthread.link.feeds.adapters import MERLIN, OFFENDERS
from goldthread.link.picture.filtering import filter_of, slice_of
from goldthread.link.picture.queries import Picture, open_picture
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

HOME = {"address": "12 Mulberry Road", "postcode": "ZZ1 1AA"}
MAN = {
    "subject_surname": "Rusholme",
    "subject_forename": "Gavin",
    "subject_birth_date": "1982-03-04",
    "subject_sex": "M",
}


def seen_by(role: str, code: str, **asked: Any) -> Picture:
    with database.transaction():
        return open_picture(make.reader(role), code, **asked)


def load_child(number: str = "1/01OCT26", *, days_ago: float = 3, **changes: Any) -> str:
    row = make.cad_row(number, days_ago=days_ago, linked_persons=[make.child(**{**HOME, **changes})])
    make.deliver("cad", make.ndjson([row]))
    return make.code_of(number)


def marker(number: str = "12/0004417", *, days_ago: float = 2, **changes: str) -> dict[str, str]:
    at = make.instant(days_ago)
    return {
        "feed_id": "offenders",
        "feed_version": "1",
        "source_record_id": number,
        "source_updated_at": at,
        "source_recorded_at": at,
        "extracted_at": at,
        "op": "upsert",
        "originating_force": "Thornmere Police",
        "handling": "OFFICIAL-SENSITIVE",
        "subject_category": "convicted",
        "retention_group": "1",
        "restriction": "signalled",
        "ask": "Jigsaw desk, 24 h",
        "visor_ref": number,
        "category": "1",
        "level": "1",
        "status": "in the community",
        "manager": "DC Manager Words",
        **MAN,
        "subject_address": HOME["address"],
        "subject_postcode": HOME["postcode"],
        **changes,
    }


def deliver_markers(*rows: dict[str, str]) -> None:
    make.deliver("offenders", make.csv_bytes(list(OFFENDERS.columns()), rows))


def deliver_merlin(*rows: dict[str, str]) -> None:
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), rows))


def intelligence(number: str = "IR0004417/26", **changes: Any) -> dict[str, Any]:
    row = make.cad_row(number)
    for name in ("opened_at", "grade", "opening_code", "linked_persons", "location"):
        row.pop(name)
    return {
        **row,
        "feed_id": "intelligence",
        "reported_at": row["extracted_at"],
        "intel_ref": number,
        "grading": {"scheme": "3x5x2", "source": "2", "assessment": "B", "handling": "P"},
        "subjects": [],
        **changes,
    }


class TestDanger:
    def test_a_managed_offender_told_of_at_the_childs_home_is_a_signal_that_says_whom_to_ask(self, db):
        code = load_child()
        deliver_markers(marker())
        shown = seen_by("responding_officer", code)
        (man,) = shown.panels["danger"]["people"]
        assert (man["person"]["words"], man["person"]["age"]) == ("Mr R", 44)
        assert man["ask"] == [{"ask": "Jigsaw desk", "hours": "24 h"}]
        assert man["places"][0]["my_role"] == "home"
        assert man["verify"] == "Verify who is at the address now."

    def test_nothing_the_register_holds_is_in_any_part_of_the_answer(self, db):
        code = load_child()
        deliver_markers(marker())
        for role in ("responding_officer", "supervisor", "control_room"):
            said = str(seen_by(role, code).as_json())
            assert [word for word in ("Rusholme", "Gavin", "12/0004417", "DC Manager", "1982") if word in said] == []

    def test_danger_stands_before_everything_but_who(self, db):
        assert list(seen_by("responding_officer", load_child()).panels)[:3] == ["who", "danger", "do_now"]

    def test_whoever_poses_a_risk_is_told_before_the_officer_speaks_to_anybody(self, db):
        code = load_child()
        deliver_markers(marker())
        first = seen_by("responding_officer", code).panels["do_now"]["steps"][0]
        assert first["words"].startswith("Ring the desk named under Danger")

    def test_where_all_that_is_held_is_limited_danger_is_not_known_and_the_desk_is_rung_first(self, db):
        load_child()
        deliver_markers(marker())
        shown = seen_by("responding_officer", make.code_of("12/0004417"))
        assert shown.panels["danger"]["people"] == []
        assert shown.panels["danger"]["not_shown"] == [{"ask": "Jigsaw desk", "hours": "24 h"}]
        assert shown.panels["do_now"]["steps"][0]["words"].startswith("Ring the desk named under Danger")

    def test_who_lives_there_does_not_tell_an_address_that_only_a_limited_record_tells(self, db):
        load_child()
        deliver_markers(marker())
        for role in ("responding_officer", "supervisor"):
            shown = seen_by(role, make.code_of("12/0004417"))
            assert shown.panels["associates"]["people"] == []
            assert HOME["address"].upper() not in str(shown.as_json()).upper()

    def test_a_hidden_record_makes_no_danger(self, db):
        code = load_child()
        deliver_markers(marker(restriction="hidden"))
        assert seen_by("supervisor", code).panels["danger"]["people"] == []

    def test_a_possible_link_makes_no_danger(self, db):
        code = load_child()
        deliver_markers(marker())
        with database.as_service():
            database.run(
                """UPDATE people_link l SET certainty = 'possible' FROM records_mention m
                    WHERE m.id = l.mention_id AND m.source_id = 'offenders'"""
            )
        assert seen_by("responding_officer", code).panels["danger"]["people"] == []

    def test_a_man_at_another_flat_of_the_building_is_not_named(self, db):
        code = load_child(address="Flat 1, 12 Mulberry Road")
        deliver_markers(marker(subject_address="Flat 2, 12 Mulberry Road"))
        assert seen_by("responding_officer", code).panels["danger"]["people"] == []

    def test_an_older_address_of_his_says_to_verify_that_he_still_comes(self, db):
        code = load_child()
        deliver_markers(marker(days_ago=9), marker(days_ago=2, subject_address="88 Cinder Lane"))
        people = seen_by("responding_officer", code).panels["danger"]["people"]
        assert people == []  # a newer version of the one record replaces the older
        make.deliver("intelligence", make.ndjson([at_home_once(days_ago=30)]))
        (man,) = seen_by("responding_officer", code).panels["danger"]["people"]
        assert "verify whether they still come here" in man["verify"]

    def test_a_place_where_the_child_was_found_is_a_linked_address(self, db):
        code = load_child()
        deliver_merlin(
            make.merlin_row(
                "26MIS00000001", report_type="MISSING", found_place="7 Quarry Lane", found_postcode="ZZ3 1GA"
            )
        )
        deliver_markers(marker(subject_address="7 Quarry Lane", subject_postcode="ZZ3 1GA"))
        (man,) = seen_by("responding_officer", code).panels["danger"]["people"]
        assert man["places"][0]["my_role"] == "found"

    def test_somebody_suspected_of_harm_to_a_child_who_is_named_with_this_one_is_told_with_no_address(self, db):
        code = load_child()
        make.deliver("crime", make.ndjson([crime_report()]))
        make.deliver("cad", make.ndjson([named_together()]))
        (man,) = seen_by("responding_officer", code).panels["danger"]["people"]
        assert [one["ground"] for one in man["grounds"]] == ["suspect"]
        assert man["places"] == []
        assert "3004417/26" not in str(seen_by("responding_officer", code).panels["danger"])

    def test_an_arrest_elsewhere_is_nobodys_danger(self, db):
        code = load_child()
        report = crime_report(offence_group="theft")
        make.deliver("crime", make.ndjson([report]))
        make.deliver("cad", make.ndjson([named_together()]))
        assert seen_by("responding_officer", code).panels["danger"]["people"] == []


def at_home_once(days_ago: float) -> dict[str, Any]:
    at = make.instant(days_ago)
    who = {"key": "1", "surname": "Rusholme", "forenames": "Gavin", "birth_date": "1982-03-04", "sex": "M", **HOME}
    row = intelligence(subjects=[{**who, "role": "associate", "subject_category": "suspect"}])
    return {**row, **dict.fromkeys(("source_updated_at", "source_recorded_at", "extracted_at", "reported_at"), at)}


SUSPECT = {"key": "s", "surname": "Lowick", "forenames": "Martin", "birth_date": "1979-01-09", "sex": "M"}


def crime_report(**changes: Any) -> dict[str, Any]:
    row = intelligence("3004417/26")
    for name in ("intel_ref", "grading", "subjects", "text"):
        row.pop(name)
    return {
        **row,
        "feed_id": "crime",
        "crime_no": "3004417/26",
        "offence_group": "sexual",
        "offence_code": "86",
        "offence": "Words of the offence",
        "status": "recorded",
        "location": {"address": "1 Elsewhere", "borough": "Merrowfield"},
        "victims": [],
        "suspects": [SUSPECT],
        **changes,
    }


def named_together() -> dict[str, Any]:
    return make.cad_row("7/02OCT26", linked_persons=[make.child(), {**SUSPECT, "role": "associate"}])


class TestHome:
    def test_the_other_children_of_one_home_are_named_with_their_age(self, db):
        code = load_child()
        sister = make.child("2", forenames="Sam", birth_date="2019-02-03", **HOME)
        make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", linked_persons=[sister])]))
        home = seen_by("responding_officer", code).panels["home"]
        assert [(one["person"]["name"], one["person"]["age"]) for one in home["other_children"]] == [
            ("KENTWELL, Sam", 7)
        ]

    def test_two_flats_of_one_building_are_not_one_household(self, db):
        code = load_child(address="Flat 1, 12 Mulberry Road")
        other = make.child(
            "2", forenames="Sam", birth_date="2019-02-03", **{**HOME, "address": "Flat 2, 12 Mulberry Road"}
        )
        make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", linked_persons=[other])]))
        assert seen_by("responding_officer", code).panels["home"]["people"] == []

    def test_who_is_named_on_a_picture_finds_the_look_in_their_own_log(self, db):
        code = load_child()
        sister = make.child("2", forenames="Sam", birth_date="2019-02-03", **HOME)
        make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", linked_persons=[sister])]))
        sam = make.person_id_of(make.code_of("2/01OCT26"))
        seen_by("responding_officer", code)
        with database.as_service():
            rows = database.fetch("SELECT people FROM access_logentry WHERE %s = ANY (people)", [sam])
        assert len(rows) == 1


class TestPlans:
    def test_no_record_of_childrens_services_reads_not_asked_and_never_none(self, db):
        code = load_child()
        with database.as_service():
            database.run("UPDATE records_source SET last_good_load_at = %s", [clocks.now()])
        kinds = seen_by("responding_officer", code).panels["plans"]["kinds"]
        assert [one["state"] for one in kinds] == ["not asked", "not asked", "unknown"]

    def test_where_childrens_services_were_never_loaded_a_plan_is_unknown(self, db):
        kinds = seen_by("responding_officer", load_child()).panels["plans"]["kinds"]
        assert [one["state"] for one in kinds] == ["unknown", "unknown", "unknown"]

    def test_a_plan_made_for_the_child_goes_before_the_standard_steps(self, db):
        plan = Panel(
            "test_plan",
            "Trigger plan",
            75,
            lambda subject: {},
            "picture/who.html",
            steps=lambda subject: Steps(
                "Trigger plan of 2 October", ("Ring her sister.",), (("Night team", "0808 1"),)
            ),
        )
        register(plan)
        try:
            shown = seen_by("responding_officer", load_child())
        finally:
            withdraw(plan)
        assert shown.panels["do_now"]["whence"] == "Trigger plan of 2 October"
        assert [one["words"] for one in shown.panels["do_now"]["steps"]] == ["Ring her sister."]
        assert shown.panels["plans"]["kinds"][2]["state"] == "held"


class TestVoice:
    def test_their_words_are_quoted_with_day_and_source_for_those_whose_work_it_is(self, db):
        code = load_child()
        deliver_merlin(make.merlin_row(seen_words="In the yard.", child_words="“He shouts.”", spoken_to="alone"))
        with database.transaction():
            record_concern(make.reader("ward_officer"), code, seen="A bruise.", words="I fell.", alone="alone")
        quotes = seen_by("mash_desk", code).panels["voice"]["quotes"]
        assert {(one["words"], one["how"]) for one in quotes} == {
            ("He shouts.", "spoken to alone"),
            ("I fell.", "spoken to alone"),
        }

    def test_a_reader_of_summaries_is_told_whom_to_ask_for_them(self, db):
        code = load_child()
        deliver_merlin(make.merlin_row(seen_words="In the yard.", child_words="“He shouts.”"))
        voice = seen_by("responding_officer", code).panels["voice"]
        assert voice["quotes"] == []
        assert [one["ask"] for one in voice["not_shown"]] == ["Public Protection Desk"]


def a_concern(code: str) -> str:
    with database.transaction():
        return record_concern(make.reader("ward_officer"), code, seen="A cold flat.").reference


class TestChronology:
    def test_it_runs_newest_first_across_systems_and_our_own_work(self, db):
        code = load_child(days_ago=9)
        deliver_merlin(make.merlin_row(days_ago=4))
        with database.transaction():
            record_concern(make.reader("ward_officer"), code, seen="A bruise.")
        items = seen_by("responding_officer", code).panels["chronology"]["items"]
        assert [one["system"] for one in items] == ["goldthread", "merlin", "cad"]

    def test_a_concern_that_came_back_from_merlin_stands_once_and_says_under_which_number(self, db):
        code = load_child(days_ago=9)
        reference = a_concern(code)
        deliver_merlin(make.merlin_row("26PAC00000777", goldthread_no=reference, seen_words="A cold flat."))
        items = seen_by("mash_desk", code).panels["chronology"]["items"]
        assert "26PAC00000777" not in [one["evidence"] and one["evidence"]["reference"] for one in items]
        (recorded,) = [one for one in items if one["title"] == "Concern: concern recorded" and one["case"] == reference]
        (back,) = recorded["returned"]
        assert (back["evidence"]["system"], back["evidence"]["reference"]) == ("merlin", "26PAC00000777")
        assert "A cold flat." in back["text"]
        for words in ({"system": "merlin"}, {"words": "26PAC00000777"}, {"words": "cold"}):
            assert slice_of(items, filter_of(words))["items"] == [recorded]

    def test_whoever_may_not_read_its_words_is_told_under_the_concern_whom_to_ask(self, db):
        code = load_child(days_ago=9)
        deliver_merlin(make.merlin_row("26PAC00000777", goldthread_no=a_concern(code), seen_words="A cold flat."))
        items = seen_by("responding_officer", code).panels["chronology"]["items"]
        assert [one["system"] for one in items] == ["goldthread", "goldthread", "cad"]
        (back,) = [one for item in items for one in item["returned"]]
        assert (back["text"], back["signal"]) == (None, {"ask": "Public Protection Desk", "hours": "24 h"})
        assert back["evidence"]["reference"] == "26PAC00000777"

    def test_two_records_of_one_concern_both_stand_under_it(self, db):
        code = load_child(days_ago=9)
        reference = a_concern(code)
        for number in ("26PAC00000777", "26PAC00000778"):
            deliver_merlin(make.merlin_row(number, goldthread_no=reference))
        items = seen_by("responding_officer", code).panels["chronology"]["items"]
        back = [one["evidence"]["reference"] for item in items for one in item["returned"]]
        assert sorted(back) == ["26PAC00000777", "26PAC00000778"]

    def test_a_record_that_names_no_case_of_ours_or_another_childs_stands_by_itself(self, db):
        code = load_child(days_ago=9)
        other = load_child("2/01OCT26", surname="Underhay", forenames="Ada", birth_date="2015-02-02")
        a_concern(code)
        for number, told in (("26PAC00000777", a_concern(other)), ("26PAC00000778", "N-BBBBBBB")):
            deliver_merlin(make.merlin_row(number, goldthread_no=told))
        items = seen_by("responding_officer", code).panels["chronology"]["items"]
        alone = sorted(one["evidence"]["reference"] for one in items if one["system"] == "merlin")
        assert (alone, [one for one in items if one["returned"]]) == (["26PAC00000777", "26PAC00000778"], [])


class TestPossible:
    """Two girls of one day of birth, surname and home: the linker never joins them, and says why they may be one."""

    def test_somebody_who_may_be_the_same_child_stands_apart_and_in_no_other_panel(self, db):
        code, _ = maybe_twins()
        panels = seen_by("responding_officer", code).panels
        (josie,) = panels["possible"]["people"]
        assert josie["person"]["name"] == "KENTWELL, Josie"
        assert josie["stopped_by"][0].startswith("Another forename")
        rest = {name: body for name, body in panels.items() if name not in ("possible", "home", "associates")}
        assert "Josie" not in str(rest)

    def test_a_record_is_named_once_with_however_many_of_the_childs_own_it_was_compared(self, db):
        code, _ = maybe_twins()
        again = [
            make.cad_row(f"{n}/01OCT26", linked_persons=[make.child(**HOME, sex=sex)]) for n, sex in SAID_OTHERWISE
        ]
        make.deliver("cad", make.ndjson(again))
        (josie,) = seen_by("supervisor", code).panels["possible"]["people"]
        assert [one["reference"] for one in josie["evidence"]] == ["2/01OCT26"]
        with database.as_service():
            assert database.fetch_one("SELECT count(*) AS n FROM people_possible WHERE to_at IS NULL")["n"] > 1

    def test_it_is_told_on_both_pictures(self, db):
        code, josie = maybe_twins()
        assert [one["person"]["code"] for one in seen_by("supervisor", josie).panels["possible"]["people"]] == [code]

    def test_a_limited_record_tells_neither_side_that_it_may_be_them(self, db):
        code, josie = maybe_twins()
        with database.as_service():
            database.run(
                """UPDATE records_mention SET restriction = 'signalled' WHERE id IN (
                       SELECT l.mention_id FROM people_link l JOIN people_person p ON p.id = l.person_id
                        WHERE p.code = %s)""",
                [josie],
            )
        assert [seen_by("supervisor", one).panels["possible"]["people"] for one in (code, josie)] == [[], []]

    def test_a_record_of_the_one_is_none_of_the_others(self, db):
        code, _ = maybe_twins()
        assert [one["reference"] for one in seen_by("supervisor", code).records] == ["1/01OCT26"]


# Whose sex one of three records does not tell: mentions that say the same are compared once.
SAID_OTHERWISE = (("3", "F"), ("4", ""))


def maybe_twins() -> tuple[str, str]:
    code = load_child()
    other = make.child("2", forenames="Josie", **HOME)
    make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", linked_persons=[other])]))
    return code, make.code_of("2/01OCT26")


class TestChangedSinceYouLooked:
    def test_a_record_parted_from_the_child_is_told_at_the_next_look(self, db):
        code = load_child()
        make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", linked_persons=[make.child(**HOME)])]))
        assert seen_by("responding_officer", code).changed is None
        part("2/01OCT26")
        changed = seen_by("responding_officer", code).changed
        assert [one["reference"] for one in changed["parted"]] == ["2/01OCT26"]

    def test_whoever_never_saw_the_wrong_picture_is_told_nothing(self, db):
        code = load_child()
        make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", linked_persons=[make.child(**HOME)])]))
        part("2/01OCT26")
        assert seen_by("responding_officer", code).changed is None


def part(number: str) -> None:
    """Somebody decides that one record is about another person."""
    with database.as_service():
        database.run(
            """WITH moved AS (
                   UPDATE people_link l SET to_at = %(at)s FROM records_mention m
                    WHERE m.id = l.mention_id AND m.source_record_id = %(number)s RETURNING l.mention_id, l.known_at),
                 made AS (INSERT INTO people_person (id, code, created_at, is_restricted)
                          VALUES (gen_random_uuid(), 'C-222223', %(at)s, false) RETURNING id)
               INSERT INTO people_link (mention_id, person_id, certainty, reasons, known_at, from_at)
               SELECT mention_id, made.id, 'linked', '["keys-1"]', known_at, %(at)s FROM moved, made""",
            {"number": number, "at": clocks.now()},
        )


def queries_for(code: str) -> int:
    """How many statements one picture takes, whatever it holds."""
    from django.test.utils import CaptureQueriesContext

    reader = make.reader("responding_officer")
    with CaptureQueriesContext(connections[database.alias()]) as caught, database.transaction():
        open_picture(reader, code)
    return len(caught)


def test_a_picture_takes_as_many_queries_for_one_record_as_for_forty(db):
    few = load_child(surname="Fewer", forenames="Oswald", birth_date="2013-01-09", address="9 Larch Close", postcode="")
    calls = [
        make.cad_row(f"{n}/05OCT26", days_ago=n, linked_persons=[make.child(**HOME), other(n)]) for n in range(2, 42)
    ]
    make.deliver("cad", make.ndjson(calls))
    many = make.code_of("2/05OCT26", "%1")
    assert len(seen_by("responding_officer", many).records) == 40
    fewer, more = queries_for(few), queries_for(many)
    assert more <= 36
    assert more - fewer <= 4  # those that find somebody near ask who they are


def other(n: int) -> dict[str, Any]:
    return make.child(
        "9", forenames="Other", surname=f"Person{chr(96 + n % 26 + 1)}", birth_date=f"19{50 + n}-01-02", **HOME
    )


def test_printing_is_logged_as_such(db):
    from goldthread.link.picture.queries import log_print

    code = load_child()
    with database.transaction():
        log_print(make.reader("responding_officer"), code)
    with database.as_service():
        row = database.fetch_one(
            """SELECT e.operation, e.people, d.body FROM access_logentry e JOIN access_logdetail d ON d.entry_id = e.id
                WHERE e.role = 'responding_officer'"""
        )
    assert (row["operation"], row["body"]) == ("consultation", {"printed": True})
    assert row["people"] == [make.person_id_of(code)]
    assert isinstance(row["people"][0], UUID)


@pytest.mark.parametrize("role", ["auditor_central", "partner", "analyst", "dpo"])
def test_whoever_may_open_no_picture_is_refused_before_it_is_read(db, role):
    from goldthread.core.refusals import Refusal

    code = load_child()
    with pytest.raises(Refusal):
        seen_by(role, code)
