"""A grade that departs, or two that differ, is decided by a moderator who gave neither; both gradings stay."""

import pytest

from goldthread.audit.reviews.closing import before_closing, close_audit
from goldthread.audit.reviews.gradings import open_gradings
from goldthread.audit.reviews.models import Review
from goldthread.audit.reviews.moderating import moderate, to_moderate
from goldthread.audit.reviews.results import open_audit
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.core import db as database
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.testing import factories as make
from goldthread.testing.audits import answers, given_to, sample_of

CENTRAL = "auditor_central"
ELSEWHERE = ["CRIS 1/26"]
DEPARTS = "Mended within the hour."


def _graded(sample, grade="good", username="", role=CENTRAL, place=1, reason="", words="", **said):
    told = answers(sample, **said)
    told["COM-07"]["words"] = words
    with database.transaction():
        return submit_review(make.reader(role, username=username), sample.reference, place, Told(told, grade, reason))


def _decided(sample, grade="requires improvement", username="third_auditor", role=CENTRAL, place=1, **more):
    with database.transaction():
        by = make.reader(role, username=username)
        return moderate(by, sample.reference, place, grade, "The answers bear it out.", **more)


def _waiting(username="", role=CENTRAL):
    with database.transaction():
        return to_moderate(make.reader(role, username=username))


def _read(sample, username="", role=CENTRAL):
    with database.transaction():
        return open_audit(make.reader(role, username=username), sample.reference)


def _opened(sample, username="third_auditor", role=CENTRAL, place=1):
    with database.transaction():
        return open_gradings(make.reader(role, username=username), sample.reference, place).as_json()


def _apart(sample):
    """Two of the central team grade the case, and differ by two bands."""
    _graded(sample)
    _graded(sample, "inadequate", "second_auditor", COM_07="no", words="Nobody asked her alone.")


