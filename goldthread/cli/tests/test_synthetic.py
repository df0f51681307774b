"""The invented force by command: files and no database, the present given or refused by name."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goldthread.cli.synthetic import synthetic
from goldthread.synthetic.scales import SCALES

PRESENT = "2017-03-01T21:30:00+00:00"
SYSTEMS = {"cad", "merlin", "crime", "custody", "offenders", "intelligence", "social_care", "gazetteer"}


@pytest.fixture(autouse=True)
def hamlet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCALES, "small", replace(SCALES["small"], people=60, pace=4))


def run(*words: str) -> Result:
    return CliRunner().invoke(synthetic, words)


def test_a_force_is_written_with_its_officers_and_its_truth(tmp_path: Path) -> None:
    ended = run("write", str(tmp_path), "--seed", "7", "--anchor", PRESENT, "--json")
    assert ended.exit_code == 0
    told = json.loads(ended.output)
    assert set(told["rows"]) == SYSTEMS
    assert {path.name for path in tmp_path.iterdir()} == SYSTEMS | {"officers.json", "truth.json"}
    assert all((tmp_path / source / name).is_file() for source, names in told["files"].items() for name in names)


def test_a_week_says_what_must_become_of_its_rows(tmp_path: Path) -> None:
    ended = run("week", str(tmp_path), "--seed", "7", "--anchor", PRESENT, "--json")
    assert ended.exit_code == 0
    told = json.loads(ended.output)
    for source, rows in told["rows"].items():
        assert rows == sum(told[outcome].get(source, 0) for outcome in ("accepted", "unchanged", "quarantined"))
    assert "merlin" in run("week", str(tmp_path), "--seed", "7", "--anchor", PRESENT).output


@pytest.mark.parametrize(("present", "words"), [("2017-03-01T21:30:00", "offset"), ("yesterday", "not an instant")])
def test_a_present_that_cannot_be_read_is_refused_and_nothing_written(tmp_path: Path, present: str, words: str) -> None:
    ended = run("write", str(tmp_path / "force"), "--anchor", present)
    assert ended.exit_code == 2
    assert words in ended.output
    assert not (tmp_path / "force").exists()
