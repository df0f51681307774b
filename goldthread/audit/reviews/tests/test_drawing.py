"""A sample is drawn once, frozen with what it takes to draw it again, and given to its programme's auditors."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError

from goldthread.audit.reviews.drawing import Wanted, draw_audit
from goldthread.audit.reviews.findings import findings
from goldthread.audit.reviews.results import open_audit
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.audit.sampling.drawing import Design, draw
from goldthread.audit.sampling.frames import Row, frame_of
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.audits import answers, sample_of

DAY = timedelta(days=1)


@pytest.fixture
def concerns(db) -> list[str]:
    code = make.load_child()
    found = []
    for _ in range(6):
        with database.transaction():
            found.append(record_concern(make.reader("responding_officer"), code, seen="A toy was lost.").reference)
    return found


def _drawn(role: str = "auditor_central", programme: str = "benson", **wanted):
    told = {"area": "concern", "since": clocks.now() - DAY, "until": clocks.now() + DAY, **wanted}
    with database.transaction():
        return draw_audit(make.reader(role), Wanted(programme, told.pop("size", 4), "agreed", **told))


def test_the_same_list_and_seed_give_the_same_cases_to_anybody(concerns):
    sample = _drawn()
    frame = frame_of([Row(reference) for reference in concerns])
    expected = [one.reference for one in draw(frame, Design(4, "agreed"))]
    with database.as_service():
        assert [one.reference for one in sample.cases.order_by("place")] == expected
        assert sample.proof["draw_list"] == frame.digest
        assert sample.proof["draw_by"] == "Test Auditor Central"


def test_a_concern_is_asked_the_common_core_and_its_own_set_in_the_versions_of_that_day(concerns):
    assert _drawn().sets == [{"id": "COM", "version": 1}, {"id": "CON", "version": 1}]


def test_of_five_cases_chance_has_one_graded_again(concerns):
    sample = _drawn(size=5)
    with database.as_service():
        assert sample.cases.filter(is_again=True).count() == 1


def test_only_cases_that_reached_the_state_are_in_the_list(concerns):
    from goldthread.core.cases.actions import move_case

    with database.transaction():
        move_case(make.reader("mash_desk"), concerns[0], "take")
    sample = _drawn(states=("researching",), size=1)
    with database.as_service():
        assert [one.reference for one in sample.cases.all()] == [concerns[0]]
    assert sample.proof["draw_rows"] == "1"


def test_a_borough_draws_its_own_cases_and_in_the_short_form(concerns):
    make.officer("auditor_local", "of_oxlade", borough="Oxlade")
    sample = _drawn("auditor_local", "borough_qa")
    assert (sample.of_borough_id, sample.short) == ("merrowfield", True)
    with pytest.raises(NotValid) as refused:
        _drawn("auditor_local", "borough_qa", borough="oxlade")
    assert refused.value.field == "borough"


def test_a_peer_review_is_of_another_borough(concerns):
    with pytest.raises(NotValid) as refused:
        _drawn("auditor_peer", "peer", borough="merrowfield")
    assert refused.value.words == "A peer review is of another borough."


def test_a_programme_is_drawn_by_the_role_that_grades_in_it(concerns):
    with pytest.raises(Refusal) as refused:
        _drawn("auditor_local", "benson")
    assert refused.value.code == "not_in_programme"


@pytest.mark.parametrize(("wanted", "field"), [
    ({"area": ""}, "area"), ({"text": "reference\nN-1\n"}, "area"), ({"area": "nothing"}, "area"),
    ({"states": ("elsewhere",)}, "states"), ({"since": None}, "since"), ({"strata": ("colour",)}, "strata"),
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused_by_its_field(concerns, wanted, field):
    with pytest.raises(NotValid) as refused:
        _drawn(**wanted)
    assert refused.value.field == field


def test_a_drawn_sample_cannot_be_drawn_over_nor_its_cases_changed(concerns):
    sample = sample_of(make.reader("auditor_central"), concerns)
    for statement in ("UPDATE audit_sample SET proof = '{}'", "DELETE FROM audit_sample",
                      "UPDATE audit_sampledcase SET place = 9", "DELETE FROM audit_sampledcase",
                      "UPDATE audit_review SET grade = 'good'", "DELETE FROM audit_referral"):  # fmt: skip
        with pytest.raises(ProgrammingError), database.transaction():
            database.run(statement)
    assert sample.closed_at is None


def test_that_it_was_drawn_is_in_the_journal_with_its_proof(concerns):
    sample = _drawn()
    with database.as_service():
        row = database.fetch_one("SELECT facts FROM journal_event WHERE kind = 'audit.sample_drawn'")
    assert row["facts"]["proof"] == sample.proof


def test_a_case_that_is_sought_stands_after_those_that_chance_drew_and_is_in_no_rate(concerns):
    sought = [{"reference": concerns[0], "why": "complaint"}, {"reference": "CRIS 7/26", "why": "high_risk"}]
    text = "reference\n" + "".join(f"CRIS A{number}\n" for number in range(10))
    sample = _drawn(area="", since=None, until=None, text=text, size=10, targeted=sought)
    by = make.reader("auditor_central")
    for place in range(1, 13):
        with database.transaction():
            said = {"COM_08": "no"} if place > 10 else {}
            grade = "requires improvement" if place > 10 else "good"
            submit_review(by, sample.reference, place, Told(answers(sample, **said), grade))
    with database.transaction():
        told = open_audit(by, sample.reference)
    assert [(one["place"], one["arm"], one["why"]) for one in told["cases"][9:]] == [
        (10, "random", ""), (11, "targeted", "complaint"), (12, "targeted", "high_risk"),
    ]  # fmt: skip
    assert (told["estimate"]["judged"], told["estimate"]["share"], told["findings"]) == (10, 0, [])
    assert told["words"][-1] == "Targeted sample, in no rate: 2 sought, 2 graded, 2 not good, 0 sent back."
    now = clocks.now()
    assert [one.no for one in findings(by, now - DAY, now + DAY) if one.question == "COM-08"] == [0]


@pytest.mark.parametrize(
    "sought",
    [[{"reference": "", "why": "harm"}], [{"reference": "CRIS 1", "why": "curious"}],
     [{"reference": "CRIS 1", "why": "harm"}, {"reference": "CRIS 1", "why": "complaint"}]],
)  # fmt: skip
def test_a_sought_case_needs_a_reference_and_a_reason_once(concerns, sought):
    with pytest.raises(NotValid):
        _drawn(targeted=sought)


@pytest.mark.parametrize("is_listed", [False, True])
def test_a_borough_opens_no_case_of_another_by_seeking_or_listing_it(concerns, is_listed):
    make.officer("auditor_local", "of_oxlade", borough="Oxlade")
    by = make.reader("auditor_local", username="of_oxlade")
    sought = [] if is_listed else [{"reference": concerns[0], "why": "complaint"}]
    text = f"reference\nCRIS 1\n{concerns[0] if is_listed else 'CRIS 2'}\n"
    with pytest.raises(NotValid) as refused, database.transaction():
        draw_audit(by, Wanted("borough_qa", 1, "agreed", text=text, targeted=sought))
    assert "no case of the borough" in refused.value.words
    assert refused.value.field == ("text" if is_listed else "targeted")
