"""A load of the invented force that was stopped goes on where it left off, and ends with the whole force."""

import pytest

from goldthread.core import db as database
from goldthread.core.organisation.models import Officer
from goldthread.core.records.models import SourceRecord
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds.models import Delivery
from goldthread.synthetic import force, loading
from goldthread.synthetic.signins import signins


def test_a_stopped_load_is_not_taken_for_a_whole_one_and_goes_on(db, monkeypatch):
    monkeypatch.setitem(force.CHILDREN, "small", 12)
    monkeypatch.setattr(feeds, "BATCH", 40)
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
        assert Delivery.objects.count() == 2
        assert all(one.rows_read == one.accepted + one.unchanged + one.quarantined for one in Delivery.objects.all())
        assert Officer.objects.count() == officers
        records = SourceRecord.objects.count()
        assert len({row["role"] for row in signins()}) == 25
    loading.load_demonstration()
    with database.as_service():
        assert SourceRecord.objects.count() == records
