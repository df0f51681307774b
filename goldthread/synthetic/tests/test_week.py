"""A week's folder for the analyst's day: mostly what was sent, some of it new, a dozen rows to put right or return."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from goldthread.link.feeds.format import ParsedRecord, Quarantined
from goldthread.link.feeds.reading import read
from goldthread.synthetic.tests.reading_back import ANCHOR, SEED, ReadBack, columns_of, digests
from goldthread.synthetic.week import Week, write_week


class HandedIn:
    def __init__(self, folder: Path) -> None:
        self.week: Week = write_week(folder, SEED, "small", ANCHOR)
        self.truth: dict[str, Any] = json.loads((folder / ".week-truth.json").read_text(encoding="utf-8"))
        self.outcomes: dict[tuple[str, int], ParsedRecord | Quarantined] = {}
        for source, file in self.week.files.items():
            with (folder / source / file).open("rb") as stream:
                self.outcomes |= {(source, one.row): one for one in read(source, stream, ANCHOR)}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> HandedIn:
    return HandedIn(tmp_path_factory.mktemp("week"))


def test_every_system_sends_and_most_of_it_was_sent_before(handed_in: HandedIn, force: ReadBack) -> None:
    week = handed_in.week
    assert set(week.files) == {source for source, _ in force.warnings}
    assert week.rows == week.accepted + week.unchanged + week.quarantined
    before = {(record.source, record.raw_hash) for record in force.records}
    again = [
        one
        for (s, _), one in handed_in.outcomes.items()
        if isinstance(one, ParsedRecord) and (s, one.raw_hash) in before
    ]
    assert len(again) == week.unchanged.total()
    assert week.unchanged.total() > week.rows.total() / 2


def test_the_crimes_that_had_not_been_sent_are_in_it(handed_in: HandedIn, force: ReadBack) -> None:
    known = {(record.source, record.raw_hash) for record in force.records}
    new = [one for (source, _), one in handed_in.outcomes.items()
           if source == "crime" and isinstance(one, ParsedRecord) and (source, one.raw_hash) not in known]  # fmt: skip
    assert new
    assert len(new) == handed_in.week.accepted["crime"]


def test_every_faulty_row_meets_what_its_truth_says(handed_in: HandedIn) -> None:
    told = {(one["source"], one["row"]): one["code"] for one in handed_in.truth["mistakes"]}
    assert len(told) >= 12
    met = {key: one.code for key, one in handed_in.outcomes.items() if isinstance(one, Quarantined)}
    assert met == {key: code for key, code in told.items() if code.startswith("Q-")}
    (kept,) = [key for key, code in told.items() if code == "N-ID-01"]
    record = handed_in.outcomes[kept]
    assert isinstance(record, ParsedRecord)
    assert [one.code for one in record.noted] == ["N-ID-01"]


def test_at_least_three_can_be_put_right_and_are_then_read(handed_in: HandedIn) -> None:
    right = [one for one in handed_in.truth["mistakes"] if one["right"] and one["source"] == "merlin"]
    assert len(right) == 3
    for mistake in right:
        row = handed_in.outcomes["merlin", mistake["row"]]
        assert isinstance(row, Quarantined)
        columns = columns_of(handed_in.week.folder / "merlin" / mistake["file"])
        cells = dict(zip(columns, next(csv.reader([row.raw])), strict=True)) | mistake["right"]
        (again,) = read("merlin", io.BytesIO(_as_csv(columns, cells)), ANCHOR)
        assert isinstance(again, ParsedRecord)
        assert again.source_record_id == mistake["record"]


def test_the_right_birth_date_stands_in_the_words_of_the_row(handed_in: HandedIn) -> None:
    (mistake,) = [one for one in handed_in.truth["mistakes"] if one["code"] == "Q-DOB-03"]
    row = handed_in.outcomes["merlin", mistake["row"]]
    assert isinstance(row, Quarantined)
    assert mistake["right"]["subject_birth_date"] in row.raw


def test_the_same_arguments_give_the_same_week(handed_in: HandedIn, tmp_path: Path) -> None:
    write_week(tmp_path, SEED, "small", ANCHOR)
    assert digests(tmp_path) == digests(handed_in.week.folder)


def test_an_anchor_without_its_offset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="offset"):
        write_week(tmp_path, SEED, "small", ANCHOR.replace(tzinfo=None))


def _as_csv(columns: list[str], cells: dict[str, str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerow(cells)
    return out.getvalue().encode()
