"""A case's pages lose nothing that was typed: refused, changed or a clash, the words stand where they were."""

import re
from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.cases.models import Case
from goldthread.core.journal.models import Event
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text

AMBER = {"grade": "amber", "level": "3", "indicators": ["neglect"], "open_to": "no", "why": "The third time."}
LOWER = {"grade": "green", "level": "2", "why": "The aunt has moved in."}


@pytest.fixture
def case(db):
    """A concern that the desk has taken."""
    made = client("responding_officer").post("/concern/new", {"child": make.load_child(), "seen": "Alone at night."})
    client("mash_desk").post(f"{made['Location']}/move/take")
    return made["Location"]


@pytest.fixture
def amber(case):
    make.graded(make.reader("mash_desk"), reference(case), **AMBER)
    return case


def reference(case: str) -> str:
    return case.rsplit("/", 1)[1].upper()


def test_an_item_that_wants_a_reason_opens_at_its_own_field_and_is_called_by_it(case):
    desk = client("mash_desk")
    told = {"answer": "unknown", "why-all_children": ""}
    page = desk.post(f"{case}/item/all_children", told).content.decode()
    assert '<a href="#why-all_children">Enter why.</a>' in page
    assert page.count('<details class="govuk-details govuk-!-margin-bottom-1" open>') == 1


def test_an_answered_item_stands_with_its_reason_and_the_page_goes_on_there(case):
    desk = client("mash_desk")
    answered = desk.post(f"{case}/item/all_children", {"answer": "unknown", "why-all_children": "No lodger named."})
    assert answered["Location"].endswith("#item-all_children")
    desk.post(f"{case}/item/seen_alone", {"answer": "not_needed", "why-seen_alone": "A baby."})
    page = text(desk.get(case))
    assert "Every child in the household is named: Unknown. No lodger named." in page
    assert "or why not is written down: Not needed. A baby." in page


def test_an_item_that_was_done_earlier_says_when_and_a_time_to_come_is_refused_at_its_own_field(case):
    desk = client("mash_desk")
    answer = {"answer": "unknown", "why-all_children": "No lodger named."}
    to_come = desk.post(f"{case}/item/all_children", {**answer, "when-all_children": "2099-10-23T21:40"})
    assert '<a href="#when-all_children">' in to_come.content.decode()
    done = clocks.now() - timedelta(minutes=7)
    desk.post(f"{case}/item/all_children", {**answer, "when-all_children": done.isoformat()})
    with database.as_service():
        event = Event.objects.get(stream=f"case:{Case.objects.get(reference=reference(case)).pk}",
                                  kind="case.item_answered")  # fmt: skip
    assert event.occurred_at == done


def test_what_a_supervisor_decides_is_refused_on_the_form_with_the_words_kept_and_a_row_in_the_log(amber):
    desk = client("mash_desk")
    page = desk.post(f"{amber}/move/regrade", LOWER)
    assert page.status_code == 403
    assert "A notification graded amber is lowered by a supervisor." in text(page)
    assert "The aunt has moved in." in page.content.decode()
    closing = desk.post(f"{amber}/move/not_share", {"not_shared_because": "no_need", "why": "The aunt is there."})
    assert "A notification graded amber is kept unshared by a supervisor only." in text(closing)
    assert "The aunt is there." in closing.content.decode()
    with database.as_service():
        assert LogEntry.objects.filter(outcome="refused:not_in_role").count() == 2


def test_a_move_of_another_post_is_refused_whole(amber):
    page = client("responding_officer").post(f"{amber}/move/regrade", LOWER)
    assert page.status_code == 403
    assert "The aunt has moved in." not in page.content.decode()


def test_what_is_to_be_confirmed_can_be_changed_again(amber):
    desk = client("mash_desk")
    share = {**make.SHARED, "summary": "A girl of eight was alone."}
    confirm = desk.post(f"{amber}/move/share", share)
    assert "Change what is written" in text(confirm)
    again = desk.post(f"{amber}/move/share", {**share, "change": "yes"})
    assert (again.status_code, "A girl of eight was alone." in again.content.decode()) == (200, True)
    assert f'value="{share["recipient"]}" checked' in again.content.decode()
    assert "Graded: to be shared or not" in text(desk.get(amber))


def test_a_clash_says_so_above_what_was_typed_and_the_next_press_goes_through(amber):
    desk, before = client("mash_desk"), {"seen_event": "1", "grade": "red", "level": "4", "why": "A knife was found."}
    clash = desk.post(f"{amber}/move/regrade", {**before, "confirmed": "yes"})
    page = clash.content.decode()
    assert (clash.status_code, "Somebody else moved this case" in page, "A knife was found." in page) == (
        409,
        True,
        True,
    )
    seen = page.split('name="seen_event" value="')[1].split('"')[0]
    assert desk.post(f"{amber}/move/regrade", {**before, "seen_event": seen, "confirmed": "yes"}).status_code == 302


def test_a_view_refused_for_its_name_is_asked_for_again_with_what_it_shows(db):
    desk = client("mash_desk")
    page = desk.post("/queue/concern/views", {"step": "keep", "state": "graded", "name": " ", "first": "yes"})
    assert (page.status_code, "Enter a name for the view." in text(page)) == (422, True)
    assert '<input type="hidden" name="state" value="graded">' in page.content.decode()
    kept = desk.post("/queue/concern/views", {"step": "keep", "state": "graded", "name": "To decide"})
    assert kept["Location"] == "/queue/concern?state=graded"


def test_what_was_said_last_stands_before_what_comes_next_also_where_it_is_answered(case):
    desk, officer = client("mash_desk"), client("responding_officer")
    assert "govuk-inset-text" not in desk.get(case).content.decode()  # taken: nothing was said with it
    desk.post(f"{case}/move/ask", {"question": "Who else was at home?"})
    page = text(officer.get(case))
    assert page.index("Who else was at home?") < page.index("What next")
    assert "Who else was at home?" in text(officer.get(f"{case}/move/answer"))


def test_the_main_button_leads_on(amber):
    page = client("mash_desk").get(amber).content.decode()
    assert page.index("Share it") < page.index("Grade it again")


def test_cases_given_say_to_whom_and_none_ticked_is_no_form(case):
    other, boss = make.reader("duty_inspector"), client("supervisor")
    given = boss.post(
        "/queue/concern/give", {"case": reference(case), "officer": other.officer.username, "confirmed": "yes"}
    )
    assert f"1 of 1 given to {other.officer}" in text(given)
    none = boss.post("/queue/concern/give", {})
    assert (none.status_code, "No case is ticked" in text(none), "Give them" in text(none)) == (422, True, False)


def test_figures_and_the_cases_behind_one_stand_among_the_places_of_whoever_works_the_queue(case):
    boss = client("supervisor")
    pages = [boss.get(f"/areas/concern/figures{path}").content.decode() for path in ("", "/taken")]
    assert all("Hand-over" in page for page in pages)
    assert "Hand-over" not in client("analyst").get("/areas/concern/figures").content.decode()


def test_a_clock_that_was_met_says_on_which_day(case):
    page = text(client("mash_desk").get(case))
    assert re.search(r"Concern taken met [A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d\d:\d\d", page)
