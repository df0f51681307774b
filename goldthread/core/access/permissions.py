"""What a role may do, each with the words of its refusal: who decides it instead."""

from functools import cache

from goldthread.core.areas.registry import declared
from goldthread.core.refusals import Refusal

# Ours. permission: (what was refused, what to do about it)
PERMISSIONS: dict[str, tuple[str, str]] = {
    "find_people": ("search for people", "Ask the control room to search for you."),
    "open_picture": ("open a person's picture", "Ask the control room or the person's team."),
    "record_concern": ("record a concern", "Ring the control room; they record it for you."),
    "handle_concern": ("decide a concern", "The Public Protection Desk decides this."),
    "report_missing": ("report a child missing", "Ring the control room; they record it for you."),
    "send_missing_report": ("send a home's reports", "The home sends them by its own key."),
    "answer_interview_requests": (
        "answer what a return interview provider is asked",
        "The provider answers by its own key; its file is handed in under Shared.",
    ),
    "take_mail": (
        "read mail that came in and take it",
        "The control room, the missing persons unit or the Public Protection Desk does this.",
    ),
    "keep_placements": ("keep homes and placements", "The missing persons unit does this."),
    "grade_missing": ("grade a missing child", "The control room, the missing persons unit or an inspector does this."),
    "work_missing": ("work on a missing child", "The missing persons unit or the control room does this."),
    "exchange_missing": (
        "exchange with children's services and interview providers",
        "The missing persons unit or the Public Protection Desk does this.",
    ),
    "plan_missing": ("keep trigger plans", "The missing persons unit does this."),
    "see_in_common": (
        "see what missing children have in common",
        "The missing persons unit or the exploitation team does this.",
    ),
    "see_missing": ("see the board of missing children", "Ask the control room."),
    "see_queue": ("see the desk's queue", "Ask the Public Protection Desk."),
    "supervise_work": ("supervise this work", "A supervisor or the duty inspector does this."),
    "see_shared": ("read what was shared with an authority", "The authority's own officers read it."),
    "share_picture": ("give a picture to somebody outside", "The Public Protection Desk does this."),
    "raise_flag": ("raise a flag", "Ask the control room or the person's team."),
    "review_flag": ("review or lift a flag", "Its owner, the team or a supervisor does this."),
    "export_flags": ("give flags to another system", "The Public Protection Desk or a supervisor does this."),
    "confirm_link": ("decide that two records are one person", "A supervisor decides this."),
    "break_glass": ("open a limited record", "Ring the desk named on the record."),
    "see_access_log": ("see who looked", "Data protection answers this."),
    "verify_logs": ("verify the logs", "Data protection or an administrator does this."),
    "carry_out_rights": ("rectify, restrict or erase", "Data protection does this."),
    "load_feeds": ("load a feed", "An analyst or an administrator does this."),
    "keep_sources": ("change what is said of a source", "An analyst or an administrator does this."),
    "keep_agreements": ("enter a source or renew its agreement", "Data protection does this."),
    "see_data_quality": (
        "see how good the feeds are",
        "An analyst, an administrator or data protection tells you.",
    ),
    "read_recommendations": ("read the recommendations", "Ask the improvement plan lead."),
    "keep_recommendations": ("change the recommendations", "The improvement plan lead does this."),
    "read_governance": ("read what bodies decide", "Ask the improvement plan lead."),
    "keep_governance": ("seat people on bodies", "The improvement plan lead does this."),
    "keep_plans": ("change the plans", "The improvement plan lead does this."),
    "own_actions": ("report on the plans' actions", "The post that answers for the action does this."),
    "approve_evidence": ("approve evidence", "A chief officer does this."),
    "draft_reports": ("draft the quarterly report", "The improvement plan lead does this."),
    "read_reports": ("read published reports", "The improvement plan lead has them."),
    "publish_reports": ("publish the quarterly report", "A chief officer does this."),
    "see_force_briefing": ("see the briefing of the whole force, in counts", "A chief officer sees it."),
    "see_borough_briefing": (
        "see the borough's briefing",
        "The borough commander, the duty inspector or a supervisor shows it.",
    ),
    "see_briefing_counts": ("see the briefings of all boroughs, in counts", "A chief officer sees them."),
    "give_tasks": ("give a task at a briefing", "The borough commander, the duty inspector or a supervisor does this."),
    "keep_intelligence_lines": (
        "enter or withdraw a line of local intelligence",
        "The dedicated ward officer or a supervisor does this.",
    ),
    "keep_champions": ("name a borough's champions", "The borough commander does this."),
    "answer_tasks": ("take and answer a task", "An officer it was given to does this."),
    "see_figures": ("see the figures", "Ask the demand analyst."),
    "see_samples": ("see samples", "Ask the auditor."),
    "draw_audits": ("draw a sample to audit", "An auditor of the force or of a borough does this."),
    "audit_cases": ("audit cases", "An auditor to whom the sample was given does this."),
    "moderate_audits": (
        "decide where grades of an audit differ",
        "An auditor of the central team who gave neither grade does this.",
    ),
    "adopt_standards": ("adopt a standard for the force", "A chief officer does this."),
    "keep_officers": ("keep officers, posts and tokens", "An administrator does this."),
}


@cache
def permissions() -> dict[str, tuple[str, str]]:
    """Every permission there is: ours, and those that areas from outside bring with them."""
    brought = {one.id: (one.what, one.remedy) for area in declared().values() for one in area.permissions}
    return {**brought, **PERMISSIONS}


def refusal(permission: str, role_name: str) -> Refusal:
    """The refusal a role gets for what it may not do; the same by every door."""
    what, remedy = permissions()[permission]
    return Refusal("not_in_role", f"Your role ({role_name}) cannot {what}.", remedy)
