"""What happens in the invented force, against the published numbers, at the pace of life, within stated bounds."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from goldthread.core.clocks import LONDON
from goldthread.synthetic.days import Days
from goldthread.synthetic.population import Population
from goldthread.synthetic.rates import MARKS, rates
from goldthread.synthetic.scales import SCALES
from goldthread.synthetic.sent import Sent

ON = date(2017, 3, 1)
DAYS = 420
# A town at the pace of life, and no more of anything than in life.
TOWN = replace(SCALES["borough"], name="town", people=50_000)


class Lived:
    """The first days of a town's history, as its systems hold them."""

    def __init__(self) -> None:
        self.population = Population("9", TOWN, ON)
        self.latest: dict[tuple[str, str], Sent] = {}
        for day, happened in Days("9", self.population).all():
            for sent in happened:
                self.latest[sent.source, sent.record_id] = sent
            if (day - ON).days + 3 * 365 >= DAYS:
                break
        self.children = self.population.children
        self.years = DAYS / 365

    def of(self, source: str) -> list[dict[str, Any]]:
        return [sent.cells for (of, _), sent in self.latest.items() if of == source]

    def a_year(self, count: float, people: int) -> float:
        return count / self.years / people * 1000

    def missing(self) -> list[Sent]:
        return [sent for sent in self.latest.values() if sent.cells.get("report_type") == "MISSING"]

    def detentions_of_children(self) -> list[dict[str, Any]]:
        return [cells for cells in self.of("custody") if cells["looked_after"]]


@pytest.fixture(scope="module")
def lived() -> Lived:
    return Lived()


def hours(cells: dict[str, Any], start: str, end: str) -> float:
    return (datetime.fromisoformat(cells[end]) - datetime.fromisoformat(cells[start])).total_seconds() / 3600


def test_every_rate_has_its_unit_its_mark_and_its_source() -> None:
    assert {rate.mark for rate in rates().values()} == set(MARKS)
    assert all(rate.unit and len(rate.source) > 3 for rate in rates().values())
    assert all("from memory" not in rate.source for name, rate in rates().items() if name.startswith("missing."))


class TestMissing:
    def test_as_many_reports_as_in_london(self, lived: Lived) -> None:
        """29,455 child incidents in 2022/23 of some two million children: 14.7 of a thousand. Within a quarter."""
        assert 11.0 < lived.a_year(len(lived.missing()), lived.children) < 18.4

    def test_nobody_goes_missing_who_has_not_been_found(self, lived: Lived) -> None:
        spells: dict[str, list[tuple[datetime, datetime]]] = {}
        for sent in lived.missing():
            if sent.cells["found_at"]:
                spell = [datetime.fromisoformat(sent.cells[name]) for name in ("reported_at", "found_at")]
                spells.setdefault(sent.truth["subject"], []).append((spell[0], spell[1]))
        assert any(len(of_one) > 1 for of_one in spells.values())
        for of_one in spells.values():
            assert all(one[1] < other[0] for one, other in pairwise(sorted(of_one)))

    def test_looked_after_children_have_about_36_in_a_hundred(self, lived: Lived) -> None:
        """2018/19: 36%. Within twelve points: a town has few looked-after children of that age."""
        looked_after = sum(_is_looked_after(lived, sent) for sent in lived.missing())
        assert 0.24 < looked_after / len(lived.missing()) < 0.48

    def test_a_child_goes_missing_about_three_times_in_a_year(self, lived: Lived) -> None:
        """London 2022/23: 3.14 each. A year not the child's own cuts some spells in two: between 2.2 and 3.8."""
        year = [sent for sent in lived.missing() if sent.extracted_at.year == 2014 or sent.extracted_at.month <= 2]
        each = Counter(sent.truth["subject"] for sent in year)
        assert 2.2 < len(year) / len(each) < 3.8

    def test_nearly_nine_in_ten_are_found_within_two_days(self, lived: Lived) -> None:
        """2016/17: 87% in 48 hours; 2014/15: three quarters in a day. Within six points."""
        found = [hours(s.cells, "reported_at", "found_at") for s in lived.missing() if s.cells["found_at"]]
        assert 0.81 < sum(one <= 48 for one in found) / len(found) < 0.93
        assert 0.69 < sum(one <= 24 for one in found) / len(found) < 0.81

    def test_two_in_five_come_back_by_themselves_and_the_police_find_three_in_ten(self, lived: Lived) -> None:
        """2018/19: 43% and 29%. Within seven points."""
        how = Counter(s.cells["found_place"].split(":")[0] for s in lived.missing() if s.cells["found_place"])
        assert 0.36 < how["self return"] / how.total() < 0.50
        assert 0.22 < how["police"] / how.total() < 0.36


