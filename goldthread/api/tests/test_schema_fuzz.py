"""Every operation, by several roles, with whatever its description allows and much that it does not.

Nothing breaks, and every answer is one that the description names, in the shape it promises. The requests are the
same in every run.
"""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
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
from goldthread.core import db as database
from goldthread.core.alerts.actions import raise_alert
from goldthread.core.flags.actions import raise_flag
from goldthread.improve.recommendations import actions
from goldthread.improve.recommendations.models import Recommendation
from goldthread.link.feeds.models import QuarantinedRow
from goldthread.link.feeds.reconciling import compare, take_list
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as f

NUMBERS = count(700)
ROLES = ("supervisor", "responding_officer", "dpo", "analyst", "partner")
EXAMPLES = 6
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
SCHEMA.app = application
RIGHT_BODIES: dict[str, dict[str, Any]] = {
    "search_people": {"q": "Kentwell"},
    "share_picture": {"recipient": "A. Ray, Merrowfield", "basis": "emergency", "why": "Tonight"},
    "break_glass": {"reason": "court"},
    "rectify_person": {"field": "forename", "text": "Jessica", "authority": "DPO"},
    "restrict_person": {"ground": "contested", "authority": "DPO"},
    "erase_person": {"rule": "DPA 2018 s47", "authority": "DPO"},
    "record_concern": {"seen": "A bruise"},
    "raise_flag": {"kind": "self_harm", "reason": "Cut her arm."},
    "review_flag": {"reason": "Still so."},
    "hand_on_flag": {"owner": "supervisor", "reason": "Her case."},
    "lift_flag": {"reason": "It is over."},
    "move_case": {"note": ""},
    "deliver": {"text": "{}", "name": "night"},
    "replay_rows": {"rows": []},
    "correct_row": {"fields": {"opened_at": "2016-10-24T22:41:00+01:00"}},
    "return_rows": {"reason": "Asked for the time."},
    "reconcile_source": {"text": "source_record_id\n1/01OCT26\n", "name": "list"},
}
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


ASKED = [
    pytest.param(operation, mode, id=f"{operation.definition.raw['operationId']}-{mode.value}")
    for operation in OPERATIONS
    for mode in GenerationMode
    if mode.is_positive or operation.definition.raw.get("security")  # an operation that takes nothing has no wrong
]


@pytest.mark.parametrize(("operation", "mode"), ASKED)
def test_nothing_breaks_and_every_answer_is_as_described(db: None, operation: Any, mode: GenerationMode) -> None:
    requests = operation.as_strategy(generation_mode=mode)
    keys = [token_of(role) for role in ROLES]
    real = the_references()

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


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.definition.raw["operationId"])
def test_a_right_request_is_answered_as_described(db: None, operation: Any) -> None:
    keys = [token_of(role) for role in ROLES]
    real = the_references()
    real |= a_number_for(operation.path, real["code"])
    names = [one["name"] for one in operation.definition.raw.get("parameters", []) if one["in"] == "path"]
    statuses = set()
    for key in keys:
        body = RIGHT_BODIES.get(operation.definition.raw["operationId"])
        if operation.path.endswith("/rows/return"):
            body = {**RIGHT_BODIES["return_rows"], "rows": [a_row_aside()]}
        sent = {"body": body, "media_type": "application/json"} if body is not None else {}
        case = operation.Case(path_parameters={name: real[name] for name in names}, **sent)
        response = case.call(headers={"Authorization": f"Bearer {key}"})
        case.validate_response(response, checks=CHECKS)
        statuses.add(response.status_code)
    assert min(statuses) in (200, 201, 202)


def a_number_for(path: str, code: str) -> dict[str, Any]:
    """The id of something of the kind that the path names."""
    if "/flags/{" in path:
        with database.transaction():
            return {"reference": raise_flag(f.reader("supervisor"), code, "self_harm", "Cut her arm.").reference}
    if "/alerts/" in path:
        return {"id": raise_alert("test", "A test.", to_role="dpo").pk}
    if "/deliveries/" in path:
        with database.as_service():
            return {"id": str(QuarantinedRow.objects.get(pk=a_row_aside()).delivery_id)}
    if "/feeds/rows/{" in path:
        return {"row": a_row_aside()}
    if "/reconciliations/" in path:
        return {"id": a_comparison()}
    if "/recommendations/" in path:
        return {"id": a_recommendation()}
    return {}


def a_row_aside() -> int:
    """A row of the quarantine that one time puts right."""
    aside = f.deliver("cad", f.ndjson([f.cad_row(f"{next(NUMBERS)}/01OCT26", opened_at="yesterday")]))
    with database.as_service():
        return QuarantinedRow.objects.get(delivery=aside).pk


def a_comparison() -> str:
    with database.transaction():
        run = take_list(f.reader("analyst"), "cad", "list", b"source_record_id\n1/01OCT26\n")
    return str(compare(run.pk).pk)


def a_recommendation() -> int:
    """One recommendation of an invented report, as its confirmation puts it into the register."""
    keeper, text = (
        f.reader("plan_lead"),
        b"Recommendations\n\nImmediately\n\n1. The force should name a lead.\n",
    )
    with database.transaction():
        report, _ = actions.save_reading(keeper, text, "report.txt")
        actions.confirm(keeper, report.pk, actions.items_as_read(report), title="Invented", published_on=None)
    return Recommendation.objects.get().pk


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
        "system": "cad",
    }


def test_every_operation_is_asked() -> None:
    described = {one.definition.raw["operationId"] for one in OPERATIONS}
    assert described == set(operation_ids())


def operation_ids() -> Iterator[str]:
    for operations in api.get_openapi_schema()["paths"].values():
        for operation in operations.values():
            yield operation["operationId"]
