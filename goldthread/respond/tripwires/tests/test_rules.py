"""Each tripwire fires when its last piece comes in, whichever that is, and not on less."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.roles import roles
from goldthread.core.alerts.answering import acknowledge
from goldthread.core.alerts.evaluating import sweep, watch
from goldthread.core.alerts.models import Alert, Firing
from goldthread.core.alerts.opening import open_alert
from goldthread.core.alerts.registry import tripwires
from goldthread.core.journal.queries import verify
from goldthread.core.organisation.skills import skills
from goldthread.core.records.models import Mention, Source
from goldthread.core.refusals import NotFound
from goldthread.link.feeds.adapters import ADAPTERS, CUSTODY, MERLIN, OFFENDERS
from goldthread.testing import factories as make

NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
HOME = {"address": "12 Mulberry Road", "postcode": "ZZ1 1AA"}
CHILD = {"subject_surname": "Kentwell", "subject_forename": "Jess", "subject_birth_date": "2011-05-11"}


@pytest.fixture(autouse=True)
def second_of_april() -> object:
    with clocks.held_at(NOW):
        yield


def merlin(number: str, *, on: datetime = NOW - timedelta(hours=1), **told: str) -> None:
    row = {**make.merlin_row(number), **CHILD, **told}
    for name in ("source_updated_at", "source_recorded_at", "extracted_at", "reported_at"):
        row[name] = on.isoformat()
    make.deliver("merlin", make.csv_bytes(list(MERLIN.columns()), [row]), f"{number} {on:%m%dT%H%M} {told}")


def missing(number: str, on: datetime, **told: str) -> None:
    merlin(number, on=on, report_type="MISSING", **{"risk": "medium", **told})


def marker(days_ago: float = 1, **told: str) -> None:
    """A managed offender whose address is the child's."""
    at = (NOW - timedelta(days=days_ago)).isoformat()
    row = {
        "feed_id": "offenders", "feed_version": "1", "source_record_id": "12/0004417", "source_updated_at": at,
        "source_recorded_at": at, "extracted_at": at, "originating_force": "Thornmere Police",
        "handling": "OFFICIAL-SENSITIVE", "subject_category": "convicted", "retention_group": "1",
        "restriction": "signalled", "ask": "Jigsaw desk", "op": "upsert", "borough": "Merrowfield",
        "status": "in the community", "subject_surname": "Rusholme", "subject_forename": "Gavin",
        "subject_birth_date": "1981-02-03", "subject_address": HOME["address"], "subject_postcode": HOME["postcode"],
        **told,
    }  # fmt: skip
    make.deliver("offenders", make.csv_bytes(list(OFFENDERS.columns()), [row]), f"marker {days_ago} {told}")


def at_home(number: str = "26PAC00000001", **told: str) -> None:
    merlin(number, **{"subject_address": HOME["address"], "subject_postcode": HOME["postcode"], **told})


def fired(rule: str = "") -> list[Firing]:
    with database.as_service():
        found = Firing.objects.filter(withdrawn_at=None).order_by("fired_at", "pk")
        return list(found.filter(rule=rule) if rule else found)


class TestTheOffenderAndTheChild:
    def test_it_fires_when_the_offender_comes_to_the_childs_address(self, db):
        at_home()
        assert fired() == []
        marker()
        (firing,) = fired("offender_at_childs_home")
        assert firing.facts == {"children": 1}
        with database.as_service():
            told = Alert.objects.filter(reference=firing.reference).order_by("pk")
            assert [(one.to_role, one.to_borough_id, one.urgency) for one in told] == [
                ("offender_manager", "merrowfield", "now"), ("ward_officer", "merrowfield", "now")
            ]  # fmt: skip

    def test_it_fires_when_the_child_comes_to_the_offenders(self, db):
        make.officer("offender_manager")
        marker()
        at_home()
        assert len(fired("offender_at_childs_home")) == 1

    def test_taken_in_again_or_looked_at_again_it_fires_once(self, db):
        at_home()
        marker()
        marker(0.5, next_visit_on="2026-05-01")
        at_home("26PAC00000002")
        with database.as_service():
            everybody = list(Mention.objects.values_list("id", flat=True))
            assert watch(everybody) == watch(everybody)
        assert len(fired("offender_at_childs_home")) == 1

    @pytest.mark.parametrize(
        "told", [{"status": "in custody"}, {"status": "abroad"}, {"subject_address": "14 Elm Road"}]
    )
    def test_it_does_not_where_he_is_not_there(self, db, told):
        at_home()
        marker(**told)
        assert fired() == []

    def test_two_who_share_no_flat_of_a_block_are_not_together(self, db):
        at_home(subject_address="Flat 2, 12 Mulberry Road")
        marker(subject_address="Flat 9, 12 Mulberry Road")
        assert fired() == []

    def test_the_alert_names_nobody_and_what_it_rests_on_opens_at_the_readers_layer(self, db):
        at_home()
        marker()
        (firing,) = fired("offender_at_childs_home")
        by = make.reader("ward_officer")
        with database.transaction():
            opened = open_alert(by, firing.reference)
        told = opened.as_json()
        assert [one["name"] for one in told["people"]] == ["KENTWELL, Jess"]
        assert told["limited"] == 1
        assert "Rusholme" not in str(told)
        with database.as_service():
            assert all("Kentwell" not in one.words for one in Alert.objects.all())

    def test_who_was_not_sent_it_cannot_open_it(self, db):
        at_home()
        marker()
        (firing,) = fired("offender_at_childs_home")
        with pytest.raises(NotFound), database.transaction():
            open_alert(make.reader("mash_desk"), firing.reference)


