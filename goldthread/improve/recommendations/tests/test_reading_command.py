"""`goldthread recommendations import`: what it prints, and how it refuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goldthread.cli.recommendations import recommendations
from goldthread.improve.recommendations.tests.reading_help import REPORTS


def test_the_command_prints_what_was_read_as_json() -> None:
    done = CliRunner().invoke(recommendations, ["import", str(REPORTS / "national_thematic.txt"), "--json"])
    assert done.exit_code == 0
    printed = json.loads(done.stdout)
    assert [r["due_on"] for r in printed["recommendations"]] == [
        "2023-10-31",
        None,
        "2023-10-05",
        "2023-05-17",
        "2024-03-31",
        None,
    ]
    assert printed["published"] == "2023-04-05"


def test_the_command_takes_the_date_of_publication() -> None:
    path = str(REPORTS / "restated_in_an_annex.txt")
    done = CliRunner().invoke(recommendations, ["import", path, "--published", "2018-10-30", "--json"])
    assert [r["due_on"] for r in json.loads(done.stdout)["recommendations"]] == [None, None, "2019-01-30", "2019-04-30"]


def test_the_command_prints_a_list_people_can_read() -> None:
    done = CliRunner().invoke(recommendations, ["import", str(REPORTS / "national_thematic.txt")])
    assert "Recommendation 3 (P6M, due 5 October 2023)" in done.stdout


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7 nothing"])
def test_the_command_refuses_an_unreadable_file_with_exit_code_two_and_its_name(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "report-of-june.pdf"
    if content is not None:
        path.write_bytes(content)
    done = CliRunner().invoke(recommendations, ["import", str(path), "--json"])
    assert done.exit_code == 2
    assert "report-of-june.pdf" in done.stderr
    assert done.stdout == ""
