"""The register by command: a reading saved, confirmed where it needs nobody, listed and shown."""

from pathlib import Path
from typing import Any

import pytest

from goldthread.cli.tests.commands import Ended, command
from goldthread.core import db as database
from goldthread.improve.recommendations import actions
from goldthread.improve.recommendations.models import Recommendation, Report
from goldthread.improve.recommendations.tests.register_help import PUBLISHED, TEXT, browser, confirmed, register, saved
from goldthread.testing import factories as make

DATED = ("--published", "2016-11-25")


def importing(folder: Path, *options: str, data: bytes = TEXT, by: str = "plan_lead") -> Ended:
    file = folder / "report.txt"
    file.write_bytes(data)
    if by:
        make.reader(by)
    return command("recommendations", "import", str(file), "--json", *options, by=by)


def test_a_saved_reading_is_printed_as_without_saving_and_says_where_to_confirm_it(db, tmp_path: Path):
    plain = importing(tmp_path, by="")
    kept = importing(tmp_path, "--save")
    assert kept.code == 0
    with database.as_service():
        report = Report.objects.get()
    where = f"/recommendations/reports/{report.pk}"
    assert kept.json == {**plain.json, "saved": {"report": report.pk, "state": "read", "confirm_at": where}}
    assert browser("plan_lead").get(where).status_code == 200
    assert register() == []


def test_without_save_nothing_is_kept(db, tmp_path: Path):
    importing(tmp_path, by="")
    with database.as_service():
        assert Report.objects.count() == 0


def test_a_reading_that_needs_nobody_is_confirmed_unchanged(db, tmp_path: Path):
    done = importing(tmp_path, "--confirm", *DATED)
    assert (done.code, done.json["saved"]["state"], done.json["saved"]["confirm_at"]) == (0, "confirmed", None)
    assert [row["due_on"] and row["due_on"].isoformat() for row in register()] == [None, "2017-02-25", "2017-05-25"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (TEXT + b"\n4. The force should make sure that every\n", "4 is cut short"),
        (TEXT.replace(b" Published on 25 November 2016.", b""), "the day of publication is not known"),
        (b"A page about something else, with nothing asked of anybody.", "no recommendation was found"),
    ],
)
def test_what_needs_a_person_is_saved_and_not_confirmed(db, tmp_path: Path, data: bytes, reason: str):
    done = importing(tmp_path, "--confirm", data=data)
    assert done.code == 3
    assert done.json["refused"] == "not_valid"
    assert reason in done.json["words"]
    with database.as_service():
        assert (Report.objects.get().state, Recommendation.objects.count()) == ("read", 0)


def test_a_restated_recommendation_is_not_confirmed_unseen(db, tmp_path: Path):
    confirmed()
    done = importing(tmp_path, "--confirm", data=TEXT + b"\n")
    assert done.code == 3
    assert "1 is already held" in done.json["words"]


def test_the_same_file_again_says_what_stands(db, tmp_path: Path):
    first = importing(tmp_path, "--save").json["saved"]
    assert importing(tmp_path, "--save").json["saved"] == first
    with database.transaction():
        items = actions.items_as_read(Report.objects.get())
        actions.confirm(make.reader("plan_lead"), first["report"], items, title="T", published_on=PUBLISHED)
    again = importing(tmp_path, "--confirm")
    assert (again.code, again.json["saved"]["state"]) == (0, "confirmed")


@pytest.mark.parametrize(("by", "code"), [("", "nobody_named"), ("inspectorate", "not_in_role")])
def test_only_a_named_keeper_saves(db, tmp_path: Path, by: str, code: str):
    done = importing(tmp_path, "--save", by=by)
    assert (done.code, done.json["refused"]) == (3, code)
    with database.as_service():
        assert Report.objects.count() == 0


def test_an_unreadable_file_ends_alike_with_and_without_saving(db, tmp_path: Path):
    assert importing(tmp_path, data=b"", by="").code == 2
    assert importing(tmp_path, "--save", data=b"").code == 2


def listed(*options: str) -> Any:
    make.reader("inspectorate")
    done = command("recommendations", "list", "--json", *options, by="inspectorate")
    assert done.code == 0
    return [row["number"] for row in done.json["recommendations"]]


def test_the_list_by_command_is_the_list_by_page(db):
    confirmed()
    assert listed() == ["1", "2", "3"]
    assert listed("--late") == ["2", "3"]
    assert listed("--kind", "cause_of_concern") == []
    assert listed("--state", "imported", "--sort", "number") == ["1", "2", "3"]


def test_a_choice_that_is_none_is_called_wrongly(db):
    make.reader("inspectorate")
    assert command("recommendations", "list", "--kind", "wish", by="inspectorate").code == 2


def test_one_is_shown_with_its_points_and_one_that_is_not_there_is_not_found(db):
    confirmed()
    make.reader("inspectorate")
    two = next(row for row in register() if row["number"] == "2")
    done = command("recommendations", "show", str(two["id"]), "--json", by="inspectorate")
    assert done.json["published_on"] == PUBLISHED.isoformat()
    assert len(done.json["points"]) == 2
    printed = command("recommendations", "show", str(two["id"]), by="inspectorate")
    assert "2.2 each return is followed" in printed.out
    assert command("recommendations", "show", "999999", by="inspectorate").code == 4


def test_those_who_may_not_read_the_register_may_not_by_command(db):
    saved()
    make.reader("responding_officer")
    for words in (("list",), ("show", "1")):
        done = command("recommendations", *words, "--json", by="responding_officer")
        assert (done.code, done.json["refused"]) == (3, "not_in_role")
