"""Runs the cases of `spec/`: repeat reports, and the grade a report is saved at."""

from datetime import datetime
from pathlib import Path

import pytest

from goldthread.core.standards.reading import settings
from goldthread.respond.missing import rules
from goldthread.respond.missing.rules import Grade, Report, grade_saved, repeat_at
from goldthread.testing.specs import Case, each, sections

SPEC = Path(__file__).parents[1] / "spec"
REPEAT_VALUES = ("threshold", "window_days", "count_absent")
GRADE_VALUES = ("inspectors_reason", "child_low_permitted", "hard_stops")


@each(SPEC, "repeats")
def test_reports_in_the_window_make_a_repeat(case: Case) -> None:
    held = case.case
    reports = [Report(datetime.fromisoformat(at)) for at in held["reports"]]
    reports += [Report(datetime.fromisoformat(at), only_absent=True) for at in held.get("absent_reports", ())]
    newest = max(reports, key=lambda one: one.reported_at)
    others = [one for one in reports if one is not newest]
    repeat = repeat_at(newest, others, **{key: held[key] for key in REPEAT_VALUES if key in held})
    assert (repeat.reports, repeat.is_repeat, repeat.words) == (held["reported"], held["is_repeat"], held["words"])


@each(SPEC, "grades")
def test_a_childs_report_is_saved_at_the_safer_grade(case: Case) -> None:
    held = case.case
    given = {key: held[key] for key in GRADE_VALUES if key in held}
    ruling = grade_saved(Grade(held["grade"]), held["factors"], **given)
    assert ruling.saved
    assert (ruling.saved_as, ruling.alarm) == (held["saved_as"], held["alarm"])
    assert ruling.counted_in == tuple(held.get("counted_in", ()))
    assert bool(ruling.words) == held["alarm"]


def test_every_section_of_the_specification_is_run() -> None:
    assert sections(SPEC) == {"repeats", "grades"}


def test_the_words_name_what_was_found() -> None:
    assert grade_saved(Grade.NAR, {"under_13", "nrm_referral"}).words == (
        "Saved as medium. There is an age under 13, a trafficking referral, and no inspector recorded why no apparent "
        "risk should stand."
    )


def test_a_later_report_does_not_count_towards_an_earlier_one() -> None:
    first, second = (Report(datetime.fromisoformat(f"2026-09-{day}T12:00:00+01:00")) for day in ("04", "26"))
    assert repeat_at(first, [second]).reports == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "first"), (10, "tenth"), (11, "11th"), (22, "22nd"), (23, "23rd"), (31, "31st")],
)
def test_a_count_is_said_as_people_say_it(number: int, words: str) -> None:
    assert rules.ordinal(number) == words


@pytest.mark.parametrize(
    ("standard", "default"),
    [
        ("missing.repeat.threshold", rules.REPEAT_THRESHOLD),
        ("missing.repeat.window_days", rules.REPEAT_WINDOW_DAYS),
        ("missing.repeat.count_nar", rules.COUNT_ABSENT),
        ("missing.child_low_permitted", rules.CHILD_LOW_PERMITTED),
        ("missing.nar_hard_stop_factors", list(rules.HARD_STOPS)),
    ],
)
def test_the_defaults_are_the_shipped_standards(standard: str, default: object) -> None:
    assert settings()[standard].values[-1].value == default
