"""Every planted story is told to the right post in time; those that must stay quiet raise nothing."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from goldthread.synthetic.force import write
from goldthread.synthetic.loading import IN_ORDER
from goldthread.synthetic.replay.keeping import keep
from goldthread.synthetic.replay.running import plan_of, run, steps
from goldthread.synthetic.replay.scoring import score, summary
from goldthread.synthetic.rows_again import file_of, rows_of

ANCHOR = datetime.fromisoformat("2026-10-23T22:00:00+01:00")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("stories")
    write(made, 11, "small", ANCHOR)
    return made


def test_all_planted_stories_are_told_in_time_and_the_quiet_ones_raise_nothing(db, folder):
    """Only the rows of stories: with all others it takes minutes, and is `goldthread replay`."""
    plan = plan_of(folder, days=14)
    run(plan, lambda line: None, only_stories=True)
    told = score(plan)
    wrong = [(story["id"], one) for story in told["stories"] for one in story["told"]
             if one["is_never"] or one["is_late"]]  # fmt: skip
    assert wrong == []
    assert told["summary"]["expected"] >= 20
    assert [story["id"] for story in told["stories"] if not story["told"] and story["unasked"]] == []
    assert told["alarms"]["false"] == 0


def test_the_rows_of_a_folder_are_those_that_were_written(folder):
    counted = {source: sum(1 for _ in rows_of(folder, source)) for source in IN_ORDER}
    written = plan_of(folder).truth["counts"]["rows"]
    # Places come whole, as a file of columns; a row may be cut, doubled or torn so that it is read as another number.
    assert {source: abs(counted[source] - written[source]) <= 5 for source in written if source != "gazetteer"} == {
        source: True for source in written if source != "gazetteer"
    }


def test_rows_put_together_again_are_a_file_of_their_system(folder):
    rows = list(rows_of(folder, "merlin"))[:3]
    lines = file_of(rows).split(b"\r\n")
    assert lines[0].startswith(b"feed_id,")
    assert len(lines) == 5  # header, three rows, the end of the last line


def test_steps_come_in_the_order_of_time_and_each_row_of_a_story_alone(folder):
    plan = plan_of(folder, days=14)
    found = list(steps(plan))
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert all(one.at <= plan.ends for one in found)
    of_stories = {tuple(pair) for story in plan.truth["stories"] for pair in story["records"]}
    together = [one for one in found if len(one.rows) > 1]
    assert not any((row.source, row.record_id) in of_stories for one in together for row in one.rows)


def answer(minutes: float | None, within: int = 60) -> dict[str, Any]:
    return {"minutes": minutes, "is_late": minutes is not None and minutes > within, "is_never": minutes is None}


def test_what_was_never_told_is_said_beside_the_minutes_and_not_left_out():
    figures = summary([answer(10), answer(20), answer(90), answer(None)])
    assert figures["median_minutes"] == 20
    assert (figures["expected"], figures["told"], figures["late"], figures["never"]) == (4, 3, 1, 1)
    assert figures["worst_5_percent_minutes"] == 90


def test_the_last_run_is_kept_whole(tmp_path):
    at = tmp_path / "replay.json"
    keep({"seed": "7"}, at)
    assert at.read_text().startswith("{")
