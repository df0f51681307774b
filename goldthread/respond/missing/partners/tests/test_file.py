"""The file of home reports: its page has the columns that are read, and whatever a home sends is never lost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.refusals import NotValid
from goldthread.respond.missing.partners.columns import COLUMNS
from goldthread.respond.missing.partners.models import ASIDE, JOINED, OPENED, TOLD, PartnerReport, ReportWords
from goldthread.respond.missing.partners.reading import read_sending
from goldthread.respond.missing.partners.receiving import hand_in, send_report
from goldthread.respond.missing.partners.rows import AS_IT_CAME, LARGEST, MOST, cleaned, rows_in
from goldthread.respond.missing.partners.tests.test_reports import NOW, ROW, home, jess  # noqa: F401 (fixtures)

PAGE = Path("docs/reference/home-reports-file.md")
ANY_TEXT = st.text(max_size=60)
# What a hurried hand may put in a cell: the right thing, another column's, or anything at all.
CELL = st.one_of(
    ANY_TEXT, st.sampled_from([*ROW.values(), "yes", "31/02/2026 25:00", "0001-01-01T00:00+14:00", "=1+1"])
)
ANY_ROW = st.dictionaries(st.one_of(st.sampled_from([*COLUMNS]), ANY_TEXT), CELL, max_size=12)


def test_the_page_has_every_column_and_no_other() -> None:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in lines if "| |" not in line] == list(COLUMNS)


@given(st.binary(max_size=2_000))
def test_any_bytes_are_rows_and_none_is_empty(content: bytes) -> None:
    rows = rows_in(content)
    assert rows
    assert all(row or row == {AS_IT_CAME: ""} for row in rows)


@given(st.lists(st.lists(st.text(alphabet="abc 1é", min_size=1, max_size=8), min_size=1, max_size=4), max_size=6))
def test_every_cell_of_a_file_with_a_column_of_ours_is_in_some_row(lines: list[list[str]]) -> None:
    text = "\n".join(["surname,forename", *(",".join(cells) for cells in lines)])
    kept = " ".join(value for row in rows_in(text.encode()) for value in row.values())
    assert all(cell.strip() in kept for cells in lines for cell in cells)


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=30), max_size=6))
def test_everything_a_row_said_is_kept_but_for_what_no_text_holds(told: dict[str, str]) -> None:
    kept = " ".join(cleaned(told).values())
    assert all(text.replace("\0", "").encode("utf-8", "replace").decode().strip() in kept for text in told.values())


@pytest.mark.parametrize("content", [b"x" * (LARGEST + 1), ("surname\n" + "Kent\n" * (MOST + 1)).encode()])
def test_a_file_larger_than_we_keep_is_refused_to_the_senders_face(content: bytes) -> None:
    with pytest.raises(NotValid, match="101"):
        rows_in(content)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(row=ANY_ROW)
def test_whatever_a_home_sends_becomes_a_case_or_waits_for_a_person(home, jess, row) -> None:  # noqa: F811
    told = cleaned(row)
    with clocks.held_at(NOW):
        with database.transaction():
            if not told:
                return
            report = send_report(home, row)
        read_sending(report.sending_id)
    with database.as_service():
        held = PartnerReport.objects.get(pk=report.pk)
        assert held.state in (OPENED, JOINED, TOLD, ASIDE)
        assert (held.state == ASIDE) == bool(held.words)
        assert ReportWords.objects.get(report=held).body == told


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(min_size=1, max_size=400))
def test_any_file_at_all_is_kept_and_read(home, jess, content) -> None:  # noqa: F811
    with clocks.held_at(NOW):
        with database.transaction():
            reports = hand_in(home, "any", content)
        for report in reports:
            read_sending(report.sending_id)
    with database.as_service():
        ends = set(PartnerReport.objects.filter(pk__in=[one.pk for one in reports]).values_list("state", flat=True))
    assert ends == {ASIDE}
