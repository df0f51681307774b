"""A flag is raised with a reason, owned, reviewed, handed on, lifted; it never goes unseen, and follows its record."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.actions import look
from goldthread.core.access.models import LogEntry
from goldthread.core.alerts.models import Alert
from goldthread.core.flags.actions import hand_on_flag, lift_flag, raise_flag, review_flag
from goldthread.core.flags.exporting import as_csv, export_flags
from goldthread.core.flags.models import Flag
from goldthread.core.flags.queries import flags_of, flags_to_review, open_flag, open_flags
from goldthread.core.flags.reviewing import sweep
from goldthread.core.journal.queries import verify
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.testing import factories as make

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
WHY = "A man of 29 waits for her after school."


@pytest.fixture(autouse=True)
def first_of_october() -> object:
    with clocks.held_at(NOON):
        yield


def raised(code: str, kind: str = "exploitation_sexual", role: str = "responding_officer", **told: object) -> Flag:
    with database.transaction():
        return raise_flag(make.reader(role), code, kind, WHY, **told)  # type: ignore[arg-type]


def shown(code: str, role: str = "responding_officer", at: datetime | None = None) -> list[tuple[str, str, str]]:
    person = make.person_id_of(code)
    with database.transaction():
        look(make.reader(role), people=[person])
        return [(one.kind, one.state, one.why) for one in flags_of([person], at)[person]]


class TestRaising:
    def test_it_stands_with_its_reason_its_owner_and_the_day_of_its_review(self, db):
        code = make.load_child()
        flag = raised(code)
        assert (flag.state, flag.owner, flag.review_on) == ("live", flag.raised_by, date(2026, 12, 30))  # 90 days on
        assert shown(code) == [("exploitation_sexual", "live", WHY)]

    def test_the_reason_is_in_the_journal_and_in_no_column(self, db):
        flag = raised(make.load_child())
        with database.as_service():
            assert WHY not in str(Flag.objects.filter(pk=flag.pk).values())
            assert database.fetch("SELECT 1 FROM journal_payload WHERE body->>'reason' = %s", [WHY])

    def test_the_journal_rebuilds_it(self, db):
        raised(make.load_child())
        with database.as_service():
            assert verify().differences == []

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({"kind": "luck"}, "not a kind of flag"),
            ({"review_on": date(2027, 3, 1)}, "review is due by"),
            ({"review_on": date(2026, 10, 1)}, "after today"),
            ({"kind": "court_order"}, "Enter the day it ends"),
            ({"kind": "court_order", "ends_on": date(2026, 9, 1)}, "after today"),
        ],
    )
    def test_an_impossible_one_is_refused(self, db, told, words):
        code = make.load_child()
        with pytest.raises(NotValid, match=words):
            raised(code, **told)
        with database.as_service():
            assert not Flag.objects.exists()

    def test_it_needs_a_reason(self, db):
        code = make.load_child()
        with pytest.raises(NotValid, match="Enter the reason"), database.transaction():
            raise_flag(make.reader("responding_officer"), code, "self_harm", "  ")

    def test_who_may_not_raise_a_kind_is_told_who_may(self, db):
        code = make.load_child()
        with pytest.raises(Refusal, match="Offender manager"):
            raised(code, "poses_risk")
        with pytest.raises(Refusal, match="cannot raise a flag"):
            raised(code, role="analyst")

    def test_the_same_flag_does_not_stand_twice_and_the_same_press_is_one(self, db):
        code = make.load_child()
        first = raised(code, idempotency_key="press-1")
        assert raised(code, idempotency_key="press-1").pk == first.pk
        with pytest.raises(Clash, match=first.reference):
            raised(code, role="ward_officer")

    def test_nobody_under_a_code_is_not_found(self, db):
        with pytest.raises(NotFound):
            raised("C-222222")


class TestAfterwards:
    def test_a_review_says_why_and_sets_the_next(self, db):
        code = make.load_child()
        flag = raised(code)
        with clocks.held_at(NOON + timedelta(days=60)), database.transaction():
            again = review_flag(make.reader("cse_team"), flag.reference, "Seen with him again.")
            assert again.review_on == date(2027, 2, 28)  # 30 November and 90 days
        with clocks.held_at(NOON + timedelta(days=61)):
            assert shown(code) == [("exploitation_sexual", "live", "Seen with him again.")]

    def test_lifting_needs_a_role_and_a_reason_and_ends_it(self, db):
        code = make.load_child()
        flag = raised(code)
        with pytest.raises(Refusal, match="cannot review or lift"), database.transaction():
            lift_flag(make.reader("ward_officer"), flag.reference, "Enough.")
        with pytest.raises(Refusal, match="cannot have this flag lifted"), database.transaction():
            lift_flag(make.reader("image_team"), flag.reference, "Enough.")
        with database.transaction():
            lift_flag(make.reader("cse_team"), flag.reference, "He was charged and lives elsewhere.")
        assert shown(code) == []
        with pytest.raises(Clash, match="lifted already"), database.transaction():
            review_flag(make.reader("cse_team"), flag.reference, "Again.")

    def test_what_was_lifted_still_stands_in_the_picture_of_then(self, db):
        code = make.load_child()
        flag = raised(code)
        with clocks.held_at(NOON + timedelta(days=5)):
            with database.transaction():
                lift_flag(make.reader("cse_team"), flag.reference, "A mistake.")
            assert shown(code) == []
            assert shown(code, at=NOON + timedelta(days=1)) == [("exploitation_sexual", "live", WHY)]
            assert shown(code, at=NOON - timedelta(days=1)) == []

    def test_it_is_handed_to_somebody_in_post(self, db):
        flag = raised(make.load_child())
        make.reader("cse_team")
        with database.transaction():
            moved = hand_on_flag(make.reader("supervisor"), flag.reference, "cse_team", "Their case.")
        assert moved.owner is not None
        assert moved.owner.username == "cse_team"

    def test_two_at_once_do_not_overwrite_each_other(self, db):
        flag = raised(make.load_child())
        with database.transaction():
            review_flag(make.reader("cse_team"), flag.reference, "Still so.", seen_event_id=flag.last_event_id)
        with pytest.raises(Clash, match="Somebody else"), database.transaction():
            lift_flag(make.reader("supervisor"), flag.reference, "Gone.", seen_event_id=flag.last_event_id)

    def test_when_a_person_is_taken_apart_the_flag_goes_with_its_record(self, db):
        number = "9990000018"
        one, other = make.child(nhs_no=number), make.child(forenames="Jessica", nhs_no=number)
        rows = [make.cad_row(f"{n}/01OCT26", days_ago=4 - n, linked_persons=[who]) for n, who in ((1, one), (2, other))]
        make.deliver("cad", make.ndjson(rows))
        code = make.code_of("1/01OCT26")
        assert make.code_of("2/01OCT26") == code
        raised(code)  # the second call is the newest
        right = make.child(forenames="Jessica", nhs_no="9990000026")
        make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", days_ago=0.1, linked_persons=[right])]), "put right")
        assert make.code_of("1/01OCT26") != make.code_of("2/01OCT26")
        assert shown(make.code_of("1/01OCT26")) == []
        assert [kind for kind, _, _ in shown(make.code_of("2/01OCT26"))] == ["exploitation_sexual"]


class TestWatching:
    def told(self) -> list[tuple[str, str]]:
        return [(one.to_role or "owner", one.words) for one in Alert.objects.filter(kind="flag_review").order_by("pk")]

    def test_a_review_is_told_a_week_before_and_when_it_is_late_once_each(self, db):
        flag = raised(make.load_child())
        due = flag.review_on
        assert sweep(due - timedelta(days=8)) == {"reminded": 0, "ended": 0}
        assert sweep(due - timedelta(days=7))["reminded"] == 1
        assert sweep(due - timedelta(days=6))["reminded"] == 0
        assert sweep(due)["reminded"] == 0
        assert sweep(due + timedelta(days=1))["reminded"] == 1
        assert sweep(due + timedelta(days=2))["reminded"] == 0
        assert [who for who, _ in self.told()] == ["owner", "owner"]
        assert "late" in self.told()[1][1]

    def test_where_the_owner_has_left_the_desk_is_told(self, db):
        flag = raised(make.load_child())
        with database.as_service():
            database.run("UPDATE organisation_post SET ends_at = %s WHERE officer_id = %s", [NOON, flag.owner_id])
        sweep(flag.review_on)
        assert [who for who, _ in self.told()] == ["cse_team"]

    def test_one_whose_last_day_passed_is_told_before_and_is_shown_until_somebody_looks(self, db):
        code = make.load_child()
        flag = raised(code, "court_order", ends_on=date(2026, 11, 1))
        assert sweep(date(2026, 10, 18))["reminded"] == 1  # two weeks before
        assert sweep(date(2026, 11, 1))["ended"] == 0  # its last day
        assert sweep(date(2026, 11, 2)) == {"reminded": 1, "ended": 1}
        assert sweep(date(2026, 11, 3)) == {"reminded": 0, "ended": 0}
        assert shown(code) == [("court_order", "ended", WHY)]
        with clocks.held_at(datetime(2026, 11, 4, tzinfo=UTC)), database.transaction():
            reader = make.reader("mash_desk")
            assert review_flag(reader, flag.reference, "Renewed.", ends_on=date(2027, 11, 1)).state == "live"
        with database.as_service():
            assert verify().differences == []

    def test_a_repeat_missing_flag_ends_90_days_after_it_was_last_renewed(self, db):
        assert raised(make.load_child(), "missing_repeat").ends_on == date(2026, 12, 30)

    def test_no_alert_names_anybody(self, db):
        flag = raised(make.load_child())
        sweep(flag.review_on)
        assert all("Kentwell" not in words and "Jess" not in words for _, words in self.told())


class TestReading:
    def test_a_signal_has_no_reasons(self, db):
        code = make.load_child()
        raised(code)
        assert shown(code, "dpo") == [("exploitation_sexual", "live", "")]

    def test_without_a_look_there_are_none(self, db):
        code = make.load_child()
        raised(code)
        with database.transaction():
            assert flags_of([make.person_id_of(code)]) == {make.person_id_of(code): []}

    def test_opening_the_list_and_one_flag_is_logged_at_whom_they_are_about(self, db):
        code = make.load_child()
        flag = raised(code)
        with database.transaction():
            assert open_flags(make.reader("ward_officer"), code).as_json()["flags"][0]["reference"] == flag.reference
        with database.transaction():
            told = open_flag(make.reader("ward_officer"), flag.reference.lower()).as_json()
        assert [one["reason"] for one in told["timeline"]] == [WHY]
        with database.as_service():
            looks = LogEntry.objects.filter(role="ward_officer", operation="consultation")
            assert [one.people for one in looks] == [[make.person_id_of(code)]] * 2

    def test_reviews_are_listed_soonest_first_the_readers_own_or_all(self, db):
        code = make.load_child()
        raised(code, role="cse_team")
        raised(code, "self_harm", "cse_team", review_on=date(2026, 10, 20))
        with database.transaction():
            mine = flags_to_review(make.reader("cse_team"))
        assert [one["kind"] for one in mine["flags"]] == ["self_harm", "exploitation_sexual"]
        with database.transaction():
            assert flags_to_review(make.reader("supervisor"))["total"] == 0
        with database.transaction():
            assert flags_to_review(make.reader("supervisor"), mine=False)["total"] == 2


class TestExporting:
    def test_a_system_gets_the_flags_it_takes_with_the_least_to_know_its_person_by_and_no_reason(self, db):
        code = make.load_child(nhs_no="9990000018")
        raised(code)
        raised(code, "domestic_abuse", "mash_desk")  # custody does not take it
        with database.transaction():
            given = export_flags(make.reader("mash_desk"), "custody")
        assert [(one["kind"], one["code"], one["nhs_no"]) for one in given["flags"]] == [
            ("exploitation_sexual", code, "9990000018")
        ]
        assert WHY not in str(given)
        with database.as_service():
            row = LogEntry.objects.get(operation="disclosure")
            assert (row.people, row.detail.body["to"]) == ([make.person_id_of(code)], "Custody")

    def test_as_a_file_it_runs_no_formula(self, db):
        raised(make.load_child(surname="=cmd"))
        with database.transaction():
            text = as_csv(export_flags(make.reader("supervisor"), "cad"))
        assert ",=" not in text

    def test_a_kind_that_is_limited_here_goes_nowhere(self, db):
        raised(make.load_child(), "poses_risk", "offender_manager")
        for system in ("cad", "custody", "missing"):
            with database.transaction():
                assert export_flags(make.reader("supervisor"), system)["flags"] == []

    def test_who_may_not_give_flags_away_is_refused(self, db):
        with pytest.raises(Refusal, match="cannot give flags"), database.transaction():
            export_flags(make.reader("ward_officer"), "cad")
