"""Our cases go to Merlin as they are, again when they change; what Merlin owns is not written back to it."""

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.respond.missing.exporting import Batch, as_csv, export_missing
from goldthread.respond.missing.tests.playing import found, jess, london, report, step  # noqa: F401 - the fixture too


def exported(at: str) -> Batch:
    from goldthread.testing import factories as make

    with clocks.held_at(london(at)), database.transaction():
        return export_missing(make.reader("missing_unit"))


def test_a_case_is_written_out_as_it_is_and_again_when_it_changed(jess):  # noqa: F811
    case = report(jess, "2026-09-20T20:30")
    step(case, "grade", "2026-09-20T20:40", grade="none", why="At a friend's.", agreed="The home rings back.",
         latest_time=london("2026-09-20T22:00").isoformat())  # fmt: skip
    (row,) = exported("2026-09-20T21:00").rows
    assert (row["goldthread_no"], row["report_type"], row["risk"]) == (case.reference, "MISSING", "no apparent risk")
    assert (row["subject_surname"], row["reported_at"][:16]) == ("Kent", "2026-09-20T19:30")
    assert exported("2026-09-20T21:10").rows == []
    found(case, "2026-09-20T23:00", "police")
    (row,) = exported("2026-09-20T23:30").rows
    assert (row["found_place"], row["found_at"][:10]) == ("In the street", "2026-09-20")


def test_it_is_a_file_that_our_own_feed_of_merlin_can_be_read_beside(jess):  # noqa: F811
    report(jess, "2026-09-20T20:30")
    assert as_csv(exported("2026-09-20T21:00").as_json()).splitlines()[0].startswith("goldthread_no,source_record_id")
