"""By page: files are handed in together or not at all; rows wait until somebody puts them right; nothing is silent."""

import csv
import io
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.link.feeds import actions
from goldthread.link.feeds.adapters import MERLIN
from goldthread.link.feeds.models import Delivery, QuarantinedRow
from goldthread.link.feeds.reconciling import compare
from goldthread.link.quality.models import Volume
from goldthread.synthetic.loading import add_sources
from goldthread.testing import factories as make
from goldthread.testing.doors.working import work_off
from tests.pages.test_thread import client, text

RIGHT = "2016-10-24T22:41:00+01:00"


def named(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def calls(*rows: dict[str, Any]) -> bytes:
    return make.ndjson(rows)


def notices(*rows: dict[str, str]) -> bytes:
    return make.csv_bytes(list(MERLIN.columns()), rows)


def late_call(number: str = "2/01OCT26", **changes: Any) -> dict[str, Any]:
    """A call whose time cannot be read."""
    return make.cad_row(number, **{"opened_at": "yesterday", **changes})


def rows(**which: Any) -> list[QuarantinedRow]:
    with database.as_service():
        return list(QuarantinedRow.objects.filter(**which).order_by("pk"))


def deliveries() -> list[Delivery]:
    with database.as_service():
        return list(Delivery.objects.select_related("source").order_by("received_at"))


def fields_of(page: Any) -> dict[str, str]:
    """Every field of a row's page, as a browser would send it back."""
    soup = BeautifulSoup(page.content.decode(), "html.parser")
    found = [*soup.select("input[name^='field:']"), *soup.select("textarea[name^='field:']")]
    return {"as": "fields", **{str(one["name"]): str(one.get("value") or one.string or "") for one in found}}


@pytest.fixture
def analyst(db: None) -> Client:
    add_sources()
    return client("analyst")


class TestHandingIn:
    def test_a_weeks_files_are_handed_in_at_once_and_each_says_where_it_is_from(self, analyst: Client) -> None:
        files = [named("mon.ndjson", calls(make.cad_row())), named("mon.csv", notices(make.merlin_row()))]
        done = analyst.post("/feeds", {"source": "file", "file": files})
        assert (done.status_code, done["Location"]) == (302, "/feeds")
        work_off()
        assert [(one.source_id, one.state, one.accepted) for one in deliveries()] == [
            ("cad", "loaded", 1),
            ("merlin", "loaded", 1),
        ]

    def test_one_file_leads_to_its_own_page(self, analyst: Client) -> None:
        done = analyst.post("/feeds", {"source": "file", "file": named("a.ndjson", calls(make.cad_row()))})
        assert done["Location"] == f"/feeds/deliveries/{deliveries()[0].pk}"

    def test_all_are_taken_in_or_none(self, analyst: Client) -> None:
        files = [named("mon.ndjson", calls(make.cad_row())), named("notes.txt", b"Ring the desk.\n")]
        page = analyst.post("/feeds", {"source": "file", "file": files})
        assert page.status_code == 422
        assert "notes.txt does not say which source it is from." in text(page)
        assert deliveries() == []
        assert "load_delivery" not in work_off()

    def test_no_file_is_said_at_its_field(self, analyst: Client) -> None:
        page = analyst.post("/feeds", {"source": "file"})
        assert page.status_code == 422
        assert 'href="#file"' in page.content.decode()

    def test_a_source_that_nobody_set_up_takes_nothing_in(self, analyst: Client) -> None:
        page = analyst.post("/feeds", {"source": "pigeon", "file": named("a.csv", b"a\n")})
        assert page.status_code == 404
        assert deliveries() == []

    def test_the_same_file_twice_is_one_delivery(self, analyst: Client) -> None:
        content = calls(make.cad_row())
        for _ in range(2):
            analyst.post("/feeds", {"source": "cad", "file": named("a.ndjson", content)})
        assert len(deliveries()) == 1


class TestWaiting:
    def test_while_it_waits_the_page_asks_again_and_once_done_it_is_made_anew(self, analyst: Client) -> None:
        analyst.post("/feeds", {"source": "cad", "file": named("a.ndjson", calls(make.cad_row()))})
        address = f"/feeds/deliveries/{deliveries()[0].pk}"
        part = analyst.get(f"{address}/progress")
        assert "Waiting for the worker: 0 rows so far" in text(part)
        assert f'hx-get="{address}/progress"' in part.content.decode()
        assert "HX-Refresh" not in part
        work_off()
        assert analyst.get(f"{address}/progress")["HX-Refresh"] == "true"
        assert "hx-get" not in analyst.get(address).content.decode()

    def test_a_file_that_is_refused_says_why_and_what_to_ask(self, analyst: Client) -> None:
        made = make.deliver("merlin", b"a heading,of another feed\n1,2\n")
        said = text(analyst.get(f"/feeds/deliveries/{made.pk}"))
        assert "The whole delivery was refused:" in said
        assert "Ask the sender to write the file again." in said


class TestListing:
    def test_each_source_says_how_many_rows_wait_and_leads_to_where_they_wait(self, analyst: Client) -> None:
        make.deliver("cad", calls(make.cad_row(), late_call()), "first")
        make.deliver("cad", calls(make.cad_row("3/01OCT26")), "second")
        make.deliver("merlin", notices(make.merlin_row()), "third")
        page = analyst.get("/feeds").content.decode()
        assert "/feeds?from=cad&amp;rows=waiting" in page
        narrowed = text(analyst.get("/feeds", {"from": "cad", "rows": "waiting"}))
        assert "first" in narrowed
        assert "second" not in narrowed
        assert "third" not in narrowed
        assert "Showing: CAD; with rows that wait." in narrowed

    def test_a_day_with_far_fewer_rows_than_usual_is_an_alarm(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(make.cad_row()))
        judge(made, state="very_low", rows=1, usual=400.0)
        assert "Far fewer than usual" in text(analyst.get("/feeds"))
        said = text(analyst.get(f"/feeds/deliveries/{made.pk}"))
        assert re.search("CAD sent 1 record for .*; usually 400: far fewer than usual", said)

    def test_a_usual_day_is_no_alarm(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(make.cad_row()))
        judge(made, state="normal", rows=1, usual=1.0)
        assert "than usual" not in text(analyst.get(f"/feeds/deliveries/{made.pk}"))

    def test_a_source_whose_last_load_failed_reads_unknown_since_its_last_good_one(self, analyst: Client) -> None:
        make.deliver("merlin", notices(make.merlin_row()))
        make.deliver("merlin", b"PK\x03\x04")
        assert "the last load failed" in text(analyst.get("/feeds"))

    def test_the_first_page_says_how_many_rows_wait(self, analyst: Client) -> None:
        make.deliver("cad", calls(late_call(), late_call("3/01OCT26")))
        assert re.search("CAD .{0,80}2 rows in quarantine", text(analyst.get("/")))

    def test_the_number_of_queries_does_not_grow_with_the_deliveries(self, analyst: Client) -> None:
        make.deliver("cad", calls(late_call()))
        one = queries(analyst, "/feeds")
        for number in range(3, 7):
            make.deliver("cad", calls(late_call(f"{number}/01OCT26")))
        assert queries(analyst, "/feeds") == one


class TestRows:
    def test_rows_are_chosen_by_code_and_by_state(self, analyst: Client) -> None:
        bad = [late_call(), make.cad_row("3/01OCT26", handling="LOUD"), late_call("4/01OCT26")]
        made = make.deliver("cad", calls(*bad))
        address = f"/feeds/deliveries/{made.pk}"
        by_code = text(analyst.get(address, {"code": "Q-MARK-01"}))
        assert "record 3/01OCT26" in by_code
        assert "record 2/01OCT26" not in by_code
        analyst.post(address, {"do": "give_back", "row": [rows()[0].pk], "reason": "Send the time."})
        returned = text(analyst.get(address, {"state": "returned"}))
        assert "record 2/01OCT26" in returned
        assert "Send the time." in returned
        assert "Test Analyst" in returned
        assert "record 4/01OCT26" not in returned

    def test_a_state_that_is_none_is_refused(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(late_call()))
        assert analyst.get(f"/feeds/deliveries/{made.pk}", {"state": "lost"}).status_code == 422

    def test_chosen_rows_are_replayed_and_the_others_wait(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(late_call(), late_call("3/01OCT26")))
        chosen, _ = rows()
        done = analyst.post(f"/feeds/deliveries/{made.pk}", {"do": "replay", "row": [chosen.pk]})
        assert done.status_code == 302
        work_off()
        said = text(analyst.get(done["Location"]))
        assert "In 1 = 0 accepted + 0 unchanged + 1 quarantined" in said
        assert "where 1 row still waits" in said
        assert [one.state for one in rows(delivery=made)] == ["replayed", "waiting"]

    def test_replay_with_none_chosen_replays_all_that_wait(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(late_call(), late_call("3/01OCT26")))
        analyst.post(f"/feeds/deliveries/{made.pk}", {"do": "replay"})
        assert [one.state for one in rows(delivery=made)] == ["replayed", "replayed"]
        again = analyst.post(f"/feeds/deliveries/{made.pk}", {"do": "replay"})
        assert again.status_code == 404
        assert "No row of this delivery waits" in text(again)

    def test_a_return_needs_its_reason_and_keeps_the_rows_that_were_ticked(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(late_call()))
        (row,) = rows()
        page = analyst.post(f"/feeds/deliveries/{made.pk}", {"do": "give_back", "row": [row.pk], "reason": " "})
        assert page.status_code == 422
        assert re.search(rf'value="{row.pk}" checked', page.content.decode())
        assert 'href="#reason"' in page.content.decode()
        assert rows()[0].state == "waiting"

    def test_a_row_whose_words_were_never_kept_is_returned_and_never_replayed(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(make.cad_row("2/01OCT26", handling="SECRET")))
        (row,) = rows()
        address = f"/feeds/deliveries/{made.pk}"
        page = analyst.post(address, {"do": "replay", "row": [row.pk]})
        assert page.status_code == 422
        assert "Return it to its sender." in text(page)
        assert 'href="#row"' in page.content.decode()
        analyst.post(address, {"do": "give_back", "row": [row.pk], "reason": "Send a pointer instead."})
        assert rows()[0].state == "returned"

    def test_what_was_returned_can_be_taken_back(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(late_call()))
        (row,) = rows()
        analyst.post(f"/feeds/deliveries/{made.pk}", {"do": "give_back", "row": [row.pk], "reason": "Send the time."})
        assert rows()[0].state == "returned"
        analyst.post(f"/feeds/deliveries/{made.pk}", {"do": "take_back", "row": [row.pk]})
        assert (rows()[0].state, rows()[0].reason) == ("waiting", "")

    def test_a_return_of_no_rows_is_said(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(late_call()))
        page = analyst.post(f"/feeds/deliveries/{made.pk}", {"do": "give_back", "reason": "Send it."})
        assert page.status_code == 422
        assert "Choose the rows." in text(page)

    def test_the_senders_file_has_every_row_with_what_to_do(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(make.cad_row(), late_call()))
        page = analyst.get(f"/feeds/deliveries/{made.pk}/quarantine.csv")
        assert page["Content-Type"].startswith("text/csv")
        assert "attachment" in page["Content-Disposition"]
        (line,) = csv.DictReader(io.StringIO(page.content.decode("utf-8-sig")))
        assert (line["row"], line["source_record_id"], line["field"]) == ("2", "2/01OCT26", "opened_at")

    def test_the_number_of_queries_does_not_grow_with_the_rows(self, analyst: Client) -> None:
        few = make.deliver("cad", calls(late_call()))
        many = make.deliver("cad", calls(*(late_call(f"{number}/01OCT26") for number in range(3, 33))))
        assert queries(analyst, f"/feeds/deliveries/{few.pk}") == queries(analyst, f"/feeds/deliveries/{many.pk}")


class TestPuttingRight:
    def test_a_row_is_put_right_by_its_field_and_the_next_that_waits_is_a_press_away(self, analyst: Client) -> None:
        make.deliver("cad", calls(late_call(), late_call("3/01OCT26")))
        first, second = rows()
        shown = analyst.get(f"/feeds/rows/{first.pk}")
        sent = {**fields_of(shown), "field:opened_at": RIGHT}
        done = analyst.post(f"/feeds/rows/{first.pk}", sent)
        assert done.status_code == 302
        work_off()
        page = analyst.get(done["Location"])
        assert "In 1 = 1 accepted + 0 unchanged + 0 quarantined" in text(page)
        assert f"/feeds/rows/{second.pk}" in page.content.decode()
        assert make.code_of("2/01OCT26")
        settled = text(analyst.get(f"/feeds/rows/{first.pk}"))
        assert re.search("Replayed .* by Test Analyst", settled)

    def test_an_identifier_is_explained_by_its_check_character(self, analyst: Client) -> None:
        # The published worked example: 943 476 5919 is valid, so its last digit cannot be 8.
        row = late_call(linked_persons=[make.child(nhs_no="9434765918")])
        made = make.deliver("cad", calls(row))
        with database.as_service():
            QuarantinedRow.objects.filter(delivery=made).update(field="linked_persons[1].nhs_no")
        said = text(analyst.get(f"/feeds/rows/{rows()[0].pk}"))
        assert re.search("check (digit|character)", said)
        assert "9" in said

    def test_a_correction_that_is_still_wrong_keeps_what_was_typed_at_its_field(self, analyst: Client) -> None:
        make.deliver("cad", calls(late_call()))
        (row,) = rows()
        sent = {**fields_of(analyst.get(f"/feeds/rows/{row.pk}")), "field:opened_at": "last week"}
        page = analyst.post(f"/feeds/rows/{row.pk}", sent)
        assert page.status_code == 422
        said = page.content.decode()
        assert 'href="#field:opened_at"' in said
        assert 'value="last week"' in said
        assert rows()[0].state == "waiting"

    def test_a_list_that_is_wrong_as_a_whole_is_put_right_at_its_first_entry(self, analyst: Client) -> None:
        make.deliver("cad", calls(make.cad_row("2/01OCT26", subject_category=["bystander"])))
        (row,) = rows()
        shown = analyst.get(f"/feeds/rows/{row.pk}")
        names = list(fields_of(shown))
        assert names[1] == "field:subject_category[1]"
        assert "field:subject_category" not in names
        wrong = analyst.post(f"/feeds/rows/{row.pk}", {**fields_of(shown), "field:subject_category[1]": "nobody"})
        assert 'href="#field:subject_category[1]"' in wrong.content.decode()
        right = analyst.post(f"/feeds/rows/{row.pk}", {**fields_of(shown), "field:subject_category[1]": "victim"})
        work_off()
        assert "In 1 = 1 accepted" in text(analyst.get(right["Location"]))

    def test_a_correction_that_changes_nothing_is_said(self, analyst: Client) -> None:
        make.deliver("cad", calls(late_call()))
        (row,) = rows()
        page = analyst.post(f"/feeds/rows/{row.pk}", {"as": "fields", "field:opened_at": "yesterday"})
        assert page.status_code == 422
        assert "Nothing was changed." in text(page)

    def test_a_row_that_cannot_be_taken_apart_is_put_right_as_text(self, analyst: Client) -> None:
        make.deliver("cad", b"{broken " + calls(make.cad_row("9/01OCT26")))
        (row,) = rows()
        shown = analyst.get(f"/feeds/rows/{row.pk}").content.decode()
        assert 'name="as" value="fields"' not in shown
        wrong = analyst.post(f"/feeds/rows/{row.pk}", {"as": "text", "text": "{still broken"})
        assert wrong.status_code == 422
        assert "{still broken" in wrong.content.decode()
        sent = {"as": "text", "text": calls(make.cad_row("9/01OCT26")).decode()}
        assert analyst.post(f"/feeds/rows/{row.pk}", sent).status_code == 302

    def test_two_analysts_at_once_are_told_and_the_second_keeps_what_was_typed(self, analyst: Client) -> None:
        make.deliver("cad", calls(late_call()))
        (row,) = rows()
        other = client("administrator")
        mine = fields_of(other.get(f"/feeds/rows/{row.pk}"))
        analyst.post(f"/feeds/rows/{row.pk}", {"as": "fields", "field:opened_at": RIGHT})
        page = other.post(f"/feeds/rows/{row.pk}", {**mine, "field:opened_at": "2016-10-25T09:00:00+01:00"})
        assert page.status_code == 409
        assert "2016-10-25T09:00:00+01:00" in page.content.decode()
        assert len([one for one in deliveries() if one.replay_of_id]) == 1

    def test_the_words_of_a_row_that_was_not_kept_are_asked_of_its_sender(self, analyst: Client) -> None:
        make.deliver("cad", calls(make.cad_row("2/01OCT26", handling="SECRET")))
        said = text(analyst.get(f"/feeds/rows/{rows()[0].pk}"))
        assert "Only its sender can send it again" in said
        assert "Put right and take in" not in said


class TestReconciling:
    def test_every_record_that_differs_is_named(self, analyst: Client) -> None:
        make.deliver("cad", calls(make.cad_row("1/01OCT26"), make.cad_row("2/01OCT26"), late_call("3/01OCT26")))
        listed = b"source_record_id\n1/01OCT26\n3/01OCT26\n4/01OCT26\n"
        done = analyst.post("/feeds/reconcile", {"source": "cad", "file": named("cad.csv", listed)})
        assert "Being compared" in text(analyst.get(done["Location"]))
        work_off()
        said = text(analyst.get(done["Location"]))
        assert "Listed 3: 1 held alike. Different in all: 3" in said
        assert re.search("4/01OCT26 Missing", said)
        assert re.search("3/01OCT26 Set aside", said)
        assert re.search("2/01OCT26 Not listed", said)
        only = text(analyst.get(done["Location"], {"kind": "missing"}))
        assert "4/01OCT26" in only
        assert "2/01OCT26" not in only
        assert "Test Analyst" in text(analyst.get("/feeds/reconcile"))

    def test_a_listed_record_that_was_returned_is_missing_and_says_why(self, analyst: Client) -> None:
        made = make.deliver("cad", calls(late_call("3/01OCT26")))
        sent = {"do": "give_back", "row": [rows()[0].pk], "reason": "Send the time."}
        analyst.post(f"/feeds/deliveries/{made.pk}", sent)
        listed = named("cad.csv", b"source_record_id\n3/01OCT26\n")
        done = analyst.post("/feeds/reconcile", {"source": "cad", "file": listed})
        work_off()
        said = text(analyst.get(done["Location"]))
        assert re.search("3/01OCT26 Missing .*returned to its sender: Send the time.", said)

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"file": b"reference\n1\n"}, "The list has no column called source_record_id."),
            ({"file": b"source_record_id\n"}, "The list is empty."),
            ({"file": b"source_record_id\n1\n", "first": "2026-10-01"}, "Give both days of the list"),
            ({}, "Choose the list."),
        ],
    )
    def test_a_list_that_cannot_be_compared_is_refused_with_what_to_ask(
        self, analyst: Client, sent: dict[str, Any], said: str
    ) -> None:
        held = {name: named("a.csv", value) if isinstance(value, bytes) else value for name, value in sent.items()}
        page = analyst.post("/feeds/reconcile", {"source": "cad", **held})
        assert page.status_code == 422
        assert said in text(page)

    def test_a_comparison_stays_as_it_was_that_day(self, analyst: Client) -> None:
        make.deliver("cad", calls(make.cad_row()))
        listed = {"source": "cad", "file": named("cad.csv", b"source_record_id\n9/01OCT26\n")}
        done = analyst.post("/feeds/reconcile", listed)
        work_off()
        make.deliver("cad", calls(make.cad_row("9/01OCT26")))
        compare(UUID(done["Location"].rpartition("/")[2]))
        assert re.search("9/01OCT26 Missing", text(analyst.get(done["Location"])))


