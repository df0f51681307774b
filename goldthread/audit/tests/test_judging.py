"""From a file of grades to what it proves: one share, parts, local grades made right, agreement; faults by row."""

from random import Random

import pytest

from goldthread.audit.agreeing import agree, twice_graded
from goldthread.audit.graded import read_grades
from goldthread.audit.grading import Grade
from goldthread.audit.judging import estimate
from goldthread.audit.tables import read_sheet
from goldthread.core.refusals import NotValid

SHORT = {"g": "good", "r": "RI", "i": "inadequate", ".": ""}


def sheet(header: str, rows):
    return read_sheet("\n".join([header, *(",".join(map(str, one)) for one in rows)]).encode())


def judged(header: str, rows, **more):
    population = more.pop("population", None)
    return estimate(read_grades(sheet(header, rows), **more), population)


def graded(**counts: int):
    return [[grade] for grade, many in counts.items() for _ in range(many)]


def test_one_share_has_wilsons_interval_and_each_grade_goodmans():
    """Q3 2017: 10 good, 64 RI, 61 inadequate (methods.md 1.1)."""
    found = judged("grade", graded(good=10, RI=64, inadequate=61))
    assert (found["share"], found["low"], found["high"]) == (0.925926, 0.869013, 0.959269)
    assert [(one["low"], one["high"]) for one in found["each_grade"]] == [
        (0.035796, 0.147043), (0.374359, 0.575901), (0.353361, 0.554264),
    ]  # fmt: skip
    assert found["words"][-1] == "This holds only if chance drew the cases."


def test_of_a_counted_population_it_says_how_many():
    found = judged("grade", graded(good=15, RI=5), population=120)
    assert (found["count_low"], found["count_high"]) == (12, 56)
    assert (found["low"], found["high"]) == (0.119623, 0.449864)


def test_under_ten_it_says_nothing_and_gives_no_ends():
    found = judged("grade", graded(good=5, RI=4))
    assert (found["too_few"], found["low"], found["high"]) == (True, None, None)


def test_chosen_cases_give_no_interval():
    found = judged("grade", graded(good=2, RI=36), chosen=True)
    assert (found["form"], found["low"]) == ("chosen", None)


STRATA = [
    ("A", 400, 46, 12),
    ("B", 250, 29, 6),
    ("C", 180, 21, 9),
    ("D", 120, 14, 2),
    ("E", 90, 10, 6),
    ("F", 60, 7, 1),
]


def in_strata(strata=STRATA):
    return [(name, cases, "RI" if n < bad else "good") for name, cases, many, bad in strata for n in range(many)]


def test_parts_are_weighed_by_how_many_they_have():
    """The vector of methods.md 1.4."""
    found = judged("borough,stratum_cases,grade", in_strata(), names=["borough"])
    assert (found["form"], found["share"], found["cases"]) == ("stratified", 0.284481, 1100)
    assert found["words"][0] == "Between 239 and 399 of the 1,100 cases are not good, by the 127 drawn. 95% sure."
    assert found["strata"][0]["stratum"] == "A"
    assert found["strata"][5]["too_few"]


def test_a_part_of_which_fewer_than_two_are_graded_is_not_spoken_of():
    found = judged("borough,stratum_cases,grade", [*in_strata(), ("G", 50, "RI")], names=["borough"])
    assert (found["share"], found["cases_not_spoken_of"]) == (0.284481, 50)
    assert "Nothing is said of 50 more" in found["words"][1]


TV_A = [("good", "RI")] * 21 + [("good", "good")] * 39 + [("good", "")] * 340
TV_A += [("RI", "RI")] * 57 + [("RI", "good")] * 3 + [("RI", "")] * 180


def test_local_grades_are_made_right_by_central_ones():
    """TV-A of methods.md 1.3."""
    found = judged("grade,central", TV_A)
    assert (found["form"], found["estimator"], found["share"]) == ("two-phase", "class", 0.575)
    assert (found["low"], found["high"], found["error"]) == (0.491662, 0.654282, 0.041848)
    assert found["worth_central_audits"] == 139.5
    assert (found["regraded"], found["local_alone"], found["weighed"]) == (120, 0.375, False)
    assert found["words"][0].startswith("Between 49 and 66 in 100 cases are not good, by 640 local grades")


def test_k_is_told_with_it():
    rows = [("good", "RI")] * 26 + [("good", "good")] * 49 + [("good", "")] * 325
    rows += [("RI", "RI")] * 43 + [("RI", "good")] * 2 + [("RI", "")] * 195
    found = judged("grade,central", rows)
    assert (found["k"], found["worth_at_most"]) == (pytest.approx(0.3555745, abs=1e-6), 1.55)


