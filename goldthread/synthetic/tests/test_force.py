"""The invented force: repeatable, invented throughout, and as true as its truth file says."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from goldthread.core.records import identifiers
from goldthread.link.feeds.format import ParsedRecord, Quarantined
from goldthread.link.feeds.reading import read
from goldthread.synthetic.force import FILES, write

ANCHOR = datetime(2017, 3, 1, 21, 30, tzinfo=UTC)
SEED = 7


class Force:
    """A small force written once, and everything read back out of it."""

    def __init__(self, folder: Path) -> None:
        self.written = write(folder, SEED, "small", ANCHOR)
        self.folder = folder
        self.truth: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        self.outcomes = {source: list(self._read(source, file)) for source, file in FILES.items()}
        self.records = [r for found in self.outcomes.values() for r in found if isinstance(r, ParsedRecord)]
        self.who = {(s, record, key): person for s, record, key, person in self.truth["mentions"]}
        self.stories = {story["id"]: story for story in self.truth["stories"]}

    def _read(self, source: str, file: str) -> Iterator[ParsedRecord | Quarantined]:
        with (self.folder / file).open("rb") as stream:
            yield from read(source, stream, ANCHOR)

    def about(self, story: str) -> list[ParsedRecord]:
        wanted = {tuple(pair) for pair in self.stories[story]["records"]}
        return [record for record in self.records if (record.source, record.source_record_id) in wanted]

    def exact(self, person: str) -> set[tuple[str | None, ...]]:
        """The forename, surname and birth date that a person's records hold, as compared."""
        found = set()
        for record in self.records:
            for mention in record.mentions:
                if self.who[record.source, record.source_record_id, mention.key] == person:
                    values = {value.field: value.canonical for value in mention.values}
                    found.add(tuple(values.get(name) for name in ("forename", "surname", "birth_date")))
        return found


@pytest.fixture(scope="module")
def force(tmp_path_factory: pytest.TempPathFactory) -> Force:
    return Force(tmp_path_factory.mktemp("force"))


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


class TestRepeatable:
    def test_the_same_seed_gives_the_same_bytes_in_another_process(self, force: Force, tmp_path: Path) -> None:
        """A process whose hashes are shuffled differently, in another time zone."""
        code = (
            "import sys; from pathlib import Path; from datetime import datetime;"
            "from goldthread.synthetic.force import write;"
            f"write(Path(sys.argv[1]), {SEED}, 'small', datetime.fromisoformat('{ANCHOR.isoformat()}'))"
        )
        elsewhere = {**os.environ, "PYTHONHASHSEED": "99", "TZ": "Asia/Kolkata"}
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=elsewhere, check=True)
        assert digests(tmp_path) == digests(force.folder)

    def test_another_seed_gives_another_force(self, force: Force, tmp_path: Path) -> None:
        write(tmp_path, SEED + 1, "small", ANCHOR)
        assert not set(digests(tmp_path).values()) & set(digests(force.folder).values())

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
    def test_any_present_will_do(self, tmp_path: Path, anchor: datetime) -> None:
        written = write(tmp_path, SEED, "small", anchor)
        for source, file in FILES.items():
            with (tmp_path / file).open("rb") as stream:
                found = list(read(source, stream, anchor))
            assert len(found) == written.rows[source]
            assert sum(isinstance(one, Quarantined) for one in found) == written.quarantined[source]


class TestSize:
    def test_small_is_at_most_ten_thousand_rows_and_four_hundred_children_or_more(self, force: Force) -> None:
        assert force.written.rows.total() <= 10_000
        assert min(force.written.rows.values()) > 2_000
        assert force.written.children >= 400

    def test_it_holds_three_years_and_nothing_later_than_the_anchor(self, force: Force) -> None:
        occurred = [record.occurred_at for record in force.records if record.occurred_at]
        assert max(record.extracted_at for record in force.records) <= ANCHOR
        assert ANCHOR - min(occurred) > timedelta(days=3 * 365 - 7)
        assert ANCHOR - max(occurred) < timedelta(days=3)


