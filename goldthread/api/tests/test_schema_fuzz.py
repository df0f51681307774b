"""Every operation, by several roles, with whatever its description allows and much that it does not.

Nothing breaks, and every answer is one that the description names, in the shape it promises. The requests are the
same in every run.
"""

import json
from collections.abc import Iterator
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
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as f

ROLES = ("supervisor", "responding_officer", "dpo", "analyst", "partner")
EXAMPLES = 6
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
SCHEMA.app = application
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
    statuses = set()

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
        statuses.add(response.status_code)

    ask()
    print(operation.label, mode, sorted(statuses))


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
    }


def test_every_operation_is_asked() -> None:
    described = {one.definition.raw["operationId"] for one in OPERATIONS}
    assert described == set(operation_ids())


def operation_ids() -> Iterator[str]:
    for operations in api.get_openapi_schema()["paths"].values():
        for operation in operations.values():
            yield operation["operationId"]
