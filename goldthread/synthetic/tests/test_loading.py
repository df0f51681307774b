"""A load of the invented force that was stopped goes on where it left off, and ends with the whole force."""

from dataclasses import replace
from datetime import datetime

import pytest

from goldthread.audit.reviews.models import Sample
from goldthread.config import installation
from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Accreditation, DutyShift, Officer
from goldthread.core.records.models import Source, SourceRecord
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds.models import Delivery
from goldthread.respond.missing.partners.models import ASIDE, JOINED, PartnerReport
from goldthread.synthetic import loading, missing_under_way
from goldthread.synthetic.scales import ANCHOR, SCALES, SEED
from goldthread.synthetic.signins import signins
from goldthread.synthetic.week import write_week

HAMLET = replace(SCALES["small"], people=60, pace=4)


def test_a_stopped_load_is_not_taken_for_a_whole_one_and_goes_on(db, monkeypatch, tmp_path):
    monkeypatch.setitem(SCALES, "small", HAMLET)
    monkeypatch.setattr(feeds, "BATCH", 60)
    monkeypatch.setattr(missing_under_way, "ENDED", 2)
    monkeypatch.setattr(missing_under_way, "BRIEF", 1)
    whole, calls = feeds._load_batch, []

    def dies_half_way(delivery, batch):
        calls.append(delivery.source_id)
        if calls.count("merlin") == 2:
            raise KeyboardInterrupt
        whole(delivery, batch)

    monkeypatch.setattr(feeds, "_load_batch", dies_half_way)
    with pytest.raises(KeyboardInterrupt):
        loading.load_demonstration()
    with database.as_service():
        assert not loading.is_loaded()
        officers = Officer.objects.count()
    monkeypatch.setattr(feeds, "_load_batch", whole)
    loading.load_demonstration()
    with database.as_service():
        assert loading.is_loaded()
        sent = Source.objects.exclude(code="interview")  # what a provider hands in is no feed
        assert set(Delivery.objects.values_list("source", flat=True)) == set(sent.values_list("code", flat=True))
        assert sent.count() == 8
        assert all(one.rows_read == one.accepted + one.unchanged + one.quarantined for one in Delivery.objects.all())
        assert not Delivery.objects.exclude(state="loaded").exists()
        assert Officer.objects.count() == officers
        records = SourceRecord.objects.count()
        assert len({row["role"] for row in signins()}) == 26
        homes_said = set(PartnerReport.objects.values_list("state", flat=True))
        assert Sample.objects.count() == 8
        assert homes_said == {JOINED, ASIDE}  # of a child who is away, and one that waits for a person
    loading.load_demonstration()
    with database.as_service():
        assert SourceRecord.objects.count() == records
        somebody_on_duty(clocks.now())
    every_row_of_the_week_meets_what_its_truth_says(tmp_path)


def every_row_of_the_week_meets_what_its_truth_says(folder):
    """The analyst's day: the demonstration's own week, handed in after its history."""
    anchor = datetime.fromisoformat(installation.stored()[ANCHOR])
    week = write_week(folder, SEED, "small", anchor)
    for source, file in week.files.items():
        loading.deliver(source, folder / source / file)
        with database.as_service():
            loaded = Delivery.objects.get(source=source, name=file)
        met = (loaded.rows_read, loaded.accepted, loaded.unchanged, loaded.quarantined)
        assert met == (week.rows[source], week.accepted[source], week.unchanged[source], week.quarantined[source]), (
            source
        )
    assert week.quarantined.total() >= 10


def somebody_on_duty(now):
    on = DutyShift.objects.filter(starts_at__lte=now, ends_at__gt=now).select_related("post")
    assert {"responding_officer", "duty_inspector", "control_room"} <= {shift.post.role for shift in on}
    assert {"detective", "arms"} <= set(Accreditation.objects.values_list("skill", flat=True))
