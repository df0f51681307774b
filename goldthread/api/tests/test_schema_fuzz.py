"""Every operation, by several roles, with whatever its description allows and much that it does not.

Nothing breaks, and every answer is one that the description names, in the shape it promises. The requests are the
same in every run.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja import Schema
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from goldthread.api.tests.calls import token_of
from goldthread.api.urls import api
from goldthread.config.wsgi import application
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert, Firing
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.handing import offer
from goldthread.core.cases.keeping import keep_view
from goldthread.core.cases.models import Case as StoredCase
from goldthread.core.cases.queueing import Wanted
from goldthread.core.cases.reviewing import Reviewed, review
from goldthread.core.cases.sampling import draw_week
from goldthread.core.flags.actions import raise_flag
from goldthread.core.organisation.models import DutyShift
from goldthread.core.people.decisions import decide
from goldthread.improve.effect import actions as effects
from goldthread.improve.recommendations import actions
from goldthread.improve.recommendations.models import Recommendation
from goldthread.link.feeds.adapters import MERLIN
from goldthread.link.feeds.models import QuarantinedRow
from goldthread.link.feeds.reconciling import compare, take_list
from goldthread.respond.concern.actions import record_concern
from goldthread.respond.missing.partners.reading import read_sending
from goldthread.respond.missing.partners.receiving import send_report
from goldthread.respond.missing.tests.told import reported
from goldthread.respond.placements.placing import place_child
from goldthread.respond.placements.register import enter_premises
from goldthread.testing import factories as f
from goldthread.testing.audits import answers, given_to, graded_apart, graded_sample, sent_back_elsewhere
from goldthread.testing.bodies import decided, keeper, met, pack_of
from goldthread.testing.doors.asked import interview_asked
from goldthread.testing.mails import a_mail
from goldthread.testing.plans import PLAN_BODIES, TWO, a_plan
from goldthread.testing.reports import published_with
from goldthread.testing.tasks import TASK_BODIES, a_task

NUMBERS = count(700)
ROLES = ("supervisor", "responding_officer", "dpo", "analyst", "partner", "administrator")
EXAMPLES = 2
# Later than the agreements that the sources have.
NEXT_YEAR = f"{clocks.today() + timedelta(days=500):%Y-%m-%d}"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
SCHEMA.app = application
RIGHT_BODIES: dict[str, dict[str, Any]] = {
    "publish_report": {"why": "The one before was short."},
    "search_people": {"q": "Kentwell"},
    "adopt_pass_mark": {"value": 300, "why": "Five hours is what we promised."},
    "withdraw_pass_mark": {"why": "Too loose."},
    "keep_effect": {"until": "2026-10-01T00:00:00+00:00"},
    **TASK_BODIES,
    "share_picture": {"recipient": "A. Ray, Merrowfield", "basis": "emergency", "why": "Tonight"},
    "break_glass": {"reason": "court"},
    "rectify_person": {"field": "forename", "text": "Jessica", "authority": "DPO"},
    "restrict_person": {"ground": "contested", "authority": "DPO"},
    "erase_person": {"rule": "DPA 2018 s47", "authority": "DPO"},
    "record_concern": {"seen": "A bruise"},
    "record_occasion": {"children": [{"description": "A boy of about 8"}], "seen": "A bruise"},
    "raise_flag": {"kind": "self_harm", "reason": "Cut her arm."},
    "review_flag": {"reason": "Still so."},
    "hand_on_flag": {"owner": "supervisor", "reason": "Her case."},
    "lift_flag": {"reason": "It is over."},
    "answer_pair": {"answer": "different", "reason": "Two girls."},
    "withdraw_decision": {"reason": "It is one girl."},
    "part_links": {"mentions": [], "reason": "Two girls."},
    "put_off_alert": {"why": "With her now.", "minutes": 30},
    "hand_on_alert": {"why": "It is their desk's.", "to_role": "mash_desk"},
    "judge_alert": {"was_right": False},
    "move_case": {"note": ""},
    "open_work": {"answers": {"seen": "A bruise."}},
    "answer_item": {"answer": "done"},
    "answer_shared": {"code": "contact_nfa"},
    "send_back_shared": {"because": "not_ours", "why": "She lives in Oxlade."},
    "give_case": {"officer": "supervisor"},
    "review_case": {"looked_at": ["whole"], "verdict": "sound", "found": "The grade fits."},
    "carry_out": {"done": "Rung."},
    "draw_sample": {},
    "draw_audit": {"programme": "benson", "size": 1, "seed": "agreed", "text": "reference\nCRIS 1/26\n"},
    "submit_audit_review": {"grade": "good"},
    "moderate_audit": {"grade": "good", "reason": "The answers bear it out."},
    "settle_sent_back": {"how": "Seen by the ward sergeant."},
    "send_case_back": {"why": "He is at the address."},
    "enter_home": {"name": "Alder", "kind": "childrens_home", "address": "4 Alder Way", "host": "merrowfield"},
    "place_child": {"home": "", "authority": "merrowfield"},
    "end_placement": {"until": ""},
    "lodge_philomena": {"given_by": "M. Cole", "places": "The park."},
    "send_home_report": {"forename": "Wren", "surname": "Nobody", "birth_date": "2011-05-11"},
    "send_interview": {"our_reference": "S-4K9WQTD", "outcome": "declined"},
    "hand_in_home_reports": {"text": "forename,surname\nWren,Nobody\n", "name": "home.csv"},
    "say_child_back": {"told_by": "M. Cole"},
    "take_home_report_again": {"told": {"forename": "Wrenna"}},
    "answer_home_report": {"why": "Rung: she is in her room."},
    "take_mail": {"whose": ""},
    "answer_mail": {"why": "Rung: not for us."},
    "hand_in_outcomes": {"text": "our_reference,code\n", "name": "october.csv"},
    "set_rank": {"rank": "Detective Sergeant", "reason": "Promoted, order 14."},
    "take_outcome_again": {"code": "RC8"},
    "return_outcome": {"why": "Asked for the code."},
    "change_view": {"name": "Late or soon", "first": True},
    "keep_view": {"name": "Late", "late": True, "scale": "grade=amber"},
    "hand_over_case": {
        "to": "post:mash_desk",
        "done": "Rung.",
        "next": "See her.",
        "next_by": "2026-12-01T10:00:00+00:00",
        "worry": "none",
    },
    "step_hand_over": {"question": "Who rang?"},
    "offer_hand_overs": {
        "cases": ["N-7Q2K1BD"],
        "to": "post:mash_desk",
        "done": "Rung.",
        "next": "See her.",
        "next_by": "2026-12-01T10:00:00+00:00",
        "worry": "none",
    },
    "accept_hand_overs": {"cases": ["N-7Q2K1BD"]},
    **PLAN_BODIES,
    "take_body_step": {"told": {"words": "Ask each child alone."}},
    "add_note": {"note": "The aunt was rung."},
    "deliver": {"text": "{}", "name": "night"},
    "replay_rows": {"rows": []},
    "correct_row": {"fields": {"opened_at": "2016-10-24T22:41:00+01:00"}},
    "return_rows": {"reason": "Asked for the time."},
    "agree_source": {"agreement": "DSA-9", "ends_on": NEXT_YEAR, "reason": "Signed by both."},
    "keep_source": {"desk": "The front desk", "reason": "The desk moved."},
    "reconcile_source": {"text": "source_record_id\n1/01OCT26\n", "name": "list"},
}
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


EACH = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.definition.raw["operationId"])


@EACH
def test_nothing_breaks_and_every_answer_is_as_described(db: None, operation: Any) -> None:
    """Of right requests and of wrong ones."""
    keys, real = [token_of(role) for role in ROLES], the_references()
    for mode in GenerationMode:
        if mode.is_positive or operation.definition.raw.get("security"):  # what takes nothing has no wrong
            ask_at_random(operation.as_strategy(generation_mode=mode), keys, real)


def ask_at_random(requests: Any, keys: list[str], real: dict[str, Any]) -> None:
    @settings(
        max_examples=EXAMPLES * len(ROLES),
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=requests, key=st.sampled_from(keys), at=st.sampled_from([{}, real]))
    def ask(case: Case, key: str, at: dict[str, Any]) -> None:
        for name in set(case.path_parameters or {}) & set(at):
            case.path_parameters[name] = at[name]
        response = case.call(headers={"Authorization": f"Bearer {key}"})
        case.validate_response(response, checks=CHECKS)

    ask()


@EACH
def test_a_right_request_is_answered_as_described(db: None, operation: Any) -> None:
    # Who alone may ask what only a provider, or an auditor, may.
    keys = [token_of(role) for role in (*ROLES, "interview_provider", "auditor_central", "chief_officer", "plan_lead")]
    real = the_references()
    real |= a_number_for(operation.path, real["code"])
    names = [one["name"] for one in operation.definition.raw.get("parameters", []) if one["in"] == "path"]
    statuses = set()
    for key in keys:
        body = RIGHT_BODIES.get(operation.definition.raw["operationId"])
        if operation.path.endswith("/areas/{area}/cases"):
            body = {**RIGHT_BODIES["open_work"], "child": real["code"]}
        if operation.path.endswith("/links/part"):
            body = {**RIGHT_BODIES["part_links"], "mentions": [a_record_of_hers(real["code"])]}
        if operation.path.endswith("/waits"):
            body = {**RIGHT_BODIES["say_plan_waits"], "needs": real["other"]}
        if operation.path.endswith("/plan-evidence"):
            body = {**RIGHT_BODIES["add_plan_evidence"], "serves": [[real["other"], 0]]}
        if operation.path.endswith("/rows/return"):
            body = {**RIGHT_BODIES["return_rows"], "rows": [a_row_aside()]}
        if operation.path.endswith("/cases/{place}/reviews"):
            body = {**RIGHT_BODIES["submit_audit_review"], "answers": real["answers"]}
        if operation.path.endswith("/meetings/{meeting_id}/packs"):
            body = {"sample": real["sample"], "place": 1}
        if "/placements/" in operation.path or operation.path.endswith("/philomena/lodge"):
            body = {**body, **a_home_for(real["code"])}
        sent = {"body": body, "media_type": "application/json"} if body is not None else {}
        case = operation.Case(path_parameters={name: real[name] for name in names}, **sent)
        response = case.call(headers={"Authorization": f"Bearer {key}"})
        case.validate_response(response, checks=CHECKS)
        statuses.add(response.status_code)
    assert min(statuses) in (200, 201, 202)


def a_number_for(path: str, code: str) -> dict[str, Any]:
    """The id of something of the kind that the path names."""
    if path.endswith("/boards/{area}/rows"):
        reported(f.reader("control_room"), code)
        return {"area": "missing"}
    if "/flags/{" in path:
        with database.transaction():
            return {"reference": raise_flag(f.reader("supervisor"), code, "self_harm", "Cut her arm.").reference}
    if "/alert/{" in path or "/alerts/{" in path:
        return an_alert_of_a_rule()
    if "/links/decisions/{" in path:
        return {"id": str(a_decision())}
    if "/links/{" in path:
        return two_who_may_be_one()
    if "/deliveries/" in path:
        with database.as_service():
            return {"id": str(QuarantinedRow.objects.get(pk=a_row_aside()).delivery_id)}
    if "/feeds/rows/{" in path:
        return {"row": a_row_aside()}
    if "/reconciliations/" in path:
        return {"id": a_comparison()}
    if path.endswith("/publish"):
        return {"report": "2016-Q1"}
    if "/reports/{report}" in path:
        return {"report": published_with(a_case_there()), "figure": "1"}
    if "/plans/{" in path or "/plan-" in path:
        return a_plan(a_recommendation(TWO), "/plan-evidence/{" in path)
    if "/tasks/{" in path:
        return {"reference": a_task()}
    if "/boroughs/{" in path:
        return {"borough": "merrowfield"}
    if "/recommendations/" in path:
        return {"id": a_recommendation()}
    if "/outcomes/{" in path:
        return {"id": an_outcome_aside(), "number": 1}
    if "/views/" in path:
        return {"id": a_view()}
    if "/samples" in path:
        return {"id": a_sample(code)}
    if "/audits/{" in path:
        return an_audit(path, code)
    if "/effects/{" in path:
        if path.endswith("/withdraw"):
            effects.adopt(f.reader("chief_officer"), "2", 300, "Five hours is what we promised.")
        return {"number": "2"}
    if "/governance/" in path:
        return a_panel(code)
    if "/instructions/" in path:
        return {"reference": an_instructed_case(code)}
    if "/hand-over" in path:
        return a_case_in_hand(code, is_offered="{step}" in path)
    if "/officers/{" in path:
        return {"username": f.reader("partner").officer.username}
    if "/shares/{" in path:
        with clocks.held_at(clocks.now() - timedelta(days=20)):
            f.shared(f.reader("mash_desk"), code)
        return {"authority": "merrowfield"}
    if "/interview-requests/{" in path:
        return {"reference": interview_asked(code, f.person_id_of(code))}
    if "/home-reports/{" in path:
        return {"reference": a_home_report()}
    if "/mail/{" in path:
        return {"reference": a_mail()}
    if "/shared/{" in path:
        return {"reference": f.shared(f.reader("mash_desk"), code)}
    return {}


def a_case_there() -> str:
    """The reference of the newest case."""
    with database.as_service():
        return StoredCase.objects.latest("opened_at").reference


def a_home_for(code: str) -> dict[str, str]:
    """A home that lodges forms, where the child is placed: its code, for whoever places a child."""
    unit = f.reader("missing_unit")
    with database.transaction():
        told = {"name": "Alder", "kind": "childrens_home", "address": "4 Alder Way", "host": "merrowfield"}
        home = enter_premises(unit, **told, lodges=True).code
    with database.transaction():
        place_child(unit, code, home=home, authority="merrowfield")
    return {"home": home}


def a_home_report() -> str:
    """A report of a home about a child whom nobody holds, which waits for a person."""
    with database.transaction():
        report = send_report(f.reader("care_home"), {"forename": "Wren", "surname": "Nobody"})
    read_sending(report.sending_id)
    return report.reference


def a_case_in_hand(code: str, *, is_offered: bool) -> dict[str, Any]:
    """A case that the supervisor holds; or one that a desk officer offers to the post on duty there."""
    owner = f.reader("mash_desk", username="second_desk") if is_offered else f.reader("supervisor")
    now, desk = clocks.now(), f.reader("mash_desk").post
    with database.as_service():
        DutyShift.objects.create(post=desk, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=8))
    with database.transaction():
        reference = record_concern(f.reader("responding_officer"), code, seen="A bruise.").reference
        move_case(owner, reference, "take")
        if is_offered:
            offer(owner, reference, to="post:mash_desk", done="Rung.", next="See her.", next_by=now, worry="none")
    return {"reference": reference, "step": "accept"}


def an_outcome_aside() -> str:
    """A file of outcomes whose one row was set aside for its code."""
    return str(f.outcomes(f.reader("mash_desk"), b"our_reference,code\nS-4K9WQTD,nonsense\n").pk)


def a_view() -> int:
    """A view of the queue that the supervisor keeps."""
    with database.transaction():
        return keep_view(f.reader("supervisor"), "concern", "Late", Wanted(late=True)).pk


def a_sample(code: str) -> int:
    """The week before last's sample, drawn; in the last week a concern ended too, which is not drawn."""
    desk = f.reader("mash_desk")
    for weeks in (2, 1):
        with clocks.held_at(clocks.now() - timedelta(days=clocks.today().weekday() + 7 * weeks - 3)):
            with database.transaction():
                reference = record_concern(f.reader("responding_officer"), code, seen="A toy.").reference
            with database.transaction():
                move_case(desk, reference, "take")
            f.closed_unshared(desk, reference)
    with database.transaction():
        return draw_week(f.reader("supervisor"), "concern", clocks.today() - timedelta(days=14)).pk


