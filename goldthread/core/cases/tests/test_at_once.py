"""Two officers press at the same instant, each in a connection of their own: one has the case, the other is told."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases import handing
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.journal.models import Event
from goldthread.core.organisation.models import DutyShift, Post
from goldthread.core.refusals import Refusal
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make

AT_ONCE = 4


@pytest.fixture
def desk(db):
    """So many officers of one desk, all on duty."""
    readers = [make.reader("mash_desk", username=f"desk{number}") for number in range(AT_ONCE)]
    now = clocks.now()
    with database.speaking_as(database.OWNER), database.transaction():
        for one in readers:
            post = Post.objects.get(officer=one.officer)
            DutyShift.objects.create(post=post, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=7))
    return readers


def concern() -> str:
    code = make.load_child()
    with database.transaction():
        return record_concern(make.reader("responding_officer"), code, seen="Alone.", risk="low").reference


def all_at_once(readers, act: Callable[..., object]) -> list[str]:
    """What each was told: nothing where it was done."""
    start = threading.Barrier(len(readers))

    def press(by) -> str:
        start.wait()
        try:
            with database.transaction():
                act(by)
            return ""
        except Refusal as refusal:
            return refusal.words
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(readers)) as pool:
        return list(pool.map(press, readers))


def told(reference: str, kind: str) -> list[int]:
    """Whose events of this kind stand in the case's journal."""
    with database.as_service():
        case = Case.objects.get(reference=reference)
        return list(Event.objects.filter(stream=f"case:{case.pk}", kind=kind).values_list("officer_id", flat=True))


def owner_of(reference: str) -> int | None:
    with database.as_service():
        return Case.objects.get(reference=reference).owner_id


def test_of_several_who_take_one_concern_one_owns_it_and_the_others_are_told(desk):
    reference = concern()
    said = all_at_once(desk, lambda by: move_case(by, reference, "take"))
    assert sorted(bool(words) for words in said) == [False, True, True, True]
    winner = desk[said.index("")].officer.pk
    assert (owner_of(reference), told(reference, "concern.taken")) == (winner, [winner])


def test_of_several_who_accept_what_was_offered_to_their_post_one_has_it(desk):
    reference = concern()
    giver, *others = desk
    with database.transaction():
        move_case(giver, reference, "take")
    with database.transaction():
        handing.offer(
            giver, reference, to="post:mash_desk", done="School rung.", next="See her alone.",
            next_by=clocks.now() + timedelta(hours=2), worry="The uncle.",
        )  # fmt: skip
    said = all_at_once(others, lambda by: handing.accept(by, reference))
    assert sorted(bool(words) for words in said) == [False, True, True]
    winner = others[said.index("")].officer.pk
    assert (owner_of(reference), told(reference, "case.handover_accepted")) == (winner, [winner])


def test_one_officer_who_presses_twice_at_once_does_it_once(desk):
    reference = concern()
    said = all_at_once([desk[0], desk[0]], lambda by: move_case(by, reference, "take", idempotency_key="one press"))
    assert said == ["", ""]
    assert told(reference, "concern.taken") == [desk[0].officer.pk]
