"""When the database is away every door says so in its own form, and promises nothing was half saved."""

import pytest
from django.db import OperationalError, connections
from django.test import Client

from goldthread.testing import factories as make
from goldthread.web import middleware
from tests.pages.test_thread import client, text


@pytest.mark.parametrize(("path", "kind"), [("/sign-in", "text/html"), ("/api/v1/alerts", "application/json")])
def test_a_database_that_does_not_answer_is_said_plainly(db, monkeypatch, path, kind):
    def away():
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as patched:
        patched.setattr(middleware.db, "transaction", away)
        response = Client().get(path)
    assert response.status_code == 503
    assert response["Content-Type"].startswith(kind)
    assert response["Retry-After"] == "10"
    assert "cannot answer now" in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


class Dying:
    """Ends the database's side of the connection at the nth query of a request."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left == 0:
            return execute("SELECT pg_terminate_backend(pg_backend_pid())", (), many, context)
        return execute(sql, params, many, context)


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5, 6])
def test_a_database_that_dies_in_the_middle_of_a_page_is_said_as_plainly(db, nth):
    """Wherever in the page: before the session is read, while it is looked up who asks, or in the page itself."""
    client = Client(raise_request_exception=False)
    client.force_login(make.reader("responding_officer").officer)
    with connections["default"].execute_wrapper(Dying(nth)):
        response = client.get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"


def test_the_address_of_a_form_opened_by_itself_is_a_page_that_says_so(db):
    answer = client("mash_desk").get("/outcomes/new")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This cannot be opened on its own" in text(answer)
    by_api = client("mash_desk").delete("/api/v1/alerts")
    assert (by_api.status_code, by_api["Allow"], by_api.json()["refused"]) == (405, "GET", "not_this_way")
