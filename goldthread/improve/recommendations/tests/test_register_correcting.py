"""Correcting a reading by page: everything wrong said at once, nothing typed lost, nothing imported twice."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from goldthread.core import db as database
from goldthread.core.access.models import LogDetail
from goldthread.core.journal.models import Event
from goldthread.core.refusals import NotValid
from goldthread.improve.recommendations import actions
from goldthread.improve.recommendations.items import NotConfirmed
from goldthread.improve.recommendations.models import Recommendation, Report
from goldthread.improve.recommendations.tests.register_help import (
    PUBLISHED,
    TEXT,
    browser,
    confirmed,
    item,
    register,
    said,
    saved,
)
from goldthread.testing import factories as make

AS_READ = {"title": "Inspection, 2016", "published_on": "25 November 2016"}


def address(report: Report) -> str:
    return f"/recommendations/reports/{report.pk}"


def fields(response: Any) -> dict[str, str]:
    """The page's form as a browser would send it back."""
    form = BeautifulSoup(response.content, "html.parser").select("form[action*='/recommendations/reports/']")[0]
    sent = {one["name"]: one.get("value", "") for one in form.select("input[type=text], input[type=hidden]")}
    sent |= {one["name"]: one["value"] for one in form.select("input[type=radio][checked]")}
    sent |= {one["name"]: one.text.removeprefix("\n") for one in form.select("textarea")}
    for one in form.select("select"):
        chosen = one.select_one("option[selected]") or one.select("option")[0]
        sent[one["name"]] = chosen["value"]
    return {str(name): str(value) for name, value in sent.items()}


def test_the_page_sent_back_untouched_keeps_what_was_read(db):
    report = saved()
    lead = browser("plan_lead")
    shown = lead.get(address(report))
    assert lead.post(address(report), fields(shown)).status_code == 302
    with database.as_service():
        kept = [
            (one.number, one.kind, one.timescale, one.text, tuple(p.text for p in one.points.order_by("place")))
            for one in Recommendation.objects.order_by("place")
        ]
        facts = Event.objects.get(kind="report.confirmed").facts
    assert kept == [(i.number, i.kind, i.timescale, i.text, i.points) for i in actions.items_as_read(report)]
    assert (facts["corrected"], facts["added"], facts["left_out"]) == ([], [], [])


def test_the_journal_says_which_rows_a_person_changed(db):
    report = saved()
    form = {**AS_READ, "text_1": "The force should name two.", "keep_2": "drop", "added": "1"}
    form |= {"number_4": "4", "text_4": "The force should publish it.", "kind_4": "recommendation"}
    assert browser("plan_lead").post(address(report), form).status_code == 302
    with database.as_service():
        facts = Event.objects.get(kind="report.confirmed").facts
    assert (facts["corrected"], facts["added"], facts["left_out"], facts["kept"]) == ([1], [4], [2], 3)


def test_what_the_report_said_stays_as_it_was_read(db):
    report = saved()
    before = report.reading
    browser("plan_lead").post(address(report), {**AS_READ, "text_1": "Other words."})
    with database.as_service():
        assert Report.objects.get().reading == before


def test_everything_wrong_is_said_at_once_each_beside_its_field(db):
    report = saved()
    form = {"title": "", "published_on": "", "text_1": " ", "timescale_2": "by spring", "number_3": ""}
    page = browser("plan_lead").post(address(report), form)
    assert page.status_code == 422
    summary = BeautifulSoup(page.content, "html.parser").select(".govuk-error-summary a")
    assert [one["href"] for one in summary] == ["#title", "#published_on", "#text_1", "#timescale_2", "#number_3"]
    assert b'value="by spring"' in page.content


def test_a_relative_time_without_a_day_of_publication_asks_for_the_day(db):
    report = saved()
    page = browser("plan_lead").post(address(report), {**AS_READ, "published_on": ""})
    assert page.status_code == 422
    assert "Enter the day the report was published" in said(page)


