"""The pages in a real browser under the real policy: readable by all, whole on a tablet and on paper."""

import io
import re
from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, ViewportSize, expect
from pypdf import PdfReader

from goldthread.testing.browsing import DESK, TABLET, a_browser, faults_of, over_the_edge
from goldthread.web.styleguide import rendering
from goldthread.web.styleguide.serving import served

pytestmark = pytest.mark.browser
PLAIN_STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture(scope="module")
def pages() -> Iterator[dict[str, str]]:
    made = rendering.environment()
    before, made.globals["demonstration"] = made.globals["demonstration"], True
    with override_settings(STORAGES=PLAIN_STATIC):
        yield rendering.every_page()
    made.globals["demonstration"] = before


@pytest.fixture(scope="module")
def address(pages: dict[str, str]) -> Iterator[str]:
    with served(pages) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as started:
        yield started


# What colours and a narrower page can change: the rest of a page is the same in both.
OF_COLOUR_AND_SIZE = ("color-contrast", "link-in-text-block", "target-size")
LIGHT, DARK = ("goldthread-theme-light", "goldthread-theme-dark")
NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_holds_a_barrier_that_a_machine_can_find_at_a_desk_in_the_dark_or_320_pixels_wide(
    browser: Browser, address: str, pages: dict[str, str], half: int
) -> None:
    """Each page is opened once and then changed as the reader would change it.

    320 pixels: WCAG 2.2, 1.4.10 (1280 enlarged to 400%). Tables scroll inside their own frame.
    """
    page = browser.new_page(viewport=DESK)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    wrong: dict[str, list[str]] = {}
    for name in sorted(name for name in pages if name.endswith(".light"))[half::2]:
        said.clear()
        page.set_viewport_size(DESK)
        page.goto(f"{address}/{name}")
        faults = faults_of(page)
        page.set_viewport_size(TABLET)
        page.evaluate("([light, dark]) => document.documentElement.classList.replace(light, dark)", [LIGHT, DARK])
        faults += [f"dark, on a tablet: {one}" for one in faults_of(page, OF_COLOUR_AND_SIZE)]
        page.set_viewport_size(NARROW)
        faults += [f"320 wide: {one}" for one in over_the_edge(page)]
        if faults + said:
            wrong[name] = faults + said
    page.close()
    assert wrong == {}


def test_a_page_in_the_dark_is_the_same_page(pages: dict[str, str]) -> None:
    """But for its theme, and which button of the themes is pressed: so it is walked once."""
    button = re.compile(r'name="theme" value="(light|dark)" aria-pressed="(true|false)"')

    def bare(html: str) -> str:
        return button.sub("", html).replace(DARK, LIGHT)

    apart = [name for name in pages if name.endswith(".light")
             and bare(pages[name]) != bare(pages[f"{name.removesuffix('.light')}.dark"])]  # fmt: skip
    assert apart == []


def test_the_journey_map_is_drawn_from_its_tables(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=DESK)
    page.goto(f"{address}/journey_map.light")
    drawing = page.locator(".goldthread-journey svg")
    drawing.wait_for()
    steps = page.locator("[data-step]").count()
    assert drawing.locator("rect").count() == steps + 2  # and where it starts and ends
    page.get_by_text("100% of all that happened").wait_for()
    ends = sum(page.locator(f"[data-step]:not([{end}='0'])").count() for end in ("data-ended", "data-starts"))
    lines = drawing.locator("path.goldthread-journey__line")
    assert (drawn := lines.count()) == page.locator("[data-before]").count() + ends
    page.get_by_label("How much of it is drawn").fill("10")
    page.get_by_text("100% of all that happened").wait_for(state="detached")
    assert lines.count() < drawn
    assert drawing.get_by_text("Start", exact=True).count() == 1  # what is left has its way from there
    page.goto(f"{address}/journey_map-undrawn.light")
    assert page.locator("[data-goldthread-journey]").count() == 0
    page.close()


