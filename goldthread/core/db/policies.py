"""Who may touch which table: declared per table, deny by default, applied as the owner after every migration."""

from dataclasses import dataclass
from pathlib import Path

from psycopg import sql as psql

from goldthread.core import db

SEES = "(SELECT goldthread_ceiling()) >= {rank}"
OPENED = "ANY ((SELECT goldthread_opened())::uuid[])"
LAYERED = f"layer_rank <= (SELECT goldthread_ceiling()) AND (restriction = '' OR record_id = {OPENED})"
LOOKED = SEES.format(rank=1)
# Written under the look now open: whoever opens nothing may still write down what they did.
OWN_LOOK = "log_entry_id = (SELECT (goldthread_current_look()).id)"
BREAK_GLASS_ONLY = (
    "kind = 'break_glass' AND NOT opens_hidden AND layer = 'summary' AND ends_at <= starts_at + interval '12 hours'"
)
INTAKE = "(SELECT (goldthread_current_look()).purpose) = 'intake'"
SHOWN_DWELLING = "EXISTS (SELECT 1 FROM places_dwelling d WHERE d.id = dwelling_id)"
SHOWN_PAIR = (
    "EXISTS (SELECT 1 FROM records_mention m WHERE m.id = mention_id)"
    " AND EXISTS (SELECT 1 FROM records_mention m WHERE m.id = other_id)"
)
# An authority's own officer, or its system, sees what was shared with that authority and nothing else.
THEIRS = "authority = (SELECT goldthread_partner_authority())"
# A home's own key sees what that home sent, what became of it, and its own entry in the register.
THEIR_HOME = "= (SELECT goldthread_care_home())"
# A return interview provider's own key sees the interviews asked of that provider, and what it sent.
ASKED_OF_THEM = "(kind = 'interview' AND authority = (SELECT goldthread_interview_provider()))"
SENT_BY_THEM = "authority = (SELECT goldthread_interview_provider())"
WRITES = "(SELECT (goldthread_current_look()).id) IS NOT NULL"
# An auditor, whose layer is none, reads the one case that the look names where a sample of theirs holds it, and the
# samples given to their post.
AUDITED = "ANY ((SELECT goldthread_audited())::uuid[])"
AUDITED_STREAM = "ANY ((SELECT goldthread_audit_streams())::text[])"
THEIR_SAMPLE = "= ANY ((SELECT goldthread_audit_samples())::uuid[])"
# What a body of improvement says is read by whoever sits there, or on one that reads it.
THEIR_BODY = "body = ANY ((SELECT goldthread_governance_bodies())::text[])"
THEMSELVES = "(SELECT (goldthread_current_look()).officer_id)"
# What they sent of the plans, which name no child, under a key of their own: by it a repeat is known again.
OWN_PLANNING = f"starts_with(kind, 'plan.') AND idempotency_key IS NOT NULL AND officer_id = {THEMSELVES}"


@dataclass(frozen=True)
class Table:
    """What the app and the service may do to one table; `sees` is the row rule for the app, empty for reference data.

    A table with a row rule is sensitive: without a logged look it shows nothing. `writes` limits what the app may
    put into a table that it may read.
    """

    name: str
    app: str = ""
    service: str = "SELECT, INSERT, UPDATE, DELETE"
    sees: str = ""
    writes: str = ""
    append_only: bool = False


