"""From answers to a grade: each rule of the reference, and what no change of one answer may do."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from goldthread.audit.criteria import questions_for, sets_for
from goldthread.audit.grading import Answer, Evidence, Grade, Said, decide, propose, referral_asked_by
from goldthread.core.refusals import NotValid

SEEN = (Evidence("Merlin", "12/01NOV26", datetime(2026, 11, 1, 9, tzinfo=UTC)),)
ASKED = questions_for(sets_for(["missing", "cse"]))
IDS = [one.id for one in ASKED]
WORSE = {Said.YES: 0, Said.PARTLY: 1, Said.NO: 2, Said.NOT_RECORDED: 2}
GOOD, RI, INADEQUATE = Grade


def answers(**said: str):
    """Yes to everything but what is named: `MIS_01="no"`."""
    given = {name.replace("_", "-"): Said(one) for name, one in said.items()}
    return [Answer(one, given.get(one, Said.YES), SEEN) for one in IDS]


def proposed(**said: str):
    return propose(ASKED, answers(**said))


def test_yes_to_everything_is_good():
    found = proposed()
    assert (found.grade, found.reasons, found.weight, found.is_referral_needed) == (GOOD, (), 0, False)


def test_a_no_to_an_i_question_leaves_inadequate_and_says_which():
    found = proposed(MIS_01="no")
    assert found.grade is INADEQUATE
    assert found.reasons[0].questions == ("MIS-01",)
    assert found.reasons[0].words == 'Answered "no": MIS-01. No better than inadequate.'


def test_a_no_to_a_q_question_leaves_requires_improvement():
    assert proposed(MIS_03="no").grade is RI


def test_partly_on_an_i_question_leaves_requires_improvement():
    assert proposed(MIS_01="partly").grade is RI


def test_partly_on_q_questions_weighs_two_each_and_caps_by_ten():
    four = dict.fromkeys(["MIS_03", "MIS_04", "MIS_06", "MIS_07"], "partly")
    assert (proposed(**four).grade, proposed(**four).weight) == (GOOD, 8)
    found = proposed(**four, MIS_11="partly")
    assert (found.grade, found.weight) == (RI, 10)
    assert "weigh 10" in found.reasons[0].words


def test_weights_add_up_to_a_cap_at_requires_improvement_and_never_lower():
    nine = proposed(COM_06="no", COM_09="no", COM_10="no")
    assert (nine.grade, nine.weight) == (GOOD, 9)
    ten = proposed(COM_06="no", COM_09="no", COM_10="no", COM_15="no")
    assert (ten.grade, ten.weight) == (RI, 10)


def test_partly_on_a_weighted_question_weighs_half():
    assert proposed(COM_06="partly").weight == 1.5


def test_not_recorded_counts_as_no_and_is_told_apart():
    found = proposed(MIS_01="not recorded", COM_06="no")
    assert found.grade is INADEQUATE
    assert found.not_recorded == ("MIS-01",)
    assert 'Answered "not recorded": MIS-01.' in found.reasons[0].words


def test_a_referral_is_asked_for_whatever_the_grade_and_before_there_is_one():
    assert proposed(MIS_09="no").referral == ("MIS-09",)
    assert proposed(MIS_09="partly").referral == ()
    early = [Answer("COM-01", Said.NOT_RECORDED)]  # nothing else answered yet
    assert referral_asked_by(ASKED, early) == ("COM-01",)


def test_the_hardest_reason_comes_first():
    found = proposed(MIS_01="no", COM_02="no")
    assert [one.grade for one in found.reasons] == [INADEQUATE, RI]


def test_what_is_missing_strange_twice_or_without_evidence_is_refused_by_its_question():
    with pytest.raises(NotValid, match="Not answered yet: CSE-16"):
        propose(ASKED, [one for one in answers() if one.question != "CSE-16"])
    for wrong, told in (
        ([*answers(), Answer("S47-01", Said.YES, SEEN)], "S47-01 is not asked"),
        ([*answers(), Answer("COM-01", Said.NO, SEEN)], "COM-01 is answered twice"),
        ([Answer("COM-01", Said.YES), *answers()[1:]], "COM-01 has no evidence"),
        ([Answer("COM-01", Said.YES, SEEN, confidence=""), *answers()[1:]], "COM-01 does not say how sure"),
    ):
        with pytest.raises(NotValid, match=told):
            propose(ASKED, wrong)


def test_what_does_not_apply_needs_no_evidence_and_something_must_apply():
    assert propose(ASKED, [Answer("COM-01", Said.NOT_APPLICABLE), *answers()[1:]]).answered == len(ASKED) - 1
    with pytest.raises(NotValid, match="nothing to grade"):
        propose(ASKED, [Answer(one, Said.NOT_APPLICABLE) for one in IDS])


def test_the_auditor_departs_by_one_band_with_a_reason():
    found = proposed(MIS_03="no")
    assert not decide(found, RI).is_departure
    assert decide(found, GOOD, "Graded by the duty officer on the telephone.").is_departure
    with pytest.raises(NotValid, match="Write why"):
        decide(found, INADEQUATE, " ")
    with pytest.raises(NotValid, match="more than one band"):
        decide(proposed(MIS_01="no"), GOOD, "It went well.")


def each(values):
    return some.lists(some.sampled_from(values), min_size=len(IDS), max_size=len(IDS))


def made(said):
    return [Answer(one, value, SEEN) for one, value in zip(IDS, said, strict=True)]


@settings(deadline=None)
@given(each(list(Said)), some.integers(0, len(IDS) - 1), some.sampled_from(list(WORSE)))
def test_a_worse_answer_never_raises_the_grade(said, place, other):
    said[place] = Said.YES if said[place] is Said.NOT_APPLICABLE else said[place]
    worse = max(said[place], other, key=WORSE.__getitem__)
    before, after = propose(ASKED, made(said)), propose(ASKED, made([*said[:place], worse, *said[place + 1 :]]))
    assert after.grade.band >= before.grade.band
    assert set(before.referral) <= set(after.referral)


@settings(deadline=None)
@given(each(list(Said)), some.integers(1, len(IDS) - 1))
def test_what_does_not_apply_never_lowers_the_grade(said, place):
    said[0] = Said.YES  # so that something applies
    without = [*said[:place], Said.NOT_APPLICABLE, *said[place + 1 :]]
    assert propose(ASKED, made(without)).grade.band <= propose(ASKED, made(said)).grade.band


@settings(deadline=None)
@given(each(list(Said)))
def test_a_grade_below_good_always_says_which_answers_held_it(said):
    said[0] = Said.NO
    found = propose(ASKED, made(said))
    assert found.reasons[0].grade is found.grade
    assert set(found.reasons[0].questions) <= set(IDS)
