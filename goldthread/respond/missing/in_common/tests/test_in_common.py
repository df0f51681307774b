"""Places and people in common: each going missing once, every child shown a look, a secret place never, few queries."""

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.access.models import LogEntry
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.missing.in_common.queries import Common, Wanted, in_common
from goldthread.respond.missing.memory import of_child
from goldthread.respond.missing.tests.playing import back, london, report, step
from goldthread.respond.missing.tests.test_side_by_side import CHILDREN, row, sent
from goldthread.testing import factories as make

WHARF = {"found_place": "9 Wharf Road", "found_postcode": "ZZ1 1AB"}


@pytest.fixture
def three(db) -> None:
    """Three children whom Merlin's reports say were found at one address, one of them twice; a fourth elsewhere."""
    with clocks.held_at(london("2026-09-01T12:00")):
        make.officer("control_room")
    for number, (name, day) in enumerate((("Ada", "01"), ("Ben", "03"), ("Cal", "05"), ("Ada", "08")), start=1):
        sent(f"2026-09-{day}T23:00", row(number, name, f"2026-09-{day}T20:00", **WHARF, **found(day)))
    sent("2026-09-09T23:00", row(9, "Dot", "2026-09-09T20:00", found_place="44 Else Street", found_postcode="ZZ1 1AC"))


def found(day: str) -> dict[str, str]:
    return {"found_at": london(f"2026-09-{day}T22:00").isoformat()}


def common(role: str = "missing_unit", **wanted) -> Common:
    with clocks.held_at(london("2026-09-20T12:00")), database.transaction():
        return in_common(make.reader(role), Wanted(**wanted))


def test_a_place_stands_once_with_every_child_found_there_and_how_often(three):
    (one,) = common().things
    assert (one.kind, one.words, one.children, one.episodes) == ("place", "9 WHARF ROAD, ZZ1 1AB", 3, 4)
    assert [known.forename for known in one.shown] == ["Cal", "Ada", "Ben"] or len(one.shown) == 3
    assert one.last_at == london("2026-09-08T20:00")


def test_a_report_of_both_systems_counts_once_and_our_own_counts(three):
    code = make.code_of("26MIS00000009")
    case = report(code, "2026-09-10T20:00")
    step(case, "grade", "2026-09-10T20:10", grade="medium", why="Out after dark.")
    step(case, "locate", "2026-09-10T23:30", located_on=london("2026-09-10T23:00").isoformat(), located_how="police",
         located_place="9 Wharf Road, ZZ1 1AB", located_with="Tall Mick")  # fmt: skip
    sent("2026-09-11T09:00", row(10, "Dot", "2026-09-10T20:05", **WHARF, **found("10")))
    (one,) = common().things
    assert (one.children, one.episodes) == (4, 5)


def test_somebody_named_in_words_in_two_childrens_cases_stands_once(three):
    for number, name in ((1, "Ada"), (2, "Ben")):
        case = report(make.code_of(f"26MIS0000000{number}"), f"2026-09-1{number}T12:00")
        step(case, "grade", f"2026-09-1{number}T12:10", grade="medium", why="Out.")
        step(case, "locate", f"2026-09-1{number}T15:00", located_on=london(f"2026-09-1{number}T14:00").isoformat(),
             located_how="police", located_place="The park",
             located_with="Tall  Mick" if name == "Ada" else "tall mick.\nNobody")  # fmt: skip
    (one,) = common(kind="named").things
    assert (one.words.lower().strip("."), one.children) == ("tall mick", 2)


def test_every_child_shown_is_a_look(three):
    common()
    with database.as_service():
        last = LogEntry.objects.filter(operation="consultation").order_by("pk").last()
    assert len(last.people) == 3


def test_a_secret_place_is_never_in_it(three):
    with database.as_service():
        database.run("UPDATE places_dwelling SET is_secret = true WHERE words LIKE %s", ["%WHARF%"])
    assert common().things == []


def test_it_is_filtered_by_period_borough_and_kind(three):
    assert common(months="1", borough="Merrowfield").found == 1
    assert common(borough="Oxlade").found == 0
    assert common(kind="person").found == 0
    with pytest.raises(NotValid):
        common(months="7")


def test_who_keeps_no_plans_and_works_no_exploitation_does_not_see_it(three):
    for role in ("responding_officer", "control_room", "analyst"):
        with pytest.raises(Refusal):
            common(role)
    assert common("cse_team").found == 1


def test_the_childs_own_memory_says_how_many_others_were_found_there(three):
    from goldthread.core.access.actions import look
    from goldthread.core.people.queries import person_by_code

    with clocks.held_at(london("2026-09-20T12:00")), database.transaction():
        reader = make.reader("control_room")
        child, _ = person_by_code(make.code_of("26MIS00000002"))
        told = of_child(reader, child, look(reader, people=[child], reason="a report"))
    assert told["shared"] == [{"words": "9 WHARF ROAD, ZZ1 1AB", "others": 2}]


