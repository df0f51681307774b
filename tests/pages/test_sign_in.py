"""Signing in: password then code, lock-out, limits, sign-out everywhere; one press only where children are invented."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Officer
from goldthread.testing import factories as make
from tests.pages.test_thread import text

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET) -> str:
    counters = list(yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]  # the present one: the first is the oldest still taken, and may roll away
    return format_hotp_value(hotp_value(secret, counter))


def enrolled(role: str = "responding_officer") -> Officer:
    officer = make.officer(role, password=PASSWORD)
    with database.as_service():
        Authenticator.objects.create(
            user_id=officer.pk, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(SECRET)}
        )
    return officer


def sign_in(browser: Client, password: str = PASSWORD, username: str = "responding_officer"):
    return browser.post("/sign-in", {"login": username, "password": password})


def test_a_password_alone_opens_nothing_where_a_code_is_set_up(db):
    enrolled()
    browser = Client()
    assert sign_in(browser)["Location"] == "/sign-in/code"
    assert browser.get("/")["Location"].startswith("/sign-in")


def test_password_then_code_signs_in_and_a_code_works_once(db):
    enrolled()
    browser, other = Client(), Client()
    sign_in(browser)
    code = code_now()
    assert browser.post("/sign-in/code", {"code": code}).status_code == 302
    assert browser.get("/").status_code == 200
    sign_in(other)
    assert other.post("/sign-in/code", {"code": code}).status_code == 200
    assert other.get("/").status_code == 302


def test_a_wrong_code_is_said_beside_its_field_and_signs_nobody_in(db):
    enrolled()
    browser = Client()
    sign_in(browser)
    page = browser.post("/sign-in/code", {"code": "000000"})
    assert "<title>Error: " in page.content.decode()
    assert browser.get("/").status_code == 302


def test_the_secret_is_not_in_the_database_as_it_is(db):
    enrolled()
    with database.as_service():
        stored = Authenticator.objects.get().data["secret"]
    assert SECRET not in stored
    assert get_adapter().decrypt(stored) == SECRET


def test_a_wrong_password_and_an_unknown_name_answer_alike(db):
    enrolled()
    wrong, unknown = (
        Client().post("/sign-in", {"login": "responding_officer", "password": "x"}),
        Client().post("/sign-in", {"login": "nobody_here", "password": "x"}),
    )
    assert wrong.status_code == unknown.status_code == 200
    said = [page.content.decode().split("<h2")[0] for page in (wrong, unknown)]
    blanked = [re.sub(r'value="[^"]*"', "", one) for one in said]
    assert blanked[0] == blanked[1]


def test_five_wrong_passwords_lock_the_name_for_a_while_even_for_the_right_one(db):
    enrolled()
    browser = Client()
    for _ in range(5):
        last = sign_in(browser, "wrong")
    assert last.status_code == 429
    assert "Wait 15 minutes" in text(last)
    assert sign_in(Client()).status_code == 429


def test_lock_out_of_one_name_locks_nobody_else_at_the_same_address(db):
    enrolled()
    make.officer("mash_desk", password=PASSWORD)
    for _ in range(5):
        sign_in(Client(), "wrong")
    assert sign_in(Client(), username="mash_desk").status_code == 302


def test_a_session_left_alone_ends(db, settings):
    browser = _signed_in("responding_officer")
    assert browser.get("/").status_code == 200
    later = clocks.now() + settings.SESSION_IDLE + timedelta(minutes=1)
    with clocks.held_at(later):
        assert browser.get("/")["Location"] == "/sign-in?ended=1"
    assert browser.get("/")["Location"].startswith("/sign-in")


def test_a_session_ends_after_its_longest_life_however_busy(db, settings):
    browser = _signed_in("responding_officer")
    browser.get("/alerts")
    start = clocks.now()
    step = settings.SESSION_IDLE - timedelta(minutes=1)
    passed = timedelta()
    while passed + step < settings.SESSION_LONGEST:
        passed += step
        with clocks.held_at(start + passed):
            assert browser.get("/alerts").status_code == 200
    with clocks.held_at(start + settings.SESSION_LONGEST + timedelta(minutes=1)):
        assert browser.get("/alerts")["Location"] == "/sign-in?ended=1"


def test_sign_out_everywhere_else_ends_every_other_session(db):
    here, there = _signed_in("responding_officer"), _signed_in("responding_officer")
    assert there.get("/").status_code == 200
    assert here.get("/account/sessions").status_code == 200
    here.post("/account/sessions")
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_sign_out_ends_this_session(db):
    browser = _signed_in("responding_officer")
    browser.post("/sign-out")
    assert browser.get("/").status_code == 302


def test_the_demonstration_signs_in_with_one_press_and_says_that_everyone_is_invented(db):
    make.officer("responding_officer")
    browser = Client()
    assert "Everyone here is invented" in text(browser.get("/sign-in"))
    assert browser.post("/sign-in/as/responding_officer")["Location"] == "/"
    assert browser.get("/").status_code == 200


def test_a_real_installation_has_no_one_press_sign_in(db, settings):
    settings.DEMONSTRATION = False
    make.officer("responding_officer")
    browser = Client()
    assert "Everyone here is invented" not in text(browser.get("/sign-in"))
    assert browser.post("/sign-in/as/responding_officer").status_code == 404


def test_a_real_installation_insists_on_the_second_factor_before_anything_opens(db, settings):
    settings.DEMONSTRATION = False
    make.officer("responding_officer", password=PASSWORD)
    browser = Client()
    sign_in(browser)
    for page in ("/", "/search", "/alerts"):
        assert browser.get(page)["Location"] == "/account/second-factor/app"
    browser.post("/account/again", {"password": PASSWORD})
    page = browser.get("/account/second-factor/app").content.decode()
    assert "data:image/svg+xml" in page
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.replace(" ", "")).group(0)
    assert browser.post("/account/second-factor/app", {"code": code_now(secret)}).status_code == 302
    assert browser.get("/alerts").status_code == 200


def test_nobody_signs_themselves_up(db):
    browser = Client()
    browser.post("/sign-in", {"username": "me", "password1": PASSWORD, "email": "me@example.org"})
    with database.as_service():
        assert not Officer.objects.filter(username="me").exists()


@pytest.mark.parametrize("where", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_but_here(db, where):
    make.officer("responding_officer", password=PASSWORD)
    response = Client().post("/sign-in", {"login": "responding_officer", "password": PASSWORD, "next": where})
    assert "elsewhere" not in response.get("Location", "")
    assert "javascript" not in response.get("Location", "")


def test_a_page_asked_for_before_signing_in_is_where_signing_in_leads(db):
    make.officer("responding_officer", password=PASSWORD)
    browser = Client()
    asked = browser.get("/alerts")["Location"]
    assert asked == "/sign-in?next=/alerts"
    answer = browser.post(asked, {"login": "responding_officer", "password": PASSWORD, "next": "/alerts"})
    assert answer["Location"] == "/alerts"


def _signed_in(role: str) -> Client:
    browser = Client()
    officer = make.reader(role).officer
    browser.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser
