"""What a sample proves is said plainly, and where nothing may be said, that is said."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from goldthread.audit import saying
from goldthread.audit.saying import Held, Round, compared, of_chosen, of_many, of_parts, of_population

HELD = Held(("COM version 1", "MIS version 1"), "whole", "random by borough", "three grades")
FIRST, LATER = Round.of_counts("2016", 278, 374, HELD), Round.of_counts("2017", 191, 214, HELD)


def test_a_sample_of_a_borough_is_told_as_a_number_of_its_cases():
    said = of_population(5, 20, 120)
    assert said == "Between 12 and 56 of the 120 cases are not good: of the 20 drawn, 5 are. 95% sure."


def test_all_of_them_looked_at_leave_no_range_however_few_they_are():
    assert of_population(1, 6, 6) == "All 6 cases that were looked at: 1 is not good."
    assert of_population(0, 30, 30) == "All 30 cases that were looked at: none is not good."


def test_under_ten_is_too_few_to_say():
    told = "Too few to say: 9 cases were looked at, and under 10 the range is wider than half the scale."
    assert of_population(3, 9, 120) == of_many(3, 9) == told
    assert of_many(3, 10).startswith("Between")


def test_of_many_it_is_told_in_a_hundred_and_rounded_outwards():
    """Wilson .696729 to .784954."""
    said = of_many(278, 374)
    assert said == "Between 69 and 79 in 100 cases are not good: of the 374 drawn, 278 are. 95% sure."
    assert of_parts(0.2001, 0.2999, 1000, 90, 20).startswith("Between 200 and 300 of the 1,000 cases")


def test_no_range_is_told_that_was_already_seen_to_be_wrong():
    assert of_parts(0.01, 0.999, 100, 60, 20).startswith("Between 20 and 60 of the 100 cases")


def test_chosen_cases_say_nothing_of_others():
    assert "nothing follows for other cases" in of_chosen(36, 38)


def test_a_difference_beyond_chance_is_of_the_samples_and_has_no_reason():
    assert compared(LATER, FIRST) == (
        "In the sample of 2017 the share not good was higher than in that of 2016: 89 after 74 in 100, "
        "by 9 to 21 points. That is beyond the chance of the draw. It does not say why."
    )
    assert "was lower" in compared(FIRST, LATER)


def test_a_difference_within_chance_is_no_change():
    third = Round.of_counts("third", 125, 135, HELD)
    assert compared(LATER, third) == (
        "No change can be told from the samples: the difference lies between -9 and +3 points."
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"criteria": ("COM version 2", "MIS version 1")},
            "the question sets differ (COM version 2, MIS version 1; COM",
        ),
        ({"form": "short"}, "the forms differ (short; whole)"),
        (
            {"selection": "chosen by inspectors"},
            "the ways of selection differ (chosen by inspectors; random by borough)",
        ),
        ({"scale": "four grades"}, "the grade scales differ (four grades; three grades)"),
    ],
)
def test_what_was_not_held_fixed_makes_rounds_not_comparable(change, told):
    said = compared(replace(LATER, held=replace(HELD, **change)), FIRST)
    assert said.startswith("Not comparable: ")
    assert told in said


def test_a_round_of_few_cases_is_compared_with_nothing():
    few = Round.of_counts("small", 2, 8, HELD)
    assert compared(few, FIRST).startswith("Too few to say: 8 cases")
    assert compared(FIRST, few).startswith("Too few to say: 8 cases")


def test_rounds_that_were_estimated_by_parts_or_corrected_are_compared_by_their_own_ranges():
    """By hand: .60 (.50 to .70) after .30 (.24 to .36): .30, less sqrt(.01 + .0036), more sqrt(.01 + .0036)."""
    later, earlier = Round("B", 120, (0.6, 0.5, 0.7), HELD), Round("A", 130, (0.3, 0.24, 0.36), HELD)
    assert "60 after 30 in 100, by 18 to 42 points." in compared(later, earlier)


@settings(deadline=None)
@given(some.integers(0, 60), some.integers(1, 60), some.integers(0, 60), some.integers(1, 60))
def test_no_sentence_says_that_the_force_changed(found, judged, before, of):
    found, before = min(found, judged), min(before, of)
    one, other = Round.of_counts("later", found, judged, HELD), Round.of_counts("earlier", before, of, HELD)
    said = [compared(one, other), of_many(found, judged), of_population(found, judged, 200)]
    forbidden = ("worse", "better", "declin", "improv", "deteriorat", "the force")
    assert [one for one in said for word in forbidden if word in one.lower()] == []


def test_too_few_is_the_same_rule_everywhere():
    from goldthread.core.shares import TOO_FEW

    assert saying.is_too_few(TOO_FEW - 1)
    assert not saying.is_too_few(TOO_FEW)
