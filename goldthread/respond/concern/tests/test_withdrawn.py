"""A concern whose record its source withdrew or erased comes to somebody's notice."""

from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.respond.concern.actions import record_concern
from goldthread.testing import factories as make


def test_whoever_has_open_work_on_a_withdrawn_or_erased_record_is_told_and_not_what_it_said(db):
    code = make.load_child()
    with database.transaction():
        case = record_concern(make.reader("ward_officer"), code, seen="Alone at night")
    for days_ago, op in ((0.2, "delete"), (0.1, "erase")):
        make.deliver("cad", make.ndjson([make.cad_row(days_ago=days_ago, op=op)]), op)
    with database.as_service():
        alerts = list(Alert.objects.filter(kind="record_withdrawn").order_by("pk"))
    assert [alert.case_reference for alert in alerts] == [case.reference, case.reference]
    assert ["withdrawn" in alerts[0].words, "erased" in alerts[1].words] == [True, True]
    assert all("Kentwell" not in alert.words for alert in alerts)