ANYTHING = "SELECT, INSERT, UPDATE, DELETE"
TABLES: tuple[Table, ...] = (
    # Sensitive: they hold or lead to somebody.
    Table("records_sourcerecord", "SELECT", sees=f"{LOOKED} AND (restriction <> 'hidden' OR id = {OPENED})"),
    Table("records_recordcontent", "SELECT", sees=LAYERED),
    Table("records_mention", "SELECT", sees=f"{LOOKED} AND (restriction <> 'hidden' OR id = {OPENED})"),
    Table("records_assertion", "SELECT", sees=LAYERED),
    # Refuges are among them: the app asks a function, which tells it no more than that a place is communal.
    Table("places_place"),
    Table("places_dwelling", "SELECT", sees=f"{LOOKED} AND NOT is_secret"),
    Table(
        "places_presence",
        "SELECT",
        sees=f"{LAYERED} AND (dwelling_id IS NULL OR {SHOWN_DWELLING})",
    ),
    Table("people_person", "SELECT", sees=LOOKED),
    Table(
        "people_link",
        "SELECT",
        sees=f"{LOOKED} AND EXISTS (SELECT 1 FROM records_mention m WHERE m.id = mention_id)",
    ),
    Table("people_succession", "SELECT", sees=LOOKED),
    Table("people_possible", "SELECT", sees=f"{LOOKED} AND {SHOWN_PAIR}"),
    Table("people_linkdecision", "SELECT, INSERT, UPDATE", sees=f"{LOOKED} AND {SHOWN_PAIR}"),
    Table("people_peoplechange", "SELECT", sees=LOOKED),
    Table("people_matchkey"),
    Table("people_searchkey"),
    Table("people_searchword"),
    Table("cases_case", "SELECT, INSERT, UPDATE", sees=f"{LOOKED} OR id = {AUDITED}"),
    # The cases behind what was published: kept by a function as it is published and by nothing else, read under a look.
    Table("report_figurecase", "SELECT", "SELECT", sees=LOOKED, append_only=True),
    Table("cases_drawn", "SELECT, INSERT", "SELECT, INSERT", sees=LOOKED, append_only=True),
    Table("clocks_clock", "SELECT, INSERT, UPDATE, DELETE", sees=f"{LOOKED} OR stream = {AUDITED_STREAM}"),
    Table("audit_sample", "SELECT, INSERT, UPDATE (closed_at, closed_by_id)", sees=f"id {THEIR_SAMPLE}"),
    Table(
        "audit_review",
        "SELECT, INSERT",
        "SELECT, INSERT",
        sees="id = ANY ((SELECT goldthread_audit_reviews())::uuid[])",
        append_only=True,
    ),
    Table("audit_moderation", "SELECT, INSERT", "SELECT, INSERT", sees=f"sample_id {THEIR_SAMPLE}", append_only=True),
    Table("audit_referral", "SELECT, INSERT", "SELECT, INSERT", sees=f"sample_id {THEIR_SAMPLE}", append_only=True),
    Table("audit_sampledcase", "SELECT, INSERT", "SELECT, INSERT", sees=f"sample_id {THEIR_SAMPLE}", append_only=True),
    Table("audit_desk_draft", ANYTHING, sees=f"officer_id = {THEMSELVES} AND sample_id {THEIR_SAMPLE}"),
    # A task about a child needs a look; what is to be done for the borough as a whole names nobody.
    Table("tasking_task", "SELECT, INSERT, UPDATE", sees=f"mention_id IS NULL OR {LOOKED}"),
    Table("tasking_intelligenceline", "SELECT, INSERT, UPDATE", sees=LOOKED),
    Table(
        "flags_flag",
        "SELECT, INSERT, UPDATE",
        sees=f"{LOOKED} AND EXISTS (SELECT 1 FROM records_mention m WHERE m.id = mention_id)",
    ),
    Table("sharing_share", "SELECT, INSERT, UPDATE", sees=f"{LOOKED} OR {THEIRS} OR {ASKED_OF_THEM}"),
    Table(
        "sharing_sharedwords",
        "SELECT, INSERT",
        sees=f"{SEES.format(rank=2)} OR EXISTS (SELECT 1 FROM sharing_share WHERE id = share_id AND ({THEIRS} "
        f"OR {ASKED_OF_THEM}))",
    ),
    Table("sharing_sending", "SELECT, INSERT, UPDATE", sees=LOOKED),
    Table("sharing_outcomefile", "SELECT, INSERT", sees=f"{LOOKED} OR {SENT_BY_THEM}"),
    Table("sharing_outcomecontent", "INSERT"),
    Table(
        "sharing_outcomerow",
        "SELECT, INSERT",
        sees=f"{LOOKED} OR EXISTS (SELECT 1 FROM sharing_outcomefile f WHERE f.id = file_id AND f.{SENT_BY_THEM})",
    ),
    Table("placements_premises", "SELECT, INSERT, UPDATE", sees=f"{LOOKED} OR code {THEIR_HOME}"),
    Table(
        "placements_placement",
        "SELECT, INSERT, UPDATE",
        sees=f"{LOOKED} AND EXISTS (SELECT 1 FROM records_mention m WHERE m.id = mention_id)",
    ),
    Table("placements_philomenaform", "SELECT, INSERT, UPDATE", sees=LOOKED),
    # Sealed until the child is reported missing: the row rule holds it, whoever asks.
    Table(
        "placements_philomenawords",
        "SELECT, INSERT",
        sees=f"{SEES.format(rank=2)} AND goldthread_philomena_open(form_id)",
    ),
    Table("partners_sending", "SELECT, INSERT", sees=f"{LOOKED} OR home {THEIR_HOME}"),
    Table("partners_partnerreport", "SELECT, INSERT, UPDATE", sees=f"{LOOKED} OR home {THEIR_HOME}"),
    Table(
        "partners_reportwords",
        "SELECT, INSERT, UPDATE",
        sees=f"{SEES.format(rank=2)} OR EXISTS (SELECT 1 FROM partners_partnerreport r WHERE r.id = report_id "
        f"AND r.home {THEIR_HOME})",
    ),
    Table("mailbox_place"),
    Table("mailbox_message", "SELECT, UPDATE", sees=LOOKED),
    Table("mailbox_messagewords", "SELECT", sees=SEES.format(rank=2)),
    Table("mailbox_attachment", "SELECT, UPDATE", sees=LOOKED),
    Table(
        "alerts_firing",
        "SELECT",
        sees=f"{LOOKED} AND EXISTS (SELECT 1 FROM records_mention m WHERE m.id = subject)",
    ),
    # A summary: what a limited record tells is limited with it.
    Table(
        "flags_told",
        "SELECT",
        sees=f"{SEES.format(rank=2)} AND EXISTS (SELECT 1 FROM records_sourcerecord r WHERE r.id = record_id "
        f"AND r.erased_at IS NULL AND (r.restriction = '' OR r.id = {OPENED}))",
    ),
    Table(
        "journal_event",
        "SELECT, INSERT",
        "SELECT, INSERT",
        sees=f"{LOOKED} OR {OWN_LOOK} OR {OWN_PLANNING} OR stream = {AUDITED_STREAM}",
        append_only=True,
    ),
    Table(
        "journal_payload",
        "SELECT, INSERT",
        "SELECT, INSERT",
        sees=f"{LOOKED} AND layer_rank <= (SELECT goldthread_ceiling()) OR event_id IN "
        f"(SELECT e.id FROM journal_event e WHERE e.stream = {AUDITED_STREAM})",
    ),
    Table("access_logentry", "SELECT", "SELECT", sees=LOOKED, append_only=True),
    Table("access_logdetail", "SELECT", "SELECT", sees=LOOKED),
    # Whoever keeps feeds must see a bad row to put it right, and nothing else: it opens under that purpose alone.
    Table(
        "feeds_quarantinedrow",
        "SELECT, UPDATE (state, replay_id, settled_at, settled_by_id, reason)",
        sees=INTAKE,
    ),
    Table("feeds_reconciliation", "SELECT, INSERT", sees=INTAKE),
    Table("feeds_difference", "SELECT", sees=INTAKE),
    # Work and reference data that names no child.
    # An officer may open one person's signalled records for 12 hours, and say why. More than that the app cannot give.
    Table("access_grant", "SELECT, INSERT, UPDATE (reason, explained_at)", writes=BREAK_GLASS_ONLY),
    Table("access_token", "SELECT, INSERT, UPDATE"),
    Table("clocks_adoption", "SELECT, INSERT, UPDATE"),
    Table("alerts_alert", "SELECT, INSERT, UPDATE"),
    Table("alerts_delivery", "SELECT, INSERT, UPDATE"),
    # A source is entered and changed under a logged look; what a load writes of it, the app does not.
    Table(
        "records_source",
        "SELECT, INSERT, UPDATE (name, desk, stale_after, agreement, agreement_ends_on)",
        writes=WRITES,
    ),
    Table("records_tombstone"),
    Table("feeds_delivery", "SELECT, INSERT"),
    Table("feeds_deliverypiece", "INSERT"),
    Table("feeds_sourcechange", "SELECT, INSERT", "SELECT, INSERT", writes=WRITES, append_only=True),
    *(
        Table(f"quality_{name}", "SELECT")
        for name in (
            "codecount",
            "counting",
            "daycount",
            "doublecount",
            "fieldcount",
            "hourcount",
            "notice",
            "volume",
            "waitcount",
        )
    ),
    Table("organisation_borough", "SELECT"),
    Table("organisation_officer", "SELECT, INSERT, UPDATE"),
    Table("organisation_post", "SELECT, INSERT, UPDATE"),
    Table("organisation_rankheld", "SELECT, INSERT", "SELECT, INSERT", writes=WRITES, append_only=True),
    Table("organisation_dutyshift", "SELECT, INSERT, DELETE"),
    Table("organisation_accreditation", "SELECT, INSERT, UPDATE"),
    Table("sealing_epoch", "SELECT"),
    Table("sealing_seal", "SELECT", "SELECT, INSERT"),
    Table("sealing_check", "SELECT", "SELECT, INSERT"),
    Table("cases_queueview", ANYTHING),
    Table("tasking_champion", "SELECT, INSERT, UPDATE", writes=WRITES),
    Table("tasking_ward", "SELECT, INSERT, UPDATE", writes=WRITES),
    Table("report_edition", "SELECT, INSERT", "SELECT, INSERT", writes=WRITES, append_only=True),
    Table("recommendations_report", ANYTHING),
    Table("recommendations_recommendation", ANYTHING),
    Table("recommendations_point", ANYTHING),
    # Who sits on which body, by post and organisation; what a body says opens by a seat of today.
    Table("governance_seat", "SELECT, INSERT, UPDATE (ends_at)", writes=WRITES),
    *(
        Table(f"governance_{name}", "SELECT, INSERT, UPDATE", sees=THEIR_BODY)
        for name in ("meeting", "agendaitem", "attendance", "decision", "learning")
    ),
    *(
        Table(f"governance_{name}", "SELECT, INSERT", "SELECT, INSERT", sees=THEIR_BODY, append_only=True)
        for name in ("citing", "effectlook")
    ),
    Table(
        "governance_pack",
        "SELECT, INSERT",
        "SELECT, INSERT",
        sees="meeting_id = ANY ((SELECT goldthread_governance_meetings())::uuid[])",
        append_only=True,
    ),
    # The plans: figures, dates and posts, and no child. What was said is never said otherwise afterwards.
    *(
        Table(f"plans_{name}", "SELECT, INSERT", "SELECT, INSERT", append_only=True)
        for name in (
            "action",
            "actionversion",
            "commitment",
            "keptfile",
            "letter",
            "letterpoint",
            "position",
            "split",
            "stagetaken",
        )
    ),
    Table("plans_dependency", "SELECT, INSERT, UPDATE (ended_at, ended_by_id)"),
    Table(
        "plans_evidence",
        "SELECT, INSERT, UPDATE (approved_at, approved_by_id, withdrawn_at, withdrawn_by_id, withdrawn_why)",
    ),
    Table("effect_adoption", "SELECT, INSERT", "SELECT, INSERT", writes=WRITES, append_only=True),
    Table("effect_evaluation", "SELECT, INSERT", "SELECT, INSERT", writes=WRITES, append_only=True),
    # Other people's packages.
    *(
        Table(name, ANYTHING)
        for name in (
            "django_session",
            "axes_accessattempt",
            "axes_accessattemptexpiration",
            "axes_accessfailurelog",
            "axes_accesslog",
            "account_emailaddress",
            "account_emailconfirmation",
            "mfa_authenticator",
            "usersessions_usersession",
            "procrastinate_jobs",
            "procrastinate_events",
            "procrastinate_periodic_defers",
            "procrastinate_workers",
        )
    ),
    *(
        Table(name, "SELECT", "SELECT")
        for name in (
            "django_migrations",
            "django_content_type",
            "auth_permission",
            "auth_group",
            "auth_group_permissions",
        )
    ),
)
SENSITIVE = tuple(table.name for table in TABLES if table.sees or not table.app)
# Functions that run as the owner, and who may call them.
APP_FUNCTIONS = (
    "goldthread_open_look",
    "goldthread_current_look",
    "goldthread_ceiling",
    "goldthread_opened",
    "goldthread_has_open_case",
    "goldthread_called",
    "goldthread_find_people",
    "goldthread_possible_people",
    "goldthread_people_by_code",
    "goldthread_case_ids",
    "goldthread_case_reference",
    "goldthread_firing_ids",
    "goldthread_flag_ids",
    "goldthread_partner_authority",
    "goldthread_care_home",
    "goldthread_interview_provider",
    "goldthread_philomena_open",
    "goldthread_placements_page",
    "goldthread_partner_reports",
    "goldthread_mail_page",
    "goldthread_case_states",
    "goldthread_child_named",
    "goldthread_share_ids",
    "goldthread_shares_of",
    "goldthread_shares_named",
    "goldthread_outcome_people",
    "goldthread_outcome_page",
    "goldthread_outcome_progress",
    "goldthread_flags_in_force",
    "goldthread_flags_open",
    "goldthread_queue_page",
    "goldthread_times",
    "goldthread_own_case_of",
    "goldthread_own_returned",
    "goldthread_missing_matches",
    "goldthread_missing_standing",
    "goldthread_missing_between",
    "goldthread_missing_common",
    "goldthread_missing_others",
    "goldthread_places_points",
    "goldthread_danger_among",
    "goldthread_repeat_told",
    "goldthread_danger_at",
    "goldthread_board",
    "goldthread_board_counts",
    "goldthread_board_version",
    "goldthread_queue_changed",
    "goldthread_held_by",
    "goldthread_in_hand",
    "goldthread_drawn_ids",
    "goldthread_record_people",
    "goldthread_mention_people",
    "goldthread_native_record",
    "goldthread_link_decision",
    "goldthread_looks_at",
    "goldthread_audit_samples",
    "goldthread_audit_case",
    "goldthread_audit_graders",
    "goldthread_audit_reviews",
    "goldthread_audit_sent_back",
    "goldthread_audit_is_own",
    "goldthread_audited",
    "goldthread_audit_streams",
    "goldthread_audit_list",
    "goldthread_audit_held",
    "goldthread_audit_findings",
    "goldthread_audit_sent",
    *(f"goldthread_governance_{one}" for one in ("bodies", "meetings", "cited", "spoken")),
    *(f"goldthread_audit_{one}" for one in ("progress", "next", "counts", "place", "to_moderate", "of_record")),
    *(f"goldthread_{one}" for one in ("tasks", "case_boroughs", "lines_standing", "ward_risks", "borough_grades")),
    *(f"goldthread_{one}" for one in ("opened_weekly", "first_opened", "sent_back_of")),
    "goldthread_report_keep",
    "goldthread_report_cases",
    "goldthread_area_figures",
    "goldthread_concern_figures",
    "goldthread_concern_figure_cases",
    "goldthread_concerns_ended",
    "goldthread_concern_briefing",
    "goldthread_without_borough",
    "goldthread_standing_now",
    "goldthread_standing_then",
    "goldthread_born_by",
    "goldthread_missing_figures",
    "goldthread_missing_figure_cases",
    *(f"goldthread_effect_{one}" for one in ("waits", "wait_cases", "audited", "first", "case", "counted_at")),
    *(f"goldthread_effect_{one}" for one in ("custody", "markers")),
    "goldthread_journey_steps",
    "goldthread_journey_cases",
    "goldthread_person_mentions",
    "goldthread_places_shown",
    "goldthread_people_near",
    "goldthread_risk_grounds",
    "goldthread_last_look",
    "goldthread_disclosures_about",
    "goldthread_rights_erase",
    "goldthread_rights_records",
    "goldthread_rights_restrict",
    "goldthread_rights_rectify",
    "goldthread_review_pairs",
    "goldthread_review_count",
    "goldthread_review_people",
    "goldthread_review_fields",
    "goldthread_review_rests",
    "goldthread_review_decisions",
    "goldthread_review_figures",
    "goldthread_review_saw",
    "goldthread_link_act",
    "goldthread_linked_under_another",
)


