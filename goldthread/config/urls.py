"""Every address the service answers: nouns, opaque references, never a name."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, path, register_converter

from goldthread.api.urls import api
from goldthread.audit.desk import case_views as audit_cases
from goldthread.audit.desk import draw_views as audit_draws
from goldthread.audit.desk import graded_views as audit_graded
from goldthread.audit.desk import views as audits
from goldthread.demand.from_journal import views as journeys
from goldthread.improve.borough_briefing import task_views as tasks
from goldthread.improve.borough_briefing import views as pacesetters
from goldthread.improve.effect import views as effect
from goldthread.improve.governance import decision_views
from goldthread.improve.governance import views as governance
from goldthread.improve.plans import action_pages as plan_actions
from goldthread.improve.plans import pages as plans
from goldthread.improve.recommendations import views as recommendations
from goldthread.improve.reporting import views as reporting
from goldthread.link.feeds import reconcile_views, row_views, source_views
from goldthread.link.feeds import views as feeds
from goldthread.link.picture import picture_views, record_views, share_views
from goldthread.link.picture import search_views as searches
from goldthread.link.quality import views as feed_quality
from goldthread.link.review import person_views as person_links
from goldthread.link.review import views as links
from goldthread.respond.concern import views as concerns
from goldthread.respond.missing.in_common import views as in_common
from goldthread.respond.missing.partners import views as homes
from goldthread.respond.placements import views as placed
from goldthread.respond.sharing import desk_views as shares
from goldthread.respond.sharing import views as sharing
from goldthread.web import (
    access_pages,
    alert_pages,
    area_figure_pages,
    board_pages,
    briefing_pages,
    case_pages,
    case_then_pages,
    changing,
    errors,
    figure_pages,
    flag_pages,
    hand_pages,
    mail_pages,
    officer_pages,
    opening_pages,
    pages,
    queue_pages,
    review_pages,
    row_board_pages,
    rule_pages,
    sample_pages,
    sheet_pages,
    view_pages,
)
from goldthread.web.signin import views as signin


class Reference:
    """A case's or a person's reference as it stands in an address, in either case."""

    regex = r"[A-Za-z]-[0-9A-Za-z]{4,10}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value.lower()


register_converter(Reference, "reference")

SIGN_IN: list[URLPattern | URLResolver] = [
    path("sign-in", signin.SignIn.as_view(), name="signin"),
    path("sign-in", signin.SignIn.as_view(), name="account_login"),
    path("sign-in", signin.SignIn.as_view(), name="account_signup"),
    path("sign-in/code", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/as/<slug:role>", signin.sign_in_as, name="signin_as"),
    path("sign-out", signin.sign_out, name="signout"),
    path("sign-out", signin.sign_out, name="account_logout"),
    path("account/sessions", signin.sessions, name="sessions"),
    path("account/password", account.password_change, name="account_change_password"),
    path("account/again", account.reauthenticate, name="account_reauthenticate"),
    path("account/second-factor", mfa.index, name="second_factor"),
    path("account/second-factor", mfa.index, name="mfa_index"),
    path("account/second-factor/again", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/app", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/app/remove", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-factor/codes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-factor/codes/file", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    *SIGN_IN,
    path("search", searches.search_page, name="search"),
    path("child/<reference:code>", picture_views.picture, name="picture"),
    path("child/<reference:code>/printed", picture_views.printed, name="picture_printed"),
    path("child/<reference:code>/looks", access_pages.who_saw, name="who_saw"),
    path("child/<reference:code>/need", access_pages.break_glass, name="break_glass"),
    path("child/<reference:code>/rights", access_pages.person_rights, name="person_rights"),
    path("child/<reference:code>/share", share_views.share, name="share"),
    path("child/<reference:code>/flags", flag_pages.child_flags, name="child_flags"),
    path("flag/<reference:reference>", flag_pages.flag, name="flag"),
    path("flag/<reference:reference>/<slug:step>", flag_pages.flag_step, name="flag_step"),
    path("missing/in-common", in_common.missing_in_common, name="missing_in_common"),
    path("missing/in-common.csv", in_common.missing_in_common_csv, name="missing_in_common_csv"),
    path("flags", flag_pages.flags, name="flags"),
    path("flags/export/<slug:system>", flag_pages.flags_export, name="flags_export"),
    path("record/<slug:record_id>", record_views.record, name="record"),
    path("child/<reference:code>/links", person_links.person_links, name="person_links"),
    path("links", links.link_queue, name="link_queue"),
    path("links/done", links.links_done, name="links_done"),
    path("links/decisions/<uuid:decision_id>", links.link_decision, name="link_decision"),
    path("links/<uuid:one>/<uuid:other>", links.link_pair, name="link_pair"),
    path("shares", shares.shares, name="shares"),
    path("shares/chase/<slug:authority>", shares.shares_chase, name="shares_chase"),
    path("outcomes", shares.outcome_files, name="outcome_files"),
    path("outcomes/new", shares.outcomes_new, name="outcomes_new"),
    path("outcomes/<uuid:file>", shares.outcome_file, name="outcome_file"),
    path("outcomes/<uuid:file>/progress", shares.outcome_progress, name="outcome_progress"),
    path("outcomes/<uuid:file>/set-aside.csv", shares.outcome_file_csv, name="outcome_file_csv"),
    path("outcomes/<uuid:file>/<int:number>", shares.outcome_row, name="outcome_row"),
    path("home-reports", homes.partner_reports, name="partner_reports"),
    path("home-reports/<reference:reference>", homes.partner_report, name="partner_report"),
    path("mail", mail_pages.mail, name="mail"),
    path("mail/<reference:reference>", mail_pages.mail_message, name="mail_message"),
    path("homes", placed.homes, name="homes"),
    path("homes/<reference:code>", placed.premises, name="premises"),
    path("placements", placed.placements, name="placements"),
    path("placements.csv", placed.placements_csv, name="placements_csv"),
    path("child/<reference:code>/placements", placed.child_placements, name="child_placements"),
    path("shared", sharing.shared, name="shared"),
    path("shared/<reference:reference>", sharing.shared_one, name="shared_one"),
    path("shared/<reference:reference>/<slug:step>", sharing.shared_step, name="shared_step"),
    path("concern/new", concerns.concern_new, name="concern_new"),
    path("concern/offline", concerns.concern_offline, name="concern_offline"),
    path("concern/worker.js", concerns.concern_worker, name="concern_worker"),
    path("concern/device", concerns.concern_device, name="concern_device"),
    path("queue/<slug:area>", queue_pages.queue, name="queue"),
    path("areas/<slug:area>/samples", sample_pages.samples, name="samples"),
    path("areas/<slug:area>/samples/<int:number>", sample_pages.sample, name="sample"),
    path("areas/<slug:area>/figures", area_figure_pages.area_figures_page, name="area_figures"),
    path("areas/<slug:area>/figures.csv", area_figure_pages.area_figures_csv, name="area_figures_csv"),
    path("areas/<slug:area>/figures/<slug:indicator>", area_figure_pages.area_figure_cases, name="area_figure_cases"),
    path("briefing", briefing_pages.briefing, name="briefing"),
    path("briefing/<slug:area>/<slug:line>", briefing_pages.briefing_cases, name="briefing_cases"),
    path("case/new/<slug:area>", opening_pages.case_new, name="case_new"),
    path("board/<slug:area>", board_pages.board, name="board"),
    path("board/<slug:area>/rows", row_board_pages.rows, name="board_rows"),
    path("board/<slug:area>/sheet", sheet_pages.sheet, name="board_sheet"),
    path("board/<slug:area>/sheet/printed", sheet_pages.printed, name="board_sheet_printed"),
    path("queue/<slug:area>/views", view_pages.queue_views, name="queue_views"),
    path("queue/<slug:area>/cases.csv", queue_pages.queue_csv, name="queue_csv"),
    path("queue/<slug:area>/give", hand_pages.queue_give, name="queue_give"),
    path("handovers", hand_pages.handovers, name="handovers"),
    path("handovers/offer", hand_pages.handover_many, name="handover_many"),
    path("case/<reference:reference>/give", hand_pages.case_give, name="case_give"),
    path("case/<reference:reference>/review", review_pages.case_review, name="case_review"),
    path("case/<reference:reference>/instruction", review_pages.instruction_done, name="instruction_done"),
    path("case/<reference:reference>/hand-over", hand_pages.case_handover, name="case_handover"),
    path("case/<reference:reference>/hand-over/<slug:step>", hand_pages.handover_step, name="handover_step"),
    path("case/<reference:reference>", case_pages.case, name="case"),
    path("case/<reference:reference>/as-known", case_then_pages.case_then, name="case_then"),
    path("case/<reference:reference>/move/<slug:move>", case_pages.case_move, name="case_move"),
    path("case/<reference:reference>/item/<slug:item>", case_pages.case_item, name="case_item"),
    path("case/<reference:reference>/note", case_pages.case_note, name="case_note"),
    path("alerts", alert_pages.alerts, name="alerts"),
    path("alerts/<int:alert_id>/acknowledge", alert_pages.acknowledge, name="alert_acknowledge"),
    path("alerts/<int:alert_id>/<slug:step>", alert_pages.alert_step, name="alert_step"),
    path("alert/<reference:reference>", alert_pages.alert, name="alert"),
    path("changes", changing.changes, name="changes"),
    path("tripwires", alert_pages.tripwire_list, name="tripwires"),
    path("tripwires/<slug:rule_id>", alert_pages.tripwire, name="tripwire"),
    path("replay", alert_pages.replay, name="replay"),
    path("access-log", access_pages.access_log, name="access_log"),
    path("feeds", feeds.feeds, name="feeds"),
    path("feeds/quality", feed_quality.quality, name="feed_quality"),
    path("feeds/quality.csv", feed_quality.quality_csv, name="feed_quality_csv"),
    path("feeds/deliveries/<uuid:delivery_id>", feeds.delivery, name="feed_delivery"),
    path("feeds/deliveries/<uuid:delivery_id>/progress", feeds.delivery_progress, name="feed_delivery_progress"),
    path("feeds/deliveries/<uuid:delivery_id>/quarantine.csv", feeds.delivery_rows, name="feed_delivery_rows"),
    path("feeds/rows/<int:row_id>", row_views.row, name="feed_row"),
    path("feeds/sources", source_views.sources, name="feed_sources"),
    path("feeds/sources/<slug:code>", source_views.source, name="feed_source"),
    path("feeds/reconcile", reconcile_views.reconcile, name="feed_reconcile"),
    path("feeds/reconcile/<uuid:run_id>", reconcile_views.reconciliation, name="feed_reconciliation"),
    path("improve/effect", effect.effects, name="effects"),
    path("improve/effect/<slug:number>", effect.effect, name="effect"),
    path("improve/effect/<slug:number>/cases", effect.effect_cases, name="effect_cases"),
    path("recommendations", recommendations.register, name="recommendations"),
    path("recommendations/import", recommendations.import_report, name="recommendation_import"),
    path("recommendations/reports/<int:report_id>", recommendations.confirm, name="recommendation_confirm"),
    path("improve/governance", governance.bodies, name="governance"),
    path("improve/governance/body/<slug:body>", governance.body, name="governance_body"),
    path("improve/governance/meeting/<uuid:meeting_id>", governance.meeting, name="governance_meeting"),
    path("improve/governance/meeting/<uuid:meeting_id>/pack", governance.new_pack, name="governance_pack_new"),
    path("improve/governance/decision/<uuid:decision_id>", decision_views.decision, name="governance_decision"),
    path("improve/governance/pack/<uuid:pack_id>", governance.pack, name="governance_pack"),
    path("improve/governance/do/<slug:step>/<slug:about>", governance.step, name="governance_step"),
    path("recommendation/<int:recommendation_id>", plans.recommendation, name="recommendation"),
    path("recommendation/<int:recommendation_id>/<slug:form_id>", plans.plan_form, name="plan_form"),
    path("improve/plans", plans.side_by_side, name="plans"),
    path("improve/actions", plan_actions.actions, name="plan_actions"),
    path("improve/plans/actions/new", plan_actions.own_action, name="plan_own_action"),
    path("improve/plans/actions/<str:reference>", plan_actions.action, name="plan_action"),
    path("improve/plans/actions/<str:reference>/<slug:form_id>", plan_actions.action_form, name="plan_action_form"),
    path("improve/plans/evidence/<int:evidence_id>/file", plans.evidence_file, name="plan_evidence_file"),
    path("improve/plans/evidence/<int:evidence_id>/<slug:step>", plans.evidence_step, name="plan_evidence_step"),
    path("improve/plans/letters/<int:letter_id>/file", plans.letter_file, name="plan_letter_file"),
    path("improve/briefing", pacesetters.briefings, name="pacesetters"),
    path("improve/briefing/<slug:borough>", pacesetters.sheet, name="pacesetter"),
    path("improve/briefing/<slug:borough>/printed", pacesetters.printed, name="pacesetter_printed"),
    path("improve/briefing/<slug:borough>/keep", pacesetters.keep, name="pacesetter_keep"),
    path("improve/briefing/<slug:borough>/task", tasks.task_new, name="task_new"),
    path("tasks", tasks.my_tasks, name="my_tasks"),
    path("task/<reference:reference>", tasks.task, name="task"),
    path("task/<reference:reference>/<slug:step>", tasks.task_step, name="task_step"),
    path("improve/reports", reporting.reports, name="reports"),
    path("improve/reports/<slug:report>", reporting.report, name="report"),
    path("improve/reports/<slug:report>/publish", reporting.report_publish, name="report_publish"),
    path("improve/reports/<slug:report>/file.<slug:form>", reporting.report_file, name="report_file"),
    path("improve/reports/<slug:report>/figures/<str:figure>", reporting.report_figure, name="report_figure"),
    path("improve/reports/<slug:report>/figures/<str:figure>/cases", reporting.report_cases, name="report_cases"),
    path("improve/cases/<reference:reference>/figures", reporting.case_figures, name="case_figures"),
    path("rules", rule_pages.rules, name="rules"),
    path("rules/<str:rule_id>", rule_pages.rule, name="rule"),
    path("audit", audits.audit, name="audit"),
    path("audit/draw", audit_draws.draw, name="audit_draw"),
    path("audit/moderation", audit_graded.moderation, name="audit_moderation"),
    path("audit/<reference:reference>", audits.sample, name="audit_sample"),
    path("audit/<reference:reference>/drawn/<slug:what>.csv", audits.sample_file, name="audit_sample_file"),
    path("audit/<reference:reference>/cases.csv", audits.sample_csv, name="audit_sample_csv"),
    path("audit/<reference:reference>/close", audits.sample_close, name="audit_sample_close"),
    path("audit/<reference:reference>/<int:place>", audit_cases.case, name="audit_case"),
    path("audit/<reference:reference>/<int:place>/graded", audit_graded.graded, name="audit_graded"),
    path("audit/<reference:reference>/<int:place>/moderate", audit_graded.moderated, name="audit_moderate"),
    path("audit/<reference:reference>/<int:place>/grade", audit_cases.grade, name="audit_grade"),
    path("audit/<reference:reference>/<int:place>/send-back", audit_cases.case_send_back, name="audit_send_back"),
    path("audit/<reference:reference>/<int:place>/settle", audit_cases.case_settle, name="audit_settle"),
    path("demand", figure_pages.demand, name="demand"),
    path("demand/journey", journeys.journey_map, name="journey_map"),
    path("demand/journey/cases", journeys.journey_cases, name="journey_cases"),
    path("cover", pages.cover, name="cover"),
    path("theme", pages.theme, name="theme"),
    path("accessibility", pages.accessibility, name="accessibility"),
    path("privacy", pages.privacy, name="privacy"),
    path("help", pages.help_page, name="help"),
    path("officers", officer_pages.officers, name="officers"),
    path("officers/<str:username>", officer_pages.officer, name="officer"),
    path("health", pages.health, name="health"),
    path("api/v1/", api.urls),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
