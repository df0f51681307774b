"""What each of the later feeds holds to: crime, custody, offender markers and the gazetteer."""

import pytest

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.format import ParsedPlace
from goldthread.link.feeds.tests.reading_samples import (
    DETENTION,
    HOME,
    SAMPLES,
    accepted,
    code,
    file_of,
    noted,
    outcomes,
    read_row,
    reading,
    set_aside,
)


@pytest.mark.parametrize("source", sorted(ADAPTERS))
class TestEveryFeed:
    def test_a_good_row_is_taken_in_without_a_word(self, source: str) -> None:
        rows = reading(source, file_of(source, SAMPLES[source]))
        assert [code(outcome) for outcome in rows] == ["accepted"]
        assert rows.warnings == ()

    def test_a_delete_needs_only_its_id(self, source: str) -> None:
        kept = ("feed_id", "feed_version", "source_record_id")
        bare = {name: SAMPLES[source][name] if name in kept else _nothing(value) for name, value in
                SAMPLES[source].items()} | {"op": "delete"}  # fmt: skip
        record = accepted(read_row(source, **bare))
        assert (record.op, record.mentions, record.places, record.facts) == ("delete", (), (), ())

    @pytest.mark.parametrize(("name", "longest"), [("source_record_id", 80), ("originating_force", 80), ("ask", 120)])
    def test_no_cell_is_longer_than_what_will_hold_it(self, source: str, name: str, longest: int) -> None:
        expected = "Q-ID-02" if name == "source_record_id" else "Q-BIG-01"
        assert code(read_row(source, **{name: "9" * (longest + 1)})) == expected

    def test_the_title_of_a_restricted_record_says_nothing_of_what_it_is(self, source: str) -> None:
        record = accepted(read_row(source, restriction="signalled", ask="Desk"))
        assert record.title == ADAPTERS[source].otherwise.title


def _nothing(value: object) -> object:
    return [] if isinstance(value, list) else {} if isinstance(value, dict) else "" if isinstance(value, str) else None


def test_a_key_as_long_as_allowed_fits_with_the_name_of_its_list() -> None:
    lists = [person for adapter in ADAPTERS.values() for person in adapter.people if person.many]
    assert max(len(f"{person.key}:{'k' * 32}") for person in lists) <= 40
    assert code(read_row("crime", victims=[{"key": "k" * 32}])) == "accepted"
    assert code(read_row("crime", victims=[{"key": "k" * 33}])) == "Q-BIG-01"


class TestCrime:
    def test_the_list_a_person_stands_in_is_their_role(self) -> None:
        found = {m.key: (m.role, m.subject_category) for m in accepted(read_row("crime")).mentions}
        assert found == {
            "victim:v1": ("victim", "victim"),
            "suspect:s1": ("suspect", "suspect"),
            "witness:w1": ("parent/carer", "witness_or_other"),
        }

    def test_an_arrest_number_is_one_number_however_it_is_written(self) -> None:
        suspect = accepted(read_row("crime")).mentions[1]
        assert [v.canonical for v in suspect.values if v.field == "asn"] == ["1101ZD0100000448754K"]

    @pytest.mark.parametrize("group", ["sexual", "child abuse", "exploitation"])
    def test_whose_victim_somebody_may_be_is_not_in_the_title(self, group: str) -> None:
        """Sexual Offences (Amendment) Act 1992 s1."""
        assert accepted(read_row("crime", offence_group=group)).title == "Crime report"
        assert accepted(read_row("crime", offence_group="robbery")).title == "Crime: robbery"

    def test_flags_are_told_in_words(self) -> None:
        flags = [value for name, value in accepted(read_row("crime")).facts if name == "flag"]
        assert flags == ["child sexual exploitation", "missing"]

    @pytest.mark.parametrize(
        ("typed", "kept"), [("17/13", "017/13"), ("008/06", "008/06"), ("8 / 6", "008/06"), ("assault", "assault")]
    )
    def test_a_home_office_class_is_three_digits_and_two(self, typed: str, kept: str) -> None:
        assert ("ho_class", kept) in accepted(read_row("crime", ho_class=typed)).facts

    def test_the_words_of_a_crime_stand_under_their_headings(self) -> None:
        assert accepted(read_row("crime")).narrative == (
            "What was done: Met online.\n\nSafeguarding: Mother told. Referral made."
        )

    def test_a_crime_that_ends_before_it_begins_is_taken_in_and_noted(self) -> None:
        outcome = read_row("crime", occurred_to="2016-10-22T20:00:00+01:00")
        assert noted(outcome) == ["N-TIME-01"]
        assert accepted(outcome).noted[0].words == "occurred_to is earlier than occurred_from."


