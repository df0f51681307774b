"""A gazetteer that comes late, changes or goes: the same people and the same homes as if it had always stood."""

import itertools
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.people.models import Link
from goldthread.core.places import actions
from goldthread.core.places.models import Dwelling, Presence
from goldthread.core.places.own_list import OWN_LIST
from goldthread.core.places.rows import PlaceRow
from goldthread.link.feeds import standing
from goldthread.link.feeds.adapters.merlin import MERLIN
from goldthread.link.feeds.tests.reading_samples import HOME, parquet_bytes
from goldthread.testing import factories as make

HASHES = (f"{n:064x}" for n in itertools.count(70_000))
# Two notices of one common name at each door: one person where it is a household, two where many live there.
HOMES = {
    "house": ("Oliver", "Smith", "9 Mill Road", "XX1 3BB"),
    "hostel": ("Thomas", "Jones", "22 Quarry Lane", "XX1 2AB"),
    "block": ("Oliver", "Smith", "5 Chapel Row", "XX1 4DE"),
    "flat in a hostel": ("Thomas", "Jones", "Flat 7, 30 High Street", "XX1 5EF"),
    "refuge by number": ("Oliver", "Smith", "14 Osier Bank", "XX2 1AB"),
    "hostel that closed": ("Thomas", "Jones", "3 Church Road", "XX2 2DE"),
    "hostel that moved here": ("Thomas", "Jones", "8 Dock Street", "XX2 3EF"),
    "hostel that moved away": ("Oliver", "Smith", "6 Dock Street", "XX2 4GH"),
}
ONE_PERSON = {"house", "hostel that closed", "hostel that moved away"}


def notice(number: int, forename: str, surname: str, home: str, postcode: str) -> dict[str, str]:
    return make.merlin_row(
        f"26PAC{number:08d}", days_ago=30 - number, subject_forename=forename, subject_surname=surname,
        subject_birth_date="", subject_address=home, subject_postcode=postcode,
    )  # fmt: skip


def taken_in(*rows: dict[str, str]) -> None:
    delivery = make.deliver("merlin", make.csv_bytes(MERLIN.columns(), rows), rows[0]["source_record_id"])
    assert (delivery.state, delivery.quarantined) == ("loaded", 0)


def place(number: int, street: str, postcode: str, *, days: int = 0, kind: str = "", **told: object) -> PlaceRow:
    uprn = f"9999{number:08d}"
    at = clocks.now() - timedelta(days=90 - days)
    return PlaceRow(
        "gazetteer", uprn, at, next(HASHES), uprn=uprn, street=street, postcode=postcode, is_communal=bool(kind),
        communal_kind=kind, **told,
    )  # type: ignore[arg-type]  # fmt: skip


def gazetteer() -> list[PlaceRow]:
    closed = place(11, "3 Church Road", "XX2 2DE", kind="hostel")
    return [
        place(1, "9 Mill Road", "XX1 3BB"),
        place(2, "22 Quarry Lane", "XX1 2AB"),
        place(2, "22 Quarry Lane", "XX1 2AB", days=5, kind="hostel"),
        place(3, "5 Chapel Row", "XX1 4DE"),
        place(4, "5 Chapel Row", "XX1 4DE", flat="1", parent_uprn="999900000003"),
        place(5, "30 High Street", "XX1 5EF", kind="hostel"),
        place(6, "30 High Street", "XX1 5EF", flat="7", parent_uprn="999900000005"),
        place(7, "14 Osier Bank", "XX2 1AB"),
        # A list that knows the place by its number only: what stands there is a refuge all the same.
        replace(place(7, "", "", kind="refuge"), source=OWN_LIST, source_record_id="refuge", is_secret=True),
        closed,
        PlaceRow("gazetteer", closed.uprn, clocks.now(), next(HASHES), is_deleted=True),
        place(12, "6 Dock Street", "XX2 4GH", kind="hostel"),
        place(12, "8 Dock Street", "XX2 3EF", days=5, kind="hostel"),
    ]


def stands(*rows: PlaceRow) -> None:
    with database.as_service():
        standing.follow(actions.keep_rows(rows).settled)


def people() -> set[frozenset[int]]:
    """The notices of each person, by number."""
    with database.as_service():
        found: dict = {}
        for link in Link.objects.filter(to_at=None).select_related("mention"):
            found.setdefault(link.person_id, set()).add(int(link.mention.source_record_id[5:]))
    return {frozenset(group) for group in found.values()}


def homes() -> set[tuple[str, str, object, object, bool]]:
    """Where each notice puts its child: the record, the dwelling and what stands there."""
    with database.as_service():
        return set(
            Presence.objects.values_list(
                "record__source_record_id", "dwelling__key", "dwelling__is_communal", "dwelling__is_block",
                "dwelling__is_secret",
            )
        )  # fmt: skip


def expected_people() -> set[frozenset[int]]:
    pairs = {kind: (2 * n + 1, 2 * n + 2) for n, kind in enumerate(HOMES)}
    return {
        group
        for kind, (one, other) in pairs.items()
        for group in ({frozenset([one, other])} if kind in ONE_PERSON else {frozenset([one]), frozenset([other])})
    }


