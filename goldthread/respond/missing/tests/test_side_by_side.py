"""A week of two systems side by side: rows late, repeated, corrected, out of order, withdrawn; one case, one owner."""

from datetime import datetime
from pathlib import Path

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.evaluating import watch
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.models import Case
from goldthread.core.clocks.models import Clock
from goldthread.core.journal.queries import verify
from goldthread.core.people import decisions
from goldthread.core.refusals import Refusal
from goldthread.core.standards.profiles import SHIPPED
from goldthread.link.feeds.adapters.merlin import MERLIN
from goldthread.link.matching.actions import resolve
from goldthread.respond.missing.reconciling import Week, day_bounds, reconcile
from goldthread.respond.missing.reporting import report_missing
from goldthread.respond.missing.tests.playing import REPORT, london, step
from goldthread.testing import factories as make

OWNED = """
  - {{standard: missing.owned_by, value: {owner}, from: 2026-09-07, to: 2026-09-13, mark: LOCAL, source: "Ours."}}
"""
CHILDREN = {
    "Ada": "2012-02-03",
    "Ben": "2011-07-19",
    "Cal": "2013-10-30",
    "Dot": "2010-12-05",
    "Eve": "2012-06-21",
    "Fay": "2011-03-14",
}
SURNAMES = dict(zip(CHILDREN, ("Marlow", "Quint", "Ossory", "Tewkes", "Varley", "Drummle"), strict=True))


@pytest.fixture
def rehearsed(db, monkeypatch, tmp_path) -> dict[str, str]:
    """Both systems from 7 to 13 September; before and after, ours alone. The children by forename, with their codes."""
    return _children(monkeypatch, tmp_path, "both")


def _children(monkeypatch, tmp_path: Path, owner: str) -> dict[str, str]:
    profile = tmp_path / f"{owner}.yaml"
    profile.write_text(
        (SHIPPED / "met.yaml").read_text().replace("\nvalues:\n", "\nvalues:" + OWNED.format(owner=owner))
    )
    monkeypatch.setenv("GOLDTHREAD_PROFILE", str(profile))
    with clocks.held_at(london("2026-09-01T12:00")):
        make.officer("control_room")
        return {
            name: make.load_child(f"{n}/01SEP26", forenames=name, surname=SURNAMES[name], birth_date=born, address="")
            for n, (name, born) in enumerate(CHILDREN.items(), start=1)
        }


def row(number: int, name: str, reported: str, **told: str) -> dict[str, str]:
    at = london(reported).isoformat()
    return {**make.merlin_row(f"26MIS{number:08d}", report_type="MISSING", reported_at=at, risk="medium"),
            "subject_forename": name, "subject_surname": SURNAMES[name], "subject_birth_date": CHILDREN[name],
            **told}  # fmt: skip


def sent(at: str, *rows: dict[str, str], held: str = "") -> None:
    """Rows that come in at one instant, as Merlin held them then or `held` before."""
    stamp = london(held or at).isoformat()
    dated = [
        {**one, **dict.fromkeys(("source_updated_at", "source_recorded_at", "extracted_at"), stamp)} for one in rows
    ]
    with clocks.held_at(london(at)):
        make.deliver("merlin", make.csv_bytes(MERLIN.columns(), dated), f"{at} {len(rows)} {rows[0]}"[:150])


def reported(code: str, at: str) -> Case:
    with clocks.held_at(london(at)), database.transaction():
        return report_missing(make.reader("control_room"), code, **REPORT)


def found_and_back(case: Case, found: str, back: str, at: str) -> None:
    step(case, "locate", at, located_on=london(found).isoformat(), located_how="police", located_place="The street",
         located_with="Nobody")  # fmt: skip
    step(case, "return", at, returned_on=london(back).isoformat(), returned_to="home", return_safe="Both are in.")


def the_week(first: str = "2026-09-07", last: str = "2026-09-13", role: str = "missing_unit") -> Week:
    with clocks.held_at(london("2026-09-14T09:00")), database.transaction():
        return reconcile(make.reader(role), *day_bounds(first, last))


def cases_of(code: str) -> list[Case]:
    with database.as_service():
        rows = database.fetch(
            """SELECT c.id FROM cases_case c JOIN people_link l ON l.mention_id = c.mention_id AND l.to_at IS NULL
                 JOIN people_person p ON p.id = l.person_id WHERE p.code = %s AND c.area = 'missing'""",
            [code],
        )
        return list(Case.objects.filter(pk__in=[one["id"] for one in rows]).order_by("opened_at"))


