"""Mentions for tests: made of what a record would say, and drawn from few values so that they meet."""

from datetime import date
from uuid import UUID, uuid5

from hypothesis import strategies as st

from goldthread.core.people.keys import Held
from goldthread.core.records.names import fold
from goldthread.link.matching.mention import Candidate, candidate_of

NAMESPACE = UUID("11111111-2222-5333-8444-555555555555")
CHECKED = {"forename", "middle", "surname", "alias"}


def held(**values: str) -> list[Held]:
    return [Held(name, text, fold(text) if name in CHECKED else text) for name, text in values.items() if text]


def mention(name: str, *, report: str = "", role: str = "", on: str = "2020-06-01", **values: str) -> Candidate:
    """A mention called `name` in the test, of a report of its own unless one is named. `home` is a line of address."""
    values = {"address": values.pop("home", ""), **values}
    if values["address"].endswith(("AB", "CD", "EF")):
        values["postcode"] = values["address"][-7:]
    communal = values.pop("communal", "") == "yes"
    return candidate_of(
        uuid5(NAMESPACE, name), ("test", report or name), held(**values), role=role,
        recorded_on=date.fromisoformat(on), is_communal=communal,
    )  # fmt: skip


FORENAMES = ["Amina", "Aminah", "Samira", "Sam", "Hassan", "Hussein", "Jia Yi", "Xin Yi", "Mohammed Bilal", "Bilal", ""]
SURNAMES = ["Warsame", "Warsami", "Kowalski", "Kowalska", "Ali", "Amina", ""]
DATES = ["2011-05-11", "2011-11-05", "2011-01-01", "2011", "2009-03-02", "1975-04-20", ""]
HOMES = ["22 Quarry Lane, XX1 2AB", "Flat 7, 22 Quarry Lane, XX1 2AB", "9 Mill Road, XX9 2CD", "22 Quarry Lane", ""]
PHONES = ["+447700900123", "+447700900124", ""]
NUMBERS = ["9990000018", "9990000026", "", "", ""]


@st.composite
def crowds(draw: st.DrawFn, largest: int = 14) -> list[Candidate]:
    """Mentions of few names, dates and homes: families, twins, fathers and sons, and several in one report."""
    many = draw(st.integers(2, largest))
    return [
        mention(
            f"m{i}",
            report=draw(st.sampled_from([f"own{i}", f"own{i}", "shared1", "shared2"])),
            role=draw(st.sampled_from(["", "child", "parent/carer", "unborn child"])),
            forename=draw(st.sampled_from(FORENAMES)),
            surname=draw(st.sampled_from(SURNAMES)),
            birth_date=draw(st.sampled_from(DATES)),
            sex=draw(st.sampled_from(["female", "male", ""])),
            home=draw(st.sampled_from(HOMES)),
            phone=draw(st.sampled_from(PHONES)),
            nhs_no=draw(st.sampled_from(NUMBERS)),
        )
        for i in range(many)
    ]
