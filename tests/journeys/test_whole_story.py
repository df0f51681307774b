"""The whole story: a missing child, an audit, a promise, and what changed; from a figure to its case and back again."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Page, expect

from goldthread.audit.reviews.drawing import Wanted, again_of, draw_audit
from goldthread.audit.reviews.models import Sample
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.audit.sampling.drawing import Design, draw
from goldthread.audit.sampling.frames import Row, frame_of
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.improve.recommendations import actions as register
from goldthread.improve.recommendations.models import Recommendation
from goldthread.improve.reporting.freezing import publish
from goldthread.improve.reporting.models import FigureCase
from goldthread.improve.reporting.periods import quarter_of
from goldthread.synthetic.recommendations import REPORT
from goldthread.testing import factories as make
from goldthread.testing.audits import answers
from tests.journeys.test_missing_night import answer, begin_report, case_of, child, earlier, grade, send, tick

pytestmark = [pytest.mark.journeys, pytest.mark.browser, pytest.mark.long]
ROLES = ("control_room", "supervisor", "duty_inspector", "auditor_central", "plan_lead", "chief_officer")
A_YEAR = 365  # days ago: when the force's work here began, and the audit before anything was promised
LISTED, SIZE = 60, 24  # cases in each list, and drawn of them
THEN, NOW = 19, 16  # below good of those drawn: before, and now but for the case of the story
SAID = "Below good on audit: missing and absent children: 79% (64% to 89%), now 71% (55% to 83%). No clear change."
ANSWER = """no => document.querySelectorAll("input[type=radio][name^='said-']").forEach(one => {
    if (one.value === (no.includes(one.name.slice(5)) ? 'no' : 'yes')) one.checked = true
})"""
WHY_LIVE = "The man of the grey car is at 9 Wharf Road tonight, and nobody told her home."


def posted() -> None:
    """They have held their posts since before the force's first case here."""
    with clocks.held_at(clocks.now() - timedelta(days=A_YEAR + 5)):
        for role in ROLES:
            make.officer(role)
        make.officer("auditor_central", "second_auditor")


def drawn(references: Sequence[str], *, wanted: str = "") -> Sample:
    """A sample of Operation Benson. The seed is one under which chance draws the case that the story is about, once."""
    frame = frame_of([Row(one) for one in references])
    for number in count():
        seed = f"agreed {number}"
        picks = draw(frame, Design(SIZE, seed))
        chosen, twice = {one.reference for one in picks}, {one.reference for one in again_of(picks, 0.2, seed)}
        if not wanted or wanted in chosen - twice:
            break
    text = "reference\n" + "".join(f"{one}\n" for one in references)
    asked = Wanted("benson", SIZE, seed, text=text, case_types=["missing"])
    with database.transaction():
        return draw_audit(make.reader("auditor_central"), asked)


def graded(sample: Sample, below_good: int, *, but: str = "") -> None:
    """So many answered no to MIS-07, earlier episodes read and used, and the rest good; one is left for the desk."""
    with database.as_service():
        cases = list(sample.cases.order_by("place"))
    for number, one in enumerate(one for one in cases if one.reference != but):
        said = {"MIS_07": "no"} if number < below_good else {}
        for username in ("", "second_auditor")[: 1 + one.is_again]:
            with database.transaction():
                submit_review(make.reader("auditor_central", username=username), sample.reference, one.place,
                              Told(answers(sample, **said), "requires improvement" if said else "good"))  # fmt: skip


def promised() -> Recommendation:
    """The inspectorate's report, as the plan lead read and confirmed it: its recommendation on missing children."""
    by = make.reader("plan_lead")
    report, _ = register.save_reading(by, REPORT.encode(), "report.txt")
    items = register.items_as_read(report)
    register.confirm(by, report.pk, items, title=report.title, published_on=report.published_on)
    with database.as_service():
        return Recommendation.objects.get(number="2", kind="recommendation")


def first_with(reference: str, addresses: Sequence[str]) -> int:
    """The first of the figures at these addresses that the case stands behind."""
    with database.as_service():
        held = FigureCase.objects.filter(case_id=case_of(reference).pk)
        kept = set(held.values_list("figure", flat=True))
    return next(place for place, one in enumerate(addresses) if one.rpartition("/")[2] in kept)


def at_the_desk(page: Page, served: object, sample: Sample, place: int, no: Sequence[str]) -> None:
    """Every question answered in one list, with the case as a whole for evidence; then on to the grade."""
    page.goto(f"{served}/audit/{sample.reference.lower()}/{place}?form=whole")
    page.evaluate(ANSWER, list(no))
    page.locator("input[name=line][value=whole]").check(force=True)
    page.get_by_role("button", name="Save, go to the grade").click()
    page.wait_for_url(re.compile("/grade"))


def step(page: Page, served: object, reference: str, button: str, **said: str) -> None:
    """One move of what was sent back: pressed, and what it asks for typed."""
    page.goto(f"{served}/case/{reference.lower()}")
    page.locator("main").get_by_role("button", name=button).first.click()
    for name, words in said.items():
        page.fill(f"main [name={name}]", words)
    if said:
        page.locator("main form button.govuk-button").first.click()
    if "/move/" in page.url:  # said once more, before a case is closed
        page.locator("main").get_by_role("button", name=button).first.click()
    page.wait_for_url(re.compile(f"/case/{reference}$", re.IGNORECASE))


