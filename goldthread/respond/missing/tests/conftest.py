"""The child of the worked example, held by a call: what every test of the area begins with."""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.respond.missing.tests.playing import RANKS, london
from goldthread.testing import factories as make


@pytest.fixture
def jess(db, monkeypatch) -> str:
    monkeypatch.setenv("GOLDTHREAD_PROFILE", "met")  # the example is of London's profile
    with clocks.held_at(london("2026-09-02T12:00")):
        child = make.child(forenames="Jess", surname="Kent", birth_date="2011-05-11", sex="F")
        make.deliver("cad", make.ndjson([make.cad_row("1/01SEP26", linked_persons=[child])]))
        make.officer("control_room")
        for username, rank in RANKS.items():
            officer = make.officer("supervisor" if username == "superintendent" else username, username)
            with database.as_service():
                officer.rank = rank
                officer.save(update_fields=["rank"])
    return make.code_of("1/01SEP26")