@pytest.mark.parametrize("typed", ["November 2016", "31 November 2016", "soon", "25/11/2999"])
def test_what_is_not_a_day_of_publication_is_refused_and_kept_as_typed(db, typed: str):
    report = saved()
    page = browser("plan_lead").post(address(report), {**AS_READ, "published_on": typed})
    assert page.status_code == 422
    assert b'href="#published_on"' in page.content
    assert f'value="{typed}"'.encode() in page.content


def test_a_row_the_reader_missed_can_be_added_and_what_was_typed_so_far_is_kept(db):
    report = saved()
    lead = browser("plan_lead")
    more = lead.post(address(report), {**AS_READ, "add": "yes", "text_1": "Put right."})
    assert more.status_code == 200
    form = fields(more)
    assert (form["added"], form["text_1"], form["text_4"]) == ("1", "Put right.", "")
    form |= {"number_4": "4", "text_4": "The force should report monthly.", "timescale_4": "within a year"}
    assert lead.post(address(report), form).status_code == 302
    assert {row["number"]: row["timescale"] for row in register()}["4"] == "P12M"


def test_an_added_row_in_which_nothing_is_typed_is_none(db):
    report = saved()
    assert browser("plan_lead").post(address(report), {**AS_READ, "added": "3"}).status_code == 302
    assert len(register()) == 3


def test_an_absurd_number_of_added_rows_is_held_down(db):
    report = saved()
    page = browser("plan_lead").post(address(report), {**AS_READ, "add": "yes", "added": "999"})
    assert page.content.count(b'name="text_') == 53


def test_text_that_was_put_right_is_no_longer_cut_short(db):
    report = saved(TEXT + b"\n4. The force should make sure that every\n")
    cut = actions.items_as_read(report)[3]
    assert not cut.is_complete
    form = {**AS_READ, "text_4": "The force should make sure that every child is seen."}
    browser("plan_lead").post(address(report), form)
    with database.as_service():
        assert Recommendation.objects.get(number="4").is_complete


def test_numbers_may_begin_again_under_each_cause_of_concern_and_nowhere_else(db):
    confirmed([item(under="1"), item(under="2")])
    with pytest.raises(NotConfirmed) as refused:
        confirmed([item(), item("2"), item("2")])
    assert refused.value.errors == {"number_3": "Rows 2 and 3 have the same number. Give each its own."}


def test_what_the_register_holds_already_is_said_and_left_out_unless_kept(db):
    confirmed()
    later = saved(b"Second report, published on 1 June 2017\n\n" + TEXT.split(b"\n", 1)[1])
    lead = browser("plan_lead")
    shown = lead.get(address(later))
    assert said(shown).count("Already held as") == 3
    assert "Already held as 1 of Inspection, 2016" in said(shown)
    form = fields(shown)
    assert [form[f"keep_{row}"] for row in (1, 2, 3)] == ["drop"] * 3
    assert lead.post(address(later), form).status_code == 422
    assert lead.post(address(later), {**form, "keep_2": "keep", "title": "Later"}).status_code == 302
    assert [row["number"] for row in register() if row["report"] == "Later"] == ["2"]


def test_a_reading_confirmed_by_somebody_else_meanwhile_keeps_what_was_typed(db):
    report = saved()
    page = browser("plan_lead")
    with database.transaction():
        by = make.reader("plan_lead", username="other_lead")
        actions.confirm(by, report.pk, [item()], title="x", published_on=PUBLISHED)
    late = page.post(address(report), {**AS_READ, "text_1": "Typed in vain."})
    assert late.status_code == 409
    assert "confirmed this reading already" in said(late)
    assert "Typed in vain." in said(late)
    assert len(register()) == 1


def test_the_page_of_a_confirmed_report_leads_to_its_recommendations(db):
    report = confirmed()
    assert browser("plan_lead").get(address(report))["Location"] == f"/recommendations?report={report.pk}"


