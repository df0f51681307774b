"""Whoever opens a child's picture reads which rules fired on the child and still hold, and who has them."""

from datetime import timedelta

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts import answering
from goldthread.core.alerts.models import Alert
from goldthread.core.alerts.queries import STANDS_FOR
from goldthread.link.picture.queries import open_picture
from goldthread.respond.tripwires.tests.test_rules import NOW, at_home, fired, marker
from goldthread.testing import factories as make


def standing(role: str = "mash_desk") -> list[dict[str, object]]:
    code = make.code_of("26PAC00000001")
    with database.transaction():
        return open_picture(make.reader(role), code).as_json()["alerts"]


def test_it_is_told_until_it_is_judged_false_and_says_who_has_it(db):
    with clocks.held_at(NOW):
        at_home()
        assert standing() == []
        marker()
        (firing,) = fired("offender_at_childs_home")
        (one,) = standing()
        assert (one["reference"], one["taken_at"], one["taken_by"]) == (firing.reference, None, None)
        reader = make.reader("offender_manager", "page:alert_step")
        with database.transaction():
            answering.acknowledge(Alert.objects.get(to_role="offender_manager"), reader)
        (one,) = standing("responding_officer")
        assert one["taken_by"] == reader.officer.name
        with database.transaction():
            answering.judge(Alert.objects.get(to_role="offender_manager"), reader, was_right=False)
        assert standing() == []


def test_what_nobody_took_is_told_however_old_and_what_somebody_took_some_weeks(db):
    with clocks.held_at(NOW):
        at_home()
        marker()
    with clocks.held_at(NOW + STANDS_FOR + timedelta(days=1)):
        assert len(standing()) == 1
        reader = make.reader("offender_manager", "page:alert_step")
        with database.transaction():
            answering.acknowledge(Alert.objects.get(to_role="offender_manager"), reader)
        assert standing() == []


def test_a_child_of_the_same_name_elsewhere_is_told_nothing_of_it(db):
    with clocks.held_at(NOW):
        at_home()
        marker()
        other = make.load_child(
            surname="Kentwell", forenames="Jess", birth_date="2013-01-09", address="9 Larch Close", postcode=""
        )
        with database.transaction():
            assert open_picture(make.reader("mash_desk"), other).as_json()["alerts"] == []
