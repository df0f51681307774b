"""`goldthread link evaluate` as a person runs it: a scratch database made, one object answered, nothing left behind."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-c", "from goldthread.cli import main; main()", "link", "evaluate"]
PEOPLE = """record_id,system,forename,surname,dob,who
A,cad,Jess,Kentwell,2011-05-11,jess
B,pac,JESS,KENTWELL,11/05/2011,jess
B,pac,Tom,Kentwell,2012-05-11,tom
C,pac,Tom,Kentwell,31/02/2012,tom
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    return path


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An installation that must not be touched, and a folder of its own, with a short path, for what is temporary."""
    with tempfile.TemporaryDirectory(prefix="gt-") as temporary:
        Path(temporary).chmod(0o711)
        home = {"GOLDTHREAD_HOME": str(tmp_path / "home"), "GOLDTHREAD_DATABASE_URL": "postgresql://a@127.0.0.1:1/none"}
        yield {**os.environ, **home, "TMPDIR": temporary}


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *words], env=environment, capture_output=True, text=True, check=False, timeout=300)


def test_it_measures_a_file_in_a_database_of_its_own_and_leaves_nothing(file: Path, environment: dict[str, str]):
    """Nor what one before it left that was killed."""
    gone = subprocess.Popen(["true"])
    gone.wait()
    (Path(environment["TMPDIR"]) / f"goldthread-scratch-{gone.pid}-abc").mkdir()
    out = file.with_name("ended.csv")
    done = run(environment, str(file), "--truth", "who", "--out", str(out), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["pairwise"] == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0, "right_pairs": 1, "linked_pairs": 1, "true_pairs": 1
    }  # fmt: skip
    assert [(bad["row"], bad["field"]) for bad in told["bad_rows"]] == [(4, "record_id")]
    assert [(note["row"], note["field"]) for note in told["notes"]] == [(5, "dob")]
    assert len(out.read_text().splitlines()) == 4
    assert "a scratch database" in done.stderr
    assert list(Path(environment["TMPDIR"]).iterdir()) == []
    assert not Path(environment["GOLDTHREAD_HOME"]).exists()


def test_told_to_end_it_clears_its_database_away(file: Path, environment: dict[str, str]):
    begun = subprocess.Popen([*PROGRAM, str(file), "--truth", "who"], env=environment, stderr=subprocess.PIPE)
    temporary, end = Path(environment["TMPDIR"]), time.monotonic() + 60
    while not list(temporary.glob("*/postgres/data/postmaster.pid")) and time.monotonic() < end:
        time.sleep(0.05)
    assert list(temporary.iterdir())
    begun.send_signal(signal.SIGTERM)
    begun.communicate(timeout=60)
    assert begun.returncode == 128 + signal.SIGTERM
    assert list(temporary.iterdir()) == []


def test_a_column_that_is_not_there_is_named(file: Path, environment: dict[str, str]):
    done = run(environment, str(file), "--truth", "whom")
    assert done.returncode == 2
    assert "lacks whom" in done.stderr
