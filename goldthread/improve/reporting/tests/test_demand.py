"""Demand is told out of the areas' own figures: three endings apart, who waits still named, no invented source."""

from goldthread.core.areas.measuring import Counted
from goldthread.improve.reporting import demand_told
from goldthread.improve.reporting.areas_told import Measured
from goldthread.improve.reporting.document import Block, Document, Table, sentences_of
from goldthread.improve.reporting.making import Maker
from goldthread.improve.reporting.outside import for_outside
from goldthread.improve.reporting.shown import plain
from goldthread.improve.reporting.tests.report_help import SINCE, UNTIL
from goldthread.respond.concern.figures import INDICATORS
from goldthread.respond.missing.figures import INDICATORS as OF_MISSING

# Recorded; of how many how many were not shared, closed unassessed, closed after assessing, and open over 28 days.
MADE = {"Merrowfield": (100, (10, 90), (20, 60), (6, 30), (5, 12)), "Oxlade": (40, (4, 30), (3, 20), (2, 8), (0, 6))}


def counted(borough: str, numbers: tuple) -> list[Counted]:
    recorded, *shares = numbers
    names = ("unshared", "nfa_unassessed", "nfa_assessed", "open_over_28")
    return [
        Counted("taken", borough, "", recorded - 8, recorded, 600.0, 7200.0),
        *(Counted(name, borough, "", *share) for name, share in zip(names, shares, strict=True)),
    ]


def made() -> Document:
    """Two boroughs, their total, 300 reports of 90 missing children, and nothing yet seen by social care."""
    whole = tuple(
        sum(parts) if isinstance(parts[0], int) else tuple(map(sum, zip(*parts, strict=True)))
        for parts in zip(*MADE.values(), strict=True)
    )
    rows = [one for name, numbers in {"": whole, **MADE}.items() for one in counted(name, numbers)]
    rows.append(Counted("graded", "", "", 120, 140, 900.0, 9000.0))
    rows.append(Counted("seen_by_care", "", "", 0, 80))
    concern = Measured("concern", "Concerns", INDICATORS, tuple(rows))
    missing = Measured("missing", "Missing", OF_MISSING, (Counted("MIS-I02", "", "", 300, 90),))
    maker = Maker(SINCE, UNTIL)
    sections = tuple(demand_told.told(maker, [concern, missing]))
    return Document("Report", "A quarter", "Thornmere", "2017-Q1", SINCE, UNTIL, UNTIL, sections, maker.figures,
                    tuple(maker.sums))  # fmt: skip


def in_words(document: Document) -> str:
    return " ".join(plain(document, one) for section in document.sections for block in section.blocks
                    for one in sentences_of(block))  # fmt: skip


def test_what_came_in_is_told_with_how_it_ended_and_the_three_endings_are_not_added():
    said = in_words(made())
    assert "140 notifications about children were recorded." in said
    assert "Children were reported missing 300 times, 90 children." in said
    assert "Not shared: 14 of 120 notifications shared or closed unshared, 12%." in said
    assert "Closed by the authority without assessing: 23 of 80 notifications with an outcome, 29%." in said
    assert "Assessed by the authority, then closed: 8 of 38" in said
    assert "45" not in said  # the three together
    assert "Still open, and for over 28 days: 5 of 18." in said


def test_the_longest_wait_stands_first_and_what_nobody_came_to_is_not_known():
    said = in_words(made())
    assert said.index("Until graded: half within 15 min, nine in ten within 2 h 30 min.") < said.index(
        "Until taken: half"
    )
    assert "who waits still is not in them" in said
    assert "Until seen by social care: none yet, of 80." in said


def test_of_a_quarter_in_which_none_came_no_ending_is_told():
    maker = Maker(SINCE, UNTIL)
    concern = Measured("concern", "Concerns", INDICATORS, ())
    blocks = next(demand_told.told(maker, [concern])).blocks
    assert [plain_of(one) for one in blocks] == ["No notification about a child was recorded here in this time."]
    assert not list(demand_told.told(maker, []))


def plain_of(block: Block) -> str:
    return " ".join(str(one) for sentence in sentences_of(block) for one in sentence)


def test_by_which_source_it_came_is_said_not_to_be_known():
    assert "By source is not known" in in_words(made())


def test_a_boroughs_small_number_follows_from_no_other_outside_the_force():
    document = for_outside(made(), 5)
    table = next(block for section in document.sections for block in section.blocks if isinstance(block, Table))
    ended = [plain(document, row[2]) for row in table.rows]
    assert ended == ["not shown", "not shown"]  # 4 of 30 in Oxlade; with the total Merrowfield's would tell it
    assert [plain(document, row[1]) for row in table.rows] == ["100", "40"]
