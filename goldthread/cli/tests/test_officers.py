"""Officers, posts, passwords and tokens by command; and the demonstration's sign-ins."""

from allauth.mfa.totp.internal.auth import validate_totp_code

from goldthread.api.tests.calls import call
from goldthread.cli.demo import code_at
from goldthread.cli.tests.commands import command
from goldthread.core.organisation.models import Officer
from goldthread.testing import factories as f

PASSWORD = "a long and rare sentence"


def test_the_first_administrator_is_made_unnamed_and_nobody_after(db: None) -> None:
    assert command("officers", "add", "ada", "--name", "Ada Byron").code == 0
    assert command("officers", "post", "ada", "administrator").code == 0
    assert command("officers", "add", "eve", "--name", "Eve Holt").code == 3
    assert command("officers", "add", "eve", "--name", "Eve Holt", by="ada").code == 0


def test_only_an_administrator_keeps_officers(db: None) -> None:
    f.officer("administrator")
    f.officer("supervisor")
    for words in (
        ("add", "eve", "--name", "Eve"),
        ("post", "supervisor", "dpo"),
        ("end", "administrator"),
        ("list",),
        ("token", "list"),
        ("token", "issue", "supervisor", "--name", "x", "--scope", "find_people"),
    ):
        assert command("officers", *words, by="supervisor").code == 3
    assert command("officers", "password", "administrator", "--stdin", by="supervisor", typed=PASSWORD).code == 3


def test_a_token_works_until_it_is_revoked(db: None) -> None:
    f.officer("administrator")
    f.officer("responding_officer")
    words = ("token", "issue", "responding_officer", "--name", "tablet", "--scope", "find_people", "--json")
    issued = command("officers", *words, by="administrator").json
    search = ("POST", "/people/search", {"q": "Kentwell"})
    assert call(issued["key"], *search).status_code == 200
    listed = command("officers", "token", "list", "--json", by="administrator")
    assert issued["key"] not in listed.out
    assert [one["state"] for one in listed.json["tokens"]] == ["in force"]
    assert command("officers", "token", "revoke", str(issued["id"]), by="administrator").code == 0
    assert call(issued["key"], *search).status_code == 401


def test_a_token_of_an_unknown_scope_is_refused(db: None) -> None:
    f.officer("administrator")
    words = ("token", "issue", "administrator", "--name", "x", "--scope", "everything", "--json")
    ended = command("officers", *words, by="administrator")
    assert (ended.code, ended.json["field"]) == (3, "scopes")


def test_ending_a_post_ends_it_at_once(db: None) -> None:
    f.officer("administrator")
    f.officer("responding_officer")
    assert command("officers", "end", "responding_officer", by="administrator").code == 0
    assert command("search", "Kentwell", by="responding_officer").code == 3


def test_a_password_is_set_from_standard_input_and_a_weak_one_refused(db: None) -> None:
    f.officer("administrator")
    f.officer("dpo")
    words = ("officers", "password", "dpo", "--stdin")
    assert command(*words, by="administrator", typed=PASSWORD + "\n").code == 0
    assert Officer.objects.get(username="dpo").check_password(PASSWORD)
    assert command(*words, by="administrator", typed="password\n").code == 3
    assert Officer.objects.get(username="dpo").check_password(PASSWORD)


def test_the_code_is_that_of_the_standard() -> None:
    """RFC 6238 appendix B, SHA-1: the secret is twenty bytes of ASCII digits; the last six of its eight digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    told = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}
    assert {seconds: code_at(secret, seconds) for seconds in told} == told


def test_sign_ins_name_one_officer_of_each_role_and_their_code_is_good(db: None) -> None:
    f.officer("dpo")
    (listed,) = command("demo", "signins", "--json").json
    assert set(listed) == {"role", "post", "username", "password", "totp_secret", "url"}
    assert (listed["role"], listed["username"]) == ("dpo", "dpo")
    shown = command("demo", "code", "dpo").out.strip()
    assert validate_totp_code(listed["totp_secret"], shown)
    assert command("demo", "code", "nobody").code == 4
