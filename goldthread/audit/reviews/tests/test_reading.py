"""An auditor reads the sampled case that was given to them, as it was known then, and no other: in the database."""

from datetime import timedelta

import pytest

from goldthread.audit.reviews.reading import list_audits, open_audited_case
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.cases.actions import case_ids, move_case
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from goldthread.testing.audits import given_to, sample_of

SEEN = "A bruise on her arm, in her own words."
AUDITORS = ("auditor_central", "auditor_local", "auditor_peer", "inspectorate")
OF_A_CASE = ("cases_case", "journal_event", "journal_payload", "clocks_clock")


@pytest.fixture
def concern(db) -> str:
    """A concern that was recorded a day ago."""
    return _recorded(make.load_child())


def _recorded(code: str, seen: str = SEEN) -> str:
    with clocks.held_at(clocks.now() - timedelta(days=1)), database.transaction():
        return str(record_concern(make.reader("responding_officer"), code, seen=seen).reference)


def _opened(role: str, sample: str, **asked):
    with database.transaction():
        return open_audited_case(make.reader(role), sample, 1, **asked)


@pytest.mark.parametrize("role", AUDITORS)
def test_whoever_a_sample_was_given_to_reads_its_case_in_full(concern, role):
    sample = given_to(role, [concern])
    told = _opened(role, sample.reference).as_json()
    assert SEEN in str(told["case"]["timeline"])
    assert told["reference"] == concern


@pytest.mark.parametrize("role", AUDITORS)
def test_under_that_look_the_tables_of_cases_hold_that_case_and_no_other(concern, role):
    other = _recorded(make.load_child("2/01OCT26", forenames="Ann", birth_date="2012-02-03"), "Another child's words.")
    sample = given_to(role, [concern])
    with database.transaction():
        open_audited_case(make.reader(role), sample.reference, 1)
        held = {row["reference"] for row in database.fetch("SELECT reference FROM cases_case")}
        words = str(database.fetch("SELECT body FROM journal_payload"))
        streams = {row["stream"] for row in database.fetch("SELECT stream FROM journal_event")}
    assert held == {concern}
    assert SEEN in words
    assert "Another child's words." not in words
    assert f"case:{case_ids(other)[0]}" not in streams


@pytest.mark.parametrize("table", ["records_mention", "records_assertion", "people_person", "people_link"])
def test_what_is_held_of_people_beside_the_case_stays_shut_to_an_auditor(concern, table):
    sample = given_to("auditor_central", [concern])
    with database.transaction():
        open_audited_case(make.reader("auditor_central"), sample.reference, 1)
        assert database.fetch(f"SELECT 1 FROM {table}") == []


@pytest.mark.parametrize("table", OF_A_CASE)
def test_a_door_of_audit_that_forgets_to_look_gets_no_rows(concern, table):
    given_to("auditor_central", [concern])
    with database.transaction():
        assert database.fetch(f"SELECT 1 FROM {table}") == []


@pytest.mark.parametrize(("role", "purpose"), [("auditor_central", "safeguarding"), ("mash_desk", "audit"),
                                               ("auditor_local", "audit"), ("panel_member", "audit")])  # fmt: skip
def test_naming_the_case_in_a_look_opens_it_only_to_that_post_and_for_audit(concern, role, purpose):
    """What another role's own layer opens is its own matter: here the look opens nothing of itself."""
    given_to("auditor_central", [concern])
    with database.transaction():
        look(make.reader(role).asking_for(purpose), case_reference=concern, layer="none")
        assert database.fetch("SELECT 1 FROM cases_case") == []
        assert database.fetch("SELECT 1 FROM audit_sample") == []


def test_another_boroughs_auditor_does_not_find_the_sample(concern):
    sample = given_to("auditor_local", [concern])
    make.officer("auditor_local", "of_oxlade", borough="Oxlade")
    with pytest.raises(NotFound), database.transaction():
        open_audited_case(make.reader("auditor_local", username="of_oxlade"), sample.reference, 1)


