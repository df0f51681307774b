"""The invented force: repeatable, invented throughout, of the size asked for, in the files it says."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from goldthread.core.records import identifiers
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.synthetic.force import Written, write
from goldthread.synthetic.scales import SCALES
from goldthread.synthetic.tests.reading_back import ANCHOR, SEED, ReadBack, digests, files_of

# The ends that the brief of the feeds fixes.
ENDS = {
    "cad": "ndjson", "merlin": "csv", "crime": "ndjson", "custody": "csv", "offenders": "csv",
    "intelligence": "ndjson", "social_care": "xml", "gazetteer": "parquet",
}  # fmt: skip
HAMLET = replace(SCALES["small"], people=150, pace=2)


class TestRepeatable:
    def test_the_same_seed_gives_the_same_bytes_in_another_process(self, written: Written, tmp_path: Path) -> None:
        """A process whose hashes are shuffled differently, in another time zone."""
        code = (
            "import sys; from pathlib import Path; from datetime import datetime;"
            "from goldthread.synthetic.force import write;"
            f"write(Path(sys.argv[1]), {SEED}, 'small', datetime.fromisoformat('{ANCHOR.isoformat()}'))"
        )
        elsewhere = {**os.environ, "PYTHONHASHSEED": "99", "TZ": "Asia/Kolkata"}
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=elsewhere, check=True)
        assert digests(tmp_path) == digests(written.folder)

    def test_another_seed_gives_another_force(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:  # fmt: skip
        monkeypatch.setitem(SCALES, "small", HAMLET)
        for seed in (SEED, SEED + 1):
            write(tmp_path / str(seed), seed, "small", ANCHOR)
        one, other = digests(tmp_path / str(SEED)), digests(tmp_path / str(SEED + 1))
        # A later file may hold nothing but stories, which are everybody's.
        assert len([name for name in one if "history" in name and one[name] != other[name]]) == len(ENDS)
        assert one["officers.json"] != other["officers.json"]

    def test_an_anchor_without_its_offset_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="offset"):
            write(tmp_path, SEED, "small", ANCHOR.replace(tzinfo=None))

    @pytest.mark.parametrize(
        "anchor",
        [
            datetime(2016, 10, 30, 1, 30, tzinfo=UTC),  # the repeated hour of the autumn night
            datetime(2026, 3, 29, 1, 0, tzinfo=UTC),  # the first instant of summer time
        ],
    )
    def test_any_present_will_do(self, tmp_path: Path, anchor: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(SCALES, "small", HAMLET)
        written = write(tmp_path, SEED, "small", anchor)
        back = ReadBack(tmp_path, anchor=anchor)
        assert back.rows == written.rows
        planted = {(s["source"], s["file"], s["row"]): s["code"] for s in back.truth["slips"] if s["code"]}
        assert back.met == planted


class TestFiles:
    def test_every_system_has_its_folder_of_its_form_and_names_sort_by_time(
        self, written: Written, force: ReadBack
    ) -> None:  # fmt: skip
        assert {path.name for path in written.folder.iterdir() if path.is_dir()} == set(ENDS)
        for source, end in ENDS.items():
            names = [path.name for path in files_of(written.folder, source)]
            assert names == written.files[source]
            assert all(name.endswith(f".{end}") for name in names)
            arrived = [place[1] for place in force.place if place[0] == source]
            assert arrived == sorted(arrived)

    def test_history_is_one_file_and_the_latest_six_weeks_one_each(self, written: Written) -> None:
        history, *weeks = [path.stem for path in files_of(written.folder, "cad")]
        assert history == "2014-03-history"
        assert weeks == ["2017-01-19", "2017-01-26", "2017-02-02", "2017-02-09", "2017-02-16", "2017-02-23"]

    def test_a_larger_force_has_a_file_a_month_before_those(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:  # fmt: skip
        monkeypatch.setitem(SCALES, "borough", replace(HAMLET, monthly=True))
        written = write(tmp_path, SEED, "borough", ANCHOR)
        names = [Path(name).stem for name in written.files["cad"]]
        assert names[:2] == ["2014-03", "2014-04"]
        assert names[-7:-5] == ["2017-01", "2017-01-19"]
        assert sorted(names) == names

    def test_no_column_is_written_that_the_format_does_not_know_but_in_the_week_of_the_new_one(
        self, force: ReadBack
    ) -> None:  # fmt: skip
        told = {place: [w for w in warnings if "unknown" in w] for place, warnings in force.warnings.items()}
        drifted = {place: words for place, words in told.items() if words}
        assert drifted.keys() == {("cad", "2017-02-02.ndjson"), ("merlin", "2017-02-02.csv")}
        # Trouble of the truth: "new column" from 27 to 21 days before 1 March.
        assert {(t["source"], t["first"]) for t in force.truth["troubles"] if t["kind"] == "new column"} == {
            ("cad", "2017-02-02"),
            ("merlin", "2017-02-02"),
        }


class TestSize:
    def test_small_is_at_most_ten_thousand_rows_and_four_hundred_children_or_more(self, written: Written) -> None:
        assert written.rows.total() <= 10_000
        assert min(written.rows.values()) >= 80
        assert written.rows["cad"] > 2_000
        assert written.rows["merlin"] > 1_000
        assert written.children >= 400

    def test_it_holds_three_years_and_nothing_later_than_the_anchor(self, force: ReadBack) -> None:
        occurred = [record.occurred_at for record in force.records if record.occurred_at and record.source == "cad"]
        assert max(record.extracted_at for record in force.records) <= ANCHOR
        assert max(record.known_at for record in force.records) <= ANCHOR
        assert ANCHOR - min(occurred) > timedelta(days=3 * 365 - 7)
        assert ANCHOR - max(occurred) < timedelta(days=3)


class TestInvented:
    def test_identifiers_are_valid_but_for_those_planted_wrong_and_were_never_issued(self, force: ReadBack) -> None:
        wrong = {(s, r, k) for s, r, k, slip in force.truth["typed"] if slip in ("wrong NHS digit", "wrong PNC letter")}
        found: dict[str, set[str]] = defaultdict(set)
        for record in force.records:
            for mention in record.mentions:
                for value in mention.values:
                    if value.field.endswith(("_no", "_id", "upn", "uprn", "phone", "postcode", "asn")):
                        faulty = (record.source, record.source_record_id, mention.key) in wrong
                        assert value.canonical or faulty, (record.source, value)
                        if value.canonical:
                            found[value.field].add(value.canonical)
        assert all(identifiers.nhs(number).startswith("999") for number in found["nhs_no"])
        assert all(number[1:4] == "000" for number in found["upn"])
        assert all(number.startswith("+447700900") for number in found["phone"])
        assert all(postcode.startswith("ZZ") for postcode in found["postcode"])
        assert all(number.startswith("9999") for number in found["uprn"])
        assert {"pnc_id", "cro_no", "social_care_id", "asn"} <= found.keys()

    def test_the_feeds_hold_no_person_number_of_the_truth_file(self, written: Written) -> None:
        """A reader cannot cheat."""
        for source in set(ADAPTERS) - {"gazetteer"}:
            for file in files_of(written.folder, source):
                assert not re.search(rb"\bP\d{9}\b", file.read_bytes())