def an_audit(path: str, code: str) -> dict[str, Any]:
    """A sample of the central auditor's with one concern about the child, as far as the path needs it."""
    with database.transaction():
        case = record_concern(f.reader("responding_officer"), code, seen="A bruise.").reference
    made = {"moderations": graded_apart, "close": graded_sample, "gradings": graded_sample}.get(path.rpartition("/")[2])
    if path.endswith("/settle"):
        sample = sent_back_elsewhere("auditor_central")
    else:
        sample = made("auditor_central", case) if made else given_to("auditor_central", [case])
    return {"reference": sample.reference, "place": 1, "answers": answers(sample)}


def a_panel(code: str) -> dict[str, Any]:
    """A meeting of the scrutiny panel that the central auditor keeps, and a pack before an earlier one."""
    with database.transaction():
        case = record_concern(f.reader("responding_officer"), code, seen="A bruise.").reference
    by = keeper("auditor_central")
    held = met(by, "scrutiny")
    meeting, decision = str(held.pk), str(decided(by, held).pk)
    sample = graded_sample("auditor_central", case)
    pack = str(pack_of(by, str(met(by, "scrutiny", days_ago=8).pk), sample).pk)
    return {"body": "scrutiny", "meeting_id": meeting, "decision_id": decision, "pack_id": pack, "step": "learn",
            "about": meeting, "sample": sample.reference}  # fmt: skip


