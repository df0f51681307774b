"""Records of one source that say the same words under two references: found by the database, counted only."""

from datetime import timedelta

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.link.quality.doubles import count
from goldthread.link.quality.models import DoubleCount
from goldthread.testing import factories as make

WORDS = "A neighbour heard a child crying at the back door since nine o'clock."


def counted() -> int:
    count()
    return sum(DoubleCount.objects.values_list("records", flat=True))


def test_the_same_words_under_two_references_are_two_doubles(db):
    rows = [make.cad_row("1/01OCT26", text=WORDS), make.cad_row("2/01OCT26", text=WORDS.upper().replace(" ", "  "))]
    make.deliver("cad", make.ndjson([*rows, make.cad_row("3/01OCT26", text=WORDS + " Twice.")]))
    assert counted() == 2
    assert DoubleCount.objects.get().borough == "Merrowfield"


def test_two_versions_of_one_record_are_no_doubles(db):
    make.deliver("cad", make.ndjson([make.cad_row(days_ago=2, text=WORDS), make.cad_row(days_ago=1, text=WORDS)]))
    assert counted() == 0


def test_short_texts_are_alike_by_nature(db):
    make.deliver(
        "cad", make.ndjson([make.cad_row("1/01OCT26", text="No reply."), make.cad_row("2/01OCT26", text="No reply.")])
    )
    assert counted() == 0


def test_a_double_that_was_deleted_at_its_source_is_counted_no_more(db):
    make.deliver("cad", make.ndjson([make.cad_row(f"{n}/01OCT26", days_ago=2, text=WORDS) for n in (1, 2)]))
    assert counted() == 2
    make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", days_ago=1, op="delete")]), "deleted")
    assert counted() == 0


def test_what_was_not_loaded_from_is_not_counted_again(db):
    make.deliver("cad", make.ndjson([make.cad_row(f"{n}/01OCT26", text=WORDS) for n in (1, 2)]))
    assert counted() == 2
    with database.as_service():
        DoubleCount.objects.all().delete()
    count()
    assert not DoubleCount.objects.exists()
    with clocks.held_at(clocks.now() + timedelta(days=1, minutes=1)):
        count()
    assert DoubleCount.objects.exists()
