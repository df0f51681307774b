"""The engine, on the running example, on logs drawn by chance beside a slow reckoning, and at its edges."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.demand.journey.events import Events, TooManyActivities
from goldthread.demand.journey.map import Map
from goldthread.demand.journey.mining import NoEvents, map_of
from goldthread.demand.journey.telling import told
from goldthread.demand.journey.tests import running_example
from goldthread.demand.journey.tests.running_example import WORDS, Row
from goldthread.demand.journey.tests.slowly import reckoned

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def map_from(rows: list[Row]) -> Map:
    return map_of(Events.of(rows))


def at(days: float) -> datetime:
    return BEGIN + days * DAY


def gists(drawn: Map) -> dict[str, Any]:
    """What a map says, in the form of the slow reckoning."""
    return {
        "cases": drawn.cases,
        "events": drawn.events,
        "activities": drawn.happened,
        "start": drawn.starts,
        "end": drawn.ends,
        "edges": {(edge.before, edge.after): vars(edge.spread) for edge in drawn.edges},
        "variants": {variant.activities: variant.count for variant in drawn.variants.most()},
        "throughput": vars(drawn.throughput),
        "rework": drawn.rework,
        "reworked": drawn.reworked,
        "tied": drawn.tied,
    }


# Few cases, few activities and few instants, so that ties, loops and equal variants are common.
LOGS: st.SearchStrategy[list[Row]] = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3", "ten"]),
        st.sampled_from(["a", "b", "c", "d d"]),
        st.sampled_from([0, 0, 1, 2, 3, 3.000001, 40, -9000.5]).map(at),
    ),
    min_size=1,
    max_size=40,
)


def test_the_running_example_comes_out_to_the_last_figure():
    drawn = map_from(running_example.rows())
    letters = {word: letter for letter, word in WORDS.items()}
    edges = {(letters[edge.before], letters[edge.after]): edge.spread for edge in drawn.edges}
    found = {pair: (spread.count, spread.mean_s, spread.median_s) for pair, spread in edges.items()}
    assert found == running_example.EDGES
    assert (drawn.cases, drawn.events, drawn.pairs, drawn.tied) == (6, 42, 36, 0)
    assert drawn.starts == {"register request": 6}
    assert drawn.ends == {WORDS[letter]: times for letter, times in running_example.ENDS.items()}
    assert sorted(journey.seconds for journey in drawn.journeys.longest()) == running_example.SECONDS
    assert len(drawn.variants) == 6
    assert [variant.count for variant in drawn.variants.most()] == [1] * 6
    assert drawn.rework == {WORDS[letter]: times for letter, times in running_example.REWORK.items()}
    assert drawn.reworked == 2
    assert drawn.self_loops == {}


def test_the_edge_that_holds_most_time_stands_first():
    drawn = map_from(running_example.rows())
    totals = [edge.spread.sum_s for edge in drawn.edges]
    assert totals == sorted(totals, reverse=True)
    assert (drawn.edges[0].before, drawn.edges[0].after) == ("decide", "pay compensation")
    assert totals[0] == 3 * 514160


def test_a_quantile_is_linear_between_ranks():
    """Of 0, 10, 20 and 40 days numpy says 37 for the 95th percentile, and the nearest rank would be 40."""
    rows = [(str(case), activity, at(day)) for case, gap in enumerate((0, 10, 20, 40)) for activity, day in
            (("found", 0), ("interviewed", gap))]  # fmt: skip
    spread = map_from(rows).edges[0].spread
    assert (spread.median_s, spread.p95_s) == (15 * 86_400, 37 * 86_400)


@settings(deadline=None)
@given(LOGS)
def test_every_figure_is_that_of_a_slow_reckoning(rows: list[Row]):
    found, slow = gists(map_from(rows)), reckoned(rows)
    assert found.pop("throughput") == pytest.approx(slow.pop("throughput"), abs=1e-6)
    edges, slow_edges = found.pop("edges"), slow.pop("edges")
    assert edges.keys() == slow_edges.keys()
    for pair, spread in edges.items():
        assert spread == pytest.approx(slow_edges[pair], abs=1e-6)
    assert found == slow


@settings(deadline=None)
@given(LOGS)
def test_edges_and_cases_make_up_the_events(rows: list[Row]):
    drawn = map_from(rows)
    assert sum(edge.spread.count for edge in drawn.edges) + drawn.cases == drawn.events == len(rows)
    assert sum(drawn.starts.values()) == sum(drawn.ends.values()) == drawn.cases
    assert sum(variant.count for variant in drawn.variants.most()) == drawn.cases


@settings(deadline=None)
@given(LOGS, st.randoms(use_true_random=False))
def test_an_order_of_rows_that_keeps_ties_changes_nothing(rows: list[Row], chance: random.Random):
    places = {row[:1] + row[2:]: [] for row in rows}
    mixed = list(rows)
    chance.shuffle(mixed)
    for row in rows:
        places[row[:1] + row[2:]].append(row)
    kept = [places[row[:1] + row[2:]].pop(0) for row in mixed]
    assert told(map_from(kept), None) == told(map_from(rows), None)


@settings(deadline=None)
@given(LOGS, LOGS)
def test_two_logs_without_a_case_in_common_add_up(ones: list[Row], others: list[Row]):
    apart = [(f"other {case}", activity, instant) for case, activity, instant in others]
    one, other, both = map_from(ones), map_from(apart), map_from(ones + apart)
    assert both.cases == one.cases + other.cases
    for counts in ("happened", "starts", "ends", "rework"):
        names = getattr(one, counts).keys() | getattr(other, counts).keys()
        added = {name: getattr(one, counts).get(name, 0) + getattr(other, counts).get(name, 0) for name in names}
        assert getattr(both, counts) == added
    assert edge_counts(both) == added_up(edge_counts(one), edge_counts(other))
    assert both.tied == one.tied + other.tied


def edge_counts(drawn: Map) -> dict[tuple[str, str], int]:
    return {(edge.before, edge.after): edge.spread.count for edge in drawn.edges}


def added_up(one: dict[Any, int], other: dict[Any, int]) -> dict[Any, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in one.keys() | other.keys()}


def test_between_events_at_one_instant_the_order_of_arrival_decides():
    one = map_from([("1", "call", at(0)), ("1", "visit", at(1)), ("1", "report", at(1))])
    other = map_from([("1", "report", at(1)), ("1", "visit", at(1)), ("1", "call", at(0))])
    assert one.variants.most()[0].activities == ("call", "visit", "report")
    assert other.variants.most()[0].activities == ("call", "report", "visit")
    assert (one.tied, one.pairs) == (1, 2)


def test_an_activity_right_after_itself_is_a_loop_and_is_rework_once():
    drawn = map_from([("1", "call", at(0)), ("1", "call", at(1)), ("1", "call", at(2)), ("2", "call", at(0))])
    assert drawn.self_loops == {"call": 2}
    assert (drawn.rework, drawn.reworked) == ({"call": 1}, 1)


def test_a_case_of_one_event_begins_and_ends_with_it_and_has_no_edge():
    drawn = map_from([("1", "call", at(0))])
    assert (drawn.starts, drawn.ends, drawn.edges) == ({"call": 1}, {"call": 1}, [])
    assert drawn.throughput.sum_s == 0
    assert told(drawn, None)["ties"] == {"pairs": 0, "tied": 0, "share": None}


def test_variants_are_ranked_by_count_then_as_they_read_and_show_one_case():
    rows = [(case, activity, at(day)) for case, way in (("9", "ab"), ("10", "ab"), ("3", "b"), ("4", "a")) for
            day, activity in enumerate(way)]  # fmt: skip
    found = [(variant.activities, variant.count, variant.example) for variant in map_from(rows).variants.most()]
    assert found == [(("a", "b"), 2, "10"), (("a",), 1, "4"), (("b",), 1, "3")]
    assert [variant.count for variant in map_from(rows).variants.most(1)] == [2]


def test_the_longest_journeys_are_ranked_by_time_then_by_name():
    rows = [(case, activity, at(day)) for case, last in (("b", 2), ("a", 2), ("c", 5), ("d", 1)) for
            activity, day in (("call", 0), ("end", last))]  # fmt: skip
    assert [journey.case for journey in map_from(rows).journeys.longest(2)] == ["c", "a"]
    assert [journey.case for journey in map_from(rows).journeys.longest()] == ["c", "a", "b", "d"]


def test_a_sum_that_no_64_bits_of_microseconds_hold_is_exact():
    """200 cases of 9,000 years are some 5.7e19 microseconds; a signed 64-bit sum ends at 9.2e18."""
    first, last = datetime(1, 1, 1, tzinfo=UTC), datetime(9001, 1, 1, tzinfo=UTC)
    rows = [(str(case), *step) for case in range(200) for step in (("call", first), ("end", last))]
    spread = map_from(rows).edges[0].spread
    assert spread.sum_s == 200 * (last - first).total_seconds()
    assert spread.mean_s == (last - first).total_seconds()


@pytest.mark.parametrize("finer", [timedelta(0), timedelta(milliseconds=1), timedelta(microseconds=1)])
def test_the_order_holds_whether_or_not_64_bits_hold_case_and_instant(finer: timedelta):
    """Some 9,000 years in microseconds are 58 bits, and 100 cases are 7."""
    first, last = datetime(1, 1, 1, tzinfo=UTC), datetime(9001, 1, 1, tzinfo=UTC) + finer
    cases = [str(case) for case in range(100)]
    rows = [
        (case, activity, when) for activity, when in (("end", last), ("call", first), ("wait", first)) for case in cases
    ]
    assert map_from(rows).variants.most()[0].activities == ("call", "wait", "end")
    assert gists(map_from(rows))["variants"] == reckoned(rows)["variants"]


def test_without_events_there_is_no_map():
    with pytest.raises(NoEvents):
        map_from([])


def test_more_activities_than_a_process_has_are_not_taken():
    with pytest.raises(TooManyActivities):
        Events.of(("1", f"activity {number}", BEGIN) for number in range(65_536))
