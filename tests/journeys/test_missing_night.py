"""The inspector's night: three reports, a regrade, a hand-over nobody took, a child found, a late interview."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.climbing import climb
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.clocks.actions import sweep
from goldthread.core.organisation.models import DutyShift, Post
from goldthread.respond.missing.reporting import report_missing
from goldthread.respond.missing.tests.playing import REPORT
from goldthread.respond.tripwires.tests.test_rules import HOME, marker
from goldthread.testing import factories as make
from goldthread.testing.browsing import TABLET

pytestmark = [pytest.mark.journeys, pytest.mark.browser, pytest.mark.long]
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
COUNT_TAPS = (
    "addEventListener('pointerdown', () => { sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1 }, true)"
)
MOST_CLICKS = 20  # screens.md 2.6
ASKED = ("q_out_of_character", "q_previous", "q_medical", "q_medication", "q_disability", "q_victim_crime", "q_hurt",
         "q_cse_now", "q_cce", "q_self_harm", "q_danger_others", "q_abroad")  # fmt: skip
HEARD_WITHIN = 20_000  # ms: an open page asks every five seconds, and the machine may be busy


def child(number: int, forename: str, surname: str) -> str:
    """A child of 15 of whom a call was taken: the code."""
    born = clocks.today().replace(year=clocks.today().year - 15, day=1).isoformat()
    told = make.child(str(number), forenames=forename, surname=surname, birth_date=born, sex="F")
    make.deliver("cad", make.ndjson([make.cad_row(f"{number}/01SEP26", linked_persons=[told])]))
    return make.code_of(f"{number}/01SEP26")


def earlier(code: str, hours: float, *, away: float = 5, place: str = "9 Wharf Road") -> Case:
    """An episode so many hours ago: reported, graded, found, and back after some hours away."""
    began = clocks.now() - timedelta(hours=hours)
    by = make.reader("control_room")
    with clocks.held_at(began + timedelta(minutes=1)), database.transaction():
        case = report_missing(by, code, occurred_at=began, **REPORT)
        move_case(by, case.reference, "grade", answers={"grade": "medium", "why": "15, after dark."})
    ends = began + timedelta(hours=away)
    with clocks.held_at(ends + timedelta(minutes=1)), database.transaction():
        move_case(by, case.reference, "locate", answers={"located_on": ends.isoformat(), "located_how": "police",
                  "located_place": place, "located_with": "A man called P"})  # fmt: skip
        move_case(by, case.reference, "return", answers={"returned_on": ends.isoformat(), "returned_to": "placement",
                  "return_safe": "The home is staffed."})  # fmt: skip
    return case


def posted() -> None:
    """Those of the night hold their posts since the summer, when the earliest episode was; tonight they are on duty."""
    with clocks.held_at(clocks.now() - timedelta(days=120)):
        for role in ("control_room", "missing_unit", "supervisor", "duty_inspector"):
            make.officer(role)
        make.officer("missing_unit", "colleague")
    began, ends = clocks.now() - timedelta(hours=2), clocks.now() + timedelta(hours=6)
    with database.as_service():
        DutyShift.objects.bulk_create(
            DutyShift(post=post, starts_at=began, ends_at=ends) for post in Post.objects.all()
        )


def begin_report(page: Page, served: Any, code: str) -> None:
    page.goto(f"{served}/child/{code.lower()}")
    page.get_by_role("button", name="Record a missing report").click()
    page.wait_for_url(re.compile("/case/new/|child="))


def tick(page: Page, name: str, value: str) -> None:
    """One press on a choice's own words, as a person makes it."""
    chosen = page.locator(f"input[name='{name}'][value='{value}']").get_attribute("id")
    page.locator(f"label[for='{chosen}']").click()


def answer(page: Page, **changes: str) -> None:
    """The form as a caller's words fill it: three lists and texts by keyboard, the rest one press each."""
    page.select_option("select[name=informant_role]", "childrens_home")
    page.fill("input[name=informant]", "M. Cole, 020 7946 0000")
    for name, value in {"channel": "101", "missing_from": "childrens_home", **dict.fromkeys(ASKED, "no"),
                        "care": "s31", **changes}.items():  # fmt: skip
        tick(page, name, value)
    page.fill("textarea[name=q_worry]", "She went out at seven and does not answer.")


def send(page: Page) -> str:
    page.locator("main form.goldthread-form button").last.click()
    page.wait_for_url(re.compile("/case/"))
    return page.url.rpartition("/")[2].upper()


def grade(page: Page, value: str, button: str = "Save the grade") -> None:
    page.get_by_role("button", name=button).first.click()
    tick(page, "grade", value)
    page.fill("textarea[name=why]", "15, in care, out after dark.")
    if value == "none":
        at = (clocks.now() + timedelta(hours=2)).astimezone(clocks.LONDON)
        page.fill("[name=latest_time]", f"{at:%Y-%m-%dT%H:%M}")
        page.fill("[name=agreed]", "Her aunt rings by then.")
    page.locator("main form button").first.click()


def case_of(reference: str) -> Case:
    with database.as_service():
        return Case.objects.select_related("owner").get(reference=reference)


def waits_for(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words, timeout=HEARD_WITHIN)


