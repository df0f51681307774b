"""An analyst's day in a real browser: files in, three rows put right, the others settled, a source reconciled."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goldthread.core import db as database
from goldthread.link.feeds.actions import load
from goldthread.link.feeds.adapters import MERLIN
from goldthread.link.feeds.models import Delivery, Reconciliation
from goldthread.link.feeds.reconciling import compare
from goldthread.synthetic.loading import add_sources
from goldthread.testing import factories as make
from goldthread.testing.browsing import DESK
from tests.journeys.conftest import Story

pytestmark = [pytest.mark.journeys, pytest.mark.browser, pytest.mark.long]
RIGHT = "2016-10-24T22:41:00+01:00"
WIDTHS = {"1280": (1280, 800), "1024": (1024, 768), "320": (320, 640)}


@pytest.fixture
def week(db: None, tmp_path: Path) -> Path:
    """Two systems' files: nine calls of which five cannot be taken in, three notices of which one cannot."""
    add_sources()
    calls: list[Mapping[str, Any]] = [make.cad_row(f"{number}/01OCT26") for number in range(1, 5)]
    calls += [make.cad_row(f"{number}/01OCT26", opened_at="2016-10-24T22:41:00") for number in range(5, 8)]
    calls += [make.cad_row(f"{number}/01OCT26", handling="LOUD") for number in (8, 9)]
    notices = [make.merlin_row(f"26PAC0000000{number}") for number in (1, 2)]
    notices.append(make.merlin_row("26PAC00000003", subject_birth_date="31/02/2011"))
    folder = tmp_path / "week"
    folder.mkdir()
    (folder / "2026-10-01-cad.ndjson").write_bytes(make.ndjson(calls))
    (folder / "2026-10-01-merlin.csv").write_bytes(make.csv_bytes(list(MERLIN.columns()), notices))
    (tmp_path / "list.csv").write_text("source_record_id\n" + "".join(f"{number}/01OCT26\n" for number in range(1, 11)))
    return folder


def test_an_analyst_takes_a_week_in_puts_rows_right_and_reconciles(story: Story, week: Path) -> None:
    page = story.as_role("analyst", DESK)
    story.picture(page, "home")
    page.goto(f"{story.served}/feeds")
    page.set_input_files("[name=file]", sorted(week.iterdir()))
    page.get_by_role("button", name="Hand in these files").click()
    expect(page.get_by_text("Waiting for the worker").first).to_be_visible()
    _in_every_width(story, page, "handed-in")
    page.get_by_role("region", name="Deliveries").get_by_role("link", name=re.compile("CAD")).first.click()
    expect(page.get_by_role("status").first).to_contain_text("0 rows so far")
    story.picture(page, "progress")
    the_worker_works()
    # Nobody presses anything: the page asks how far the worker is, and is made anew once it is done.
    expect(page.get_by_text("In 9 = 4 accepted + 0 unchanged + 5 quarantined")).to_be_visible()
    _in_every_width(story, page, "delivery")
    delivery = page.url
    _put_three_rows_right(story, page)
    page.goto(delivery)
    _settle_the_others(story, page)
    _reconcile(story, page, week.parent / "list.csv")


def _put_three_rows_right(story: Story, page: Page) -> None:
    page.get_by_role("link", name="Put row 5 right").click()
    _in_every_width(story, page, "row")
    page.fill("[name='field:opened_at']", "2016-10-24 late")
    page.get_by_role("button", name="Put right and take in").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("is not an instant")
    expect(page.locator("[name='field:opened_at']")).to_have_value("2016-10-24 late")
    story.picture(page, "still-wrong")
    for left in (4, 3, 2):
        page.fill("[name='field:opened_at']", RIGHT)
        page.get_by_role("button", name="Put right and take in").click()
        the_worker_works()
        expect(page.get_by_text("In 1 = 1 accepted + 0 unchanged + 0 quarantined")).to_be_visible()
        expect(page.get_by_text(f"where {left} rows still wait")).to_be_visible()
        if left > 2:
            page.get_by_role("link", name="Open the next row that waits").click()
    story.picture(page, "put-right")


def _settle_the_others(story: Story, page: Page) -> None:
    page.select_option("[name=state]", "waiting")
    page.get_by_role("button", name="Show these").click()
    page.get_by_label("Row 8").check()
    page.get_by_role("button", name="Return to sender").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter what the sender was asked to do")
    expect(page.get_by_label("Row 8")).to_be_checked()
    story.picture(page, "reason-missing")
    page.fill("[name=reason]", "Control room sends it again with its marking.")
    page.get_by_role("button", name="Return to sender").click()
    expect(page.get_by_text("Control room sends it again with its marking.")).to_be_visible()
    page.get_by_role("button", name="Replay as they stand").click()
    the_worker_works()
    expect(page.get_by_text("In 1 = 0 accepted + 0 unchanged + 1 quarantined")).to_be_visible()
    story.picture(page, "replayed")


def _reconcile(story: Story, page: Page, listed: Path) -> None:
    page.goto(f"{story.served}/feeds/reconcile")
    page.select_option("[name=source]", "cad")
    page.set_input_files("[name=file]", listed)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("Being compared")).to_be_visible()
    the_worker_works()
    page.reload()
    # Ten listed: 1 to 7 are held, 8 and 9 are in quarantine or returned, 10 never came.
    expect(page.get_by_text("Listed 10: 7 held alike")).to_be_visible()
    _in_every_width(story, page, "reconciled")
    page.goto(f"{story.served}/feeds/reconcile")
    story.picture(page, "comparisons")
    page.goto(f"{story.served}/feeds/quality")
    story.picture(page, "quality")


def the_worker_works() -> None:
    """What the worker does next, in this process."""
    with database.as_service():
        handed_in = list(Delivery.objects.filter(state="received").values_list("pk", flat=True))
        lists = list(Reconciliation.objects.filter(compared_at=None).values_list("pk", flat=True))
    for delivery in handed_in:
        load(delivery)
    for run in lists:
        compare(run)


def _in_every_width(story: Story, page: Page, what: str) -> None:
    """At a desk, on a small screen, and enlarged to 400%."""
    for name, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        story.picture(page, f"{what}-{name}")
    page.set_viewport_size(DESK)