def test_the_whole_story(story):
    posted()
    jess = child(1, "Jess", "Kentwell")
    earlier(jess, A_YEAR * 24)
    with clocks.held_at(clocks.now() - timedelta(days=A_YEAR - 1)):
        graded(drawn([f"25MIS1{number:04}" for number in range(LISTED)]), THEN)
    recommendation = promised()

    # She is missing again; she is graded by habit, and nobody looks for the man who fetched her before.
    room = story.as_role("control_room")
    begin_report(room, story.served, jess)
    answer(room)
    missing = send(room)
    grade(room, "medium")
    story.picture(room, "a-child-is-reported-missing")

    # Chance draws her case among others; the force's own auditor reads it, and finds it inadequate.
    sample = drawn([missing, *(f"26MIS9{number:04}" for number in range(LISTED - 1))], wanted=missing)
    graded(sample, NOW, but=missing)
    with database.as_service():
        place = sample.cases.get(reference=missing).place
    auditor = story.as_role("auditor_central")
    auditor.goto(f"{story.served}/audit/{sample.reference.lower()}/{place}?question=MIS-07")
    expect(auditor.locator("main")).to_contain_text("The record says")
    story.picture(auditor, "the-record-stands-beside-the-question")
    at_the_desk(auditor, story.served, sample, place, ("MIS-07", "MIS-08", "MIS-09"))
    expect(auditor.locator("main")).to_contain_text("The answers propose: Inadequate")
    tick(auditor, "grade", "inadequate")
    tick(auditor, "live", "yes")
    auditor.fill("[name=why_live]", WHY_LIVE)
    story.picture(auditor, "inadequate-by-its-own-auditor")
    auditor.get_by_role("button", name="Submit the review").click()
    expect(auditor.locator("body")).to_contain_text("Sent back as B-")
    with database.as_service():
        referral = sample.cases.get(place=place).referrals.get().case.reference
    auditor.goto(f"{story.served}/audit/{sample.reference.lower()}")
    story.picture(auditor, "what-the-sample-says-and-what-was-sent-back")

    # No grade is only a statistic: the duty inspector is told at once, acts, and somebody else confirms.
    inspector = story.as_role("duty_inspector")
    expect(inspector.locator("body")).to_contain_text(f"An audit sent {missing} back")
    story.picture(inspector, "the-inspector-is-told")
    step(inspector, story.served, referral, "I have it")
    step(inspector, story.served, referral, "Say what was done", done="A car went to 9 Wharf Road. Her home was told.")
    step(inspector, story.served, referral, "The child is safe", seen_by="PC Test, at the home, alone: well.",
         safe_on=f"{clocks.now().astimezone(clocks.LONDON):%Y-%m-%dT%H:%M}")  # fmt: skip
    other = story.as_role("supervisor")
    step(other, story.served, referral, "Confirm that the child is safe", how="I rang the home and the officer.")
    expect(other.locator("main")).to_contain_text("Confirmed by somebody outside the team")
    story.picture(other, "confirmed-by-somebody-outside-the-team")

    # What was found becomes an action under recommendation 2, with an owner and a day.
    lead = story.as_role("plan_lead")
    lead.goto(f"{story.served}/recommendation/{recommendation.pk}/action")
    lead.fill("[name=words]", "Earlier episodes stand beside each report, and the control room reads them.")
    tick(lead, "plan", "missing")
    tick(lead, "origin", "force")
    lead.select_option("[name=post]", "control_room")
    lead.locator("main input[name=points]").first.check(force=True)
    lead.fill("[name=due_on]", f"{clocks.today() + timedelta(days=40):%d/%m/%Y}")
    lead.locator("main form button.govuk-button").first.click()
    lead.wait_for_url(re.compile(f"/recommendation/{recommendation.pk}$"))
    expect(lead.locator("main")).to_contain_text("A-001")
    story.picture(lead, "an-action-with-an-owner-and-a-day")

    # What changed for a child is read before and now, and said as it is.
    lead.goto(f"{story.served}/improve/effect/2")
    expect(lead.locator("main")).to_contain_text(SAID)
    expect(lead.locator("main")).not_to_contain_text("Macro")
    story.picture(lead, "what-changed-for-a-child")

    if has_pages_of_reports():
        the_report_and_back(story, lead, other, missing)


def has_pages_of_reports() -> bool:
    """Whether reports have pages in this installation; else the story ends with what changed."""
    try:
        return bool(reverse("reports"))
    except NoReverseMatch:
        return False


def the_report_and_back(story: Any, lead: Page, other: Page, missing: str) -> None:
    """The quarterly report says it; once the quarter is over it is published, and its figures keep their cases."""
    quarter = quarter_of(clocks.today())
    lead.goto(f"{story.served}/improve/reports/{quarter.name}")
    told = lead.locator("main")
    expect(told).to_contain_text("confirmed safe by somebody outside the team: 1; not confirmed yet: 0")
    expect(told).to_contain_text("A-001")
    # Its tables of points have one name under each recommendation: a fault of the report's page.
    story.picture(lead, "the-quarterly-report", check=False)
    with clocks.held_at(quarter.until + timedelta(hours=1)):
        edition = publish(make.reader("chief_officer"), quarter.name)

    # From a sentence of it to the figure and to the child's case, for who may see it; and back from the case.
    other.goto(f"{story.served}/improve/reports/{edition.name}")
    other.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    links = other.locator("main a[href*='/figures/']")
    links.nth(first_with(missing, links.evaluate_all("all => all.map(one => one.href)"))).click()
    other.wait_for_url(re.compile("/figures/"))
    story.picture(other, "a-figure-of-the-report")
    other.goto(f"{other.url}/cases")
    expect(other.locator("main")).to_contain_text(missing)
    story.picture(other, "the-cases-behind-it")
    other.goto(f"{story.served}/improve/cases/{missing.lower()}/figures")
    expect(other.locator("main")).to_contain_text(edition.name)
    story.picture(other, "every-figure-that-the-case-entered")
