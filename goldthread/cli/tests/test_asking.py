"""Who asks by a command, and how it ends."""

import pytest

from goldthread.cli.tests.commands import command
from goldthread.core import db as database
from goldthread.core.organisation.actions import end_posts
from goldthread.testing import factories as f


def log() -> list[tuple[str, str, str]]:
    with database.as_service():
        rows = database.fetch(
            "SELECT door, purpose, outcome FROM access_logentry WHERE door LIKE 'command:%%' ORDER BY id"
        )
    return [(row["door"], row["purpose"], row["outcome"]) for row in rows]


def test_a_command_is_logged_under_its_own_door_and_purpose(db: None) -> None:
    code = f.load_child()
    f.officer("responding_officer")
    assert command("picture", code, "--purpose", "call", by="responding_officer").code == 0
    assert log() == [("command:picture", "call", "done")]


def test_nobody_named_is_refused(db: None) -> None:
    ended = command("search", "Kentwell")
    assert (ended.code, ended.out) == (3, "")
    assert "--as" in ended.err


def test_the_asker_may_be_named_by_the_environment(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    f.load_child()
    f.officer("responding_officer")
    monkeypatch.setenv("GOLDTHREAD_AS", "responding_officer")
    assert command("search", "Kentwell").code == 0


def test_an_unknown_asker_is_refused(db: None) -> None:
    ended = command("search", "Kentwell", "--json", by="nobody")
    assert (ended.code, ended.json["refused"]) == (3, "not_known")


def test_a_leaver_is_refused_at_once(db: None) -> None:
    f.officer("responding_officer")
    with database.transaction():
        end_posts(f.reader("administrator"), "responding_officer")
    ended = command("search", "Kentwell", "--json", by="responding_officer")
    assert (ended.code, ended.json["refused"]) == (3, "no_post")


def test_an_unknown_purpose_is_refused(db: None) -> None:
    f.officer("responding_officer")
    ended = command("search", "Kentwell", "--purpose", "curiosity", "--json", by="responding_officer")
    assert (ended.code, ended.json["field"]) == (3, "purpose")


def test_a_refusal_is_logged_and_printed_in_words(db: None) -> None:
    f.officer("plan_lead")
    ended = command("search", "Kentwell", by="plan_lead")
    assert (ended.code, ended.out) == (3, "")
    told = "Your role (Improvement plan lead) cannot search for people. Ask the control room to search for you.\n"
    assert ended.err == told
    assert log() == [("command:search", "safeguarding", "refused:not_in_role")]


def test_what_is_not_found_ends_with_a_code_of_its_own(db: None) -> None:
    f.officer("responding_officer")
    assert command("picture", "C-ZZZZZZ", by="responding_officer").code == 4


@pytest.mark.parametrize("words", [("search",), ("picture",), ("concern", "record", "C-ZZZZZZ"), ("nothing",)])
def test_a_command_called_wrongly_ends_with_two(db: None, words: tuple[str, ...]) -> None:
    assert command(*words).code == 2


def test_bytes_that_are_no_text_are_refused(db: None) -> None:
    f.officer("responding_officer")
    ended = command("picture", "C-\udcff", "--json", by="responding_officer")
    assert (ended.code, ended.json["refused"]) == (3, "not_valid")


def test_nothing_is_printed_that_was_not_committed(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is ready and the commit fails: the asker must not read what the log does not hold."""
    code = f.load_child()
    f.officer("responding_officer")
    from django.db import connection

    def lost() -> None:
        connection.rollback()
        raise RuntimeError("the connection was lost")

    monkeypatch.setattr(connection, "commit", lost)
    printed: list[str] = []
    monkeypatch.setattr("click.echo", lambda *words, **how: printed.append(str(words)))
    with pytest.raises(RuntimeError):
        command("picture", code, by="responding_officer")
    assert printed == []


@pytest.mark.parametrize("name", ["search", "concern", "feeds", "access", "officers", "person", "journal", "demo"])
def test_help_needs_no_database(name: str) -> None:
    ended = command(name, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: goldthread {name}")
