"""Nothing acknowledged is lost when processes are killed under load, and nothing is left behind."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.clocks.models import Clock
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.soak import counting, timing
from goldthread.testing.soak.load import Acknowledged
from goldthread.testing.soak.soaking import is_well

pytestmark = pytest.mark.soak
GOLDTHREAD = str(Path(sys.executable).with_name("goldthread"))
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


@pytest.fixture
def scratch() -> Any:
    """A temporary folder that the account PostgreSQL runs as can reach; what is left in it afterwards is the fault."""
    folder = Path(tempfile.mkdtemp(prefix="gt-soak-test-"))
    folder.chmod(0o711)
    yield folder
    assert list(folder.iterdir()) == []
    folder.rmdir()


def begin(scratch: Path, *words: str) -> subprocess.Popen[str]:
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GOLDTHREAD_")}
    return subprocess.Popen(
        [GOLDTHREAD, "soak", "--json", *words],
        env={**environment, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@LINUX
def test_three_kills_lose_nothing_and_double_nothing(scratch: Path) -> None:
    run = begin(scratch, "--kills", "3", "--seed", "7", "--users", "3")
    out, err = run.communicate(timeout=600)
    assert run.returncode == 0, err + out
    report = json.loads(out)
    assert sum(report["kills"].values()) == 3
    assert report["acknowledged"] > 0
    assert report["present"] == report["acknowledged"]
    assert (report["lost"], report["duplicated"], report["mistakes"], report["jobs_left"]) == (0, 0, [], 0)
    feeds = report["feeds"]
    assert feeds["in"] == feeds["accepted"] + feeds["unchanged"] + feeds["quarantined"]
    for log in ("access_log", "journal"):
        assert (report[log]["whole"], report[log]["problems"]) == (True, [])
    assert report["journal"]["differences"] == []
    assert report["clocks"]["cases"] == report["by_kind"]["cases"]
    assert report["clocks"]["wrong"] == []
    assert report["seed"] == 7


@LINUX
def test_ctrl_c_clears_everything_away(scratch: Path) -> None:
    run = begin(scratch, "--kills", "1000", "--seed", "7", "--users", "2")
    while run.poll() is None and not list(scratch.glob("*/logs/worker.log")):
        time.sleep(0.2)
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=120)
    assert run.returncode == 1
    left = [path for path in Path("/proc").glob("[0-9]*/environ") if str(scratch) in _told(path)]
    assert left == []


@LINUX
def test_a_job_whose_worker_was_killed_is_done_by_the_next_though_it_starts_at_once(scratch: Path) -> None:
    """Killed just after a sign of life, so that the next worker finds it not stalled yet when it starts."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GOLDTHREAD_")}
    program = Path(__file__).with_name("killed_worker.py")
    done = subprocess.run(
        [sys.executable, str(program)],
        env={**environment, "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert json.loads(done.stdout.splitlines()[-1]) == {"state": "loaded", "rows_read": 4000, "accepted": 4000}


def test_what_is_lost_or_there_twice_is_not_well() -> None:
    """The counterpart: the figures that are a success, and each that makes it a failure."""
    whole = {"whole": True, "rebuilt": True}
    good: dict[str, Any] = {
        "acknowledged": 9,
        "present": 9,
        "lost": 0,
        "duplicated": 0,
        "mistakes": [],
        "access_log": whole,
        "journal": whole,
        "feeds": {"balanced": True},
        "clocks": {"wrong": []},
        "jobs_left": 0,
    }
    assert is_well(good)
    for bad in (
        {"lost": 1},
        {"duplicated": 1},
        {"present": 8},
        {"mistakes": ["404"]},
        {"access_log": {"whole": False}},
        {"journal": {"whole": False, "rebuilt": True}},
        {"journal": {"whole": True, "rebuilt": False}},
        {"feeds": {"balanced": False}},
        {"clocks": {"wrong": ["N-1: concern.take.other is not shown."]}},
        {"jobs_left": 1},
    ):
        assert not is_well({**good, **bad})


def test_an_act_that_is_missing_is_lost_and_one_that_is_there_twice_is_doubled(db: None) -> None:
    """The counting itself, on a database where one concern is missing and one delivery was kept twice."""
    code = make.load_child()
    with database.transaction():
        record_concern(make.reader("responding_officer"), code, seen="mark-1-1")
    for _ in range(2):
        with database.transaction():
            record_concern(make.reader("responding_officer"), code, seen="mark-1-2")
    done = Acknowledged(cases={"mark-1-1": "N-1", "mark-1-2": "N-2", "mark-1-3": "N-3"}, looks=["mark-1-4"])
    assert counting.count(done) == {"present": 2, "duplicated": 1, "lost": 2}


def soaked_concern() -> tuple[Acknowledged, Clock]:
    """A concern as a caller was told of it, and the clock that it started."""
    code, began = make.load_child(), clocks.now()
    with database.transaction():
        case = record_concern(make.reader("responding_officer"), code, seen="mark-1-1")
    done = Acknowledged({"mark-1-1": case.reference}, within={"mark-1-1": (began, clocks.now())})
    with database.as_service():
        return done, Clock.objects.get(stream=f"case:{case.pk}")


def with_clock(clock: Clock, **changes: Any) -> None:
    """As no action can: the row is written by its projection alone."""
    with database.as_service():
        Clock.objects.filter(pk=clock.pk).update(**changes)


class TestClocks:
    def test_a_clock_that_says_what_its_events_say_is_right(self, db: None) -> None:
        done, _ = soaked_concern()
        assert timing.count(done) == {"cases": 1, "clocks": 1, "ended": 0, "wrong": []}

    def test_one_due_or_ended_at_another_time_than_its_events_say_is_wrong(self, db: None) -> None:
        done, clock = soaked_concern()
        with_clock(clock, due_at=clocks.now())
        (wrong,) = timing.count(done)["wrong"]
        assert "due_at" in wrong

    def test_one_that_is_missing_is_wrong(self, db: None) -> None:
        done, clock = soaked_concern()
        with_clock(clock, start_ref=clock.start_ref + 1)
        assert len(timing.count(done)["wrong"]) == 2  # one wanting, one too many

    def test_one_that_started_before_anybody_asked_is_wrong_though_its_event_says_so(self, db: None) -> None:
        done, _ = soaked_concern()
        done.within["mark-1-1"] = (clocks.now(), clocks.now())
        (wrong,) = timing.count(done)["wrong"]
        assert "when nobody asked" in wrong


def _told(path: Path) -> str:
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:
        return ""
