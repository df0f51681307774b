"""What is shared goes to one authority word for word, and its answer comes back to the desk and to the officer."""

from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.access.models import LogEntry
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.journal.queries import verify
from goldthread.core.organisation.models import Borough, Officer, Post
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.sharing import answering, queries
from goldthread.respond.sharing.home import warn
from goldthread.respond.sharing.models import Share
from goldthread.testing import factories as make

SHARE = {
    "recipient": "merrowfield",
    "basis": "public_task",
    "consent": "not_safe",
    "route": "api",
    "summary": "Alone at night, the third time.",
    "why": "Neglect over months.",
}
AMBER = {"grade": "amber", "level": "3", "open_to": "no", "why": "Third time in a month."}


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


@pytest.fixture
def partner(db):
    return make.reader("partner")


def partner_of(borough: str):
    """An officer of another borough's council."""
    with database.as_service():
        place, _ = Borough.objects.get_or_create(code=borough.lower(), defaults={"name": borough})
        made = Officer.objects.create_user(f"partner_{place.code}", name=f"Partner {borough}")
        Post.objects.create(
            officer=made, title="partner", role="partner", borough=place, starts_at=clocks.now() - timedelta(days=3)
        )
    return make.reader("partner", username=made.username)


def shared(desk, code: str = "", **changes) -> Share:
    """A concern recorded, taken, graded and shared."""
    code = code or make.load_child(address="12 Mulberry Road", postcode="XX1 2AB")
    with database.transaction():
        case = record_concern(make.reader("responding_officer"), code, seen="Alone at night.", danger="no")
    with database.transaction():
        move_case(desk, case.reference, "take")
    make.graded(desk, case.reference, **AMBER)
    with database.transaction():
        move_case(desk, case.reference, "share", answers={**SHARE, **changes})
    return of(case.reference)


def of(reference: str) -> Share:
    with database.as_service():
        return Share.objects.filter(case_reference=reference).latest("made_at")


def state(reference: str) -> str:
    with database.as_service():
        return Case.objects.get(reference=reference).state


def seen(by) -> list[dict]:
    with database.transaction():
        return [one.as_json() for one in queries.shared_with(by)]


def answer(by, share: Share, **told) -> Share:
    with database.transaction():
        return answering.answer_share(by, share.reference, **told)


def test_the_authority_reads_what_the_desk_confirmed_word_for_word_and_the_least_of_the_child(desk, partner):
    share = shared(desk)
    [read] = seen(partner)
    assert read["summary"] == SHARE["summary"]
    assert read["why"] == SHARE["why"]
    assert read["child"]["surname"] == "Kentwell"
    assert read["our_reference"] == share.case_reference
    assert read["given_by"] == str(desk.officer)


def test_another_authority_sees_nothing_and_a_guessed_reference_is_as_unknown_as_one_there_never_was(desk, partner):
    share = shared(desk)
    other = partner_of("Alderbrook")
    assert seen(other) == []
    told = []
    for reference in (share.reference, "S-BBBBBBB"):
        with pytest.raises(NotFound) as refused, database.transaction():
            queries.open_share(other, reference)
        told.append(str(refused.value))
    assert told[0] == told[1]
    with database.transaction():
        look(other)
        assert database.fetch("SELECT * FROM sharing_share") == []
        assert database.fetch("SELECT * FROM sharing_sharedwords") == []


def test_an_authority_sees_no_case_no_journal_and_no_record_even_of_the_child_it_was_told_of(desk, partner):
    share = shared(desk)
    with database.transaction():
        queries.open_share(partner, share.reference)
        for table in ("cases_case", "people_link", "records_mention", "sharing_sending"):
            assert database.fetch(f"SELECT * FROM {table}") == [], table
    with pytest.raises(Refusal), database.transaction():
        move_case(partner, share.case_reference, "take")


def test_nothing_that_was_opened_to_move_the_case_stays_open_to_the_authority(desk, partner):
    share = shared(desk)
    with database.transaction():
        answering.acknowledge_share(partner, share.reference)
        assert database.fetch("SELECT * FROM cases_case") == []
        assert database.fetch("SELECT * FROM records_mention") == []


def test_somebody_whose_post_at_the_authority_ended_sees_nothing(desk, partner):
    shared(desk)
    with database.as_service():
        Post.objects.filter(officer=partner.officer).update(ends_at=clocks.now() - timedelta(minutes=1))
    with database.transaction():
        look(partner)
        assert database.fetch("SELECT * FROM sharing_share") == []


def test_each_reading_is_in_the_log_of_the_child(desk, partner):
    share = shared(desk)
    with database.transaction():
        queries.open_share(partner, share.reference)
    with database.as_service():
        last = LogEntry.objects.filter(officer=partner.officer).latest("id")
    assert last.operation == "consultation"
    assert len(last.people) == 1


