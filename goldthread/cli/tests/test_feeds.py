"""Feeds by command: a folder handed in, watched, replayed, put right and reconciled; exit codes say how it ended."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Post
from goldthread.link.feeds.adapters import MERLIN
from goldthread.link.feeds.models import Delivery, QuarantinedRow
from goldthread.synthetic.loading import add_sources
from goldthread.testing import factories as f

RIGHT = "2016-10-24T22:41:00+01:00"
DONE, REFUSED, NOT_FOUND, FOUND_WRONG = 0, 3, 4, 5


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """What two systems wrote: one call cannot be read; and a note that is from no system."""
    add_sources()
    f.reader("analyst")
    where = tmp_path / "week"
    (where / "cad").mkdir(parents=True)
    late = f.cad_row("2/01OCT26", opened_at="yesterday")
    (where / "cad" / "1-calls.ndjson").write_bytes(f.ndjson([f.cad_row(), late]))
    (where / "2-notices.csv").write_bytes(f.csv_bytes(list(MERLIN.columns()), [f.merlin_row()]))
    return where


def row() -> QuarantinedRow:
    with database.as_service():
        return QuarantinedRow.objects.order_by("pk").last()  # type: ignore[return-value]


def deliveries() -> int:
    with database.as_service():
        return Delivery.objects.count()


class TestLoad:
    def test_a_folder_is_taken_in_and_the_sum_over_all_files_holds(self, folder: Path) -> None:
        done = command("feeds", "load", str(folder), "--json", by="analyst")
        assert done.code == DONE
        assert [(one["name"], one["source"]) for one in done.json["deliveries"]] == [
            ("1-calls.ndjson", "cad"),
            ("2-notices.csv", "merlin"),
        ]
        sums = {name: done.json[name] for name in ("in", "accepted", "unchanged", "quarantined")}
        assert sums == {"in": 3, "accepted": 2, "unchanged": 0, "quarantined": 1}
        said = command("feeds", "load", str(folder), by="analyst")
        assert "In 3 = 2 accepted + 0 unchanged + 1 quarantined" in said.out

    def test_a_file_that_is_refused_is_named_and_the_others_are_taken_in(self, folder: Path) -> None:
        (folder / "0-notes.txt").write_text("Ring the desk.\n")
        done = command("feeds", "load", str(folder), by="analyst")
        assert done.code == REFUSED
        assert "0-notes.txt: refused. 0-notes.txt does not say which source it is from." in done.out
        assert "In 3 = 2 accepted" in done.out

    def test_whoever_may_not_load_is_refused_before_anything(self, folder: Path) -> None:
        f.reader("mash_desk")
        done = command("feeds", "load", str(folder), by="mash_desk")
        assert (done.code, deliveries()) == (REFUSED, 0)
        assert "refused." not in done.out

    def test_a_file_that_cannot_be_read_ends_with_the_code_of_a_check(self, folder: Path) -> None:
        (folder / "2-notices.csv").write_bytes(b"PK\x03\x04\x00\x00")
        assert command("feeds", "load", "merlin", str(folder / "2-notices.csv"), by="analyst").code == FOUND_WRONG

    def test_an_empty_folder_is_said(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert "No file waits there." in command("feeds", "load", str(tmp_path / "empty"), by="analyst").err


class TestWatch:
    def test_each_file_goes_to_taken_or_refused_with_its_answer(self, folder: Path) -> None:
        (folder / "0-notes.txt").write_text("Ring the desk.\n")
        done = command("feeds", "watch", str(folder), "--once", by="analyst")
        assert done.code == DONE
        assert "1-calls.ndjson: cad, loaded; 2 rows, 1 accepted, 0 unchanged, 1 set aside" in done.out
        taken, refused = folder / "cad" / "taken", folder / "refused"
        answer = json.loads((taken / "1-calls.ndjson.answer.json").read_text())
        assert (answer["in"], answer["accepted"], answer["quarantined"]) == (2, 1, 1)
        (line,) = csv.DictReader((taken / "1-calls.ndjson.quarantine.csv").open(encoding="utf-8-sig"))
        assert (line["row"], line["source_record_id"]) == ("2", "2/01OCT26")
        assert json.loads((refused / "0-notes.txt.answer.json").read_text())["refused"] == "not_valid"
        assert not list(folder.glob("*.*"))

    def test_what_is_still_being_written_is_left(self, folder: Path) -> None:
        (folder / "cad" / "3-calls.ndjson.part").write_bytes(b"{")
        command("feeds", "watch", str(folder), "--once", by="analyst")
        assert (folder / "cad" / "3-calls.ndjson.part").exists()

    def test_a_watcher_who_is_refused_leaves_every_file_where_it_is(self, folder: Path) -> None:
        f.reader("mash_desk")
        done = command("feeds", "watch", str(folder), "--once", by="mash_desk")
        assert (done.code, deliveries()) == (REFUSED, 0)
        assert (folder / "2-notices.csv").exists()
        assert (folder / "cad" / "1-calls.ndjson").exists()

    def test_a_watcher_whose_post_has_ended_leaves_every_file_where_it_is(self, folder: Path) -> None:
        with database.as_service():
            Post.objects.update(ends_at=clocks.now())
        done = command("feeds", "watch", str(folder), "--once", by="analyst")
        assert (done.code, deliveries()) == (REFUSED, 0)
        assert (folder / "2-notices.csv").exists()


class TestQuarantine:
    @pytest.fixture
    def loaded(self, folder: Path) -> str:
        done = command("feeds", "load", "cad", str(folder / "cad" / "1-calls.ndjson"), "--json", by="analyst")
        return str(done.json["id"])

    def test_a_row_is_put_right_by_its_field(self, loaded: str) -> None:
        done = command("feeds", "correct", str(row().pk), "--set", f"opened_at={RIGHT}", "--json", by="analyst")
        assert (done.code, done.json["accepted"], done.json["replay_of"]) == (DONE, 1, loaded)

    def test_a_row_that_is_still_wrong_is_refused_with_its_field(self, loaded: str) -> None:
        done = command("feeds", "correct", str(row().pk), "--set", "opened_at=late", "--json", by="analyst")
        assert (done.code, done.json["field"]) == (REFUSED, "opened_at")
        assert row().state == "waiting"

    @pytest.mark.parametrize("words", [(), ("--set", "opened_at"), ("--set", "a=b", "--text", "x")])
    def test_it_is_said_how_a_correction_is_written(self, loaded: str, words: tuple[str, ...]) -> None:
        assert command("feeds", "correct", str(row().pk), *words, by="analyst").code == 2

    def test_rows_are_replayed_as_they_stand(self, loaded: str) -> None:
        done = command("feeds", "replay", loaded, "--json", by="analyst")
        assert (done.code, done.json["in"], done.json["quarantined"]) == (DONE, 1, 1)

    def test_a_delivery_in_which_nothing_waits_is_not_found(self, loaded: str) -> None:
        command("feeds", "correct", str(row().pk), "--set", f"opened_at={RIGHT}", by="analyst")
        assert command("feeds", "replay", loaded, by="analyst").code == NOT_FOUND

    def test_the_senders_rows_are_written_to_a_file(self, loaded: str, tmp_path: Path) -> None:
        out = tmp_path / "rows.csv"
        done = command("feeds", "quarantine", loaded, "--out", str(out), by="analyst")
        assert done.out == f"Written to {out}.\n"
        (line,) = csv.DictReader(out.open(encoding="utf-8-sig"))
        assert line["code"] == "Q-TIME-01"

    def test_status_says_how_many_rows_of_each_source_wait(self, loaded: str) -> None:
        told = command("feeds", "status", "--json", by="analyst").json
        waits = {one["code"]: one["waiting"] for one in told["sources"]}
        assert (waits["cad"], waits["merlin"]) == (1, 0)


class TestReconcile:
    def asked(self, folder: Path, *listed: str, words: tuple[str, ...] = ()) -> Any:
        command("feeds", "load", "cad", str(folder / "cad" / "1-calls.ndjson"), by="analyst")
        held = folder.parent / "list.csv"
        held.write_text("".join(f"{one}\n" for one in ("source_record_id", *listed)))
        return command("feeds", "reconcile", "cad", str(held), *words, "--json", by="analyst")

    def test_a_source_that_holds_what_we_hold_ends_well(self, folder: Path) -> None:
        done = self.asked(folder, "1/01OCT26")
        assert (done.code, done.json["counts"]["alike"], done.json["differences"]) == (DONE, 1, [])

    def test_a_record_that_never_came_ends_with_the_code_of_a_check(self, folder: Path) -> None:
        done = self.asked(folder, "1/01OCT26", "2/01OCT26", "9/01OCT26")
        assert done.code == FOUND_WRONG
        kinds = {one["source_record_id"]: one["kind"] for one in done.json["differences"]}
        assert kinds == {"2/01OCT26": "set_aside", "9/01OCT26": "missing"}

    def test_a_list_of_other_days_says_nothing_of_what_is_held(self, folder: Path) -> None:
        done = self.asked(folder, "1/01OCT26", words=("--from", "1990-01-01", "--to", "1990-01-02"))
        assert (done.code, done.json["first"], done.json["last"]) == (DONE, "1990-01-01", "1990-01-02")

    def test_a_list_that_is_empty_is_refused(self, folder: Path) -> None:
        done = self.asked(folder)
        assert (done.code, done.json["field"]) == (REFUSED, "file")
