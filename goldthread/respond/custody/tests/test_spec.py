"""Runs the cases of `spec/`: nights, certificates, places asked for, and section 136."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from goldthread.core.refusals import NotValid
from goldthread.core.standards.reading import settings
from goldthread.respond.custody import rules
from goldthread.respond.custody.certificates import Certificate, Enquiry, draft, faults, given
from goldthread.respond.custody.rules import (
    overnight,
    place_asked_for,
    place_to_ask_for,
    section_136_planned,
    section_136_used,
)
from goldthread.testing.specs import Case, each, sections

SPEC = Path(__file__).parents[1] / "spec"
LAWFUL: dict[str, Any] = {
    "basis": "a",
    "age": 15,
    "circumstances": "The one road to the place offered was closed by flood from 21:00 until after the court sat.",
    "custody_officer": "PS Adeyemi",
    "enquiries": [
        {
            "asked": "Alderbrook out of hours",
            "at": "2026-11-15T21:10:00+00:00",
            "answer": "Place offered at Harrow Hill",
            "answered_by": "R. Okafor",
        }
    ],
}


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def certificate(case: dict[str, Any]) -> Certificate:
    held = LAWFUL | {key: value for key, value in case.items() if key in Certificate.__dataclass_fields__}
    enquiries = tuple(Enquiry(**(one | {"at": instant(one.get("at"))})) for one in held["enquiries"])
    return Certificate(**(held | {"enquiries": enquiries}))


def in_words(length: timedelta) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{hours} h {minutes} min"


@each(SPEC, "nights")
def test_four_hours_of_one_night_are_overnight(case: Case) -> None:
    held = case.case
    begun_at, ended_at = (datetime.fromisoformat(held[key]) for key in ("begun_at", "ended_at"))
    found = overnight(begun_at, ended_at, instant(held.get("charged_at")))
    assert (in_words(found.whole), found.is_overnight) == (held["longest"], held["overnight"])
    if "charged_at" in held:
        assert found.is_overnight_before_charge == held["before_charge"]
        assert found.is_overnight_after_charge == held["after_charge"]


@each(SPEC, "certificates")
def test_a_certificate_is_lawful_or_says_why_not(case: Case) -> None:
    found = faults(certificate(case.case))
    assert (not found) == case.case["is_valid"]
    says = case.case.get("says", [])
    assert len(found) == len(says)
    assert [words for words in says if words not in " ".join(found)] == []


@each(SPEC, "certificates")
def test_a_draft_may_be_refused_and_a_certificate_given_is_saved(case: Case) -> None:
    written, is_valid = certificate(case.case), case.case["is_valid"]
    assert draft(written).saved == is_valid
    ruling = given(written)
    assert ruling.saved
    assert (ruling.saved_as, ruling.alarm) == (("valid", False) if is_valid else ("invalid", True))
    assert ruling.counted_in == (("CUS-I07",) if is_valid else ())
    assert bool(ruling.words) != is_valid


@each(SPEC, "places")
def test_a_secure_place_is_asked_for_only_from_twelve_against_serious_harm(case: Case) -> None:
    held = case.case
    asking = place_to_ask_for(held["age"], held["serious_harm"])
    assert (asking.kind, list(asking.may_be_kept_on)) == (held["ask_for"], held["may_be_kept_on"])
    assert asking.if_refused


@each(SPEC, "requests")
def test_a_request_for_the_wrong_place_is_saved_and_alarmed(case: Case) -> None:
    held = case.case
    ruling = place_asked_for(held["kind"], held["age"], held["serious_harm"])
    assert ruling.saved
    assert (ruling.alarm, bool(ruling.words)) == (held["alarm"], held["alarm"])
    assert ruling.counted_in == tuple(held.get("counted_in", ()))


@each(SPEC, "places_of_safety")
def test_a_child_is_never_at_a_station_as_a_place_of_safety(case: Case) -> None:
    held, is_barred = case.case, case.case["is_barred"]
    given_to = (date.fromisoformat(held["born_on"]), datetime.fromisoformat(held["at"]), held["place"])
    assert section_136_planned(*given_to).saved != is_barred
    happened = section_136_used(*given_to)
    assert happened.saved
    assert happened.alarm == is_barred
    assert happened.counted_in == (("CUS-I14",) if is_barred else ())


def test_every_section_of_the_specification_is_run() -> None:
    assert sections(SPEC) == {"nights", "certificates", "places", "requests", "places_of_safety"}


def test_a_detention_that_ended_before_it_began_is_refused() -> None:
    noon = datetime.fromisoformat("2026-11-15T12:00:00+00:00")
    with pytest.raises(NotValid):
        overnight(noon, noon - timedelta(minutes=1))


@pytest.mark.parametrize("age", [9, 18])
def test_an_age_that_the_duty_does_not_reach_is_refused(age: int) -> None:
    with pytest.raises(NotValid):
        place_to_ask_for(age, serious_harm=False)


def test_a_force_may_count_three_hours_as_overnight() -> None:
    begun = datetime.fromisoformat("2026-11-15T05:00:00+00:00")
    ended = datetime.fromisoformat("2026-11-15T09:00:00+00:00")
    assert not overnight(begun, ended).is_overnight
    assert overnight(begun, ended, least=timedelta(hours=3)).is_overnight


def test_times_in_the_same_zone_are_measured_as_elapsed_hours() -> None:
    """Two times that share one zone object would subtract as wall-clock times, an hour wrong on these nights."""
    from goldthread.core.clocks import LONDON

    begun, ended = datetime(2026, 10, 25, 0, 30, tzinfo=LONDON), datetime(2026, 10, 25, 4, 0, tzinfo=LONDON)
    assert overnight(begun, ended).whole == timedelta(hours=4, minutes=30)


@pytest.mark.parametrize(
    ("standard", "default"),
    [
        ("custody.overnight.min_hours", rules.OVERNIGHT_LEAST / timedelta(hours=1)),
        ("custody.certificate.least_age", rules.LIMB_B_LEAST_AGE),
    ],
)
def test_the_defaults_are_the_shipped_standards(standard: str, default: object) -> None:
    assert settings()[standard].values[-1].value == default
