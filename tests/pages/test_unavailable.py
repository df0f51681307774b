"""When the database is away every door says so in its own form, and promises nothing was half saved."""

import pytest
from django.db import OperationalError
from django.test import Client

from goldthread.web import middleware


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
