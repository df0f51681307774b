"""Each role's story from first page to last, in a real browser, by tablet and desk, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from goldthread.core import db as database
from goldthread.testing import factories as make
from goldthread.testing.browsing import DESK, TABLET
from tests.pages.test_sign_in import PASSWORD, code_now, enrolled

pytestmark = [pytest.mark.journeys, pytest.mark.browser]


def test_an_officer_at_the_door_finds_the_child_and_records_a_concern(story):
    make.load_child(address="Flat 2, 14 Elm Road")
    page = story.as_role("responding_officer", TABLET)
    story.picture(page, "home")
    page.fill("#q", "Jes Kentwel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="KENTWELL, Jess")).to_be_visible()
    story.picture(page, "found")
    page.get_by_role("link", name="KENTWELL, Jess").click()
    expect(page.get_by_role("heading", name="Danger")).to_be_in_viewport()
    assert "Kentwell" not in page.title()
    story.picture(page, "picture")
    page.get_by_role("button", name="Record concern").click()
    page.fill("[name=seen]", "She was alone in the flat and the door was open.")
    page.fill("[name=child_words]", "He is coming back.")
    page.check("[name=danger][value=not_sure]")
    page.check("[name=risk][value=medium]")
    story.picture(page, "concern")
    page.get_by_role("button", name="Send to the desk").click()
    expect(page.get_by_text("Waiting for the desk")).to_be_visible()
    story.picture(page, "sent")


def test_the_desk_grades_a_concern_and_closes_it_unshared_with_its_reason(story):
    make.load_child()
    _recorded("1/01OCT26")
    page = story.as_role("mash_desk", DESK)
    story.picture(page, "home")
    page.get_by_role("link", name="Respond").click()
    story.picture(page, "queue")
    page.locator("tbody a").first.click()
    story.picture(page, "case")
    page.get_by_role("button", name="Take this concern").click()
    expect(page.get_by_text("With the desk").first).to_be_visible()
    for item in ("earlier_read", "checks_done"):
        page.locator(f"#item-{item} summary").click()
        page.locator(f"#item-{item} button[value=done]").click()
    page.get_by_role("button", name="Grade it").click()
    story.picture(page, "grade")
    for words in ("Blue: no additional need", "1: no additional need"):
        page.get_by_label(words, exact=True).check()
    page.locator("[name=open_to][value=no]").check()
    page.get_by_role("button", name="Grade it").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter: why this grade")
    story.picture(page, "reason-missing")
    page.fill("[name=why]", "A toy was lost on the stairs.")
    page.get_by_role("button", name="Grade it").click()
    page.get_by_role("button", name="Do not share it").click()
    page.locator("[name=not_shared_because][value=no_need]").check()
    page.fill("[name=why]", "Seen safe with her aunt; health visitor told.")
    page.get_by_role("button", name="Do not share it").click()
    story.picture(page, "confirm")
    page.get_by_role("button", name="Do not share it").click()
    expect(page.get_by_text("Nothing more is due")).to_be_visible()
    story.picture(page, "closed")


def test_data_protection_answers_who_saw_this_child(story):
    code = make.load_child()
    officer = story.as_role("responding_officer", TABLET)
    officer.goto(f"{story.served}/child/{code.lower()}")
    page = story.as_role("dpo", DESK)
    story.picture(page, "home")
    page.goto(f"{story.served}/child/{code.lower()}/looks")
    expect(page.get_by_role("table")).to_contain_text("Test Responding Officer")
    story.picture(page, "looks")
    page.goto(f"{story.served}/access-log")
    story.picture(page, "log")


def test_a_limited_record_is_opened_in_two_presses_and_explained(story):
    limited = make.cad_row("2/01OCT26", restriction="signalled", ask="Jigsaw desk", text="Words only Jigsaw may give.")
    make.deliver("cad", make.ndjson([make.cad_row("1/01OCT26"), limited]))
    page = story.as_role("responding_officer", TABLET)
    page.goto(f"{story.served}/child/{make.code_of('1/01OCT26').lower()}")
    story.picture(page, "limited")
    page.get_by_role("link", name="Need it now?").click()
    story.picture(page, "why")
    page.get_by_role("button", name="Child in danger").click()
    expect(page.get_by_text("Words only Jigsaw may give.")).to_be_visible()
    story.picture(page, "opened")
    page.get_by_role("link", name=re.compile("Alerts")).click()
    story.picture(page, "alerts")


def test_a_report_becomes_recommendations_with_due_dates(story, tmp_path):
    from goldthread.synthetic.recommendations import REPORT

    file = tmp_path / "report.txt"
    file.write_text(REPORT)
    page = story.as_role("plan_lead", DESK)
    page.get_by_role("link", name="Improve").click()
    page.get_by_role("button", name="Import a report").click()
    story.picture(page, "import")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Read the report").click()
    story.picture(page, "confirm")
    page.get_by_role("button", name="Confirm recommendations").click()
    expect(page.get_by_role("table")).to_contain_text("25 February 2017")
    story.picture(page, "register")
    page.locator("tbody a").nth(1).click()
    story.picture(page, "recommendation")


def test_data_protection_erases_a_child_and_is_asked_first(story):
    code = make.load_child()
    page = story.as_role("dpo", DESK)
    page.fill("#q", "Jess Kentwell")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="KENTWELL, Jess").click()
    page.get_by_role("link", name="Carry out a rights request").click()
    story.picture(page, "rights")
    page.check("[name=right][value=erase]")
    page.fill("[name=reason]", "DPA 2018 s47")
    page.fill("[name=authority]", "J. Marsh, request 12")
    page.get_by_role("button", name="Carry out the decision").click()
    story.picture(page, "confirm")
    page.get_by_role("button", name="Erase this person's content").click()
    page.goto(f"{story.served}/child/{code.lower()}/looks")
    expect(page.get_by_role("table")).to_contain_text("Erasure")
    assert "Kentwell" not in page.content()
    story.picture(page, "gone")


def test_an_officer_signs_in_with_password_and_code(story):
    enrolled()
    page = story.page(TABLET)
    page.goto(f"{story.served}/sign-in")
    story.picture(page, "sign-in")
    page.fill("[name=login]", "responding_officer")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    story.picture(page, "code")
    page.fill("[name=code]", code_now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Home")).to_be_visible()
    story.picture(page, "home")
    page.goto(f"{story.served}/account/sessions")
    story.picture(page, "sessions")


def test_the_main_job_is_done_without_scripts(story):
    make.load_child()
    page = story.as_role("responding_officer", TABLET, scripts=False)
    page.fill("#q", "Kentwell 11 May 2011")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("link", name="KENTWELL, Jess").click()
    page.get_by_role("button", name="Record concern").click()
    page.fill("[name=seen]", "Alone.")
    page.get_by_role("button", name="Send to the desk").click()
    expect(page.get_by_text("Waiting for the desk")).to_be_visible()
    story.picture(page, "done-without-scripts", check=False)


def test_the_main_job_is_done_by_keyboard_alone(story):
    make.load_child()
    page = story.as_role("responding_officer", DESK, theme="dark")
    page.keyboard.press("Control+/")
    page.keyboard.type("Jess Kentwell")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="KENTWELL, Jess")).to_be_visible()
    _tab_to(page, "KENTWELL, Jess")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Danger")).to_be_visible()
    _tab_to(page, "Record concern")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Record a concern")).to_be_visible()
    story.picture(page, "concern-by-keyboard")


@pytest.mark.parametrize("path", ["/child/c-222222", "/nothing-here", "/queue/concern", "/record/not-a-record"])
def test_a_page_that_cannot_be_shown_says_why_and_what_to_do(story, path):
    page = story.as_role("responding_officer", TABLET)
    page.goto(f"{story.served}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("ring the control room").first).to_be_visible()
    story.picture(page, "said")


def _tab_to(page, name: str) -> None:
    """Press Tab until the link or button of this name has the focus: reachable in at most 60 presses."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate("(document.activeElement.innerText || '').trim()")
        if name in focused:  # a person found has a number before the name
            return
    raise AssertionError(f"Tab never reached {name}")