def test_the_inspectors_night(story):
    posted()
    jess, ella, mina = child(1, "Jess", "Kentwell"), child(2, "Ella", "Ashdown"), child(3, "Mina", "Okoro")
    earlier(jess, 49 * 24)
    earlier(jess, 27 * 24)
    owed = earlier(child(4, "Tara", "Lund"), 78)  # back 73 hours ago: the return interview is owed since an hour
    marker()

    # The first report: the third in 49 days, and where she was found before stands beside the questions.
    room = story.as_role("control_room", DESKTOP)
    room.add_init_script(COUNT_TAPS)
    begin_report(room, story.served, jess)
    expect(room.locator("main")).to_contain_text("9 Wharf Road")
    story.picture(room, "what-is-known-stands-beside-the-report")
    began = time.monotonic()
    room.evaluate("sessionStorage.taps = 1")
    answer(room, q_self_harm="unknown")
    first = send(room)
    story.picture(room, "reported")
    grade(room, "high")
    expect(room.locator("main")).to_contain_text("High risk")
    taps, took = int(room.evaluate("sessionStorage.taps")), time.monotonic() - began
    print(f"\nfrom the report to the saved grade: {taps} clicks, {took:.1f} s by a script")
    story.picture(room, "graded-high")
    assert taps <= MOST_CLICKS
    assert case_of(first).facts["repeat"].startswith("third in 49 days")

    # The second: called no apparent risk with exploitation told; it is saved as medium, and says so.
    begin_report(room, story.served, ella)
    answer(room, q_cse_now="yes")
    second = send(room)
    grade(room, "none")
    expect(room.locator("main")).to_contain_text("Saved as medium")
    story.picture(room, "no-apparent-risk-is-saved-as-medium")
    assert case_of(second).risk == "medium"

    # The third, which the missing persons unit takes and hands over; nobody accepts, and it climbs.
    begin_report(room, story.served, mina)
    answer(room)
    third = send(room)
    grade(room, "medium")
    unit = story.as_role("missing_unit", DESKTOP)
    unit.goto(f"{story.served}/case/{third.lower()}")
    unit.get_by_role("button", name="Take this case").click()
    hand_over(unit, third)
    story.picture(unit, "offered-and-still-the-givers")
    with clocks.held_at(clocks.now() + timedelta(minutes=121)):  # two hours, by urgency.yaml
        assert climb() > 0
    boss = story.as_role("supervisor", TABLET)
    waits_for(boss, "handed over")
    story.picture(boss, "a-hand-over-nobody-took-has-climbed")
    assert case_of(third).owner is not None  # never without an owner

    # The inspector hears of the high grade and of the raised one, and grades the second child again.
    inspector = story.as_role("duty_inspector", TABLET)
    waits_for(inspector, "graded high risk")
    waits_for(inspector, "saved as medium risk")
    story.picture(inspector, "the-inspector-is-told")
    inspector.goto(f"{story.served}/case/{second.lower()}")
    grade(inspector, "high", "Grade it again")
    if inspector.get_by_role("button", name=re.compile("Grade it again|Yes|Confirm")).count():
        story.picture(inspector, "confirmed-before-it-is-saved")
        inspector.get_by_role("button", name=re.compile("Grade it again|Yes|Confirm")).first.click()
    expect(inspector.locator("main")).to_contain_text("High risk")
    story.picture(inspector, "graded-again")
    assert case_of(second).risk == "high"

    # The first child is found where a managed offender lives: the inspector's open page says so by itself.
    inspector.goto(f"{story.served}/alerts")
    found_in_danger(room, story, first)
    expect(inspector.locator("body")).to_contain_text("new", timeout=HEARD_WITHIN)
    inspector.goto(f"{story.served}/")
    waits_for(inspector, "somebody who may harm children lives")
    story.picture(inspector, "found-where-an-offender-lives")

    # The interview that is owed since an hour is chased by itself.
    sweep()
    unit.goto(f"{story.served}/")
    waits_for(unit, "Return home interview: late")
    story.picture(unit, "the-return-interview-is-chased")
    with database.as_service():
        assert Alert.objects.filter(
            kind="clock", case_reference=owed.reference, words__startswith="Return home"
        ).exists()


def hand_over(page: Page, reference: str) -> None:
    """Offered to the post; whoever is on duty for it, and the words that a receiver needs."""
    page.get_by_role("link", name="Hand it over").click()
    page.locator("[name=to]").first.select_option(index=1)
    page.fill("[name=done]", "Friends are rung.")
    page.fill("[name=next]", "Ring her school at eight.")
    at = (clocks.now() + timedelta(hours=4)).astimezone(clocks.LONDON)
    page.fill("[name=next_by]", f"{at:%Y-%m-%dT%H:%M}")
    page.fill("[name=worry]", "The man in the grey car.")
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def found_in_danger(room: Page, story: Any, reference: str) -> None:
    room.goto(f"{story.served}/case/{reference.lower()}")
    room.get_by_role("button", name="Found", exact=True).click()
    at = clocks.now().astimezone(clocks.LONDON) - timedelta(minutes=2)
    room.fill("[name=located_on]", f"{at:%Y-%m-%dT%H:%M}")
    room.select_option("select[name=located_how]", "police")
    room.fill("[name=located_place]", f"{HOME['address']}, {HOME['postcode']}")
    room.fill("[name=located_with]", "A man of about 45.")
    room.locator("main form button").first.click()
    room.wait_for_load_state()
    story.picture(room, "found-confirmed-before-it-is-saved")
    room.locator("main form button").first.click()
    room.wait_for_load_state()
    story.picture(room, "found")
