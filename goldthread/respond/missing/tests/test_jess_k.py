"""The worked example of the domain file, played as cases: every due time that it prints of them.

missing-cse-custody.md 5 (November 2026): due times computed there by a program of its own.
"""

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.cases.checking import answer_item
from goldthread.core.cases.lateness import act
from goldthread.core.clocks.calendars import end_of
from goldthread.core.journal.queries import verify
from goldthread.respond.missing.tests import playing
from goldthread.respond.missing.tests.playing import (  # noqa: F401 - other tests play her too
    LONDON,
    REPORT,
    authority,
    back,
    found,
    listened_to,
    london,
    report,
    reviewed,
    spoken_to,
    step,
    told_of,
)
from goldthread.testing import factories as make

jess = playing.jess  # tests of other packages begin with her too


def test_episode_1_a_return_interview_nearly_ten_hours_late_is_met_late(jess):
    case = report(jess, "2026-09-04T21:15")
    step(case, "grade", "2026-09-04T21:40", grade="medium", why="A girl of 15 in care, out after dark.")
    reviewed(case, "supervisor", "2026-09-04T22:20")
    found(case, "2026-09-05T01:10", "self_return")
    back(case, "2026-09-05T01:10")
    spoken_to(case, "2026-09-05T16:00")
    listened_to(case, "2026-09-08T11:00")
    assert told_of(case, "MIS-C02") == [(london("2026-09-04T21:45"), "met")]
    assert told_of(case, "MIS-C05.med") == [(london("2026-09-04T22:40"), "met")]
    assert told_of(case, "MIS-C13.other") == [(london("2026-09-06T01:10"), "met")]
    assert told_of(case, "MIS-C15") == [(london("2026-09-08T01:10"), "met late")]


def test_episode_2_no_apparent_risk_is_graded_again_by_the_time_agreed_and_the_interview_counts_from_the_return(jess):
    case = report(jess, "2026-09-26T23:05", q_previous="no")
    case = step(case, "grade", "2026-09-26T23:05", grade="none", why="She always comes back.",
         latest_time=london("2026-09-27T05:00").isoformat(), agreed="The home rings round and rings back.")  # fmt: skip
    assert case.state == "absent"
    step(case, "reassess", "2026-09-27T03:00", grade="medium", why="The home has found nobody who saw her.")
    found(case, "2026-09-27T14:20", "police")
    back(case, "2026-09-27T15:45")
    spoken_to(case, "2026-09-28T10:00")
    listened_to(case, "2026-09-30T14:00")
    # The time agreed is later than four hours: the cap stands.
    assert told_of(case, "MIS-C01") == [(london("2026-09-27T03:05"), "met")]
    assert told_of(case, "MIS-C13.other") == [(london("2026-09-28T14:20"), "met")]
    assert told_of(case, "MIS-C15") == [(london("2026-09-30T15:45"), "met")]


def test_episode_3_the_third_report_in_90_days_at_high_risk_over_the_night_the_clocks_go_back(jess):
    report(jess, "2026-09-04T21:15")
    report(jess, "2026-09-26T23:05")
    case = report(jess, "2026-10-23T22:40", q_cse_now="yes")
    assert (case.facts["repeat"], case.facts["is_repeat"]) == ("third in 49 days", "yes")
    step(case, "grade", "2026-10-23T22:55", grade="high", why="A man of 29 named in the last interview.")
    step(case, "tell_care", "2026-10-23T23:20", care_told_on=london("2026-10-23T23:20").isoformat(),
         care_told_by="edt", responsible=authority(), host=authority(), told_whom="The duty worker.")  # fmt: skip
    reviewed(case, "duty_inspector", "2026-10-23T23:40")
    reviewed(case, "superintendent", "2026-10-24T00:30")
    assert told_of(case, "MIS-C12") == [(london("2026-10-26T21:40"), "running")]
    reviewed(case, "duty_inspector", "2026-10-24T07:10")
    reviewed(case, "superintendent", "2026-10-24T22:00")
    found(case, "2026-10-24T23:35", "police", "Mr P, 29")
    spoken_to(case, "2026-10-25T00:20")
    back(case, "2026-10-25T10:30", to="new_placement")
    listened_to(case, "2026-10-27T12:00")
    assert told_of(case, "MIS-C11.high") == [(london("2026-10-23T23:40"), "met")]
    assert told_of(case, "MIS-C06.high") == [(london("2026-10-23T23:55"), "met")]
    # Eight hours from each review by an inspector or above; the last fell away when she was found.
    assert (london("2026-10-24T07:40"), "met") in told_of(case, "MIS-C06.high.next")
    assert told_of(case, "MIS-C06.high.next")[-1][1] == "cancelled"
    assert told_of(case, "MIS-C07") == [(london("2026-10-24T00:55"), "met")]
    assert told_of(case, "MIS-C09.high") == [(london("2026-10-24T22:40"), "met")]
    assert told_of(case, "MIS-C09.72h") == [(london("2026-10-26T21:40"), "cancelled")]
    assert told_of(case, "MIS-C12") == [(london("2026-10-26T21:40"), "cancelled")]
    assert told_of(case, "MIS-C13.high") == [(london("2026-10-25T00:35"), "met")]
    assert told_of(case, "MIS-C15") == [(london("2026-10-28T10:30"), "met")]
    with database.as_service():
        assert verify().as_json()["whole"]


