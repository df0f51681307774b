"""Sharing a sample out against the test vectors of methods.md 1.4: six boroughs, 120 cases."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from goldthread.audit.sampling.allocating import RULES, Part, allocate, compared, ideal, precision
from goldthread.core.refusals import NotValid
from goldthread.core.shares import Stratum, stratified_interval, stratified_share, stratified_variance

SIZES, EXPECTED = (400, 250, 180, 120, 90, 60), (0.30, 0.25, 0.40, 0.15, 0.50, 0.10)
BOROUGHS = [Part(size, share) for size, share in zip(SIZES, EXPECTED, strict=True)]


@pytest.mark.parametrize(
    ("rule", "each", "error", "widest"),
    [
        ("equal", [20] * 6, 0.046856, 0.202428),
        ("proportional", [43.636, 27.273, 19.636, 13.091, 9.818, 6.545], 0.038392, 0.295207),
        ("neyman", [45.236, 26.735, 21.795, 10.605, 11.154, 4.474], 0.038105, 0.274656),
        ("power", [31.002, 24.509, 20.797, 16.980, 14.705, 12.007], 0.040655, 0.233748),
    ],
)
def test_each_rule_shares_out_as_published(rule, each, error, widest):
    found = ideal(BOROUGHS, 120, rule)
    assert found == pytest.approx(each, abs=6e-4)
    told = precision(BOROUGHS, found)
    assert told.error == pytest.approx(error, abs=1e-6)
    assert told.widest == pytest.approx(widest, abs=1e-5)  # the vectors multiply by 1.96


@pytest.mark.parametrize(
    ("least", "each", "error", "widest"),
    [(2, [45, 27, 22, 11, 11, 4], 0.038119, 0.284031), (10, [43, 25, 21, 10, 11, 10], 0.038700, 0.276836)],
)
def test_wrights_rule_gives_whole_cases(least, each, error, widest):
    found = allocate(BOROUGHS, 120, "exact", least)
    assert found == each
    told = precision(BOROUGHS, found)
    assert told.error == pytest.approx(error, abs=1e-6)
    assert told.widest == pytest.approx(widest, abs=1e-5)  # the vectors multiply by 1.96


def test_the_default_gives_each_borough_ten_and_the_rest_by_the_root():
    found = allocate([Part(size) for size in SIZES], 90)
    assert sum(found) == 90
    # By hand: the last would have 9.01 and is held at 10; of the other 80: 22.97 18.16 15.41 12.58 10.89.
    assert found == [23, 18, 15, 13, 11, 10]


def test_every_rule_stands_beside_the_others():
    told = compared(BOROUGHS, 120)
    assert set(told) == set(RULES)
    assert told["exact"][1].error < told["power"][1].error < told["equal"][1].error
    assert told["equal"][1].widest < told["power"][1].widest


def test_more_than_there_are_is_all_of_them():
    assert allocate(BOROUGHS, 5000) == list(SIZES)


def test_a_sample_too_small_for_the_least_of_each_is_refused():
    with pytest.raises(NotValid, match="At least 10 of each of 6 parts are 60 cases, more than 59"):
        allocate(BOROUGHS, 59)
    with pytest.raises(NotValid, match="no way to share"):
        allocate(BOROUGHS, 120, "fairly")


def test_where_no_case_can_differ_it_is_shared_out_evenly():
    assert allocate([Part(9, 0.0), Part(9, 0.0)], 6, "neyman", 0) == [3, 3]


@settings(deadline=None)
@given(
    some.lists(some.integers(1, 300), min_size=1, max_size=12),
    some.integers(0, 12),
    some.sampled_from(list(RULES)),
    some.data(),
)
def test_whatever_is_asked_the_total_is_kept_and_no_part_gives_more_than_it_has(sizes, least, rule, data):
    parts = [Part(one) for one in sizes]
    floors = [min(one, max(least, 1)) for one in sizes]
    size = data.draw(some.integers(sum(floors), sum(sizes)))
    found = allocate(parts, size, rule, least)
    assert sum(found) == size
    assert all(min(one, least) <= many <= one for one, many in zip(sizes, found, strict=True))


def test_the_published_stratified_estimate():
    held = zip(SIZES, (46, 29, 21, 14, 10, 7), (12, 6, 9, 2, 6, 1), strict=True)
    strata = [Stratum(*one) for one in held]
    assert stratified_share(strata) == pytest.approx(0.2844810063, abs=5e-7)
    assert stratified_variance(strata) == pytest.approx(0.001369978, abs=5e-10)
    assert stratified_variance(strata) ** 0.5 == pytest.approx(0.0370132174, abs=5e-9)
    assert stratified_interval(strata) == pytest.approx((0.217153, 0.363005), abs=1e-3)  # R: by Student's t
