"""Every page renders with what it says it is given, and keeps the rules that all pages share."""

import re
from itertools import pairwise
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup, Tag
from django.urls import get_resolver

from goldthread.web.styleguide.pages import PAGES, Page
from goldthread.web.styleguide.rendering import TEMPLATES, html_of
from goldthread.web.templating import environment

EACH = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
SAMPLE_NAMES = ("Kent", "KENT", "Jess", "Josie", "Sam,")
NEVER_SAID = ("please", "sorry", "invalid", "forbidden", "oops")


SOUPS: dict[str, BeautifulSoup] = {}


def read(page: Page, made: jinja2.Environment) -> BeautifulSoup:
    """The page as it is sent, drawn and read once for all its tests: none of them changes it."""
    if page.name not in SOUPS:
        SOUPS[page.name] = BeautifulSoup(html_of(page, made=made), "html.parser")
    return SOUPS[page.name]


def tags(soup: BeautifulSoup, *names: str) -> list[Tag]:
    return [tag for tag in soup.find_all(names) if isinstance(tag, Tag)]


def said_by(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


def title_of(soup: BeautifulSoup) -> str:
    return str(tags(soup, "title")[0].string)


def test_every_page_has_a_sample() -> None:
    pages = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}
    parts = {name for name in pages if name.startswith(("layouts/", "components/", "picture/"))} | {"errors/base.html"}
    assert pages - parts == {page.template for page in PAGES}


@EACH
def test_no_style_or_script_is_written_into_a_page(page: Page, made: jinja2.Environment) -> None:
    soup = read(page, made)
    for tag in soup.find_all(True):
        assert isinstance(tag, Tag)
        assert "style" not in tag.attrs
        assert not [name for name in tag.attrs if name.startswith("on")]
        assert not str(tag.get("href", "")).startswith("javascript:")
    assert not tags(soup, "style")
    for script in tags(soup, "script"):
        assert script["src"]
        assert not script.string


@EACH
def test_a_page_has_one_first_heading_a_language_and_a_way_past_the_header(
    page: Page, made: jinja2.Environment
) -> None:
    soup = read(page, made)
    assert len(tags(soup, "h1")) == 1
    assert tags(soup, "html")[0]["lang"] == "en-GB"
    skip = soup.select_one("a.govuk-skip-link")
    assert skip is not None
    assert soup.find(id=str(skip["href"]).lstrip("#")) is not None


@EACH
def test_headings_skip_no_level(page: Page, made: jinja2.Environment) -> None:
    main = read(page, made).select_one("main")
    assert main is not None
    levels = [int(tag.name[1]) for tag in main.find_all(re.compile("^h[1-6]$")) if isinstance(tag, Tag)]
    after_first = levels[levels.index(1) :]
    assert all(below - above <= 1 for above, below in pairwise(after_first))


@EACH
def test_a_title_says_error_task_and_reference_and_names_nobody(page: Page, made: jinja2.Environment) -> None:
    soup = read(page, made)
    title = title_of(soup)
    has_errors = soup.select_one(".govuk-error-summary") is not None
    assert title.startswith("Error: ") == has_errors
    assert not any(name in title for name in SAMPLE_NAMES)
    assert title == "Paused" or title.endswith(" - Goldthread")


@EACH
def test_each_error_leads_to_its_field_and_ids_are_never_shared(page: Page, made: jinja2.Environment) -> None:
    soup = read(page, made)
    ids = [str(tag["id"]) for tag in soup.find_all(id=True) if isinstance(tag, Tag)]
    assert len(ids) == len(set(ids))
    for link in soup.select(".govuk-error-summary a"):
        assert str(link["href"]).lstrip("#") in ids


@EACH
def test_each_field_has_a_label_says_what_fills_it_and_is_never_disabled(page: Page, made: jinja2.Environment) -> None:
    soup = read(page, made)
    labelled = {str(label["for"]) for label in tags(soup, "label")}
    for field in tags(soup, "input", "select", "textarea", "button"):
        assert not field.has_attr("disabled")
        assert not field.has_attr("placeholder")
        if field.name == "button" or field.get("type") == "hidden":
            continue
        assert str(field["id"]) in labelled
        if field.name == "input" and field.get("type", "text") not in ("radio", "checkbox", "file"):
            assert field["autocomplete"]


