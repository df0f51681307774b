"""The page of a concern: who was there, one concern for each child, new children, help beside the text."""

import re

from django.test import Client

from goldthread.core import db as database
from goldthread.core.cases.models import Case
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text

HOME = {"address": "12 Mulberry Road", "postcode": "ZZ1 1AA"}


def a_home() -> tuple[str, str, str]:
    """Jess, Sam of seven, and their mother, told at one address."""
    rows = [
        make.cad_row("1/01OCT26", linked_persons=[make.child(**HOME)]),
        make.cad_row(
            "2/01OCT26", linked_persons=[make.child(forenames="Sam", birth_date="2019-03-01", sex="M", **HOME)]
        ),
        make.cad_row(
            "3/01OCT26",
            linked_persons=[make.child(forenames="Ada", birth_date="1988-04-02", role="parent/carer", **HOME)],
        ),
    ]
    make.deliver("cad", make.ndjson(rows))
    jess, sam, ada = (make.code_of(f"{number}/01OCT26") for number in (1, 2, 3))
    return jess, sam, ada


def cases() -> list[Case]:
    with database.as_service():
        return list(Case.objects.order_by("opened_at", "reference"))


def test_who_else_lives_there_is_ticked_not_typed(db):
    jess, sam, ada = a_home()
    page = client("responding_officer").get(f"/concern/new?child={jess}")
    shown = page.content.decode()
    assert re.search(rf'name="others"[^>]*value="{sam}"', shown)
    assert re.search(rf'name="adults"[^>]*value="{ada}"', shown)
    assert not re.search(rf'name="others"[^>]*value="{ada}"', shown)


def test_everybody_shown_stands_in_the_log_row(db):
    jess, sam, _ = a_home()
    client("responding_officer").get(f"/concern/new?child={jess}")
    assert "Test Responding Officer" in text(client("dpo").get(f"/child/{sam.lower()}/looks"))


def test_each_ticked_child_gets_a_concern_with_that_childs_own_words(db):
    jess, sam, ada = a_home()
    officer = client("responding_officer")
    sent = {"child": jess, "others": [sam], "adults": [ada], "seen": "No food.", "child_words": "He is coming back."}
    page = officer.post("/concern/new", {**sent, f"child_words_{sam}": "I am hungry.", "key": "k1"}, follow=True)
    assert len(cases()) == 2
    assert "2 concerns sent, one for each child" in text(page)
    desk = client("mash_desk")
    read = [text(desk.get(f"/case/{case.reference.lower()}")) for case in cases()]
    assert sorted(("He is coming back." in one, "I am hungry." in one) for one in read) == [
        (False, True),
        (True, False),
    ]
    assert all("No food." in one and ada in one for one in read)
    # Each says which others were recorded with it.
    assert cases()[0].reference in read[1]
    assert cases()[1].reference in read[0]


def test_a_new_child_needs_no_name(db):
    page = client("responding_officer").post(
        "/concern/new",
        {"child_name": "name unknown", "child_looks": "Boy in a red coat", "child_age": "about 8", "seen": "Alone."},
    )
    assert page.status_code == 302
    assert "Boy in a red coat" in text(client("mash_desk").get(page["Location"]))


def test_without_any_child_the_page_asks_who_it_is_and_keeps_what_was_typed(db):
    page = client("responding_officer").post("/concern/new", {"seen": "A child alone."})
    assert (page.status_code, "Enter who the child is" in text(page)) == (422, True)
    assert "A child alone." in page.content.decode()


def test_an_added_child_may_be_named_by_code_or_described(db):
    jess, sam, _ = a_home()
    client("responding_officer").post(
        "/concern/new",
        {"child": jess, "seen": "Cold.", "name_n1": sam.lower(), "looks_n2": "A baby", "age_n2": "6 months"},
    )
    assert len(cases()) == 3


