"""A file of outcomes is kept at once and read by the worker: each row once, however often the reading is stopped."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.journal.models import Event
from goldthread.core.organisation.models import Post
from goldthread.core.refusals import Refusal
from goldthread.respond.sharing import outcomes, settling
from goldthread.respond.sharing.models import OutcomeContent, OutcomeFile, OutcomeRow, Share
from goldthread.respond.sharing.reading import read_file
from goldthread.testing import factories as make
from goldthread.testing.doors.working import work_off


class Killed(BaseException):
    """The worker is gone from one moment to the next."""


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


@pytest.fixture
def child(desk) -> str:
    return make.load_child("1/01OCT26")


def handed_in(desk, *rows: str) -> OutcomeFile:
    with database.transaction():
        return outcomes.hand_in(desk, "back.csv", "\n".join(("our_reference,code", *rows)).encode())


def follow(desk, file: OutcomeFile) -> tuple[str, int, int]:
    with database.transaction():
        told = settling.outcome_progress(desk, file.pk)
    return told["state"], told["rows_done"], told["rows_sent"]


def killed_after(file: OutcomeFile, rows: int) -> None:
    def stop(done: int) -> None:
        if done >= rows:
            raise Killed

    with pytest.raises(Killed):
        read_file(file.pk, stop)


def results(file: OutcomeFile) -> list[tuple[int, int, str]]:
    with database.as_service():
        rows = OutcomeRow.objects.filter(file=file).order_by("number", "attempt")
        return list(rows.values_list("number", "attempt", "result"))


def written(kind: str) -> int:
    with database.as_service():
        return Event.objects.filter(kind=kind).count()


def test_a_file_waits_untouched_until_the_worker_reads_it_and_what_it_said_goes_then(desk, child):
    share = make.shared(desk, child)
    file = handed_in(desk, f"{share},RC8", f"{share},nonsense")
    assert follow(desk, file) == ("waiting", 0, 2)
    with database.as_service():
        assert Share.objects.get(reference=share).outcome == ""
    assert "read_outcomes" in work_off()
    assert follow(desk, file) == ("read", 2, 2)
    with database.as_service():
        assert not OutcomeContent.objects.exists()
        assert Share.objects.get(reference=share).outcome == "RC8"


def test_the_app_cannot_read_again_what_was_handed_in(desk, child):
    handed_in(desk, "S-BBBBBBB,RC8")
    with pytest.raises(Exception, match="permission denied"), database.transaction():
        OutcomeContent.objects.first()


def test_a_reading_that_is_killed_goes_on_where_it_was_and_takes_no_row_twice(desk, child):
    shares = [make.shared(desk, child) for _ in range(4)]
    told = [f"{one},RC8" for one in shares]
    file = handed_in(desk, *told, told[0], f"{shares[1]},contact_nfa", "S-BBBBBBB,RC8")
    killed_after(file, 1)  # the row that is set aside is written down
    killed_after(file, 3)
    state, done, sent = follow(desk, file)
    assert (state, done, sent) == ("reading", 3, 7)
    killed_after(file, 5)
    assert read_file(file.pk).state == "read"
    kept = ["accepted"] * 4 + ["unchanged", "conflict", "set aside"]
    assert results(file) == [(number, 1, result) for number, result in enumerate(kept, start=1)]
    assert (written("share.answered"), written("concern.outcome_received"), written("share.conflict")) == (4, 4, 1)
    with database.as_service():
        assert Alert.objects.filter(kind="concern.authority_answered").count() == 5


def test_a_file_that_was_read_is_not_read_again(desk, child):
    file = handed_in(desk, f"{make.shared(desk, child)},RC8")
    read_file(file.pk)
    first = results(file)
    assert (read_file(file.pk).state, results(file)) == ("read", first)


def test_a_row_that_an_earlier_row_of_the_file_changes_is_judged_after_it(desk, child):
    """Held is RC8. The first row gives another answer, so the second, which says RC8 again, waits its turn."""
    share = make.shared(desk, child)
    read_file(handed_in(desk, f"{share},RC8").pk)
    file = handed_in(desk, f"{share},RC8", f"{share},contact_nfa", f"{share},RC8")
    read_file(file.pk)
    assert [result for _, _, result in results(file)] == ["unchanged", "conflict", "unchanged"]


def test_what_is_taken_is_told_of_by_whoever_handed_the_file_in_and_logged_as_the_service_that_read_it(desk, child):
    read_file(handed_in(desk, f"{make.shared(desk, child)},RC8").pk)
    with database.as_service():
        event = Event.objects.get(kind="share.answered")
        log = database.fetch_one(
            "SELECT officer_id, service, role, door, purpose, cardinality(people) AS people"
            " FROM access_logentry WHERE id = %s",
            [event.log_entry_id],
        )
    assert event.officer_id == desk.officer.pk
    assert log == {"officer_id": desk.officer.pk, "service": "outcomes", "role": "service", "door": "service:outcomes",
                   "purpose": "casework", "people": 1}  # fmt: skip


def test_a_file_of_an_officer_who_has_left_since_is_read_all_the_same(desk, child):
    share = make.shared(desk, child)
    file = handed_in(desk, f"{share},RC8")
    with database.as_service():
        Post.objects.filter(officer=desk.officer).update(ends_at=clocks.now())
    assert read_file(file.pk).state == "read"
    assert results(file) == [(1, 1, "accepted")]


def test_nobody_but_the_desk_follows_a_file(desk, child):
    file = handed_in(desk, "S-BBBBBBB,RC8")
    for role in ("partner", "responding_officer", "analyst"):
        with pytest.raises(Refusal):
            follow(make.reader(role), file)


def test_rows_that_change_nothing_cost_no_query_each(desk, child):
    """An authority that sends again each week what it sent before: the 190 rows more cost not one query more."""
    share = make.shared(desk, child)
    read_file(handed_in(desk, f"{share},RC8").pk)
    few, many = (queries_of(handed_in(desk, *[f"{share},RC8", "S-BBBBBBB,RC8"] * pairs)) for pairs in (5, 100))
    assert many == few


def queries_of(file: OutcomeFile) -> int:
    with CaptureQueriesContext(connections[database.SERVICE]) as asked:
        read_file(file.pk)
    return len(asked)


def test_a_page_of_a_long_file_reads_its_own_rows_and_names_only_whom_they_are_about(desk, child):
    first, second = (
        make.shared(desk, child),
        make.shared(desk, make.load_child("2/01OCT26", surname="Ashgrove", birth_date="2009-01-02")),
    )
    file = handed_in(desk, *[f"{first},nonsense"] * 3, *[f"{second},nonsense"] * 150)
    read_file(file.pk)
    few, rows = opened(desk, file, size=2)
    more, page = opened(desk, file, size=100)
    assert (few, len(rows)) == (more, 2)
    assert (len(page), [row["number"] for row in page[:2]]) == (100, [1, 2])
    assert named() == 2
    opened(desk, file, size=2)
    assert named() == 1


def opened(desk, file: OutcomeFile, size: int) -> tuple[int, list[dict]]:
    with database.transaction(), CaptureQueriesContext(connections[database.alias()]) as asked:
        rows = settling.outcome_file(desk, file.pk, size=size)["rows"]
    return len(asked), rows


def named() -> int:
    with database.as_service():
        return database.fetch_one("SELECT cardinality(people) AS people FROM access_logentry ORDER BY id DESC LIMIT 1")[
            "people"
        ]
