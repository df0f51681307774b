"""Places as a projection of what sources say: any order gives the same, late rows stay behind, secrets are kept."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import ProgrammingError, connections
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.places import actions, own_list
from goldthread.core.places.models import Place
from goldthread.core.places.queries import Asked, Standing, kind_of
from goldthread.core.places.rows import PlaceRow, row_of
from goldthread.core.records.addresses import parse
from goldthread.core.records.models import RecordContent, Source, SourceRecord
from goldthread.core.standards.faults import StandardsFault
from goldthread.testing import factories as make

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HASHES = (f"{n:064x}" for n in itertools.count())


def row(number: int = 1, *, days: int = 0, **told: object) -> PlaceRow:
    uprn = f"9999{number:08d}"
    return replace(PlaceRow("gazetteer", uprn, MONDAY + timedelta(days=days), next(HASHES), uprn=uprn), **told)  # type: ignore[arg-type]


def keep(*rows: PlaceRow) -> int:
    with db.as_service():
        return actions.keep_rows(rows).changed


def asked(text: str, postcode: str = "XX1 2AB", uprn: str = "") -> Asked:
    return Asked(parse(text, postcode), uprn)


def standing(*wanted: Asked) -> list[Standing]:
    with db.as_service():
        return kind_of(wanted)


def shown(*wanted: Asked) -> list[Standing]:
    """As the app sees it, under a look."""
    with db.transaction():
        look(make.reader("responding_officer"))
        return kind_of(wanted)


HOUSE = row(1, building="22", street="Quarry Lane", postcode="XX1 2AB")
HOME = row(
    2, organisation="Mulberry Lodge", building="5", street="Chapel Row", postcode="XX1 2AB", is_communal=True,
    communal_kind="children's home",
)  # fmt: skip
BLOCK = row(3, building="Coppice Court, 11", street="Quarry Lane", postcode="XX1 2AB")
FLAT_7 = row(
    4, flat="7", building="Coppice Court, 11", street="Quarry Lane", postcode="XX1 2AB", parent_uprn=BLOCK.uprn
)
REFUGE = row(
    5, organisation="Haven House", building="9", street="Mill Road", postcode="XX1 2AB", is_communal=True,
    communal_kind="refuge", is_secret=True,
)  # fmt: skip


class TestWhatStandsAtAnAddress:
    def test_a_house_is_found_by_number_street_and_postcode(self, db: None) -> None:
        keep(HOUSE)
        assert standing(asked("22 QUARRY LN")) == [Standing("address", HOUSE.uprn, False, "", False)]

    def test_by_its_number_in_the_gazetteer_before_its_words(self, db: None) -> None:
        keep(HOUSE, HOME)
        found = standing(asked("22 Quarry Lane", uprn=HOME.uprn))
        assert found == [Standing("uprn", HOME.uprn, True, "children's home", False)]

    @pytest.mark.parametrize("text", ["5 Chapel Row", "Mulberry Lodge, 5 Chapel Row", "Mulberry Lodge"])
    def test_a_childrens_home_is_found_by_its_door_or_by_its_name(self, db: None, text: str) -> None:
        keep(HOME)
        assert standing(asked(text)) == [Standing("address", HOME.uprn, True, "children's home", False)]

    def test_an_address_no_source_knows_is_unknown_and_not_ordinary(self, db: None) -> None:
        keep(HOUSE)
        assert standing(asked("24 Quarry Lane"), asked("22 Quarry Lane", postcode="XX9 2AB")) == [Standing()] * 2

    def test_without_a_postcode_nothing_is_found(self, db: None) -> None:
        keep(HOUSE)
        assert standing(asked("22 Quarry Lane", postcode="")) == [Standing()]

    def test_a_flat_is_found_as_itself(self, db: None) -> None:
        keep(BLOCK, FLAT_7)
        assert standing(asked("Flat 7 Coppice Ct 11 Quarry Lane")) == [
            Standing("address", FLAT_7.uprn, False, "", False)
        ]

    def test_a_block_is_told_to_be_one(self, db: None) -> None:
        keep(BLOCK, FLAT_7)
        assert (
            standing(asked("11 Quarry Lane"), asked("Coppice Court"))
            == [Standing("address", BLOCK.uprn, False, "", True)] * 2
        )

    def test_a_flat_the_gazetteer_does_not_list_is_found_as_its_building(self, db: None) -> None:
        keep(BLOCK, FLAT_7)
        assert standing(asked("Flat 99, 11 Quarry Lane")) == [Standing("building", BLOCK.uprn, False, "", True)]

    def test_a_building_of_which_only_flats_are_listed_is_a_block(self, db: None) -> None:
        keep(FLAT_7)
        assert standing(asked("11 Quarry Lane")) == [Standing("building", "", False, "", True)]

    def test_flats_of_different_kinds_leave_their_building_unknown(self, db: None) -> None:
        hostel = replace(row(6, is_communal=True, communal_kind="hostel"), flat="8", building=FLAT_7.building,
                         street=FLAT_7.street, postcode=FLAT_7.postcode)  # fmt: skip
        keep(FLAT_7, hostel)
        (found,) = standing(asked("11 Quarry Lane"))
        assert (found.is_communal, found.is_block) == (None, True)

    def test_a_room_is_as_communal_as_the_hostel_it_is_in(self, db: None) -> None:
        hostel = row(
            7, building="3", street="Church Road", postcode="XX1 2AB", is_communal=True, communal_kind="hostel"
        )
        room = row(8, flat="Room 4", building="3", street="Church Road", postcode="XX1 2AB", parent_uprn=hostel.uprn)
        keep(hostel, room)
        listed, unlisted = standing(asked("Room 4, 3 Church Rd"), asked("Room 5, 3 Church Rd"))
        assert (listed.found_by, listed.is_communal, listed.communal_kind) == ("address", True, "hostel")
        assert (unlisted.found_by, unlisted.is_communal, unlisted.communal_kind) == ("building", True, "hostel")

    def test_answers_come_in_the_order_asked_and_in_one_query(self, db: None) -> None:
        keep(HOUSE, HOME)
        with clocks.held_at(MONDAY), CaptureQueriesContext(connections["service"]) as seen:
            found = standing(*[asked("5 Chapel Row"), asked("Nowhere"), asked("22 Quarry Lane")] * 40)
        assert [one.uprn for one in found] == [HOME.uprn, "", HOUSE.uprn] * 40
        assert len([query for query in seen if query["sql"].startswith("SELECT")]) == 1


class TestSecretPlaces:
    def test_the_service_knows_what_is_secret(self, db: None) -> None:
        keep(REFUGE)
        assert standing(asked("9 Mill Rd")) == [Standing("address", REFUGE.uprn, True, "refuge", False, is_secret=True)]

    def test_the_app_learns_that_a_secret_place_is_communal_and_nothing_that_names_it(self, db: None) -> None:
        keep(REFUGE)
        assert shown(asked("9 Mill Rd")) == [Standing("address", "", True, "", False)]

    def test_the_app_learns_what_an_open_place_is(self, db: None) -> None:
        keep(HOME)
        assert shown(asked("5 Chapel Row")) == [Standing("address", HOME.uprn, True, "children's home", False)]

    def test_without_a_look_the_app_learns_nothing(self, db: None) -> None:
        keep(HOME)
        with db_transaction():
            assert kind_of([asked("5 Chapel Row")]) == [Standing()]

    @pytest.mark.parametrize("statement", ["SELECT * FROM places_place", "SELECT * FROM goldthread_places_at('[]')"])
    def test_the_app_may_ask_neither_the_table_nor_the_services_function(self, db: None, statement: str) -> None:
        with pytest.raises(ProgrammingError, match="permission denied"), db_transaction():
            database_fetch(statement)

    def test_where_two_sources_differ_the_secret_one_is_believed(self, db: None) -> None:
        own = replace(REFUGE, source="force", source_record_id="1", organisation="")
        keep(replace(REFUGE, is_secret=False), own)
        assert standing(asked("9 Mill Rd"))[0].is_secret

    def test_a_flat_of_a_secret_building_is_secret(self, db: None) -> None:
        keep(REFUGE, row(9, flat="2", building="9", street="Mill Road", postcode="XX1 2AB", parent_uprn=REFUGE.uprn))
        assert standing(asked("Flat 2, 9 Mill Rd"))[0].is_secret
        assert shown(asked("Flat 2, 9 Mill Rd")) == [Standing("address", "", True, "", False)]

    def test_a_newer_version_may_say_that_a_place_is_secret_no_more(self, db: None) -> None:
        keep(REFUGE)
        keep(replace(REFUGE, source_updated_at=MONDAY + timedelta(days=1), is_secret=False))
        assert not standing(asked("9 Mill Rd"))[0].is_secret


class TestKeeping:
    def test_a_late_row_does_not_overwrite_a_newer_one(self, db: None) -> None:
        assert keep(row(1, days=2, street="New Street")) == 1
        assert keep(row(1, days=1, street="Old Street")) == 0
        with database_as_service():
            assert Place.objects.get().street == "New Street"

    def test_a_delete_leaves_no_words_and_a_late_row_does_not_bring_them_back(self, db: None) -> None:
        keep(HOUSE)
        keep(PlaceRow("gazetteer", HOUSE.source_record_id, MONDAY + timedelta(days=1), next(HASHES), is_deleted=True))
        keep(HOUSE)
        with database_as_service():
            left = Place.objects.get()
        assert (left.is_deleted, left.street, left.uprn, left.door_key) == (True, "", "", "")
        assert standing(asked("22 Quarry Lane")) == [Standing()]

    def test_the_same_row_again_changes_nothing(self, db: None) -> None:
        assert (keep(HOUSE), keep(HOUSE)) == (1, 0)

    def test_many_rows_cost_three_statements_whatever_their_number(self, db: None) -> None:
        rows = [row(n, building=str(n), street="Quarry Lane", postcode="XX1 2AB") for n in range(1, 301)]
        with database_as_service(), CaptureQueriesContext(connections["service"]) as seen:
            assert actions.keep_rows(rows).changed == 300
        assert len(seen) == 3  # waiting for other loads, asking who was told to be there, keeping

    def test_nothing_is_left_of_an_erased_record(self, db: None) -> None:
        keep(HOUSE, HOME)
        with database_as_service():
            assert actions.forget("gazetteer", [HOUSE.source_record_id]).changed == 1
            assert [place.uprn for place in Place.objects.all()] == [HOME.uprn]

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_the_order_of_arrival_and_the_batches_do_not_matter(self, db: None, data: st.DataObject) -> None:
        one = st.builds(
            lambda days, street, secret, deleted, digest: PlaceRow(
                "gazetteer", "1", MONDAY + timedelta(days=days), f"{digest:064x}", street="" if deleted else street,
                is_secret=secret and not deleted, is_deleted=deleted,
            ),
            st.integers(0, 2), st.sampled_from(["Old Street", "New Street"]), st.booleans(), st.booleans(),
            st.integers(0, 99),
        )  # fmt: skip
        rows = data.draw(st.lists(one, min_size=1, max_size=6, unique_by=lambda r: r.raw_hash))
        outcomes = set()
        for order in (rows, data.draw(st.permutations(rows))):
            cut = data.draw(st.integers(0, len(order)))
            with database_as_service():
                Place.objects.all().delete()
                actions.keep_rows(order[:cut])
                actions.keep_rows(order[cut:])
                outcomes.add(Place.objects.values_list("raw_hash", "street", "is_secret", "is_deleted").get())
        assert len(outcomes) == 1


class TestFromRecords:
    def test_a_kept_record_of_the_gazetteer_becomes_a_place(self, db: None) -> None:
        with database_as_service():
            record = _record(
                uprn="999900000002", classification="communal", communal_kind="children's home", is_secret="no",
                organisation="Mulberry Lodge", building="5", street="Chapel Row", postcode="XX1 2AB",
                easting="530000", northing="180000", ward="Millpond", school_urn="",
            )  # fmt: skip
            assert actions.keep([record.pk]).changed == 1
            place = Place.objects.get()
        assert (place.source, place.source_record_id, place.borough) == ("gazetteer", "999900000002", "Merrowfield")
        assert (place.easting, place.northing, place.is_secret) == (530000, 180000, False)
        assert (place.is_communal, place.communal_kind) == (True, "children's home")
        assert standing(asked("5 Chapel Row"))[0].communal_kind == "children's home"

    @pytest.mark.parametrize("mark", ["yes", "perhaps", "Y?"])
    def test_a_mark_that_cannot_be_read_counts_as_a_secret(self, mark: str) -> None:
        assert row_of("gazetteer", "1", MONDAY, "", [("is_secret", mark)]).is_secret

    def test_a_restricted_record_is_a_secret_whatever_it_says(self) -> None:
        assert row_of("gazetteer", "1", MONDAY, "", [("is_secret", "no")], is_restricted=True).is_secret
        assert not row_of("gazetteer", "1", MONDAY, "", [("is_secret", "no")]).is_secret

    def test_what_is_communal_without_a_known_kind_is_communal(self) -> None:
        told = row_of("gazetteer", "1", MONDAY, "", [("classification", "communal"), ("communal_kind", "")])
        odd = row_of("gazetteer", "1", MONDAY, "", [("communal_kind", "lighthouse")])
        assert [(one.is_communal, one.communal_kind) for one in (told, odd)] == [(True, ""), (True, "")]

    def test_numbers_that_fail_their_check_find_no_place(self) -> None:
        told = row_of("gazetteer", "1", MONDAY, "", [("uprn", "12x"), ("postcode", "XX1 OAB"), ("easting", "east")])
        assert (told.uprn, told.postcode, told.easting) == ("", "", None)

    def test_a_deleted_record_says_nothing(self) -> None:
        gone = row_of("gazetteer", "1", MONDAY, "", [("street", "Quarry Lane"), ("is_secret", "yes")], is_deleted=True)
        assert (gone.street, gone.is_secret, gone.is_deleted) == ("", False, True)


LISTED = """
places:
  - id: haven
    address: 9 Mill Road
    postcode: XX1 2AB
    communal_kind: refuge
    is_secret: true
    checked_on: 2026-02-01
  - {id: lodge, uprn: "999900000002", communal_kind: "children's home", checked_on: 2026-02-01}