def test_a_search_that_found_nobody_leads_to_the_form_with_what_was_searched(db):
    make.load_child()
    officer = client("responding_officer")
    found = officer.post("/search", {"q": "Zebedee Quill 11 May 2016"})
    hidden = dict(re.findall(r'type="hidden" name="(child_\w+|start)" value="([^"]*)"', found.content.decode()))
    page = officer.post("/concern/new", hidden).content.decode()
    assert 'value="Zebedee Quill"' in page
    assert 'value="11 May 2016"' in page
    assert cases() == []


def test_words_that_blame_the_child_are_pointed_out_after_sending_and_refuse_nothing(db):
    code = make.load_child()
    page = client("responding_officer").post(
        "/concern/new", {"child": code, "seen": "She is streetwise.", "spoke": "alone"}, follow=True
    )
    assert "Streetwise" in text(page)
    assert "What did the child say" in text(page)
    assert len(cases()) == 1


def test_a_time_that_has_not_come_is_refused_beside_its_field(db):
    code = make.load_child()
    page = client("responding_officer").post(
        "/concern/new", {"child": code, "seen": "Cold.", "happened_at": "2090-01-01T10:00"}
    )
    assert (page.status_code, "in the future" in text(page)) == (422, True)


def test_a_tablets_queue_is_answered_in_json_once_and_the_same(db):
    code = make.load_child()
    officer = client("responding_officer")
    sent = {"child": code, "seen": "Cold.", "key": "q1"}
    first = officer.post("/concern/new", sent, headers={"accept": "application/json"})
    again = officer.post("/concern/new", sent, headers={"accept": "application/json"})
    assert (first.status_code, first.json()["references"]) == (201, again.json()["references"])
    clash = officer.post("/concern/new", {**sent, "seen": "Warm."}, headers={"accept": "application/json"})
    assert (clash.status_code, "other content" in clash.json()["words"]) == (409, True)
    wrong = officer.post("/concern/new", {**sent, "key": "q2", "seen": ""}, headers={"accept": "application/json"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "seen")
    assert len(cases()) == 1


def test_a_wrong_clock_is_told_of_and_both_times_are_kept(db):
    code = make.load_child()
    page = client("responding_officer").post(
        "/concern/new",
        {
            "child": code,
            "seen": "Cold.",
            "written_at": "2031-01-01T10:00:00+00:00",
            "device_now": "2031-01-01T11:00:00+00:00",
        },
        follow=True,
    )
    assert "clock is" in text(page)
    assert "2031-01-01T10:00:00+00:00" in text(client("mash_desk").get(f"/case/{cases()[0].reference.lower()}"))


def test_what_a_tablet_keeps_of_our_pages_names_nobody(db):
    officer = client("responding_officer")
    page = officer.get("/concern/offline").content.decode()
    assert "Test Responding Officer" not in page
    assert "csrfmiddlewaretoken" not in page
    assert client("analyst").get("/concern/offline").content.decode() == page
    assert Client().get("/concern/offline").content.decode() == page


def test_the_key_to_a_tablets_words_is_this_officers_on_this_tablet_and_nobody_elses(db):
    one, two = "0" * 8 + "-0000-4000-8000-" + "0" * 12, "1" * 8 + "-0000-4000-8000-" + "0" * 12
    officer, other = client("responding_officer"), client("ward_officer")
    first = officer.get("/concern/device", {"device": one}).json()
    assert first == {**officer.get("/concern/device", {"device": one}).json(), "token": first["token"]}
    secrets = {
        asker.get("/concern/device", {"device": device}).json()["secret"]
        for asker in (officer, other)
        for device in (one, two)
    }
    assert len(secrets) == 4
    assert client("analyst").get("/concern/device", {"device": one}).status_code == 403


def test_nobody_who_is_not_signed_in_has_a_key(db):
    answer = Client().get("/concern/device", {"device": "0" * 8 + "-0000-4000-8000-" + "0" * 12})
    assert "secret" not in answer.content.decode()
