"""Every planted story is in the rows, exactly, and asks its question."""

from datetime import date, timedelta

import pytest

from goldthread.synthetic.stories import ALL
from goldthread.synthetic.tests.reading_back import ANCHOR, ReadBack

STORIES = [story.__name__ for story in ALL]


def test_there_are_at_least_sixteen_and_each_says_what_must_come_of_it(force: ReadBack) -> None:
    assert list(force.stories) == STORIES
    assert len(STORIES) >= 16
    for story in force.stories.values():
        assert story["must"]
        assert story["people"]
        assert story["records"]
    assert sum(bool(story["must_not"]) for story in force.stories.values()) >= 16


@pytest.mark.parametrize("story", STORIES)
def test_all_of_its_rows_are_read_and_name_its_people(force: ReadBack, story: str) -> None:
    told = {tuple(pair) for pair in force.stories[story]["records"]}
    assert {(r.source, r.source_record_id) for r in force.about(story)} == told
    named = {person for (source, record, _), person in force.who.items() if (source, record) in told}
    assert set(force.stories[story]["people"].values()) <= named


def test_no_story_row_has_a_fault(force: ReadBack) -> None:
    told = {tuple(pair) for story in force.truth["stories"] for pair in story["records"]}
    assert not told & {(slip["source"], slip["record"]) for slip in force.truth["slips"]}
    assert not told & {(source, record) for source, record, _, _ in force.truth["typed"]}


class TestMissing:
    def test_the_repeat_missing_girl_is_one_name_and_date_in_three_boroughs(self, force: ReadBack) -> None:
        ((forename, surname, born),) = force.exact(force.named("repeat_missing", "girl"))
        assert (forename, surname) == ("ORLA", "KENTIGERN")
        assert born
        records = [r for r in force.about("repeat_missing") if r.restriction == ""]
        assert {r.borough for r in records} == {"Merrowfield", "Alderbrook", "Stanehithe"}
        reports = {r.source_record_id for r in records if r.kind == "missing report"}
        assert len(reports) == 7

    def test_she_is_found_where_a_signalled_record_holds_a_man(self, force: ReadBack) -> None:
        records = force.about("repeat_missing")
        (signalled,) = [r for r in records if r.restriction == "signalled"]
        assert signalled.ask == "Jigsaw desk, 24 h"
        place = dict(signalled.facts)["address"]
        assert place in {dict(r.facts).get("found_place") for r in records}
        assert "KENTIGERN" not in str(signalled.mentions)

    def test_a_flagged_girl_is_reported_with_no_apparent_risk(self, force: ReadBack) -> None:
        records = force.about("flag_and_absent")
        (flagged,) = [r for r in records if r.source == "crime"]
        assert ("flag", "child sexual exploitation") in flagged.facts
        reports = [r for r in records if r.source == "merlin"]
        assert {dict(r.facts)["risk"] for r in reports} == {"no apparent risk"}
        assert all(r.known_at > flagged.known_at for r in reports)

    def test_four_girls_of_one_home_are_found_at_one_flat(self, force: ReadBack) -> None:
        girls = set(force.stories["one_home"]["people"].values())
        assert len(girls) == 4
        found = {dict(r.facts)["found_place"] for r in force.about("one_home") if "found_place" in dict(r.facts)}
        assert found == {"Flat 12, Sailmaker Court, 9 Rigging Street"}
        homes = {v["address"] for girl in girls for _, _, v in force.mentions_of(girl) if v.get("address")}
        assert len(homes) == 1

    def test_responsible_host_and_found_borough_differ(self, force: ReadBack) -> None:
        records = force.about("out_of_area")
        care = [dict(r.facts) for r in records if r.source == "social_care"]
        assert {r.borough for r in records if r.source == "social_care"} == {"Alderbrook"}
        assert {facts["placement 1 authority"] for facts in care} == {"Merrowfield"}
        assert {r.borough for r in records if r.kind == "missing report"} == {"Merrowfield"}
        assert "Oxlade" in {r.borough for r in records if r.source == "cad"}

    def test_intelligence_names_the_place_where_two_were_found(self, force: ReadBack) -> None:
        records = force.about("where_children_go")
        reports = [r for r in records if r.source == "intelligence"]
        assert len(reports) == 3
        (conditional,) = [r for r in reports if r.restriction == "signalled"]
        assert "handling_conditions" in dict(conditional.facts)
        found = {dict(r.facts)["found_place"] for r in records if "found_place" in dict(r.facts)}
        assert {dict(r.facts)["address"] for r in reports} == found