def test_it_asks_no_more_queries_of_twelve_places_than_of_one(three, django_assert_max_num_queries):
    for place in range(11):
        rows = [row(100 + place * 10 + n, name, f"2026-09-0{n + 1}T08:00", found_place=f"{place + 1} Long Lane",
                    found_postcode="ZZ1 1AD") for n, name in enumerate(list(CHILDREN)[:3])]  # fmt: skip
        sent("2026-09-12T09:00", *rows)
    with django_assert_max_num_queries(25):
        assert common().found == 12


def told(number: int, people: str = "", places: str = "") -> None:
    """A child of the three is missing again, comes back, and tells the interviewer of people and places."""
    day = f"2026-09-1{number}"
    case = report(make.code_of(f"26MIS0000000{number}"), f"{day}T12:00")
    step(case, "grade", f"{day}T12:10", grade="medium", why="Out.")
    step(case, "locate", f"{day}T15:00", located_on=london(f"{day}T14:00").isoformat(), located_how="police",
         located_place="The park", located_with="-")  # fmt: skip
    back(case, f"{day}T16:00")
    step(case, "take_return_interview", f"{day}T20:00", "missing_unit", return_interview="done", rhi_people=people,
         return_interview_on=london(f"{day}T18:00").isoformat(), received_on=london(f"{day}T19:00").isoformat(),
         rhi_places=places)  # fmt: skip


def found_at(number: int, name: str, place: str, postcode: str) -> None:
    told = {"found_place": place, "found_postcode": postcode, **found("07")}
    sent("2026-09-09T23:30", row(number, name, "2026-09-07T20:00", **told))


def as_told(kind: str = "interview") -> list[tuple[str, str, int, int]]:
    return [(one.kind, one.words, one.children, one.interviews) for one in common(kind=kind).things]


def test_a_place_that_one_was_found_at_and_others_named_in_an_interview_stands_once(three):
    assert as_told() == []
    found_at(20, "Dot", "44 Else Street", "ZZ1 1AF")
    told(1, places="44 Else Street, ZZ1 1AF\nthe arches")
    told(2, places="44 Else Street, ZZ1 1AF\nThe  Arches")
    assert as_told() == [("place", "44 ELSE STREET, ZZ1 1AF", 3, 2), ("named", "The Arches", 2, 2)]
    assert [one.interviews for one in common(kind="place").things if "WHARF" in one.words] == [0]


def test_somebody_whom_two_interviews_name_stands_once_and_a_mere_man_never(three):
    told(1, people="Karim Mansour, about 29\na man, about 30")
    told(2, people="karim mansour\nKarim Mansour, drives a grey car\na man, tall")
    assert as_told("named") == [("named", "Karim Mansour", 2, 2)]


def test_one_person_whom_two_interviews_name_differently_stands_once_where_the_desk_linked_them(three):
    told(1, people="Karim Mansour")
    told(2, people="Kaz Mansour")
    assert as_told() == []
    with database.as_service():
        database.run(
            """UPDATE people_link SET person_id = (SELECT min(l.person_id::text)::uuid FROM people_link l JOIN
               records_mention m ON m.id = l.mention_id WHERE m.source_id = 'interview') WHERE mention_id IN
               (SELECT id FROM records_mention WHERE source_id = 'interview')"""
        )
    assert [(kind, *counts) for kind, _, *counts in as_told()] == [("person", 2, 2)]


def test_a_secret_place_that_interviews_name_is_never_shown_by_its_door_nor_by_its_words(three):
    found_at(20, "Dot", "44 Else Street", "ZZ1 1AF")
    with database.as_service():
        database.run("UPDATE places_dwelling SET is_secret = true WHERE words LIKE %s", ["%ELSE%"])
    for number in (1, 2):
        told(number, "somebody at 44 Else Street", "44 Else Street, ZZ1 1AF\nElse Street\n44 Else Street")
    assert as_told() == []


def test_a_childs_own_home_that_it_names_is_no_place_in_common(three):
    found_at(20, "Ben", "7 Hearth Row", "ZZ1 1AE")
    with clocks.held_at(london("2026-09-09T12:00")):
        person = make.child(forenames="Ada", surname="Marlow", birth_date=CHILDREN["Ada"],
                            address="7 Hearth Row, ZZ1 1AE")  # fmt: skip
        make.deliver("cad", make.ndjson([make.cad_row("77/09SEP26", linked_persons=[person])]))
    told(1, places="7 Hearth Row, ZZ1 1AE")
    assert as_told() == []
    told(3, places="7 Hearth Row, ZZ1 1AE")
    assert as_told() == [("place", "7 HEARTH ROW, ZZ1 1AE", 2, 1)]
