"""Runs the cases of `spec/`: two officers, and no second use within a week unseen."""

from datetime import datetime
from pathlib import Path

from goldthread.core.standards.reading import settings
from goldthread.respond.police_protection.rules import REPEAT_DAYS, exercised, officers
from goldthread.testing.specs import Case, each, sections

SPEC = Path(__file__).parents[1] / "spec"


@each(SPEC, "officers")
def test_one_officer_in_both_roles_is_saved_and_alarmed(case: Case) -> None:
    held = case.case
    ruling = officers(held["initiating"], held["designated"])
    assert ruling.saved
    assert (ruling.alarm, bool(ruling.words)) == (held["alarm"], held["alarm"])
    assert ruling.counted_in == tuple(held.get("counted_in", ()))


@each(SPEC, "uses")
def test_a_second_use_within_a_week_is_saved_and_flagged(case: Case) -> None:
    held = case.case
    earlier = [datetime.fromisoformat(one) for one in held["earlier"]]
    given = {"repeat_days": held["repeat_days"]} if "repeat_days" in held else {}
    ruling = exercised(datetime.fromisoformat(held["at"]), earlier, **given)
    assert ruling.saved
    assert ruling.alarm == held["alarm"]
    assert (held["says"] in ruling.words) if held["alarm"] else not ruling.words


def test_every_section_of_the_specification_is_run() -> None:
    assert sections(SPEC) == {"officers", "uses"}


def test_the_default_is_the_shipped_standard() -> None:
    assert settings()["police_protection.repeat_days"].values[-1].value == REPEAT_DAYS
