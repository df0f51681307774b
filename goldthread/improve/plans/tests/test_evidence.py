"""Evidence: kept as handed in, approved by another officer, an input labelled, withdrawn and never deleted."""

import hashlib

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.roles import roles
from goldthread.core.refusals import NotValid, Refusal
from goldthread.improve.plans import evidence, keeping
from goldthread.improve.plans.register import KINDS
from goldthread.improve.plans.tests.plans_help import lead, register, stands
from goldthread.testing import factories as make

PDF = b"%PDF-1.7 a list of visits"


def added(one: int, **changes) -> int:
    told = {"title": "A list", "kind": "outcome", "effective_on": clocks.today(), "serves": ((one, 1),),
            "data": PDF, "name": "list.pdf"} | changes  # fmt: skip
    with database.transaction():
        return evidence.add_evidence(lead(), evidence.Told(**told)).pk


def test_the_bytes_are_kept_with_their_digest_and_given_back_as_they_came(db):
    one = register()["2"]
    piece = added(one)
    assert stands(one).evidence[0].digest == hashlib.sha256(PDF).hexdigest()
    file = evidence.download(make.reader("chief_officer"), piece)
    assert (bytes(file.content), file.media_type) == (PDF, "application/pdf")


def test_nobody_approves_what_they_added_and_only_a_chief_officer_approves(db):
    one = register()["2"]
    piece = added(one)
    with pytest.raises(Refusal, match="cannot approve evidence"), database.transaction():
        evidence.approve_evidence(lead(), piece)
    with database.transaction():
        evidence.approve_evidence(make.reader("chief_officer"), piece)
    assert stands(one).evidence[0].approved_by == str(make.reader("chief_officer").officer)


def test_a_chief_officer_who_keeps_the_plans_approves_nothing_of_their_own(db):
    from dataclasses import replace

    both = replace(lead(), role=replace(lead().role, may=lead().role.may | roles()["chief_officer"].may))
    piece = added(register()["2"])
    with pytest.raises(Refusal, match="You added this evidence yourself"), database.transaction():
        evidence.approve_evidence(both, piece)


def test_an_input_is_labelled_as_never_proof_of_effect(db):
    assert "never proof of effect" in KINDS["input"]


def test_what_is_withdrawn_stays_on_record_with_the_reason(db):
    one = register()["2"]
    piece = added(one)
    with database.transaction():
        evidence.withdraw_evidence(lead(), piece, "It counted attempts.")
    now = stands(one)
    assert now.evidence == ()
    assert [(each.title, each.withdrawn_why) for each in now.withdrawn] == [("A list", "It counted attempts.")]


@pytest.mark.parametrize(("changes", "words"), [
    ({"data": b"\x7fELF\x00\x01"}, "kind of file is not kept"),
    ({"data": b"x" * (keeping.LARGEST + 1)}, "over 20 MB"),
    ({"data": b"", "address": "javascript:alert(1)"}, "cannot be kept"),
    ({"data": b"", "address": ""}, "Give the file"),
    ({"serves": ()}, "which point"),
])  # fmt: skip
def test_what_could_not_be_opened_again_is_refused(db, changes, words):
    one = register()["2"]
    with pytest.raises(NotValid, match=words):
        added(one, **changes)
