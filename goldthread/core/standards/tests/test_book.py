"""A force may tighten what is not its own, loosen it only with a reason, and never law; a rule is that of its day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from goldthread.core.refusals import Refusal
from goldthread.core.standards.book import Book, open_book
from goldthread.core.standards.due import in_words, may_be_later, read_due
from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.here import area_rules
from goldthread.core.standards.marks import Mark
from goldthread.core.standards.profiles import read_profile
from goldthread.core.standards.reading import read_clocks, register
from goldthread.core.standards.rules import Value

MET = read_profile("met")


def own(standard: str, due: str, mark: Mark, **more) -> Book:
    value = Value(read_due(due), mark, "Our order", True, profile="met", **more)
    return Book(replace(MET, values=((standard, value),)))


def test_law_is_never_loosened():
    with pytest.raises(StandardsFault, match="PP-C01 is fixed"):
        own("PP-C01", "E 96h", Mark.LAW, reason="We are busy", by="Chief")


def test_law_may_be_tightened():
    assert str(own("PP-C01", "E 48h", Mark.LOCAL).in_force("PP-C01", date(2026, 1, 1)).due) == "E 48h"


def test_a_fixed_rule_of_guidance_is_not_loosened_even_with_a_reason():
    with pytest.raises(StandardsFault, match="MIS-C15 is fixed"):
        own("MIS-C15", "E 96h", Mark.STAT, reason="No interviewers", by="Chief")


@pytest.mark.parametrize(("standard", "due"), [("csc.icpc", "WD 20"), ("iioc.m", "CAL 21")])
def test_guidance_is_loosened_only_with_a_reason_and_a_name(standard, due):
    with pytest.raises(StandardsFault, match="needs a reason"):
        own(standard, due, Mark.NAT, from_on=date(2023, 1, 1))
    book = own(standard, due, Mark.NAT, from_on=date(2023, 1, 1), reason="One van", by="Chief superintendent")
    assert str(book.in_force(standard, date(2026, 1, 1)).due) == due


@pytest.mark.parametrize(
    ("new", "old", "later"),
    [
        ("E 48h", "E 72h", False),
        ("E 96h", "E 72h", True),
        ("WD 1", "E 24h", True),  # a weekend between
        ("E 4h or latest_time", "E 4h", False),
        ("E 4h", "E 4h or latest_time", True),
        ("BEFORE CAL 10 departure_at", "BEFORE CAL 7 departure_at", False),
        ("BEFORE CAL 3 departure_at", "BEFORE CAL 7 departure_at", True),
        ("E 60m", "NONE", False),
        ("NONE", "E 60m", True),
    ],
)
def test_a_limit_is_later_unless_it_is_shown_not_to_be(new, old, later):
    assert may_be_later(read_due(new), read_due(old)) is later


@pytest.mark.parametrize("written", ["E", "E 0h", "WD 0", "WD -1", "CAL x", "AT", "SOON", "BEFORE 7 departure_at", ""])
def test_what_is_no_limit_is_said_to_be_none(written):
    with pytest.raises(ValueError, match=r"is not a limit|has no length"):
        read_due(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("E 90m", "1 hour 30 minutes"),
        ("E 4h or latest_time", "4 hours, or latest time if sooner"),
        ("DESK 4h", "4 hours with the desk open"),
        ("WD 1", "1 working day"),
        ("WD_INCL 45", "45 working days, the first day counted"),
        ("CAL 0", "the same day"),
        ("MONTHS 3", "3 months"),
        ("BEFORE CAL 7 departure_at", "7 days before departure"),
        ("AGE 16 born_on", "at age 16"),
        ("AT tour_end", "at tour end"),
        ("NONE", "as soon as practicable"),
    ],
)
def test_a_limit_is_said_in_words(written, said):
    assert in_words(read_due(written)) == said


def test_an_old_case_is_judged_by_the_rule_of_its_day():
    book = open_book("met")
    assert book.setting("missing.definition", date(2013, 1, 1)) == "PRE2013"
    # London launched the absent category on 14 July 2014, a year after the national change.
    assert book.setting("missing.definition", date(2014, 7, 13)) == "PRE2013"
    assert book.setting("missing.definition", date(2014, 7, 14)) == "MISSING_ABSENT_2013"
    assert book.setting("missing.definition", date(2017, 1, 1)) == "CONTINUUM_2017"
    assert book.setting("cse.protocol", date(2016, 2, 1)) == "lon_cse_2015"


def test_a_rule_not_in_force_is_refused_by_name():
    with pytest.raises(Refusal) as refused:
        open_book("met").in_force("bail.initial", date(2022, 10, 27))
    assert refused.value.code == "not_in_force"
    assert "28 October 2022" in refused.value.words


def test_a_what_if_changes_its_own_book_only():
    book = open_book("met")
    asked = book.what_if({"MIS-C15": "E 24h"})
    assert str(asked.in_force("MIS-C15", date(2026, 1, 1)).due) == "E 24h"
    assert str(book.in_force("MIS-C15", date(2026, 1, 1)).due) == "E 72h"


def test_a_number_of_ours_can_be_breached_only_once_adopted():
    book = open_book("thornmere")
    assert not book.in_force("MIS-C02", date(2025, 1, 5)).can_be_breached
    assert book.in_force("MIS-C02", date(2025, 1, 6)).can_be_breached
    assert not book.in_force("MIS-C04.high", date(2026, 1, 6)).can_be_breached
    assert book.in_force("PP-C01", date(2026, 1, 6)).can_be_breached


def test_a_profile_may_choose_another_reading_of_a_clock():
    assert open_book("thornmere").chosen("mash.amber") == "mash.amber.wd"
    assert open_book("met").chosen("mash.amber") == "mash.amber"


def test_every_clock_has_a_sentence_a_stop_and_a_source():
    rules = [*register().values(), *area_rules()]
    assert len(register()) == 194
    for rule in rules:
        assert rule.sentence.endswith("."), rule.id
        assert rule.stops, rule.id
        assert rule.values[0].source, rule.id
        assert rule.fixed or rule.values[0].mark is not Mark.LAW, rule.id
        assert (rule.values[0].verified is None) <= (rule.values[0].mark is Mark.DEFAULT), rule.id


GOOD = """subject: s
title: T
clocks:
  - {id: a, title: A, sentence: A., start: x_at, stops: [y_at], due: E 1h, mark: DEFAULT, source: Ours.}
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("due: E 1h", "due: E one", "is not a limit"),
        ("mark: DEFAULT", "mark: MAYBE", "MAYBE is not a mark"),
        ("stops: [y_at]", "stops: []", "stops must be a list"),
        ("stops: [y_at]", "stops: [x_at]", "both starts and stops"),
        ("source: Ours.", "sauce: Ours.", "sauce is no key here"),
        ("title: A,", "title: 5,", "title must be words"),
        ("start: x_at", "start: x_at, from: soon", "from must be a date"),
        ("clocks:", "clocks: [", "cannot be read"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_the_place(tmp_path: Path, old, new, words):
    path = tmp_path / "s.yaml"
    path.write_text(GOOD)
    assert [rule.id for rule in read_clocks(path)] == ["a"]
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(StandardsFault, match=words) as fault:
        list(read_clocks(path))
    assert "s.yaml" in str(fault.value)


def test_a_profile_that_names_no_standard_is_refused(tmp_path: Path):
    path = tmp_path / "own.yaml"
    path.write_text("id: own\nname: Own\nadopted:\n  - {standard: NO-1, post: ACC, name: A, from: 2025-01-01}\n")
    with pytest.raises(StandardsFault, match="NO-1"):
        open_book(str(path))
    with pytest.raises(StandardsFault, match="no such profile"):
        open_book("nowhere")
