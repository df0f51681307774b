"""`goldthread journey map` as an analyst runs it: no database, one object answered, refusals in the common form."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from goldthread.cli.journey_words import span
from goldthread.cli.tests.commands import command
from goldthread.config.paths import PROJECT
from goldthread.demand.journey.tests import running_example
from goldthread.demand.journey.tests.files import csv_file, ocel_text, xes_file

PROGRAM = [sys.executable, "-c", "from goldthread.cli import main; main()", "journey", "map"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return csv_file(tmp_path / "claims.csv", running_example.rows())


def test_it_maps_a_file_and_touches_no_installation(file: Path, tmp_path: Path):
    home = {"GOLDTHREAD_HOME": str(tmp_path / "home"), "GOLDTHREAD_DATABASE_URL": "postgresql://a@127.0.0.1:1/none"}
    words = [*PROGRAM, str(file), "--json"]
    done = subprocess.run(words, env={**os.environ, **home}, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["file"], told["form"], told["cases"], told["events"]) == ("claims.csv", "csv", 6, 42)
    assert told["start"] == {"register request": 6}
    assert told["edges"][0] == {
        "from": "decide", "to": "pay compensation", "count": 3, "mean_s": 514160.0, "median_s": 521400.0,
        "p95_s": 735510.0, "min_s": 261780.0, "max_s": 759300.0, "sum_s": 1542480.0,
    }  # fmt: skip
    assert told["throughput"]["sum_s"] == sum(running_example.SECONDS)
    assert (told["set_aside"], told["notes"]) == ({}, [])
    assert not (tmp_path / "home").exists()


def test_only_the_command_itself_loads_the_engine():
    """It takes a fifth of a second, which every other command would wait for."""
    program = "import sys, goldthread.cli.journey, goldthread.cli.manual; sys.exit('polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0


def test_variants_and_longest_journeys_are_cut_and_how_many_there_are_is_said(file: Path):
    told = command("journey", "map", str(file), "--most", "2", "--json").json
    assert (len(told["variants"]), len(told["longest"]), told["variants_in_all"]) == (2, 2, 6)
    assert len(command("journey", "map", str(file), "--most", "0", "--json").json["longest"]) == 6


def test_without_json_it_speaks_in_words_the_longest_wait_first(file: Path):
    lines = command("journey", "map", str(file)).out.splitlines()
    assert lines[0] == "6 cases, 42 events, 30 Dec 2010 10:02 to 24 Jan 2011 13:56"
    assert "Something twice: 2 cases (check ticket 2, decide 2, examine casually 1, reinitiate request 1)" in lines
    heading = next(place for place, line in enumerate(lines) if line.startswith("From "))
    assert lines[heading + 1].split("  ")[0] == "decide"
    assert lines[heading + 1].endswith("17 d 20 h")


def test_every_edge_is_written_as_a_row_that_no_spreadsheet_runs(tmp_path: Path):
    rows = [("1", "=1+1", at) for at in (running_example.rows()[0][2],) * 2]
    out = tmp_path / "edges.csv"
    command("journey", "map", str(csv_file(tmp_path / "log.csv", rows)), "--edges", str(out))
    (row,) = csv.DictReader(out.read_text().splitlines())
    assert (row["from"], row["count"], row["sum_s"]) == ("'=1+1", "1", "0.0")


def test_a_folder_that_is_not_there_is_said_and_the_command_ends(file: Path, tmp_path: Path):
    done = command("journey", "map", str(file), "--edges", str(tmp_path / "gone" / "edges.csv"))
    assert done.code == 1
    assert "edges.csv was not written: No such file or directory. Name another place." in done.err


def test_a_type_of_object_has_a_map_of_its_own_also_in_words_and_rows(tmp_path: Path):
    objects = [{"id": "c1", "type": "child"}, {"id": "h1", "type": "home"}]
    related = [{"objectId": one["id"], "qualifier": ""} for one in objects]
    events = [
        {"id": str(n), "type": "call", "time": f"2026-01-0{n}T12:00:00Z", "relationships": related} for n in (1, 2)
    ]
    out = tmp_path / "edges.csv"
    done = command("journey", "map", str(ocel_text(tmp_path / "log.json", objects, events)), "--edges", str(out))
    assert {"child:", "home:"} <= set(done.out.splitlines())
    assert "never added up" in done.out
    assert [row["type"] for row in csv.DictReader(out.read_text().splitlines())] == ["child", "home"]


def test_a_refusal_is_words_on_the_error_stream_or_one_object_and_ends_with_three(file: Path):
    plain = command("journey", "map", str(file), "--case", "whose")
    assert (plain.code, plain.out) == (3, "")
    assert 'it has no column "whose". Give --case one of: case_id, activity, timestamp.' in plain.err
    shaped = command("journey", "map", str(file), "--case", "whose", "--json")
    assert (shaped.code, shaped.json["refused"], shaped.json["field"]) == (3, "no_such_column", "case")


def test_the_example_of_the_how_to_is_what_the_command_says(tmp_path: Path):
    page = (PROJECT / "docs" / "how-to" / "map-a-journey.md").read_text(encoding="utf-8")
    _, example, _, shown = re.findall(r"^```\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    path = tmp_path / "events.csv"
    path.write_text(example)
    assert command("journey", "map", str(path)).out.rstrip() == shown.rstrip()


def test_a_transition_is_chosen_by_name(tmp_path: Path):
    path = xes_file(tmp_path / "log.xes", running_example.rows())
    done = command("journey", "map", str(path), "--lifecycle", "complete", "--json")
    assert (done.code, done.json["refused"]) == (3, "no_events")
    assert "another lifecycle transition 42" in done.json["words"]


def test_words_of_a_file_give_a_terminal_no_orders(tmp_path: Path):
    rows = [("1", "\x1b[2Jcall", running_example.rows()[0][2])]
    assert "\x1b" not in command("journey", "map", str(csv_file(tmp_path / "log.csv", rows))).out
    assert "\x1b" not in command("journey", "map", str(tmp_path / "log.csv"), "--time", "\x1b[2J").err


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59.6, "1 min"), (61, "1 min 1 s"), (3_600, "1 h"), (90_061, "1 d 1 h"), (86_460, "1 d")],
)
def test_a_length_of_time_is_said_in_two_units(seconds: float, said: str):
    assert span(seconds) == said
