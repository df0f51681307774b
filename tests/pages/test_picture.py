"""The picture's page: a filter hides no live risk, a time to come is refused at its field, print is told to the log."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.link.picture.tests.test_picture import deliver_markers, load_child, marker
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text


def calls(count: int) -> str:
    rows = [make.cad_row(f"{n}/05OCT26", days_ago=n, text=f"Call number {n}.") for n in range(1, count + 1)]
    make.deliver("cad", make.ndjson(rows))
    return make.code_of("1/05OCT26").lower()


def titles(response) -> list[str]:
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    return [tag.get_text(" ", strip=True) for tag in soup.select(".goldthread-timeline__item .goldthread-lines")]


def test_before_anything_was_held_the_page_says_so_and_not_that_nobody_is_held(db):
    code = make.load_child()
    page = client("supervisor").get(f"/child/{code.lower()}?at=2001-01-01T10:00&basis=product")
    assert page.status_code == 422
    assert "Nothing was held of this person at that time, on that basis. Choose a later time." in text(page)
    assert client("supervisor").get("/child/c-zzzzzz?at=2001-01-01T10:00&basis=product").status_code == 404


def test_danger_and_what_to_do_stand_before_everything_else_on_the_page(db):
    code = load_child()
    deliver_markers(marker())
    said = text(client("responding_officer").get(f"/child/{code.lower()}"))
    places = [said.index(words) for words in ("Mr R, 44", "Ring the desk named", "Flags", "Chronology")]
    assert places == sorted(places)
    assert "Ask Jigsaw desk, 24 h." in said


def test_the_chronology_comes_in_pages_newest_first(db):
    code = calls(25)
    officer = client("responding_officer")
    first, second = officer.get(f"/child/{code}"), officer.post(f"/child/{code}", {"page": "2"})
    assert titles(first) == [f"Call number {n}." for n in range(1, 21)]
    assert titles(second) == [f"Call number {n}." for n in range(21, 26)]


def test_a_filter_leaves_danger_where_it_stands_and_counts_what_is_new_outside_it(db):
    code = load_child(days_ago=0.2)
    make.deliver("cad", make.ndjson([make.cad_row("2/05OCT26", days_ago=90, text="Shouting in the yard.")]))
    deliver_markers(marker())
    shown = client("responding_officer").post(f"/child/{code.lower()}", {"words": "shouting"})
    assert titles(shown) == ["Shouting in the yard."]
    assert "may harm a child" in text(shown)
    assert "1 item of the last day and a half is outside this filter." in text(shown)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"system": "cad"}, 2),
        ({"system": "merlin"}, 0),
        ({"kind": "call", "words": "number 2"}, 1),
        ({"first": "not a day"}, 422),
    ],
)
def test_the_chronology_is_filtered_by_system_kind_days_and_words(db, chosen, count):
    shown = client("responding_officer").post(f"/child/{calls(2)}", chosen)
    if count == 422:
        assert (shown.status_code, '"not a day" is not a date' in text(shown).replace("&#34;", '"')) == (422, True)
    else:
        assert len(titles(shown)) == count


def test_a_time_to_come_is_refused_beside_its_field_and_the_page_is_of_now(db):
    code = load_child().lower()
    ahead = (clocks.now() + timedelta(days=2)).isoformat()
    shown = client("responding_officer").get(f"/child/{code}", {"at": ahead, "basis": "force"})
    assert shown.status_code == 422
    assert "The time is in the future." in text(shown)
    assert "As known at" not in text(shown).replace("As known at another time", "")


def test_a_picture_of_the_past_says_so_and_offers_no_work_on_it(db):
    with clocks.held_at(clocks.now() - timedelta(days=3)):
        code = load_child().lower()
    then = (clocks.now() - timedelta(days=1)).isoformat()
    shown = text(client("responding_officer").get(f"/child/{code}", {"at": then, "basis": "product", "since": "1"}))
    assert "by Goldthread: what was recorded here then" in shown
    assert "What has been learnt since" in shown
    assert "Record concern" not in shown


def test_the_page_tells_the_log_that_it_was_printed(db):
    code = load_child().lower()
    officer = client("responding_officer")
    assert f'data-goldthread-print="/child/{code}/printed"' in officer.get(f"/child/{code}").content.decode()
    assert officer.post(f"/child/{code}/printed").status_code == 204
    with database.as_service():
        printed = database.fetch("SELECT body FROM access_logdetail WHERE body ? 'printed'")
    assert [row["body"] for row in printed] == [{"printed": True}]


def test_no_name_stands_in_the_title_or_in_any_address(db):
    code = load_child().lower()
    soup = BeautifulSoup(client("supervisor").get(f"/child/{code}").content.decode(), "html.parser")
    assert "Kentwell" not in str(soup.title)
    hrefs = [str(tag.get("href") or tag.get("action") or "") for tag in soup.select("[href], [action]")]
    assert [one for one in hrefs if "kentwell" in one.lower() or "jess" in one.lower()] == []