class TestMissing:
    def test_the_third_report_in_90_days_and_not_the_second(self, db):
        missing("26MIS00000001", datetime(2026, 1, 15, 21, tzinfo=UTC))
        missing("26MIS00000002", datetime(2026, 2, 2, 21, tzinfo=UTC))
        assert fired("repeat_missing") == []
        missing("26MIS00000003", datetime(2026, 4, 1, 21, tzinfo=UTC))
        (firing,) = fired("repeat_missing")
        assert firing.facts == {"reports": 3, "days": 76}

    def test_a_report_91_days_before_no_longer_counts_one_of_90_days_does(self, db):
        """Test vector 7 of the domain notes: 1 January is 91 days before 2 April."""
        missing("26MIS00000001", datetime(2026, 1, 1, 12, tzinfo=UTC))
        missing("26MIS00000002", datetime(2026, 2, 2, 12, tzinfo=UTC))
        missing("26MIS00000003", datetime(2026, 4, 2, 11, tzinfo=UTC))
        assert fired("repeat_missing") == []
        missing("26MIS00000004", datetime(2026, 4, 1, 12, tzinfo=UTC))
        assert len(fired("repeat_missing")) == 1

    def test_a_fourth_within_90_days_of_the_alert_tells_nothing_new(self, db):
        for day in (20, 24, 28, 31):
            missing(f"26MIS000000{day}", datetime(2026, 3, day, 21, tzinfo=UTC))
        assert len(fired("repeat_missing")) == 1

    def test_a_flag_and_no_apparent_risk_whichever_comes_last(self, db):
        call = make.cad_row(days_ago=2, linked_persons=[make.child(warnings=["exploitation"])])
        make.deliver("cad", make.ndjson([call]))
        missing("26MIS00000001", NOW - timedelta(hours=2), risk="no apparent risk")
        assert len(fired("flag_and_no_apparent_risk")) == 1

    def test_the_flag_after_the_report_fires_it_too(self, db):
        missing("26MIS00000001", NOW - timedelta(hours=5), risk="absent")
        call = make.cad_row(days_ago=0.1, linked_persons=[make.child(warnings=["exploitation"])])
        make.deliver("cad", make.ndjson([call]))
        assert len(fired("flag_and_no_apparent_risk")) == 1

    def test_a_child_graded_medium_with_a_flag_is_graded_right(self, db):
        call = make.cad_row(days_ago=2, linked_persons=[make.child(warnings=["exploitation"])])
        make.deliver("cad", make.ndjson([call]))
        missing("26MIS00000001", NOW - timedelta(hours=2), risk="medium")
        assert fired("flag_and_no_apparent_risk") == []

    def test_found_where_somebody_who_may_harm_children_lives(self, db):
        marker()
        found = {"found_place": HOME["address"], "found_postcode": HOME["postcode"]}
        missing("26MIS00000001", NOW - timedelta(hours=9))
        assert fired("missing_found_with_risk") == []
        missing("26MIS00000001", NOW - timedelta(hours=1), found_at=(NOW - timedelta(hours=2)).isoformat(), **found)
        assert len(fired("missing_found_with_risk")) == 1

    def test_two_children_found_at_one_address_and_one_found_at_home_is_not(self, db):
        found = {"found_place": "30 Harbour Parade", "found_postcode": "ZZ3 3AA"}
        missing("26MIS00000001", NOW - timedelta(days=9), **found)
        other = {"subject_surname": "Corbridge", "subject_forename": "Inaya", "subject_birth_date": "2010-09-01"}
        missing("26MIS00000002", NOW - timedelta(days=2), **other, subject_address="30 Harbour Parade",
                subject_postcode="ZZ3 3AA", **found)  # fmt: skip
        assert fired("found_at_one_place") == []
        third = {"subject_surname": "Marlpool", "subject_forename": "Beth", "subject_birth_date": "2011-01-01"}
        missing("26MIS00000003", NOW - timedelta(days=1), **third, **found)
        (firing,) = fired("found_at_one_place")
        assert firing.facts == {"times": 2, "children": 2}