def test_to_acknowledge_moves_the_case_once(desk, partner):
    share = shared(desk)
    for _ in range(2):
        with database.transaction():
            answering.acknowledge_share(partner, share.reference)
    assert state(share.case_reference) == "acknowledged"


def test_an_answer_decides_the_case_and_tells_the_desk(desk, partner):
    share = answer(partner, shared(desk), code="referral_assessment", why="A visit is made this week.")
    assert state(share.case_reference) == "decided"
    assert (share.stage, share.outcome) == ("referral", "referral_assessment")
    assert Alert.objects.filter(kind="concern.authority_answered", to_role="mash_desk").count() == 1


def test_the_same_answer_twice_changes_nothing_and_another_one_is_put_before_a_person(desk, partner):
    share = answer(partner, shared(desk), code="contact_nfa")
    first = share.last_event_id
    assert answer(partner, share, code="contact_nfa").last_event_id == first
    share = answer(partner, share, code="referral_s47")
    assert share.outcome == "contact_nfa"
    assert share.conflict_at is not None
    assert Alert.objects.filter(words__contains="two different answers").count() == 1


def test_after_we_disagree_another_answer_is_what_we_asked_for(desk, partner):
    share = answer(partner, shared(desk), code="contact_nfa")
    with database.transaction():
        move_case(desk, share.case_reference, "dispute", answers={"why": "The father is home."})
    share = answer(partner, share, code="referral_assessment")
    assert (share.outcome, share.conflict_at) == ("referral_assessment", None)


@pytest.mark.parametrize(("told", "field"), [
    ({"code": "nothing"}, "code"),
    ({"code": ""}, "code"),
    ({"code": "RC8", "stage": "contact"}, "stage"),
    ({"code": "RC8", "decided_on": "31 June"}, "decided_on"),
    ({"code": "RC8", "decided_on": "2200-01-01"}, "decided_on"),
])  # fmt: skip
def test_an_answer_that_cannot_be_is_named(desk, partner, told, field):
    share = shared(desk)
    with pytest.raises(NotValid) as refused:
        answer(partner, share, **told)
    assert refused.value.field == field


def test_an_authority_says_what_is_wrong_and_the_case_and_the_desk_hear_it(desk, partner):
    share = shared(desk)
    with database.transaction():
        answering.dispute_share(partner, share.reference, because="not_ours", why="She moved to Oxlade in May.")
    assert of(share.case_reference).disputed_because == "not_ours"
    assert Alert.objects.filter(words__contains="child is not ours").count() == 1


def test_taken_back_it_can_be_shared_with_the_right_authority_and_no_longer_answered(desk, partner):
    share = shared(desk)
    with database.transaction():
        move_case(desk, share.case_reference, "take_back", answers={"why": "She lives in Alderbrook."})
    with pytest.raises(Clash):
        answer(partner, share, code="contact_nfa")
    other = partner_of("Alderbrook")
    with database.transaction():
        move_case(desk, share.case_reference, "share", answers={**SHARE, "recipient": "alderbrook"})
    assert [one["summary"] for one in seen(other)] == [SHARE["summary"]]


def test_what_the_desk_hears_by_telephone_the_share_says_too(desk, partner):
    share = shared(desk)
    answers = {"outcome_stage": "closure", "outcome_closure": "RC8", "outcome_on": clocks.today().isoformat()}
    with database.transaction():
        move_case(desk, share.case_reference, "outcome", answers=answers)
    assert of(share.case_reference).outcome == "RC8"


def test_the_rows_agree_with_the_journal(desk, partner):
    answer(partner, shared(desk), code="contact_nfa")
    with database.as_service():
        assert verify().differences == []


def test_a_concern_on_its_way_to_another_authority_than_that_of_the_address_is_said_before_it_goes(desk):
    from goldthread.core.cases.answering import Answers

    share = shared(desk)
    partner_of("Alderbrook")
    with database.transaction():
        look(desk)
        case = Case.objects.get(reference=share.case_reference)
        lines = warn(desk, case, Answers(facts={"recipient": "alderbrook", "route": "file"}))
        assert lines == [
            "The child's address is in the area of Merrowfield Council. You are sending to Alderbrook Council."
        ]
        assert warn(desk, case, Answers(facts={"recipient": "merrowfield", "route": "file"})) == []


def test_erased_words_are_gone_from_what_the_authority_reads(desk, partner):
    from goldthread.core.people.rights import erase

    code = make.load_child(address="12 Mulberry Road", postcode="XX1 2AB")
    shared(desk, code)
    with database.transaction():
        erase(make.reader("dpo"), code, rule="DPA 2018 s47", authority="Head of data protection")
    [read] = seen(partner)
    assert (read["erased"], read["summary"], read["child"]) == (True, None, None)
