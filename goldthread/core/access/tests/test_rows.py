"""Sensitive tables show nothing without a logged look, and never more than it opened. Run as the app's own role."""

from datetime import timedelta

import psycopg
import pytest
from django.db import ProgrammingError, connections

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.db.policies import INTAKE, LOOKED, SENSITIVE, TABLES, problems
from goldthread.improve.plans.tests.rows import a_row_of_every_table
from goldthread.link.feeds.adapters import MERLIN
from goldthread.testing import factories as make
from goldthread.testing.mails import a_mail

READABLE = [table.name for table in TABLES if table.sees]
# What a source sent that could not be taken in, and what its own list differs in: opened to put right, not to work.
OF_INTAKE = [table.name for table in TABLES if table.sees == INTAKE]
# What auditors say of cases: nobody's but theirs, whatever their own layer opens.
OF_AUDIT = [table.name for table in TABLES if "goldthread_audit_" in table.sees and LOOKED not in table.sees]
# What a body of improvement says: nobody's but theirs who sit there, whatever else they may see.
OF_BODIES = [table.name for table in TABLES if "goldthread_governance_" in table.sees]
CLOSED = [table.name for table in TABLES if not table.app]


def test_every_table_has_declared_access_and_every_sensitive_one_a_row_rule(db):
    assert problems() == []


def test_tests_speak_as_the_apps_role_which_is_no_superuser(db):
    row = database.fetch_one("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
    assert row == {"rolname": "gt_test_app", "rolsuper": False, "rolbypassrls": False}


@pytest.mark.parametrize("table", READABLE)
def test_a_door_that_forgets_to_look_gets_no_rows(db, table):
    _something_everywhere()
    with database.transaction():
        assert database.fetch(f"SELECT * FROM {table}") == []


@pytest.mark.parametrize("table", [name for name in READABLE if name not in (*OF_INTAKE, *OF_AUDIT, *OF_BODIES)])
def test_the_same_table_has_rows_once_a_look_is_logged(db, table):
    """The counterpart: what the test above found empty is not empty, so it is the rule that hid it."""
    code = _something_everywhere()
    with database.transaction():
        look(make.reader("mash_desk"), people=[make.person_id_of(code)])
        found = database.fetch_one(f"SELECT count(*) AS n FROM {table}")["n"]
    assert (found > 0) is (table != "people_succession")


@pytest.mark.parametrize("table", OF_INTAKE)
def test_what_a_feed_left_to_put_right_opens_only_to_a_look_that_takes_it_in(db, table):
    code = _something_everywhere()
    with database.transaction():
        look(make.reader("mash_desk"), people=[make.person_id_of(code)])
        assert database.fetch(f"SELECT 1 FROM {table}") == []
    with database.transaction():
        look(make.reader("analyst").asking_for("intake"))
        assert database.fetch(f"SELECT 1 FROM {table}") != []


@pytest.mark.parametrize("table", OF_AUDIT)
def test_what_auditors_said_opens_only_to_those_whom_the_sample_was_given_to(db, table):
    code = _something_everywhere()
    with database.transaction():
        look(make.reader("mash_desk").asking_for("audit"), people=[make.person_id_of(code)])
        assert database.fetch(f"SELECT 1 FROM {table}") == []
    with database.transaction():
        look(make.reader("auditor_local").asking_for("audit"))
        assert database.fetch(f"SELECT 1 FROM {table}") == []
    with database.transaction():
        look(make.reader("auditor_central").asking_for("audit"))
        assert database.fetch(f"SELECT 1 FROM {table}") != []


@pytest.mark.parametrize("table", OF_BODIES)
def test_what_a_body_says_opens_only_to_those_who_sit_there(db, table):
    code = _something_everywhere()
    for stranger in ("mash_desk", "auditor_local", "chief_officer"):
        with database.transaction():
            look(make.reader(stranger), people=[make.person_id_of(code)] if stranger == "mash_desk" else [])
            assert database.fetch(f"SELECT 1 FROM {table}") == []
    with database.transaction():
        look(make.reader("auditor_central"))
        assert database.fetch(f"SELECT 1 FROM {table}") != []


@pytest.mark.parametrize("table", CLOSED)
def test_the_app_may_not_even_ask_tables_that_only_the_service_reads(db, table):
    with pytest.raises(ProgrammingError, match="permission denied"), database.transaction():
        database.fetch(f"SELECT * FROM {table}")


def test_an_access_id_made_up_by_the_app_opens_nothing(db):
    _something_everywhere()
    with database.transaction():
        entry = look(make.reader("mash_desk")).entry_id
    for forged in (entry, entry + 1, 0):
        with database.transaction():
            database.run("SELECT set_config('app.access_id', %s, true)", [str(forged)])
            assert database.fetch("SELECT * FROM records_mention") == []


def test_a_look_ends_with_its_transaction(db):
    _something_everywhere()
    with database.transaction():
        look(make.reader("mash_desk"))
        assert database.fetch("SELECT * FROM records_mention") != []
    with database.transaction():
        assert database.fetch("SELECT * FROM records_mention") == []


def test_a_look_that_was_undone_opened_nothing_that_stayed(db):
    _something_everywhere()
    with database.transaction():
        try:
            with database.transaction():
                look(make.reader("mash_desk"))
                raise ValueError
        except ValueError:
            pass
        assert database.fetch("SELECT * FROM records_mention") == []


def test_the_log_fails_closed_without_somebody_to_name(db):
    from dataclasses import replace

    nobody = replace(make.reader("mash_desk"), officer=None, service="")
    with pytest.raises(Exception, match="log_says_who"), database.transaction():
        look(nobody)


@pytest.mark.parametrize("statement", [
    "INSERT INTO access_logentry (operation) VALUES ('consultation')",
    "UPDATE access_logentry SET purpose = 'x'",
    "DELETE FROM access_logentry",
    "TRUNCATE access_logentry",
    "UPDATE journal_event SET kind = 'x'",
    "DELETE FROM journal_event",
    "UPDATE access_logdetail SET body = NULL",
    "DELETE FROM records_sourcerecord",
    "ALTER TABLE records_mention DISABLE ROW LEVEL SECURITY",
    "SET ROLE gt_test_owner",
])  # fmt: skip
def test_the_app_cannot_write_the_log_or_unmake_what_happened(db, statement):
    _something_everywhere()
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), database.transaction():
        database.run(statement)