class TestInvented:
    def test_identifiers_are_valid_and_were_never_issued(self, force: Force) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for record in force.records:
            for mention in record.mentions:
                for value in mention.values:
                    if value.field.endswith(("_no", "_id", "upn", "phone", "postcode")):
                        assert value.canonical, value
                        found[value.field].add(value.canonical)
        assert all(identifiers.nhs(number).startswith("999") for number in found["nhs_no"])
        assert all(number[1:4] == "000" for number in found["upn"])
        assert all(number.startswith("+447700900") for number in found["phone"])
        assert all(postcode.startswith("ZZ") for postcode in found["postcode"])
        assert {"pnc_id", "cro_no", "social_care_id"} <= found.keys()

    def test_no_two_people_share_a_name_and_a_birth_date(self, force: Force) -> None:
        same = Counter(tuple(person[1:4]) for person in force.truth["people"])
        assert max(same.values()) == 1

    def test_the_only_children_born_on_one_day_in_one_family_are_the_planted_twins(self, force: Force) -> None:
        families: dict[tuple[str | None, ...], set[str]] = defaultdict(set)
        for record in force.records:
            for mention in record.mentions:
                values = {value.field: value.canonical for value in mention.values}
                if mention.key == "subject" and values.get("address") and values.get("birth_date"):
                    person = force.who[record.source, record.source_record_id, mention.key]
                    born = next(p[3] for p in force.truth["people"] if p[0] == person)
                    families[values["address"], values["surname"], born].add(person)
        twins = [people for people in families.values() if len(people) > 1]
        told = force.stories["twins"]["people"]
        assert twins == [{told["alina"], told["alena"]}]


class TestTruth:
    def test_the_rows_that_are_set_aside_are_those_with_a_planted_fault(self, force: Force) -> None:
        for source, outcomes in force.outcomes.items():
            met = [(one.row, one.code) for one in outcomes if isinstance(one, Quarantined)]
            planted = [(s["row"], s["code"]) for s in force.truth["slips"] if s["source"] == source and s["code"]]
            assert met == planted
            assert met

    def test_every_mention_that_is_read_has_its_person_and_no_other_is_told_of(self, force: Force) -> None:
        read_back = {(r.source, r.source_record_id, m.key) for r in force.records for m in r.mentions}
        assert read_back == force.who.keys()
        assert set(force.who.values()) <= {person[0] for person in force.truth["people"]}

    def test_every_kind_of_slip_is_there_about_as_often_as_stated(self, force: Force) -> None:
        rows = force.written.rows.total()
        met = Counter(slip["slip"] for slip in force.truth["slips"])
        for slip, per_thousand in force.truth["slips_per_thousand"].items():
            assert 0.3 * per_thousand < met[slip] / rows * 1000 < 1.7 * per_thousand, slip

    def test_a_row_sent_twice_is_word_for_word_the_same(self, force: Force) -> None:
        for slip in force.truth["slips"]:
            if slip["slip"] == "sent twice":
                raws = [r.raw for r in force.records if r.source_record_id == slip["record"] and r.op == "upsert"]
                assert Counter(raws).most_common(1)[0][1] == 2

    def test_some_late_rows_are_older_than_what_came_before_them(self, force: Force) -> None:
        newest: dict[str, datetime] = {}
        overtaken = 0
        for record in force.records:
            before = newest.get(record.source_record_id, record.source_updated_at)
            overtaken += record.source_updated_at < before
            newest[record.source_record_id] = max(before, record.source_updated_at)
        assert overtaken

    def test_deletes_follow_what_they_delete(self, force: Force) -> None:
        seen: set[str] = set()
        deletes = 0
        for record in force.records:
            if record.op == "delete":
                deletes += 1
                assert record.source_record_id in seen
            seen.add(record.source_record_id)
        assert deletes


