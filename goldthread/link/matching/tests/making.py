"""Mentions for tests: made of what a record would say, and drawn from few values so that they meet."""

from dataclasses import replace
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


HOUSE, OTHER_HOUSE = "22 Quarry Lane, XX1 2AB", "9 Mill Road, XX9 2CD"
PEOPLE = [
    {"forename": "Amina", "surname": "Warsame", "birth_date": "2011-05-11", "sex": "female"},
    {"forename": "Samira", "surname": "Warsame", "birth_date": "2011-05-11", "sex": "female"},
    {"forename": "Hassan", "surname": "Warsame", "birth_date": "2009-03-02", "sex": "male"},
    {"forename": "Hassan", "surname": "Warsame", "birth_date": "1975-04-20", "sex": "male"},
    {"forename": "Jia Yi", "surname": "Kowalski", "birth_date": "2011-05-11", "sex": "female"},
]
OTHERWISE = {
    "forename": ["Aminah", "Sam", "Hussein", "Xin Yi", "Mohammed Hassan", "Warsame", "Unborn baby", ""],
    "surname": ["Warsami", "Kowalska", "Ali", "Amina", "Hassan", ""],
    "birth_date": ["2011-11-05", "2011-01-01", "2011", "2011-05-12", "1975", ""],
    "sex": ["male", ""],
}
PLACES = {
    "home": [HOUSE, HOUSE, "Flat 7, 22 Quarry Lane, XX1 2AB", OTHER_HOUSE, "22 Quarry Lane", ""],
    "phone": ["+447700900123", "+447700900124", "", ""],
    "nhs_no": ["9990000018", "9990000026", "", "", "", "", "", ""],
}


@st.composite
def crowds(draw: st.DrawFn, largest: int = 14) -> list[Candidate]:
    """Records of a few people who are easily confused, each with slips, and several named in one report."""
    many = draw(st.integers(2, largest))
    return [_record(draw, i) for i in range(many)]


@st.composite
def repeated(draw: st.DrawFn) -> list[Candidate]:
    """A crowd of whom some are written down again word for word, in reports of their own or in another's."""
    crowd = draw(crowds(largest=8))
    again = draw(st.lists(st.sampled_from(crowd), max_size=10))
    reports = st.sampled_from(["again1", "again2", "shared1"])
    return crowd + [
        replace(one, id=uuid5(NAMESPACE, f"again{place}"), record=("test", draw(reports | st.just(f"alone{place}"))))
        for place, one in enumerate(again)
    ]


def _record(draw: st.DrawFn, place: int) -> Candidate:
    said = dict(draw(st.sampled_from(PEOPLE)))
    for field, others in OTHERWISE.items():
        if draw(st.integers(0, 4)) == 0:
            said[field] = draw(st.sampled_from(others))
    said |= {field: draw(st.sampled_from(places)) for field, places in PLACES.items()}
    report = draw(st.sampled_from([f"own{place}", f"own{place}", f"own{place}", "shared1", "shared2"]))
    return mention(f"m{place}", report=report, role=draw(st.sampled_from(["", "", "child", "parent/carer"])), **said)