@pytest.mark.parametrize("table", [table.name for table in TABLES if table.append_only])
def test_not_even_the_owner_edits_an_append_only_log_without_taking_its_guard_away(db, table):
    _something_everywhere()
    owner = database.speaking_as(database.OWNER)
    with pytest.raises(ProgrammingError, match="append-only"), owner, database.transaction():
        database.run(f"DELETE FROM {table}")


def test_the_service_reads_without_a_look_and_is_no_superuser(db):
    _something_everywhere()
    with database.as_service():
        row = database.fetch_one("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert database.fetch("SELECT * FROM records_mention") != []
    assert row == {"rolsuper": False, "rolbypassrls": False}


def test_another_process_cannot_ride_on_a_look_of_ours(db):
    """The look is this transaction's: a second connection that sets the same id sees nothing."""
    _something_everywhere()
    settings = connections["default"].settings_dict
    with database.transaction():
        entry = look(make.reader("mash_desk")).entry_id
        with psycopg.connect(
            host=settings["HOST"],
            port=settings["PORT"],
            dbname=settings["NAME"],
            user=settings["USER"],
            password=settings["PASSWORD"],
        ) as other:
            other.execute("SELECT set_config('app.access_id', %s, false)", [str(entry)])
            assert other.execute("SELECT count(*) FROM records_mention").fetchone() == (0,)


def test_every_sensitive_table_is_one_a_look_opens_or_one_the_app_may_not_ask():
    assert set(SENSITIVE) == set(READABLE) | set(CLOSED)


def _something_everywhere() -> str:
    """Everything once, a child held and a flag raised, a row set aside: so that every sensitive table has a row."""
    from goldthread.core.flags.actions import raise_flag
    from goldthread.link.feeds.reconciling import compare, take_list
    from goldthread.respond.concern.actions import record_concern

    code = make.load_child(address="12 Mulberry Road", postcode="XX1 2AB", warnings=["self-harm"])
    with database.transaction():
        raise_flag(make.reader("responding_officer"), code, "self_harm", "Told her teacher so today.")
    make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", source_updated_at="at noon")]))
    _two_who_may_be_one()
    compare(take_list(make.reader("analyst"), "cad", "list.csv", b"source_record_id\n9/01OCT26\n").pk)
    with database.transaction():
        record_concern(make.reader("responding_officer"), code, seen="A child alone at night.")
    _a_tripwire_that_fired()
    _something_shared()
    _a_home_that_reported(code)
    a_mail()
    _a_rank_that_changed()
    _a_sample(code)
    _an_agreement_renewed()
    _an_audit()
    _a_body_that_met()
    a_row_of_every_table()
    _a_pass_mark()
    _a_briefing(code)
    _a_report_published()
    return code


def _a_report_published() -> None:
    """An edition with one case behind one figure."""
    from goldthread.core.cases.models import Case
    from goldthread.improve.reporting.models import Edition, FigureCase

    with database.as_service():
        edition = Edition.objects.create(
            period="2016-Q1", number=1, whole={}, outside={}, digest="0" * 64, outside_digest="0" * 64,
            published_at=clocks.now(), published_by=make.reader("chief_officer").officer,
        )  # fmt: skip
        case = Case.objects.latest("opened_at")
    with database.speaking_as(database.OWNER), database.transaction():
        FigureCase.objects.create(edition=edition, figure="1", borough="Merrowfield", case_id=case.pk)


def _a_body_that_met() -> None:
    """A meeting of the scrutiny panel with all that a meeting can hold."""
    from goldthread.testing.bodies import everything_of_a_meeting

    everything_of_a_meeting()


def _a_pass_mark() -> None:
    """A pass mark of a test of effect, adopted, and a reading of it kept."""
    from goldthread.improve.effect import actions
    from goldthread.improve.effect.months import moved

    actions.adopt(make.reader("chief_officer"), "2", 300, "Five hours is what we promised.")
    actions.keep(make.reader("plan_lead"), "2", until=moved(clocks.now(), 0))


def _a_briefing(code: str) -> None:
    """A task about the child, and a line of local intelligence."""
    from goldthread.improve.borough_briefing.models import IntelligenceLine
    from goldthread.testing.tasks import a_task

    a_task(code)
    now, by = clocks.now(), make.reader("supervisor")
    with database.as_service():
        IntelligenceLine.objects.create(
            borough=by.post.borough, words="A grey car.", source="2", assessment="B", handling="P", entered_at=now,
            dated_on=now.date(), expires_at=now + timedelta(days=7), entered_by=by.officer,
        )  # fmt: skip


def _an_audit() -> None:
    """A sample of one concern, graded, and sent back."""
    from goldthread.audit.desk.drafts import keep_answers
    from goldthread.audit.reviews.moderating import moderate
    from goldthread.audit.reviews.referring import send_back
    from goldthread.audit.reviews.reviewing import Told, submit_review
    from goldthread.core.cases.models import Case
    from goldthread.testing.audits import answers, given_to

    with database.as_service():
        reference = Case.objects.filter(area="concern", closed_at=None).latest("opened_at").reference
    sample, by = given_to("auditor_central", [reference]), make.reader("auditor_central")
    with database.transaction():
        submit_review(by, sample.reference, 1, Told(answers(sample), "good"))
    with database.transaction():
        submit_review(make.reader("auditor_central", username="second_auditor"), sample.reference, 1,
                      Told(answers(sample, COM_07="no"), "inadequate"))  # fmt: skip
    with database.transaction():
        moderate(make.reader("auditor_central", username="third_auditor"), sample.reference, 1, "good", "It holds.")
    with database.transaction():
        send_back(by, sample.reference, 1, "He is at the address tonight.")
    with database.transaction():
        keep_answers(by, sample.reference, 1, {"COM-01": {"said": "no"}})


def _an_agreement_renewed() -> None:
    from goldthread.link.feeds.agreements import Agreed, agree

    with database.transaction():
        agree(make.reader("dpo"), "cad", Agreed("DSA-9", clocks.today() + timedelta(days=400), "Signed by both."))


def _a_sample(code: str) -> None:
    """A week's sample of ended concerns, drawn."""
    from goldthread.core.cases.actions import move_case
    from goldthread.core.cases.sampling import draw_week
    from goldthread.respond.concern.actions import record_concern

    desk = make.reader("mash_desk")
    with clocks.held_at(clocks.now() - timedelta(days=clocks.today().weekday() + 3)):
        with database.transaction():
            reference = record_concern(make.reader("responding_officer"), code, seen="A toy was lost.").reference
        with database.transaction():
            move_case(desk, reference, "take")
        make.closed_unshared(desk, reference)
    with database.transaction():
        draw_week(make.reader("supervisor"), "concern")


def _something_shared() -> None:
    """A concern that is on its way to an authority, and a file of outcomes handed in."""
    from goldthread.core.cases.actions import move_case
    from goldthread.core.cases.models import Case
    from goldthread.respond.sharing.models import OutcomeFile, OutcomeRow

    desk = make.reader("mash_desk")
    with database.as_service():
        reference = Case.objects.latest("opened_at").reference
    with database.transaction():
        move_case(desk, reference, "take")
    make.graded(desk, reference, grade="green", level="2")
    answers = {"recipient": "merrowfield", "basis": "public_task", "consent": "given", "route": "file"}
    with database.transaction():
        move_case(desk, reference, "share", answers={**answers, "summary": "Alone at night.", "why": "Early help."})
    with database.as_service():
        file = OutcomeFile.objects.create(
            name="outcomes.csv", digest="0" * 64, loaded_by=desk.officer, loaded_at=clocks.now()
        )
        OutcomeRow.objects.create(file=file, number=1, result="accepted")


def _a_home_that_reported(code: str) -> None:
    """A home in the register, a child placed there, and a report that the home sent."""
    from goldthread.respond.missing.partners.receiving import send_report
    from goldthread.respond.placements.models import PhilomenaForm
    from goldthread.respond.placements.philomena import lodge_form
    from goldthread.respond.placements.placing import place_child
    from goldthread.respond.placements.register import enter_premises

    unit = make.reader("missing_unit")
    with database.transaction():
        home = enter_premises(
            unit, name="Alder House", kind="childrens_home", address="4 Alder Way", host="merrowfield", lodges=True
        )
    with database.transaction():
        send_report(make.reader("control_room"), {"home": home.code, "child_code": code})
    with database.transaction():
        place_child(unit, code, home=home.code, authority="merrowfield")
    with database.transaction():
        lodge_form(unit, code, given_by="M. Cole", parts={"places": "The park."})
    with database.as_service():
        PhilomenaForm.objects.update(is_sealed=False)


def _a_rank_that_changed() -> None:
    """A new rank for an officer, by whoever keeps accounts."""
    from goldthread.core.organisation.ranking import set_rank

    set_rank(make.reader("administrator"), make.reader("analyst").officer.username, "Inspector", reason="Promoted.")


def _a_tripwire_that_fired() -> None:
    """Three low concerns about the child."""
    rows = [make.merlin_row(f"26PAC0000000{n}", days_ago=3 - n, grade="green") for n in range(3)]
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), rows))


