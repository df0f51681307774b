"""The invented report reads as the real one does: nine, in three time groups, with the same nested points."""

from datetime import date

from goldthread.improve.recommendations.reading import read_report


def test_the_invented_report_has_the_shape_of_the_inspection_of_2016(db):
    from goldthread.synthetic.recommendations import REPORT

    report = read_report(REPORT.encode(), "report.txt")
    assert report.published == date(2016, 11, 25)
    assert [len(one.subpoints) for one in report.recommendations] == [0, 4, 4, 4, 2, 5, 0, 5, 3]
    assert [one.timescale for one in report.recommendations] == ["immediate"] * 4 + ["P3M"] * 2 + ["P6M"] * 3
    assert all(one.is_complete for one in report.recommendations)


def test_the_demonstration_holds_it_confirmed_with_its_due_dates(db):
    from goldthread.core import db as database
    from goldthread.improve.recommendations.models import Recommendation
    from goldthread.synthetic.recommendations import load_report
    from goldthread.testing import factories as make

    make.officer("plan_lead")
    load_report()
    load_report()
    with database.as_service():
        due = list(Recommendation.objects.order_by("number").values_list("due_on", flat=True))
    assert due == [None] * 4 + [date(2017, 2, 25)] * 2 + [date(2017, 5, 25)] * 3