def played(children: dict[str, str]) -> None:
    """Six children, eight goings missing, told by two systems in the ways that rows go wrong."""
    # Ada: reported here, and Merlin's row of it an hour later; found here first, Merlin's time corrected after.
    ada = reported(children["Ada"], "2026-09-07T20:00")
    sent("2026-09-07T21:00", row(1, "Ada", "2026-09-07T20:10"))
    step(ada, "grade", "2026-09-07T20:15", grade="medium", why="Out after dark.")
    found_and_back(ada, "2026-09-08T01:00", "2026-09-08T02:00", "2026-09-08T02:10")
    sent("2026-09-08T09:00", row(1, "Ada", "2026-09-07T20:10", found_at=london("2026-09-08T03:00").isoformat()))
    sent("2026-09-08T12:00", row(1, "Ada", "2026-09-07T20:10", found_at=london("2026-09-08T01:00").isoformat()))
    sent("2026-09-08T12:05", row(1, "Ada", "2026-09-07T20:10", found_at=london("2026-09-08T01:00").isoformat()))
    # Ada again two days on: she had been back. Merlin only, and the row that says she was found comes in first.
    sent("2026-09-10T23:00", row(2, "Ada", "2026-09-10T18:00", found_at=london("2026-09-10T22:00").isoformat()))
    sent("2026-09-11T01:00", row(2, "Ada", "2026-09-10T18:00"), held="2026-09-10T19:00")
    # Ben: Merlin first, then an officer reports him here as well: from then on ours.
    sent("2026-09-08T22:00", row(3, "Ben", "2026-09-08T21:00", risk="high"))
    reported(children["Ben"], "2026-09-08T23:00")
    # Cal: two reports in Merlin of one night, the second by another home; one case. The first is withdrawn after.
    sent("2026-09-09T22:00", row(4, "Cal", "2026-09-09T21:00"), row(5, "Cal", "2026-09-09T21:40"))
    sent("2026-09-10T08:00", {**row(4, "Cal", "2026-09-09T21:00"), "op": "delete"})
    sent("2026-09-10T09:00", row(5, "Cal", "2026-09-09T21:40", found_at=london("2026-09-10T02:00").isoformat(),
                                 outcome="returned"))  # fmt: skip
    # Dot: a mistake in Merlin, withdrawn; nothing else.
    sent("2026-09-09T10:00", row(6, "Dot", "2026-09-09T09:00"))
    sent("2026-09-09T11:00", {**row(6, "Dot", "2026-09-09T09:00"), "op": "delete"})
    # Eve: here only; her row never came. Then she is away in Merlin's report of Monday that comes on Thursday.
    sent("2026-09-10T10:00", row(7, "Eve", "2026-09-07T09:00", found_at=london("2026-09-07T11:00").isoformat()),
         held="2026-09-07T12:00")  # fmt: skip
    reported(children["Eve"], "2026-09-11T20:00")
    # Fay: away in Merlin, reported there again after she had been found, before the row that says she was.
    sent("2026-09-11T10:00", row(8, "Fay", "2026-09-11T09:00"))
    sent("2026-09-12T10:00", row(9, "Fay", "2026-09-12T09:00"))
    sent("2026-09-12T12:00", row(8, "Fay", "2026-09-11T09:00", found_at=london("2026-09-11T15:00").isoformat()))


class TestTheWeek:
    def test_it_ends_with_one_case_and_one_owner_for_every_going_missing_and_none_lost(self, rehearsed):
        played(rehearsed)
        week = the_week()
        told = [
            (one.name.split()[-1], one.standing, one.owner, one.numbers)
            for one in week.episodes
            if one.standing != "withdrawn"
        ]
        assert sorted(told, key=str) == sorted(
            [
                ("Ada", "matched", "Goldthread", ("26MIS00000001",)),
                ("Ada", "matched", "Merlin", ("26MIS00000002",)),
                ("Ben", "matched", "Goldthread", ("26MIS00000003",)),
                ("Cal", "matched", "Merlin", ("26MIS00000005",)),
                ("Eve", "matched", "Merlin", ("26MIS00000007",)),
                ("Eve", "only_here", "Goldthread", ()),
                ("Fay", "matched", "Merlin", ("26MIS00000008",)),
                ("Fay", "matched", "Merlin", ("26MIS00000009",)),
            ],
            key=str,
        )
        assert week.two_open == []

    def test_its_lines_add_up(self, rehearsed):
        played(rehearsed)
        week = the_week()
        reports, cases = dict(week.reports), dict(week.cases)
        assert reports.pop("all") == sum(reports.values())
        assert cases.pop("all") == sum(cases.values())
        assert (reports["only_merlin"], week.not_shown) == (0, 0)

    def test_it_is_the_same_when_every_row_is_sent_once_more(self, rehearsed):
        played(rehearsed)
        before = the_week().as_json()
        sent("2026-09-13T12:00", row(1, "Ada", "2026-09-07T20:10", found_at=london("2026-09-08T01:00").isoformat()),
             row(9, "Fay", "2026-09-12T09:00"))  # fmt: skip
        assert the_week().as_json() == before

    def test_the_journal_is_whole_and_gives_the_same_cases(self, rehearsed):
        played(rehearsed)
        with database.as_service():
            assert verify().as_json()["whole"]