class TestIdentifiers:
    def test_a_wrong_check_letter_is_kept_as_typed_and_noted_with_the_right_one(self) -> None:
        outcome = read_row("custody", detainee_pnc_id="1979/0163001C")
        (value,) = [v for v in accepted(outcome).mentions[0].values if v.field == "pnc_id"]
        assert (value.text, value.canonical) == ("1979/0163001C", None)
        (one,) = accepted(outcome).noted
        assert (one.code, one.field) == ("N-ID-01", "detainee_pnc_id")
        assert "should be B, not C" in one.words

    def test_noted_faults_are_counted_over_the_file_without_what_was_typed(self) -> None:
        wrong = {**DETENTION, "detainee_pnc_id": "1979/0163001C"}
        rows = reading("custody", file_of("custody", wrong, wrong, DETENTION))
        assert [len(accepted(outcome).noted) for outcome in rows] == [1, 1, 0]
        assert rows.warnings == ("N-ID-01 detainee_pnc_id (2)",)


class TestCustody:
    def test_the_detainee_and_the_adult_called_for_them_are_two_people(self) -> None:
        found = {m.key: (m.role, m.subject_category) for m in accepted(read_row("custody")).mentions}
        assert found == {"detainee": ("suspect", "suspect"), "adult": ("parent/carer", "witness_or_other")}

    def test_an_adult_nobody_named_is_nobody(self) -> None:
        unnamed = accepted(read_row("custody", aa_surname="", aa_forename=""))
        assert [m.key for m in unnamed.mentions] == ["detainee"]
        assert "aa_requested_at" in dict(unnamed.facts)

    def test_how_long_the_child_waited_for_the_adult_can_be_counted(self) -> None:
        facts = dict(accepted(read_row("custody")).facts)
        assert facts["aa_requested_at"] == "2016-10-24T13:10:00+00:00"
        assert facts["aa_arrived_at"] == "2016-10-24T16:20:00+00:00"

    def test_several_entries_of_a_cell_have_bars_between(self) -> None:
        facts = accepted(read_row("custody")).facts
        assert [value for name, value in facts if name == "risk"] == ["self-harm", "exploitation"]

    @pytest.mark.parametrize(
        ("column", "at"),
        [
            ("arrived_at", "2016-10-24T13:00:00+01:00"),
            ("aa_arrived_at", "2016-10-24T14:00:00+01:00"),
            ("charged_at", "2016-10-24T13:50:00+01:00"),
        ],
    )
    def test_hours_out_of_order_are_taken_in_and_noted(self, column: str, at: str) -> None:
        assert "N-TIME-01" in noted(read_row("custody", **{column: at}))

    def test_an_hour_that_cannot_be_sets_the_row_aside(self) -> None:
        outcome = set_aside(read_row("custody", reviews="2016-10-24T19:30:00+01:00|2016-10-24T25:30:00+01:00"))
        assert (outcome.code, outcome.field) == ("Q-TIME-02", "reviews")

    def test_the_limb_of_a_certificate_is_told_by_its_section(self) -> None:
        """Police and Criminal Evidence Act 1984 s38(6)."""
        assert dict(accepted(read_row("custody", s38_basis="B")).facts)["s38_basis"] == "s38(6)(b)"


class TestOffenders:
    def test_a_marker_sent_in_the_open_is_set_aside(self) -> None:
        """Design: register detail never appears through a search box."""
        outcome = set_aside(read_row("offenders", restriction="", ask=""))
        assert (outcome.code, outcome.field) == ("Q-RES-03", "restriction")
        assert outcome.remedy == "Set it to signalled and name the desk to ask, and replay the row."

    def test_a_marker_names_the_desk_or_is_hidden(self) -> None:
        assert code(read_row("offenders", ask="")) == "Q-RES-02"
        assert accepted(read_row("offenders", restriction="hidden", ask="")).restriction == "hidden"

    def test_its_title_does_not_say_what_it_is(self) -> None:
        record = accepted(read_row("offenders"))
        assert (record.kind, record.title, record.narrative) == ("marker", "Marker: ask the desk named", "")
        assert record.occurred_at is None

    def test_the_person_is_convicted_and_their_detail_for_full_readers(self) -> None:
        (subject,) = accepted(read_row("offenders")).mentions
        assert (subject.role, subject.subject_category, subject.layer) == ("offender", "convicted", "full")

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("SHPO 2015-03-01 2025-03-01", "SHPO 2015-03-01 2025-03-01"),
            ("shpo 01/03/2015 01/03/2025", "SHPO 2015-03-01 2025-03-01"),
            ("Notification 2015-03-01", "NOTIFICATION 2015-03-01"),
            ("some order of 2015", "some order of 2015"),
        ],
    )
    def test_an_order_is_its_kind_and_its_days(self, typed: str, kept: str) -> None:
        assert [v for name, v in accepted(read_row("offenders", orders=typed)).facts if name == "order"] == [kept]

    def test_an_order_that_ends_before_it_starts_is_noted(self) -> None:
        assert noted(read_row("offenders", orders="SHPO 2025-03-01 2015-03-01")) == ["N-TIME-01"]

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"next_visit_on": "2016-11-31"}, "Q-TIME-02"),
            ({"next_visit_on": "soon"}, "Q-TIME-10"),
            ({"next_visit_on": "2116-11-01"}, "Q-TIME-07"),
            ({"last_visit_on": "2016-10-25"}, "Q-TIME-06"),
            ({"last_visit_on": "2016-10-24", "next_visit_on": "2017-10-24"}, "accepted"),
        ],
    )
    def test_a_visit_may_be_to_come_and_a_day_must_be(self, changes: dict[str, str], expected: str) -> None:
        assert code(read_row("offenders", **changes)) == expected


