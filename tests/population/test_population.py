"""What an invented population must have in it to measure linking by."""

import ast
import csv
import io
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from tests.population import COLUMNS, TRUTH, population
from tests.population.communities import communities
from tests.population.writing import plain

HERE = Path(__file__).parent
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(population(seed=11, records=20_000))


@pytest.fixture(scope="module")
def people(rows: list[Row]) -> dict[str, list[Row]]:
    by_truth: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_truth[row["truth"]].append(row)
    return by_truth


def _as_bytes(seed: int) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*COLUMNS, *TRUTH])
    writer.writerows(population(seed=seed, records=500))
    return out.getvalue().encode()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    assert _as_bytes(3) == _as_bytes(3)
    assert _as_bytes(3) != _as_bytes(4)


def test_it_shares_no_table_with_the_matcher_or_the_invented_force() -> None:
    for path in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            module = getattr(node, "module", None) or ""
            assert not module.startswith(("goldthread.link", "goldthread.synthetic")), path.name


def test_it_gives_as_many_rows_as_asked_each_with_a_number_of_its_own_in_the_order_of_their_dates(
    rows: list[Row],
) -> None:
    assert len(rows) == 20_000 == len({row["record_id"] for row in rows})
    assert set(rows[0]) == {*COLUMNS, *TRUTH}
    dates = [row["record_date"] for row in rows]
    assert dates == sorted(dates)


def test_at_least_fifteen_communities_and_eight_systems_are_in_it(rows: list[Row]) -> None:
    groups = Counter(row["group"] for row in rows)
    assert len(groups) >= 15
    assert min(groups.values()) > 100
    assert len({row["system"] for row in rows}) == 8


def test_half_of_the_calls_know_no_birth_date(rows: list[Row]) -> None:
    calls = [row for row in rows if row["system"] == "cad"]
    assert 0.45 < sum(not row["dob"] for row in calls) / len(calls) < 0.55


def test_twins_share_birth_date_and_household_and_never_a_forename(people: dict[str, list[Row]]) -> None:
    sets: dict[str, list[str]] = defaultdict(list)
    for truth, own in people.items():
        if own[0]["twinset"]:
            sets[own[0]["twinset"]].append(truth)
    both = [truths for truths in sets.values() if len(truths) > 1]
    assert len(both) > 100
    same_day = 0
    for truths in both:
        assert len({people[truth][0]["household"] for truth in truths}) == 1
        days = [{row["dob"] for row in people[truth] if len(row["dob"]) == 10} for truth in truths]
        same_day += bool(set.intersection(*days))
    assert same_day > len(both) / 2


def test_twins_named_as_a_pair_bear_names_of_their_sex() -> None:
    somali = next(one for one in communities() if one.code == "somali")
    assert somali.known("Amina", "M") == (("Amina", "Aamina", "Aminah"), "F")
    assert somali.known("Hussein", "F") == (("Hussein", "Xuseen", "Husein", "Hussain"), "M")
    assert somali.known("Nobody", "F") == (("Nobody",), "F")


def test_nobody_is_written_down_before_birth_but_as_unborn(rows: list[Row]) -> None:
    for row in rows:
        if row["role"] == "unborn child":
            assert not row["dob"] or row["dob"].startswith(("EDD", "due"))
            assert plain(row["forename"]).lower() in ("unborn", "unborn baby", "baby")
        elif len(row["dob"]) == 10 and row["dob"][4] == "-":
            # A slip of the year's last digit may make it later; nothing else may.
            assert date.fromisoformat(row["dob"]).year <= date.fromisoformat(row["record_date"]).year + 9


def test_health_numbers_are_valid_and_of_the_range_never_issued(rows: list[Row]) -> None:
    numbers = [row["nhs_no"].replace(" ", "") for row in rows if row["nhs_no"]]
    right = [number for number in numbers if number.startswith("999") and _is_valid_nhs(number)]
    assert len(right) / len(numbers) > 0.98  # the rest are mistyped on purpose


