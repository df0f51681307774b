"""The API as OpenAPI tells it: what every operation has in common is said once, here."""

from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

from goldthread.api.refusing import Refused
from goldthread.core.access.roles import purposes

ROOT = "/api/v1/"
PURPOSE = {
    "in": "header",
    "name": "X-Purpose",
    "required": False,
    "description": "Why you ask; else the usual purpose of your role.",
    "schema": {"type": "string", "enum": sorted(purposes())},
}
# Which refusals an operation can give, by what it has.
ALWAYS = {422: "Not valid: the field, what is wrong, what to do.", 503: "Cannot answer now."}
WITH_TOKEN = {401: "No token, or one no longer in force.", 403: "Not allowed: the words say who decides it."}
WITH_REFERENCE = {404: "Nothing is held under that reference."}
# Of an operation that names what it is about in its body, and nothing in its path.
NAMES_IN_BODY = {
    "responses": {
        404: {
            "description": WITH_REFERENCE[404],
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refused"}}},
        }
    }
}
WITH_BODY = {
    409: "Somebody else acted first, or the key was sent with other content.",
    413: "Too big.",
    415: "Not declared as JSON.",
}


class Contract(NinjaAPI):
    """Operations are named as their functions are; the name is also the door in the access log."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        schema = super().get_openapi_schema(path_prefix=path_prefix or ROOT, path_params=path_params)
        schema["components"]["schemas"]["Refused"] = Refused.model_json_schema()
        for path, operations in schema["paths"].items():
            for operation in operations.values():
                _complete(operation, path)
        return schema


def _complete(operation: dict[str, Any], path: str) -> None:
    refusals = dict(ALWAYS)
    if operation.get("security"):
        operation.setdefault("parameters", []).append(PURPOSE)
        refusals |= WITH_TOKEN
    if "{" in path:
        refusals |= WITH_REFERENCE
    if "requestBody" in operation:
        refusals |= WITH_BODY
    shape = {"application/json": {"schema": {"$ref": "#/components/schemas/Refused"}}}
    for status, words in sorted(refusals.items()):
        operation["responses"].setdefault(status, {"description": words, "content": shape})