class TestNotifications:
    def test_as_many_as_merlin_held(self, lived: Lived) -> None:
        """610,858 in five years of some two million children: 61 of a thousand a year. Within a fifth."""
        notices = [cells for cells in lived.of("merlin") if cells["report_type"] == "PAC"]
        # Detentions and crimes against children add theirs to those that calls and visits lead to.
        assert 49 < lived.a_year(len(notices), lived.children) < 82

    def test_a_quarter_become_referrals(self, lived: Lived) -> None:
        """England 2024-25: 633,000 referrals, 28% from the police. Within five points of 24%."""
        notices = [cells for cells in lived.of("merlin") if cells["report_type"] == "PAC"]
        shared = [cells for cells in notices if cells["grade"] != "blue"]
        assert 0.19 < sum(cells["outcome"] == "CIN Referral" for cells in shared) / len(shared) < 0.29


class TestCare:
    def test_of_referrals_somewhat_over_a_quarter_come_from_the_police(self, lived: Lived) -> None:
        """About 28% in 2024-25. Within nine points."""
        referred = [c for c in lived.of("social_care") if c["LookedAfter"] == "0"]
        assert 0.19 < sum(c["ReferralSource"] == "6" for c in referred) / len(referred) < 0.37

    def test_referrals_are_as_many_as_in_england(self, lived: Lived) -> None:
        """53 of a thousand children a year; a child referred again in the time is counted once here. Within a third."""
        referred = [c for c in lived.of("social_care") if c["LookedAfter"] == "0"]
        assert 35 < lived.a_year(len(referred), lived.children) < 66

    def test_three_in_ten_referrals_lead_to_an_enquiry_and_one_in_ten_to_a_plan(self, lived: Lived) -> None:
        """2016-17: 185,450 enquiries of some 646,000 referrals. Within six points; plans within four."""
        referred = [c for c in lived.of("social_care") if c["LookedAfter"] == "0"]
        assert 0.23 < sum(bool(c["S47"]) for c in referred) / len(referred) < 0.35
        assert 0.06 < sum(bool(c["ChildProtectionPlan"]) for c in referred) / len(referred) < 0.14

    def test_conferences_are_on_weekdays(self, lived: Lived) -> None:
        held = [date.fromisoformat(c["DateOfInitialCPC"]) for c in lived.of("social_care") if c["DateOfInitialCPC"]]
        assert held
        assert {day.weekday() for day in held} <= {0, 1, 2, 3, 4}


class TestDetentions:
    def test_one_in_sixteen_people_detained_is_a_child(self, lived: Lived) -> None:
        """Year to March 2022: 35,114 of 546,170, or 6.4%. Within two points."""
        assert 0.044 < len(lived.detentions_of_children()) / len(lived.of("custody")) < 0.084

    def test_a_third_of_children_are_held_overnight(self, lived: Lived) -> None:
        """2019: a third of those arrested; four hours or more between midnight and eight. Within ten points."""
        children = lived.detentions_of_children()
        assert 0.23 < sum(_is_overnight(cells) for cells in children) / len(children) < 0.43

    def test_nearly_every_child_refused_bail_stays(self, lived: Lived) -> None:
        """HMIC 2016: 39 of 40."""
        refused = [cells for cells in lived.detentions_of_children() if cells["bail_decision"] == "refused"]
        assert refused
        assert sum(not cells["la_bed_moved_at"] for cells in refused) / len(refused) > 0.85


class TestPeople:
    def test_about_one_and_a_half_maternities_of_a_hundred_are_of_twins_and_some_are_a_boy_and_a_girl(self) -> None:
        """UK, about 1.5%. Six thousand maternities: within half a point."""
        population = Population("9", TOWN, ON)
        families = [population.family(number) for number in range(population.families.count)]
        pairs = [
            (one, other)
            for family in families
            for one, other in zip(family.children, family.children[1:], strict=False)
            if one.birth_date == other.birth_date
        ]
        children = sum(len(family.children) for family in families)
        assert 0.010 < len(pairs) / (children - len(pairs)) < 0.020
        assert any(one.sex != other.sex for one, other in pairs)
        assert any(one.sex == other.sex for one, other in pairs)

    def test_six_in_ten_looked_after_children_live_outside_their_borough(self) -> None:
        """London 2016: about 60%. Within fifteen points: some of a town's are few."""
        population = Population("9", replace(TOWN, stock=6), ON)
        placed = [population.family(number).children[0] for number in population.looked_after]
        away = [child for child in placed if child.placed not in ("", "with parents")]
        out = sum(child.address.borough[0] != child.social_care_id[0] for child in away)
        assert 0.45 < out / len(away) < 0.75


def _is_looked_after(lived: Lived, sent: Sent) -> bool:
    person = sent.truth["subject"]
    number = int(person[1:8])
    child = lived.population.family(number).children[int(person[-2:]) - 10]
    return child.is_looked_after(sent.extracted_at.date())


def _is_overnight(cells: dict[str, Any]) -> bool:
    if not cells["released_at"]:
        return False
    arrived, released = (
        datetime.fromisoformat(cells[name]).astimezone(LONDON) for name in ("arrived_at", "released_at")
    )
    midnight = datetime(arrived.year, arrived.month, arrived.day, tzinfo=LONDON) + timedelta(days=1)
    in_the_night = min(released, midnight + timedelta(hours=8)) - max(arrived, midnight)
    return in_the_night >= timedelta(hours=4)
