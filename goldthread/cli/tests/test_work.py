"""Loading, finding, recording, moving and putting right, by command alone."""

from pathlib import Path

from goldthread.cli.session import said
from goldthread.cli.tests.commands import command
from goldthread.core import db as database
from goldthread.testing import factories as f


def feed(folder: Path, content: bytes) -> str:
    file = folder / "night.ndjson"
    file.write_bytes(content)
    return str(file)


def test_a_file_is_received_as_the_asker_and_loaded_as_the_service(db: None, tmp_path: Path) -> None:
    f.add_sources()
    f.officer("analyst")
    bad = f.cad_row("2/01OCT26", handling="SECRET")
    done = command("feeds", "load", "cad", feed(tmp_path, f.ndjson([f.cad_row(), bad])), "--json", by="analyst")
    assert done.code == 0
    assert {name: done.json[name] for name in ("state", "in", "accepted", "unchanged", "quarantined")} == {
        "state": "loaded",
        "in": 2,
        "accepted": 1,
        "unchanged": 0,
        "quarantined": 1,
    }
    with database.as_service():
        received = database.fetch("SELECT door FROM access_logentry WHERE officer_id IS NOT NULL")
    assert received == [{"door": "command:feeds load"}]
    shown = command("feeds", "delivery", done.json["id"], by="analyst")
    assert "Q-MARK-02" in shown.out


def test_left_to_the_worker_a_file_is_only_received(db: None, tmp_path: Path) -> None:
    f.add_sources()
    f.officer("analyst")
    file = feed(tmp_path, f.ndjson([f.cad_row()]))
    done = command("feeds", "load", "cad", file, "--no-wait", "--json", by="analyst")
    assert (done.code, done.json["state"]) == (0, "received")
    with database.as_service():
        jobs = database.fetch("SELECT task_name FROM procrastinate_jobs")
    assert jobs == [{"task_name": "load_delivery"}]


def test_a_file_that_cannot_be_read_ends_with_five(db: None, tmp_path: Path) -> None:
    f.add_sources()
    f.officer("analyst")
    ended = command("feeds", "load", "merlin", feed(tmp_path, b"PK\x03\x04\x00\x00"), by="analyst")
    assert ended.code == 5
    assert "F-KIND-01" in ended.out


def test_the_sources_say_how_fresh_they_are(db: None) -> None:
    f.load_child()
    shown = command("feeds", "status", "--json", by="analyst")
    states = {source["code"]: source["state"] for source in shown.json["sources"]}
    assert (states["cad"], states["merlin"]) == ("fresh", "never")


def test_a_concern_goes_from_the_door_to_closed(db: None) -> None:
    code = f.load_child()
    f.officer("responding_officer")
    f.officer("mash_desk")
    words = ("concern", "record", code, "--seen", "A bruise", "--danger", "yes", "--key", "1", "--json")
    first, again = (command(*words, by="responding_officer") for _ in range(2))
    case = first.json["reference"]
    assert (first.json["risk"], again.json["reference"]) == ("high", case)
    assert case in command("concern", "queue", by="mash_desk").out
    assert command("concern", "move", case, "take", by="mash_desk").code == 0
    grade = (
        "concern",
        "move",
        case,
        "grade",
        "--answer",
        "grade=blue",
        "--answer",
        "level=1",
        "--answer",
        "open_to=no",
    )
    too_soon = command(*grade, "--answer", "why=A lost toy.", "--json", by="mash_desk")
    assert (too_soon.code, too_soon.json["field"]) == (3, "checklist")
    for item in ("earlier_read", "checks_done"):
        assert command("concern", "check", case, item, "done", by="mash_desk").code == 0
    needs_why = command(*grade, "--json", by="mash_desk")
    assert (needs_why.code, needs_why.json["field"]) == (3, "why")
    assert command(*grade, "--answer", "why=A lost toy.", by="mash_desk").code == 0
    unshared = ("--answer", "not_shared_because=no_need", "--answer", "why=Seen safe.")
    assert command("concern", "move", case, "not_share", *unshared, by="mash_desk").code == 0
    shown = command("concern", "show", case, by="mash_desk").out
    assert (
        shown.index("Closed without sharing")
        < shown.index("Taken by a named officer")
        < shown.index("Concern recorded")
    )


def test_other_content_under_the_same_key_is_refused(db: None) -> None:
    code = f.load_child()
    f.officer("responding_officer")
    command("concern", "record", code, "--seen", "A bruise", "--key", "1", by="responding_officer")
    other = command("concern", "record", code, "--seen", "Two", "--key", "1", "--json", by="responding_officer")
    assert (other.code, other.json["refused"]) == (3, "clash")


def test_a_birth_date_put_right_joins_two_people_at_once(db: None) -> None:
    """A record with another date is another child, until its date is put right: the same command joins the two."""
    wrong = f.load_child("1/01OCT26", birth_date="2008-03-21")
    right = f.load_child("2/01OCT26", birth_date="2011-11-05")
    assert wrong != right
    f.officer("dpo")
    words = ("--field", "birth_date", "--text", "5 November 2011", "--authority", "DPO")
    assert command("person", "rectify", wrong, *words, by="dpo").code == 0
    assert f.code_of("1/01OCT26") == f.code_of("2/01OCT26")


def test_nothing_fresh_is_said_to_be_unknown_and_never_none(db: None) -> None:
    f.load_child()
    f.officer("responding_officer")
    shown = command("search", "Nobody Atall", by="responding_officer").out
    assert "Not known, because these sources are not fresh" in shown
    assert "Merlin" in shown


def test_a_picture_and_its_record_are_shown_in_plain_text(db: None) -> None:
    code = f.load_child()
    f.officer("responding_officer")
    shown = command("picture", code, by="responding_officer").out
    assert shown.startswith(f"{code}  KENTWELL, Jess  OFFICIAL-SENSITIVE  layer: summary\n")
    record = command("picture", code, "--json", by="responding_officer").json["records"][0]["id"]
    assert "1/01OCT26" in command("picture", "--record", record, by="responding_officer").out


def test_breaking_glass_opens_for_twelve_hours(db: None) -> None:
    code = f.load_child()
    f.officer("responding_officer")
    opened = command("person", "break-glass", code, "--reason", "court", "--json", by="responding_officer").json
    hours = f.as_instant(opened["ends_at"]) - f.as_instant(opened["starts_at"])
    assert hours.total_seconds() == 12 * 3600


def test_a_value_that_many_records_say_is_shown_once_with_how_many(db: None) -> None:
    f.deliver("cad", f.ndjson([f.cad_row("1/01OCT26"), f.cad_row("2/01OCT26", days_ago=2)]))
    f.officer("responding_officer")
    shown = command("picture", f.code_of("1/01OCT26"), by="responding_officer").out
    (surname,) = [line.split() for line in shown.splitlines() if line.startswith("surname")]
    assert surname == ["surname", "Kentwell", "2", "CAD"]


def test_an_instant_is_told_as_the_clock_on_the_wall_showed_it() -> None:
    """British Summer Time ends on 25 October 2026, so noon in London on the 24th is eleven in UTC."""
    assert said("2026-10-24T11:00:00+00:00") == "24 Oct 2026 12:00"
    assert said("2026-10-26T12:00:00.5+00:00") == "26 Oct 2026 12:00"
    assert said("2026-10-26") == "2026-10-26"