class TestIdentity:
    def test_the_twins_agree_on_all_but_forename_and_numbers_and_one_record_names_both(self, force: ReadBack) -> None:
        people = force.stories["twins"]["people"]
        (first,), (second,) = force.exact(people["alina"]), force.exact(people["alena"])
        assert first[1:] == second[1:]
        assert first[0] != second[0]
        both = {people["alina"], people["alena"]}
        together = [
            r for r in force.about("twins")
            if both <= {force.who[r.source, r.source_record_id, m.key] for m in r.mentions}
        ]  # fmt: skip
        assert len(together) == 1

    def test_two_girls_share_a_name_and_not_a_birth_date(self, force: ReadBack) -> None:
        (older,), (younger,) = (force.exact(force.named("same_name", who)) for who in ("older", "younger"))
        assert older[:2] == younger[:2]
        assert older[2] != younger[2]

    def test_one_boy_has_one_record(self, force: ReadBack) -> None:
        assert [r.source for r in force.about("one_call")] == ["cad"]
        assert list(force.who.values()).count(force.named("one_call", "boy")) == 1

    def test_one_boy_is_spelt_differently_in_each_of_five_systems(self, force: ReadBack) -> None:
        boy = force.named("five_systems", "boy")
        spelt = {
            (r.source, values["forename"], values["surname"])
            for r, _, values in force.mentions_of(boy)
        }  # fmt: skip
        assert {source for source, _, _ in spelt} == {"cad", "merlin", "crime", "custody", "social_care"}
        assert len({names[1:] for names in spelt}) == 5

    def test_an_expected_date_becomes_a_birth_date(self, force: ReadBack) -> None:
        told = [values for _, _, values in force.mentions_of(force.named("unborn_to_born", "baby"))]
        expected = [values for values in told if values.get("expected_birth_date")]
        born = [values for values in told if values.get("birth_date")]
        assert len(expected) == len(born) == 2
        apart = date.fromisoformat(str(born[0]["birth_date"])) - date.fromisoformat(
            str(expected[0]["expected_birth_date"])
        )
        assert apart == timedelta(days=5)
        assert {values["surname"] for values in expected} != {values["surname"] for values in born}

    def test_a_number_stands_on_mother_and_baby(self, force: ReadBack) -> None:
        numbers = [
            {v["nhs_no"] for _, _, v in force.mentions_of(force.named("mothers_number", who)) if v.get("nhs_no")}
            for who in ("mother", "baby")
        ]
        assert len(numbers[0] & numbers[1]) == 1
        assert len(numbers[1]) == 2

    def test_a_correction_changes_whose_notification_it_seems_to_be(self, force: ReadBack) -> None:
        one, other = (force.named("parted_by_correction", who) for who in ("one", "other"))
        (others_date,) = {v["birth_date"] for _, _, v in force.mentions_of(other)}
        versions = [v["birth_date"] for r, _, v in force.mentions_of(one) if r.source == "merlin"]
        assert versions[0] == others_date
        assert versions[1] != others_date

    def test_two_files_of_one_authority_are_one_girl(self, force: ReadBack) -> None:
        files = {r.source_record_id for r, _, _ in force.mentions_of(force.named("two_files", "girl"))}
        assert len(files) == 2
        assert {file[:4] for file in files} == {"003-"}

    def test_a_boy_gives_his_brothers_name_under_his_own_number(self, force: ReadBack) -> None:
        held = [v for r, _, v in force.mentions_of(force.named("brothers_name", "boy")) if r.source == "custody"]
        assert {v["forename"] for v in held} == {"KELVIN", "JEROME"}
        assert len({v["pnc_id"] for v in held}) == 1

    def test_two_girls_of_one_name_share_a_hostel(self, force: ReadBack) -> None:
        rooms = [
            {v["address"] for _, _, v in force.mentions_of(force.named("one_hostel", who))} for who in ("one", "other")
        ]
        assert not rooms[0] & rooms[1]
        places = [r for r in force.records if r.source == "gazetteer" and "Anchorage" in r.raw]
        assert {dict(r.facts)["communal_kind"] for r in places} == {"temporary accommodation"}


