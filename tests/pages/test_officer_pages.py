"""The pages of accounts: whoever keeps them sees who may sign in and changes a rank; nobody else."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text

PAGE = "/officers/mash_desk"


def test_an_administrator_finds_the_officer_from_the_first_page_and_changes_the_rank(db):
    make.reader("mash_desk")
    keeper = client("administrator")
    assert 'href="/officers"' in keeper.get("/").content.decode()
    assert f'href="{PAGE}"' in keeper.get("/officers").content.decode()
    day = clocks.today() - timedelta(days=3)
    done = keeper.post(PAGE, {"rank": "Police Sergeant", "from_on": day.isoformat(), "reason": "Promoted, order 14."})
    assert (done.status_code, done["Location"]) == (302, PAGE)
    said = text(keeper.get(PAGE))
    assert "Police Sergeant before: not recorded Promoted, order 14." in said


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(db):
    make.reader("mash_desk")
    page = client("administrator").post(PAGE, {"rank": "Sergent", "reason": "Promoted."})
    assert page.status_code == 422
    assert 'href="#rank"' in page.content.decode()
    assert 'value="Promoted."' in page.content.decode()
    assert "is no rank" in text(page)


@pytest.mark.parametrize("role", ["supervisor", "dpo", "analyst"])
def test_nobody_else_sees_the_pages(db, role):
    make.reader("mash_desk")
    other = client(role)
    assert [other.get(page).status_code for page in ("/officers", PAGE)] == [403, 403]
    assert other.post(PAGE, {"rank": "Inspector", "reason": "Promoted."}).status_code == 403


def test_a_username_that_nobody_has_is_not_found(db):
    assert client("administrator").get("/officers/nobody").status_code == 404
