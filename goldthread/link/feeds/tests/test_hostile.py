"""Rows that no good system sends: each named case has its fate, and whatever comes, every row is accounted for."""

import io

import pytest

from goldthread.core import db as database
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.format import UnreadableFile
from goldthread.link.feeds.models import QuarantinedRow
from goldthread.link.feeds.reading import read
from goldthread.link.feeds.tests.reading_samples import EXTRACTED
from goldthread.synthetic.loading import add_sources
from goldthread.testing.hostile.case import ACCEPTED, CANARY, Case
from goldthread.testing.hostile.corpus import corpus
from goldthread.testing.hostile.everywhere import MARKINGS, everywhere
from goldthread.testing.hostile.forms import forms
from goldthread.testing.hostile.intake import Tally, check_nothing_marked_is_held, pour, pour_spoilt

CASES = corpus()


def fates(case: Case) -> tuple[str, ...]:
    try:
        found = list(read(case.source, io.BytesIO(case.content), EXTRACTED))
    except UnreadableFile as refused:
        return (refused.code,)
    return tuple(getattr(outcome, "code", ACCEPTED) for outcome in found)


def test_the_corpus_has_cases_of_every_feed():
    assert {case.source for case in CASES} == set(ADAPTERS)


@pytest.mark.parametrize("source", list(ADAPTERS))
def test_each_named_case_has_the_fate_written_beside_it(source):
    wrong = {case.name: (case.codes, fates(case)) for case in CASES if case.source == source}
    assert {name: pair for name, pair in wrong.items() if pair[0] != pair[1]} == {}


def test_nothing_of_a_row_marked_secret_is_in_its_outcome():
    kept = []
    for case in CASES:
        try:
            kept += [case.name for one in read(case.source, io.BytesIO(case.content), EXTRACTED) if CANARY in repr(one)]
        except UnreadableFile as refused:
            kept += [case.name] if CANARY in str(refused) else []
    assert kept == []


@pytest.mark.parametrize("marking", MARKINGS)
def test_a_marking_is_read_as_the_eye_reads_it(marking):
    found = [case for case in CASES if case.name.endswith(f"marked {marking!r}")]
    assert len(found) == len(ADAPTERS)


def test_named_cases_go_through_the_intake_as_they_read(db):
    """Every case of a form, and every eighth of those that all feeds share; one file a case, into the database."""
    add_sources()
    tally = Tally()
    for case in [*forms(), *list(everywhere())[::8]]:
        delivery = pour(tally, case.source, case.content, case.name)
        with database.as_service():
            codes = QuarantinedRow.objects.filter(delivery=delivery).order_by("row").values_list("code", flat=True)
            aside = [code for code in case.codes if code.startswith("Q-")]
            tally.must(list(codes) == aside, f"{case.name}: {list(codes)}")
    check_nothing_marked_is_held(tally)
    assert tally.broken == []


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_chance_does_to_good_rows_every_row_is_accounted_for(db, seed):
    add_sources()
    tally = pour_spoilt(1_600, seed, at_once=100, twice=8)
    assert tally.broken == []
    assert tally.fates["accepted"]
    assert tally.fates["Q-MARK-02"]
