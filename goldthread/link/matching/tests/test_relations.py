"""An unborn child is its mother's: the child it became is proposed by her and by the date, and never joined."""

import pytest

from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.relations import born_children, unborn_children
from goldthread.link.matching.solving import solve
from goldthread.link.matching.tests.making import mention

MOTHER = {"forename": "Ada", "surname": "Okafor", "birth_date": "1990-03-04", "sex": "female", "role": "parent/carer"}
FATHER = {"forename": "Obi", "surname": "Eze", "birth_date": "1988-03-04", "sex": "male", "role": "parent/carer"}
DUE = "2020-09-01"


def expecting() -> list[Candidate]:
    return [
        mention("unborn", report="r1", forename="Unborn baby", surname="Okafor", expected_birth_date=DUE),
        mention("mother1", report="r1", **MOTHER),
        mention("father1", report="r1", **FATHER),
    ]


def born(on: str, name: str = "child", forename: str = "Chidi", report: str = "r2") -> list[Candidate]:
    child = {"forename": forename, "surname": "Eze", "birth_date": on, "on": "2021-02-01"}
    return [mention(name, report=report, role="child", **child), mention(f"m{report}", report=report, **MOTHER)]


def proposed(mentions: list[Candidate]) -> set[str]:
    solution = solve(mentions)
    person_of = {one: number for number, person in enumerate(solution.people) for one in person}
    names = {mention(name).id: name for name in ("child", "twin", "unborn")}
    return {names[found.child] for found in born_children(mentions, person_of)}


def test_its_mother_is_the_woman_its_report_names_as_a_parent() -> None:
    mentions = expecting()
    (found,) = unborn_children(mentions)
    assert (found.mothers, str(found.expected)) == ((mentions[1].id,), DUE)


IN_TIME, OUT_OF_TIME = ("2020-08-20", "2020-06-01"), ("2019-08-20", "2020-12-20")


@pytest.mark.parametrize(("on", "expected"), [(on, {"child"}) for on in IN_TIME] + [(on, set()) for on in OUT_OF_TIME])
def test_a_child_is_proposed_where_it_was_born_in_time(on: str, expected: set[str]) -> None:
    assert proposed(expecting() + born(on)) == expected


def test_twins_are_two_proposals() -> None:
    twins = born("2020-08-20") + born("2020-08-20", "twin", "Emeka", "r3")
    assert proposed(expecting() + twins) == {"child", "twin"}


def test_another_mothers_child_is_not_proposed() -> None:
    other = {**MOTHER, "forename": "Zofia", "surname": "Nowak"}
    child = mention("child", report="r2", forename="Chidi", birth_date="2020-08-20", role="child", on="2021-02-01")
    assert proposed([*expecting(), child, mention("m", report="r2", **other)]) == set()


def test_a_proposed_child_is_never_joined() -> None:
    mentions = expecting() + born("2020-08-20")
    unborn = mentions[0].id
    assert frozenset({unborn}) in solve(mentions).people
