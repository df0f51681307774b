"""By page: a pair is answered with a reason, a record is taken out and put back, nobody learns what is not theirs."""

import re
from uuid import UUID

import pytest

from goldthread.core import db as database
from goldthread.link.review.tests.pairs import TWINS, WHY, established, mention, possible, sisters
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make
from tests.pages.test_thread import client, text


def address(pair: tuple[UUID, UUID]) -> str:
    return f"/links/{pair[0]}/{pair[1]}"


def other_client(name: str):
    make.officer("supervisor", name)
    from django.test import Client

    signed_in = Client()
    signed_in.force_login(
        make.reader("supervisor", username=name).officer,
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return signed_in


def states() -> list[tuple[str, str]]:
    with database.as_service():
        rows = database.fetch("SELECT answer, state FROM people_linkdecision ORDER BY decided_at")
    return [(row["answer"], row["state"]) for row in rows]


def jobs() -> list[str]:
    with database.as_service():
        return [row["name"] for row in database.fetch("SELECT task_name AS name FROM procrastinate_jobs")]


class TestQueue:
    def test_it_says_how_many_wait_and_leads_to_the_pair(self, db):
        pair = possible(*sisters(), 14.8, "twin")
        page = client("supervisor").get("/links")
        assert "1 pair of records may be one person" in text(page)
        assert "KENTWELL, Jessa" in text(page)
        assert address(pair) in page.content.decode()

    def test_home_and_the_places_of_respond_count_what_waits(self, db):
        possible(*sisters())
        boss = client("supervisor")
        assert "1 pair to check" in text(boss.get("/"))
        assert "Links (1)" in text(boss.get("/queue/concern"))

    def test_a_desk_that_may_not_decide_is_shown_no_links(self, db):
        desk = client("mash_desk")
        assert "Links (" not in text(desk.get("/queue/concern"))
        assert desk.get("/links").status_code == 403


class TestPair:
    def test_both_records_stand_side_by_side_with_what_differs(self, db):
        pair = possible(*sisters(), 14.8, "twin", TWINS)
        page = text(client("supervisor").get(address(pair)))
        assert "1 of 1, worst harm first. If wrong: nothing rests on it yet." in page
        assert re.search(r"Forename (Jess Jessa|Jessa Jess) differs", page)
        assert "Surname Kentwell Kentwell same" in page
        assert "STOPPED. Maybe twins" in page
        assert "For same date of birth; same home; same surname; forename only loosely alike" in page

    def test_nothing_is_chosen_beforehand(self, db):
        page = client("supervisor").get(address(possible(*sisters()))).content.decode()
        assert 'name="answer"' in page
        assert not re.search(r"<input[^>]* checked", page)

    def test_an_answer_is_saved_and_the_next_pair_follows(self, db):
        one, other = sisters()
        third = mention("5/01OCT26", forenames="Zoe", birth_date="2013-03-03")
        first, second = possible(one, other, 6.0), possible(one, third, 3.0)
        boss = client("supervisor")
        sent = boss.post(address(first), {"answer": "different", "reason": WHY})
        assert sent["Location"].startswith(address(second))
        assert states() == [("different", "in_force")]
        assert jobs() == ["link_again"]
        assert "Saved." in text(boss.get(sent["Location"]))

    def test_the_filter_stays_when_the_next_pair_follows(self, db):
        one, other = sisters()
        third = mention("5/01OCT26", forenames="Zoe", birth_date="2013-03-03")
        first = possible(one, other, 9.0, "twin")
        possible(one, third, 8.0)
        sent = client("supervisor").post(address(first) + "?guard=twin", {"answer": "different", "reason": WHY})
        assert sent["Location"].startswith("/links?guard=twin&saved=")

    @pytest.mark.parametrize("typed", [{"answer": "same"}, {"reason": WHY}])
    def test_an_answer_and_a_reason_are_both_needed_and_what_was_typed_stays(self, db, typed):
        pair = possible(*sisters())
        page = client("supervisor").post(address(pair), typed)
        assert page.status_code == 422
        assert typed.get("reason", "checked") in page.content.decode()
        assert states() == []

    def test_joining_two_established_people_is_confirmed_and_then_waits(self, db):
        pair = possible(*established())
        boss = client("supervisor")
        asked = boss.post(address(pair), {"answer": "same", "reason": WHY})
        assert (asked.status_code, states()) == (200, [])
        assert "has 2 records" in text(asked)
        boss.post(address(pair), {"answer": "same", "reason": WHY, "confirmed": "yes"})
        assert states() == [("same", "waiting")]
        assert jobs() == []

    def test_the_second_officer_sees_the_page_the_first_saw(self, db):
        pair = possible(*established())
        second = other_client("second")
        before = text(second.get(address(pair)))
        client("supervisor").post(address(pair), {"answer": "same", "reason": "A secret reason.", "confirmed": "yes"})
        after = text(second.get(address(pair)))
        assert after == before
        assert "A secret reason." not in text(second.get("/links/done?whose=all"))
        second.post(address(pair), {"answer": "same", "reason": WHY, "confirmed": "yes"})
        assert states() == [("same", "in_force")]
        assert "A secret reason." in text(second.get("/links/done"))

    def test_what_rests_on_the_pair_is_said(self, db):
        pair = possible(*sisters())
        with database.transaction():
            record_concern(make.reader("responding_officer"), make.code_of("1/01OCT26"), seen="Alone at night.")
        assert "If wrong: 1 open concern" in text(client("supervisor").get(address(pair)))

    def test_a_limited_side_is_not_answered_by_who_may_not_read_it(self, db):
        row = {"restriction": "signalled", "ask": "Jigsaw desk"}
        pair = possible(mention("1/01OCT26"), mention("9/01OCT26", row=row, forenames="Zara"), 14.8, "", TWINS)
        boss = client("supervisor")
        page = text(boss.get(address(pair)))
        assert "This record is limited. Ask Jigsaw desk" in page
        assert "date of birth" not in page
        assert "Kentwell" not in page
        assert "KENTWELL" not in page
        assert make.code_of("1/01OCT26") not in page
        assert boss.post(address(pair), {"answer": "different", "reason": WHY}).status_code == 403
        assert states() == []

    def test_a_hidden_side_and_one_there_never_was_answer_alike(self, db):
        one = mention("1/01OCT26")
        hidden = mention("9/01OCT26", row={"restriction": "hidden"}, forenames="Zara")
        possible(one, hidden)
        boss = client("supervisor")
        never = UUID("00000000-0000-4000-8000-000000000000")
        pages = [boss.get(address((one, other))) for other in (hidden, never)]
        assert [page.status_code for page in pages] == [404, 404]
        assert text(pages[0]) == text(pages[1])

    def test_people_named_beside_both_are_shown_as_that(self, db):
        mother = make.child(key="2", role="parent/carer", forenames="Mary", birth_date="1980-01-02", sex="F")
        for number, first in (("1/01OCT26", "Jess"), ("2/01OCT26", "Jessa")):
            born = "2011-05-11" if first == "Jess" else "2012-02-03"
            people = [make.child(forenames=first, birth_date=born), mother]
            make.deliver("cad", make.ndjson([make.cad_row(number, linked_persons=people)]))
        from goldthread.link.review.tests.pairs import mention_in

        pair = possible(mention_in("1/01OCT26", "%1"), mention_in("2/01OCT26", "%1"))
        assert "KENTWELL, Mary parent/carer parent/carer both" in text(client("supervisor").get(address(pair)))


class TestTakingBack:
    def test_a_decision_is_taken_back_with_a_reason(self, db):
        pair = possible(*sisters())
        boss = client("supervisor")
        boss.post(address(pair), {"answer": "different", "reason": WHY})
        done = boss.get("/links/done")
        assert "Decided by Test Supervisor" in text(done)
        decision = re.search(r"/links/decisions/[0-9a-f-]{36}", done.content.decode()).group()
        assert boss.post(decision, {"reason": ""}).status_code == 422
        assert boss.post(decision, {"reason": "The school was wrong."}).status_code == 302
        assert states() == [("different", "withdrawn")]
        assert "The school was wrong." in text(boss.get("/links/done"))
        assert "1 pair of records may be one person" in text(boss.get("/links"))

    def test_how_reviewing_goes_is_counted(self, db):
        pair = possible(*established(), 9.0, "twin")
        for name in ("supervisor", "second"):
            who = client("supervisor") if name == "supervisor" else other_client(name)
            who.post(address(pair), {"answer": "same", "reason": WHY, "confirmed": "yes"})
        page = text(who.get("/links/done"))
        assert "Second officers who agreed with the first 1 of 1 100%" in page
        assert "Decisions taken back later 0 of 1 0%" in page


class TestPerson:
    def test_a_record_is_taken_out_and_what_was_done_is_taken_back_as_one(self, db):
        out, _, _ = mention("1/01OCT26"), mention("2/01OCT26"), mention("3/01OCT26")
        code = make.code_of("1/01OCT26")
        page = f"/child/{code.lower()}/links"
        boss = client("supervisor")
        sent = boss.post(page, {"do": "part", "mentions": [str(out)], "reason": WHY})
        assert sent.status_code == 302
        assert states() == [("different", "in_force")] * 2
        shown = boss.get(page)
        assert "Two people In force" in text(shown)
        assert "2 pairs of records" in text(shown)
        decision = re.search(r"/links/decisions/[0-9a-f-]{36}", shown.content.decode()).group()
        boss.post(decision, {"reason": "It is hers after all."})
        assert states() == [("different", "withdrawn")] * 2

    def test_what_will_happen_is_shown_first_and_changes_nothing(self, db):
        out, _ = mention("1/01OCT26"), mention("2/01OCT26")
        code = make.code_of("1/01OCT26")
        client("responding_officer").get(f"/child/{code.lower()}")
        with database.transaction():
            record_concern(make.reader("mash_desk"), code, seen="Alone at night.")
        page = text(
            client("supervisor").post(f"/child/{code.lower()}/links", {"do": "preview", "mentions": [str(out)]})
        )
        assert "1 record leaves, 1 stays" in page
        assert "2 other officers have opened this picture since" in page
        assert "Concern recorded" in page
        assert states() == []

    @pytest.mark.parametrize("chosen", [[], ["nonsense"]])
    def test_records_must_be_chosen(self, db, chosen):
        mention("1/01OCT26")
        page = client("supervisor").post(
            f"/child/{make.code_of('1/01OCT26').lower()}/links", {"do": "part", "mentions": chosen, "reason": WHY}
        )
        assert page.status_code == 422

    def test_another_who_is_this_person_is_found_and_set_beside(self, db):
        one, other = sisters()
        code, second = make.code_of("1/01OCT26"), make.code_of("2/01OCT26")
        page = f"/child/{code.lower()}/links"
        boss = client("supervisor")
        assert f"Compare with {second}" in text(boss.post(page, {"do": "find", "q": second}))
        sent = boss.post(page, {"do": "compare", "with": second})
        assert {str(one), str(other)} == set(sent["Location"].removeprefix("/links/").split("/"))
        assert "Not in your queue" in text(boss.get(sent["Location"]))

    def test_who_may_only_look_sees_the_sources_and_who_decides(self, db):
        out = mention("1/01OCT26")
        page = f"/child/{make.code_of('1/01OCT26').lower()}/links"
        officer = client("responding_officer")
        assert "A supervisor decides this." in text(officer.get(page))
        refused = officer.post(page, {"do": "part", "mentions": [str(out)], "reason": WHY})
        assert refused.status_code == 403

    def test_changes_are_said_in_words(self, db):
        mention("1/01OCT26")
        mention("2/01OCT26")
        page = text(client("supervisor").get(f"/child/{make.code_of('1/01OCT26').lower()}/links"))
        assert "Made of 1 record." in page
        assert "1 record came." in page