def an_instructed_case(code: str) -> str:
    """A case that nobody holds, of which a review asks something."""
    with database.transaction():
        reference = record_concern(f.reader("responding_officer"), code, seen="A bruise.").reference
        asks = Reviewed(["whole"], "to_do", "Nobody rang.", instructions="Ring the school.")
        review(f.reader("supervisor"), reference, asks)
    return reference


def two_who_may_be_one() -> dict[str, Any]:
    """A mention of the child, and one of another."""
    f.load_child("2/01OCT26", forenames="Ann", birth_date="2012-02-03")
    with database.as_service():
        rows = database.fetch(
            "SELECT id FROM records_mention WHERE source_record_id = ANY(%s)", [["1/01OCT26", "2/01OCT26"]]
        )
    return {name: str(row["id"]) for name, row in zip(("one", "other"), rows, strict=True)}


def an_alert_of_a_rule() -> dict[str, Any]:
    """Three low concerns about the child, the supervisors told of them, and somebody at the desk tonight."""
    desk = f.reader("mash_desk").post
    rows = [f.merlin_row(f"26PAC{next(NUMBERS):08d}", days_ago=3 - day, grade="green") for day in range(3)]
    f.deliver("merlin", f.csv_bytes(list(MERLIN.columns()), rows), "low concerns")
    with database.as_service():
        now = clocks.now()
        DutyShift.objects.create(post=desk, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=8))
        fired = Firing.objects.get(rule="three_low_concerns")
        made = Alert.objects.create(kind=fired.rule, words="Three low concerns.", urgency="today", to_role="supervisor",
                                    reference=fired.reference, raised_at=clocks.now(), act_by=clocks.now())  # fmt: skip
    return {"id": made.pk, "reference": made.reference}


