"""One thread by page: find the child, look, record a concern; the desk moves it; data protection sees who looked."""

import re

import pytest
from django.test import Client

from goldthread.core import db as database
from goldthread.testing import factories as make


def client(role: str, username: str = "") -> Client:
    signed_in = Client()
    reader = make.reader(role, username=username)
    signed_in.force_login(reader.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return signed_in


def text(response) -> str:
    """What a person reads of a page, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_from_the_search_box_to_the_log_line(db):
    code = make.load_child()
    officer, desk, keeper = client("responding_officer"), client("mash_desk"), client("dpo")

    found = officer.post("/search", {"q": "Jes Kentwel 11 May 2011"})
    assert "KENTWELL, Jess" in text(found)

    shown = officer.get(f"/child/{code.lower()}")
    assert shown.status_code == 200
    assert "A neighbour hears a child crying at night." in text(shown)
    assert "Merlin unknown: never loaded" in text(shown)

    sent = officer.post("/concern/new", {"child": code, "seen": "A bruise on the arm.", "danger": "yes", "key": "k1"})
    case = sent["Location"]
    again = officer.post("/concern/new", {"child": code, "seen": "A bruise on the arm.", "danger": "yes", "key": "k1"})
    assert again["Location"] == case

    queue = desk.get("/queue/concern")
    assert "J.K. 15" in text(queue)
    page = desk.get(case)
    assert "A bruise on the arm." in text(page)
    seen_event = re.search(r'name="seen_event" value="(\d+)"', page.content.decode()).group(1)
    taken = desk.post(f"{case}/move/take", {"seen_event": seen_event})
    assert taken.status_code == 302
    stale = desk.post(f"{case}/move/return", {"seen_event": seen_event, "reason": "Not ours"})
    assert stale.status_code == 409
    assert "Taken by a named officer" in text(desk.get(case))

    log = keeper.get(f"/child/{code.lower()}/looks")
    assert "Test Responding Officer" in text(log)
    assert "Alteration" in text(log)


def test_a_move_that_closes_is_confirmed_first_and_needs_its_reason(db):
    code = make.load_child()
    desk = client("mash_desk")
    case = client("responding_officer").post("/concern/new", {"child": code, "seen": "Alone."})["Location"]
    desk.post(f"{case}/move/take")
    make.graded(make.reader("mash_desk"), case.rpartition("/")[2])
    reason = {"not_shared_because": "no_need", "why": ""}
    nothing = desk.post(f"{case}/move/not_share", reason)
    assert (nothing.status_code, "Enter: the reason, in words." in text(nothing)) == (422, True)
    asked = desk.post(f"{case}/move/not_share", {**reason, "why": "Seen safe."})
    assert "No additional need was found" in text(asked)
    assert "Graded: to be shared or not" in text(desk.get(case))
    desk.post(f"{case}/move/not_share", {**reason, "why": "Seen safe.", "confirmed": "yes"})
    assert "Seen safe." in text(desk.get(case))
    assert "Nothing more is due" in text(desk.get(case))


def test_a_grade_is_asked_on_a_page_that_keeps_what_was_typed(db):
    code = make.load_child()
    desk = client("mash_desk")
    case = client("responding_officer").post("/concern/new", {"child": code, "seen": "Alone at night."})["Location"]
    desk.post(f"{case}/move/take")
    asked = desk.get(f"{case}/move/grade")
    assert ("Red: acute" in text(asked), "Alone at night." in text(asked)) == (True, True)
    half = desk.post(f"{case}/move/grade", {"grade": "amber", "level": "3", "open_to": "no", "why": ""})
    assert (half.status_code, "Enter: why this grade." in text(half)) == (422, True)
    unread = desk.post(f"{case}/move/grade", {"grade": "amber", "level": "3", "open_to": "no", "why": "Third time."})
    assert (unread.status_code, "Third time." in unread.content.decode()) == (422, True)
    assert "Before this: Earlier notifications" in text(unread)
    for item in ("earlier_read", "checks_done"):
        desk.post(f"{case}/item/{item}", {"answer": "done"})
    desk.post(f"{case}/move/grade", {"grade": "amber", "level": "3", "open_to": "no", "why": "Third time."})
    read = text(desk.get(case))
    assert all(words in read for words in ("Grade: Amber: complex", "Third time.", "Amber notification decided"))


def test_an_item_not_needed_says_why(db):
    code = make.load_child()
    desk = client("mash_desk")
    case = client("responding_officer").post("/concern/new", {"child": code, "seen": "Alone."})["Location"]
    refused = desk.post(f"{case}/item/all_children", {"answer": "not_needed"})
    assert (refused.status_code, "Enter why." in text(refused)) == (422, True)
    desk.post(f"{case}/item/all_children", {"answer": "not_needed", "why-all_children": "An only child."})
    assert all(words in text(desk.get(case)) for words in ("Not needed", "An only child."))


def test_what_was_typed_is_kept_when_a_field_is_missing(db):
    code = make.load_child()
    page = client("responding_officer").post("/concern/new", {"child": code, "seen": "", "child_words": "He shouts."})
    assert page.status_code == 422
    assert "Enter what you saw." in text(page)
    assert "He shouts." in page.content.decode()
    assert "<title>Error: " in page.content.decode()


def test_breaking_glass_opens_what_is_limited_tells_the_owner_and_asks_why(db):
    code = restricted_and_ordinary()
    officer = client("responding_officer")
    before = text(officer.get(f"/child/{code.lower()}"))
    assert "Ask Jigsaw desk" in before
    assert "Words only Jigsaw may give out" not in before
    opened = officer.post(f"/child/{code.lower()}/need", {"reason": "child_in_danger"})
    assert opened["Location"] == f"/child/{code.lower()}"
    assert "Words only Jigsaw may give out" in text(officer.get(f"/child/{code.lower()}"))
    assert "opened a limited record" in text(client("dpo").get("/alerts"))
    assert "opened a limited record" in text(client("offender_manager").get("/alerts"))
    assert "Say within 24 hours why" in text(officer.get("/alerts"))
    officer.post(f"/child/{code.lower()}/need", {"explanation": "A baby was in the flat."})
    with database.as_service():
        row = database.fetch_one("SELECT reason, ends_at - starts_at AS lasts FROM access_grant")
    assert (row["reason"], row["lasts"].total_seconds()) == ("A baby was in the flat.", 12 * 3600)


def test_a_limited_record_opened_for_one_person_stays_closed_for_another_officer(db):
    code = restricted_and_ordinary()
    client("responding_officer").post(f"/child/{code.lower()}/need", {"reason": "court"})
    assert "Words only Jigsaw may give out" not in text(client("ward_officer").get(f"/child/{code.lower()}"))


def test_a_hidden_record_is_nowhere_and_glass_does_not_open_it(db):
    rows = [
        make.cad_row("1/01OCT26"),
        make.cad_row("2/01OCT26", restriction="hidden", ask="", text="Hidden words"),
    ]
    make.deliver("cad", make.ndjson(rows))
    code = make.code_of("1/01OCT26")
    officer = client("responding_officer")
    before = officer.get(f"/child/{code.lower()}")
    officer.post(f"/child/{code.lower()}/need", {"reason": "child_in_danger"})
    after = officer.get(f"/child/{code.lower()}")
    for page in (before, after):
        assert "Hidden words" not in text(page)
        assert "2/01OCT26" not in text(page)


def test_somebody_known_only_by_a_hidden_record_does_not_exist_for_anybody(db):
    make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", restriction="hidden", ask="", text="Hidden words")]))
    code = make.code_of("2/01OCT26")
    officer = client("responding_officer")
    assert "0 people" in text(officer.post("/search", {"q": "Jess Kentwell"}))
    hidden, absent = officer.get(f"/child/{code.lower()}"), officer.get("/child/c-222222")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    same = [re.sub(r'value="[^"]*"', "", page.content.decode()) for page in (hidden, absent)]
    assert same[0].replace(code.lower(), "c-222222") == same[1]


def test_a_restricted_record_is_not_found_by_search(db):
    restricted = make.cad_row("2/01OCT26", restriction="signalled", ask="Jigsaw desk", text="x")
    restricted["linked_persons"] = [make.child(surname="Ravenhurst")]
    make.deliver("cad", make.ndjson([restricted]))
    for asked in ("Ravenhurst", "2/01OCT26", "11 May 2011"):
        assert "0 people" in text(client("supervisor").post("/search", {"q": asked}))


def restricted_and_ordinary() -> str:
    """A child named by an ordinary call and by a limited record."""
    limited = make.cad_row(
        "2/01OCT26", restriction="signalled", ask="Jigsaw desk", text="Words only Jigsaw may give out."
    )
    make.deliver("cad", make.ndjson([make.cad_row("1/01OCT26"), limited]))
    return make.code_of("1/01OCT26")


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("partner", "/search", 403),
        ("administrator", "/search", 403),
        ("analyst", "/child/{code}", 403),
        ("auditor_central", "/child/{code}", 403),
        ("dpo", "/child/{code}", 403),
        ("responding_officer", "/queue/concern", 403),
        ("responding_officer", "/child/{code}/looks", 403),
        ("supervisor", "/child/{code}/rights", 403),
        ("mash_desk", "/feeds", 403),
        ("analyst", "/feeds", 200),
        ("dpo", "/access-log", 200),
        ("dpo", "/child/{code}/rights", 200),
    ],
)
def test_a_role_opens_what_it_may_and_is_told_who_decides_the_rest(db, role, path, status):
    code = make.load_child()
    response = client(role).get(path.format(code=code.lower()))
    assert response.status_code == status
    if status == 403:
        assert "Your role" in text(response)
        with database.as_service():
            entry = database.fetch_one("SELECT outcome, layer FROM access_logentry ORDER BY id DESC LIMIT 1")
        assert entry == {"outcome": "refused:not_in_role", "layer": "none"}


@pytest.mark.parametrize(
    "path", ["/", "/search", "/alerts", "/queue/concern", "/access-log", "/feeds", "/child/c-222222"]
)
def test_nobody_signed_in_is_sent_to_sign_in(db, path):
    response = Client().get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in")


def test_every_page_carries_the_strict_policy_and_is_kept_by_no_cache(db):
    make.load_child()
    for response in (client("responding_officer").get("/"), Client().get("/sign-in"), Client().get("/nothing-here")):
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response["Cache-Control"] == "no-store"


def test_an_officer_whose_post_ended_sees_nothing_at_the_next_press(db):
    from goldthread.core.organisation.actions import end_posts

    code = make.load_child()
    officer = client("responding_officer")
    assert officer.get(f"/child/{code.lower()}").status_code == 200
    with database.transaction():
        end_posts(make.reader("administrator"), "responding_officer")
    assert officer.get(f"/child/{code.lower()}").status_code == 403
    assert "You hold no post" in text(officer.get("/"))
