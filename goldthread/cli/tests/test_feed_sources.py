"""Sources by command and by API: the same steps, words and refusals as by page."""

from datetime import timedelta

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.cli.tests.commands import command
from goldthread.core import clocks
from goldthread.core.records.models import Source
from goldthread.synthetic.loading import add_sources
from goldthread.testing import factories as make

ENDS = f"{clocks.today() + timedelta(days=700):%Y-%m-%d}"
SIGNED = ("--reason", "Signed by both.")
REFUSED, NOT_FOUND = 3, 4


def test_every_source_is_listed_with_the_end_of_its_agreement(db):
    add_sources({"merlin": 12})
    make.reader("dpo")
    said = command("feeds", "sources", by="dpo").out
    assert "ends in 12 days" in said
    told = command("feeds", "sources", "--json", by="dpo").json["sources"]
    assert {one["code"]: one["agreement_state"] for one in told}["merlin"] == "ends_soon"


def test_an_agreement_is_renewed_by_command_and_its_history_told(db):
    add_sources()
    make.reader("dpo")
    done = command("feeds", "agree", "merlin", "--agreement", "DSA-9", "--ends", ENDS, *SIGNED, by="dpo")
    assert (done.code, "the agreement DSA-9 ends on" in done.out) == (0, True)
    said = command("feeds", "sources", "merlin", by="dpo").out
    assert ": renewed. Signed by both." in said
    assert "  agreement: DSA-9, before Invented agreement merlin-1" in said


def test_the_first_agreement_enters_a_source_by_command(db):
    make.reader("dpo")
    words = ("feeds", "agree", "custody", "--agreement", "DSA-9", "--ends", ENDS, *SIGNED, "--json")
    refused = command(*words, by="dpo")
    assert (refused.code, refused.json["field"]) == (REFUSED, "desk")
    assert command(*words, "--desk", "Custody inspector", "--stale-after", "12", by="dpo").json["state"] == "never"
    assert Source.objects.get(pk="custody").stale_after == timedelta(hours=12)


def test_who_loads_feeds_changes_a_desk_and_renews_nothing(db):
    add_sources()
    make.reader("analyst")
    refused = command("feeds", "agree", "merlin", "--agreement", "DSA-9", "--ends", ENDS, *SIGNED, by="analyst")
    assert (refused.code, "Data protection does this." in refused.err) == (REFUSED, True)
    done = command("feeds", "desk", "merlin", "--desk", "Second floor", "--reason", "It moved.", by="analyst")
    assert "Second floor answers for it" in done.out
    missing = command("feeds", "desk", "pigeon", "--desk", "Loft", "--reason", "It moved.", by="analyst")
    assert missing.code == NOT_FOUND


def test_the_api_renews_refuses_by_field_and_tells_the_history(db):
    add_sources()
    key, path = token_of("dpo"), "/feeds/sources/merlin/agreement"
    asked = {"agreement": "DSA-9", "ends_on": ENDS, "reason": "Signed by both."}
    past = call(key, "POST", path, {**asked, "ends_on": "2026-01-01"})
    assert (past.status_code, answer(past)["field"]) == (422, "ends_on")
    assert answer(call(key, "POST", path, asked))["ends_on"] == ENDS
    told = answer(call(key, "GET", "/feeds/sources/merlin"))
    assert [(one["kind"], one["after"]["agreement"]) for one in told["changes"]] == [("renewed", "DSA-9")]
    assert call(token_of("analyst"), "POST", path, asked).status_code == 403