class TestLimits:
    def test_a_boy_has_an_open_record_and_a_hidden_one(self, force: ReadBack) -> None:
        assert sorted(r.restriction for r in force.about("hidden")) == ["", "hidden"]

    def test_the_refuge_is_signalled_and_its_address_is_in_no_open_record(self, force: ReadBack) -> None:
        (record,) = force.about("refuge")
        assert record.restriction == "signalled"
        assert not [r for r in force.records if not r.restriction and "Undercliff" in r.raw]

    def test_every_record_of_the_erased_boy_is_deleted_in_the_end(self, force: ReadBack) -> None:
        last = {(r.source, r.source_record_id): r.op for r in force.about("erased")}
        assert len(last) == 3
        assert set(last.values()) == {"delete"}


class TestDanger:
    def test_a_marker_moves_to_a_girls_address(self, force: ReadBack) -> None:
        records = sorted(force.about("offender_moves_in"), key=lambda r: r.known_at)
        marked = [v for r, _, v in force.mentions_of(force.named("offender_moves_in", "man"))]
        girls = {v["address"] for _, _, v in force.mentions_of(force.named("offender_moves_in", "girl"))}
        assert marked[0]["address"] not in girls
        assert marked[-1]["address"] in girls
        assert {r.restriction for r in records if r.source == "offenders"} == {"signalled"}

    def test_the_suspects_children_are_not_named_by_the_crime(self, force: ReadBack) -> None:
        people = force.stories["image_suspect"]["people"]
        (crime,) = [r for r in force.about("image_suspect") if r.source == "crime"]
        assert [force.who["crime", crime.source_record_id, m.key] for m in crime.mentions] == [people["man"]]
        assert ("flag", "indecent images of children") in crime.facts

    def test_a_girl_on_a_plan_is_held_over_night_and_nobody_told(self, force: ReadBack) -> None:
        held = dict([r for r in force.about("detained_on_a_plan") if r.source == "custody"][-1].facts)
        assert "social_care_told_at" not in held
        (care,) = [dict(r.facts) for r in force.about("detained_on_a_plan") if r.source == "social_care"]
        assert care["plan 1 started_on"]
        assert "plan 1 ended_on" not in care

    def test_three_low_worries_lie_within_ninety_days(self, force: ReadBack) -> None:
        records = force.about("three_low")
        assert len(records) == 3
        assert {dict(r.facts)["grade"] for r in records} == {"blue", "green"}
        known = [r.known_at for r in records]
        assert max(known) - min(known) < timedelta(days=90)

    def test_the_boy_who_moved_has_records_in_the_old_borough_then_the_new(self, force: ReadBack) -> None:
        records = sorted(force.about("moved"), key=lambda r: r.known_at)
        assert [r.borough for r in records] == ["Oxlade"] * 4 + ["Merrowfield"]


class TestDesks:
    def test_nobody_picked_up_the_concern(self, force: ReadBack) -> None:
        records = sorted(force.about("nobody_picked_up"), key=lambda r: r.known_at)
        assert [r.source for r in records] == ["merlin", "cad", "cad"]
        assert dict(records[0].facts)["grade"] == "amber"
        assert not {"shared_to", "shared_at", "outcome"} & dict(records[0].facts).keys()
        assert ANCHOR - records[0].known_at > timedelta(days=39)

    def test_a_queue_of_fourteen_was_never_shared(self, force: ReadBack) -> None:
        records = force.about("backlog")
        assert len(records) == 14
        assert {r.borough for r in records} == {"Oxlade"}
        assert not [r for r in records if "shared_at" in dict(r.facts)]

    def test_the_same_words_are_graded_lower_than_last_year(self, force: ReadBack) -> None:
        records = sorted(force.about("drifting_grades"), key=lambda r: r.known_at)
        grades = [dict(r.facts)["grade"] for r in records]
        assert grades[:8] == ["amber"] * 8
        assert set(grades[8:]) == {"green", "blue"}
        assert len({r.narrative for r in records}) == 1
