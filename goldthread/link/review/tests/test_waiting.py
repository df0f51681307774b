"""Which pairs wait for whom, in which order, and what of them is never told."""

import json
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import Grant
from goldthread.core.people import decisions
from goldthread.core.refusals import NotValid, Refusal
from goldthread.link.feeds.adapters import MERLIN
from goldthread.link.review.tests.pairs import WHY, boss, established, mention, mention_in, possible, sisters
from goldthread.link.review.waiting import Chosen, Queue, how_many, open_queue
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make


def queue(by=None, **chosen: str) -> Queue:
    with database.transaction():
        return open_queue(by or boss(), Chosen(**chosen))


def pairs(found: Queue) -> list[tuple[UUID, UUID]]:
    return [(row.pair.mention, row.pair.other) for row in found.rows]


STRANGERS = ("Ada Quill", "Ben Marsh", "Cyrus Holt", "Dilys Wren", "Edwin Pike", "Fay Stroud", "Gus Lark", "Hana Moss")


def strangers(count: int) -> list[UUID]:
    """Children of whom nobody would take one for another."""
    return [
        mention(
            f"{n}/01OCT26",
            forenames=name.split()[0],
            surname=name.split()[1],
            birth_date=f"20{n + 8:02}-0{n + 1}-{n + 3:02}",
        )
        for n, name in enumerate(STRANGERS[:count])
    ]


class TestWhoSees:
    def test_a_possible_pair_waits(self, db):
        pair = possible(*sisters())
        assert pairs(queue()) == [pair]

    def test_a_post_without_the_permission_gets_no_queue(self, db):
        with pytest.raises(Refusal, match="A supervisor decides this"):
            queue(make.reader("responding_officer"))

    def test_a_pair_with_a_hidden_side_is_neither_shown_nor_counted(self, db):
        shown = mention("1/01OCT26")
        possible(shown, mention("9/01OCT26", row={"restriction": "hidden"}, forenames="Zara"))
        assert (pairs(queue()), queue().total, how_many(boss()).n) == ([], 0, 0)

    def test_it_waits_for_the_officer_to_whom_the_hidden_side_is_open(self, db):
        hidden = mention("9/01OCT26", row={"restriction": "hidden"}, forenames="Zara")
        pair = possible(mention("1/01OCT26"), hidden)
        with database.as_service():
            whose = database.fetch_one("SELECT person_id FROM people_link WHERE mention_id = %s", [hidden])["person_id"]
            now = clocks.now()
            Grant.objects.create(
                officer=boss().officer, person_id=whose, kind="named", opens_hidden=True, layer="full",
                starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1),
            )  # fmt: skip
        assert pairs(queue()) == [pair]
        assert queue(boss("second")).total == 0

    def test_a_limited_side_is_shown_as_that_and_without_what_it_says(self, db):
        row = {"restriction": "signalled", "ask": "Jigsaw desk"}
        possible(mention("1/01OCT26"), mention("9/01OCT26", row=row, forenames="Zarabel"))
        (shown,) = queue().rows
        limited = next(side for side in shown.sides if side.is_limited)
        assert (limited.ask, limited.name, limited.values) == ("Jigsaw desk", "held back", {})

    def test_beside_a_limited_side_the_other_names_nobody(self, db):
        """Whom a desk's marker may be about is what the marker holds (decision 18)."""
        row = {"restriction": "signalled", "ask": "Jigsaw desk"}
        possible(mention("1/01OCT26"), mention("9/01OCT26", row=row, forenames="Zarabel"))
        told = json.dumps(queue().as_json())
        assert "Jigsaw desk" in told
        assert [word for word in ("Kentwell", "KENTWELL", "1/01OCT26", make.code_of("1/01OCT26")) if word in told] == []

    def test_the_log_names_everybody_shown(self, db):
        one, other = possible(*sisters())
        queue()
        with database.as_service():
            logged = database.fetch_one("SELECT people FROM access_logentry ORDER BY id DESC LIMIT 1")["people"]
            who = database.fetch("SELECT person_id FROM people_link WHERE mention_id = ANY(%s)", [[one, other]])
        assert set(logged) == {row["person_id"] for row in who}