def home(number: int, key: str, communal: bool | None = False, block: bool | None = False, secret: bool = False):
    return {(f"26PAC{n:08d}", key, communal, block, secret) for n in (number, number + 1)}


EXPECTED_HOMES = (
    home(1, "uprn:999900000001")
    | home(3, "uprn:999900000002", communal=True)
    | home(5, "uprn:999900000003", block=True)
    | home(7, "uprn:999900000006", communal=True)
    | home(9, "uprn:999900000007", communal=True, secret=True)
    | home(11, "at:XX2 2DE|3 CHURCH ROAD||", None, None)
    | home(13, "uprn:999900000012", communal=True)
    | home(15, "at:XX2 4GH|6 DOCK STREET||", None, None)
)


@pytest.mark.parametrize("seed", ["gazetteer first", "gazetteer last", 1, 2, 3, 4])
def test_records_and_gazetteer_in_any_order_give_the_same_people_and_homes(db, seed):
    notices = [notice(2 * n + half, *told) for n, told in enumerate(HOMES.values()) for half in (1, 2)]
    steps: list[object] = [*gazetteer(), *notices]
    if seed == "gazetteer last":
        steps.reverse()
    elif isinstance(seed, int):
        random.Random(seed).shuffle(steps)  # noqa: S311 - a test draws its order
    for are_places, some in itertools.groupby(steps, key=lambda step: isinstance(step, PlaceRow)):
        (stands if are_places else taken_in)(*some)
    assert homes() == EXPECTED_HOMES
    assert people() == expected_people()


def two_at(kind: str = "hostel") -> None:
    taken_in(*(notice(n, *HOMES[kind]) for n in (1, 2)))


def sent(days_ago: float, **told: object) -> None:
    """The gazetteer itself sends a row, in its own form."""
    at = make.instant(days_ago)
    row = HOME | {
        "source_record_id": "999900000002", "uprn": 999900000002, "parent_uprn": None, "organisation": None,
        "flat": None, "building": "22", "street": "Quarry Lane", "postcode": "XX1 2AB",
        "source_updated_at": at, "source_recorded_at": at, "extracted_at": at, **told,
    }  # fmt: skip
    assert make.deliver("gazetteer", parquet_bytes(row), f"gazetteer {days_ago}").quarantined == 0


APART, TOGETHER = {frozenset([1]), frozenset([2])}, {frozenset([1, 2])}


def test_a_gazetteer_that_comes_after_the_records_is_followed_in_its_own_load(db):
    two_at()
    assert people() == TOGETHER
    sent(20, classification="communal", communal_kind="hostel")
    assert people() == APART


@pytest.mark.parametrize(
    "later",
    [
        {"op": "delete"},
        {"op": "erase"},
        {"street": "Chapel Row", "postcode": "XX9 9ZZ"},
        {"classification": "dwelling", "communal_kind": None},
    ],
    ids=["withdrawn", "erased", "moved", "a home again"],
)
def test_a_row_of_the_gazetteer_that_says_so_no_longer_is_followed(db, later):
    sent(20, classification="communal", communal_kind="hostel")
    two_at()
    assert people() == APART
    sent(2, **{"classification": "communal", "communal_kind": "hostel", **later})
    assert people() == TOGETHER


def test_a_forces_own_list_is_followed_when_it_gains_a_place_and_when_it_loses_it(db):
    two_at()
    listed = replace(place(2, "22 Quarry Lane", "XX1 2AB", kind="refuge"), source=OWN_LIST, source_record_id="a")
    with database.as_service():
        assert standing.keep_own_list([listed]) == 1
    assert people() == APART
    with database.as_service():
        assert standing.keep_own_list([]) == 1
    assert people() == TOGETHER


def test_nobody_is_solved_again_where_what_stands_there_proves_as_much_as_before(db):
    two_at("house")
    with database.as_service():
        (row,) = [row for row in gazetteer() if row.street == "9 Mill Road"]
        settled = actions.keep_rows([row]).settled
        assert (len(settled.records), len(settled.mentions), settled.compared) == (0, 0, frozenset())
        assert Dwelling.objects.get().key == "uprn:999900000001"


def test_a_dwelling_that_gets_its_number_is_the_same_dwelling(db):
    """Work and alerts that were raised about it stay about it."""
    two_at("house")
    with database.as_service():
        before = Dwelling.objects.get().pk
    stands(place(1, "9 Mill Road", "XX1 3BB"))
    with database.as_service():
        assert Dwelling.objects.get().pk == before


def test_two_spellings_that_the_gazetteer_joins_become_one_home(db):
    taken_in(notice(1, "Oliver", "Smith", "Osier Lodge", "XX1 3BB"), notice(2, "Ann", "Cole", "9 Mill Road", "XX1 3BB"))
    with database.as_service():
        assert Dwelling.objects.count() == 2
        row = place(1, "9 Mill Road", "XX1 3BB", organisation="Osier Lodge")
        settled = actions.keep_rows([row]).settled
        assert Dwelling.objects.count() == 1
    assert len(settled.mentions) == 1  # the other's dwelling is the one that stayed
