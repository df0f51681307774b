"""An area that a force installs beside Goldthread is whole at every door, and nothing in `goldthread` knows it."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from goldthread.api.tests.calls import token_of
from goldthread.cli.areas_manual import areas_page
from goldthread.cli.tests.commands import command
from goldthread.config.areas import OURS
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.permissions import permissions
from goldthread.core.access.roles import roles
from goldthread.core.alerts.models import Firing
from goldthread.core.alerts.registry import tripwires
from goldthread.core.areas.registry import areas
from goldthread.core.cases import checking
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.cases.opening import open_work
from goldthread.core.cases.queries import open_case_file
from goldthread.core.cases.queueing import open_queue
from goldthread.core.refusals import NotValid, Refusal
from goldthread.core.standards.here import area_rules
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text

ASKED = {"reason": "worry", "what": "Is there a bed?"}


def ours() -> list[str]:
    """The areas that ship, by the names of their folders."""
    return [package.rpartition(".")[2] for package in OURS]


def asked_for(code: str, role: str = "ward_officer", **more: object) -> Case:
    with database.transaction():
        return open_work(make.reader(role), "home_visits", code, answers=ASKED, **more)


def moved(role: str, case: Case, move: str, **more: object) -> Case:
    with database.transaction():
        return move_case(make.reader(role), case.reference, move, **more)


def test_what_it_declares_is_merged_with_what_we_have(home_visits):
    assert list(areas()) == [*ours(), "home_visits"]
    assert "visit_homes" in permissions()
    assert [role.id for role in roles().values() if "visit_homes" in role.may] == ["ward_officer", "supervisor"]
    assert roles()["ward_officer"].full_in == ("home_visits",)
    assert "home_visit_waits" in tripwires()
    assert "home_visits.made" in {rule.id for rule in area_rules()}


def test_taken_off_again_it_leaves_nothing():
    assert list(areas()) == ours()
    assert "visit_homes" not in permissions()
    assert not any("visit_homes" in role.may for role in roles().values())


def test_a_visit_is_asked_for_made_and_closed_with_its_clock_met(db, home_visits):
    start = clocks.now() - timedelta(hours=3)
    code = make.load_child()
    with clocks.held_at(start):
        case = asked_for(code)
        assert (case.state, case.facts, case.reference[:2]) == ("asked", {"reason": "worry"}, "H-")
        moved("ward_officer", case, "go")
        with pytest.raises(NotValid, match="The child was seen"):
            moved("ward_officer", case, "finish", answers={"found": "well", "why": "A bed of her own."})
        with database.transaction():
            checking.answer_item(make.reader("ward_officer"), case.reference, "child_seen", "done")
    moved("ward_officer", case, "finish", answers={"found": "well", "why": "A bed of her own."})
    with database.transaction():
        file = open_case_file(make.reader("ward_officer"), case.reference)
    assert (file.case.state, file.case.facts["found"], file.look.layer) == ("done", "well", "full")
    assert [(one["rule"], one["state"]) for one in file.clocks] == [("home_visits.made", "met")]
    assert [event["body"] for event in file.events if event["kind"] == "home_visits.asked"] == [
        {"what": "Is there a bed?"}
    ]


def test_a_guard_of_its_own_refuses(db, home_visits):
    case = asked_for(make.load_child(), risk="low")
    moved("ward_officer", case, "go")
    with database.transaction():
        checking.answer_item(make.reader("ward_officer"), case.reference, "child_seen", "done")
    with pytest.raises(NotValid, match="record a concern first"):
        moved("ward_officer", case, "finish", answers={"found": "danger", "why": "A knife on the bed."})


def test_a_late_visit_is_late_in_the_queue_of_those_who_may_see_it(db, home_visits):
    with clocks.held_at(clocks.now() - timedelta(hours=25)):
        case = asked_for(make.load_child())
    with database.transaction():
        (row,) = open_queue(make.reader("supervisor"), "home_visits").rows
    assert (row["reference"], row["next_due"]["is_late"]) == (case.reference, True)


@pytest.mark.parametrize("role", ["responding_officer", "mash_desk", "analyst"])
def test_a_role_that_it_gives_nothing_is_refused_in_its_own_words(db, home_visits, role):
    code = make.load_child()
    for ask in (lambda by: open_work(by, "home_visits", code, answers=ASKED), lambda by: open_queue(by, "home_visits")):
        with pytest.raises(Refusal, match="cannot make home visits") as refused, database.transaction():
            ask(make.reader(role))
        assert refused.value.remedy == "The ward officers do this."


@pytest.mark.parametrize(
    ("answers", "risk", "field"),
    [({"reason": "worry"}, "", "what"), ({**ASKED, "reason": "rent"}, "", "reason"), (ASKED, "grave", "risk"),
     ({**ASKED, "mood": "good"}, "", "mood")],
)  # fmt: skip
def test_what_is_missing_or_no_choice_is_refused_at_its_field(db, home_visits, answers, risk, field):
    code = make.load_child()
    with pytest.raises(NotValid) as refused, database.transaction():
        open_work(make.reader("ward_officer"), "home_visits", code, answers=answers, risk=risk)
    assert refused.value.field == field
    with database.as_service():
        assert not database.fetch("SELECT 1 FROM cases_case")


def test_sent_twice_under_one_key_it_is_one_visit(db, home_visits):
    code = make.load_child()
    assert asked_for(code, idempotency_key="k").pk == asked_for(code, idempotency_key="k").pk


def test_by_page_from_the_picture_to_the_queue(db, home_visits):
    code, ward = make.load_child(), client("ward_officer")
    assert f"/case/new/home_visits?child={code}" in ward.get(f"/child/{code.lower()}").content.decode()
    form = ward.get(f"/case/new/home_visits?child={code}")
    assert "Why the home should be seen" in text(form)
    kept = ward.post("/case/new/home_visits", {"child": code, "what": "A bed <b>", "risk": "high"})
    assert kept.status_code == 422
    assert "A bed &lt;b&gt;" in kept.content.decode()
    opened = ward.post("/case/new/home_visits", {"child": code, **ASKED, "risk": "high"})
    case = text(ward.get(opened.url))
    assert "A worry" in case
    assert "Is there a bed?" in case
    assert "Waiting for somebody to go" in case
    assert 'href="/queue/home_visits"' in ward.get("/").content.decode()
    queue = ward.get("/queue/home_visits")
    assert opened.url in queue.content.decode()
    assert "Visits to the home asked for: 1" in text(ward.get(f"/child/{code.lower()}"))
    moved_on = ward.post(f"{opened.url}/move/go")
    assert "An officer is going" in text(ward.get(moved_on.url))


def test_a_role_without_it_sees_neither_button_nor_queue(db, home_visits):
    code, officer = make.load_child(), client("responding_officer")
    assert "home_visits?child" not in officer.get(f"/child/{code.lower()}").content.decode()
    assert "/queue/home_visits" not in officer.get("/").content.decode()
    assert officer.get("/queue/home_visits").status_code == 403
    assert officer.get(f"/case/new/home_visits?child={code}").status_code == 403


def test_by_the_api_and_by_command_it_is_the_same_case(db, home_visits):
    code = make.load_child()
    answer = Client().post(
        "/api/v1/areas/home_visits/cases",
        json.dumps({"child": code, "answers": ASKED}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token_of('ward_officer')}"},
    )
    assert (answer.status_code, answer.json()["state"]) == (201, "asked")
    told = ["--answer", "reason=bail", "--answer", "what=A lock", "--json"]
    done = command("case", "open", "home_visits", code, *told, by="ward_officer")
    assert done.json["whose_turn"] == "ward_officer"
    make.officer("supervisor")
    queue = command("concern", "queue", "--area", "home_visits", "--json", by="supervisor").json
    assert queue["open"] == 2


def test_its_tripwire_fires_when_the_child_is_met_again(db, home_visits):
    code = make.load_child()
    with clocks.held_at(clocks.now() - timedelta(hours=20)):
        asked_for(code)
    make.deliver("cad", make.ndjson([make.cad_row("2/02OCT26", days_ago=0.1)]))
    with database.as_service():
        assert list(Firing.objects.values_list("rule", flat=True)) == ["home_visit_waits"]


def test_the_reference_page_shows_its_states_and_permissions(home_visits):
    page = "\n".join(areas_page())
    assert "## Home visits" in page
    assert "going --> done: finish" in page