def apply() -> None:
    """Put functions, triggers, grants and row rules in place, whatever was there before. As the owner."""
    with db.speaking_as(db.OWNER), db.transaction():
        for file in sorted((Path(__file__).parent / "sql").glob("*.sql")):
            _execute(file.read_text())
        app, service = role_names()
        _execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {app}, {service}")
        _execute(f"GRANT USAGE ON SCHEMA public TO {app}, {service}")
        _execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}, {service}")
        present = _tables()
        for table in TABLES:
            if table.name in present:
                _apply_table(table, app, service)
        _apply_functions(app, service)


def _apply_table(table: Table, app: str, service: str) -> None:
    if table.app:
        _execute(f"GRANT {table.app} ON {table.name} TO {app}")
    _execute(f"GRANT {table.service} ON {table.name} TO {service}")
    _execute(f"DROP POLICY IF EXISTS app_rows ON {table.name}; DROP POLICY IF EXISTS service_rows ON {table.name}")
    if table.name in SENSITIVE:
        _execute(f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY")
        _execute(f"CREATE POLICY service_rows ON {table.name} TO {service} USING (true) WITH CHECK (true)")
        if table.sees:
            written = WRITES if table.app != "SELECT" else "false"
            _execute(f"CREATE POLICY app_rows ON {table.name} TO {app} USING ({table.sees}) WITH CHECK ({written})")
    elif table.writes:
        _execute(f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY")
        _execute(f"CREATE POLICY service_rows ON {table.name} TO {service} USING (true) WITH CHECK (true)")
        _execute(f"CREATE POLICY app_rows ON {table.name} TO {app} USING (true) WITH CHECK ({table.writes})")
    if table.append_only:
        _execute(f"DROP TRIGGER IF EXISTS append_only ON {table.name}")
        _execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table.name} "
            f"FOR EACH ROW EXECUTE FUNCTION goldthread_append_only()"
        )