def judge(made: Delivery, *, state: str, rows: int, usual: float) -> None:
    """What the watch judged of a delivery's day."""
    with database.as_service():
        Volume.objects.update_or_create(
            source=made.source,
            day=clocks.today(),
            defaults={
                "until": clocks.now() - timedelta(minutes=1),
                "rows": rows,
                "usual": usual,
                "state": state,
                "judged_at": clocks.now(),
            },
        )


def queries(asker: Client, address: str) -> int:
    from django.db import connection

    asker.get(address)
    with CaptureQueriesContext(connection) as made:
        assert asker.get(address).status_code == 200
    return len(made)


def test_a_load_that_is_done_is_not_loaded_again(db: None) -> None:
    made = make.deliver("cad", calls(make.cad_row()))
    assert actions.load(made.pk).accepted == 1


def test_the_page_says_when_people_are_linked_by_another_model_than_the_one_in_force(db):
    make.load_child()
    assert "link again" not in text(client("analyst").get("/feeds"))
    with database.as_service():
        database.run("""UPDATE people_link SET reasons = jsonb_set(reasons, '{0}', '"general-0"')""")
    assert (
        "1 person is still linked by model general-0. The model in force is general-1. Who is one person may be out of "
        "date. Run goldthread link again" in " ".join(text(client("analyst").get("/feeds")).split())
    )