def test_episode_4_is_ended_by_an_arrest_and_she_is_spoken_to_the_next_morning(jess):
    """Her clocks in custody are not cases yet: they are reckoned in core/clocks/spec/jess-k.yaml."""
    case = report(jess, "2026-11-14T17:00")
    step(case, "grade", "2026-11-14T17:10", grade="medium", why="She is known to be driven about by others.")
    found(case, "2026-11-14T18:35", "custody")
    spoken_to(case, "2026-11-15T08:30")
    assert told_of(case, "MIS-C13.other") == [(london("2026-11-15T18:35"), "met")]
    assert told_of(case, "MIS-C06.med") == [(london("2026-11-14T21:10"), "cancelled")]
    assert told_of(case, "MIS-C12") == [(london("2026-11-17T17:00"), "cancelled")]


def test_nobody_grades_an_exploited_child_as_no_apparent_risk_without_an_inspectors_reason(jess):
    case = report(jess, "2026-10-23T22:40", q_cse_now="yes")
    none = {"grade": "none", "why": "She always comes back.", "agreed": "The home rings back.",
            "latest_time": london("2026-10-24T01:00").isoformat()}  # fmt: skip
    saved = step(case, "grade", "2026-10-23T22:55", **none)
    assert (saved.state, saved.risk, saved.facts["grade"]) == ("open", "medium", "medium")
    other = report(jess, "2026-11-20T12:00", q_cse_now="yes")
    reason = {**none, "latest_time": london("2026-11-20T14:00").isoformat(), "inspectors_reason": "She is at school."}
    saved = step(other, "grade", "2026-11-20T12:10", "duty_inspector", **reason)
    assert (saved.state, saved.risk) == ("absent", "none")


def test_a_regrade_upwards_supersedes_the_reviews_of_the_old_grade_and_counts_from_the_regrade(jess):
    case = report(jess, "2026-10-20T12:00")
    step(case, "grade", "2026-10-20T12:10", grade="medium", why="Out since the morning.")
    step(case, "regrade", "2026-10-20T13:00", grade="high", why="A message says that she is with a man.")
    assert told_of(case, "MIS-C06.med") == [(london("2026-10-20T16:10"), "superseded")]
    assert told_of(case, "MIS-C06.high") == [(london("2026-10-20T14:00"), "running")]


def test_checks_are_whole_when_each_has_its_result(jess):
    case = report(jess, "2026-10-20T12:00")
    case = step(case, "grade", "2026-10-20T12:10", grade="high", why="Taken by a stranger.")
    from goldthread.respond.missing.checks import checks

    for place, item in enumerate(checks()):
        assert told_of(case, "MIS-C04.high") == [(london("2026-10-20T13:10"), "running")]
        result = ("hit", "no_hit", "unavailable")[place % 3]
        with clocks.held_at(london("2026-10-20T12:30")), database.transaction():
            answer_item(make.reader("control_room"), case.reference, item.id, result, why="As read.")
    assert told_of(case, "MIS-C04.high") == [(london("2026-10-20T13:10"), "met")]


def test_an_open_case_in_which_nobody_does_anything_is_late_after_its_time(jess):
    case = report(jess, "2026-10-20T12:00")
    step(case, "grade", "2026-10-20T12:10", grade="medium", why="Out since the morning.")
    step(case, "deploy", "2026-10-20T12:40", sent="A car to the home")
    assert told_of(case, "MIS-C21.med") == [(london("2026-10-20T14:40"), "running")]  # each deed begins another
    found(case, "2026-10-20T13:00", "police")
    step(case, "see_safe", "2026-10-20T13:20", seen_on=london("2026-10-20T13:20").isoformat(), wellbeing="Well.",
         protection="no")  # fmt: skip
    assert told_of(case, "MIS-C21.med")[-1][1] == "cancelled"  # found: nothing begins again


def test_no_apparent_risk_that_nobody_grades_again_is_raised_to_medium_by_time_alone_and_once(jess):
    case = report(jess, "2026-09-26T23:05", q_previous="no")
    step(case, "grade", "2026-09-26T23:05", grade="none", why="She always comes back.",
         latest_time=london("2026-09-27T01:00").isoformat(), agreed="The home rings back.")  # fmt: skip
    with clocks.held_at(london("2026-09-27T01:00")):
        assert act() == 0
    with clocks.held_at(london("2026-09-27T01:01")):
        assert (act(), act()) == (1, 0)
    now = step(case, "regrade", "2026-09-27T01:20", grade="high", why="A message from an unknown man.")
    assert (now.state, now.risk) == ("open", "high")
    assert told_of(case, "MIS-C01") == [(london("2026-09-27T01:00"), "met late")]
    assert told_of(case, "MIS-C06.med") == [(london("2026-09-27T05:01"), "superseded")]
    with database.as_service():
        raised = Alert.objects.filter(kind="missing_raised")
        assert sorted(raised.values_list("to_role", flat=True)) == ["control_room", "duty_inspector"]


def test_the_end_of_a_day_is_midnight_in_london():
    assert end_of(london("2026-10-28T12:00").date()) == london("2026-10-29T00:00")
