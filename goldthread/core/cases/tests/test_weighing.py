"""Several weekly samples are one share in which each week weighs by how many ended in it: calculated by hand."""

import pytest

from goldthread.core.cases.weighing import Weighed, weigh
from goldthread.core.shares import Stratum as Week
from goldthread.core.shares import stratified_variance as variance

# 1 of 10 judged of 100 that ended, 3 of 10 of 300. By hand: p = .25 x .1 + .75 x .3 = .25;
# V = .0625 x .9 x .09/9 + .5625 x (1 - 1/30) x .21/9 = .0005625 + .0126875 = .01325; se = .115109;
# logit(.25) = -1.098612, reach = 1.959964 x .115109 / .1875 = 1.203243.
TWO = [Week(100, 10, 1), Week(300, 10, 3)]


def test_each_week_weighs_by_how_many_ended_in_it():
    found = weigh(TWO)
    assert found.share == pytest.approx(0.25)  # and not the 4 of 20 that were drawn
    assert variance(TWO) == pytest.approx(0.01325)
    assert (found.low, found.high) == (pytest.approx(0.09097, abs=1e-4), pytest.approx(0.52613, abs=1e-4))


def test_the_published_vector_of_the_stratified_estimate():
    """methods.md 1.4: p .284481, V .001369978, and R survey's logit interval .217153 to .363005, by Student's t."""
    sizes, judged, wrong = (400, 250, 180, 120, 90, 60), (46, 29, 21, 14, 10, 7), (12, 6, 9, 2, 6, 1)
    weeks = [Week(*one) for one in zip(sizes, judged, wrong, strict=True)]
    found = weigh(weeks)
    assert found.share == pytest.approx(0.284481, abs=1e-6)
    assert variance(weeks) == pytest.approx(0.001369978, abs=1e-9)
    assert (found.low, found.high) == (pytest.approx(0.217153, abs=1e-3), pytest.approx(0.363005, abs=1e-3))


def test_nothing_found_wrong_is_not_certain_to_be_nothing():
    """None of 20: Wilson's on the size that unequal weights leave, 1 / (.0625/10 + .5625/10) = 16: 0 to .193610."""
    found = weigh([Week(100, 10, 0), Week(300, 10, 0)])
    assert (found.share, found.low) == (0, 0)
    assert found.high == pytest.approx(0.193610, abs=1e-5)  # 3.841459 / (16 + 3.841459)


def test_a_week_of_which_fewer_than_two_are_judged_is_left_out_and_counted_as_that():
    found = weigh([*TWO, Week(50, 1, 1), Week(80, 0, 0)])
    assert found.share == pytest.approx(0.25)
    assert (found.weeks, found.left_out, found.ended, found.answered) == (2, 2, 400, 20)


def test_a_week_whose_only_one_was_judged_is_judged_whole_and_stays_in():
    assert weigh([*TWO, Week(1, 1, 1)]).weeks == 3


def test_fewer_than_ten_judged_are_too_few_to_say():
    assert weigh([Week(100, 5, 1), Week(50, 4, 1)]) == Weighed(2, 0, 150, 9, 2)
    assert weigh([]) == Weighed(0, 0, 0, 0, 0)


def test_weeks_judged_whole_are_no_estimate():
    found = weigh([Week(6, 6, 1), Week(4, 4, 1)])
    assert (found.share, found.low, found.high) == (0.2, 0.2, 0.2)
