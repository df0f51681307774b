"""A row of outcomes that was set aside is found again, put right on the page, and every attempt at it is kept."""

import csv
import io

import pytest

from goldthread.core import db as database
from goldthread.core.refusals import Clash, NotFound, NotValid, Refusal
from goldthread.respond.sharing import chasing, outcomes, settling
from goldthread.respond.sharing.models import OutcomeFile, OutcomeRow, Share
from goldthread.testing import factories as make

ASKED = "Asked for the code."


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


@pytest.fixture
def share(desk) -> Share:
    reference = make.shared(desk, make.load_child("1/01OCT26"))
    with database.as_service():
        return Share.objects.get(reference=reference)


def load(desk, *rows: dict[str, str], name: str = "back.csv") -> OutcomeFile:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, outcomes.COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return make.outcomes(desk, out.getvalue().encode(), name)


def wrong(share: Share) -> dict[str, str]:
    return {"our_reference": share.reference, "code": "nonsense", "reasons": "A visit."}


def ask(question, *given, **more):
    with database.transaction():
        return question(*given, **more)


def test_a_file_is_found_again_with_what_is_still_set_aside_before_a_newer_one_that_is_done(desk, share):
    first = load(desk, wrong(share), {**wrong(share), "code": "RC8"})
    load(desk, {**wrong(share), "code": "RC8"}, name="later.csv")
    found = ask(settling.outcome_files, desk)["files"]
    assert [one["name"] for one in found] == ["back.csv", "later.csv"]
    assert found[0]["counts"] == {"accepted": 1, "unchanged": 0, "conflict": 0, "set aside": 1, "returned": 0}
    rows = ask(settling.outcome_file, desk, first.pk)["rows"]
    assert [(row["number"], row["result"]) for row in rows] == [(1, "set aside"), (2, "accepted")]
    assert rows[0]["to_do"].startswith("Enter one of the codes")
    assert [row["number"] for row in ask(settling.outcome_file, desk, first.pk, result="accepted")["rows"]] == [2]
    assert ask(chasing.desk_board, desk)["rows_aside"] == 1


def test_a_row_put_right_is_taken_and_what_it_said_at_first_is_kept(desk, share):
    file = load(desk, wrong(share))
    assert ask(settling.take_again, desk, file.pk, 1, {"code": "RC9999"}) == "set aside"
    assert ask(settling.take_again, desk, file.pk, 1, {"code": "referral_assessment"}) == "accepted"
    row = ask(settling.outcome_row, desk, file.pk, 1)
    assert [one["result"] for one in row["attempts"]] == ["set aside", "set aside", "accepted"]
    assert [(one["told"] or {}).get("code") for one in row["attempts"]] == ["nonsense", "RC9999", None]
    assert '"RC9999" is not an outcome.' in row["attempts"][1]["words"]
    assert not row["is_open"]
    assert ask(settling.outcome_file, desk, file.pk)["counts"]["accepted"] == 1
    with database.as_service():
        share.refresh_from_db()
    assert (share.outcome, ask(chasing.desk_board, desk)["rows_aside"]) == ("referral_assessment", 0)


@pytest.mark.parametrize(("code", "result"), [("referral_assessment", "unchanged"), ("contact_nfa", "conflict")])
def test_a_row_put_right_after_another_answer_is_unchanged_or_in_conflict(desk, share, code, result):
    file = load(desk, wrong(share), {**wrong(share), "code": "referral_assessment"})
    assert ask(settling.take_again, desk, file.pk, 1, {"code": code}) == result


def test_a_row_settled_since_it_was_seen_is_not_taken_twice(desk, share):
    file = load(desk, wrong(share), wrong(share))
    ask(settling.take_again, desk, file.pk, 1, {"code": "RC9999"})
    with pytest.raises(Clash):
        ask(settling.take_again, desk, file.pk, 1, {"code": "RC8"}, attempt=1)
    ask(settling.return_row, desk, file.pk, 2, ASKED)
    with pytest.raises(Clash):
        ask(settling.take_again, desk, file.pk, 2, {"code": "RC8"})
    with database.as_service():
        assert OutcomeRow.objects.filter(number=2).count() == 2


def test_a_row_is_returned_to_its_sender_with_what_they_were_asked(desk, share):
    file = load(desk, wrong(share))
    with pytest.raises(NotValid):
        ask(settling.return_row, desk, file.pk, 1, " ")
    assert ask(settling.return_row, desk, file.pk, 1, ASKED, attempt=1) == "returned"
    last = ask(settling.outcome_row, desk, file.pk, 1)["attempts"][-1]
    assert (last["words"], last["by"]) == (ASKED, str(desk.officer))


def test_the_sender_gets_the_rows_still_set_aside_as_they_came_with_field_and_why_and_no_formula(desk, share):
    told = {**wrong(share), "reasons": "=1+1"}
    file = load(desk, told, told, {**told, "code": "RC8", "reasons": ""})
    ask(settling.return_row, desk, file.pk, 1, ASKED)
    [row] = csv.DictReader(io.StringIO(ask(settling.rows_for_sender, desk, file.pk).removeprefix("\ufeff")))
    assert tuple(row) == ("row", *outcomes.COLUMNS, "field", "words")
    assert (row["row"], row["code"], row["reasons"], row["field"]) == ("2", "nonsense", "'=1+1", "code")


def test_nobody_but_the_desk_sees_or_settles_what_was_set_aside(desk, share):
    file = load(desk, wrong(share))
    for role in ("partner", "responding_officer", "analyst"):
        other = make.reader(role)
        for question, *given in (
            (settling.outcome_files,),
            (settling.outcome_file, file.pk),
            (settling.outcome_row, file.pk, 1),
            (settling.take_again, file.pk, 1, {"code": "RC8"}),
            (settling.return_row, file.pk, 1, ASKED),
            (settling.rows_for_sender, file.pk),
        ):
            with pytest.raises(Refusal):
                ask(question, other, *given)


def test_what_is_not_there_is_said(desk, share):
    file = load(desk, wrong(share))
    for number in (0, 9, 10**12):
        with pytest.raises(NotFound):
            ask(settling.outcome_row, desk, file.pk, number)
    with pytest.raises(NotFound):
        ask(settling.outcome_file, desk, share.pk)
    with pytest.raises(NotValid):
        ask(settling.outcome_file, desk, file.pk, result="lost")