def a_decision() -> UUID:
    pair = [UUID(one) for one in two_who_may_be_one().values()]
    with database.transaction():
        return decide(f.reader("supervisor"), *pair, "different", "Two girls.").pk


def a_record_of_hers(code: str) -> str:
    """One mention of two that the child has."""
    f.load_child(f"{next(NUMBERS)}/01OCT26")
    with database.as_service():
        rows = database.fetch(
            """SELECT l.mention_id AS id FROM people_link l JOIN people_person p ON p.id = l.person_id
                WHERE p.code = %s AND l.to_at IS NULL ORDER BY l.id DESC""",
            [code],
        )
    return str(rows[0]["id"])


def a_row_aside() -> int:
    """A row of the quarantine that one time puts right."""
    aside = f.deliver("cad", f.ndjson([f.cad_row(f"{next(NUMBERS)}/01OCT26", opened_at="yesterday")]))
    with database.as_service():
        return QuarantinedRow.objects.get(delivery=aside).pk


def a_comparison() -> str:
    with database.transaction():
        run = take_list(f.reader("analyst"), "cad", "list", b"source_record_id\n1/01OCT26\n")
    return str(compare(run.pk).pk)


RIGHT_REPORT = b"Recommendations\n\nImmediately\n\n1. The force should name a lead.\n"


