"""Custody records and offender markers as tests of effect count them: each number here was counted by hand."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.core import clocks, db
from goldthread.core.refusals import NotValid
from goldthread.core.shares import wilson
from goldthread.improve.effect import saying
from goldthread.improve.effect.behind import cases_behind, may_open
from goldthread.improve.effect.cells import FEW, FEW_SOMEWHERE, Cells
from goldthread.improve.effect.evaluating import of_share, verdict
from goldthread.improve.effect.measures import read
from goldthread.improve.effect.queries import one_tested
from goldthread.improve.effect.recorded import visits_every
from goldthread.improve.effect.shapes import BETTER, NO_CLEAR_CHANGE, SHARE
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.respond.missing.tests.playing import london
from goldthread.testing import factories as make

OCTOBER = (london("2026-10-01T00:00"), london("2026-11-01T00:00"))
NOW = "2026-11-20T12:00"
TIME = (datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))
CHARGED = {"charged_at": "2026-10-05T20:00:00+01:00", "bail_decision": "refused"}
SURNAMES = ("Ash", "Birch", "Cole", "Dean", "Eaves", "Firth", "Gale", "Holt", "Ives", "Jupp", "Knott", "Lowe")
MORNING = "2026-10-06T09:00:00+01:00"


def envelope(source: str, number: str, at: str, **cells: str) -> dict[str, str]:
    instant = london(at).isoformat()
    return {
        "feed_id": source, "feed_version": "1", "source_record_id": number, "op": "upsert", "retention_group": "4",
        "source_updated_at": instant, "source_recorded_at": instant, "extracted_at": instant,
        "originating_force": "Thornmere Police", "handling": "OFFICIAL-SENSITIVE", "borough": "Merrowfield", **cells,
    }  # fmt: skip


def detention(number: int, born: str = "2011-05-11", at: str = "2026-10-06T12:00", **cells: str) -> dict[str, str]:
    """A record of custody of somebody who arrived on 5 October at 15:00, as it stands the next noon."""
    return envelope("custody", f"MF/{number}/26", at, subject_category="suspect", custody_no=f"MF/{number}/26") | {
        "arrived_at": "2026-10-05T15:00:00+01:00", "detainee_surname": SURNAMES[number],
        "detainee_forename": SURNAMES[-number], "detainee_birth_date": born, **cells,
    }  # fmt: skip


def marker(number: int, at: str = "2026-09-01T09:00", **cells: str) -> dict[str, str]:
    """A person of very high risk in the community, to be visited next on 20 October."""
    return envelope("offenders", f"12/{number:07}", at, subject_category="convicted", restriction="signalled") | {
        "ask": "Jigsaw desk", "status": "in the community", "risk_overall": "very high",
        "last_visit_on": "2026-09-01", "next_visit_on": "2026-10-01", "subject_surname": "Moss",
        "subject_forename": "Dale", "subject_birth_date": f"19{60 + number % 30}-01-30", **cells,
    }  # fmt: skip


def load(source: str, *rows: dict[str, str]) -> None:
    with clocks.held_at(london(NOW)):
        make.deliver(source, make.csv_bytes(list(ADAPTERS[source].columns()), rows))


def counted(*names: str, since=OCTOBER[0], until=OCTOBER[1]) -> dict[str, tuple[int, int, int]]:
    """Of each measure: how many count, of how many, and of how many more the record does not say."""
    with clocks.held_at(london(NOW)):
        cells = read(names, since, until)
    months = frozenset(month for one in cells.values() for _, month in one.shares)
    return {name: one._counted(one._standing(months), "") for name, one in cells.items()}


def test_a_child_who_is_moved_before_the_night_slept_elsewhere_and_blank_is_never_no(db) -> None:
    moved = {**CHARGED, "la_bed_requested_at": "2026-10-05T20:30:00+01:00", "la_bed_answer": "accepted"}
    load(
        "custody",
        detention(1, **moved, la_bed_moved_at="2026-10-05T22:00:00+01:00", released_at="2026-10-05T22:00:00+01:00"),
        detention(2, **moved, la_bed_moved_at="2026-10-06T04:30:00+01:00"),  # after more than four hours of the night
        detention(3, **CHARGED, released_at=MORNING, disposal="charged and kept", s38_basis="a"),
        detention(4, **CHARGED, s38_to_court_at=MORNING),  # kept, without a certificate
        detention(5, charged_at="2026-10-05T16:00:00+01:00", bail_decision="refused",
                  s38_to_court_at="2026-10-05T17:00:00+01:00"),  # straight to court
        detention(6, **CHARGED),  # nobody wrote down what became of the child
        detention(7, charged_at="2026-10-05T20:00:00+01:00"),  # nor whether bail was refused
        detention(8, born="1990-01-01", **CHARGED, released_at=MORNING),  # grown up
        detention(9, charged_at="2026-10-05T20:00:00+01:00", bail_decision="bailed", released_at=MORNING),
        detention(10, born="2017-01-01", **CHARGED, released_at=MORNING),  # nine years old
    )  # fmt: skip
    assert counted("custody:moved", "custody:bed-asked", "custody:certified") == {
        "custody:moved": (1, 4, 2),  # the first; of the first four; the sixth and seventh are not recorded
        "custody:bed-asked": (2, 6, 1),
        "custody:certified": (1, 3, 0),
    }
    assert not counted("custody:moved", since=OCTOBER[1], until=london("2026-12-01T00:00"))["custody:moved"][1]


def test_a_released_child_who_comes_to_notice_again_counts_and_the_detentions_own_notice_does_not(db) -> None:
    let_go = {"released_at": "2026-10-05T19:00:00+01:00", "disposal": "no further action"}
    load("custody", *(detention(one, **let_go) for one in (1, 2, 3)),
         detention(4, **let_go, merlin_no="26PAC00000009"))  # fmt: skip
    rows = {  # by whom, at what instant: within a day of arrival; after it; after two days; the one that it names
        "26PAC00000001": ("a", "2026-10-06T10:00"), "26PAC00000002": ("b", "2026-10-06T18:00"),
        "26PAC00000003": ("c", "2026-10-07T20:00"), "26PAC00000009": ("d", "2026-10-06T18:00"),
    }  # fmt: skip
    with clocks.held_at(london(NOW)):
        merlin = [
            make.merlin_row(number, subject_surname="Quill", subject_forename=f"Nan{who}", reported_at=f"{at}:00+01:00")
            for number, (who, at) in rows.items()
        ]
        make.deliver("merlin", make.csv_bytes(list(ADAPTERS["merlin"].columns()), merlin))
    linked_by_hand(rows)
    assert counted("custody:again") == {"custody:again": (1, 4, 0)}


def linked_by_hand(rows: dict[str, tuple[str, str]]) -> None:
    """Each notice is about the child of the record of that letter, whatever the linker made of so few fields."""
    with db.as_service(), db.speaking_as(db.OWNER):
        for number, (who, _) in rows.items():
            db.run(
                """UPDATE people_link SET person_id = (
                       SELECT l.person_id FROM people_link l JOIN records_mention m ON m.id = l.mention_id
                        WHERE m.source_record_id = %s AND m.key = 'detainee' AND l.to_at IS NULL)
                    WHERE to_at IS NULL AND mention_id = (
                       SELECT id FROM records_mention WHERE source_record_id = %s AND key = 'subject')""",
                [f"MF/{ord(who) - 96}/26", number],
            )


def test_a_visit_is_overdue_by_what_the_register_held_at_the_months_end(db) -> None:
    load(
        "offenders",
        marker(1),
        marker(2, next_visit_on="2026-12-01"),  # put off, and still due a month after the last visit
        marker(3, risk_overall="high", next_visit_on="2026-11-30"),  # three months
        marker(4, next_visit_on="", last_visit_on=""),  # nobody wrote it down
        marker(5, status="in custody"),
        marker(6, risk_overall="medium", next_visit_on="2026-09-10"),
        marker(7, risk_overall=""),
        marker(8, status=""),
        # Seen on 28 October, and written down in November: at the month's end nobody knew it.
        marker(1, "2026-11-02T09:00", last_visit_on="2026-10-28", next_visit_on="2026-11-28"),
        marker(3, "2026-10-20T09:00", risk_overall="medium"),
        marker(2, "2026-11-03T09:00", risk_overall="low"),
    )
    assert counted("offender:overdue", "offender:lowered") == {
        "offender:overdue": (2, 2, 3),  # 1 and 2; of 4, 7 and 8 nobody can say
        "offender:lowered": (1, 4, 0),  # 1 to 4 were of such a level as October began, and 3 ended it lower
    }
    november = {"since": OCTOBER[1], "until": london("2026-12-01T00:00")}
    assert counted("offender:overdue", "offender:lowered", **november) == {
        "offender:overdue": (0, 1, 3), "offender:lowered": (1, 3, 0)
    }  # fmt: skip
    both = counted("offender:overdue", until=london("2026-12-01T00:00"))
    assert both["offender:overdue"] == (0, 1, 3)  # as it stands at the end, and nobody twice


def test_a_child_counts_where_the_newest_home_told_by_then_is_that_of_a_person_who_is_overdue(db) -> None:
    there = {"subject_address": "12 Mulberry Road", "subject_postcode": "ZZ1 1AA"}
    load("offenders", marker(1, **there), marker(2, subject_address="9 Wharf Road", subject_postcode="ZZ1 1AB",
                                                 risk_overall="high", next_visit_on="2026-11-30"))  # fmt: skip
    homes = {  # by when the force heard of it
        "26PAC00000001": ("Ash", "2012-03-01", "12 Mulberry Road", "ZZ1 1AA", "2026-09-10T10:00"),
        "26PAC00000002": ("Birch", "2013-04-02", "9 Wharf Road", "ZZ1 1AB", "2026-09-10T10:00"),
        "26PAC00000003": ("Cole", "1999-05-03", "12 Mulberry Road", "ZZ1 1AA", "2026-09-10T10:00"),
        "26PAC00000004": ("Dean", "2014-06-04", "12 Mulberry Road", "ZZ1 1AA", "2026-11-10T10:00"),
    }
    rows = [envelope("merlin", number, at, subject_category="witness_or_other", report_type="PAC", subject_surname=name,
                     reported_at=london(at).isoformat(), subject_forename="Jo", subject_birth_date=born,
                     subject_address=address, subject_postcode=postcode)
            for number, (name, born, address, postcode, at) in homes.items()]  # fmt: skip
    load("merlin", *rows)
    assert counted("offender:child-overdue")["offender:child-overdue"] == (1, 2, 0)
    november = counted("offender:child-overdue", since=OCTOBER[1], until=london("2026-12-01T00:00"))
    assert november["offender:child-overdue"] == (2, 3, 0)  # Dean too, of whom nobody knew in October


def test_the_intervals_between_visits_are_those_of_the_standards(db) -> None:
    assert visits_every() == ["1 months", "3 months"]


def test_nobody_opens_the_people_behind_a_marker_and_the_page_says_why(db) -> None:
    with clocks.held_at(london(NOW)):
        told = one_tested(make.reader("plan_lead"), "4")
        assert told.outcome == "offender:child-overdue"
        assert not may_open(make.reader("supervisor"), told.outcome)
        with pytest.raises(NotValid, match="somebody is on a register"):
            cases_behind(make.reader("supervisor"), told.outcome)
        with pytest.raises(NotValid, match="another system's"):
            cases_behind(make.reader("supervisor"), "custody:moved")


def guarded(*boroughs: tuple[int, int]) -> Cells:
    cells = Cells(SHARE, "nothing", is_guarded=True, stands_to="2026-10")
    cells.shares = {(f"B{place}", "2026-10"): one for place, one in enumerate(boroughs)}
    return cells


def test_of_people_who_pose_a_risk_no_small_count_is_told_to_anybody() -> None:
    assert guarded((1, 9)).reading(*TIME).unknown == FEW
    assert guarded((1, 9)).reading(*TIME).of == 0
    assert guarded((0, 0)).reading(*TIME).unknown == FEW  # or else the month in which there is one would tell
    months = Cells(SHARE, "nothing", is_guarded=True)
    months.shares = {("B0", f"2026-{month:02}"): (0, 4) for month in range(4, 10)}
    assert months.reading(london("2026-04-01T00:00"), TIME[0]).unknown == FEW  # the same four, six times
    two = guarded((12, 40), (3, 9))
    assert two.reading(*TIME).of == 49
    assert {two.reading(*TIME, one).unknown for one in two.boroughs} == {FEW_SOMEWHERE, FEW}
    assert guarded((12, 40), (15, 31)).reading(*TIME, "B0").of == 40


def test_what_is_not_recorded_widens_the_interval_and_makes_nothing_look_better() -> None:
    whole, blank = of_share(18, 20, TIME), of_share(18, 20, TIME, unrecorded=20)
    assert (blank.value, blank.of) == (0.9, 20)
    assert (blank.low, blank.high) == (wilson(18, 40)[0], wilson(38, 40)[1])
    before = of_share(10, 40, TIME)
    assert verdict(before, whole, "higher") == BETTER
    assert verdict(before, of_share(18, 20, TIME, unrecorded=60), "higher") == NO_CLEAR_CHANGE
    said = " ".join(saying.outcome("Moved", before, blank, BETTER))
    assert "Not recorded: 0 in October 2026 and 20 in October 2026." in said


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 9)), min_size=1, max_size=6))
def test_counts_add_up_across_boroughs(parts: list[tuple[int, int, int]]) -> None:
    cells = Cells(SHARE, "nothing")
    for place, (count, rest, blank) in enumerate(parts):
        cells.shares[f"B{place}", "2026-10"] = count, count + rest
        cells.unrecorded[f"B{place}", "2026-10"] = blank
    each = [cells.reading(*TIME, name) for name in cells.boroughs]
    whole = cells.reading(*TIME)
    told = [one for one in each if not one.unknown]
    assert (whole.count, whole.of) == (sum(one.count for one in told), sum(one.of for one in told))
    if not whole.unknown:
        assert whole.unrecorded == sum(blank for _, _, blank in parts)
        assert whole.low <= whole.value <= whole.high + 1e-12
