"""Runs the cases of `spec/`: who a child abduction warning notice is for, and when it ends."""

from datetime import date, datetime
from pathlib import Path

from goldthread.respond.cse.rules import Child, Form, ends_on, forms_for, notice_drafted, notice_served
from goldthread.testing.specs import Case, each, sections

SPEC = Path(__file__).parents[1] / "spec"
ORDERS = ("care_order", "emergency_protection_order", "police_protection")


@each(SPEC, "eligible")
def test_each_form_is_for_its_own_children(case: Case) -> None:
    held = case.case
    placed = {one: True for one in ORDERS if one == held.get("placed_by")}
    child, at = Child(date.fromisoformat(held["born_on"]), **placed), datetime.fromisoformat(held["at"])
    assert list(forms_for(child, at)) == held["forms"]
    for form in Form:
        is_for = form in held["forms"]
        served = notice_served(form, child, at)
        assert notice_drafted(form, child, at).saved == is_for
        assert served.saved
        assert (served.alarm, bool(served.words)) == (not is_for, not is_for)


@each(SPEC, "ends")
def test_a_notice_ends_with_the_birthday_or_the_order(case: Case) -> None:
    held = case.case
    order_ended_on = date.fromisoformat(held["order_ended_on"]) if "order_ended_on" in held else None
    found = ends_on(Form(held["form"]), date.fromisoformat(held["born_on"]), order_ended_on)
    assert found == date.fromisoformat(held["ends_on"])


def test_every_section_of_the_specification_is_run() -> None:
    assert sections(SPEC) == {"eligible", "ends"}


def test_a_refusal_names_the_age() -> None:
    child = Child(date(2010, 5, 11))
    at = datetime.fromisoformat("2026-10-26T12:00:00+00:00")
    assert notice_drafted(Form.S2, child, at).words == "This form is for a child under 16; this one is 16."