@EACH
def test_each_form_that_changes_something_carries_the_token(page: Page, made: jinja2.Environment) -> None:
    for form in tags(read(page, made), "form"):
        if form.get("method") == "post":
            assert form.find("input", attrs={"name": "csrfmiddlewaretoken"}) is not None


@EACH
def test_each_form_has_one_main_button_at_most(page: Page, made: jinja2.Environment) -> None:
    for form in tags(read(page, made), "form"):
        main = [
            b for b in form.select("button.govuk-button") if not re.search("--(secondary|warning)", str(b["class"]))
        ]
        assert len(main) <= 1


@EACH
def test_words_are_plain_and_blame_nobody(page: Page, made: jinja2.Environment) -> None:
    said = read(page, made).get_text(" ").lower()
    assert not [word for word in NEVER_SAID if re.search(rf"\b{word}\b", said)]


@EACH
def test_every_page_of_a_demonstration_says_so_on_screen_and_print(page: Page, made: jinja2.Environment) -> None:
    soup = read(page, made)
    assert "Synthetic data: every person here is invented" in soup.get_text()
    body = tags(soup, "body")[0]
    assert "goldthread-demonstration" in body["class"]


@EACH
def test_every_page_but_the_cover_is_marked(page: Page, made: jinja2.Environment) -> None:
    assert ("OFFICIAL-SENSITIVE" in read(page, made).get_text()) == (page.template != "cover.html")


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_page_claims_invention_in_a_demonstration_only(settings: Any, demonstration: bool) -> None:
    settings.DEMONSTRATION = demonstration
    real = environment(loader=jinja2.FileSystemLoader(TEMPLATES))
    assert ("Synthetic data" in html_of(PAGES[0], made=real)) is demonstration


def test_the_cover_names_no_force_system_or_person(made: jinja2.Environment) -> None:
    cover = next(page for page in PAGES if page.template == "cover.html")
    said = read(cover, made).get_text(" ").lower()
    assert not [word for word in ("goldthread", "police", "child", "officer", "ali") if word in said.split()]


def test_a_name_that_was_not_given_fails_instead_of_reading_as_blank(made: jinja2.Environment) -> None:
    picture = next(page for page in PAGES if page.template == "picture.html")
    without = {name: value for name, value in picture.content.items() if name != "panels"}
    with pytest.raises(jinja2.UndefinedError):
        html_of(Page("picture.html", without, picture.role), made=made)


def test_typed_words_are_shown_and_never_become_markup(made: jinja2.Environment) -> None:
    wrong = next(page for page in PAGES if page.name == "concern_new-wrong")
    soup = read(wrong, made)
    assert tags(soup, "textarea")[0].get_text() == "Two lines\nkept as <typed>"
    assert not tags(soup, "typed")


def test_the_picture_goes_in_order_of_harm(made: jinja2.Environment) -> None:
    picture = next(page for page in PAGES if page.template == "picture.html")
    headings = [tag.get_text(strip=True) for tag in tags(read(picture, made), "h1", "h2")]
    order = ["KENT, Jess", "Danger", "Do now", "Flags", "Home", "Their words", "Open work", "Plans"]
    assert headings[: len(order)] == order
    assert headings.index("Plans") < headings.index("Chronology")


def test_a_record_held_back_shows_whom_to_ask_and_none_of_its_words(made: jinja2.Environment) -> None:
    held = next(page for page in PAGES if page.name == "record-held")
    said = said_by(read(held, made))
    assert "A record is held here. Ask Jigsaw desk, 24 h." in said
    assert "man of 29" not in said


def test_a_source_that_is_stale_reads_unknown_and_never_none(made: jinja2.Environment) -> None:
    found = next(page for page in PAGES if page.name == "search-found")
    said = said_by(read(found, made))
    assert "custody unknown since Fri 23 Oct 02:10" in said
    assert "Jigsaw unknown: never loaded" in said


def test_every_address_a_template_names_exists() -> None:
    named = set()
    for path in TEMPLATES.rglob("*.html"):
        named |= set(re.findall(r"url\('([a-z_]+)'", path.read_text()))
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert named - known == set()
