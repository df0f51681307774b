"""A return interview provider sends and receives by its own key, without an account, and sees nothing of another's."""

from datetime import datetime

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import Officer
from goldthread.core.people.queries import person_by_code
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.respond.missing import interviewers
from goldthread.respond.missing.interviews import told_by
from goldthread.respond.missing.tests import test_exchange as exchange
from goldthread.respond.missing.tests.playing import london, told_of
from goldthread.respond.sharing import settling
from goldthread.respond.sharing.models import OutcomeFile, OutcomeRow, Share
from goldthread.testing import factories as make
from goldthread.testing.doors.asked import interview_asked
from goldthread.testing.doors.working import work_off

child, case, returned = exchange.child, exchange.case, exchange.returned


@pytest.fixture
def ear(db) -> Reader:
    """The reader that the provider's key is."""
    return of_key("listening-ear")


def of_key(provider: str) -> Reader:
    with clocks.held_at(london("2026-10-01T12:00")):
        with database.transaction():
            interviewers.give_key(make.reader("administrator"), provider)
        with database.as_service():
            officer = Officer.objects.get(username=f"provider-{provider}")
        return reader_for(officer, "api:send_interview", None, frozenset((interviewers.MAY,)))


def sent(by: Reader, share: Share, at: str = "2026-10-23T10:00", **changes: str) -> dict:
    """An interview sent and read: how it ended, as the provider reads it."""
    with clocks.held_at(london(at)):
        kept = interviewers.send_interview(by, {**exchange.ROW, "our_reference": share.reference, **changes})
        work_off()
    return next(one for one in interviewers.sent(by) if one["id"] == kept["id"])


def waiting(by: Reader) -> list[dict]:
    return interviewers.requests(by)


def test_what_waits_is_told_with_its_due_time_and_only_what_the_request_sends(ear, returned):
    share = exchange.asked(returned)
    [one] = waiting(ear)
    assert (one["reference"], one["our_reference"]) == (share.reference, returned.reference)
    assert [datetime.fromisoformat(one["due_at"])] == [due for due, _ in told_of(returned, "MIS-C15")]
    assert set(one) == {*interviewers.TOLD, "due_at"}
    assert one["child"]["surname"] == "Kent"


def test_the_first_reading_is_the_receipt_of_what_no_mail_carries(ear, child):
    with clocks.held_at(london("2026-10-21T09:00")):
        reference = interview_asked(child, make.person_id_of(child))
        assert [one["reference"] for one in waiting(ear)] == [reference]
    with database.as_service():
        share = Share.objects.get(reference=reference)
    assert (share.sent_at, share.receipt) == (london("2026-10-21T09:00"), f"read by {ear.name}")


def test_a_request_is_acknowledged_once_and_still_waits(ear, returned):
    share = exchange.asked(returned)
    first = interviewers.acknowledge_request(ear, share.reference)
    assert first["state"] == "acknowledged"
    assert interviewers.acknowledge_request(ear, share.reference) == first == waiting(ear)[0]


def test_an_interview_is_on_the_case_as_a_row_of_the_file_would_be(ear, returned):
    share = exchange.asked(returned)
    done = sent(ear, share)
    assert (done["result"], done["our_reference"]) == ("accepted", share.reference)
    assert waiting(ear) == []
    with database.as_service():
        assert Share.objects.get(pk=share.pk).outcome == "done"
        assert Case.objects.get(pk=returned.pk).facts["return_interview"] == "done"


def test_the_same_again_is_unchanged_and_another_is_a_conflict(ear, returned):
    share = exchange.asked(returned)
    ends = [sent(ear, share)["result"], sent(ear, share)["result"], sent(ear, share, words="I was at home.")["result"]]
    assert ends == ["accepted", "unchanged", "conflict"]


def test_words_that_a_spreadsheet_would_run_come_in_as_they_were_said(ear, child, returned):
    share = exchange.asked(returned)
    said = '=I "ran", and\nhid; +1'
    assert sent(ear, share, words=said)["result"] == "accepted"
    [told] = _told_by(child)
    assert told["words"] == said


