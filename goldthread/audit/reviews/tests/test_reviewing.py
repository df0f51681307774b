"""A review is submitted whole and never changed; who grades again sees nothing of the first until both are in."""

import pytest

from goldthread.audit.reviews.closing import close_audit
from goldthread.audit.reviews.models import Review
from goldthread.audit.reviews.results import open_audit
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.audits import answers, given_to, sample_of


@pytest.fixture
def concern(db) -> str:
    code = make.load_child()
    with database.transaction():
        return record_concern(make.reader("responding_officer"), code, seen="A bruise.").reference


def _graded(role, sample, grade="good", username="", key=None, reason="", **said):
    told = Told(answers(sample, **said), grade, reason)
    with database.transaction():
        return submit_review(make.reader(role, username=username), sample.reference, 1, told, idempotency_key=key)


def _read(role, sample, username=""):
    with database.transaction():
        return open_audit(make.reader(role, username=username), sample.reference)


def test_the_answers_propose_a_grade_and_the_auditor_may_depart_by_one_band_with_a_reason(concern):
    sample = given_to("auditor_central", [concern])
    kept = _graded("auditor_central", sample, "requires improvement", COM_07="no", reason="Mended within the hour.")
    assert (kept.review.proposed["proposed"], kept.review.grade) == ("inadequate", "requires improvement")
    assert kept.review.is_departure
    with pytest.raises(NotValid):
        _graded("auditor_central", sample, "good", COM_07="no", reason="It was well.")


def test_a_question_left_out_is_refused_by_name(concern):
    sample = given_to("auditor_central", [concern])
    told = answers(sample)
    del told["COM-07"]
    with pytest.raises(NotValid) as refused, database.transaction():
        submit_review(make.reader("auditor_central"), sample.reference, 1, Told(told, "good"))
    assert "COM-07" in refused.value.words


def test_a_correction_is_a_new_version_and_both_stay(concern):
    sample = given_to("auditor_central", [concern])
    _graded("auditor_central", sample)
    assert _graded("auditor_central", sample, "inadequate", COM_07="no").review.version == 2
    with database.as_service():
        assert list(Review.objects.order_by("version").values_list("grade", flat=True)) == ["good", "inadequate"]


def test_sent_twice_under_one_key_it_is_one_review(concern):
    sample = given_to("auditor_central", [concern])
    told = Told(answers(sample), "good")
    for _ in range(2):
        with database.transaction():
            submit_review(make.reader("auditor_central"), sample.reference, 1, told, idempotency_key="k1")
    with database.as_service():
        assert Review.objects.count() == 1


def test_who_grades_again_sees_neither_grade_nor_answers_until_both_are_in(concern):
    sample = given_to("auditor_local", [concern])
    _graded("auditor_local", sample, "inadequate", COM_01="no")
    assert _read("auditor_central", sample)["cases"][0]["grade"] is None
    assert _read("auditor_central", sample)["findings"] == []
    with database.transaction():
        look(make.reader("auditor_central"), case_reference=concern)
        assert database.fetch("SELECT 1 FROM audit_review") == []
        assert database.fetch("SELECT 1 FROM journal_event WHERE kind = 'audit.reviewed'") == []
    _graded("auditor_central", sample, "good")
    row = _read("auditor_central", sample)["cases"][0]
    assert (row["grade"], row["second_grade"]) == ("inadequate", "good")


def test_who_graded_first_sees_the_second_grade_only_beside_their_own(concern):
    sample = given_to("auditor_local", [concern])
    _graded("auditor_central", sample, "good")
    assert _read("auditor_local", sample)["cases"][0]["second_grade"] is None
    _graded("auditor_local", sample, "good")
    assert _read("auditor_local", sample)["cases"][0]["second_grade"] == "good"


def test_the_second_grade_of_the_same_team_is_another_officers(concern):
    sample = given_to("auditor_central", [concern])
    _graded("auditor_central", sample)
    assert _graded("auditor_central", sample, username="second_auditor").review.which == "second"
    with pytest.raises(Refusal) as refused:
        _graded("auditor_central", sample, username="third_auditor")
    assert refused.value.code == "graded_by_another"


def test_a_case_that_chance_did_not_choose_is_not_graded_again(db):
    listed = [f"CRIS {number}" for number in range(6)]
    sample = sample_of(make.reader("auditor_central"), listed)
    with database.as_service():
        place = sample.cases.filter(is_again=False).first().place
    told = Told(answers(sample), "good")
    for username in ("auditor_central", "second_auditor"):
        by = make.reader("auditor_central", username=username)
        if username == "second_auditor":
            with pytest.raises(Refusal) as refused, database.transaction():
                submit_review(by, sample.reference, place, told)
            assert refused.value.code == "not_again"
        else:
            with database.transaction():
                submit_review(by, sample.reference, place, told)


def test_a_sample_is_closed_once_each_case_is_graded_and_graded_again_where_chance_chose_it(concern):
    sample = given_to("auditor_central", [concern])
    _graded("auditor_central", sample)
    with pytest.raises(Clash), database.transaction():
        close_audit(make.reader("auditor_central"), sample.reference)
    _graded("auditor_central", sample, username="second_auditor")
    with database.transaction():
        assert close_audit(make.reader("auditor_central"), sample.reference).closed_at
    with pytest.raises(Clash):
        _graded("auditor_central", sample, "inadequate", COM_07="no")


def test_all_cases_of_a_sample_of_twelve_are_spoken_of_and_fewer_than_ten_are_too_few(db):
    """methods.md 1.2: of 12 all looked at, nothing is estimated; of 9 of 12 nothing is said."""
    sample = sample_of(make.reader("auditor_central"), [f"CRIS {number}" for number in range(12)])
    for place in range(1, 13):
        said = {"COM_07": "no"} if place <= 3 else {}
        with database.transaction():
            submit_review(make.reader("auditor_central"), sample.reference, place,
                          Told(answers(sample, **said), "inadequate" if said else "good"))  # fmt: skip
        if place == 9:
            assert _read("auditor_central", sample)["words"][0].startswith("Too few to say: 9 cases were looked at")
    told = _read("auditor_central", sample)
    assert told["words"][0] == "All 12 cases that were looked at: 3 are not good."
    assert told["findings"] == [{"question": "COM-07", "words": told["findings"][0]["words"], "no": 3,
                                 "not_recorded": 0, "of": 12}]  # fmt: skip


def test_an_auditors_words_stand_in_the_payload_that_can_be_erased_and_not_in_the_review(concern):
    sample = given_to("auditor_central", [concern])
    told = answers(sample)
    told["COM-07"]["words"] = "She said she was afraid."
    with database.transaction():
        submit_review(make.reader("auditor_central"), sample.reference, 1, Told(told, "good"))
    with database.as_service():
        assert "afraid" not in str(database.fetch("SELECT * FROM audit_review"))
        assert "afraid" in str(database.fetch("SELECT body FROM journal_payload"))