def _two_who_may_be_one() -> None:
    """Two mentions of two people, which may be one, and what an officer decided about them."""
    from goldthread.core.people.actions import Pair, keep_possibles
    from goldthread.core.people.decisions import decide

    make.load_child("3/01OCT26", forenames="Ann", birth_date="2012-02-03")
    with database.as_service():
        rows = database.fetch("SELECT DISTINCT ON (person_id) mention_id FROM people_link ORDER BY person_id LIMIT 2")
        low, high = sorted(row["mention_id"] for row in rows)
        keep_possibles([low], [Pair(low, high, 3.0, "", {})], dict.fromkeys([low, high], clocks.now()))
    decide(make.reader("supervisor"), low, high, "different", "Two sisters.")


@pytest.mark.parametrize(("change", "value"), [("kind", "named"), ("layer", "full"), ("hours", 13)])
def test_the_app_can_give_nobody_more_than_breaking_glass_gives(db, change, value):
    """A web process taken over must not be able to open hidden records, or any for longer or deeper."""
    grant = {"kind": "break_glass", "layer": "summary", "hours": 12, change: value}
    start = clocks.now()
    with pytest.raises(ProgrammingError, match="row-level security"), database.transaction():
        database.run(
            """INSERT INTO access_grant (officer_id, person_id, kind, category, layer, opens_hidden, reason, starts_at,
                   ends_at) VALUES (%s, gen_random_uuid(), %s, 'court', %s, false, '', %s, %s)""",
            [make.officer("responding_officer").pk, grant["kind"], grant["layer"], start,
             start + timedelta(hours=grant["hours"])],
        )  # fmt: skip


def test_the_app_cannot_stretch_a_grant_that_was_given(db):
    with pytest.raises(ProgrammingError, match="permission denied"), database.transaction():
        database.run("UPDATE access_grant SET ends_at = ends_at + interval '1 day'")
