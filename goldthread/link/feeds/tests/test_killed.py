"""A load that is killed goes on where it stopped; order, split and repeats have no part in where it ends."""

import json
from itertools import pairwise
from random import Random

import pytest

from goldthread.core import db as database
from goldthread.core.records.models import SourceRecord
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds.models import Delivery
from goldthread.synthetic.loading import add_sources
from goldthread.testing import factories as make
from goldthread.testing.emptying import empty
from goldthread.testing.hostile.comparing import RECEIVED, killed_and_not
from goldthread.testing.hostile.intake import taken
from goldthread.testing.hostile.standing import CURRENT, differences, standing

NAMES = ("Jess", "Sam", "Ali", "Noor")
DAYS = ("2011-05-11", "2009-01-02")
NHS = "9990000018"


def test_a_load_killed_again_and_again_ends_as_one_in_peace(db):
    killed, found = killed_and_not(kills=3, rows=120, batch=10, seed=3)
    assert found == {}
    assert killed == 3


def call(number: int, hour: int, chance: Random) -> bytes:
    """One version of a call: about one or two of eight children, whose names, dates and numbers tie and part them."""
    people = [
        make.child(
            key=str(place),
            forenames=chance.choice(NAMES),
            birth_date=chance.choice(DAYS),
            nhs_no=chance.choice(("", "", NHS)),
        )
        for place in range(chance.randint(1, 2))
    ]
    at = f"2016-10-24T{hour:02}:00:00+01:00"
    row = make.cad_row(f"{number}/24OCT16", linked_persons=people, op=chance.choice(("upsert", "upsert", "delete")))
    times = dict.fromkeys(("source_updated_at", "source_recorded_at", "extracted_at", "opened_at"), at)
    return json.dumps(row | times | {"text": chance.choice(("Shouting.", "Crying."))}).encode() + b"\n"


def loaded(files: list[bytes]) -> dict[str, list[str]]:
    """Where everything stands once the files are loaded, one after another, into an empty database."""
    empty()
    add_sources()
    for place, content in enumerate(files):
        feeds.load(taken("cad", f"part {place}", content, RECEIVED))
    with database.as_service():
        assert not Delivery.objects.exclude(state="loaded").exists()
    return standing(CURRENT)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_rows_in_any_order_split_and_repetition_stand_alike(db, seed):
    """Several versions of a record, some of one and the same hour; deletes; numbers that two children share."""
    chance = Random(seed)  # noqa: S311
    rows = [call(chance.randint(1, 8), chance.randint(8, 12), chance) for _ in range(30)]
    in_order = loaded([b"".join(rows)])
    assert in_order["people"]
    for _ in range(3):
        again = rows + chance.sample(rows, 10)
        chance.shuffle(again)
        cuts = [0, *sorted(chance.sample(range(1, len(again)), 4)), len(again)]
        parts = [b"".join(again[start:end]) for start, end in pairwise(cuts)]
        assert differences(in_order, loaded(parts)) == {}


def test_full_lists_without_times_of_update_end_with_the_last_taken_out(db):
    """A system that sends everything every night and says only when it took it out: A, then A again, then B between."""

    def listed(hour: int, text: str) -> bytes:
        at = f"2016-10-24T{hour:02}:00:00+01:00"
        row = make.cad_row("1/24OCT16", text=text, source_updated_at="", source_recorded_at="")
        return json.dumps(row | {"extracted_at": at, "opened_at": "2016-10-24T07:00:00+01:00"}).encode() + b"\n"

    first, between, last = listed(8, "A"), listed(9, "B"), listed(10, "A")
    for order in ([first, between, last], [first, last, between], [last, first, between], [between, last, first]):
        loaded(order)
        with database.as_service():
            current = SourceRecord.objects.get(is_current=True)
            assert (current.content.narrative, current.source_updated_at.hour) == ("A", 9)  # 10:00 in summer time