class TestGazetteer:
    def test_a_row_is_a_place_and_nobody(self) -> None:
        record = accepted(read_row("gazetteer"))
        assert record.mentions == ()
        assert record.places == (
            ParsedPlace(
                "place",
                "place",
                text="Osier Lodge, Flat 2, 14, Osier Bank, zz14ab",
                organisation="Osier Lodge",
                flat="Flat 2",
                building="14",
                street="Osier Bank",
                postcode="ZZ1 4AB",
                uprn="999900004417",
                parent_uprn="999900004400",
                kind="children's home",
            ),
        )

    @pytest.mark.parametrize("mark", ["true", "Y", "1", "?"])
    def test_a_secret_place_sent_in_the_open_is_set_aside(self, mark: str) -> None:
        """A mark that cannot be read counts as a secret: the safer way."""
        assert code(read_row("gazetteer", is_secret=mark)) == "Q-RES-03"
        record = accepted(read_row("gazetteer", is_secret=mark, restriction="signalled", ask="Refuge desk"))
        assert (record.places[0].is_secret, record.title) == (True, "Place")

    @pytest.mark.parametrize("mark", ["false", "", None, "No", "0"])
    def test_a_place_that_is_no_secret_may_be(self, mark: str | None) -> None:
        assert not accepted(read_row("gazetteer", is_secret=mark)).places[0].is_secret

    def test_only_a_feed_without_people_may_leave_out_their_category(self) -> None:
        assert accepted(read_row("gazetteer", subject_category="")).subject_categories == ()
        assert code(read_row("crime", subject_category=[])) == "Q-CAT-01"

    def test_a_number_held_as_a_floating_one_is_no_number_of_a_place(self) -> None:
        (row,) = outcomes("gazetteer", file_of("gazetteer", {**HOME, "uprn": 999900004417.0}))
        assert noted(row) == ["N-ID-01"]
        assert accepted(row).places[0].uprn == ""


class TestWhereabouts:
    def test_an_address_is_taken_apart_and_kept_as_typed(self) -> None:
        (place,) = [one for one in accepted(read_row("crime")).places if one.key == "location"]
        assert place == ParsedPlace(
            "location", "location", text="Flat 7, 22 Quarry Lane", flat="7", street="22 QUARRY LANE", postcode="ZZ1 4AB"
        )

    def test_where_a_person_lives_is_a_place_of_theirs(self) -> None:
        moved = read_row("merlin", subject_address="7A Osier Bank ZZ1 4AB", parent_postcode="zz2 1aa")
        found = {place.role: (place.text, place.street, place.postcode) for place in accepted(moved).places}
        assert found["home of subject"] == ("7A Osier Bank ZZ1 4AB", "7A OSIER BANK", "ZZ1 4AB")
        assert found["home of parent"] == ("zz2 1aa", "", "ZZ2 1AA")

    def test_a_postcode_of_its_own_goes_before_one_in_the_words(self) -> None:
        moved = accepted(read_row("merlin", subject_address="14 Osier Bank ZZ1 4AB", subject_postcode="ZZ2 1AA"))
        assert [place.postcode for place in moved.places] == ["ZZ2 1AA"]

    def test_nobody_told_of_an_address_has_a_home(self) -> None:
        assert accepted(read_row("merlin")).places == ()

    @pytest.mark.parametrize(
        ("typed", "canonical"),
        [
            ("flat 7 , 22 quarry ln", "FLAT 7, 22 QUARRY LANE"),
            ("22 Quarry Lane, Flat 7, ZZ1 4AB", "FLAT 7, 22 QUARRY LANE"),
            ("NFA", "NO FIXED ABODE"),
            ("not known", None),
        ],
    )
    def test_one_address_typed_two_ways_has_one_checked_form(self, typed: str, canonical: str | None) -> None:
        (value,) = [v for v in accepted(read_row("merlin", subject_address=typed)).mentions[0].values
                    if v.field == "address"]  # fmt: skip
        assert (value.text, value.canonical) == (typed, canonical)