class TestDesks:
    def test_the_third_low_concern_in_90_days_whatever_the_borough(self, db):
        for number, (days, grade, borough) in enumerate(((82, "blue", "Oxlade"), (47, "green", "Stanehithe"))):
            merlin(f"26PAC0000000{number}", on=NOW - timedelta(days=days), grade=grade, borough=borough)
        assert fired("three_low_concerns") == []
        merlin("26PAC00000009", on=NOW - timedelta(hours=3), grade="blue", borough="Oxlade")
        assert len(fired("three_low_concerns")) == 1

    def test_one_of_three_that_was_shared_was_read(self, db):
        shared = {"shared_at": (NOW - timedelta(days=46)).isoformat(), "shared_to": "Oxlade children's services"}
        merlin("26PAC00000001", on=NOW - timedelta(days=82), grade="blue")
        merlin("26PAC00000002", on=NOW - timedelta(days=47), grade="green", **shared)
        merlin("26PAC00000003", on=NOW - timedelta(hours=3), grade="blue")
        assert fired("three_low_concerns") == []

    def test_a_graded_concern_unanswered_and_a_call_since(self, db):
        merlin("26PAC00000001", on=NOW - timedelta(days=15), grade="amber")
        assert fired("concern_unanswered") == []
        make.deliver("cad", make.ndjson([make.cad_row(days_ago=0.1)]))
        (firing,) = fired("concern_unanswered")
        assert firing.facts == {"days": 14}

    def test_ten_that_stand_unshared_stop_a_desk_once_time_has_passed(self, db):
        for number in range(10):
            names = {"subject_surname": f"Underhay{chr(97 + number)}", "subject_forename": "Ada"}
            merlin(f"26PAC000001{number:02}", on=NOW - timedelta(days=4), grade="green", borough="Oxlade", **names)
        assert (sweep().fired, fired("desk_backlog")) == (0, [])
        with clocks.held_at(NOW + timedelta(days=2)):
            assert (sweep().fired, sweep().fired) == (1, 0)


def custody(number: str = "MF/4417/26", arrived: datetime = NOW - timedelta(hours=1), **told: str) -> None:
    row = {
        "feed_id": "custody", "feed_version": "1", "source_record_id": number,
        "source_recorded_at": arrived.isoformat(), "source_updated_at": arrived.isoformat(),
        "extracted_at": (arrived + timedelta(minutes=5)).isoformat(),
        "originating_force": "Thornmere Police", "handling": "OFFICIAL-SENSITIVE", "subject_category": "suspect",
        "retention_group": "4", "op": "upsert", "borough": "Merrowfield", "arrived_at": arrived.isoformat(),
        "detainee_surname": "Kentwell", "detainee_forename": "Jess", "detainee_birth_date": "2011-05-11", **told,
    }  # fmt: skip
    make.deliver("custody", make.csv_bytes(list(CUSTODY.columns()), [row]), f"{number} {told}")


def on_a_plan() -> None:
    plan = "<ChildProtectionPlan><CPPstartDate>2026-01-12</CPPstartDate></ChildProtectionPlan>"
    at = (NOW - timedelta(days=40)).isoformat()
    cells = {
        "feed_id": "social_care", "feed_version": "1", "source_record_id": "000-A0004417", "source_updated_at": at,
        "source_recorded_at": at, "extracted_at": at, "originating_force": "Thornmere Police",
        "handling": "OFFICIAL-SENSITIVE", "subject_category": "witness_or_other", "retention_group": "4",
        "CINreferralDate": "2026-01-02", "Borough": "Merrowfield", "LA": "000", "ReferralSource": "6",
        "PrimaryNeedCode": "N1", "LookedAfter": "0", "LAchildID": "A0004417", "Surname": "Kentwell", "Forename": "Jess",
        "PersonBirthDate": "2011-05-11", "op": "upsert",
    }  # fmt: skip
    body = "".join(f"<{name}>{value}</{name}>" for name, value in cells.items())
    make.deliver("social_care", f"<Children><Child>{body}{plan}</Child></Children>".encode(), "plan")