def test_two_blind_grades_that_differ_wait_and_a_third_auditor_decides_with_both_before_them(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _graded(sample)
    assert _waiting("third_auditor") == []
    _graded(sample, "inadequate", "second_auditor", COM_07="no", words="Nobody asked her alone.")
    waits = _waiting("third_auditor")
    assert [(one.reference, one.is_apart, one.is_departure, one.is_yours) for one in waits] == [
        ("CRIS 1/26", True, False, False)
    ]
    assert "Nobody asked her alone." in str(_opened(sample))
    assert _decided(sample).version == 1
    assert _waiting("third_auditor") == []
    told = _opened(sample)
    assert (told["grade_of_record"], [one["grade"] for one in told["gradings"]]) == (
        "requires improvement", ["good", "inadequate"])  # fmt: skip
    assert told["decisions"][0]["reason"] == "The answers bear it out."


@pytest.mark.parametrize("grader", ["", "second_auditor"])
def test_neither_of_the_two_graders_decides(db, grader):
    sample = given_to(CENTRAL, ELSEWHERE)
    _apart(sample)
    assert [one.is_yours for one in _waiting(grader)] == [True]
    with pytest.raises(Refusal) as refused:
        _decided(sample, username=grader)
    assert refused.value.code == "own_grade"


@pytest.mark.parametrize("role", ["auditor_local", "auditor_peer", "inspectorate", "chief_officer"])
def test_nobody_outside_the_central_team_moderates_and_no_list_tells_them_what_waits(db, role):
    sample = given_to(CENTRAL, ELSEWHERE)
    _apart(sample)
    for ask in (lambda: _decided(sample, role=role, username=""), lambda: _waiting(role=role)):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.code == "not_in_role"


def test_a_departure_of_a_case_that_nobody_grades_again_is_read_by_a_moderator_at_that_case_and_in_no_list(db):
    sample = sample_of(make.reader(CENTRAL), [f"CRIS {number}" for number in range(6)])
    with database.as_service():
        place = sample.cases.filter(is_again=False).first().place
        other = sample.cases.filter(is_again=False).exclude(place=place).first().place
    _graded(sample, "requires improvement", place=place, reason=DEPARTS, COM_07="no")
    _graded(sample, place=other)
    assert [one.place for one in _waiting("second_auditor")] == [place]
    rows = {one["place"]: one for one in _read(sample, "second_auditor")["cases"]}
    assert (rows[place]["grade"], rows[place]["waits_for_moderator"]) == (None, True)
    assert DEPARTS in str(_opened(sample, "second_auditor", place=place))
    with pytest.raises(NotFound):
        _opened(sample, "second_auditor", place=other)
    assert _decided(sample, "inadequate", "second_auditor", place=place).grade == "inadequate"


def test_a_departure_that_chance_chose_to_be_graded_again_stays_blind_until_it_is(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _graded(sample, "requires improvement", reason=DEPARTS, COM_07="no")
    assert _waiting("second_auditor") == []
    with pytest.raises(NotFound):
        _opened(sample, "second_auditor")


def test_the_share_uses_the_moderated_grade_and_says_so_and_agreement_the_blind_ones(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _apart(sample)
    assert _read(sample)["words"][0] == "All 1 case that was looked at: none is not good."
    _decided(sample)
    told = _read(sample)
    assert told["words"][0] == "All 1 case that was looked at: 1 is not good."
    assert "1 grade was decided by a moderator who had given neither." in told["words"]
    assert (told["cases"][0]["moderated_grade"], told["moderated"], told["to_moderate"]) == (
        "requires improvement",
        1,
        0,
    )
    assert told["agreement"]["table"] == [[0, 0, 1], [0, 0, 0], [0, 0, 0]]


def test_a_correction_made_after_both_were_seen_changes_no_agreement(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _apart(sample)
    _graded(sample, "inadequate", COM_07="no")
    told = _read(sample)
    assert (told["cases"][0]["grade"], told["agreement"]["same"]) == ("inadequate", 0)
    assert _waiting("third_auditor") == []


def test_of_a_boroughs_grades_the_moderator_decides_what_corrects_and_not_what_is_corrected(db):
    sample = given_to("auditor_local", ELSEWHERE)
    _graded(sample, role="auditor_local")
    _graded(sample, "inadequate", COM_07="no")
    _decided(sample, "good")
    told = _read(sample, "third_auditor")
    assert (told["cases"][0]["grade"], told["cases"][0]["moderated_grade"]) == ("good", "good")
    assert told["estimate"]["form"] == "two-phase"


def test_a_grading_corrected_later_is_moderated_anew_and_the_earlier_decision_stays_to_be_read(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _apart(sample)
    _decided(sample)
    _graded(sample, "requires improvement", COM_02="no")
    assert [one.reference for one in _waiting("third_auditor")] == ELSEWHERE
    assert _read(sample)["cases"][0]["moderated_grade"] is None
    assert _decided(sample, "inadequate").version == 2
    assert [one["stands"] for one in _opened(sample)["decisions"]] == [False, True]


def test_who_read_an_older_version_decides_nothing(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _apart(sample)
    _graded(sample, "requires improvement", COM_02="no")
    with pytest.raises(Clash):
        _decided(sample, seen="1 1")
    assert _decided(sample, seen="2 1").version == 1


def test_the_moderator_chooses_between_what_was_given_and_proposed_and_says_why(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _graded(sample, "requires improvement", reason=DEPARTS, COM_07="no")
    _graded(sample, "inadequate", "second_auditor", COM_07="no")
    with pytest.raises(NotValid) as refused:
        _decided(sample, "good")
    assert refused.value.field == "grade"
    with pytest.raises(NotValid), database.transaction():
        moderate(make.reader(CENTRAL, username="third_auditor"), sample.reference, 1, "inadequate", " ")


def test_sent_twice_under_one_key_it_is_one_decision(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _apart(sample)
    assert [_decided(sample, key="k1").version for _ in range(2)] == [1, 1]


def test_what_two_alike_graded_waits_for_nobody(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _graded(sample)
    _graded(sample, username="second_auditor")
    assert _waiting("third_auditor") == []
    with pytest.raises(Clash):
        _decided(sample, "good")


def test_what_inspectors_grade_again_is_moderated_by_nobody_of_the_force(db):
    sample = given_to("inspectorate", ELSEWHERE)
    _graded(sample)
    _graded(sample, "inadequate", role="inspectorate", COM_07="no")
    assert _waiting("third_auditor") == []
    with pytest.raises(Refusal) as refused:
        _decided(sample)
    assert refused.value.code == "of_inspectors"


def test_a_correction_says_what_it_changed_and_keeps_the_words_of_the_version_before(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    _graded(sample, words="She was asked alone.")
    _graded(sample, "inadequate", COM_07="no", words="Nobody asked her alone.")
    first, second = _opened(sample, "")["gradings"]
    assert first["answers"]["COM-07"]["words"] == "She was asked alone."
    assert second["changed"] == ["Grade: good to inadequate.", "The answers propose inadequate, before good.",
                                 "COM-07: yes to no.", "COM-07: other words."]  # fmt: skip


def test_before_closing_it_says_what_is_missing_and_closed_twice_it_is_closed_once(db):
    sample = given_to(CENTRAL, ELSEWHERE)
    by = make.reader(CENTRAL)
    with database.transaction():
        ending = before_closing(by, sample.reference)
    assert (ending.to_grade, ending.to_grade_again, ending.may_close) == (("CRIS 1/26",), ("CRIS 1/26",), False)
    _apart(sample)
    with database.transaction():
        ending = before_closing(by, sample.reference)
    assert (ending.to_moderate, ending.may_close) == (("CRIS 1/26",), True)
    for _ in range(2):
        with database.transaction():
            close_audit(by, sample.reference)
    with database.as_service():
        assert (
            database.fetch_one("SELECT count(*) AS n FROM journal_event WHERE kind = 'audit.sample_closed'")["n"] == 1
        )
    with pytest.raises(Clash):
        _decided(sample)
    with database.as_service():
        assert Review.objects.count() == 2