class TestStories:
    def test_the_repeat_missing_girl_is_one_name_and_date_in_both_feeds_and_three_boroughs(self, force: Force) -> None:
        girl = force.stories["repeat_missing"]["people"]["girl"]
        ((forename, surname, born),) = force.exact(girl)
        assert (forename, surname) == ("ORLA", "KENTIGERN")
        assert born
        records = [r for r in force.about("repeat_missing") if r.restriction == ""]
        assert {r.borough for r in records} == {"Merrowfield", "Alderbrook", "Stanehithe"}
        assert {r.source for r in records} == {"cad", "merlin"}
        reports = {r.source_record_id for r in records if r.kind == "missing report"}
        assert len(reports) == 7

    def test_she_is_found_where_a_signalled_record_holds_a_man(self, force: Force) -> None:
        records = force.about("repeat_missing")
        (signalled,) = [r for r in records if r.restriction == "signalled"]
        assert signalled.ask == "Jigsaw desk, 24 h"
        assert signalled.subject_categories == ("convicted",)
        place = dict(signalled.facts)["address"]
        assert place in {dict(r.facts).get("found_place") for r in records}
        assert "KENTIGERN" not in str(signalled.mentions)

    def test_the_twins_agree_on_all_but_forename_and_numbers_and_one_record_names_both(self, force: Force) -> None:
        people = force.stories["twins"]["people"]
        (first,), (second,) = force.exact(people["alina"]), force.exact(people["alena"])
        assert first[1:] == second[1:]
        assert first[0] != second[0]
        together = [
            r
            for r in force.about("twins")
            if {people["alina"], people["alena"]}
            <= {force.who[r.source, r.source_record_id, m.key] for m in r.mentions}
        ]
        assert len(together) == 1

    def test_two_girls_share_a_name_and_not_a_birth_date(self, force: Force) -> None:
        people = force.stories["same_name"]["people"]
        (older,), (younger,) = force.exact(people["older"]), force.exact(people["younger"])
        assert older[:2] == younger[:2]
        assert older[2] != younger[2]

    def test_one_boy_has_one_record(self, force: Force) -> None:
        boy = force.stories["one_call"]["people"]["boy"]
        assert [r.source for r in force.about("one_call")] == ["cad"]
        assert list(force.who.values()).count(boy) == 1

    def test_a_boy_has_an_open_record_and_a_hidden_one(self, force: Force) -> None:
        assert sorted(r.restriction for r in force.about("hidden")) == ["", "hidden"]

    def test_the_refuge_is_signalled_and_its_address_is_in_no_open_record(self, force: Force) -> None:
        (record,) = force.about("refuge")
        assert record.restriction == "signalled"
        assert not [r for r in force.records if not r.restriction and "Undercliff" in r.raw]

    def test_the_boy_who_moved_has_records_in_the_old_borough_then_the_new(self, force: Force) -> None:
        records = sorted(force.about("moved"), key=lambda r: r.known_at)
        assert [r.borough for r in records] == ["Oxlade"] * 4 + ["Merrowfield"]

    def test_nobody_picked_up_the_concern(self, force: Force) -> None:
        records = sorted(force.about("nobody_picked_up"), key=lambda r: r.known_at)
        assert [r.source for r in records] == ["merlin", "cad", "cad"]
        facts = dict(records[0].facts)
        assert facts["grade"] == "amber"
        assert not {"shared_to", "shared_at", "outcome"} & facts.keys()
        assert ANCHOR - records[0].known_at > timedelta(days=39)

    def test_no_story_row_has_a_slip(self, force: Force) -> None:
        told = {tuple(pair) for story in force.truth["stories"] for pair in story["records"]}
        assert not told & {(slip["source"], slip["record"]) for slip in force.truth["slips"]}


def test_nothing_an_application_loads_is_in_the_truth_file_only(force: Force) -> None:
    """The feeds hold no person number of the truth file: a reader cannot cheat."""
    for file in FILES.values():
        assert not re.search(r"\bP\d{6}\b", (force.folder / file).read_text(encoding="utf-8"))