def test_a_local_grade_of_which_nothing_was_graded_again_leaves_too_little_to_say():
    found = judged("grade,central", [*TV_A, ("inadequate", "")])
    assert (found["too_few"], found["share"]) == (True, None)
    assert "what local called inadequate" in found["words"][0]


def unequal_world(chance: Random):
    """A thousand cases in two boroughs that differ, drawn by unequal chances; local graders err, more in one."""
    rows = []
    for name, cases, bad, missed in (("A", 900, 0.3, 0.2), ("B", 100, 0.8, 0.6)):
        for _ in range(90):
            truth = "RI" if chance.random() < bad else "good"
            errs = chance.random() < (missed if truth == "RI" else 0.15)
            local = {"RI": "good", "good": "RI"}[truth] if errs else truth
            rows.append((name, cases, local, truth if chance.random() < 0.6 else ""))
    return rows


def test_parts_drawn_by_unequal_chances_are_weighed_in_it_too():
    """The truth is .35, unweighed it would be .55. The mean of 60 draws is right, and nine in ten ranges hold it."""
    draws, header = Random(11), "borough,stratum_cases,grade,central"  # noqa: S311
    found = [judged(header, unequal_world(draws), names=["borough"]) for _ in range(60)]
    assert all(one["weighed"] for one in found)
    assert sum(one["share"] for one in found) / 60 == pytest.approx(0.35, abs=0.02)
    assert sum(one["low"] <= 0.35 <= one["high"] for one in found) >= 54


def test_the_targeted_arm_is_in_no_rate():
    rows = [("random", "good")] * 12 + [("targeted", "inadequate")] * 8
    found = judged("arm,grade", rows)
    assert (found["judged"], found["not_good"], found["targeted_left_out"]) == (12, 0, 8)
    assert "8 of the targeted arm are left out" in found["words"][-2]
    assert found["words"][-1] == "Of 8 sought and graded, 8 are not good."


def test_what_the_targeted_arm_found_is_told_apart_and_weighed_back():
    """The vector of methods.md 1.5, twice over so that it is not too few: Hajek .532468, worth 2 x 4.830143."""
    chances, values = (0.9, 0.9, 0.5, 0.5, 0.25, 0.25, 0.1, 0.1), (1, 1, 1, 0, 1, 0, 0, 1)
    sought = [("targeted", one, "RI" if bad else "good") for one, bad in zip(chances, values, strict=True)] * 2
    found = judged("arm,probability,grade", [*[("random", 0.1, "good")] * 12, *sought])
    assert (found["judged"], found["not_good"]) == (12, 0)
    assert (found["targeted"]["mean"], found["targeted"]["worth"]) == (0.532468, 9.7)
    assert found["words"][-1] == (
        "Of 16 sought and graded, 10 are not good. Weighed back by the chance of each that is 53 in 100, "
        "which tells as much as 10 cases drawn evenly would."
    )


def test_a_case_in_both_arms_is_graded_once_in_either_row():
    rows = [("random", f"r{n}", "good") for n in range(11)] + [("random", "both", ""), ("targeted", "both", "RI")]
    found = judged("arm,reference,grade", rows)
    assert (found["judged"], found["not_good"], found["not_graded_yet"]) == (12, 1, 0)
    with pytest.raises(NotValid, match="Row 13, column grade: Row 14 is the same case, and says requires improvement"):
        judged("arm,reference,grade", [*rows[:11], ("random", "both", "good"), rows[12]])


def test_parts_whose_size_nobody_gave_cannot_be_weighed():
    with pytest.raises(NotValid, match="There is no column stratum_cases"):
        judged("borough,grade", [("Camden", "good")], names=["borough"])


def test_one_part_of_known_size_is_a_counted_population():
    found = judged("stratum_cases,grade", [(120, one) for (one,) in graded(good=15, RI=5)])
    assert (found["form"], found["count_low"], found["count_high"]) == ("one-phase", 12, 56)
    assert len(found["words"]) == 2


def test_chosen_cases_prove_nothing_even_where_parts_and_central_grades_are_known():
    found = judged("stratum_cases,grade,central", [(120, "good", "RI")] * 20, chosen=True)
    assert (found["form"], found["low"]) == ("chosen", None)


def test_what_is_not_graded_yet_is_said():
    found = judged("reference,grade", [(n, "good" if n < 12 else "") for n in range(20)])
    assert found["not_graded_yet"] == 8
    assert "8 drawn are not graded yet" in found["words"][-1]