def test_access_ends_with_the_post(concern):
    sample = given_to("auditor_central", [concern])
    reader = make.reader("auditor_central")
    with database.as_service():
        reader.post.ends_at = clocks.now()
        reader.post.save(update_fields=["ends_at"])
    with pytest.raises(NotFound), database.transaction():
        open_audited_case(reader, sample.reference, 1)


def test_nobody_audits_a_case_that_they_worked_on(concern):
    desk = make.reader("mash_desk")
    with database.transaction():
        move_case(desk, concern, "take")
    with database.as_service():
        desk.post.ends_at = clocks.now()
        desk.post.save(update_fields=["ends_at"])
        make_auditor(desk.officer)
    sample = given_to("auditor_central", [concern])
    with pytest.raises(Refusal) as refused, database.transaction():
        open_audited_case(make.reader("auditor_central", username="mash_desk"), sample.reference, 1)
    assert refused.value.code == "own_case"
    assert refused.value.remedy == "An auditor who did not grades it."


def test_nobody_audits_a_case_of_the_team_they_sat_in_when_it_was_worked(concern):
    colleague = make.officer("mash_desk", "colleague")
    with database.transaction():
        move_case(make.reader("mash_desk"), concern, "take")
    with database.as_service():
        colleague.posts.update(ends_at=clocks.now() + timedelta(seconds=1))
        make_auditor(colleague)
    sample = given_to("auditor_central", [concern])
    with pytest.raises(Refusal) as refused, database.transaction():
        open_audited_case(make.reader("auditor_central", username="colleague"), sample.reference, 1)
    assert refused.value.code == "own_case"


def make_auditor(officer) -> None:
    """Give an officer an auditor's post, begun after every other."""
    from goldthread.core.organisation.models import Post

    Post.objects.create(officer=officer, title="Auditor", role="auditor_central", borough_id="merrowfield",
                        starts_at=clocks.now())  # fmt: skip


def test_the_case_is_read_as_it_was_known_then_and_nothing_later_is_in_it(concern):
    sample = given_to("auditor_central", [concern])
    with database.transaction():
        move_case(make.reader("mash_desk"), concern, "take")
    told = _opened("auditor_central", sample.reference).as_json()
    assert (told["case"]["state"], len(told["case"]["timeline"]), told["decisions"]) == ("recorded", 1, [])
    with pytest.raises(NotValid):
        _opened("auditor_central", sample.reference, as_known_at=clocks.now() + timedelta(minutes=1))


def test_the_names_of_staff_are_not_shown(concern):
    with database.transaction():
        move_case(make.reader("mash_desk"), concern, "take")
    sample = given_to("auditor_central", [concern])
    assert "Test Mash Desk" not in str(_opened("auditor_central", sample.reference).as_json())


def test_the_look_is_logged_for_audit_with_the_case_and_the_child(concern):
    sample = given_to("auditor_central", [concern])
    _opened("auditor_central", sample.reference)
    with database.as_service():
        row = database.fetch_one("SELECT * FROM access_logentry ORDER BY id DESC LIMIT 1")
    assert (row["purpose"], row["case_reference"], row["operation"], row["layer"]) == (
        "audit", concern, "consultation", "none")  # fmt: skip
    assert row["people"] == [case_ids(concern)[1]]


def test_the_list_of_samples_is_those_given_to_the_post(concern):
    sample = given_to("auditor_local", [concern])
    for role, expected in (("auditor_local", [sample.reference]), ("auditor_peer", [])):
        with database.transaction():
            assert [one.reference for one in list_audits(make.reader(role))] == expected


def test_a_case_held_elsewhere_is_told_by_its_reference_and_opens_nothing(db):
    sample = sample_of(make.reader("auditor_central"), ["CRIS 01/2345/26"])
    told = _opened("auditor_central", sample.reference).as_json()
    assert (told["held_here"], told["case"], told["reference"]) == (False, None, "CRIS 01/2345/26")