def test_a_wrong_one_is_kept_told_to_the_unit_put_right_there_and_the_provider_reads_it(ear, returned):
    share = exchange.asked(returned)
    done = sent(ear, share, outcome="maybe")
    assert (done["result"], done["field"]) == ("set aside", "outcome")
    assert "maybe" in done["words"]
    with database.as_service():
        assert OutcomeRow.objects.get().raw["words"] == exchange.CHILD_SAID
        assert Alert.objects.filter(to_role="missing_unit", words__contains="could not be taken").count() == 1
        file = OutcomeFile.objects.get()
    with clocks.held_at(london("2026-10-23T11:00")), database.transaction():
        settling.take_again(make.reader("missing_unit"), file.pk, 1, {"outcome": "done"})
    assert interviewers.sent(ear)[0]["result"] == "accepted"


def test_it_is_kept_at_once_before_anybody_reads_it(ear, returned):
    share = exchange.asked(returned)
    with clocks.held_at(london("2026-10-23T10:00")):
        kept = interviewers.send_interview(ear, {"our_reference": share.reference, "outcome": "declined"})
    assert kept["result"] == "waiting"
    assert [one["id"] for one in interviewers.sent(ear)] == [kept["id"]]


def test_one_that_says_nothing_is_refused(ear):
    with pytest.raises(NotValid, match="says nothing"):
        interviewers.send_interview(ear, {"words": " "})


def test_a_provider_sees_acknowledges_and_answers_nothing_of_another(ear, returned):
    """Another's request is as unknown as one there never was, by the reference of its case too."""
    share = exchange.asked(returned, "merrowfield")
    assert waiting(ear) == []
    with pytest.raises(NotFound) as known:
        interviewers.acknowledge_request(ear, share.reference)
    with pytest.raises(NotFound) as unknown:
        interviewers.acknowledge_request(ear, "S-BBBBBBB")
    assert str(known.value) == str(unknown.value)
    ends = [sent(ear, share, our_reference=one) for one in (share.reference, returned.reference, "S-BBBBBBB")]
    assert {one["words"].replace(one["our_reference"], "") for one in ends} == {
        ends[0]["words"][len(share.reference) :]
    }
    assert [one["result"] for one in ends] == ["set aside"] * 3
    assert interviewers.sent(other()) == []
    with database.as_service():
        assert Share.objects.get(pk=share.pk).answered_at is None


def other() -> Reader:
    """The key of a provider that nothing was asked of; put there by hand, for the profile has one."""
    with database.as_service():
        officer = make.officer("interview_provider", "provider-other")
        officer.posts.update(team="other")
    return reader_for(officer, "api:list_interviews_sent")


def test_a_key_opens_no_case_no_record_and_no_other_share(ear, returned):
    exchange.notify(returned, at="2026-10-21T10:00")
    share = exchange.asked(returned)
    sent(ear, share)
    with database.transaction():
        look(ear)
        for table in ("cases_case", "records_mention", "people_person", "partners_partnerreport", "sharing_sending"):
            assert database.fetch(f"SELECT 1 FROM {table}") == []
        assert [one.pk for one in Share.objects.all()] == [share.pk]
    with database.transaction():
        look(other())
        for table in ("sharing_share", "sharing_sharedwords", "sharing_outcomefile", "sharing_outcomerow"):
            assert database.fetch(f"SELECT 1 FROM {table}") == []


def test_a_request_taken_back_waits_no_longer_and_is_not_acknowledged(ear, returned):
    share = exchange.asked(returned)
    exchange.asked(returned, "merrowfield", "2026-10-21T10:00")
    assert waiting(ear) == []
    with pytest.raises(Clash):
        interviewers.acknowledge_request(ear, share.reference)
    assert sent(ear, share)["result"] == "set aside"


def test_a_key_is_of_one_provider_of_the_profile_and_ends_the_one_before(ear):
    administrator = make.reader("administrator")
    with pytest.raises(NotValid, match="holds no return interviews"), database.transaction():
        interviewers.give_key(administrator, "merrowfield")
    with pytest.raises(Refusal), database.transaction():
        interviewers.give_key(make.reader("missing_unit"), "listening-ear")
    with database.transaction():
        interviewers.give_key(administrator, "listening-ear")
    assert ear.officer.tokens.filter(revoked_at=None).count() == 1


def test_no_officer_answers_for_a_provider(db):
    for role in ("missing_unit", "mash_desk", "partner", "care_home"):
        for ask in (interviewers.requests, interviewers.sent):
            with pytest.raises(Refusal):
                ask(make.reader(role))


def _told_by(child: str) -> list[dict]:
    with database.transaction():
        person, _ = person_by_code(child)
        look(make.reader("missing_unit"), people=[person])
        return told_by(person)
