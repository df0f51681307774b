"""A week has changed only beyond its own noise, and only where looking at many boroughs does not explain it."""

import pytest

from goldthread.improve.borough_briefing.changed import change_of, kept, two_sided

STEADY = [10, 12, 9, 11, 10, 8, 12, 11, 9, 10, 11, 10, 12, 9]


def test_a_usual_week_is_no_change():
    one = change_of("Missing", [*STEADY, 11], 12)
    assert (one.is_beyond, kept({("missing", "a"): one}, 0.05)) == (False, {})


def test_a_week_far_outside_its_own_limits_is_one():
    one = change_of("Missing", [*STEADY, 30], 12)
    assert list(kept({("missing", "a"): one}, 0.05)) == [("missing", "a")]
    assert one.sentence.startswith("Missing: 30 opened in the last week, usually 5 to 15 a week (14 weeks")


def test_a_week_of_none_is_told_beside_what_is_usual():
    assert "0 opened in the last week, usually 5" in change_of("Missing", [*STEADY, 0], 12).sentence


def test_with_too_few_weeks_nothing_is_said_however_far_it_is():
    one = change_of("Missing", [10, 11, 10, 90], 12)
    assert (one.is_too_few, kept({("missing", "a"): one}, 0.05)) == (True, {})


def test_one_of_many_boroughs_that_is_only_just_outside_is_not_kept():
    """19 after weeks of 10 comes by chance about once in 35: alone it is said, among 40 boroughs it is not."""
    just = change_of("Missing", [*[10, 11] * 10, 19], 12)
    usual = change_of("Missing", [*[10, 11] * 10, 10], 12)
    assert just.is_beyond
    assert list(kept({("m", "x"): just}, 0.05)) == [("m", "x")]
    assert kept({("m", "x"): just, **{("m", str(n)): usual for n in range(40)}}, 0.05) == {}


@pytest.mark.parametrize(("last", "before", "weeks", "p"), [
    (0, 0, 20, 1.0), (1, 1, 1, 1.0), (2, 0, 1, 0.5), (3, 0, 1, 0.25),
])  # fmt: skip
def test_how_likely_it_is_by_chance_is_the_binomial_by_hand(last, before, weeks, p):
    """Of two in two weeks both in the last: 1/4 one way, doubled. Of three: 1/8, doubled."""
    assert two_sided(last, before, weeks) == pytest.approx(p)
