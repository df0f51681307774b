"""What is shared leaves once, with proof, by mail or file; what comes back by file is taken row by row."""

import csv
import io
import json
from datetime import timedelta

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.alerts.models import Alert
from goldthread.core.alerts.tests.fakes import relay
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.models import Case
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.respond.sharing import chasing, outcomes, sending, settling
from goldthread.respond.sharing.models import OutcomeFile, Sending, Share
from goldthread.testing import factories as make


@pytest.fixture
def desk(db):
    return make.reader("mash_desk")


def shared(desk, **changes) -> Share:
    with database.as_service():
        n = Share.objects.count()
    code = make.load_child(f"{n + 1}/01OCT26", surname=f"Kent{chr(97 + n)}ell", birth_date=f"201{n}-05-11")
    reference = make.shared(desk, code, **changes)
    with database.as_service():
        return Share.objects.get(reference=reference)


def again(share: Share) -> Share:
    with database.as_service():
        return Share.objects.get(pk=share.pk)


def load(desk, *rows: dict[str, str], name: str = "back.csv") -> dict:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, outcomes.COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    file = make.outcomes(desk, out.getvalue().encode(), name)
    with database.transaction():
        return settling.outcome_file(desk, file.pk)


def test_what_goes_by_file_goes_into_one_file_for_each_authority_once_and_the_manifest_counts_it(desk, tmp_path):
    first, second = shared(desk, route="file"), shared(desk, route="file")
    done = sending.write_files(tmp_path)
    [file] = done["files"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / file["file"]).read_text())))
    assert [row["reference"] for row in rows] == [first.reference, second.reference]
    assert rows[0]["summary"] == "Alone at night."
    assert json.loads((tmp_path / "manifest.json").read_text()) == [file]
    assert file["sha256"] in again(first).receipt
    assert sending.write_files(tmp_path)["files"] == []
    assert len(json.loads((tmp_path / "manifest.json").read_text())) == 1


def test_a_run_that_was_stopped_writes_the_same_file_again(desk, tmp_path):
    shared(desk, route="file")
    sending._batch("merrowfield")  # as far as it got: the file was named, and not written
    with database.as_service():
        batch = Sending.objects.get().batch
    shared(desk, route="file")
    files = sending.write_files(tmp_path)["files"]
    assert sorted(one["rows"] for one in files) == [1, 1]
    assert any(batch in one["file"] for one in files)


def test_a_mail_that_cannot_go_is_tried_again_and_the_desk_is_told_and_nothing_is_lost(desk):
    share = shared(desk, route="mail")
    for _ in range(4):
        with database.as_service():
            Sending.objects.update(next_attempt_at=clocks.now() - timedelta(seconds=1))
        assert sending.send_mails() == {"sent": 0, "failed": 1}
    with database.as_service():
        waits = Sending.objects.get()
    assert waits.next_attempt_at is not None
    assert "No mail relay is named" in waits.failed_words
    assert Alert.objects.filter(kind="concern.not_sent", case_reference=share.case_reference).count() == 1


def test_a_mail_goes_to_the_authoritys_own_address_by_a_relay_that_is_allowed(desk, monkeypatch):
    share = shared(desk, route="mail")
    with relay() as held:
        monkeypatch.setenv("GOLDTHREAD_SECURE_MAIL", f"smtp://127.0.0.1:{held.port}?from=desk@force.example.org")
        monkeypatch.setenv("GOLDTHREAD_OUTBOUND", "127.0.0.1")
        assert sending.send_mails() == {"sent": 1, "failed": 0}
    assert "To: mash@merrowfield.example.org" in held.letters[0]
    assert "Alone at night." in held.letters[0]
    assert again(share).receipt.startswith("<")


