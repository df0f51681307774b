"""The plan lead's journey: accept, promise, an action, where it stands, a letter that returns a point."""

import pytest
from playwright.sync_api import Page, expect

from goldthread.improve.plans.tests.plans_help import register
from goldthread.testing.browsing import DESK

pytestmark = [pytest.mark.journeys, pytest.mark.browser]


def chosen(page: Page, form: str) -> None:
    """What may be added or changed is folded away until it is wanted."""
    page.get_by_text("Add or change", exact=True).click()
    page.get_by_role("button", name=form).click()


def test_a_recommendation_is_planned_acted_on_and_returned_by_letter(story):
    one = register()["2"]
    page = story.as_role("plan_lead", DESK)
    page.goto(f"{story.served}/recommendation/{one}")
    chosen(page, "Plan and objective")
    page.check("[name=plan][value=missing]")
    page.fill("[name=objective]", "Every missing child is found sooner and heard.")
    page.select_option("[name=post]", "missing_unit")
    story.picture(page, "promise")
    page.get_by_role("button", name="Save the objective").click()
    chosen(page, "Move points on")
    page.check("[name=move][value=accept]")
    page.get_by_role("button", name="Save this stage").click()
    chosen(page, "Move points on")
    page.check("[name=move][value=plan]")
    page.get_by_role("button", name="Save this stage").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Point 2.1 has no action with a date")
    story.picture(page, "refused")
    page.goto(f"{story.served}/recommendation/{one}/action")
    page.fill("[name=words]", "Train the control room.")
    page.select_option("[name=post]", "training_lead")
    page.fill("[name=due_on]", "01/10/2099")
    page.check("[name=points][value='1']")
    page.get_by_role("button", name="Add this action").click()
    expect(page.get_by_role("table")).to_contain_text("A-001")
    chosen(page, "Record a letter")
    page.fill("[name=reference]", "HMI/14")
    page.fill("[name=on]", "01/11/2025")
    page.fill("[name=words]", "We return this point to you.")
    page.select_option("[name=says_2]", "returned")
    page.get_by_role("button", name="Record this letter").click()
    expect(page.get_by_text("2.2 returned")).to_be_visible()
    story.picture(page, "recommendation")
    page.goto(f"{story.served}/improve/plans/actions/A-001")
    page.check("[name=state][value=done]")
    page.get_by_role("button", name="Save how it stands").click()
    expect(page.locator("main")).to_contain_text("Done")
    story.picture(page, "action")
    page.goto(f"{story.served}/improve/plans")
    expect(page.get_by_role("heading", name="Two plans, one risk")).to_be_visible()
    story.picture(page, "plans")
