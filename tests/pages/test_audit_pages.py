"""The pages of audit: samples given to a post, one sample with what it proves, the desk at which a case is graded."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.audit.desk.models import Draft
from goldthread.audit.reviews.models import Review, Sample
from goldthread.audit.reviews.reading import asked_in
from goldthread.audit.reviews.referring import send_back
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.audit.reviews.tests.test_reading import make_auditor
from goldthread.audit.sampling.frames import read_frame
from goldthread.audit.sampling.frozen import redraw
from goldthread.audit.tables import read_sheet
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.cases.actions import move_case
from goldthread.core.people.rights import erase
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.audits import answers, given_to, sample_of
from tests.pages.test_thread import client, text


@pytest.fixture
def concern(db) -> str:
    code = make.load_child()
    with database.transaction():
        return record_concern(make.reader("responding_officer"), code, seen="A bruise.").reference


def _desk(sample: Sample, place: int = 1) -> str:
    return f"/audit/{sample.reference.lower()}/{place}"


def _answered(browser, sample: Sample, **said: str) -> None:
    """Every question answered on the page that shows them all, each seen in the case as a whole."""
    typed = {f"said-{one.id}": said.get(one.id.replace("-", "_"), "yes") for one in asked_in(sample)}
    sure = {f"confidence-{one.id}": "high" for one in asked_in(sample)}
    sent = browser.post(_desk(sample), {"form": "whole", "line": "whole", "go": "end", **typed, **sure})
    assert sent.status_code == 302


def test_the_first_page_lists_the_samples_of_the_post_and_leads_to_the_next_case(concern):
    sample = given_to("auditor_central", [concern])
    told = text(client("auditor_central").get("/audit"))
    assert sample.reference in told
    assert "0 of 1" in told
    assert "Grade case 1" in told
    assert sample.reference not in text(client("auditor_local").get("/audit"))


@pytest.mark.parametrize("role", ["panel_member", "oversight_member", "mash_desk"])
def test_who_audits_nothing_sees_neither_samples_nor_what_they_are_drawn_from(concern, role):
    """Counts of a few children by borough are not told outside the force; a panel reads packs and published reports."""
    sample = given_to("auditor_central", [concern])
    for path in ("/audit", f"/audit/{sample.reference.lower()}"):
        assert client(role).get(path).status_code == 403


def test_a_sample_says_how_to_draw_it_again_and_that_one_case_is_too_few_to_say(db):
    sample = sample_of(make.reader("auditor_central"), [f"CRIS {number}" for number in range(12)])
    with database.transaction():
        submit_review(
            make.reader("auditor_central"), sample.reference, 1, Told(answers(sample, COM_07="no"), "inadequate")
        )
    told = text(client("auditor_central").get(f"/audit/{sample.reference.lower()}"))
    assert sample.proof["draw_list"] in told
    assert "agreed before" in told
    assert "too few" in told.lower()
    assert "COM-07" in told
    assert "Inadequate" in told


def test_the_cases_of_a_sample_are_a_file_without_a_grade_that_is_not_yet_shown(concern):
    sample = given_to("auditor_local", [concern])
    with database.transaction():
        submit_review(make.reader("auditor_local"), sample.reference, 1, Told(answers(sample), "good"))
    page = f"/audit/{sample.reference.lower()}/cases.csv"
    mine = client("auditor_local").get(page).content.decode()
    theirs = client("auditor_central").get(page).content.decode()
    assert f"1,{concern},yes,good,yes,no" in mine
    assert f"1,{concern},yes,,yes,no" in theirs


def test_a_list_of_cases_may_be_narrowed_to_those_still_to_be_graded(db):
    sample = sample_of(make.reader("auditor_central"), ["CRIS 1", "CRIS 2"])
    with database.transaction():
        submit_review(make.reader("auditor_central"), sample.reference, 1, Told(answers(sample), "good"))
    page = f"/audit/{sample.reference.lower()}"
    browser = client("auditor_central")
    graded, waiting = (one.reference for one in _cases(sample))
    assert graded in text(browser.get(page))
    told = text(browser.get(f"{page}?show=to_grade"))
    assert waiting in told
    assert graded not in told


def _cases(sample: Sample):
    with database.as_service():
        return list(sample.cases.order_by("place"))


def test_a_sample_with_a_case_to_grade_is_not_closed_and_the_page_says_which(concern):
    sample = given_to("auditor_central", [concern])
    answer = client("auditor_central").post(f"/audit/{sample.reference.lower()}/close")
    assert answer.status_code == 409
    assert f"{concern} is not graded yet." in text(answer)


def test_the_list_of_samples_asks_no_more_questions_for_ten_than_for_two(concern):
    browser = client("auditor_central")

    def asked() -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            assert browser.get("/audit").status_code == 200
        return len(seen)

    for _ in range(2):
        sample_of(make.reader("auditor_central"), [concern])
    browser.get("/audit")
    before = asked()
    for _ in range(8):
        sample_of(make.reader("auditor_central"), [concern])
    assert asked() == before


def test_the_page_of_a_sample_asks_no_more_questions_for_forty_cases_than_for_two(db):
    browser = client("auditor_central")

    def asked(sample: Sample) -> int:
        with CaptureQueriesContext(connections["default"]) as seen:
            assert browser.get(f"/audit/{sample.reference.lower()}").status_code == 200
        return len(seen)

    few = sample_of(make.reader("auditor_central"), ["CRIS 1", "CRIS 2"])
    many = sample_of(make.reader("auditor_central"), [f"CRIS {number}" for number in range(40)])
    asked(few)
    assert asked(many) == asked(few)


def test_the_desk_shows_the_case_as_known_when_it_was_drawn_and_names_no_officer(concern):
    sample = given_to("auditor_central", [concern])
    told = text(client("auditor_central").get(_desk(sample)))
    assert "A bruise." in told
    assert "As known when the sample was drawn" in told
    assert str(make.reader("responding_officer").officer) not in told


@pytest.mark.parametrize(("drawn_after", "is_folded"), [(1, True), (5, False)])
def test_a_clock_not_due_yet_when_the_sample_was_drawn_is_folded_away_and_one_missed_by_then_stands_shown(
    db, drawn_after, is_folded
):
    """A concern is taken within four hours of being recorded (its standards.yaml). Folded or not, it is evidence."""
    code, start = make.load_child(), clocks.now() - timedelta(hours=6)
    with clocks.held_at(start), database.transaction():
        reference = record_concern(make.reader("responding_officer"), code, seen="A bruise.").reference
    with clocks.held_at(start + timedelta(hours=drawn_after)):
        sample = given_to("auditor_central", [reference])
    told = client("auditor_central").get(_desk(sample)).content.decode()
    clock = re.search(r"(<details[^>]*data-opens-to-print(?:(?!</details>).)*)?Concern taken", told, re.DOTALL)
    assert bool(clock and clock[1]) is is_folded
    assert ("1 clock not due yet, as known then" in told) is is_folded
    browser = client("auditor_central")
    browser.post(_desk(sample), {"question": "COM-01", "line": "clock-1", "go": "attach"})
    assert "Concern taken" in str(browser.get(f"{_desk(sample)}?question=COM-01").content.decode().split("Evidence")[1])


def test_an_answer_that_is_half_written_is_kept_and_only_by_whoever_wrote_it(concern):
    sample = given_to("auditor_central", [concern])
    browser = client("auditor_central")
    question = asked_in(sample)[1].id
    sent = browser.post(
        _desk(sample), {"question": question, "said": "partly", "words": "Only by telephone.", "go": "next"}
    )
    assert asked_in(sample)[2].id in sent["Location"]
    again = browser.get(f"{_desk(sample)}?question={question}").content.decode()
    assert "Only by telephone." in again
    assert re.search(r'value="partly" checked', again)
    assert (
        "Only by telephone."
        not in client("auditor_central", username="second_auditor")
        .get(f"{_desk(sample)}?question={question}")
        .content.decode()
    )


def test_what_is_half_written_of_a_child_goes_when_the_child_is_erased(db):
    code = make.load_child()
    with database.transaction():
        reference = record_concern(make.reader("responding_officer"), code, seen="A bruise.").reference
    sample = given_to("auditor_central", [reference])
    client("auditor_central").post(_desk(sample), {"question": "COM-01", "words": "She was alone.", "go": "next"})
    with database.as_service():
        assert Draft.objects.count() == 1
    with database.transaction():
        erase(make.reader("dpo"), code, rule="DPA 2018 s47", authority="DPO")
    with database.as_service():
        assert not Draft.objects.exists()


def test_a_ticked_line_becomes_evidence_of_the_question_and_can_be_taken_away(concern):
    sample = given_to("auditor_central", [concern])
    browser = client("auditor_central")
    question = asked_in(sample)[0].id
    browser.post(_desk(sample), {"question": question, "line": "whole", "go": "attach"})
    page = f"{_desk(sample)}?question={question}"
    assert "The whole case was read" in _evidence(browser.get(page))
    browser.post(_desk(sample), {"question": question, "go": "remove:0"})
    assert "No evidence yet." in text(browser.get(page))


def _evidence(answer) -> str:
    return answer.content.decode().partition('class="govuk-list goldthread-evidence"')[2].partition("</ul>")[0]


def test_what_the_page_keeps_by_itself_attaches_nothing_and_says_that_it_is_kept(concern):
    sample = given_to("auditor_central", [concern])
    browser = client("auditor_central")
    question = asked_in(sample)[0].id
    told = browser.post(_desk(sample), {"question": question, "said": "yes", "line": "whole", "go": "stay"})
    assert told.content.decode().startswith("Kept ")
    assert "No evidence yet." in text(browser.get(f"{_desk(sample)}?question={question}"))


def test_the_end_says_what_is_missing_and_then_what_the_answers_propose(concern):
    sample = given_to("auditor_central", [concern])
    browser = client("auditor_central")
    assert "Still to be answered" in text(browser.get(f"{_desk(sample)}/grade"))
    _answered(browser, sample, COM_07="no")
    told = text(browser.get(f"{_desk(sample)}/grade"))
    assert "The answers propose: Inadequate" in told
    assert "COM-07. No better than inadequate." in told


def test_a_review_is_submitted_with_the_auditors_own_grade_and_the_draft_is_gone(concern):
    sample = given_to("auditor_central", [concern])
    browser = client("auditor_central")
    _answered(browser, sample, COM_07="no")
    page = f"{_desk(sample)}/grade"
    asked = {"grade": "requires improvement", "live": "no", "key": "k1"}
    refused = browser.post(page, asked)
    assert refused.status_code == 422
    assert "Write why you depart from it." in text(refused)
    assert browser.post(page, {**asked, "reason": "Mended within the hour."}).status_code == 302
    with database.as_service():
        assert [one.grade for one in Review.objects.all()] == ["requires improvement"]
        assert not Draft.objects.exists()


def test_a_no_that_asks_for_the_case_back_must_say_whether_the_risk_is_live_and_a_yes_sends_it_back(concern):
    sample = given_to("auditor_central", [concern])
    browser = client("auditor_central")
    risky = next(one.id for one in asked_in(sample) if "R" in one.effects)
    _answered(browser, sample, **{risky.replace("-", "_"): "no"})
    page = f"{_desk(sample)}/grade"
    grade = {"grade": "inadequate", "key": "k1"}
    assert "Say whether a child is at risk now." in text(browser.post(page, grade))
    told = text(browser.post(page, {**grade, "live": "yes", "why_live": "He is there."}, follow=True))
    assert "Sent back as B-" in told


def test_a_case_is_sent_back_from_the_desk_in_one_post_and_the_page_says_who_was_told(concern):
    sample = given_to("auditor_central", [concern])
    told = text(client("auditor_central").post(f"{_desk(sample)}/send-back", {"why": "He is there."}, follow=True))
    assert "The duty inspector was told" in told
    assert "Sent back: nobody has acknowledged it" in told
    empty = client("auditor_central").post(f"{_desk(sample)}/send-back", {"why": " "})
    assert empty.status_code == 422
    assert "Say what puts the child at risk now." in text(empty)


def test_a_case_held_elsewhere_is_settled_by_another_auditor_than_the_one_who_sent_it_back(db):
    sample = sample_of(make.reader("auditor_central"), ["CRIS 9"])
    with database.transaction():
        send_back(make.reader("auditor_central"), sample.reference, 1, "He is there.")
    page = f"{_desk(sample)}/settle"
    assert client("auditor_central").post(page, {"how": "Seen."}).status_code == 403
    other = client("auditor_central", username="second_auditor")
    assert "Confirmed safe." in text(other.post(page, {"how": "Seen by the ward sergeant at 9."}, follow=True))


def test_nobody_audits_their_own_work_and_the_page_says_so(concern):
    desk = make.reader("mash_desk")
    with database.transaction():
        move_case(desk, concern, "take")
    with database.as_service():
        desk.post.ends_at = clocks.now()
        desk.post.save(update_fields=["ends_at"])
        make_auditor(desk.officer)
    sample = given_to("auditor_central", [concern])
    answer = client("auditor_central", username="mash_desk").get(_desk(sample))
    assert answer.status_code == 403
    assert "You or your team worked on this case." in text(answer)


def test_whoever_grades_again_finds_nothing_of_the_first_grade(concern):
    sample = given_to("auditor_local", [concern])
    first = client("auditor_local")
    _answered(first, sample, COM_01="no")
    first.post(f"{_desk(sample)}/grade", {"grade": "inadequate", "live": "no", "key": "k1"})
    again = client("auditor_central")
    told = text(again.get(f"/audit/{sample.reference.lower()}"))
    assert "graded, not shown to you yet" in told
    assert "Inadequate" not in told
    assert "COM-01" not in told  # what was found
    assert 'value="no" checked' not in again.get(f"{_desk(sample)}?question=COM-01").content.decode()
    assert "graded again, blind" in text(again.get(_desk(sample)))


def test_each_look_at_a_case_is_one_row_of_the_log_for_the_purpose_of_audit(concern):
    sample = given_to("auditor_central", [concern])
    browser = client("auditor_central")
    with database.as_service():
        before = LogEntry.objects.filter(purpose="audit", operation="consultation").count()
    browser.get(_desk(sample))
    with database.as_service():
        assert LogEntry.objects.filter(purpose="audit", operation="consultation").count() == before + 1


ASKED = {"programme": "benson", "seed": "agreed before", "size": "1"}


def test_a_sample_is_drawn_from_an_area_once_the_page_has_said_from_what(concern):
    browser = client("auditor_central")
    asked = {
        **ASKED,
        "source": "area",
        "area": "concern",
        "since": "1/1/2020",
        "until": clocks.today().strftime("%d/%m/%Y"),
    }
    told = text(browser.post("/audit/draw", asked))
    assert "Draw 1 of 1 case" in told
    assert "Nobody chooses a case." in told
    with database.as_service():
        assert not Sample.objects.exists()
    told = text(browser.post("/audit/draw", {**asked, "confirmed": "1"}, follow=True))
    assert "Drawn and frozen: Q-" in told
    with database.as_service():
        sample = Sample.objects.get()
    assert sample.proof["draw_list"] in told
    assert (sample.area, _cases(sample)[0].reference) == ("concern", concern)


def test_a_list_with_wrong_rows_is_refused_with_every_row_named_and_nothing_is_drawn(db):
    rows = b"reference,ward\nCRIS 1,a\nCRIS 1,b\n,c\n"
    file = SimpleUploadedFile("list.csv", rows, "text/csv")
    answer = client("auditor_central").post("/audit/draw", {**ASKED, "source": "list", "file": file})
    assert answer.status_code == 422
    told = text(answer)
    assert "Row 3, column reference: CRIS 1 is in row 2 too." in told
    assert "Row 4, column reference: It is blank." in told


def test_a_list_says_how_many_of_it_are_held_here_and_is_carried_on_to_the_draw(concern):
    file = SimpleUploadedFile("list.csv", f"reference\n{concern}\nCRIS 1\n".encode(), "text/csv")
    browser = client("auditor_central")
    shown = browser.post("/audit/draw", {**ASKED, "size": "2", "source": "list", "file": file})
    assert "2 rows, 2 eligible, 1 held here" in text(shown)
    carried = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown.content.decode())
    browser.post("/audit/draw", {**dict(carried), "confirmed": "1"})
    with database.as_service():
        assert {one.reference for one in _cases(Sample.objects.get())} == {concern, "CRIS 1"}


def test_cases_that_are_sought_stand_apart_and_are_in_no_count_of_grades(db):
    browser = client("auditor_central")
    asked = {**ASKED, "source": "list", "text": "reference\nCRIS 1\n", "sought": "CRIS 8\nCRIS 9", "confirmed": "1"}
    refused = browser.post("/audit/draw", asked)
    assert "is no reason to seek CRIS 8" in text(refused)
    told = text(browser.post("/audit/draw", {**asked, "sought_why": "complaint"}, follow=True))
    assert "Targeted, in no rate: a complaint." in told
    with database.as_service():
        sample = Sample.objects.get()
    with database.transaction():
        submit_review(make.reader("auditor_central"), sample.reference, 2, Told(answers(sample), "good"))
    told = text(browser.get(f"/audit/{sample.reference.lower()}"))
    assert "Targeted sample, in no rate: 2 sought, 1 graded" in told
    assert "Grades of this sample" not in told


@pytest.mark.parametrize(("typed", "words"), [
    ({"size": "many"}, "Enter how many cases to draw"),
    ({"area": ""}, "Choose the area of work."),
    ({"since": "yesterday week"}, "is not a date"),
    ({"seed": " "}, "There is no seed."),
    ({"programme": "peer"}, "is drawn by another role"),
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_words_and_what_was_typed_is_kept(concern, typed, words):
    asked = {**ASKED, "source": "area", "area": "concern", "since": "1/1/2020", "until": "1/1/2030", "confirmed": "1"}
    answer = client("auditor_central").post("/audit/draw", {**asked, **typed})
    assert answer.status_code in (403, 422)
    assert words in text(answer)


def test_only_who_draws_is_offered_to_and_the_inspectorate_grades_what_the_force_drew(db):
    assert "Draw a sample" in text(client("auditor_local").get("/audit"))
    assert "Draw a sample" not in text(client("inspectorate").get("/audit"))
    assert client("inspectorate").get("/audit/draw").status_code == 403


def test_anybody_draws_the_sample_again_from_its_two_files(db):
    sample = sample_of(make.reader("auditor_central"), [f"CRIS {number}" for number in range(30)])
    browser = client("auditor_central")
    page = f"/audit/{sample.reference.lower()}/drawn"
    drawn, listed = (browser.get(f"{page}/{what}.csv").content for what in ("sample", "list"))
    assert redraw(read_sheet(drawn), read_frame(read_sheet(listed))).is_proved


def test_what_waits_for_a_moderator_is_chosen_sorted_and_shown_fifty_at_a_time(db):
    sample = sample_of(make.reader("auditor_central"), [f"CRIS {number}" for number in range(4)])
    with database.as_service():
        once = sorted(sample.cases.filter(is_again=False).values_list("place", flat=True))[:2]
        names = dict(sample.cases.values_list("place", "reference"))
    for place in once:
        told = answers(sample, COM_07="no")
        with database.transaction():
            submit_review(make.reader("auditor_central"), sample.reference, place,
                          Told(told, "requires improvement", "Mended within the hour."))  # fmt: skip
    other = client("auditor_central", username="second_auditor")
    rows = [re.findall(r"CRIS \d", other.get(f"/audit/moderation?sort={sort}").content.decode().split("<tbody")[1])[::2]
            for sort in ("case", "-case")]  # fmt: skip
    assert rows == [sorted(names[one] for one in once), sorted((names[one] for one in once), reverse=True)]
    assert "No case of the 2 is in this list" in text(other.get("/audit/moderation?show=apart"))
    assert "2 cases, 2 for you" in text(other.get("/audit/moderation?show=departs&page=9"))
    mine = client("auditor_central")
    assert "No case of the 2 is in this list" in text(mine.get("/audit/moderation?show=mine"))