def test_a_reading_is_dropped_by_page_with_a_reason_that_only_the_log_keeps(db):
    report = saved()
    lead = browser("plan_lead")
    without = lead.post(address(report), {"drop": "yes", "why": "  "})
    assert without.status_code == 422
    assert b'href="#why"' in without.content
    assert lead.post(address(report), {"drop": "yes", "why": "It names a child by mistake"}).status_code == 302
    assert lead.get(address(report)).status_code == 409
    with database.as_service():
        assert Report.objects.get().state == "dropped"
        assert "reason" not in str(Event.objects.get(kind="report.dropped").facts)
        reasons = [detail.body.get("reason") for detail in LogDetail.objects.all()]
    assert "It names a child by mistake" in reasons


def hand_in(role: str, data: bytes = TEXT, name: str = "report.txt", **typed: str) -> Any:
    return browser(role).post("/recommendations/import", {"file": SimpleUploadedFile(name, data), **typed})


def test_a_report_that_stands_already_is_not_read_again(db):
    report = confirmed()
    again = hand_in("plan_lead")
    assert again.status_code == 409
    assert report.title in said(again)
    assert b'href="#file"' in again.content


def test_a_report_that_waits_already_leads_to_its_reading(db):
    report = saved()
    assert hand_in("plan_lead")["Location"] == address(report)


def test_the_day_given_with_the_file_is_the_day_due_dates_count_from(db):
    undated = TEXT.replace(b" Published on 25 November 2016.", b"")
    sent = hand_in("plan_lead", undated, published_on="30/11/2016")
    assert b"30 November 2016" in browser("plan_lead").get(sent["Location"]).content
    refused = hand_in("plan_lead", undated + b" ", published_on="November 2016")
    assert refused.status_code == 422
    assert b'value="November 2016"' in refused.content


def test_nothing_chosen_is_said_beside_the_file(db):
    page = browser("plan_lead").post("/recommendations/import", {})
    assert page.status_code == 422
    assert "Choose the report's file." in said(page)


def test_a_report_too_large_is_refused_by_its_size(db, monkeypatch):
    monkeypatch.setattr(actions, "LARGEST", len(TEXT) - 1)
    page = hand_in("plan_lead")
    assert page.status_code == 422
    assert b'href="#file"' in page.content


def test_words_that_look_like_markup_are_shown_and_not_obeyed(db):
    report = saved(TEXT.replace(b"name one chief officer", b"name <script>alert(1)</script> one"))
    page = browser("plan_lead").get(address(report))
    assert b"<script>alert" not in page.content
    assert b"&lt;script&gt;alert" in page.content


@pytest.mark.parametrize(
    "role", ["borough_commander", "inspectorate", "responding_officer", "administrator", "partner"]
)
def test_only_the_plan_lead_opens_the_pages_that_change_the_register(db, role: str):
    report = saved()
    client = browser(role)
    assert client.get("/recommendations/import").status_code == 403
    assert hand_in(role).status_code == 403
    assert client.get(address(report)).status_code == 403
    assert client.post(address(report), AS_READ).status_code == 403
    assert client.post(address(report), {"drop": "yes", "why": "x"}).status_code == 403
    assert client.get("/recommendations/reports/999").status_code == 403
    with database.as_service():
        assert Report.objects.get().state == "read"


def test_a_reading_that_is_not_there_is_not_found(db):
    assert browser("plan_lead").get("/recommendations/reports/999").status_code == 404


def test_a_long_reason_or_title_is_refused_whole_and_not_cut(db):
    report = saved()
    with pytest.raises(NotValid) as refused, database.transaction():
        actions.drop(make.reader("plan_lead"), report.pk, "x" * 1001)
    assert refused.value.field == "why"
    with pytest.raises(NotValid) as refused, database.transaction():
        actions.confirm(make.reader("plan_lead"), report.pk, [item()], title="x" * 301, published_on=PUBLISHED)
    assert refused.value.field == "title"
