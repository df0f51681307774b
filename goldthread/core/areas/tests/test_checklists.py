"""What a checklist asks and when; which moves a state allows, to whom, and what each writes."""

import pytest

from goldthread.core.areas.checklists import asked, missing_for, still_open
from goldthread.core.areas.grammar import Area, Item, Move, State
from goldthread.core.areas.moves import journalled, path, turn_of

AREA = Area(
    id="visit",
    name="Visits",
    noun="visit",
    prefix="V",
    opening_event="visit.planned",
    opening_sentence="Visit planned",
    first_state="planned",
    queue_permission="see_queue",
    desk_role="mash_desk",
    states=(State("planned", "Planned", "owner"), State("done", "Done", "nobody", is_closed=True)),
    moves=(Move("finish", "Finish", "Finished", ("planned",), "done", "finish_visit", "visit.finished"),),
    checklist=(
        Item("file_read", "The file is read", "planned"),
        Item("child_seen", "The child is seen", "planned", when=("child_there", ("yes",)), needed_for=("finish",)),
        Item("written_up", "The visit is written up", "done"),
    ),
)


def ids(items) -> list[str]:
    return [item.id for item in items]


def test_an_item_is_asked_from_its_state_on():
    assert ids(asked(AREA, {"planned"}, {"child_there": "yes"})) == ["file_read", "child_seen"]
    assert ids(asked(AREA, {"planned", "done"}, {"child_there": "no"})) == ["file_read", "written_up"]


def test_a_fact_not_known_is_not_taken_as_safe():
    assert "child_seen" in ids(asked(AREA, {"planned"}, {}))


def test_an_empty_answer_is_none():
    facts = {"child_there": "yes"}
    assert ids(still_open(AREA, {"planned"}, facts, {"file_read": "done", "child_seen": " "})) == ["child_seen"]


def test_a_move_says_what_it_asks_for_first():
    assert ids(missing_for(AREA, "finish", {"child_there": "yes"}, {})) == ["child_seen"]
    assert missing_for(AREA, "finish", {"child_there": "no"}, {}) == []
    assert missing_for(AREA, "finish", {"child_there": "yes"}, {"child_seen": "Asleep, seen"}) == []


def test_a_state_says_whose_turn_it_is_and_who_may_do_what():
    turn = turn_of(AREA, "planned", lambda permission: permission == "finish_visit")
    assert (turn.whose, ids(turn.allowed), ids(turn.not_yours)) == ("owner", ["finish"], [])
    assert ids(turn_of(AREA, "planned", lambda _: False).not_yours) == ["finish"]


def test_a_path_of_moves_stops_at_the_first_not_allowed():
    assert path(AREA, ["finish"]) == ["planned", "done"]
    with pytest.raises(ValueError, match="finish is not allowed from done"):
        path(AREA, ["finish", "finish"])


def test_every_event_an_area_writes_reads_as_a_sentence():
    assert journalled(AREA) == {"visit.planned": "Visit planned", "visit.finished": "Finished"}