def a_recommendation(text: bytes = RIGHT_REPORT) -> int:
    """One recommendation of an invented report, as its confirmation puts it into the register."""
    keeper = f.reader("plan_lead")
    with database.transaction():
        report, _ = actions.save_reading(keeper, text, "report.txt")
        actions.confirm(keeper, report.pk, actions.items_as_read(report), title="Invented", published_on=None)
    return Recommendation.objects.order_by("place")[0].pk


def the_references() -> dict[str, Any]:
    """Of a child, a record, a case and a feed that are there."""
    code = f.load_child()
    with database.transaction():
        case = record_concern(f.reader("ward_officer"), code, seen="Alone at night")
    with database.as_service():
        record = database.fetch_one("SELECT id FROM records_sourcerecord")["id"]
    return {
        "code": code,
        "reference": case.reference,
        "id": str(record),
        "area": "concern",
        "source": "cad",
        "move": "take",
        "step": "accept",
        "item": "all_children",
        "indicator": "unshared",
        "number": 1,
        "system": "cad",
    }


def test_no_two_shapes_share_a_name() -> None:
    """Of two of one name the description keeps one, and the other's answers are described wrongly."""
    found = set(shapes_of(Schema))  # a shape of two others is met by both
    names = [one.__name__ for one in found if one.__module__.startswith("goldthread.api.shapes")]
    assert sorted(names) == sorted(set(names))


def shapes_of(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from shapes_of(one)


def test_every_operation_is_asked() -> None:
    described = {one.definition.raw["operationId"] for one in OPERATIONS}
    assert described == set(operation_ids())


def operation_ids() -> Iterator[str]:
    for operations in api.get_openapi_schema()["paths"].values():
        for operation in operations.values():
            yield operation["operationId"]
