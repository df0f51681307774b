"""Who may call: a token in force, of an officer who holds a post, within its scopes."""

from datetime import timedelta

import pytest
from django.test import Client

from goldthread.api.tests.calls import answer, call, token_of
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import issue_token, revoke_token, token_digest
from goldthread.core.access.models import Token
from goldthread.core.organisation.actions import end_posts
from goldthread.core.organisation.models import Officer
from goldthread.testing import factories as f

SEARCH = ("POST", "/people/search", {"q": "Kentwell"})


def test_without_a_token_nothing_is_answered(db: None) -> None:
    response = call("", *SEARCH)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert answer(response)["refused"] == "not_signed_in"


@pytest.mark.parametrize("header", ["Bearer gt_unknown", "Bearer ", "Basic Z3Q6Z3Q=", "Bearer \xff\x00", "gt_unknown"])
def test_an_unknown_token_is_refused(db: None, header: str) -> None:
    response = call("", *SEARCH, headers={"Authorization": header})
    assert response.status_code == 401
    assert answer(response)["refused"] in {"not_known", "not_signed_in"}


def test_a_session_of_the_pages_is_never_accepted(db: None) -> None:
    browser = Client()
    browser.force_login(f.officer("mash_desk"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/api/v1/alerts").status_code == 401


def test_an_expired_token_is_refused_from_its_last_moment(db: None) -> None:
    key = token_of("responding_officer")
    ends = Token.objects.get().expires_at
    with clocks.held_at(ends - timedelta(seconds=1)):
        assert call(key, *SEARCH).status_code == 200
    with clocks.held_at(ends):
        assert call(key, *SEARCH).status_code == 401


def test_a_revoked_token_is_refused_at_once(db: None) -> None:
    key = token_of("responding_officer")
    assert call(key, *SEARCH).status_code == 200
    with database.transaction():
        revoke_token(Token.objects.get())
    assert call(key, *SEARCH).status_code == 401


def test_a_leaver_is_refused_at_once(db: None) -> None:
    key = token_of("responding_officer")
    with database.transaction():
        end_posts(f.reader("administrator"), "responding_officer")
    response = call(key, *SEARCH)
    assert response.status_code == 403
    assert answer(response)["refused"] == "no_post"


def test_an_inactive_officer_s_token_is_refused(db: None) -> None:
    key = token_of("responding_officer")
    with database.transaction():
        Officer.objects.filter(username="responding_officer").update(is_active=False)
    assert call(key, *SEARCH).status_code == 401


def test_a_scope_narrows_what_the_role_may(db: None) -> None:
    code = f.load_child()
    key = token_of("responding_officer", ["find_people"])
    assert call(key, *SEARCH).status_code == 200
    assert call(key, "GET", f"/people/{code}/picture").status_code == 403


def test_a_scope_gives_nothing_that_the_role_has_not(db: None) -> None:
    code = f.load_child()
    key = token_of("responding_officer", ["carry_out_rights"])
    refused = call(key, "POST", f"/people/{code}/erase", {"rule": "DPA 2018 s47", "authority": "DPO"})
    assert refused.status_code == 403
    assert answer(refused)["refused"] == "not_in_role"


def test_the_key_is_not_kept_only_its_digest(db: None) -> None:
    with database.transaction():
        token, key = issue_token(f.officer("analyst"), "nightly", ["load_feeds"])
    kept = Token.objects.filter(pk=token.pk).values().get()
    assert kept["digest"] == token_digest(key)
    assert key not in str(kept)


def test_last_use_is_noted_at_most_once_a_minute(db: None) -> None:
    key = token_of("responding_officer")
    start = clocks.now()
    for seconds, noted in ((0, 0), (59, 0), (61, 61)):
        with clocks.held_at(start + timedelta(seconds=seconds)):
            call(key, *SEARCH)
        assert Token.objects.get().last_used_at == start + timedelta(seconds=noted)
