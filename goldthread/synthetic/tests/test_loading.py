"""A load of the invented force that was stopped goes on where it left off, and ends with the whole force."""

from dataclasses import replace

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Accreditation, DutyShift, Officer
from goldthread.core.records.models import Source, SourceRecord
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds.models import Delivery
from goldthread.synthetic import loading
from goldthread.synthetic.scales import SCALES
from goldthread.synthetic.signins import signins

HAMLET = replace(SCALES["small"], people=90, pace=2)


def test_a_stopped_load_is_not_taken_for_a_whole_one_and_goes_on(db, monkeypatch):
    monkeypatch.setitem(SCALES, "small", HAMLET)
    monkeypatch.setattr(feeds, "BATCH", 60)
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
        assert set(Delivery.objects.values_list("source", flat=True)) == set(
            Source.objects.values_list("code", flat=True)
        )
        assert Source.objects.count() == 8
        assert all(one.rows_read == one.accepted + one.unchanged + one.quarantined for one in Delivery.objects.all())
        assert not Delivery.objects.exclude(state="loaded").exists()
        assert Officer.objects.count() == officers
        records = SourceRecord.objects.count()
        assert len({row["role"] for row in signins()}) == 25
    loading.load_demonstration()
    with database.as_service():
        assert SourceRecord.objects.count() == records
        somebody_on_duty(clocks.now())


def somebody_on_duty(now):
    on = DutyShift.objects.filter(starts_at__lte=now, ends_at__gt=now).select_related("post")
    assert {"responding_officer", "duty_inspector", "control_room"} <= {shift.post.role for shift in on}
    assert {"detective", "arms"} <= set(Accreditation.objects.values_list("skill", flat=True))