def test_each_row_of_a_file_is_accepted_unchanged_in_conflict_or_set_aside_with_its_field(desk):
    share = shared(desk)
    told = {"our_reference": share.reference, "code": "referral_assessment", "reasons": "A visit."}
    found = load(
        desk,
        told,
        told,
        {**told, "code": "contact_nfa"},
        {**told, "our_reference": "S-BBBBBBB"},
        {**told, "code": "nonsense"},
        {**told, "stage": "contact"},
        {"our_reference": "", "code": "RC8"},
    )
    assert found["counts"] == {"accepted": 1, "unchanged": 1, "conflict": 1, "set aside": 4, "returned": 0}
    aside = {row["number"]: row["field"] for row in found["rows"] if row["result"] == "set aside"}
    assert aside == {4: "our_reference", 5: "code", 6: "stage", 7: "our_reference"}
    assert again(share).outcome == "referral_assessment"
    with database.as_service():
        assert Case.objects.get(reference=share.case_reference).state == "decided"


def test_the_same_file_again_changes_nothing_and_the_concerns_own_number_will_do(desk):
    share = shared(desk)
    row = {"our_reference": share.case_reference, "code": "RC8"}
    assert load(desk, row)["counts"]["accepted"] == 1
    assert load(desk, row)["counts"] == {"accepted": 0, "unchanged": 1, "conflict": 0, "set aside": 0, "returned": 0}


@pytest.mark.parametrize("content", [b"", b"reference,outcome\n", b"\xff\xfe", b"our_reference,code\n\0,RC8\n"])
def test_a_file_that_is_no_such_form_is_refused_whole(desk, content):
    with pytest.raises(NotValid) as refused, database.transaction():
        outcomes.hand_in(desk, "x.csv", content)
    assert refused.value.field == "file"
    with database.as_service():
        assert OutcomeFile.objects.count() == 0


def test_nobody_but_the_desk_hands_in_outcomes(db):
    for role in ("partner", "responding_officer", "analyst"):
        with pytest.raises(Refusal), database.transaction():
            outcomes.hand_in(make.reader(role), "x.csv", b"our_reference,code\n")


def test_what_is_late_is_asked_for_again_with_one_press_and_once_a_day(desk):
    share = shared(desk, route="file")
    shared(desk, route="file")
    later = clocks.now() + timedelta(days=20)
    with clocks.held_at(later):
        with database.transaction():
            [waiting] = chasing.desk_board(desk)["authorities"]
            assert (waiting["code"], waiting["late"]) == ("merrowfield", 2)
            assert chasing.chase_authority(desk, "merrowfield") == 2
        with pytest.raises(Refusal), database.transaction():
            chasing.chase_authority(desk, "merrowfield")
    assert again(share).chases == 1
    with database.as_service():
        assert Sending.objects.filter(what="chase").count() == 2


def test_what_is_not_late_is_not_chased(desk):
    shared(desk)
    with pytest.raises(Refusal), database.transaction():
        chasing.chase_authority(desk, "merrowfield")


def test_a_strategy_discussion_that_was_asked_for_stands_on_the_board(desk):
    share = shared(desk)
    asked = {"strategy_urgent": "yes", "strategy_whom": "Duty manager", "why": "A second injury."}
    with database.transaction():
        move_case(desk, share.case_reference, "ask_for_strategy", answers=asked)
    with database.transaction():
        [listed] = chasing.desk_board(desk)["strategy"]
    assert (listed["case_reference"], listed["is_urgent"]) == (share.case_reference, True)
    held = {"strategy_on": clocks.today().isoformat(), "why": "A joint enquiry begins."}
    with database.transaction():
        move_case(desk, share.case_reference, "strategy_held", answers=held)
    with database.transaction():
        assert chasing.desk_board(desk)["strategy"] == []


def test_what_came_of_a_discussion_is_recorded_of_one_that_was_asked_for(desk):
    share = shared(desk)
    held = {"strategy_on": clocks.today().isoformat(), "why": "It was held."}
    with pytest.raises(Clash), database.transaction():
        move_case(desk, share.case_reference, "strategy_held", answers=held)


def test_a_cell_that_a_spreadsheet_would_run_is_kept_as_text(desk, tmp_path):
    shared(desk, route="file", summary="=1+1")
    [file] = sending.write_files(tmp_path)["files"]
    assert "'=1+1" in (tmp_path / file["file"]).read_text()