def _recorded(number: str) -> None:
    from goldthread.respond.concern.actions import record_concern

    with database.transaction():
        record_concern(make.reader("responding_officer"), make.code_of(number), seen="A bruise.", risk="high")


def test_a_chief_officer_reads_a_clock_and_makes_a_number_of_ours_the_forces_own(story):
    page = story.as_role("chief_officer", DESK)
    page.get_by_role("link", name="Clocks").click()
    page.fill("#q", "first grade")
    page.get_by_role("button", name="Show these").click()
    story.picture(page, "clocks")
    page.goto(page.url.split("/rules")[0] + "/rules/MIS-C04.high")
    expect(page.get_by_text("No chief officer has adopted it.")).to_be_visible()
    page.get_by_role("button", name="Adopt this standard").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter why")
    story.picture(page, "why-missing")
    page.fill("#why", "The first hour decides.")
    page.get_by_role("button", name="Adopt this standard").click()
    expect(page.get_by_text("Adopted for")).to_be_visible()
    story.picture(page, "adopted")
    page.get_by_role("button", name="End this adoption").click()
    expect(page.get_by_text("The first hour decides.")).to_be_visible()
    story.picture(page, "ended")


def test_an_inspector_works_out_across_the_clock_change_when_police_protection_ends(story):
    page = story.as_role("duty_inspector", TABLET)
    page.goto(page.url.rstrip("/") + "/rules/PP-C01")
    page.fill("#start", "2026-10-24T23:50")
    page.get_by_role("button", name="Work it out").click()
    # 72 hours from 23:50 summer time end at 22:50 winter time: Children Act 1989 s46(6).
    expect(page.get_by_text("due Tue 27 Oct")).to_contain_text("22:50")
    story.picture(page, "worked-out")