class TestCustody:
    def test_a_child_on_a_plan_is_told_to_custody_as_she_arrives(self, db):
        on_a_plan()
        custody()
        (firing,) = fired("plan_in_custody")
        with database.as_service():
            told = Alert.objects.filter(reference=firing.reference).order_by("pk")
            assert [one.to_role for one in told] == ["custody_officer", "mash_desk"]

    def test_an_adult_of_the_same_name_is_not_a_child(self, db):
        on_a_plan()
        custody(detainee_birth_date="1980-05-11")
        assert fired() == []

    def test_a_night_that_nobody_was_told_of_is_told_next_morning_and_withdrawn_where_they_were_told_after_all(
        self, db
    ):
        on_a_plan()
        evening = datetime(2026, 4, 1, 20, 15, tzinfo=UTC)
        with clocks.held_at(evening):
            custody(arrived=evening)
        with clocks.held_at(datetime(2026, 4, 2, 6, 59, tzinfo=UTC)):  # 07:59 in London
            assert (sweep().fired, fired("overnight_untold")) == (0, [])
        with clocks.held_at(datetime(2026, 4, 2, 7, 1, tzinfo=UTC)):
            assert sweep().fired == 1
        told = (evening + timedelta(hours=1)).isoformat()
        custody(
            arrived=evening, social_care_told_at=told, source_updated_at=NOW.isoformat(), extracted_at=NOW.isoformat()
        )
        assert sweep().withdrawn == 1
        assert fired("overnight_untold") == []

    def test_released_before_four_in_the_morning_it_was_no_night(self, db):
        on_a_plan()
        evening = datetime(2026, 4, 1, 20, 15, tzinfo=UTC)
        custody(arrived=evening, released_at=datetime(2026, 4, 2, 2, 59, tzinfo=UTC).isoformat())  # 03:59 in London
        assert (sweep().fired, fired("overnight_untold")) == (0, [])


class TestGround:
    def test_when_its_ground_is_another_persons_it_is_withdrawn_and_those_it_reached_are_told(self, db):
        call = make.cad_row("1/01APR26", days_ago=2, linked_persons=[make.child(warnings=["exploitation"])])
        make.deliver("cad", make.ndjson([call]))
        missing("26MIS00000001", NOW - timedelta(hours=2), risk="absent")
        (firing,) = fired("flag_and_no_apparent_risk")
        amber = make.officer("duty_inspector", "amber")
        with database.as_service():
            alert = Alert.objects.filter(reference=firing.reference).order_by("pk").first()
        assert alert is not None
        with database.transaction():
            acknowledge(alert, make.reader("duty_inspector", username="amber"))
        right = make.child(birth_date="2012-11-05", warnings=["exploitation"])
        corrected = make.cad_row("1/01APR26", days_ago=0.05, linked_persons=[right])
        make.deliver("cad", make.ndjson([corrected]), "put right")
        assert fired("flag_and_no_apparent_risk") == []
        with database.as_service():
            gone = Firing.objects.get(pk=firing.pk)
            (notice,) = Alert.objects.filter(kind="withdrawn")
            assert (notice.to_officer, firing.reference in notice.words) == (amber, True)
            assert gone.withdrawn_why == "records it rested on turned out to be about different people."
            assert verify().differences == []

    def test_when_its_record_is_withdrawn_so_is_it(self, db):
        at_home()
        marker()
        assert len(fired("offender_at_childs_home")) == 1
        marker(0.01, op="delete")
        assert fired() == []
        with database.as_service():
            assert Firing.objects.get().withdrawn_why == "a record it rested on was withdrawn by its system."

    def test_a_hidden_record_fires_nothing(self, db):
        at_home(restriction="hidden", ask="Covert desk")
        marker()
        assert fired() == []

    def test_what_became_known_long_ago_is_history(self, db):
        for day in (1, 5, 9):
            missing(f"25MIS0000000{day}", datetime(2025, 3, day, 21, tzinfo=UTC))
        assert fired("repeat_missing") == []


def wrong_with(rule: Any) -> list[str]:
    found = [f"{rule.id}: {name} does not end as a sentence" for name in ("sentence", "say")
             if not getattr(rule, name).endswith(".")]  # fmt: skip
    found += [f"{rule.id}: tells no role {one.role}" for one in rule.told if one.role not in roles()]
    found += [f"{rule.id}: no skill {one.skill}" for one in rule.told if one.skill and one.skill not in skills()]
    found += [f"{rule.id}: listens to no source {one}" for one in rule.listens if one not in ADAPTERS]
    if not rule.source or not rule.told or not rule.do or len(rule.say) > 300 or not 0 < rule.budget <= 1:
        found.append(f"{rule.id}: is not whole")
    return found


def test_every_rule_says_what_it_is_on_whose_word_who_is_told_and_what_it_may_cost():
    assert len(tripwires()) >= 12
    assert [fault for rule in tripwires().values() for fault in wrong_with(rule)] == []


def test_every_source_that_rules_listen_to_is_one_the_force_may_have(db):
    from goldthread.synthetic.loading import add_sources

    add_sources()
    with database.as_service():
        held = set(Source.objects.values_list("code", flat=True))
    assert {source for rule in tripwires().values() for source in rule.listens} <= held
