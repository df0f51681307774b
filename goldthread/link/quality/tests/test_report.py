"""The report: shares that hide nothing, sentences for the sender, and what it does not know."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.organisation.models import Borough
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.link.quality.drift import drift_of
from goldthread.link.quality.queries import open_counts
from goldthread.link.quality.report import FAULTS, Report, _code, report_of
from goldthread.link.quality.shares import Share
from goldthread.testing import factories as make


def report(**asked: Any) -> Report:
    with database.transaction():
        return report_of(open_counts(make.reader("analyst"), **asked))


def system(made: Report, source: str = "cad") -> dict[str, Any]:
    return next(row for row in made.systems if row["source"] == source)


def column(made: Report, name: str) -> dict[str, Any]:
    return next(row for row in made.columns if row["column"] == name)


def four_calls() -> None:
    """Three calls that are read and one set aside, then two of them again. Of three children one has no birth date
    and one a wrong NHS number."""
    with database.as_service():
        Borough.objects.get_or_create(code="merrowfield", defaults={"name": "Merrowfield"})
    first = make.cad_row("1/01OCT26")
    second = make.cad_row("2/01OCT26", linked_persons=[make.child(birth_date="", nhs_no="9434765910")])
    third = make.cad_row("3/01OCT26", linked_persons=[make.child(nhs_no="9434765919")], mood="calm")
    bad = make.cad_row("4/01OCT26", linked_persons=[make.child(birth_date="31/02/2011")])
    make.deliver("cad", make.ndjson([first, second, third, bad]))
    make.deliver("cad", make.ndjson([first, second]), "again")


def test_rows_are_counted_with_those_sent_again_and_those_set_aside(db):
    four_calls()
    cad = system(report())
    assert (cad["rows"], cad["mentions"]) == (6, 3)
    assert cad["again"] == Share(2, 6)
    assert cad["aside"] == Share(1, 6)


def test_what_a_person_is_found_by_is_counted_filled_and_valid(db):
    four_calls()
    made = report()
    assert column(made, "linked_persons[].birth_date")["filled"] == Share(2, 3)
    assert column(made, "linked_persons[].surname")["filled"] == Share(3, 3)
    # Of surname, forename, birth date, address and postcode three people have 3 + 3 + 2 + 0 + 0.
    assert system(made)["known_by"] == Share(8, 15)


def test_identifiers_that_fail_their_check_are_counted_by_scheme(db):
    four_calls()
    schemes = {row["scheme"]: row["wrong"] for row in report().schemes}
    assert schemes == {"NHS number": Share(1, 2), "Birth date": Share(0, 2)}


def test_rows_set_aside_are_counted_by_code_with_what_to_do(db):
    four_calls()
    (code,) = report().codes
    assert (code["code"], code["rows"], code["put_right"]) == ("Q-DOB-03", 1, 0)
    assert "there is no such date" in code["words"]
    assert code["remedy"].endswith("replay the row.")


def test_a_fault_reads_as_a_sentence_where_no_row_fills_in_its_field():
    said = [_code({"code": code})["words"] for code in FAULTS]
    assert [words for words in said if "no the" in words] == []
    assert "The row has nothing in a field that must hold something." in said


def test_a_number_that_fails_its_check_is_kept_and_noted_and_not_set_aside(db):
    four_calls()
    made = report()
    (noted,) = made.noted
    assert (noted["code"], noted["rows"]) == ("N-ID-01", 1)
    assert "N-ID-01" not in {row["code"] for row in made.codes}


def test_boroughs_have_their_own_figures_and_a_row_set_aside_has_none(db):
    four_calls()
    (one,) = report().boroughs
    assert (one["borough"], one["rows"], one["mentions"]) == ("Merrowfield", 5, 3)
    assert system(report(borough="Merrowfield"))["rows"] == 5


def test_the_sender_is_told_what_to_put_right_and_where(db):
    four_calls()
    (told,) = report().tell
    said = " ".join(told["words"])
    assert told["desk"] == "Control room"
    assert "1 row set aside, Q-DOB-03." in said
    assert "linked_persons[].nhs_no fails its check in 1 of 2 (50%)." in said
    assert "linked_persons[].birth_date is blank for 1 of 3 people." in said
    assert "New to the format: unknown key mood (1 row)." in said


def test_other_days_are_not_in_it(db):
    four_calls()
    before = clocks.today() - timedelta(days=1)
    assert system(report(first=before, last=before))["rows"] == 0


def test_a_source_that_sent_nothing_is_named_as_not_known(db):
    four_calls()
    silent = next(words for words in report().not_known if words.startswith("Nothing was received"))
    assert "Merlin" in silent
    assert "CAD" not in silent


def test_no_value_that_was_typed_stands_in_the_report(db):
    four_calls()
    make.deliver("cad", make.ndjson([make.cad_row("9/01OCT26", borough="Kentwell", grade="Kentwell")]), "odd")
    assert "kentwell" not in str(report().as_json()).lower()


def test_the_report_costs_the_same_queries_however_much_was_sent(db):
    def queries() -> int:
        by = make.reader("analyst")
        with database.transaction(), CaptureQueriesContext(connections["default"]) as seen:
            report_of(open_counts(by))
        return len(seen)

    four_calls()
    before = queries()
    for number in range(10, 30):
        make.deliver("cad", make.ndjson([make.cad_row(f"{number}/01OCT26", borough=f"Place {number}")]), str(number))
    assert queries() == before <= 12


@pytest.mark.parametrize("role", ["responding_officer", "mash_desk", "partner", "borough_commander"])
def test_the_report_is_for_those_who_keep_feeds_and_data_protection(db, role):
    by = make.reader(role)
    with pytest.raises(Refusal), database.transaction():
        open_counts(by)


def test_data_protection_may_read_it(db):
    by = make.reader("dpo")
    with database.transaction():
        assert open_counts(by).days == []


def test_days_that_cannot_be_and_names_that_are_not_there_are_refused(db):
    by = make.reader("analyst")
    day = date(2026, 10, 1)
    for refused, asked in (
        (NotValid, {"first": day, "last": day - timedelta(days=1)}),
        (NotValid, {"first": day - timedelta(days=2000), "last": day}),
        (NotFound, {"source": "pigeon"}),
        (NotFound, {"borough": "Atlantis"}),
    ):
        with pytest.raises(refused), database.transaction():
            open_counts(by, **asked)


@pytest.mark.parametrize(
    ("n", "of", "words"),
    [
        (0, 0, "none to count"),
        (0, 10, "0%"),
        (1, 1000, "under 1%"),
        (999, 1000, "over 99%"),
        (1000, 1000, "100%"),
        (1, 3, "33%"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(n: int, of: int, words: str):
    assert Share(n, of).words == words


def test_drift_tells_the_column_and_never_the_code_that_was_typed():
    notes = [
        {"code": "warning", "words": 'linked_persons[2].warnings: unknown code "Jess Kentwell" (2)', "remedy": ""},
        {"code": "warning", "words": 'linked_persons[1].warnings: unknown code "a: unknown code" (3)', "remedy": ""},
        {"code": "warning", "words": "unknown column mood (1,204)", "remedy": ""},
        {"code": "F-HEAD-02", "words": "The header lacks surname.", "remedy": ""},
    ]
    found = list(drift_of([{"source": "cad", "notes": notes}]))
    assert [(row["what"], row["rows"]) for row in found] == [
        ("linked_persons[].warnings: a code the format does not have", 5),
        ("unknown column mood", 1204),
    ]
