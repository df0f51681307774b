"""Proving the logs by command: what is altered is found, and the tail no seal covers is told."""

from goldthread.cli.tests.commands import command
from goldthread.core import db as database
from goldthread.testing import factories as f


def tamper(*statements: str) -> None:
    """As the owner, with the guard taken off: what somebody with the database's keys could do."""
    off, on = (f"ALTER TABLE access_logentry {word} TRIGGER append_only" for word in ("DISABLE", "ENABLE"))
    with database.speaking_as(database.OWNER):
        for statement in (off, *statements, on):
            with database.transaction():
                database.run(statement)


def test_a_whole_log_is_whole_and_its_tail_is_not_vouched_for(db: None) -> None:
    f.load_child()
    assert command("access", "seal").code == 0
    f.officer("responding_officer")
    command("search", "Kentwell", by="responding_officer")
    proved = command("access", "verify", "--json")
    assert (proved.code, proved.json["whole"]) == (0, True)
    assert {log["log"] for log in proved.json["logs"]} == {"access", "journal"}
    # The search, and the verifying itself.
    assert next(log["unsealed"] for log in proved.json["logs"] if log["log"] == "access") >= 2


def test_an_edited_row_is_named_and_ends_with_five(db: None) -> None:
    f.load_child()
    command("access", "seal")
    with database.as_service():
        row = database.fetch_one("SELECT min(id) AS id FROM access_logentry")["id"]
    tamper(f"UPDATE access_logentry SET role = 'nobody' WHERE id = {row}")
    proved = command("access", "verify", "--json")
    assert proved.code == 5
    problems = [problem for log in proved.json["logs"] for problem in log["problems"]]
    assert [(problem["problem"], problem["row"]) for problem in problems] == [("row_edited", row)]
    assert f"row_edited, row {row}" in command("access", "verify").out


def test_a_removed_row_ends_with_five(db: None) -> None:
    f.load_child()
    command("access", "seal")
    with database.as_service():
        row = database.fetch_one("SELECT max(id) AS id FROM access_logentry WHERE service = 'linker'")["id"]
    tamper(f"DELETE FROM access_logdetail WHERE entry_id = {row}", f"DELETE FROM access_logentry WHERE id = {row}")
    assert command("access", "verify").code == 5


def test_verifying_needs_the_permission_when_somebody_is_named(db: None) -> None:
    f.officer("responding_officer")
    f.officer("dpo")
    assert command("access", "verify", by="responding_officer").code == 3
    assert command("journal", "verify", by="responding_officer").code == 3
    assert command("access", "verify", by="dpo").code == 0


def test_verifying_unnamed_is_logged_as_the_verifier(db: None) -> None:
    command("access", "verify")
    with database.as_service():
        rows = database.fetch("SELECT service, door, operation FROM access_logentry ORDER BY id LIMIT 1")
    assert rows == [{"service": "verifier", "door": "command:access verify", "operation": "consultation"}]


def test_what_is_shown_agrees_with_the_journal_until_somebody_edits_it(db: None) -> None:
    code = f.load_child()
    f.officer("responding_officer")
    case = command("concern", "record", code, "--seen", "A bruise", "--json", by="responding_officer").json
    assert command("journal", "verify", "--json").json["differences"] == []
    tamper(f"UPDATE cases_case SET risk = 'low' WHERE reference = '{case['reference']}'")
    found = command("journal", "verify", "--json")
    assert (found.code, len(found.json["differences"])) == (5, 1)


def test_who_saw_a_child_is_answered_to_data_protection(db: None) -> None:
    code = f.load_child()
    f.officer("responding_officer")
    f.officer("dpo")
    command("picture", code, by="responding_officer")
    seen = command("access", "who-saw", code, "--officer", "Responding", "--json", by="dpo").json
    assert [(look["who"], look["door"]) for look in seen["looks"]] == [("Test Responding Officer", "command:picture")]
    assert command("access", "who-saw", code, by="responding_officer").code == 3


def test_roles_are_told_in_sentences() -> None:
    shown = command("access", "roles")
    assert shown.code == 0
    assert "Finds a child at the door" in shown.out
