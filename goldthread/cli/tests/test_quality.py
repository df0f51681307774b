"""`goldthread feeds quality`: the report in words and in JSON, for those who keep feeds."""

import json

from goldthread.cli.tests.commands import command
from goldthread.testing import factories as make


def two_calls() -> None:
    make.deliver("cad", make.ndjson([make.cad_row("1/01OCT26"), make.cad_row("2/01OCT26", opened_at="yesterday")]))


def test_the_report_says_what_to_tell_the_sender_and_what_it_does_not_know(db):
    two_calls()
    ended = command("feeds", "quality", "--as", "analyst")
    assert ended.code == 0
    assert "50.0%" in ended.out
    assert "Tell CAD (Control room):" in ended.out
    assert "1 row set aside, Q-TIME-01." in ended.out
    assert "Not known:" in ended.out


def test_the_report_in_json_is_of_the_source_asked_for(db):
    two_calls()
    ended = command("feeds", "quality", "--source", "cad", "--as", "analyst", "--json")
    report = json.loads(ended.out)
    (cad,) = report["systems"]
    assert cad["aside"] == {"n": 1, "of": 2, "percent": 50.0}
    assert cad["state"] == "fresh"


def test_whoever_does_not_keep_feeds_is_refused_and_told_who_may(db):
    make.officer("mash_desk")
    ended = command("feeds", "quality", "--as", "mash_desk", "--json")
    assert (ended.code, json.loads(ended.out)["refused"]) == (3, "not_in_role")


def test_a_source_that_is_not_there_is_not_found(db):
    make.officer("analyst")
    assert command("feeds", "quality", "--source", "pigeon", "--as", "analyst").code == 4
