"""Where records put people: one door however it is spelt and whichever came first; nothing left of what is gone."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.people.rights import erase, rectify, restrict
from goldthread.core.places import actions as places
from goldthread.core.places.models import Dwelling, Place, Presence
from goldthread.core.places.presences import keep_homes_again
from goldthread.core.places.residents import Home, dwellings_of, residents_of
from goldthread.core.places.rows import PlaceRow
from goldthread.core.places.settling import Settled, settle
from goldthread.core.records.models import Mention
from goldthread.jobs.tasks import link_again
from goldthread.link.feeds.adapters.merlin import MERLIN
from goldthread.testing import factories as make

HASHES = (f"{n:064x}" for n in itertools.count(7_000))
FLAT = {"subject_address": "Flat 7, 22 Quarry Lane", "subject_postcode": "XX1 2AB"}


def merlin(number: str, days_ago: float = 3, **changes: str) -> None:
    row = make.merlin_row(number, days_ago=days_ago, **changes)
    delivery = make.deliver("merlin", make.csv_bytes(MERLIN.columns(), [row]), number)
    assert (delivery.state, delivery.quarantined) == ("loaded", 0)


def stands(number: int, **told: object) -> None:
    """The gazetteer says what stands there."""
    uprn = f"9999{number:08d}"
    with database.as_service():
        places.keep_rows([PlaceRow("gazetteer", uprn, clocks.now(), next(HASHES), uprn=uprn, **told)])  # type: ignore[arg-type]


def homes_of(code: str) -> list[Home]:
    with database.transaction():
        person = make.person_id_of(code)
        look(make.reader("mash_desk"), people=[person])
        return dwellings_of([person])


def number_of(model: type) -> int:
    with database.as_service():
        return model.objects.count()


@contextmanager
def looking() -> Iterator[None]:
    with database.transaction():
        look(make.reader("mash_desk"))
        yield


def code() -> str:
    return make.code_of("26PAC00000001")


def test_two_spellings_of_one_door_are_one_dwelling(db):
    merlin("26PAC00000001", **FLAT)
    merlin("26PAC00000002", 2, subject_address="7/22 quarry lane", subject_postcode="xx12ab")
    merlin("26PAC00000003", 1, subject_address="FLAT 7 22, Quarry Lane, XX1 2AB")
    spelt = {home.words for home in homes_of(code())}
    assert "Flat 7, 22 QUARRY LANE, XX1 2AB" in spelt
    assert len(spelt) <= 2  # 7/22 does not tell the flat from the number, so it may not be joined


def test_two_flats_of_one_building_are_two_dwellings_and_no_household_is_shared(db):
    merlin("26PAC00000001", **FLAT)
    merlin("26PAC00000002", subject_surname="Other", subject_forename="Ann", subject_birth_date="2010-01-02",
           subject_address="Flat 9, 22 Quarry Lane", subject_postcode="XX1 2AB")  # fmt: skip
    here = homes_of(code())
    assert [home.words for home in here] == ["Flat 7, 22 QUARRY LANE, XX1 2AB"]
    with looking():
        assert {one.person_id for one in residents_of([here[0].dwelling_id])} == {make.person_id_of(code())}


def test_the_gazetteer_may_come_before_or_after_what_is_told_of_it(db):
    """The same dwelling and the same kind, whichever came first."""
    stands(
        1, flat="7", building="", street="22 Quarry Lane", postcode="XX1 2AB", is_communal=True, communal_kind="hostel"
    )
    merlin("26PAC00000001", **FLAT)
    first = homes_of(code())[0]
    with database.as_service():
        key_before = Dwelling.objects.get().key
        Presence.objects.all().delete()
        Dwelling.objects.all().delete()
        Place.objects.all().delete()
        keep_homes_again(list(Mention.objects.values_list("pk", flat=True)))
        assert Dwelling.objects.get().is_communal is None
    stands(
        1, flat="7", building="", street="22 Quarry Lane", postcode="XX1 2AB", is_communal=True, communal_kind="hostel"
    )
    with database.as_service():
        assert Dwelling.objects.get().key == key_before
    after = homes_of(code())[0]
    assert (first.is_household, first.communal_kind) == (after.is_household, after.communal_kind) == (False, "hostel")


def test_a_secret_address_is_shown_to_nobody_under_an_ordinary_look(db):
    merlin("26PAC00000001", **FLAT)
    assert homes_of(code()) != []
    stands(
        2,
        flat="7",
        street="22 Quarry Lane",
        postcode="XX1 2AB",
        is_communal=True,
        communal_kind="refuge",
        is_secret=True,
    )
    assert homes_of(code()) == []
    with database.transaction():
        look(make.reader("mash_desk"), people=[make.person_id_of(code())])
        assert not Presence.objects.exists()


def test_an_address_no_source_knows_is_not_called_a_household(db):
    merlin("26PAC00000001", **FLAT)
    assert homes_of(code())[0].is_household is None


def test_a_newer_version_moves_the_home_and_the_version_before_keeps_its_own(db):
    merlin("26PAC00000001", 3, **FLAT)
    merlin("26PAC00000001", 1, subject_address="4 Chapel Row", subject_postcode="XX1 3BD")
    assert [home.words for home in homes_of(code())] == ["4 CHAPEL ROW, XX1 3BD"]
    assert number_of(Presence) == 2


def test_the_newest_telling_is_the_latest_home_and_older_ones_stay_beside_it(db):
    merlin("26PAC00000001", 30, **FLAT)
    merlin("26PAC00000002", 1, subject_address="4 Chapel Row", subject_postcode="XX1 3BD")
    assert [(home.words, home.is_latest) for home in homes_of(code())] == [
        ("4 CHAPEL ROW, XX1 3BD", True),
        ("Flat 7, 22 QUARRY LANE, XX1 2AB", False),
    ]


def test_words_that_name_no_door_are_kept_and_make_no_dwelling(db):
    merlin("26PAC00000001", subject_address="near the station")
    with database.as_service():
        assert list(Presence.objects.values_list("text", "dwelling")) == [("near the station", None)]
    assert homes_of(code()) == []


def test_where_a_child_was_found_is_the_records_and_nobodys_home(db):
    merlin("26MIS00000001", report_type="MISSING", found_place="9 Dock Street", found_postcode="XX1 9ZZ")
    with database.as_service():
        assert list(Presence.objects.filter(role="found").values_list("dwelling__words", "mention")) == [
            ("9 DOCK STREET, XX1 9ZZ", None)
        ]


def test_a_call_without_a_postcode_finds_the_one_such_door_of_its_borough(db):
    stands(1, street="12 Mulberry Road", postcode="XX1 4EF", borough="Merrowfield")
    make.load_child()
    with database.as_service():
        assert Presence.objects.get(role="location").dwelling.key == "uprn:999900000001"


def test_a_call_without_a_postcode_joins_no_door_where_its_borough_has_two(db):
    stands(1, street="12 Mulberry Road", postcode="XX1 4EF", borough="Merrowfield")
    stands(2, street="12 Mulberry Road", postcode="XX2 5GH", borough="Merrowfield")
    make.load_child()
    with database.as_service():
        assert Presence.objects.get(role="location").dwelling is None


def test_nothing_is_left_of_an_address_once_its_source_erased_the_record(db):
    merlin("26PAC00000001", 3, **FLAT)
    merlin("26PAC00000001", 1, op="erase")
    assert (number_of(Presence), number_of(Dwelling)) == (0, 0)


def test_nothing_is_left_of_an_address_once_the_person_was_erased(db):
    merlin("26PAC00000001", **FLAT)
    erase(make.reader("dpo"), code(), rule="DPA 2018 s47", authority="DPO")
    assert (number_of(Presence), number_of(Dwelling)) == (0, 0)


def test_a_restricted_persons_home_is_out_of_sight_until_the_restriction_is_lifted(db):
    merlin("26PAC00000001", **FLAT)
    held = code()
    restrict(make.reader("dpo"), held, ground="contested", authority="DPO")
    with looking():
        assert not Presence.objects.exists()
    restrict(make.reader("dpo"), held, ground="contested", lift=True, authority="DPO")
    assert homes_of(held) != []


def test_an_address_put_right_moves_the_home(db):
    merlin("26PAC00000001", **FLAT)
    done = rectify(make.reader("dpo"), code(), field="address", text="4 Chapel Row", authority="DPO")
    link_again(done["mentions"])
    assert [home.words for home in homes_of(code())] == ["4 CHAPEL ROW, XX1 2AB"]


def test_settling_again_changes_nothing(db):
    merlin("26PAC00000001", **FLAT)
    with database.as_service():
        before = list(Presence.objects.values())
        assert settle([one["id"] for one in before]) == Settled()
        assert list(Presence.objects.values()) == before


@pytest.mark.parametrize("count", [1, 12])
def test_homes_of_any_number_of_people_are_one_query(db, count):
    names = (
        "Adeyemi",
        "Brown",
        "Clarke",
        "Dhillon",
        "Evans",
        "Farah",
        "Green",
        "Hughes",
        "Iqbal",
        "Jones",
        "Kaya",
        "Li",
    )
    for number, name in enumerate(names[:count]):
        merlin(f"26PAC000001{number:02d}", subject_surname=name, subject_forename=f"{name[:3]}ine",
               subject_birth_date=f"{2000 + number}-{12 - number:02d}-{number + 5:02d}", **FLAT)  # fmt: skip
    with database.as_service():
        home = Dwelling.objects.get()
        with CaptureQueriesContext(connections["service"]) as seen:
            found = residents_of([home.pk])
        assert (len(found), len(seen)) == (count, 1)