class TestOneGoingMissing:
    def test_a_report_of_merlins_on_one_that_is_open_here_gives_it_its_number(self, rehearsed):
        case = reported(rehearsed["Ada"], "2026-09-07T20:00")
        sent("2026-09-07T21:00", row(1, "Ada", "2026-09-07T19:50"))
        (held,) = cases_of(rehearsed["Ada"])
        assert (held.reference, held.external_reference, held.owned_by) == (case.reference, "26MIS00000001", "")

    def test_one_that_merlin_has_follows_it_with_the_times_of_the_world_and_starts_no_clock(self, rehearsed):
        sent("2026-09-08T22:00", row(3, "Ben", "2026-09-08T21:00", risk="high"))
        (case,) = cases_of(rehearsed["Ben"])
        assert (case.owned_by, case.state, case.risk, case.opened_by) == ("Merlin", "open", "high", None)
        assert case.opened_at == london("2026-09-08T21:00")
        sent("2026-09-09T08:00", row(3, "Ben", "2026-09-08T21:00", risk="high",
                                     found_at=london("2026-09-09T01:00").isoformat()))  # fmt: skip
        (case,) = cases_of(rehearsed["Ben"])
        assert (case.state, datetime.fromisoformat(case.facts["located_on"])) == ("located", london("2026-09-09T01:00"))
        assert case.state_since == london("2026-09-09T01:00")
        with database.as_service():
            assert not Clock.objects.filter(stream=f"case:{case.pk}").exists()

    def test_nobody_moves_here_what_merlin_owns(self, rehearsed):
        sent("2026-09-08T22:00", row(3, "Ben", "2026-09-08T21:00", risk="high"))
        (case,) = cases_of(rehearsed["Ben"])
        with pytest.raises(Refusal, match="Merlin owns this case"):
            step(case, "attend", "2026-09-08T22:30", attended_on=london("2026-09-08T22:20").isoformat())

    def test_reported_here_as_well_it_is_ours_with_its_clocks_and_somebody_is_told(self, rehearsed):
        sent("2026-09-08T22:00", row(3, "Ben", "2026-09-08T21:00", risk="high"))
        case = reported(rehearsed["Ben"], "2026-09-08T22:30")
        (held,) = cases_of(rehearsed["Ben"])
        assert (held.reference, held.owned_by, held.state) == (case.reference, "", "open")
        with database.as_service():
            due = Clock.objects.get(stream=f"case:{held.pk}", rule_id="MIS-C06.high").due_at
            assert due > london("2026-09-08T22:30")
            assert Alert.objects.filter(kind="missing_reported_again", case_reference=held.reference).exists()

    def test_a_second_report_here_while_one_is_open_is_attached_and_sent_twice_is_once(self, rehearsed):
        first = reported(rehearsed["Ada"], "2026-09-07T20:00")
        with clocks.held_at(london("2026-09-07T21:00")):
            for _ in range(2):
                with database.transaction():
                    again = report_missing(make.reader("control_room"), rehearsed["Ada"], idempotency_key="a", **REPORT)
        assert again.reference == first.reference
        assert len(cases_of(rehearsed["Ada"])) == 1

    def test_a_child_who_left_again_after_coming_back_is_a_new_case(self, rehearsed):
        first = reported(rehearsed["Ada"], "2026-09-07T10:00")
        step(first, "grade", "2026-09-07T10:15", grade="medium", why="Out since the morning.")
        found_and_back(first, "2026-09-07T12:00", "2026-09-07T13:00", "2026-09-07T13:10")
        assert reported(rehearsed["Ada"], "2026-09-07T20:00").reference != first.reference
        sent("2026-09-07T22:00", row(1, "Ada", "2026-09-07T10:05"), row(2, "Ada", "2026-09-07T20:05"))
        assert [case.external_reference for case in cases_of(rehearsed["Ada"])] == ["26MIS00000001", "26MIS00000002"]

    def test_before_the_rehearsal_a_report_of_merlin_opens_no_case(self, rehearsed):
        sent("2026-09-08T10:00", row(1, "Ada", "2026-09-05T20:00"))
        assert cases_of(rehearsed["Ada"]) == []
        (one,) = the_week("2026-09-05", "2026-09-05").episodes
        assert (one.standing, one.owner) == ("only_merlin", "Merlin")

    def test_what_the_two_say_differently_is_named(self, rehearsed):
        case = reported(rehearsed["Ada"], "2026-09-07T20:00")
        step(case, "grade", "2026-09-07T20:15", grade="high", why="With a stranger.")
        sent("2026-09-07T21:00", row(1, "Ada", "2026-09-07T20:10"))
        found_and_back(case, "2026-09-08T01:00", "2026-09-08T02:00", "2026-09-08T02:10")
        sent("2026-09-08T09:00", row(1, "Ada", "2026-09-07T20:10", found_at=london("2026-09-08T03:00").isoformat()))
        (one,) = the_week().episodes
        assert [d["field"] for d in one.differs] == ["grade", "found_at"]
        assert (one.differs[0]["here"], one.differs[0]["there"]) == ("high", "medium")


