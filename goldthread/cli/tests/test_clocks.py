"""`goldthread clocks`: every clock with its source, when one is due, and each refusal by its name and exit code."""

import json

import pytest
from click.testing import CliRunner

from goldthread.cli.clocks import clocks

DUE_KEYS = {"rule", "due_at", "due_local", "due_on", "calendar", "mark", "source", "verified", "steps"}
LIST_KEYS = {
    "id", "sentence", "start_event", "stop_events", "event_keys", "calendar", "value", "mark", "source", "verified",
    "profile",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_profile_named(monkeypatch):
    monkeypatch.delenv("GOLDTHREAD_PROFILE", raising=False)


def ask(*words: str, code: int = 0):
    done = CliRunner().invoke(clocks, [*words, "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.output)


def test_every_clock_is_listed_with_what_a_reader_needs():
    rows = ask("list")["clocks"]
    assert len(rows) == 199
    assert all(row.keys() >= LIST_KEYS for row in rows)
    held = {row["id"]: row for row in rows}
    assert (held["MIS-C01"]["calendar"], held["MIS-C01"]["value"]) == ("E", "4h or latest_time")
    assert held["MIS-C01"]["event_keys"] == ["latest_time"]
    assert {row["profile"] for row in rows} == {"met"}
    assert [held[one]["verified"] for one in ("PP-C01", "CUS-C01", "MIS-C02")] == [True, False, None]


def test_the_answer_has_the_keys_it_promises_and_no_other():
    found = ask("due", "PP-C01", "--start", "2026-10-24T23:50:00+01:00")
    assert found.keys() == DUE_KEYS
    assert (found["due_at"], found["due_local"]) == ("2026-10-27T22:50:00Z", "2026-10-27T22:50:00+00:00")
    assert [step["at"][5:16] for step in found["steps"]] == [
        "10-25T10:50", "10-25T22:50", "10-26T22:50", "10-27T10:50", "10-27T22:50",
    ]  # fmt: skip


def test_a_clock_without_a_number_gives_no_time_and_tells_nobody():
    found = ask("due", "CUS-C12", "--start", "2026-10-24T23:50:00Z")
    assert (found["due_at"], found["due_on"], found["steps"]) == (None, None, [])


def test_a_force_s_own_profile_is_a_path(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(
        "id: own\nname: Own force\nvalues:\n"
        "  - {standard: MIS-C15, due: E 24h, mark: LOCAL, source: Our order 3, from: 2026-01-01}\n"
    )
    asked = ("due", "MIS-C15", "--start", "2026-03-01T10:00:00Z", "--profile", str(path))
    assert ask(*asked)["due_at"] == "2026-03-02T10:00:00Z"
    assert ask(*asked, "--as-of", "2025-12-31")["due_at"] == "2026-03-04T10:00:00Z"


def test_a_what_if_answers_and_changes_nothing():
    asked = ("due", "MIS-C15", "--start", "2026-03-01T10:00:00Z")
    assert ask(*asked, "--what-if", "E 24h")["due_at"] == "2026-03-02T10:00:00Z"
    assert ask(*asked)["due_at"] == "2026-03-04T10:00:00Z"


@pytest.mark.parametrize(
    ("words", "refused", "code"),
    [
        (("NO-SUCH", "--start", "2026-01-01"), "unknown_rule", 4),
        (("PP-C01", "--start", "2026-10-25T01:30"), "twice_local_time", 3),
        (("PP-C01", "--start", "2026-03-29T01:30"), "no_such_local_time", 3),
        (("PP-C01", "--start", "2026-10-24T23:50"), "no_offset", 3),
        (("PP-C01", "--start", "2026-10-24"), "date_only", 3),
        (("CUS-C20", "--start", "2026-10-24T10:00Z"), "needs_event", 3),
        (("CUS-C20", "--start", "2026-10-24T10:00Z", "--event", "court_at"), "not_an_event", 3),
        (("PP-C01", "--start", "2026-10-24T10:00Z", "--what-if", "soon"), "not_a_limit", 3),
        (("PP-C01", "--start", "2026-10-24T10:00Z", "--profile", "nowhere"), "profile_fault", 3),
        (("bail.initial", "--start", "2022-10-27"), "not_in_force", 3),
    ],
)
def test_each_refusal_has_its_name_and_its_exit_code(words, refused, code):
    found = ask("due", *words, code=code)
    assert found["refused"] == refused
    assert found["words"].endswith(".")


def test_without_json_the_answer_is_a_sentence():
    done = CliRunner().invoke(clocks, ["due", "csc.icpc", "--start", "2026-10-26"])
    assert done.output.startswith("csc.icpc: due by the end of 2026-11-16")