"""


class TestOwnList:
    def list_of(self, tmp_path: Path, text: str) -> list[PlaceRow]:
        path = tmp_path / "places.yaml"
        path.write_text(text)
        return own_list.read(path)

    def test_a_place_of_the_list_is_found_by_words_or_by_number(self, db: None, tmp_path: Path) -> None:
        with database_as_service():
            assert actions.keep_own_list(self.list_of(tmp_path, LISTED)).changed == 2
        by_words, by_number = standing(asked("9 Mill Rd"), asked("", uprn="999900000002"))
        assert (by_words.is_secret, by_words.communal_kind) == (True, "refuge")
        assert (by_number.found_by, by_number.communal_kind) == ("uprn", "children's home")

    def test_what_is_on_the_list_no_longer_is_forgotten_and_the_gazetteer_is_left_alone(
        self, db: None, tmp_path: Path
    ) -> None:
        keep(HOUSE)
        with database_as_service():
            actions.keep_own_list(self.list_of(tmp_path, LISTED))
            assert actions.keep_own_list(self.list_of(tmp_path, LISTED)).changed == 0
            assert actions.keep_own_list([]).changed == 2
            assert [place.source for place in Place.objects.all()] == ["gazetteer"]

    @pytest.mark.parametrize(
        ("entry", "words"),
        [
            ('{id: a, address: "9 Mill Road", checked_on: 2026-02-01}', "a whole postcode"),
            ("{id: a, postcode: XX1 2AB, checked_on: 2026-02-01}", "a whole postcode"),
            ('{id: a, uprn: "12x", checked_on: 2026-02-01}', "uprn"),
            ('{id: a, uprn: "1", communal_kind: lighthouse, checked_on: 2026-02-01}', "communal_kind is one of"),
            ('{id: a, uprn: "1", is_secret: perhaps, checked_on: 2026-02-01}', "is_secret"),
            ('{id: a, uprn: "1"}', "checked_on"),
            ('{uprn: "1", checked_on: 2026-02-01}', "id must be words"),
            ('{id: a, uprn: "1", colour: red, checked_on: 2026-02-01}', "colour is no key"),
            (
                '{id: a, uprn: "1", checked_on: 2026-02-01}\n  - {id: a, uprn: "2", checked_on: 2026-02-01}',
                "there twice",
            ),
        ],
    )
    def test_a_faulty_list_is_refused_as_a_whole(self, tmp_path: Path, entry: str, words: str) -> None:
        with pytest.raises(StandardsFault, match=words):
            self.list_of(tmp_path, f"places:\n  - {entry}\n")


def _record(**facts: str) -> SourceRecord:
    source, _ = Source.objects.get_or_create(
        code="gazetteer",
        defaults={
            "name": "Gazetteer", "desk": "Gazetteer desk", "agreement": "1", "agreement_ends_on": MONDAY.date(),
            "stale_after": timedelta(days=120),
        },
    )  # fmt: skip
    record = SourceRecord.objects.create(
        source=source, source_record_id=facts["uprn"], source_updated_at=MONDAY, known_at=MONDAY,
        extracted_at=MONDAY, known_from="source_updated_at",
        recorded_at=MONDAY, kind="place", title="Place", borough="Merrowfield",
        originating_force="Thornmere Police", handling="OFFICIAL", retention_group="4", raw_hash=next(HASHES),
    )  # fmt: skip
    RecordContent.objects.create(record=record, layer_rank=2, facts=[list(fact) for fact in facts.items()])
    return record


# The fixture `db` hides the module of that name inside a test.
database_as_service, db_transaction, database_fetch = db.as_service, db.transaction, db.fetch
