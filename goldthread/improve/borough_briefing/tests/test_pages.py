"""The sheet on a page: tonight's children, worst first and never without a name or NO NAME; who sees whose."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.models import Case
from goldthread.core.cases.projection import stream_of
from goldthread.core.clocks.book import book
from goldthread.core.clocks.models import Clock
from goldthread.core.organisation.models import Borough, Post
from goldthread.core.places.models import Dwelling, Place
from goldthread.core.refusals import NotFound, Refusal
from goldthread.improve.borough_briefing import queries
from goldthread.improve.borough_briefing.models import Ward
from goldthread.improve.borough_briefing.settings import settings
from goldthread.link.picture.tests.test_picture import deliver_markers, marker
from goldthread.respond.missing.tests.told import a_child, reported
from goldthread.testing import factories as make
from goldthread.testing.tasks import a_task
from tests.pages.test_thread import client, text

SHEET = "/improve/briefing/merrowfield"


@pytest.fixture
def boss(db):
    return make.reader("borough_commander")


def sheet_of(by, **asked):
    with database.transaction():
        return queries.open_sheet(by, **asked)


def a_missing_child(forename: str) -> str:
    """The reference of the case."""
    return reported(make.reader("control_room"), a_child(forename)).reference


def test_a_child_whom_nobody_has_prints_no_name(boss):
    a_missing_child("Ada")
    page = text(client("borough_commander").get(SHEET))
    assert "Tonight 1, without a name 1" in page
    assert "NO NAME" in page


def test_a_task_about_the_child_gives_the_row_its_task_its_name_and_its_time(boss):
    case = a_missing_child("Ada")
    a_task(case, words="See her at the aunt's.")
    (row,) = sheet_of(boss).tonight
    assert (row.case, row.task, row.officer) == (case, "See her at the aunt's.", "Test Responding Officer")
    assert sheet_of(boss).counts.no_name == 0


def test_every_child_on_the_page_is_in_one_row_of_the_log(boss):
    for name in ("Ada", "Bea"):
        a_missing_child(name)
    asker = client("borough_commander")
    with database.as_service():
        before = LogEntry.objects.count()
    asker.get(SHEET)
    with database.as_service():
        rows = list(LogEntry.objects.order_by("id"))[before:]
    assert [(row.door, len(row.people)) for row in rows] == [("page:pacesetter", 2)]


def test_printing_it_is_a_disclosure_of_everybody_on_it(boss):
    a_missing_child("Ada")
    assert client("borough_commander").post(f"{SHEET}/printed").status_code == 204
    with database.as_service():
        row = LogEntry.objects.latest("id")
    assert (row.operation, len(row.people)) == ("disclosure", 1)


def test_the_sheet_is_the_borough_of_ones_own_post_and_no_other(boss):
    a_borough("oxlade")
    with pytest.raises(Refusal, match="Your briefing is Merrowfield's"):
        sheet_of(boss, borough="oxlade")
    assert client("borough_commander").get("/improve/briefing/oxlade").status_code == 403


def test_whoever_answers_for_all_boroughs_sees_counts_and_no_child(boss):
    a_missing_child("Ada")
    asker = client("chief_officer")
    with database.as_service():
        before = LogEntry.objects.count()
    pages = [text(asker.get(path)) for path in ("/improve/briefing", SHEET)]
    assert "Children missing 1" in pages[1]
    assert not any("A.V." in page or "NO NAME" in page for page in pages)
    with database.as_service():
        assert LogEntry.objects.count() == before


def test_a_ward_officer_has_the_wards_own_part(boss):
    officer = make.officer("ward_officer")
    with database.as_service():
        Post.objects.filter(officer=officer).update(title="Dedicated ward officer, Harbour")
    sheet = sheet_of(make.reader("ward_officer"))
    assert (sheet.ward, [one.name for one in sheet.wards]) == ("Harbour", ["Harbour"])


def test_more_children_cost_no_more_queries(boss):
    def asked() -> int:
        with clocks.held_at(clocks.now() + timedelta(days=3)), CaptureQueriesContext(connection) as found:
            assert all(one.late for one in sheet_of(boss).tonight)
        return len(found)

    a_missing_child("Ada")
    a_task(a_missing_child("Bea"))
    few = asked()
    for name in ("Cora", "Dana", "Elsa"):
        a_task(a_missing_child(name))
    assert asked() == few


def test_all_boroughs_cost_the_queries_of_one(boss):
    def asked() -> int:
        late = clocks.held_at(clocks.now() + timedelta(days=3))
        with late, CaptureQueriesContext(connection) as found, database.transaction():
            assert all(one.counts.late for one in queries.counted(make.reader("chief_officer")))
        return len(found)

    make.reader("chief_officer")
    cases = [a_missing_child(name) for name in ("Ada", "Bea", "Cora")]
    one = asked()
    for case in cases[1:]:
        a_borough(f"borough-{case.lower()}")
        with database.as_service():
            Case.objects.filter(reference=case).update(borough_id=f"borough-{case.lower()}")
    assert asked() == one


def test_while_the_briefing_is_held_the_sheet_is_of_its_instant_and_later_of_now(monkeypatch):
    monkeypatch.setitem(settings()["briefing"], "stands_for_hours", 3)
    held = clocks.now().astimezone(clocks.LONDON).replace(hour=6, minute=45, second=0, microsecond=0)
    assert queries.usual_instant(held + timedelta(hours=2)) == held
    assert queries.usual_instant(held + timedelta(hours=4)) is None
    assert queries.usual_instant(held - timedelta(minutes=1)) is None


def test_a_task_is_given_from_a_childs_row_by_a_name_and_a_press(boss):
    case, pc = a_missing_child("Ada"), make.reader("responding_officer")
    asker = client("borough_commander")
    assert f'href="{SHEET}/task?about={case}"' in asker.get(SHEET).content.decode()
    child = sheet_of(boss).tonight[0].child
    with database.as_service():
        looks = LogEntry.objects.count()
    assert f"About {child}" in text(asker.get(f"{SHEET}/task?about={case}"))
    with database.as_service():
        assert LogEntry.objects.count() == looks + 1  # it names a child
    for nobody in ("", "?about=M-0000000", "?about=C-0000000", "?about=%00"):
        assert "Empty: the borough as a whole" in text(asker.get(f"{SHEET}/task{nobody}")), nobody
    due = (clocks.now() + timedelta(hours=2)).isoformat()
    told = {"words": "See her.", "officer": "responding_officer", "due_at": due, "about": case}
    assert asker.post(f"{SHEET}/task", told).headers["Location"] == SHEET
    with database.as_service():
        assert Alert.objects.get(kind="task").to_officer == pc.officer
    assert "See her." in text(client("responding_officer").get("/tasks"))


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(boss):
    answer = client("borough_commander").post(f"{SHEET}/task", {"words": "", "about": "", "due_at": ""})
    assert answer.status_code == 422
    assert "Enter what is to be done." in text(answer)
    due = (clocks.now() + timedelta(hours=2)).isoformat()
    for nobody in ("M-0000000", "C-0000000", "\0"):
        told = {"words": "See her.", "officer": "", "due_at": due, "about": nobody}
        answer = client("borough_commander").post(f"{SHEET}/task", told)
        assert (answer.status_code, 'href="#about"' in answer.content.decode()) == (422, True), nobody
        assert "See her." in answer.content.decode()


def test_the_officer_accepts_and_answers_on_the_tasks_own_page(boss):
    task = a_task()
    asker = client("responding_officer")
    assert asker.post(f"/task/{task.lower()}/accept").status_code == 302
    assert "Say why it was not done." in text(asker.post(f"/task/{task.lower()}/answer", {"result": "not_done"}))
    asker.post(f"/task/{task.lower()}/answer", {"result": "not_done", "why": "Nobody was in."})
    assert "Nobody was in." in text(client("borough_commander").get(SHEET))


def test_an_alert_of_a_task_is_taken_by_accepting_the_task(boss):
    task = a_task()
    page = client("responding_officer").get("/alerts").content.decode()
    assert f"Open {task}" in page


def a_borough(code: str) -> None:
    with database.as_service():
        Borough.objects.get_or_create(code=code, defaults={"name": code.title()})


def test_a_task_that_has_no_name_is_not_told_under_the_owner_of_the_case(boss):
    unit, case = make.reader("missing_unit"), a_missing_child("Ada")
    with database.as_service():
        Case.objects.update(owner=unit.officer)
    assert (sheet_of(boss).tonight[0].officer, sheet_of(boss).counts.no_name) == ("Test Missing Unit", 0)
    a_task(case, "")
    assert (sheet_of(boss).tonight[0].officer, sheet_of(boss).counts.no_name) == (None, 1)


def test_somebody_who_turned_18_is_told_under_a_heading_of_their_own_and_counts_as_no_child(boss):
    today = clocks.today()
    code = make.load_child("9000/01OCT26", birth_date=f"{today.year - 18}-{today + timedelta(days=1):%m-%d}")
    case = reported(make.reader("control_room"), code).reference
    a_missing_child("Bea")
    assert (len(sheet_of(boss).tonight), sheet_of(boss).grown_up) == (2, ())
    with clocks.held_at(clocks.now() + timedelta(days=2)):
        sheet = sheet_of(boss)
        page = text(client("borough_commander").get(SHEET))
    assert ([one.case for one in sheet.grown_up], len(sheet.tonight)) == ([case], 1)
    assert (sheet.grown_up[0].child[-2:], sheet.counts.missing, sheet.counts.grown_up) == ("18", 1, 1)
    assert "18 or over, work still open 1" in page


def test_of_many_late_clocks_the_longest_past_its_time_stands_first_and_the_others_open_by_a_press(boss):
    case = a_missing_child("Ada")
    with clocks.held_at(clocks.now() + timedelta(days=20)):
        (row,) = sheet_of(boss).tonight
        page = client("borough_commander").get(SHEET).content.decode()
    with database.as_service():
        ran = Clock.objects.filter(stream=stream_of(Case.objects.get(reference=case).pk), ended_at=None)
        first = ran.exclude(due_at=None).order_by("due_at", "rule_id").first()
    assert row.late[0] == book().rules[first.rule_id].title
    assert f"{len(row.late) - 2} more late" in page


def test_of_a_morning_that_is_past_the_sheet_says_how_fresh_a_source_was_then(boss):
    make.load_child()
    then = clocks.now()
    with clocks.held_at(then + timedelta(days=60)):
        before, now = sheet_of(boss, at=then), sheet_of(boss)
    state = {one.code: one.state for one in before.freshness}
    assert (state["cad"], {one.code: one.state for one in now.freshness}["cad"]) == ("fresh", "stale")


def test_a_ward_can_be_asked_for_and_one_that_there_is_none_of_is_refused(boss):
    with database.as_service():
        for name in ("Harbour", "Mill"):
            Ward.objects.create(borough_id="merrowfield", name=name, kept_at=clocks.now(), kept_by=boss.officer)
    assert [one.name for one in sheet_of(boss, ward="Mill").wards] == ["Mill"]
    page = client("borough_commander").get(f"{SHEET}?ward=Mill")
    assert "Show every ward" in text(page)
    assert '<input type="hidden" name="ward" value="Mill">' in page.content.decode()
    with pytest.raises(NotFound):
        sheet_of(boss, ward="Atlantis")


def test_who_may_harm_children_in_a_ward_is_told_apart_and_what_is_behind_a_marker_is_its_desks(boss):
    deliver_markers(marker())
    with database.as_service():
        Dwelling.objects.update(uprn="100000000001")
        Place.objects.create(source="gazetteer", source_record_id="1", source_updated_at=clocks.now(),
                             uprn="100000000001", ward="Harbour", borough="Merrowfield")  # fmt: skip
    (ward,) = sheet_of(boss).wards
    (man,) = ward.named
    assert (ward.risks, man.words, man.ask, man.code, man.name) == (1, "Mr R, 44", "Jigsaw desk, 24 h", "", "")
    page = text(client("borough_commander").get(f"{SHEET}?ward=Harbour"))
    assert "1 person may harm children: ask Jigsaw desk, 24 h" in page
    assert "Mr R, 44: a marker says to ask the desk about them" in page
    assert "Rusholme" not in page