@pytest.mark.parametrize(
    ("header", "rows", "told"),
    [
        ("grade", [("good",), ("adequate",)], 'Row 3, column grade: "adequate" is of the scale of 2014 to 2016.'),
        ("grade", [("excellent",)], 'Row 2, column grade: "excellent" is no grade.'),
        ("reference,grade", [("a", "")], "No case is graded yet."),
        ("reference", [("a",)], "There is no column grade."),
        ("arm,grade", [("chosen", "good")], 'Row 2, column arm: "chosen" is no arm.'),
        ("grade,central", [("", "good")], "Row 2, column grade: It is blank, and central graded the case."),
        ("stratum_cases,grade", [(9, "good"), ("", "good")], "Row 3, column stratum_cases: It is blank."),
        ("stratum_cases,grade", [(9, "good"), (8, "good")], "Row 3, column stratum_cases: all cases has 9 cases"),
        ("stratum_cases,grade", [(1, "good"), (1, "good")], "Row 3, column stratum_cases: all cases has 1 cases"),
        ("stratum_cases,grade", [("x", "good")], 'Row 2, column stratum_cases: "x" is not a whole number'),
    ],
)
def test_a_fault_is_told_by_row_and_column(header, rows, told):
    with pytest.raises(NotValid) as refused:
        judged(header, rows)
    assert told in refused.value.words


def test_more_graded_than_there_are_is_refused():
    with pytest.raises(NotValid, match="20 are graded, more than 12"):
        judged("grade", graded(good=20), population=12)


def test_graders_are_compared_by_three_measures_at_once():
    """methods.md 1.10: kappa .661654, AC2 .753323, alpha .667888."""
    table = [[28, 6, 1], [9, 30, 5], [1, 8, 12]]
    names = ("good", "RI", "inadequate")
    rows = [(names[k], names[m]) for k, row in enumerate(table) for m, many in enumerate(row) for _ in range(many)]
    found = agree(sheet("grade,central", rows))
    assert (found["table"], found["cases"]) == (table, 100)
    assert (found["kappa"], found["ac2"], found["alpha"], found["exact"]) == (0.661654, 0.753323, 0.667888, 0.7)
    assert found["words"] == [
        "70 of 100 cases have the same grade from both.", "Neither grade nor central is kinder beyond chance.",
    ]  # fmt: skip


def test_where_one_grade_holds_nearly_all_it_is_said():
    found = agree(sheet("grade,central", [("RI", "RI")] * 58 + [("good", "RI")] * 2))
    assert "One grade holds 98 in 100 of all" in found["words"][1]


def test_a_third_grader_counts_in_alpha_and_a_blank_is_no_grade():
    rows = [("good", "good", "good"), ("RI", "RI", ""), ("inadequate", "RI", "inadequate")]
    found = agree(sheet("a,b,c", rows), ("a", "b", "c"))
    assert found["cases"] == 3
    assert found["alpha"] is not None


def test_hard_cases_that_were_sought_are_not_in_the_agreement():
    rows = [("random", "good", "good")] * 20 + [("targeted", "good", "inadequate")] * 9
    found = agree(sheet("arm,grade,central", rows))
    assert (found["exact"], found["targeted_left_out"]) == (1.0, 9)


def test_graders_without_a_case_in_common_cannot_be_compared():
    with pytest.raises(NotValid, match="No case has both"):
        agree(sheet("grade,central", [("good", ""), ("", "good")]))
    with pytest.raises(NotValid, match="Two graders"):
        agree(sheet("grade", [("good",)]), ("grade",))


def _pairs(table):
    return [(k, m) for k, row in zip(Grade, table, strict=True) for m, many in zip(Grade, row, strict=True)
            for _ in range(many)]  # fmt: skip


def test_two_blind_grades_of_a_sample_are_measured_by_kappa_and_by_what_does_not_fall_with_it():
    """methods.md 1.10: kappa .661654, AC2 .753323, of 100 cases."""
    found = twice_graded(_pairs([[28, 6, 1], [9, 30, 5], [1, 8, 12]]), ("the first grader", "the second"))
    assert (found["cases"], found["same"], found["kappa"], found["ac2"]) == (100, 70, 0.661654, 0.753323)
    assert found["words"][1] == (
        "Beyond chance: weighted kappa 0.66, Gwet's AC2 0.75; 1 is full agreement, 0 is chance."
    )


def test_of_fewer_than_ten_graded_twice_only_the_counts_are_told():
    found = twice_graded(_pairs([[3, 1, 0], [0, 2, 0], [0, 0, 2]]), ("the first grader", "the second"))
    assert (found["cases"], found["same"], found["kappa"], found["ac2"]) == (8, 7, None, None)
    assert found["words"] == [
        "Of 8 graded twice, blind, 7 have the same grade from both.",
        "Too few to say how far graders agree: under 10 nothing is measured.",
    ]


def test_a_first_grader_who_is_kinder_is_said_to_be():
    found = twice_graded(_pairs([[4, 9, 2], [0, 6, 3], [0, 0, 4]]), ("who graded first", "who graded again"))
    assert found["words"][-1].startswith("Who graded first is kinder than who graded again, by ")
    assert twice_graded([], ("who graded first", "who graded again")) is None
