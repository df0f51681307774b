"""Files in every form: the running example is the same in each, nothing is lost silently, no file does harm."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from goldthread.core.refusals import Refusal
from goldthread.demand.journey.mining import map_of
from goldthread.demand.journey.reading import ocel, tables, unpacking, xes
from goldthread.demand.journey.reading.columns import Columns
from goldthread.demand.journey.reading.forms import read
from goldthread.demand.journey.reading.log import Log
from goldthread.demand.journey.telling import told, told_file
from goldthread.demand.journey.tests import running_example
from goldthread.demand.journey.tests.files import (
    csv_file,
    event,
    ocel_file,
    ocel_text,
    parquet_file,
    trace,
    xes_file,
    xes_text,
)

USUAL = Columns()
HEAD = "case,activity,time\n"
NOON = "2026-01-01T12:00:00Z"


def refused(path: Path, columns: Columns = USUAL, lifecycle: str = "") -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(path, columns, lifecycle)
    return caught.value


def drawn(log: Log, kind: str = "") -> dict[str, Any]:
    return told(map_of(log.events[kind]), None)


@pytest.fixture
def text(tmp_path: Path) -> Callable[[str], Path]:
    """A CSV of this text."""

    def written(held: str | bytes) -> Path:
        path = tmp_path / "events.csv"
        path.write_bytes(held.encode() if isinstance(held, str) else held)
        return path

    return written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("log.csv", csv_file),
        ("log.parquet", parquet_file),
        ("log.xes", xes_file),
        ("log.xes.gz", xes_file),
        ("log.jsonocel", ocel_file),
        ("log.json", ocel_file),
    ],
)
def test_the_running_example_is_the_same_in_every_form(tmp_path: Path, name: str, written: Callable[..., Path]):
    log = read(written(tmp_path / name, running_example.rows()), USUAL)
    (kind,) = log.events
    found = drawn(log, kind)
    letters = {word: letter for letter, word in running_example.WORDS.items()}
    edges = {(letters[edge["from"]], letters[edge["to"]]): edge for edge in found["edges"]}
    counted = {pair: (edge["count"], edge["mean_s"], edge["median_s"]) for pair, edge in edges.items()}
    assert counted == running_example.EDGES
    assert sorted(one["seconds"] for one in found["longest"]) == running_example.SECONDS
    assert (found["cases"], found["events"], found["variants_in_all"]) == (6, 42, 6)
    assert (dict(log.remarks.aside), log.remarks.notes) == ({}, [])


class TestTables:
    def test_columns_are_named_or_have_the_usual_names(self, text: Callable[[str], Path]):
        path = text(f"who,did,when,time\n1,call,{NOON},never\n")
        log = read(path, Columns("who", "did", "when"))
        assert log.columns == {"case": "who", "activity": "did", "time": "when"}
        assert drawn(log)["activities"] == {"call": 1}

    def test_the_usual_names_may_be_spelt_as_a_report_spells_them(self, text: Callable[[str], Path]):
        log = read(text(f"Case ID,Activity,Timestamp\n1,call,{NOON}\n"), USUAL)
        assert log.columns == {"case": "Case ID", "activity": "Activity", "time": "Timestamp"}

    def test_cells_that_no_comma_parts_are_said(self, text: Callable[[str], Path]):
        assert "Save it with commas between the cells." in str(refused(text(f"case;activity;time\n1;call;{NOON}\n")))

    def test_a_name_that_other_tools_would_take_for_a_pattern_is_one_file(self, tmp_path: Path):
        for name, written in (("log[1]*.csv", csv_file), ("log[1]*.parquet", parquet_file)):
            assert drawn(read(written(tmp_path / name, running_example.rows()), USUAL))["events"] == 42

    def test_a_column_that_is_not_there_is_refused_with_those_that_are(self, text: Callable[[str], Path]):
        refusal = refused(text(HEAD), Columns(case="whose"))
        assert (refusal.code, refusal.field) == ("no_such_column", "case")
        assert 'events.csv cannot be read: it has no column "whose".' in str(refusal)
        assert "Give --case one of: case, activity, time." in str(refusal)

    def test_without_a_usual_name_the_column_is_asked_for(self, text: Callable[[str], Path]):
        assert "none of the usual columns for the activity" in str(refused(text("case,did,time\n")))

    def test_two_columns_of_one_name_are_refused(self, text: Callable[[str], Path]):
        assert 'two columns "case"' in str(refused(text(f"case,activity,time,case\n1,call,{NOON},2\n")))

    @pytest.mark.parametrize("bad", ["31/12/2026", "2026-02-30", "yesterday", "1767225600", "2026-01-01T25:00:00Z"])
    def test_an_instant_that_cannot_be_read_is_refused_by_its_row(self, text: Callable[[str], Path], bad: str):
        refusal = refused(text(f"{HEAD}1,call,{NOON}\n1,visit,{bad}\n"))
        assert (refusal.code, refusal.field) == ("unreadable_instant", "time")
        assert f'row 3, time: "{bad}" is not an instant' in str(refusal)
        assert "Write it like 2026-10-24T23:50:00+01:00." in str(refusal)

    def test_instants_are_read_in_every_shape_of_iso_8601(self, text: Callable[[str], Path]):
        shapes = [
            "2026-01-01T12:00:00Z",
            "2026-01-01 12:00:00",
            "2026-01-01T12:00",
            "20260101T120000Z",
            "2026-01-01T13:00:00.000+01:00",
            "2026-01-01T12:00:00.000000000Z",
            " 2026-01-01T07:00:00-0500 ",
        ]
        log = read(text(HEAD + "".join(f"1,call,{shape}\n" for shape in shapes)), USUAL)
        found = drawn(log)
        assert found["first"] == found["last"] == "2026-01-01T12:00:00+00:00"
        assert found["ties"] == {"pairs": 6, "tied": 6, "share": 1.0}
        assert log.remarks.notes == ["Instants without an offset, read as UTC: 2."]

    def test_days_alone_are_midnight_in_utc_and_said(self, text: Callable[[str], Path]):
        log = read(text(f"{HEAD}1,call,2026-01-01\n1,visit,2026-01-02\n"), USUAL)
        assert drawn(log)["edges"][0]["sum_s"] == 86_400
        assert log.remarks.notes == ["Instants without an offset, read as UTC: 2."]

    def test_rows_without_a_case_an_activity_or_a_time_are_set_aside_and_counted(self, text: Callable[[str], Path]):
        rows = f',call,{NOON}\n" ",call,{NOON}\n1,,{NOON}\n1,call,\n1,call\n,,\n1,call,{NOON}\n'
        log = read(text(HEAD + rows), USUAL)
        assert log.remarks.aside == {"no case": 3, "no activity": 1, "no time": 2}
        assert drawn(log)["events"] == 1

    def test_names_are_taken_as_written(self, text: Callable[[str], Path]):
        log = read(text(f'{HEAD}"a, ""b""\nc",Über,{NOON}\nA,über,{NOON}\na,NULL,{NOON}\n'), USUAL)
        found = drawn(log)
        assert {one["case"] for one in found["longest"]} == {'a, "b"\nc', "A", "a"}
        assert set(found["activities"]) == {"Über", "über", "NULL"}

    @pytest.mark.parametrize(
        ("held", "said"),
        [
            (b"", "it is empty"),
            (HEAD.encode(), "it has no event"),
            (HEAD.encode() + b",call,2026-01-01\n", "it has no event (no case 1)"),
            (HEAD.encode() + b"1,caf\xe9,2026-01-01\n", "it is not in UTF-8"),
            (HEAD.encode("utf-16"), "it is in UTF-16"),
            (gzip.compress(HEAD.encode(), mtime=0), "it is packed"),
            (HEAD.encode() + b"1,call,2026-01-01\n1,call, me,2026-01-01\n", "row 3 has more cells than the header"),
            (HEAD.encode() + b'1,"call,2026-01-01\n', "cannot be read"),
            (HEAD.encode() + b'1,"' + b"x" * 200_000, "cannot be read"),
        ],
    )
    def test_what_is_no_csv_is_refused_plainly(self, text: Callable[[bytes], Path], held: bytes, said: str):
        assert said in str(refused(text(held)))

    def test_a_byte_order_mark_is_no_part_of_the_first_column(self, text: Callable[[str], Path]):
        assert drawn(read(text(f"\ufeff{HEAD}1,call,{NOON}\n"), USUAL))["events"] == 1

    def test_parquet_may_number_its_cases_and_leave_its_timestamps_without_a_zone(self, tmp_path: Path):
        path = tmp_path / "log.parquet"
        rows = {
            "case": [7, 7, None],
            "activity": ["call", "visit", "call"],
            "time": [date(2026, 1, day) for day in (1, 3, 4)],
        }
        pl.DataFrame(rows).write_parquet(path)
        log = read(path, USUAL)
        assert drawn(log)["longest"][0]["case"] == "7"
        assert drawn(log)["edges"][0]["sum_s"] == 2 * 86_400
        assert log.remarks.aside == {"no case": 1}
        assert log.remarks.notes == ["Instants without an offset, read as UTC: 3."]

    def test_what_is_finer_than_a_microsecond_is_left_out_and_said(self, tmp_path: Path):
        path = tmp_path / "log.parquet"
        time = pl.Series([1_000, 2_001]).cast(pl.Datetime("ns", "UTC"))
        pl.DataFrame({"case": ["1", "1"], "activity": ["call", "visit"], "time": time}).write_parquet(path)
        log = read(path, USUAL)
        assert drawn(log)["edges"][0]["sum_s"] == 1e-6
        assert log.remarks.notes == ["Instants finer than a microsecond, the rest of them left out: 1."]

    @pytest.mark.parametrize("held", [b"", b"PAR1", b"PAR1" + b"\xff" * 99 + b"PAR1", b"case,activity"])
    def test_what_is_no_parquet_is_refused_plainly(self, tmp_path: Path, held: bytes):
        path = tmp_path / "log.parquet"
        path.write_bytes(held)
        assert "it is not whole Parquet" in str(refused(path))

    @pytest.mark.parametrize(("column", "name"), [("time", "time"), ("case", "case")])
    def test_a_column_of_another_kind_is_refused(self, tmp_path: Path, column: str, name: str):
        held = {"case": ["1"], "activity": ["call"], "time": [datetime(2026, 1, 1, tzinfo=UTC)]}
        path = tmp_path / "log.parquet"
        pl.DataFrame({**held, column: [[1]]}).write_parquet(path)
        refusal = refused(path)
        assert refusal.field == name
        assert f'its column "{column}" holds List(Int64)' in str(refusal)

    def test_an_instant_that_no_calendar_has_is_refused_by_its_row(self, tmp_path: Path):
        path = tmp_path / "log.parquet"
        time = pl.Series([0, 2**62]).cast(pl.Datetime("us", "UTC"))
        pl.DataFrame({"case": ["1", "1"], "activity": ["call", "visit"], "time": time}).write_parquet(path)
        assert "row 2 is outside the years 1 to 9999" in str(refused(path))

    def test_more_rows_than_memory_holds_are_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(tables, "MOST_EVENTS", 41)
        assert "over 41 rows" in str(refused(parquet_file(tmp_path / "log.parquet", running_example.rows())))

    def test_a_column_of_references_given_for_the_activity_is_found_out(self, tmp_path: Path):
        path = tmp_path / "log.parquet"
        references = [str(number) for number in range(66_000)]
        pl.DataFrame({"case": references, "activity": references, "time": [date(2026, 1, 1)] * 66_000}).write_parquet(
            path
        )
        assert "more than 65,535 different activities" in str(refused(path))


class TestXes:
    def test_only_attributes_of_the_event_itself_say_what_it_is(self, tmp_path: Path):
        nested = (
            '<string key="org:resource" value="PC Ali"><string key="concept:name" value="nested"/></string>'
            '<list key="had"><values><string key="concept:name" value="listed"/></values></list>'
            '<container key="in"><date key="time:timestamp" value="1999-01-01T00:00:00Z"/></container>'
        )
        head = '<global scope="event"><string key="concept:name" value="default"/></global>'
        path = xes_text(tmp_path / "log.xes", head + trace("1", event("call", NOON, nested)))
        found = drawn(read(path, USUAL))
        assert (found["activities"], found["first"]) == ({"call": 1}, "2026-01-01T12:00:00+00:00")

    def test_a_trace_may_be_named_after_its_events_or_by_another_key(self, tmp_path: Path):
        late = f'<trace>{event("call", NOON)}<string key="ref" value="R7"/></trace>'
        log = read(xes_text(tmp_path / "log.xes", late), Columns(case="ref"))
        assert drawn(log)["longest"][0]["case"] == "R7"

    def test_a_trace_without_a_name_is_a_case_of_its_own_and_a_name_said_twice_is_one(self, tmp_path: Path):
        nameless = f"<trace>{event('call', NOON)}</trace>"
        inside = nameless + nameless + trace("1", event("call", NOON)) + trace("1", event("visit", NOON)) + trace("2")
        log = read(xes_text(tmp_path / "log.xes", inside), USUAL)
        assert drawn(log)["cases"] == 3
        assert log.remarks.notes == [
            "Traces without concept:name, each taken as a case of its own: 2.",
            "Traces with the concept:name of an earlier one, taken as one case with it: 1.",
            "Traces without an event that counts, in no figure: 1.",
        ]

    def test_events_without_an_activity_or_a_time_and_outside_any_trace_are_set_aside(self, tmp_path: Path):
        inside = event("call", NOON) + trace("1", event("", NOON), "<event/>", event("visit", ""), event("call", NOON))
        log = read(xes_text(tmp_path / "log.xes", inside), USUAL)
        assert log.remarks.aside == {"an event outside any trace": 1, "no activity": 2, "no time": 1}
        assert drawn(log)["events"] == 1

    def test_transitions_are_said_and_one_may_be_chosen(self, tmp_path: Path):
        def step(transition: str) -> str:
            return event("call", NOON, f'<string key="lifecycle:transition" value="{transition}"/>')

        path = xes_text(tmp_path / "log.xes", trace("1", step("start"), step("Complete"), event("visit", NOON)))
        log = read(path, USUAL)
        assert drawn(log)["events"] == 3
        assert "complete 1, none 1, start 1" in log.remarks.notes[0].replace("none 1, complete 1", "complete 1, none 1")
        chosen = read(path, USUAL, "complete")
        assert drawn(chosen)["events"] == 1
        assert chosen.remarks.aside == {"another lifecycle transition": 2}

    def test_an_instant_that_cannot_be_read_is_refused_by_its_line(self, tmp_path: Path):
        refusal = refused(xes_text(tmp_path / "log.xes", trace("1", event("call", "noon"))))
        assert 'line 3, time:timestamp: "noon" is not an instant' in str(refusal)

    @pytest.mark.parametrize(
        "doctype",
        [
            '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
            '<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE log SYSTEM "http://127.0.0.1/log.dtd">',
        ],
    )
    def test_a_document_type_is_refused_before_anything_is_read(self, tmp_path: Path, doctype: str):
        path = tmp_path / "log.xes"
        path.write_text(f'<?xml version="1.0"?>{doctype}<log>{trace("&a;", event("call", NOON))}</log>')
        assert "it declares a document type" in str(refused(path))

    def test_a_packed_file_that_grows_without_measure_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(unpacking, "HARMLESS", 1 << 20)
        path = tmp_path / "log.xes.gz"
        path.write_bytes(gzip.compress(b"<log>" + b" " * (1 << 22)))
        assert "unpacks to more than 200 times its size" in str(refused(path))

    def test_a_packed_file_that_is_cut_short_is_refused(self, tmp_path: Path):
        path = xes_file(tmp_path / "log.xes.gz", running_example.rows())
        path.write_bytes(path.read_bytes()[:-20])
        assert "it is not whole gzip" in str(refused(path))

    def test_elements_that_nest_too_deep_and_tags_that_never_end_are_refused(self, tmp_path: Path):
        path = tmp_path / "log.xes"
        path.write_text("<log>" + "<list>" * 1_000)
        assert "nest more than 100 deep" in str(refused(path))
        path.write_text('<log version="' + "9" * (xes.LONGEST_TAG + (1 << 18)))
        assert "a tag longer than" in str(refused(path))

    @pytest.mark.parametrize(
        ("held", "said"),
        [("", "not whole XML"), ("<log>", "not whole XML"), ("<html/>", "begins with <html>"), ("<log/>", "no event")],
    )
    def test_what_is_no_log_is_refused_plainly(self, tmp_path: Path, held: str, said: str):
        path = tmp_path / "log.xes"
        path.write_text(held)
        assert said in str(refused(path))


def ocel_event(name: str, activity: str, *objects: str, time: str = NOON) -> dict[str, Any]:
    related = [{"objectId": one, "qualifier": "about"} for one in objects]
    return {"id": name, "type": activity, "time": time, "attributes": [], "relationships": related}


class TestOcel:
    OBJECTS = [{"id": name, "type": kind} for name, kind in (("c1", "child"), ("c2", "child"), ("h1", "home"))]

    def test_each_type_of_object_has_its_own_map_and_counts_are_never_added_up(self, tmp_path: Path):
        """One call about two children of one home: each child's journey has it, and so has the home's, once."""
        events = [
            ocel_event("e1", "call", "c1", "c2", "h1"),
            ocel_event("e2", "visit", "c1", time="2026-01-02T12:00:00Z"),
        ]
        log = read(ocel_text(tmp_path / "log.jsonocel", self.OBJECTS, events), USUAL)
        child, home = drawn(log, "child"), drawn(log, "home")
        assert (child["cases"], child["events"]) == (2, 3)
        assert (home["cases"], home["events"]) == (1, 1)
        maps = {kind: map_of(held) for kind, held in log.events.items()}
        file = told_file("log.jsonocel", log, maps, None)
        assert [one["type"] for one in file["types"]] == ["child", "home"]
        assert not {"cases", "events"} & file.keys()

    def test_an_object_that_an_event_names_twice_takes_part_once(self, tmp_path: Path):
        log = read(ocel_text(tmp_path / "log.json", self.OBJECTS, [ocel_event("e1", "call", "c1", "c1")]), USUAL)
        assert drawn(log, "child")["events"] == 1

    def test_what_cannot_be_placed_is_set_aside_and_counted(self, tmp_path: Path):
        events = [
            ocel_event("e1", "call", "c1", "unknown"),
            ocel_event("e2", "call"),
            ocel_event("e3", "", "c1"),
            ocel_event("e4", "call", "c1", time=""),
            ocel_event("", "call", "c1"),
            "no event",
        ]
        log = read(ocel_text(tmp_path / "log.json", [*self.OBJECTS, {"id": "x"}], events), USUAL)
        assert log.remarks.aside == {
            "an object without an id or a type": 1,
            "a relation to an object that is not listed": 1,
            "an event of no object": 1,
            "no activity": 1,
            "no time": 1,
            "an event without an id": 2,
            "an object that no event names": 2,
        }
        assert drawn(log, "child")["events"] == 1

    @pytest.mark.parametrize(
        ("objects", "events", "said"),
        [
            (OBJECTS, [ocel_event("e1", "call", "c1", time="noon")], 'event 1, time: "noon" is not an instant'),
            (OBJECTS, [ocel_event("e1", "call", "c1")] * 2, 'event 2: "e1" is there twice'),
            ([*OBJECTS, {"id": "c1", "type": "home"}], [], 'object 4: "c1" is of two types'),
            (OBJECTS, [], "it has no event"),
            (OBJECTS, {}, "it has no list of events"),
        ],
    )
    def test_what_contradicts_itself_is_refused(self, tmp_path: Path, objects: Any, events: Any, said: str):
        assert said in str(refused(ocel_text(tmp_path / "log.json", objects, events)))

    @pytest.mark.parametrize(
        ("held", "said"),
        [
            ("[" * 100_000, "it nests too deep"),
            ('{"events": ' + "[" * 5_000 + "]" * 5_000 + "}", "it nests too deep"),
            ("{", "it is not JSON"),
            ("9" * 5_000, "it is not JSON"),
            ("[]", "it has no list of objects"),
            (json.dumps({"ocel:events": {}, "ocel:objects": {}}), "it is OCEL 1.0"),
        ],
    )
    def test_what_is_no_ocel_is_refused_plainly(self, tmp_path: Path, held: str, said: str):
        path = tmp_path / "log.jsonocel"
        path.write_text(held)
        assert said in str(refused(path))

    def test_a_file_that_memory_would_not_hold_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(ocel, "LARGEST", 100)
        assert "it is over 100 bytes" in str(refused(ocel_file(tmp_path / "log.json", running_example.rows())))


def test_a_file_is_read_by_its_ending_and_another_is_refused(tmp_path: Path):
    path = tmp_path / "log.xlsx"
    path.touch()
    assert "Name it with one of: .xes, .xes.gz, .csv, .parquet, .jsonocel, .json." in str(refused(path))


def test_what_a_form_knows_nothing_of_is_not_passed_over(tmp_path: Path):
    rows = running_example.rows()
    assert "only XES has" in str(refused(csv_file(tmp_path / "log.csv", rows), USUAL, "complete"))
    assert "OCEL says itself" in str(refused(ocel_file(tmp_path / "log.json", rows), Columns(case="claim")))
