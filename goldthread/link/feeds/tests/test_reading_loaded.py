"""What is read can be kept: the good row of every feed, and the longest and oddest a row may be, reach the database."""

from typing import Any

import pytest

from goldthread.core import db as database
from goldthread.core.records.models import Assertion, Mention, Source, SourceRecord
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.models import Delivery, QuarantinedRow
from goldthread.link.feeds.tests.reading_samples import SAMPLES, file_of
from goldthread.testing import factories as make


@pytest.fixture
def every_source(db):
    """Each feed under an agreement, as those the demonstration knows are."""
    make.add_sources()
    with database.as_service():
        known = Source.objects.get(code="cad")
        for code in ADAPTERS:
            alike = {field.attname: getattr(known, field.attname) for field in Source._meta.concrete_fields}
            Source.objects.get_or_create(code=code, defaults=alike | {"code": code})


def deliver(source: str, *rows: dict[str, Any]) -> Delivery:
    return make.deliver(source, file_of(source, *rows))


@pytest.mark.parametrize("source", sorted(ADAPTERS))
def test_the_good_row_of_every_feed_is_kept_and_sent_again_changes_nothing(every_source, source):
    good = SAMPLES[source]
    delivery = deliver(source, good, {**good, "op": "?"}, good)
    assert (delivery.state, delivery.accepted, delivery.unchanged, delivery.quarantined) == ("loaded", 1, 1, 1)
    with database.as_service():
        kept = SourceRecord.objects.get(source=source)
        named = set(Mention.objects.filter(source=source).values_list("key", flat=True))
        aside = QuarantinedRow.objects.get(delivery=delivery)
    assert (kept.title, kept.restriction) == (_title(source), good["restriction"])
    assert named == _keys(source)
    assert (aside.code, bool(aside.raw)) == ("Q-OP-01", True)


def _title(source: str) -> str:
    return {
        "cad": "Call: a person missing",
        "merlin": "Merlin: a child came to notice",
        "crime": "Crime report",
        "custody": "Custody record",
        "offenders": "Marker: ask the desk named",
        "intelligence": "Intelligence report",
        "social_care": "Known to children's services",
        "gazetteer": "Place: communal",
    }[source]


def _keys(source: str) -> set[str]:
    return {
        "cad": {"caller", "linked:a"},
        "merlin": {"subject"},
        "crime": {"victim:v1", "suspect:s1", "witness:w1"},
        "custody": {"detainee", "adult"},
        "offenders": {"subject"},
        "intelligence": {"subject:a"},
        "social_care": {"child", "family:m"},
        "gazetteer": set(),
    }[source]


def test_the_grade_of_intelligence_is_kept_with_every_value(every_source):
    deliver("intelligence", SAMPLES["intelligence"])
    with database.as_service():
        assert set(Assertion.objects.values_list("grade", flat=True)) == {"3x5x2 2BP"}


def test_the_longest_key_of_every_list_is_kept(every_source):
    longest = {"key": "k" * 32, "surname": "Kent"}
    assert deliver("cad", {**SAMPLES["cad"], "linked_persons": [longest]}).accepted == 1
    assert deliver("crime", {**SAMPLES["crime"], "witnesses": [longest]}).accepted == 1
    assert deliver("intelligence", {**SAMPLES["intelligence"], "subjects": [longest]}).accepted == 1
    family = {"key": "k" * 32, "Surname": "Kent"}
    assert deliver("social_care", {**SAMPLES["social_care"], "Family": [family]}).accepted == 1


@pytest.mark.parametrize("source", sorted(ADAPTERS))
def test_cells_as_long_as_they_may_be_are_kept(every_source, source):
    force, borough = "f" * 80, {ADAPTERS[source].borough: "b" * 80}
    if "." in ADAPTERS[source].borough:
        borough = {"location": {**SAMPLES[source]["location"], "borough": "b" * 80}}
    row = {**SAMPLES[source], **borough, "originating_force": force, "restriction": "signalled", "ask": "a" * 120}
    assert deliver(source, row).accepted == 1