def _apply_functions(app: str, service: str) -> None:
    for row in db.fetch("SELECT oid::regprocedure::text AS f, proname FROM pg_proc WHERE proname LIKE 'goldthread%%'"):
        _execute(f"REVOKE ALL ON FUNCTION {row['f']} FROM PUBLIC, {app}, {service}")
        _execute(f"GRANT EXECUTE ON FUNCTION {row['f']} TO {service}")
        if row["proname"] in APP_FUNCTIONS or row["proname"] in (
            "goldthread_salt",
            "goldthread_digest",
            "goldthread_epoch",
        ):
            _execute(f"GRANT EXECUTE ON FUNCTION {row['f']} TO {app}")


def role_names() -> tuple[str, str]:
    """The app's and the service's role names, quoted; they are whatever this installation's addresses say."""
    from django.conf import settings

    names = (settings.DATABASES[alias]["USER"] for alias in (db.APP, db.SERVICE))
    app, service = (psql.Identifier(name).as_string(None) for name in names)
    return app, service


def problems() -> list[str]:
    """What is not as declared: tables nobody declared, and sensitive tables without row-level security."""
    declared = {table.name for table in TABLES}
    found = [f"{name} has no declared access; it is closed to app and service." for name in _tables() - declared]
    found += [f"{name} is declared but does not exist." for name in declared - _tables()]
    rows = db.fetch("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND NOT relrowsecurity")
    open_tables = {row["relname"] for row in rows}
    found += [f"{name} is sensitive but has no row-level security." for name in SENSITIVE if name in open_tables]
    return sorted(found)


def _tables() -> set[str]:
    rows = db.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {row["tablename"] for row in rows}


def _execute(statement: str) -> None:
    from django.db import connections

    with connections[db.alias()].cursor() as cursor:
        cursor.execute(statement)