class TestOrder:
    def test_of_equal_harm_the_likelier_comes_first(self, db):
        one, other, third = strangers(3)
        far, near = possible(one, other, 2.5), possible(other, third, 6.0)
        assert pairs(queue()) == [near, far]

    def test_a_pair_with_open_work_comes_before_a_likelier_one(self, db):
        one, other, third = strangers(3)
        likely, worked = possible(one, other, 6.5), possible(one, third, 2.0)
        with database.transaction():
            record_concern(make.reader("responding_officer"), make.code_of("2/01OCT26"), seen="Alone at night.")
        found = queue()
        assert pairs(found) == [worked, likely]
        assert found.as_json()["pairs"][0]["harm"] == "work"

    def test_a_child_reported_missing_comes_before_open_work(self, db):
        one, other, third = strangers(3)
        notice = make.merlin_row("26MIS00000001", report_type="missing", subject_forename="Zoe", subject_surname="Quay")
        make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), [notice]))
        worked = possible(one, other, 6.5)
        with database.transaction():
            record_concern(make.reader("responding_officer"), make.code_of("1/01OCT26"), seen="Alone at night.")
        missing = possible(third, mention_in("26MIS00000001"), 2.0)
        assert pairs(queue()) == [missing, worked]

    def test_what_a_guard_stopped_comes_before_what_scored_too_low(self, db):
        one, other, third = strangers(3)
        low, stopped = possible(one, other, 6.9), possible(other, third, 2.1, "twin")
        assert pairs(queue()) == [stopped, low]


class TestOnce:
    def test_two_people_are_asked_about_once_by_their_likest_records(self, db):
        one, other = sisters()
        again = mention("3/01OCT26")
        possible(one, other, 3.0)
        likest = possible(again, other, 5.0)
        (row,) = queue().rows
        assert ((row.pair.mention, row.pair.other), row.pair.pairs) == (likest, 2)

    @pytest.mark.parametrize("answer", ["same", "different", "cannot_tell"])
    def test_what_was_answered_waits_no_more(self, db, answer):
        pair = possible(*sisters())
        decisions.decide(boss(), *pair, answer, WHY)
        assert (queue().total, queue(boss("second")).total) == (0, 0)

    def test_one_different_answers_every_pair_of_the_two(self, db):
        one, other = sisters()
        possible(mention("3/01OCT26"), other, 5.0)
        decisions.decide(boss(), *possible(one, other), "different", WHY)
        assert queue().total == 0

    def test_what_nobody_could_tell_is_asked_again_when_a_record_comes(self, db):
        one, other = sisters()
        decisions.decide(boss(), *possible(one, other), "cannot_tell", WHY)
        new = possible(mention("3/01OCT26"), other, 5.0)
        assert pairs(queue()) == [new]


class TestSecondOfficer:
    def test_a_pair_that_waits_for_a_second_looks_like_any_other(self, db):
        pair = possible(*established())
        before = queue(boss("second")).as_json()
        decisions.decide(boss(), *pair, "same", WHY)
        assert queue(boss("second")).as_json() == before

    def test_the_officer_who_answered_first_is_not_asked_again(self, db):
        decisions.decide(boss(), *possible(*established()), "same", WHY)
        assert queue().total == 0

    def test_a_pair_nobody_but_an_officer_found_waits_for_a_second_too(self, db):
        pair = tuple(sorted(established()))
        decisions.decide(boss(), *pair, "same", WHY)
        assert pairs(queue(boss("second"))) == [pair]

    def test_where_two_do_not_agree_a_third_is_asked(self, db):
        pair = possible(*established())
        decisions.decide(boss(), *pair, "same", WHY)
        decisions.decide(boss("second"), *pair, "different", WHY)
        assert [queue(boss(name)).total for name in ("supervisor", "second", "third")] == [0, 0, 1]


class TestNarrowing:
    def test_by_guard_system_borough_and_band(self, db):
        one, other, third = strangers(3)
        alder = mention(
            "8/01OCT26", row={"location": {"address": "9 Elm Road", "borough": "Alderbrook"}}, forenames="Zoe"
        )
        twin, near, far = possible(one, other, 9.0, "twin"), possible(one, third, 5.0), possible(third, alder, 2.5)
        assert pairs(queue(guard="twin")) == [twin]
        assert pairs(queue(borough="Alderbrook")) == [far]
        assert queue(system="cad").total == 3
        assert [pairs(queue(band=band)) for band in ("stopped", "near", "far")] == [[twin], [near], [far]]
        assert (queue(guard="twin").total, queue(guard="twin").all.n) == (1, 3)

    def test_a_band_there_is_not_is_refused(self, db):
        with pytest.raises(NotValid, match="is not a band"):
            queue(band="wide")


def test_so_many_queries_whatever_the_length(db):
    everyone = strangers(8)

    def count() -> int:
        with CaptureQueriesContext(connections[database.alias()]) as run:
            queue()
        return len(run)

    possible(everyone[0], everyone[1])
    short = count()
    for one, other in pairwise(everyone):
        possible(one, other)
    assert queue().total == 7
    assert count() == short


def test_what_rests_on_a_pair_is_counted_in_words(db):
    pair = possible(*sisters())
    with database.transaction():
        record_concern(make.reader("responding_officer"), make.code_of("1/01OCT26"), seen="Alone at night.")
    (row,) = queue().rows
    assert "1 open concern" in row.rests.words
    assert (row.pair.mention, row.pair.other) == pair
