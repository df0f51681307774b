"""By API as on the page: views of a queue are an officer's own, and the cases behind a figure are its count."""

import pytest

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.core import db as database
from goldthread.core.cases import indicators
from goldthread.core.cases.actions import move_case
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

VIEWS = "/queues/concern/views"
KEEP = f"{VIEWS}/keep"
UNSHARED = "/areas/concern/figures/unshared/cases"


@pytest.fixture
def desk(db):
    return token_of("mash_desk")


@pytest.fixture
def ended(db) -> list[str]:
    """Three concerns that were not shared, the oldest first."""
    code, desk, references = make.load_child(), make.reader("supervisor"), []
    for _ in range(3):
        with database.transaction():
            references.append(record_concern(make.reader("responding_officer"), code, seen="A toy.").reference)
        with database.transaction():
            move_case(desk, references[-1], "take")
        make.closed_unshared(desk, references[-1])
    return references


def test_a_view_is_kept_listed_and_deleted_by_whose_it_is(desk):
    asked = {"name": "Late and red", "late": True, "scale": "grade=red", "sort": "-due", "page": 3, "first": True}
    kept = call(desk, "POST", KEEP, asked)
    assert kept.status_code == 201
    view = answer(kept)
    wanted = view["wanted"]
    assert (view["name"], view["first"]) == ("Late and red", True)
    assert (wanted["late"], wanted["scales"], wanted["sort"]) == (
        True,
        {"grade": "red"},
        "-due",
    )
    assert answer(call(desk, "GET", VIEWS)) == {"area": "concern", "views": [view]}
    assert answer(call(desk, "POST", f"{VIEWS}/{view['id']}/delete")) == {"area": "concern", "views": []}


def test_a_view_is_renamed_and_shown_first_and_what_is_left_out_stays(desk):
    one, two = (answer(call(desk, "POST", KEEP, {"name": name, "first": True})) for name in ("A", "B"))
    kept = answer(call(desk, "POST", f"{VIEWS}/{one['id']}/change", {"name": "Mine"}))["views"]
    assert [(view["name"], view["first"]) for view in kept] == [("B", True), ("Mine", False)]
    kept = answer(call(desk, "POST", f"{VIEWS}/{one['id']}/change", {"first": True}))["views"]
    assert [(view["name"], view["first"]) for view in kept] == [("B", False), ("Mine", True)]
    both = call(desk, "POST", f"{VIEWS}/{two['id']}/change", {"name": "Mine", "first": True})
    assert (both.status_code, answer(both)["field"]) == (422, "name")
    assert answer(call(desk, "GET", VIEWS))["views"] == kept


def test_nobody_lists_or_deletes_anothers_view(desk):
    view = answer(call(desk, "POST", KEEP, {"name": "Mine"}))
    other = token_of("mash_desk", username="other_desk")
    assert answer(call(other, "GET", VIEWS))["views"] == []
    refused = call(other, "POST", f"{VIEWS}/{view['id']}/delete")
    assert (refused.status_code, answer(refused)["words"]) == (404, "You have no such view.")
    assert [one["id"] for one in answer(call(desk, "GET", VIEWS))["views"]] == [view["id"]]


@pytest.mark.parametrize(
    ("asked", "field"),
    [({}, "name"), ({"name": " "}, "name"), ({"name": "x" * 41}, "name"),
     ({"name": "Jess", "find": "Kentwell"}, "name"),
     ({"name": "A", "risk": "purple"}, "risk"), ({"name": "A", "late": "never"}, "late")],
)  # fmt: skip
def test_a_view_that_cannot_be_kept_is_refused_by_its_field(desk, asked, field):
    refused = call(desk, "POST", KEEP, asked)
    assert (refused.status_code, answer(refused)["field"]) == (422, field)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", VIEWS), ("POST", KEEP), ("POST", f"{VIEWS}/1/change"), ("POST", f"{VIEWS}/1/delete")],
)
@pytest.mark.parametrize("role", ["responding_officer", "partner", "analyst"])
def test_who_reads_no_queue_keeps_no_view_of_it(db, role, method, path):
    refused = call(token_of(role), method, path, {"name": "Mine"} if method == "POST" else None)
    assert (refused.status_code, answer(refused)["refused"]) == (403, "not_in_role")


def test_the_cases_behind_a_figure_are_as_many_as_it_counts_and_the_look_names_the_child(ended):
    key = token_of("supervisor")
    figures = answer(call(key, "GET", "/areas/concern/figures"))["figures"]
    (count,) = [one["count"] for one in figures
                if (one["indicator"], one["borough"], one["month"]) == ("unshared", "", "")]  # fmt: skip
    found = answer(call(key, "GET", UNSHARED))
    assert (found["total"], found["counts"]) == (count, "closed by us without sharing")
    assert [one["reference"] for one in found["cases"]] == ended
    assert {one["person"]["surname"] for one in found["cases"]} == {"Kentwell"}
    with database.as_service():
        rows = database.fetch(
            "SELECT cardinality(people) AS people FROM access_logentry WHERE door = 'api:list_cases_behind'"
        )
    assert [row["people"] for row in rows] == [1]


def test_the_cases_behind_a_figure_come_a_page_at_a_time(ended, monkeypatch):
    monkeypatch.setattr(indicators, "PAGE", 2)
    key = token_of("supervisor")
    pages = [answer(call(key, "GET", UNSHARED, page=page)) for page in (1, 2, 3)]
    assert [[one["reference"] for one in page["cases"]] for page in pages] == [ended[:2], ended[2:], []]
    assert {page["total"] for page in pages} == {3}


@pytest.mark.parametrize(("role", "status"), [("mash_desk", 200), ("borough_commander", 200), ("analyst", 403),
                                              ("responding_officer", 403), ("partner", 403)])  # fmt: skip
def test_whoever_works_the_queue_may_see_which_cases_count_and_whoever_keeps_figures_may_not(db, role, status):
    assert call(token_of(role), "GET", UNSHARED).status_code == status


@pytest.mark.parametrize(
    ("path", "asked", "field"),
    [("/areas/concern/figures/nonsense/cases", {}, "indicator"), ("/areas/nonsense/figures/unshared/cases", {}, "area"),
     (UNSHARED, {"month": "October"}, "month"), (UNSHARED, {"page": 0}, "page")],
)  # fmt: skip
def test_a_figure_that_is_none_is_refused_by_its_field(db, path, asked, field):
    refused = call(token_of("supervisor"), "GET", path, **asked)
    assert (refused.status_code, answer(refused)["field"]) == (422, field)