def test_danger_is_seen_whole_on_a_tablet_without_a_press(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    page.goto(f"{address}/picture.light")
    box = page.locator(".goldthread-panel--danger").bounding_box()
    bar = page.locator(".goldthread-actions").bounding_box()
    assert box is not None
    assert bar is not None
    assert box["y"] + box["height"] <= bar["y"]
    page.close()


def test_buttons_on_a_tablet_are_big_enough_for_a_gloved_hand(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=TABLET)
    for name in ("concern_new", "break_glass", "search-found", "home-responding_officer"):
        page.goto(f"{address}/{name}.light")
        for button in page.locator("main .govuk-button:visible").all():
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 48
    page.close()


def test_the_queue_fits_a_tablet_and_what_its_columns_said_stands_under_the_child(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport=TABLET)
    page.goto(f"{address}/queue.light")
    over = page.locator(".goldthread-scroll").first.evaluate("one => one.scrollWidth - one.clientWidth")
    assert over <= 0
    said = page.locator("tbody tr").first.locator("th").inner_text()
    for words in ("new", "violence at home", "Opened", "Reviewed: never"):
        assert words in said
    assert page.get_by_role("link", name="Borough").is_visible()
    page.close()


@pytest.mark.parametrize("name", ["home-duty_inspector", "queue", "tripwires", "shared"])
def test_upright_on_a_tablet_no_column_of_these_is_out_of_sight(browser: Browser, address: str, name: str) -> None:
    """Who owns it, or that nobody does, stands in the last column."""
    page = browser.new_page(viewport={"width": 768, "height": 1024})
    page.goto(f"{address}/{name}.light")
    frames = page.locator(".goldthread-scroll").all()
    assert [frame.evaluate("one => Math.max(0, one.scrollWidth - one.clientWidth)") for frame in frames] == [0] * len(
        frames
    )
    assert frames
    page.close()


def test_shift_three_times_covers_the_page_and_keeps_what_was_typed(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/concern_new.light")
    page.fill("#seen", "A man at the door")
    for _ in range(3):
        page.keyboard.press("Shift")
    assert page.locator("#goldthread-cover").is_visible()
    assert page.title() == "Paused"
    page.get_by_role("button", name="Back to work").click()
    assert page.input_value("#seen") == "A man at the door"
    expect(page).not_to_have_title("Paused")
    page.close()


def test_cover_is_a_link_where_scripts_do_not_run(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/picture.light")
    assert page.get_by_role("link", name="Cover").get_attribute("href") == "/cover"
    context.close()


def test_control_and_slash_goes_to_the_search_box(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/picture.light")
    page.keyboard.press("Control+/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.close()


def test_a_password_can_be_shown(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/signin.light")
    page.get_by_role("button", name="Show password").click()
    assert page.locator("#password").get_attribute("type") == "text"
    page.close()


# Whether what has the focus, or the words beside it, can be pressed where it stands: nothing lies over it, nor is it
# outside the window or the frame that it scrolls in. Of a text longer than the window some line is enough.
UNDER_SOMETHING = """() => {
  const one = document.activeElement
  if (one === document.body) return ''
  const said = [one, ...(one.labels || [])], box = one.getClientRects()[0]
  const at = part => document.elementFromPoint(box.x + box.width / 2, box.y + box.height * part)
  const found = [0.15, 0.5, 0.85].map(at).filter(top => top && said.some(each => each.contains(top)))
  return found.length ? '' : `${one.outerHTML.slice(0, 120)} at ${Math.round(box.y)}`
}"""


@pytest.mark.parametrize("name", ["picture", "audit_case", "audit_case-whole", "audit_case-elsewhere", "audit_grade"])
def test_what_has_focus_is_never_under_a_sticky_bar(browser: Browser, address: str, name: str) -> None:
    """WCAG 2.2, 2.4.11, on the pages with something that sticks: from the first control to the last, and back."""
    page = browser.new_page()
    page.goto(f"{address}/{name}.light")
    sizes: list[ViewportSize] = [TABLET, {"width": 1024, "height": 768}, {"width": 1280, "height": 720}]
    for size in sizes:
        page.set_viewport_size(size)
        page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0) }")
        for key in ["Tab"] * 40 + ["Shift+Tab"] * 40:
            page.keyboard.press(key)
            assert page.evaluate(UNDER_SOMETHING) == ""
    page.close()


def test_paper_carries_the_marking_the_reader_the_time_and_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/picture.dark")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = [sheet.extract_text() for sheet in sheets]
    for number, text in enumerate(texts, 1):
        assert text.count("OFFICIAL-SENSITIVE") >= 2
        assert "Synthetic data: every person here is invented" in text
        assert f"Page {number} of {len(texts)}" in text
    assert "Printed by PC Sana Ali, response, Merrowfield, Fri 23 Oct 22:58" in " ".join(texts[0].split())
    assert "custody unknown since Fri 23 Oct 02:10" in " ".join(texts[0].split())
    page.close()


def paper(browser: Browser, address: str, name: str) -> list[str]:
    """The sheets of a page as they are printed, each as its words."""
    page = browser.new_page()
    page.goto(f"{address}/{name}")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.close()
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


def test_the_alerts_on_paper_carry_the_marking_and_who_printed_them_and_nothing_to_press(
    browser: Browser, address: str
) -> None:
    sheets = paper(browser, address, "alerts.light")
    assert [sheet.count("OFFICIAL-SENSITIVE") >= 2 for sheet in sheets] == [True] * len(sheets)
    assert "Printed by" in sheets[0]
    assert "Fri 23 Oct 22:58" in sheets[0]
    assert "All 5, as at Fri 23 Oct" in sheets[0]
    said = " ".join(sheets)
    assert "A child was reported missing for the third time in 90 days." in said
    assert [
        word for word in ("I have this", "Find an alert", "Show these", "The rules that raise") if word in said
    ] == []


def test_a_list_on_paper_says_which_part_of_it_it_is(browser: Browser, address: str) -> None:
    """The filter is a form and the pages are links: neither is printed, and without them a part reads as the whole."""
    said = " ".join(paper(browser, address, "alerts-part.light"))
    assert "On this paper: 26 to 50 of 60 of those asked for (To take), as at Fri 23 Oct" in said


def test_a_list_that_is_ticked_is_on_paper_and_what_ticks_it_is_not(browser: Browser, address: str) -> None:
    """The rows stand in a form, so that many are given at once, and forms are not printed: the rows are."""
    queue = " ".join(paper(browser, address, "queue.light"))
    assert [reference for reference in ("K-7Q2K0B", "K-7Q2K3B") if reference not in queue] == []
    assert "violence at home" in queue
    assert [
        words
        for words in ("Sort also by", "Give those ticked", "Give K-", "Keep this view", "Download")
        if words in queue
    ] == []
    held = " ".join(paper(browser, address, "handovers.light"))
    assert "K-7Q2K1F" in held
    assert "Hand over those ticked" not in held


def test_paper_shows_the_rows_that_wait(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/feed_delivery.light")
    paper = "".join(s.extract_text() for s in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    assert "record 26CU0041" in " ".join(paper.split())
    page.close()


def test_paper_shows_what_a_press_would_show(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/picture.light")
    paper = "".join(s.extract_text() for s in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    assert "A marker says to ask the desk about them" in " ".join(paper.split())
    page.close()


def test_the_two_plans_lie_on_their_side_on_paper_in_letters_that_can_be_read(browser: Browser, address: str) -> None:
    """The design system gives sizes of its own for paper, larger: with those the plans took eight sheets, not three."""
    page = browser.new_page()
    page.goto(f"{address}/plans.light")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.emulate_media(media="print")
    size = "() => [...document.querySelectorAll('.goldthread-plans li')].map(one => getComputedStyle(one).fontSize)"
    sizes = {round(float(one.removesuffix("px")) * 0.75, 1) for one in page.evaluate(size)}
    page.close()
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    assert sizes == {8.5}
    assert len(sheets) == 1
