"""How each question is put through each door: addresses, bodies and words, with places for the child asked about."""

import json
import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from goldthread.core import clocks
from goldthread.core.access.roles import roles
from goldthread.improve.borough_briefing.rights import ANSWERS
from goldthread.testing.audits import (
    GIVEN_BY,
    answers,
    given_to,
    graded_apart,
    graded_once,
    graded_sample,
    kept_answers,
    sent_back_elsewhere,
)
from goldthread.testing.bodies import decided, graded_for, keeper, met, pack_of
from goldthread.testing.doors.asked import PROVIDER, interview_asked
from goldthread.testing.doors.asking import Answer, by_api, by_command, by_page
from goldthread.testing.doors.world import LIST, Child, World
from goldthread.testing.effects import a_marked_test
from goldthread.testing.mails import a_mail
from goldthread.testing.reports import published_with
from goldthread.testing.tasks import a_task

SHARED = {"recipient": "A. Ray, Merrowfield Council", "basis": "emergency", "why": "The child is at risk tonight."}
# What puts the row right that was set aside, what is said where it is left, a day on which nothing is held.
OPENED, RETURNED, LONG_AGO = "2016-10-24T22:41:00+01:00", "Asked for the time.", "1990-01-01"
# An agreement that ends after the one the sources have, and what is said of a change.
NEXT_YEAR, SIGNED, MOVED = f"{clocks.today() + timedelta(days=500):%Y-%m-%d}", "Signed by both.", "The desk moved."
PLACES = "places: [{id: H-1, address: 1 Larch Close, postcode: ZZ1 1ZZ, is_secret: true, checked_on: 2026-11-01}]"
FILES = {"{file}": "path", "{list}": "list", "{outcomes}": "outcomes", "{homes}": "homes"}
DESK = ("mash_desk", "supervisor", "duty_inspector")
TWO_GIRLS, NOTHING = "Two girls: the school knows both.", "00000000-0000-4000-8000-000000000000"
# Whom a home reports and nobody holds, so that the row waits for a person.
NOBODY = {"forename": "Wren", "surname": "Nobody", "birth_date": "2011-05-11"}
HOME = {
    "name": "Alder House",
    "kind": "childrens_home",
    "address": "4 Alder Way",
    "host": "merrowfield",
    "lodges": "yes",
}
PLACED = {"authority": "merrowfield", "status": "s31"}
DECIDES = ("supervisor", "duty_inspector")
LISTS_PAIRS = ("page:link_queue", "api:list_pairs", "command:link review")
LISTS_DECISIONS = ("page:links_done", "api:list_decisions", "command:link decisions")
WAITS = "The court sits at nine."
HANDED = {"to": "{second}", "done": "Rung.", "next": "See her.", "next_by": OPENED, "worry": "none"}
REVIEWED = {"looked_at": "whole", "verdict": "sound", "found": "The grade fits."}
LISTS_HANDS = ("page:handovers", "api:list_hand_overs", "command:work in-hand")
WORKS = ("mash_desk", *DECIDES)
ERASED = {"rule": "DPA 2018 s47", "authority": "Head of data protection"}


