"""Whatever is not whole in a declaration is one sentence that begins with the field it stands in."""

from dataclasses import replace
from typing import Any

import pytest

from goldthread.core.areas.checking import wrong_beside, wrong_with
from goldthread.core.areas.grammar import (
    Area,
    Ask,
    BriefingLine,
    ClockUse,
    Indicator,
    Item,
    Permission,
    Question,
    Scale,
)
from goldthread.core.areas.moves import is_open
from goldthread.core.areas.resting import wrong_with_clocks
from goldthread.respond.concern.area import AREA

PACKAGE = "goldthread.respond.concern"
FIGURE = Indicator("i", "I", "n", "of d", "higher", "goldthread.nothing.read", "goldthread.nothing.cases", "Ours")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": "Concern"}, "id: 'Concern' is no lower-case word of up to 30 letters"),
        ({"prefix": "C"}, "prefix: 'C' is no capital letter, or one that other references begin with"),
        ({"prefix": "NN"}, "prefix: 'NN' is no capital letter, or one that other references begin with"),
        ({"first_state": "born"}, "first_state: born is not one of the states"),
        ({"desk_role": "porter"}, "desk_role: porter is no role"),
        ({"queue_permission": ""}, "queue_permission: '' is an unknown permission"),
        ({"full_for": ("porter",)}, "full_for: porter is no role"),
        ({"opening_permission": ""}, "opening_permission: nobody may open it, and opening_asks asks"),
        ({"opens_with": "goldthread.no.such"}, "opens_with: goldthread.no.such is not there"),
        ({"voice": "song"}, "voice: song is not asked when it is opened"),
        ({"opening_asks": (Ask("a", "A", "choice"),)}, "opening_asks.a.choices: has nothing to choose from"),
        ({"opening_asks": (Ask("a", "A", "song"),)},
         "opening_asks.a.kind: is asked in no way there is, or without words"),
        ({"checklist": (Item("x", "X", "nowhere"),)}, "checklist.x.from_state: nowhere is not one of the states"),
        ({"checklist": (Item("x", "X", "recorded", needed_for=("fly",)),)},
         "checklist.x.needed_for: fly is not one of the moves"),
        ({"checklist": (Item("x", "X", "recorded", when=("mood", ("good",))),)},
         "checklist.x.when: mood is never asked"),
        ({"scales": (Scale("mood", "Mood", (("g", "Good"),)),)}, "scales.mood: no move gives it"),
        ({"flags": ("witch",)}, "flags.witch: is no kind of flag"),
        ({"questions": (Question("Q", "Was it right?", ""),)}, "questions.Q.source: has no source, or asks nothing"),
        ({"indicators": (replace(FIGURE, source=""),)},
         "indicators.i.source: says not what is counted of what, or by whom it is defined"),
        ({"indicators": (FIGURE,)}, "indicators.i.read: goldthread.nothing.read is not there"),
        ({"briefing": (BriefingLine("b", "Late", "goldthread.no"),)},
         "briefing.b.read: goldthread.no is not there, or the line has no words"),
        ({"panels": ("goldthread.core",)}, "panels: goldthread.core has no PANELS"),
        ({"permissions": (Permission("see_queue", "see", "Ask.", ("dpo",)),)},
         "permissions.see_queue: is one of ours; an area gives only its own"),
        ({"permissions": (Permission("dance", "dance", "Ask.", ("porter",)),)},
         "permissions.dance.roles: porter is no role"),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_its_field(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in list(wrong_with(replace(AREA, **changes)))


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        (("mood", ("good",)), "moves.take.when: waits for mood, a fact that no move gives"),
        (("grade", ("purple",)), "moves.take.when: grade is never purple"),
        (("strategy", ()), "moves.take.when: is open for no value of strategy"),
    ],
)
def test_a_move_waits_for_a_fact_and_values_that_there_are(when: Any, sentence: str) -> None:
    moves = tuple(replace(move, when=when) if move.id == "take" else move for move in AREA.moves)
    assert sentence in list(wrong_with(replace(AREA, moves=moves)))


def test_a_move_is_open_while_its_fact_has_one_of_its_values_and_an_empty_value_is_a_fact_not_given() -> None:
    always = AREA.moves[0]
    assert is_open(always, {})
    waits = replace(always, when=("strategy", ("", "held")))
    assert [is_open(waits, facts) for facts in ({}, {"strategy": "held"}, {"strategy": "asked"})] == [True, True, False]


def clocked(use: ClockUse) -> list[str]:
    return list(wrong_with_clocks(replace(AREA, clocks=(use,)), PACKAGE))


def test_a_clock_that_is_not_there_or_that_no_step_starts_or_stops_is_found() -> None:
    assert clocked(ClockUse("concern.song")) == [
        "clocks.concern.song: there is no such clock, neither in the register nor in the area's own standards.yaml"
    ]
    silent = replace(AREA, opening_happens="", moves=tuple(replace(move, happens="") for move in AREA.moves))
    assert list(wrong_with_clocks(replace(silent, clocks=(ClockUse("concern.take.high"),)), PACKAGE)) == [
        "clocks.concern.take.high: starts at concern_recorded_at, and no step of the area happens so",
        "clocks.concern.take.high: stops at concern_taken_at or concern_closed_at, and no step of the area happens so",
    ]
    assert clocked(ClockUse("concern.take.high", risks=("grave",))) == [
        "clocks.concern.take.high.risks: grave is no risk of the area"
    ]
    assert clocked(ClockUse("concern.take.high", unless=("who", ("adult",)))) == [
        "clocks.concern.take.high.unless: asks for who, a fact that nothing gives"
    ]


def test_a_step_to_another_borough_reads_it_from_a_fact_that_a_step_gives() -> None:
    away = tuple(replace(move, borough_from="whither") for move in AREA.moves if move.id == "take")
    assert "moves.take.borough_from: whither is a fact that no move gives" in list(
        wrong_with(replace(AREA, moves=away))
    )


def test_two_areas_share_neither_id_nor_letter_nor_permission() -> None:
    mine = Permission("dance", "dance", "Ask.", ("dpo",))
    one, other = (replace(AREA, permissions=(mine,)) for _ in range(2))
    assert list(wrong_beside(one, [one, other])) == [
        "id: concern is the id of another area",
        "prefix: N is the letter of concern already",
        "permissions.dance: concern brings it already",
    ]


def test_the_concern_as_it_is_has_no_fault() -> None:
    area: Area = AREA
    assert [*wrong_with(area), *wrong_with_clocks(area, PACKAGE), *wrong_beside(area, [area])] == []
