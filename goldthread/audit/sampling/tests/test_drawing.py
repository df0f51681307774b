"""Drawn so that anybody can draw it again: the same list and seed, the same cases; frozen, and proved."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from goldthread.audit.sampling.drawing import (
    RANDOM,
    TARGETED,
    Design,
    by_chance,
    chances_by_weight,
    draw,
    poisson,
    systematic,
)
from goldthread.audit.sampling.frames import Row, frame_of, read_frame
from goldthread.audit.sampling.frozen import design_of, proof_of, redraw, strata_of, take
from goldthread.audit.tables import read_sheet
from goldthread.core.refusals import NotValid

AT = datetime(2026, 11, 30, 16, tzinfo=UTC)
NAMES = ("borough", "type")
ROWS = [
    Row(f"MIS-{n:04}", ("Camden" if n % 3 else "Barnet", "missing" if n % 2 else "absent"), weight=1 + n % 5)
    for n in range(240)
]
OUT = [Row("MIS-9001", ("Camden", "missing"), excluded="Audited last month")]
FRAME = frame_of([*ROWS, *OUT], NAMES)
DESIGN = Design(size=60, seed="autumn")


def sheet_of(text: str):
    return read_sheet(text.encode())


def taken(design: Design = DESIGN, frame=FRAME):
    return take(frame, design, AT, "Auditor A")


def as_list(frame) -> str:
    told = [",".join([one.reference, *one.strata, one.excluded, str(one.weight or "")]) for one in frame.rows]
    return "\n".join(["reference,borough,type,excluded,weight", *told])


def test_the_same_list_and_seed_give_the_same_cases_in_whatever_order_it_comes():
    turned = frame_of(list(reversed(FRAME.rows)), NAMES)
    assert draw(FRAME, DESIGN) == draw(turned, DESIGN)
    assert FRAME.digest == turned.digest
    assert draw(FRAME, replace(DESIGN, seed="winter")) != draw(FRAME, DESIGN)


def test_the_draw_never_changes_from_version_to_version():
    """Worked out with `sha256sum` of "seed:a" to "seed:e": a sample of last year must be drawn again next year."""
    rows = frame_of([Row(one) for one in "abcde"])
    assert [one.reference for one in by_chance(rows.rows, "seed")] == ["a", "e", "d", "c", "b"]


def test_each_stratum_has_what_it_was_given_and_its_chance_is_kept():
    picks = draw(FRAME, DESIGN)
    many = Counter(one.strata for one in picks)
    assert sum(many.values()) == 60
    assert all(one.stratum_drawn == many[one.strata] for one in picks)
    assert all(one.chance == many[one.strata] / one.stratum_cases for one in picks)
    assert {one.strata: one.stratum_cases for one in picks} == {
        key: len(held) for key, held in FRAME.by_stratum().items()
    }


def test_without_strata_every_case_has_the_same_chance():
    frame = frame_of([replace(one, strata=()) for one in ROWS])
    picks = draw(frame, Design(24, "s"))
    assert {one.chance for one in picks} == {0.1}


def test_who_is_excluded_is_counted_with_why_and_never_drawn():
    assert FRAME.why_excluded() == {"Audited last month": 1}
    everybody = draw(FRAME, replace(DESIGN, size=10_000))
    assert len(everybody) == 240
    assert "MIS-9001" not in {one.reference for one in everybody}


def test_every_case_is_drawn_about_as_often_as_its_chance():
    """400 seeds: each of 240 cases at a quarter, so 100 times; five standard deviations are 43."""
    frame = frame_of([replace(one, strata=()) for one in ROWS])
    seen = Counter(one.reference for n in range(400) for one in draw(frame, Design(60, f"s{n}")))
    assert len(seen) == 240
    assert max(abs(many - 100) for many in seen.values()) < 44


def test_the_targeted_arm_stands_apart_and_leaves_the_random_one_as_it_was():
    both = draw(FRAME, replace(DESIGN, targeted="20"))
    assert [one for one in both if one.arm == RANDOM] == draw(FRAME, DESIGN)
    assert len([one for one in both if one.arm == TARGETED]) == 20


@settings(max_examples=40, deadline=None)
@given(some.lists(some.floats(0.01, 100), min_size=2, max_size=60), some.integers(1, 20), some.text(max_size=4))
def test_a_draw_by_weight_is_of_its_size_and_no_chance_is_under_the_floor(weights, size, seed):
    rows = [Row(f"r{n}", weight=one) for n, one in enumerate(weights)]
    if size < 0.02 * len(rows):
        return
    chances = chances_by_weight(rows, size)
    assert all(0.02 - 1e-12 <= one <= 1 for one in chances)
    assert sum(chances) == pytest.approx(min(size, len(rows)))
    assert abs(len(systematic(chances, seed)) - min(size, len(rows))) <= 1


def test_a_draw_by_weight_takes_each_by_its_chance():
    rows = [Row(f"r{n}", weight=one) for n, one in enumerate((8, 4, 2, 1, 1))]
    chances = chances_by_weight(rows, 2)
    assert chances == pytest.approx([1, 0.5, 0.25, 0.125, 0.125])
    seen = Counter(place for n in range(2000) for place in systematic(chances, f"s{n}"))
    assert [seen[place] / 2000 for place in range(5)] == pytest.approx(chances, abs=0.05)


def test_a_draw_by_own_chance_takes_each_by_it():
    rows = [Row(f"r{n}", chance=0.02 + n / 20) for n in range(19)]
    seen = Counter(place for n in range(2000) for place in poisson(rows, [one.chance for one in rows], f"s{n}"))
    assert [seen[n] / 2000 for n in range(19)] == pytest.approx([one.chance for one in rows], abs=0.05)


def test_who_could_never_be_drawn_is_refused():
    with pytest.raises(NotValid, match="MIS-0000 has no probability"):
        draw(frame_of(ROWS[:1]), Design(1, "s", targeted="poisson"))
    with pytest.raises(NotValid, match="leave less than the least chance"):
        draw(FRAME, replace(DESIGN, targeted="2"))
    with pytest.raises(NotValid, match="is no number of cases"):
        draw(FRAME, replace(DESIGN, targeted="many"))


def test_a_sample_is_proved_from_its_file_and_the_list():
    found = redraw(sheet_of(taken().as_csv()), read_frame(sheet_of(as_list(FRAME)), NAMES))
    assert found.is_proved
    assert (found.drawn, found.wrong) == (60, ())


def test_sorting_it_and_writing_grades_into_it_leave_it_proved():
    header, *rows = taken(replace(DESIGN, targeted="20", expected={"Barnet, absent": 0.3})).as_csv().splitlines()
    column = header.split(",").index("grade")
    graded = [",".join([*one.split(",")[:column], "inadequate", *one.split(",")[column + 1 :]]) for one in rows]
    assert redraw(sheet_of("\n".join([header, *sorted(graded)])), FRAME).is_proved


def test_a_targeted_arm_by_own_chance_is_proved_too():
    frame = frame_of([replace(one, chance=0.02 + n / 300, weight=None) for n, one in enumerate(ROWS)], NAMES)
    sample = taken(replace(DESIGN, targeted="poisson"), frame)
    assert redraw(sheet_of(sample.as_csv()), frame).is_proved
    assert all(one.chance == 0.02 + int(one.reference[-4:]) / 300 for one in sample.picks if one.arm == TARGETED)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: rows[:-1], "was drawn in the random arm and is not there"),
        (lambda rows: [*rows, rows[0]], "is there twice"),
        (lambda rows: [*rows, rows[0].replace("MIS-", "NEW-")], "was not drawn in the random arm"),
        (lambda rows: [rows[0].replace(",0.", ",0.9"), *rows[1:]], "column probability"),
    ],
)
def test_an_altered_sample_is_found_by_its_row(change, told):
    header, *rows = taken().as_csv().splitlines()
    found = redraw(sheet_of("\n".join([header, *change(rows)])), FRAME)
    assert not found.is_proved
    assert told in found.wrong[0]


def test_another_list_is_found():
    other = frame_of(FRAME.rows[1:], NAMES)
    found = redraw(sheet_of(taken().as_csv()), other)
    assert found.wrong[0] == "The list is another: 240 rows, 239 eligible; drawn from 241 rows, 240 eligible."


def test_rows_of_two_samples_are_no_sample():
    one, two = taken().as_csv().splitlines(), taken(replace(DESIGN, seed="winter")).as_csv().splitlines()
    with pytest.raises(NotValid, match="Row 3, column draw_seed"):
        proof_of(sheet_of("\n".join([*one[:2], two[1]])))


def test_what_is_read_back_is_how_it_was_drawn():
    design = replace(DESIGN, expected={"Barnet, absent": 0.3}, targeted="20")
    proof = proof_of(sheet_of(taken(design).as_csv()))
    assert design_of(proof) == design
    assert strata_of(proof) == NAMES
    assert (proof["draw_at"], proof["draw_by"]) == ("2026-11-30T16:00:00+00:00", "Auditor A")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("borough\nCamden", "There is no column reference"),
        ("reference,borough\nA1,", "Row 2, column borough: It is blank."),
        ("reference,borough\nA1,Camden\n,Camden", "Row 3, column reference: It is blank."),
        ("reference,borough\nA1,Camden\nA1,Barnet", "Row 3, column reference: A1 is in row 2 too."),
        ("reference,borough,weight\nA1,Camden,heavy", 'Row 2, column weight: "heavy" is not a number'),
        ("reference,borough,probability\nA1,Camden,0", 'Row 2, column probability: "0" is not a number from above 0'),
        ("reference,borough,probability\nA1,Camden,nan", 'Row 2, column probability: "nan" is not a number'),
        ("reference,borough\nA1,Camden,x", "Row 2 has 3 cells, the header 2."),
        ("reference,borough,borough\nA1,Camden,x", "The column borough is there twice."),
        ("reference,borough,excluded\nA1,Camden,Closed", "Nobody in the list is eligible."),
        ("reference,borough", "The file holds no rows."),
        ("", "The file has no header."),
    ],
)
def test_what_is_wrong_with_a_list_is_told_by_row_and_column(text, told):
    with pytest.raises(NotValid) as refused:
        read_frame(sheet_of(text), ["borough"])
    assert told in refused.value.words


def test_a_reference_that_a_spreadsheet_would_run_is_kept_as_it_is():
    frame = frame_of([Row("=1+1"), Row("-2")])
    sample = take(frame, Design(2, "s"), AT, "A")
    assert "'=1+1" in sample.as_csv()
    assert redraw(sheet_of(sample.as_csv()), frame).is_proved