class TestTwoWhoAreOne:
    """A child reported under two names, by two boroughs, until two officers decide that the two are one."""

    def joined(self, children: dict[str, str]) -> tuple[Case, Case]:
        first = reported(children["Ada"], "2026-09-07T20:00")
        other = reported(children["Fay"], "2026-09-08T20:00")
        self.join(first, other)
        return first, other

    def join(self, first: Case, other: Case) -> None:
        pair = (first.mention_id, other.mention_id)
        with clocks.held_at(london("2026-09-08T21:00")):
            for username in ("first", "second"):
                decisions.decide(make.reader("supervisor", username=username), *pair, "same", "Her mother says so.")
            with database.as_service():
                resolve(pair)
                watch(pair)

    def test_the_unit_and_the_inspector_are_told_at_once_that_one_child_has_two_cases(self, rehearsed):
        _, other = self.joined(rehearsed)
        with database.as_service():
            told = Alert.objects.filter(kind="two_cases_of_one_child").order_by("to_role")
            assert list(told.values_list("to_role", "urgency")) == [("duty_inspector", "now"), ("missing_unit", "now")]
            assert all(one.known_at == other.opened_at for one in told)

    def test_both_cases_stay_with_their_clocks_and_the_week_names_the_child(self, rehearsed):
        first, other = self.joined(rehearsed)
        (code,) = the_week().two_open
        assert {case.reference for case in cases_of(code)} == {first.reference, other.reference}
        with database.as_service():
            for case in (first, other):
                assert Clock.objects.filter(stream=f"case:{case.pk}", ended_at__isnull=True).exists()

    def test_a_child_who_was_back_from_the_first_has_one_open_and_nobody_is_told(self, rehearsed):
        first = reported(rehearsed["Ada"], "2026-09-07T10:00")
        step(first, "grade", "2026-09-07T10:15", grade="medium", why="Out since the morning.")
        found_and_back(first, "2026-09-07T12:00", "2026-09-07T13:00", "2026-09-07T13:10")
        other = reported(rehearsed["Fay"], "2026-09-08T20:00")
        self.join(first, other)
        with database.as_service():
            assert not Alert.objects.filter(kind="two_cases_of_one_child").exists()
        assert the_week().two_open == []


class TestMerlinOwns:
    """Before the rehearsal a force reads Merlin here: every report is a case that follows it, and nothing is moved."""

    @pytest.fixture
    def followed(self, db, monkeypatch, tmp_path) -> dict[str, str]:
        return _children(monkeypatch, tmp_path, "merlin")

    def test_a_report_from_grade_to_outcome_is_followed_and_runs_no_clock(self, followed):
        sent("2026-09-08T22:00", row(3, "Ben", "2026-09-08T21:00", risk="high"))
        sent("2026-09-09T09:00", row(3, "Ben", "2026-09-08T21:00", risk="high",
                                     found_at=london("2026-09-09T03:00").isoformat(), outcome="returned"))  # fmt: skip
        (case,) = cases_of(followed["Ben"])
        assert (case.state, case.risk, case.owned_by, case.external_reference) == (
            "closed", "high", "Merlin", "26MIS00000003")  # fmt: skip
        with database.as_service():
            assert not Clock.objects.filter(stream=f"case:{case.pk}").exists()

    def test_a_report_made_here_all_the_same_is_kept_and_is_ours_until_merlin_has_it_and_after(self, followed):
        case = reported(followed["Ada"], "2026-09-08T20:00")
        sent("2026-09-08T21:00", row(1, "Ada", "2026-09-08T20:05"))
        (held,) = cases_of(followed["Ada"])
        assert (held.reference, held.owned_by, held.external_reference) == (case.reference, "", "26MIS00000001")

    def test_the_week_has_one_owner_for_each(self, followed):
        played(followed)
        week = the_week()
        assert week.reports["only_merlin"] == 0
        assert week.two_open == []
        assert {one.owner for one in week.episodes} == {"Merlin", "Goldthread"}