def _is_valid_nhs(number: str) -> bool:
    """As the NHS data dictionary says: weights ten to two, eleven less the remainder, eleven counts as nought."""
    total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1)))  # noqa: B905
    return (11 - total % 11) % 11 == int(number[9])


def test_telephones_are_drama_numbers(rows: list[Row]) -> None:
    numbers = {row["phone"].replace(" ", "").replace("+44", "0") for row in rows} - {""}
    assert all(number.startswith(("07700900", "02079460")) and len(number) == 15 for number in numbers)


def _folded(row: Row, field: str) -> str:
    return plain(row[field]).lower()


def test_every_hazard_of_names_is_in_it(rows: list[Row], people: dict[str, list[Row]]) -> None:
    found = Counter[str]()
    for own in people.values():
        forenames, surnames = {_folded(one, "forename") for one in own}, {_folded(one, "surname") for one in own}
        found["spelt two ways"] += len(forenames) > 1
        found["changed over"] += bool((forenames & surnames) - {""})
        found["second name used"] += any(_folded(one, "middle") in forenames - {""} for one in own)
        found["half of a double name"] += any(" " in one and one.split()[0] in surnames for one in surnames)
        found["a woman's ending lost"] += any(
            one.endswith("a") and {one[:-1], one[:-1] + "i"} & surnames for one in surnames
        )
    for row in rows:
        found["no forename"] += not row["forename"]
        found["placeholder"] += _folded(row, "forename") in ("unknown", "unk", "not known", "child 1", "baby")
        found["unborn"] += row["role"] == "unborn child"
        found["alias"] += bool(row["alias"])
        found["marks kept"] += not (row["forename"] + row["surname"]).isascii()
        found["Singh or Kaur"] += _folded(row, "surname") in ("singh", "kaur")
    few = {hazard: times for hazard, times in found.items() if times < 20}
    assert not few


def test_every_hazard_of_dates_is_in_it(people: dict[str, list[Row]]) -> None:
    found = Counter[str]()
    for own in people.values():
        days = {row["dob"] for row in own if len(row["dob"]) == 10 and row["dob"][4] == "-"}
        found["1 January beside a full date"] += len({day[:4] for day in days if day.endswith("-01-01")} & {
            day[:4] for day in days if not day.endswith("-01-01")}) > 0  # fmt: skip
        found["day and month changed over"] += any(f"{day[:4]}-{day[8:]}-{day[5:7]}" in days - {day} for day in days)
        found["one digit wrong"] += any(
            sum(a != b for a, b in zip(one, other)) == 1 for one in days for other in days  # noqa: B905
        )  # fmt: skip
        found["only a year"] += any(len(row["dob"]) == 4 for row in own)
    assert all(times > 10 for times in found.values()), found


def test_every_hazard_of_numbers_and_homes_is_in_it(rows: list[Row], people: dict[str, list[Row]]) -> None:
    holders: dict[str, dict[str, set[str]]] = {
        name: defaultdict(set) for name in ("nhs_no", "phone", "pnc_id", "address")
    }
    for row in rows:
        for name, of in holders.items():
            of[row[name].replace(" ", "")].add(row["household"] if name == "address" else row["truth"])
    for of in holders.values():
        of.pop("", None)
    two_files = [own for own in people.values() if len({row["social_care_id"] for row in own} - {""}) > 1]
    assert len(two_files) > 5
    assert sum(len(truths) > 1 for truths in holders["nhs_no"].values()) >= 1, "a mother's number on a baby"
    assert sum(len(truths) > 1 for truths in holders["phone"].values()) > 100, "a parent's telephone"
    assert sum(len(households) > 8 for households in holders["address"].values()) > 3, "a hostel, a home, a school"


def test_several_people_are_named_in_one_report(rows: list[Row]) -> None:
    reports = Counter(row["event_id"] for row in rows if row["event_id"])
    assert sum(times > 1 for times in reports.values()) > 2_000
    assert any(not row["event_id"] for row in rows)


def test_each_name_is_spelt_once_in_a_list_and_pairs_of_twins_differ() -> None:
    for community in communities():
        for names in (community.female, community.male):
            assert len(names) >= 18, community.code
        assert all(one != other for one, other in community.twins)