@dataclass(frozen=True)
class Way:
    """One door's own form of a question: `path` for a page or a call, `words` for a command."""

    path: str = ""
    method: str = "GET"
    body: dict[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def page(path: str, **form: str) -> Way:
    return Way(path, "POST" if form else "GET", form)


def call(path: str, method: str = "GET", **body: Any) -> Way:
    return Way(path, method, body)


def run(*words: str) -> Way:
    return Way(words=words)


WAYS: dict[str, Way] = {
    "page:search": page("/search", q="{born}"),
    "api:search_people": call("/people/search", "POST", q="{born}"),
    "command:search": run("search", "{born}"),
    "page:picture": page("/child/{lower}"),
    "api:open_picture": call("/people/{code}/picture"),
    "command:picture": run("picture", "{code}"),
    "page:picture_printed": Way("/child/{lower}/printed", "POST"),
    "page:record": page("/record/{record}"),
    "api:open_record": call("/records/{record}"),
    "page:concern_new": page("/concern/new?child={code}"),
    "api:record_concern": call("/people/{code}/concerns", "POST", seen="A bruise."),
    "command:concern export": run("concern", "export", "--to", "merlin", "--case", "{new_case}"),
    "api:record_occasion": call("/concerns", "POST", children=[{"code": "{code}"}], seen="A bruise."),
    "command:concern occasion": run(
        "concern", "occasion", '{{"children": [{{"code": "{code}"}}], "seen": "A bruise."}}'
    ),
    "command:concern record": run("concern", "record", "{code}", "--seen", "A bruise."),
    "page:missing_in_common": page("/missing/in-common"),
    "page:missing_in_common_csv": page("/missing/in-common.csv"),
    "api:list_in_common": call("/missing/in-common"),
    "api:export_in_common": call("/missing/in-common/export"),
    "command:missing in-common": run("missing", "in-common"),
    "command:missing export-in-common": run("missing", "export-in-common"),
    "api:reconcile_missing": call("/missing/reconciliation?since=1990-01-01&until=1990-01-07"),
    "command:missing reconcile": run("missing", "reconcile", "--since", "1990-01-01", "--until", "1990-01-07"),
    "api:export_missing": call("/missing/for-merlin", "POST"),
    "command:missing export": run("missing", "export"),
    "page:area_figure_cases": page("/areas/concern/figures/later_assessed"),
    "api:list_cases_behind": call("/areas/concern/figures/later_assessed/cases"),
    "page:effect_cases": page("/improve/effect/2/cases?measure=concern:later_assessed"),
    "api:list_measure_cases": call("/measures/cases?measure=concern:later_assessed"),
    "command:effect cases": run("effect", "cases", "concern:later_assessed"),
    "page:effect": page("/improve/effect/2", value="241", why="Half a night is too long."),
    "api:adopt_pass_mark": call("/effects/2/pass-mark", "POST", value=242, why="Half a night is too long."),
    "command:effect adopt": run("effect", "adopt", "2", "--value", "243", "--why", "Half a night is too long."),
    "api:withdraw_pass_mark": call("/effects/{marked}/pass-mark/withdraw", "POST", why="It was set in haste."),
    "command:effect withdraw": run("effect", "withdraw", "{marked}", "--why", "It was set in haste."),
    "api:keep_effect": call("/effects/2/keep", "POST", until="2015-07-01T00:00:00+01:00"),
    "command:effect save": run("effect", "save", "2", "--until", "2015-07"),
    "api:list_entered": call("/cases/{case}/figures"),
    "command:effect entered": run("effect", "entered", "{case}"),
    "page:journey_cases": page("/demand/journey/cases?area=concern&before=concern.reopened"),
    "api:list_journey_cases": call("/demand/journey/cases?area=concern&before=concern.reopened"),
    "page:briefing_cases": page("/briefing/concern/recorded?borough=all&period=7d"),
    "page:pacesetter": page("/improve/briefing/merrowfield"),
    "page:pacesetter_printed": Way("/improve/briefing/merrowfield/printed", "POST"),
    "page:task_new": page(
        "/improve/briefing/merrowfield/task",
        words="Visit.",
        due_at="{tonight}",
        officer="supervisor",
        about="{code}",
    ),
    "page:my_tasks": page("/tasks"),
    "page:task": page("/task/{task}"),
    "page:task_step": page("/task/{task}/accept", sure="yes"),
    "api:open_pacesetter": call("/boroughs/merrowfield/pacesetter"),
    "api:list_my_tasks": call("/tasks/mine"),
    "api:give_task": call("/tasks", "POST", words="Ring.", due_at="{tonight}", officer="supervisor", about="{code}"),
    "api:name_task": call("/tasks/{task}/name", "POST", officer="supervisor"),
    "api:accept_task": call("/tasks/{task}/accept", "POST"),
    "api:answer_task": call("/tasks/{task}/answer", "POST", result="done"),
    "api:carry_task": call("/tasks/{task}/carry", "POST", due_at="{tonight}"),
    "api:withdraw_task": call("/tasks/{task}/withdraw", "POST", why="Given twice."),
    "command:pacesetter sheet": run("pacesetter", "sheet", "--borough", "merrowfield"),
    "command:pacesetter mine": run("pacesetter", "mine"),
    "command:pacesetter give": run(
        *("pacesetter", "give", "Ask.", "--by", "{tonight}", "--officer", "supervisor", "--about", "{code}")
    ),
    "command:pacesetter name": run("pacesetter", "name", "{task}", "supervisor"),
    "command:pacesetter accept": run("pacesetter", "accept", "{task}"),
    "command:pacesetter answer": run("pacesetter", "answer", "{task}", "done"),
    "command:pacesetter carry": run("pacesetter", "carry", "{task}", "--by", "{tonight}"),
    "command:pacesetter withdraw": run("pacesetter", "withdraw", "{task}", "--why", "Given twice."),
    "page:case_new": page("/case/new/concern?child={code}"),
    "api:open_work": call("/areas/concern/cases", "POST", child="{code}", answers={"seen": "A bruise."}),
    "command:case open": run("case", "open", "concern", "{code}", "--answer", "seen=A bruise."),
    "page:case": page("/case/{case}"),
    "api:open_case": call("/cases/{case}"),
    "command:concern show": run("concern", "show", "{case}"),
    "page:case_then": page("/case/{case}/as-known"),
    "api:replay_case": call("/cases/{case}/replay"),
    "command:case replay": run("case", "replay", "{case}"),
    "page:queue": page("/queue/concern"),
    "page:board": page("/board/missing?all=yes"),
    "page:board_rows": page("/board/missing/rows?all=yes"),
    "api:list_board": call("/boards/missing/rows"),
    "command:board": run("board", "missing"),
    "page:board_sheet": page("/board/missing/sheet?all=yes"),
    "page:board_sheet_printed": Way("/board/missing/sheet/printed?all=yes", "POST"),
    "page:queue_csv": page("/queue/concern/cases.csv"),
    "command:work export": run("work", "export", "concern"),
    "api:open_queue": call("/queues/concern"),
    "command:concern queue": run("concern", "queue"),
    "page:case_item": page("/case/{new_case}/item/all_children", answer="done"),
    "api:answer_item": call("/cases/{new_case}/checklist/all_children", "POST", answer="done"),
    "command:concern check": run("concern", "check", "{new_case}", "all_children", "done"),
    "page:case_note": page("/case/{new_case}/note", note="The aunt was rung."),
    "api:add_note": call("/cases/{new_case}/notes", "POST", note="The aunt was rung."),
    "command:concern note": run("concern", "note", "{new_case}", "The aunt was rung."),
    "page:case_give": page("/case/{new_case}/give", officer="{second}"),
    "page:queue_give": page("/queue/concern/give", case="{to_give}", officer="{second}", confirmed="yes"),
    "api:give_case": call("/cases/{new_case}/owner", "POST", officer="{second}"),
    "command:work give": run("work", "give", "{new_case}", "{second}"),
    "page:case_review": page("/case/{new_case}/review", **REVIEWED),
    "api:review_case": call("/cases/{new_case}/reviews", "POST", **{**REVIEWED, "looked_at": ["whole"]}),
    "command:work review": run(
        *("work", "review", "{new_case}", "--looked-at", "whole"),
        *("--verdict", REVIEWED["verdict"], "--found", REVIEWED["found"]),
    ),
    "page:samples": page("/areas/concern/samples", week="{week}"),
    "api:draw_sample": call("/areas/concern/samples/draw", "POST", week="{week}"),
    "command:work draw": run("work", "draw", "concern", "--week", "{week}"),
    "api:list_samples": call("/areas/concern/samples"),
    "command:work samples": run("work", "samples", "concern"),
    "page:sample": page("/areas/concern/samples/{sample}"),
    "api:open_sample": call("/samples/{sample}"),
    "command:work sample": run("work", "sample", "{sample}"),
    "api:draw_audit": call(
        "/audits/draw", "POST", programme="benson", size=1, seed="agreed", area="concern", since=OPENED, until="{now}"
    ),
    "command:audit sample draw": run(
        *("audit", "sample", "draw", "benson", "--size", "1", "--seed", "agreed", "--area", "concern"),
        *("--since", OPENED, "--until", "{now}"),
    ),
    "page:audit": page("/audit"),
    "page:audit_draw": page(
        "/audit/draw", programme="benson", source="list", text="reference\nCRIS 1\n", size="1", seed="a", confirmed="1"
    ),
    "page:audit_sample_file": page("/audit/{audit}/drawn/list.csv"),
    "page:audit_sample": page("/audit/{audit}"),
    "page:audit_sample_csv": page("/audit/{audit}/cases.csv"),
    "page:audit_sample_close": Way("/audit/{graded_audit}/close", "POST"),
    "page:audit_case": page("/audit/{audit}/1"),
    "page:audit_grade": page("/audit/{kept_audit}/1/grade", grade="good"),
    "page:audit_moderation": page("/audit/moderation"),
    "page:audit_graded": page("/audit/{own_audit}/1/graded"),
    "page:audit_moderate": page("/audit/{apart_audit}/1/moderate", grade="good", reason="The answers bear it out."),
    "api:list_audits_to_moderate": call("/audits/moderation"),
    "api:open_audit_gradings": call("/audits/{own_audit}/cases/1/gradings"),
    "api:moderate_audit": call("/audits/{apart_audit}/cases/1/moderations", "POST", grade="good", reason="It holds."),
    "command:audit moderation": run("audit", "moderation"),
    "command:audit gradings": run("audit", "gradings", "{own_audit}", "1"),
    "command:audit moderate": run(
        "audit", "moderate", "{apart_audit}", "1", "--grade", "good", "--reason", "It holds."
    ),
    "page:audit_send_back": page("/audit/{audit}/1/send-back", why="He is at the address tonight."),
    "page:audit_settle": page("/audit/{sent_audit}/1/settle", how="Seen by the ward sergeant."),
    "api:list_audits": call("/audits"),
    "command:audit sample list": run("audit", "sample", "list"),
    "api:open_audit": call("/audits/{audit}"),
    "command:audit sample show": run("audit", "sample", "show", "{audit}"),
    "api:close_audit": call("/audits/{graded_audit}/close", "POST"),
    "command:audit sample close": run("audit", "sample", "close", "{graded_audit}"),
    "api:open_audited_case": call("/audits/{audit}/cases/1"),
    "command:audit case": run("audit", "case", "{audit}", "1"),
    "api:submit_audit_review": call("/audits/{audit}/cases/1/reviews", "POST", answers="{audit_answers}", grade="good"),
    "command:audit review": run("audit", "review", "{audit}", "1", "--answers", "{answers_file}", "--grade", "good"),
    "api:send_case_back": call("/audits/{audit}/cases/1/send-back", "POST", why="He is at the address tonight."),
    "command:audit send-back": run("audit", "send-back", "{audit}", "1", "He is at the address tonight."),
    "api:settle_sent_back": call("/audits/{sent_audit}/cases/1/settle", "POST", how="Seen by the ward sergeant."),
    "command:audit settle": run("audit", "settle", "{sent_audit}", "1", "Seen by the ward sergeant."),
    "page:report_cases": page("/improve/reports/{report}/figures/1/cases"),
    "page:case_figures": page("/improve/cases/{case}/figures"),
    "api:list_report_cases": call("/reports/{report}/figures/1/cases"),
    "api:list_case_figures": call("/cases/{case}/published-figures"),
    "api:publish_report": call("/reports/2016-Q1/publish", "POST", why="The one before was short."),
    "page:report_publish": page("/improve/reports/2016-Q1/publish", why="The one before was short."),
    "command:report publish": run("report", "publish", "--period", "2016-Q1", "--why", "The one before was short."),
    "page:governance": page("/improve/governance"),
    "api:list_bodies": call("/governance/bodies"),
    "command:governance bodies": run("governance", "bodies"),
    "page:governance_body": page("/improve/governance/body/scrutiny"),
    "api:open_body": call("/governance/bodies/scrutiny"),
    "command:governance body": run("governance", "body", "scrutiny"),
    "page:governance_meeting": page("/improve/governance/meeting/{body_meeting}"),
    "api:open_meeting": call("/governance/meetings/{body_meeting}"),
    "command:governance meeting": run("governance", "meeting", "{body_meeting}"),
    "api:list_body_decisions": call("/governance/decisions"),
    "command:governance decisions": run("governance", "decisions"),
    "page:governance_pack": page("/improve/governance/pack/{panel_pack}"),
    "api:open_pack": call("/governance/packs/{panel_pack}"),
    "command:governance pack": run("governance", "pack", "{panel_pack}"),
    "page:governance_decision": page("/improve/governance/decision/{body_decision}"),
    "api:open_body_decision": call("/governance/decisions/{body_decision}"),
    "command:governance decision": run("governance", "decision", "{body_decision}"),
    "page:governance_pack_new": page("/improve/governance/meeting/{body_meeting}/pack", sample="{packed}", place="1"),
    "api:make_pack": call("/governance/meetings/{body_meeting}/packs", "POST", sample="{packed}", place=1),
    "command:governance make-pack": run("governance", "make-pack", "{body_meeting}", "{packed}", "1"),
    "page:governance_step": page("/improve/governance/do/learn/{body_meeting}", words="Ask alone."),
    "api:take_body_step": call("/governance/steps/learn/{body_meeting}", "POST", told={"words": "Ask alone."}),
    "command:governance do": run("governance", "do", "learn", "{body_meeting}", "--set", "words=Ask alone."),
    "page:instruction_done": page("/case/{instructed}/instruction", done="Rung."),
    "api:carry_out": call("/cases/{instructed}/instructions/done", "POST", done="Rung."),
    "command:work done": run("work", "done", "{instructed}", "Rung."),
    "page:case_handover": page("/case/{owned_lower}/hand-over", **HANDED),
    "api:hand_over_case": call("/cases/{owned}/hand-over", "POST", **HANDED),
    "command:work offer": run(
        "work",
        "offer",
        "{owned}",
        "--to",
        "{second}",
        "--done",
        "Rung.",
        "--next",
        "See her.",
        "--next-by",
        OPENED,
        "--worry",
        "none",
    ),
    "page:handover_many": page("/handovers/offer", case="{owned}", confirmed="yes", **HANDED),
    "api:offer_hand_overs": call("/hand-overs/offer", "POST", cases=["{owned}"], **HANDED),
    "command:work offer-many": run(
        *("work", "offer-many", "{owned}", "--to", "{second}", "--done", "Rung.", "--next", "See her."),
        *("--next-by", OPENED, "--worry", "none"),
    ),
    "api:accept_hand_overs": call("/hand-overs/accept", "POST", cases=["{offered}"]),
    "command:work accept-many": run("work", "accept-many", "{offered}"),
    "page:handover_step": page("/case/{offered_lower}/hand-over/accept", key="k"),
    "api:step_hand_over": call("/cases/{offered}/hand-over/accept", "POST", question=""),
    "command:work step": run("work", "step", "{offered}", "accept"),
    "page:handovers": page("/handovers"),
    "api:list_hand_overs": call("/hand-overs"),
    "command:work in-hand": run("work", "in-hand"),
    "page:case_move": page("/case/{new_case}/move/take", reason=""),
    "api:move_case": call("/cases/{new_case}/moves/take", "POST"),
    "command:concern move": run("concern", "move", "{new_case}", "take"),
    "page:share": page("/child/{lower}/share", **SHARED),
    "api:share_picture": call("/people/{code}/share", "POST", **SHARED),
    "command:person share": run(
        *("person", "share", "{code}", "--recipient", SHARED["recipient"]),
        *("--basis", SHARED["basis"], "--why", SHARED["why"]),
    ),
    "page:shares": page("/shares"),
    "page:shares_chase": page("/shares/chase/merrowfield", sure="yes"),
    "api:list_shares": call("/shares"),
    "api:remind_authority": call("/shares/merrowfield/remind", "POST"),
    "command:concern shared": run("concern", "shared"),
    "command:concern remind": run("concern", "remind", "merrowfield"),
    "page:outcomes_new": page("/outcomes/new", file="{outcomes}"),
    "page:outcome_files": page("/outcomes"),
    "command:concern outcome-files": run("concern", "outcome-files"),
    "page:outcome_file": page("/outcomes/{outcome_file}"),
    "command:concern outcome-file": run("concern", "outcome-file", "{outcome_file}"),
    "page:outcome_file_csv": page("/outcomes/{outcome_file}/set-aside.csv"),
    "command:concern outcomes-aside": run("concern", "outcomes-aside", "{outcome_file}", "--out", "{out}"),
    "page:outcome_row": page("/outcomes/{outcome_file}/1", step="return", why="Asked."),
    "command:concern outcome-again": run("concern", "outcome-again", "{outcome_file}", "1", "--return", "Asked."),
    "api:hand_in_outcomes": call("/outcomes/hand-in?name=outcomes.csv", "POST", file="{outcomes}"),
    "api:list_outcome_files": call("/outcomes"),
    "api:open_outcome_file": call("/outcomes/{outcome_file}"),
    "api:list_outcomes_aside": call("/outcomes/{outcome_file}/set-aside"),
    "api:open_outcome_row": call("/outcomes/{outcome_file}/rows/1"),
    "api:take_outcome_again": call("/outcomes/{outcome_file}/rows/1/again", "POST", decided_on="2026-10-23"),
    "api:return_outcome": call("/outcomes/{outcome_file}/rows/1/return", "POST", why="Asked."),
    "command:concern outcomes": run("concern", "outcomes", "{outcomes}"),
    "command:concern give-out": run("concern", "give-out", "{folder}"),
    "page:partner_reports": page("/home-reports", file="{homes}"),
    "page:partner_report": page("/home-reports/{home_report}", step="answer", why="Rung."),
    "api:send_home_report": call("/home-reports/send", "POST", **NOBODY),
    "api:hand_in_home_reports": call("/home-reports/hand-in?name=home.csv", "POST", file="{homes}"),
    "command:homes hand-in": run("homes", "hand-in", "{homes}"),
    "api:list_home_reports": call("/home-reports"),
    "command:homes reports": run("homes", "reports"),
    "api:open_home_report": call("/home-reports/{home_report}"),
    "command:homes report": run("homes", "report", "{home_report}"),
    "api:say_child_back": call("/home-reports/{home_report}/back", "POST", told_by="M. Cole"),
    "api:take_home_report_again": call("/home-reports/{home_report}/again", "POST", told={"forename": "Wrenna"}),
    "api:answer_home_report": call("/home-reports/{home_report}/answer", "POST", why="Rung."),
    "command:homes again": run("homes", "again", "{home_report}", "--answer", "Rung."),
    "page:mail": page("/mail"),
    "page:mail_message": page("/mail/{mail_lower}", step="answer", why="Rung."),
    "api:list_mail": call("/mail"),
    "api:fetch_mail": call("/mail/fetch", "POST"),
    "api:open_mail": call("/mail/{mail}"),
    "api:take_mail": call("/mail/{mail}/take", "POST", whose=""),
    "api:answer_mail": call("/mail/{mail}/answer", "POST", why="Rung."),
    "command:mail list": run("mail", "list"),
    "command:mail show": run("mail", "show", "{mail}"),
    "command:mail take": run("mail", "take", "{mail}"),
    "command:mail answer": run("mail", "answer", "{mail}", "Rung."),
    "command:mail fetch": run("mail", "fetch"),
    "page:homes": page("/homes", **HOME),
    "page:premises": page("/homes/{home_lower}", night_phone="07700 900124"),
    "api:list_homes": call("/homes"),
    "command:homes register": run("homes", "register"),
    "api:enter_home": call("/homes/enter", "POST", **HOME),
    "command:homes enter": run("homes", "enter", *(f"--set={name}={value}" for name, value in HOME.items())),
    "command:homes key": run("homes", "key", "H-222222"),
    "command:interviews key": run("interviews", "key", PROVIDER),
    "api:list_interview_requests": call("/interview-requests"),
    "api:acknowledge_interview_request": call("/interview-requests/{interview}/acknowledge", "POST"),
    "api:send_interview": call("/interviews/send", "POST", our_reference="S-BBBBBBB", outcome="declined"),
    "api:list_interviews_sent": call("/interviews/sent"),
    "page:placements": page("/placements"),
    "page:placements_csv": page("/placements.csv"),
    "api:list_placements": call("/placements"),
    "command:homes placements": run("homes", "placements"),
    "page:child_placements": page("/child/{lower}/placements", step="place", home="{home_code}", **PLACED),
    "api:open_child_placements": call("/people/{code}/placements"),
    "command:homes child": run("homes", "child", "{code}"),
    "api:place_child": call("/people/{code}/placements/place", "POST", home="{home_code}", **PLACED),
    "command:homes place": run("homes", "place", "{code}", "--home", "{home_code}", "--authority", "merrowfield"),
    "api:end_placement": call("/people/{code}/placements/end?{placed}", "POST", until=""),
    "command:homes end": run("homes", "end", "{code}", "--until", "{placed}"),
    "api:lodge_philomena": call("/people/{code}/philomena/lodge?{placed}", "POST", given_by="M. Cole", places="Park."),
    "command:homes lodge": run("homes", "lodge", "{code}", "--given-by", "M. Cole{placed}", "--set", "places=Park."),
    "page:shared": page("/shared"),
    "api:list_shared": call("/shared"),
    "page:shared_one": page("/shared/{share_lower}"),
    "api:open_shared": call("/shared/{share}"),
    "page:shared_step": page("/shared/{share_lower}/acknowledge", seen="yes"),
    "api:acknowledge_shared": call("/shared/{share}/acknowledge", "POST"),
    "api:answer_shared": call("/shared/{share}/answer", "POST", code="contact_nfa"),
    "api:send_back_shared": call("/shared/{share}/send-back", "POST", because="not_ours", why="Ask Oxlade."),
    "page:break_glass": page("/child/{lower}/need", reason="child_in_danger"),
    "api:break_glass": call("/people/{code}/break-glass", "POST", reason="child_in_danger"),
    "command:person break-glass": run("person", "break-glass", "{code}", "--reason", "child_in_danger"),
    "page:who_saw": page("/child/{lower}/looks"),
    "api:who_saw": call("/people/{code}/looks"),
    "command:access who-saw": run("access", "who-saw", "{code}"),
    "page:access_log": page("/access-log"),
    "page:person_rights": page("/child/{lower}/rights"),
    "api:rectify_person": call("/people/{code}/rectify", "POST", field="sex", text="male", authority="DPO"),
    "api:restrict_person": call("/people/{code}/restrict", "POST", ground="contested", authority="DPO"),
    "api:erase_person": call("/people/{code}/erase", "POST", **ERASED),
    "command:person rectify": run(
        "person", "rectify", "{code}", "--field", "sex", "--text", "male", "--authority", "DPO"
    ),
    "command:person restrict": run("person", "restrict", "{code}", "--ground", "contested", "--authority", "DPO"),
    "command:person erase": run(
        *("person", "erase", "{code}", "--rule", ERASED["rule"], "--authority", ERASED["authority"])
    ),
    "page:feeds": page("/feeds", source="cad", file="{file}"),
    "api:deliver": call("/feeds/cad/deliveries?name=children-of-today.ndjson", "POST", file="{file}"),
    "command:feeds load": run("feeds", "load", "cad", "{path}", "--no-wait"),
    "page:feed_delivery": page("/feeds/deliveries/{delivery}"),
    "api:open_delivery": call("/feeds/deliveries/{delivery}"),
    "command:feeds delivery": run("feeds", "delivery", "{delivery}"),
    "command:feeds watch": run("feeds", "watch", "{inbox}", "--once"),
    "page:feed_row": page("/feeds/rows/{row}"),
    "page:feed_delivery_rows": page("/feeds/deliveries/{delivery}/quarantine.csv"),
    "command:feeds quarantine": run("feeds", "quarantine", "{delivery}", "--out", "{out}"),
    "api:correct_row": call("/feeds/rows/{aside}/correct", "POST", fields={"opened_at": OPENED}),
    "command:feeds correct": run("feeds", "correct", "{aside}", "--set", f"opened_at={OPENED}"),
    "api:replay_rows": call("/feeds/deliveries/{aside_in}/replay", "POST", rows=["{aside}"]),
    "command:feeds replay": run("feeds", "replay", "{aside_in}", "--row", "{aside}"),
    "api:return_rows": call("/feeds/rows/return", "POST", rows=["{aside}"], reason=RETURNED),
    "page:feed_reconcile": page("/feeds/reconcile"),
    "page:feed_reconciliation": page("/feeds/reconcile/{run}"),
    "api:reconcile_source": call("/feeds/cad/lists?name=list.csv", "POST", file="{list}"),
    "api:open_reconciliation": call("/feeds/reconciliations/{run}"),
    "command:feeds reconcile": run("feeds", "reconcile", "cad", "{list}", "--from", LONG_AGO, "--to", LONG_AGO),
    "page:feed_source": page("/feeds/sources/crime", do="agree", agreement="DSA-1", ends_on=NEXT_YEAR, reason=SIGNED),
    "api:agree_source": call(
        "/feeds/sources/crime/agreement", "POST", agreement="DSA-2", ends_on=NEXT_YEAR, reason=SIGNED
    ),
    "command:feeds agree": run(
        *("feeds", "agree", "crime", "--agreement", "DSA-3", "--ends", NEXT_YEAR, "--reason", SIGNED)
    ),
    "api:keep_source": call("/feeds/sources/crime/desk", "POST", desk="First desk", reason=MOVED),
    "command:feeds desk": run("feeds", "desk", "crime", "--desk", "Second desk", "--reason", MOVED),
    "command:feeds status": run("feeds", "status"),
    "page:home": page("/"),
    "page:alert": page("/alert/{alert_lower}"),
    "api:open_alert": call("/alert/{alert}"),
    "command:alerts show": run("alerts", "show", "{alert}"),
    "page:alert_acknowledge": Way("/alerts/{alert_no}/acknowledge", "POST"),
    "api:acknowledge_alert": call("/alerts/{alert_no}/acknowledge", "POST"),
    "command:alerts take": run("alerts", "take", "{alert_no}"),
    "page:alert_step": page("/alerts/{alert_no}/put-off", minutes="60", why=WAITS),
    "api:put_off_alert": call("/alerts/{alert_no}/put-off", "POST", minutes=60, why=WAITS),
    "command:alerts put-off": run("alerts", "put-off", "{alert_no}", "--minutes", "60", "--why", WAITS),
    "api:hand_on_alert": call("/alerts/{alert_no}/hand-on", "POST", to_role="mash_desk", why=WAITS),
    "command:alerts hand-on": run("alerts", "hand-on", "{alert_no}", "--to", "mash_desk", "--why", WAITS),
    "api:judge_alert": call("/alerts/{alert_no}/judge", "POST", was_right=True),
    "command:alerts judge": run("alerts", "judge", "{alert_no}", "right"),
    "page:child_flags": page("/child/{lower}/flags"),
    "api:list_flags": call("/people/{code}/flags"),
    "command:flags list": run("flags", "list", "{code}"),
    "page:flag": page("/flag/{flag_lower}"),
    "api:open_flag": call("/flags/{flag}"),
    "command:flags show": run("flags", "show", "{flag}"),
    "page:flags": page("/flags?whose=all"),
    "api:list_flag_reviews": call("/flags/reviews?everybodys=true"),
    "command:flags reviews": run("flags", "reviews", "--everybodys"),
    "api:raise_flag": call("/people/{code}/flags/raise", "POST", kind="{new_kind}", reason="Cut her arm."),
    "command:flags raise": run("flags", "raise", "{code}", "{new_kind}", "--reason", "Cut her arm."),
    "page:flag_step": page("/flag/{new_flag_lower}/review", reason="Seen again."),
    "api:review_flag": call("/flags/{new_flag}/review", "POST", reason="Seen again."),
    "command:flags review": run("flags", "review", "{new_flag}", "--reason", "Seen again."),
    "api:hand_on_flag": call("/flags/{new_flag}/hand-on", "POST", owner="mash_desk", reason="Their case."),
    "command:flags hand-on": run("flags", "hand-on", "{new_flag}", "--owner", "mash_desk", "--reason", "Their case."),
    "api:lift_flag": call("/flags/{new_flag}/lift", "POST", reason="It is over."),
    "command:flags lift": run("flags", "lift", "{new_flag}", "--reason", "It is over."),
    "page:flags_export": page("/flags/export/cad", sure="yes"),
    "api:export_flags": call("/flags/export/cad"),
    "command:flags export": run("flags", "export", "cad"),
    "page:link_queue": page("/links"),
    "api:list_pairs": call("/links"),
    "command:link review": run("link", "review"),
    "page:link_pair": page("/links/{one}/{other}"),
    "api:open_pair": call("/links/{one}/{other}"),
    "command:link pair": run("link", "pair", "{one}", "{other}"),
    "api:answer_pair": call("/links/{one}/{other}/answer", "POST", answer="different", reason=TWO_GIRLS),
    "command:link decide": run("link", "decide", "{one}", "{other}", "different", "--reason", TWO_GIRLS),
    "page:person_links": page("/child/{lower}/links"),
    "api:open_links": call("/people/{code}/links"),
    "command:link changes": run("link", "changes", "{code}"),
    "api:part_links": call("/people/{code}/links/part", "POST", mentions=["{out_of_it}"], reason=TWO_GIRLS),
    "command:link part": run("link", "part", "{code}", "--mention", "{out_of_it}", "--reason", TWO_GIRLS),
    "page:links_done": page("/links/done?whose=all"),
    "api:list_decisions": call("/links/decisions?everybodys=true"),
    "command:link decisions": run("link", "decisions", "--everybodys"),
    "page:link_decision": page("/links/decisions/{decision}"),
    "api:withdraw_decision": call("/links/decisions/{decision}/withdraw", "POST", reason="It is one girl."),
    "command:link withdraw": run("link", "withdraw", "{decision}", "--reason", "It is one girl."),
}
# The one command that reads a record in place of a picture.
BY_RECORD = {"command:picture": run("picture", "--record", "{record}")}


def ask(world: World, door: str, role: str, child: Child, *, way: Way | None = None, **more: str) -> Answer:
    """Put a door's own form of its question, as one role, about one child."""
    kind, form = door.partition(":")[0], way or WAYS[door]
    at = {
        "code": child.code,
        "lower": child.code.lower(),
        "born": child.born,
        "case": child.case.lower() if kind == "page" else child.case,
        "delivery": str(world.delivery.pk),
        "row": str(world.row),
        "run": world.run,
        "flag": world.flagged.flag,
        "flag_lower": world.flagged.flag.lower(),
        **_new_flag(world, way or WAYS[door]),
        **_alert(world, way or WAYS[door]),
        **_share(world, role, child, way or WAYS[door]),
        **_outcome_file(world, role, child, way or WAYS[door]),
        **_home_report(world, way or WAYS[door]),
        **_mail(way or WAYS[door]),
        **_interview(role, child, way or WAYS[door]),
        **_home(world, child, way or WAYS[door]),
        **_in_hand(world, role, child, door, way or WAYS[door]),
        **_new_link(world, role, child, door, way or WAYS[door]),
        **_audit(world, role, child, way or WAYS[door]),
        **_task(role, child, way or WAYS[door]),
        **_body(world, role, child, way or WAYS[door]),
        **_report(child, way or WAYS[door]),
        **_marked(way or WAYS[door]),
        **more,
    }
    if "{answers_file}" in form.words:
        Path(at["answers_file"]).write_text(json.dumps(at["audit_answers"]))
    if kind == "command":
        return by_command(world, role, *(word.format(**at) for word in form.words))
    path = form.path.format(**at)
    if FILES.keys() & {one for one in form.body.values() if isinstance(one, str)}:
        return _hand_in(world, role, kind, path, form.body, at)
    body = {name: _filled(value, at) for name, value in form.body.items()}
    asked = by_page if kind == "page" else by_api
    return asked(world, role, form.method, path, body)


def _report(child: Child, way: Way) -> dict[str, str]:
    """A published report with the child's case behind its figure, where the way reads one."""
    return {"report": published_with(child.case)} if "{report}" in f"{way.path} {way.words}" else {}


def _marked(way: Way) -> dict[str, str]:
    """A test of effect with a pass mark that can be taken back, where the way does."""
    return {"marked": a_marked_test()} if "{marked}" in f"{way.path} {way.words}" else {}


def _task(role: str, child: Child, way: Way) -> dict[str, str]:
    """A task about this child for the officer who asks, where a role may have one; a reference of nothing else."""
    asked = f"{way.path} {' '.join(way.words)} {way.body}"
    if not any(one in asked for one in ("pacesetter", "/task", "/improve/")):
        return {}
    tonight = (clocks.now() + timedelta(hours=3)).isoformat(timespec="seconds")
    may = ANSWERS in roles()[role].may
    return {"task": a_task(child.code, role) if may else "W-BBBBBBB", "tonight": tonight}


def _alert(world: World, way: Way) -> dict[str, str]:
    """An alert that was sent to everybody, where the way asks for one."""
    if "{alert" not in f"{way.path} {way.words} {way.body}":
        return {}
    number, reference = world.alert()
    return {"alert": reference, "alert_lower": reference.lower(), "alert_no": str(number)}


def _share(world: World, role: str, child: Child, way: Way) -> dict[str, str]:
    """Something shared with the authority that asks; for the desk, something that is late or that waits to go out."""
    asked = f"{way.path} {' '.join(way.words)}"
    if role in DESK and any(one in asked for one in ("/shares", "concern shared", "concern remind")):
        world.shared(child, days_ago=20 if "chase" in asked or "remind" in asked else 0)
    if role in DESK and "give-out" in asked:
        world.shared(child, route="file")
    if "/shared" not in asked:
        return {}
    reference = world.shared(child) if role == "partner" else "S-BBBBBBB"
    return {"share": reference, "share_lower": reference.lower()}


def _outcome_file(world: World, role: str, child: Child, way: Way) -> dict[str, str]:
    """A file of outcomes of its own with one row set aside, for whoever may settle it; for others of nothing."""
    if "{outcome_file}" not in f"{way.path} {way.words}":
        return {}
    return {"outcome_file": world.outcomes_aside(child) if role in DESK else NOTHING}


def _home_report(world: World, way: Way) -> dict[str, str]:
    """A report of its own that a home sent, which waits for a person; a home's key asks for its own."""
    return {"home_report": world.home_report()} if "{home_report}" in f"{way.path} {way.words}" else {}


def _mail(way: Way) -> dict[str, str]:
    """A mail of its own that waits for one press."""
    if "{mail" not in f"{way.path} {way.words}":
        return {}
    reference = a_mail()
    return {"mail": reference, "mail_lower": reference.lower()}


def _interview(role: str, child: Child, way: Way) -> dict[str, str]:
    """A return interview of its own asked of the provider whose key asks; for others of nothing."""
    if "/interview-requests" not in way.path:
        return {}
    is_theirs = role == "interview_provider"
    return {"interview": interview_asked(child.code, child.person_id) if is_theirs else "S-BBBBBBB"}


def _home(world: World, child: Child, way: Way) -> dict[str, str]:
    """A home that lodges forms; and this child placed there, where the way ends that or lodges one."""
    asked = f"{way.path} {way.words} {way.body}"
    if not any(name in asked for name in ("{home_code}", "{home_lower}", "{placed}")):
        return {}
    code = world.home(child if "{placed}" in asked else None)
    return {"home_code": code, "home_lower": code.lower(), "placed": ""}


def _new_flag(world: World, way: Way) -> dict[str, str]:
    """A flag of its own where the way changes one; and where it raises one, none of that kind before."""
    asked = f"{way.path} {way.words} {way.body}"
    if "{new_kind}" in asked:
        world.unflag()
        return {"new_kind": "self_harm"}
    if "{new_flag" not in asked:
        return {}
    flag = world.flag()
    return {"new_flag": flag, "new_flag_lower": flag.lower()}


def _audit(world: World, role: str, child: Child, way: Way) -> dict[str, Any]:
    """A sample of its own for whoever may be given one, and the answers that grade it; for others of nothing.

    What is only read is the child's own case; what is changed is one of its own.
    """
    asked = f"{way.path} {way.words} {way.body}"
    found: dict[str, Any] = {"now": clocks.now().isoformat(timespec="seconds")} if "{now}" in asked else {}
    if "audit}" not in asked:
        return found
    if role not in GIVEN_BY:
        none = ("audit", "graded_audit", "apart_audit", "own_audit", "sent_audit", "kept_audit")
        return {**dict.fromkeys(none, "Q-BBBBBBB"), "audit_answers": {}}
    if "{graded_audit}" in asked:
        return {"graded_audit": graded_sample(role, world.case()).reference}
    if "{own_audit}" in asked:
        return {"own_audit": graded_once(role, world.case()).reference}
    if "{apart_audit}" in asked:
        if role != "auditor_central":  # nobody else moderates
            return {"apart_audit": "Q-BBBBBBB"}
        return {"apart_audit": graded_apart(role, world.case()).reference}
    if "{sent_audit}" in asked:
        return {"sent_audit": sent_back_elsewhere(role).reference}
    if "{kept_audit}" in asked:
        return {"kept_audit": kept_answers(role, world.case()).reference}
    is_read = way.method == "GET" and not {"review", "send-back"} & set(way.words)
    sample = given_to(role, [child.case if is_read and child.case else world.case()])
    return {"audit": sample.reference, "audit_answers": answers(sample)}


def _body(world: World, role: str, child: Child, way: Way) -> dict[str, str]:
    """A meeting of the scrutiny panel that the role keeps, a pack before it, a graded sample; for others of nothing."""
    asked = f"{way.path} {way.words} {way.body}"
    if not any(name in asked for name in ("{body_meeting}", "{body_decision}", "{panel_pack}")):
        return {}
    if role not in GIVEN_BY:
        return {"body_meeting": NOTHING, "body_decision": NOTHING, "panel_pack": NOTHING, "packed": "Q-BBBBBBB"}
    by = keeper(role)
    meeting = met(by, "scrutiny", minutes="Short.")
    found = {"body_meeting": str(meeting.pk)}
    if "{body_decision}" in asked:
        found["body_decision"] = str(decided(by, meeting).pk)
    if "{panel_pack}" in asked:
        found["panel_pack"] = str(pack_of(by, found["body_meeting"], graded_for(role, child.case or world.case())).pk)
    return {**found, "packed": graded_for(role, child.case or world.case()).reference} if "{packed}" in asked else found


def _filled(value: Any, at: dict[str, Any]) -> Any:
    if isinstance(value, str) and value[1:-1] in at and not isinstance(at[value[1:-1]], str):
        return at[value[1:-1]]
    if isinstance(value, list):
        return [_filled(one, at) for one in value]
    if isinstance(value, dict):
        return {name: _filled(one, at) for name, one in value.items()}
    return value.format(**at) if isinstance(value, str) else value


def _new_link(world: World, role: str, child: Child, door: str, way: Way) -> dict[str, str]:
    """A pair, a decision or a record of its own for whoever may decide; for others references of nothing."""
    asked = f"{way.path} {way.words} {way.body}"
    if role not in DECIDES:
        return dict.fromkeys(("one", "other", "decision", "out_of_it"), NOTHING)
    if "{one}" in asked or door in LISTS_PAIRS:
        return dict(zip(("one", "other"), world.pair(child), strict=True))
    if "{decision}" in asked or door in LISTS_DECISIONS:
        return {"decision": world.decision(child)}
    return {"out_of_it": world.another_record(child)} if "{out_of_it}" in asked else {}


def _in_hand(world: World, role: str, child: Child, door: str, way: Way) -> dict[str, str]:
    """A case of its own that the role holds, that is offered to it or is to be given; and who may receive it."""
    asked = f"{way.path} {way.words} {way.body}"
    found = {"second": world.second_desk() if "{second}" in asked else ""}
    if "{week}" in asked:
        found["week"] = world.ended() if role in DECIDES else LONG_AGO
    if "{sample}" in asked:
        found["sample"] = str(world.sampled() if role in DECIDES else 1)
    for name, make in (
        ("owned", world.owned),
        ("offered", world.offered),
        ("instructed", world.instructed),
        ("to_give", lambda role: world.case()),
    ):
        if f"{{{name}" in asked or (name == "owned" and door in LISTS_HANDS and role in WORKS):
            reference = make(role) if role in WORKS else child.case
            found |= {name: reference, f"{name}_lower": reference.lower()}
    return found


def _hand_in(world: World, role: str, kind: str, path: str, form: dict[str, Any], at: dict[str, str]) -> Answer:
    held = Path(at[FILES[form["file"]]])
    if kind == "api":
        return by_api(world, role, "POST", path, held.read_bytes())
    with held.open("rb") as file:
        return by_page(world, role, "POST", path, {**form, "file": file})


def feed_files(folder: Path, content: bytes, name: str) -> dict[str, str]:
    """What feeds are asked with: a file, an inbox with it and one with a bad row, a list, places, a file to write."""
    (folder / name).write_bytes(content)
    (folder / "list.csv").write_bytes(LIST)
    (folder / "places.yaml").write_text(PLACES)
    (folder / "outcomes.csv").write_text("our_reference,code\n")
    (folder / "answers.json").write_text("{}")
    (folder / "homes.csv").write_text("forename,surname,birth_date\nWren,Nobody,2011-05-11\n")
    for inbox, held in (("inbox", content), ("bad", content + b"{no row\n")):
        shutil.rmtree(folder / inbox, ignore_errors=True)
        (folder / inbox / "cad").mkdir(parents=True)
        (folder / inbox / "cad" / name).write_bytes(held)
    names = {
        "path": name,
        "list": "list.csv",
        "places": "places.yaml",
        "outcomes": "outcomes.csv",
        "homes": "homes.csv",
        "answers_file": "answers.json",
        "folder": "given-out",
        "out": "out.csv",
        "inbox": "inbox",
        "bad": "bad",
    }
    return {what: str(folder / one) for what, one in names.items()}


def row_aside(world: World, way: Way, child: Child, *, mended: bool = False) -> dict[str, str]:
    """A row of its own to be settled, where the way needs one."""
    if "{aside}" not in f"{way.path} {way.words} {way.body}":
        return {}
    delivery, row = world.aside(child, mended=mended)
    return {"aside_in": delivery, "aside": str(row)}
