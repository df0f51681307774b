"""The API put together: its parts, its rules, its own description."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from goldthread import __version__
from goldthread.api import (
    alerts,
    audits,
    demand,
    effects,
    feeds,
    flags,
    governance,
    homes,
    interviews,
    links,
    mail,
    missing,
    officers,
    outcomes,
    pacesetter,
    people,
    plans,
    reports,
    shared,
    work,
)
from goldthread.api.asking import Bearer, in_a_savepoint
from goldthread.api.contract import Contract
from goldthread.api.parsing import JsonOnly
from goldthread.api.refusing import refuse_in_one_shape
from goldthread.core import db
from goldthread.core.refusals import NotFound

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

# No interactive pages: they would need scripts from elsewhere, which our content-security policy forbids.
api = Contract(
    title="Goldthread",
    version=__version__,
    description="One golden thread: a child through every police system. Every call is logged with its purpose.",
    urls_namespace="api",
    auth=Bearer(),
    parser=JsonOnly(),
    openapi_url=None,
    docs_url=None,
)
api.add_decorator(in_a_savepoint)
refuse_in_one_shape(api)


class Health(Schema):
    ok: bool
    version: str


@api.get("/health", auth=None, response=Health, tags=["service"])
def health(request: HttpRequest) -> Any:
    """Whether the service and its database answer. Open to anybody."""
    db.fetch_one("SELECT 1 AS one")
    return {"ok": True, "version": __version__}


@api.get("/openapi.json", auth=None, include_in_schema=False)
def description(request: HttpRequest) -> Any:
    """This description. Open to anybody: it holds no data."""
    return described()


@cache
def described() -> Any:
    """The description, put together once: what is running does not change."""
    return api.get_openapi_schema()


elsewhere = Router()


@elsewhere.api_operation(METHODS, "/{path:rest}", auth=None, include_in_schema=False)
def nothing_here(request: HttpRequest, rest: str) -> Any:
    raise NotFound("There is no such address.", "The addresses are in openapi.json.")


# The last one takes every address that the others left.
ROUTERS = (
    people, flags, alerts, links, shared, outcomes, missing, homes, interviews, mail, officers, work, audits, feeds,
    demand, effects, governance, reports, plans, pacesetter,
)  # fmt: skip
for router in (*(part.router for part in ROUTERS), elsewhere):
    api.add_router("", router)
