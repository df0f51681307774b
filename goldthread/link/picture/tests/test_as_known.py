"""As known at: what is drawn afterwards is what stood on the page then. Planted stories are replayed row by row."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.core.cases.actions import move_case
from goldthread.core.people.rights import rectify
from goldthread.core.refusals import NotFound, NotValid
from goldthread.link.matching.actions import resolve
from goldthread.link.picture.queries import Picture, open_picture
from goldthread.respond.concern.actions import record_concern
from goldthread.synthetic.force import Force
from goldthread.synthetic.forms import file_of
from goldthread.synthetic.loading import add_sources
from goldthread.synthetic.scales import SCALES
from goldthread.synthetic.sent import Sent
from goldthread.synthetic.systems.gazetteer import place_row
from goldthread.testing import factories as make

ANCHOR = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
STORIES = {
    "offender_moves_in": ("Seagrove", "Poppy"),
    "repeat_missing": ("Kentigern", "Orla"),
    "detained_on_a_plan": ("Ambersley", "Jodie"),
    "moved": ("Withershaw", "Callum"),
    "twins": ("Vasquell", "Alena"),
}
# Told of today, whatever moment the picture is of: the page says so.
OF_TODAY = ("as_known_at", "basis", "changed")


@pytest.fixture(scope="module")
def force() -> Force:
    return Force("7", SCALES["small"], ANCHOR)


def rows_of(force: Force, story: str) -> list[Sent]:
    return sorted((sent for sent in force.told if sent.story == story), key=lambda sent: sent.arrives_at)


def deliver(sent: Sent, folder: Path) -> None:
    """One row in a file of its own, taken in at the moment it arrives."""
    path = folder / "row"
    form = file_of(sent.source, path)
    form.row(sent.cells)
    form.close()
    make.deliver(sent.source, path.read_bytes(), path.name)


def places_of(force: Force) -> Iterator[Sent]:
    from goldthread.link.feeds.adapters import ADAPTERS

    columns = ADAPTERS["gazetteer"].columns()
    began = ANCHOR - timedelta(days=700)
    for place in force.population.gazetteer.everything():
        if place.uprn in force.of_stories:
            yield place_row(columns, place, began)


def seen(code: str, **asked: Any) -> Picture:
    with database.transaction():
        return open_picture(make.reader("supervisor"), code, **asked)


def settled(shown: Picture) -> dict[str, Any]:
    """The answer, part by part, without what is told of today alone: whom to ring, and why each link stands."""
    told = {name: value for name, value in shown.as_json().items() if name not in OF_TODAY}
    told["panels"]["do_now"].pop("ring")
    for name in ("why", "weakest"):
        told["panels"]["certainty"].pop(name)
    for one in (*told["records"], *told["panels"]["certainty"]["links"]):
        for name in ("reasons", "why", "rule", "drawn"):
            one.pop(name, None)
    return {**told.pop("panels"), **told}


def code_of(who: tuple[str, str]) -> str:
    with database.as_service():
        return str(
            database.fetch(
                """SELECT p.code FROM people_person p JOIN people_link l ON l.person_id = p.id AND l.to_at IS NULL
                     JOIN records_assertion s ON s.mention_id = l.mention_id AND s.field = 'surname' AND s.text = %s
                     JOIN records_assertion f ON f.mention_id = l.mention_id AND f.field = 'forename' AND f.text = %s
                    GROUP BY p.code ORDER BY count(*) DESC, p.code LIMIT 1""",
                who,
            )[0]["code"]
        )


@pytest.mark.parametrize("story", STORIES)
def test_a_picture_as_known_then_is_the_one_that_stood_on_the_page_then(db, force, tmp_path, story):
    rows = rows_of(force, story)
    before: dict[datetime, dict[str, Any]] = {}
    with clocks.held_at(rows[0].arrives_at - timedelta(days=1)):
        add_sources()
        with database.as_service():
            database.run("UPDATE records_source SET agreement_ends_on = '2027-01-01'")
        for place in places_of(force):
            deliver(place, tmp_path)
        make.reader("supervisor")
    for sent in rows:
        moment = sent.arrives_at + timedelta(minutes=1)
        with clocks.held_at(sent.arrives_at):
            deliver(sent, tmp_path)
        with clocks.held_at(moment):
            try:
                before[moment] = settled(seen(code_of(STORIES[story])))
            except (NotFound, IndexError):
                continue
    assert len(before) >= 2
    with clocks.held_at(ANCHOR):
        for moment, stood in before.items():
            then = settled(seen(stood["code"], known_at=moment, basis="product"))
            assert {name: then[name] for name in then if then[name] != stood[name]} == {}


@pytest.mark.parametrize("story", STORIES)
def test_by_the_force_it_shows_the_newest_version_that_each_source_held_and_none_later(db, force, tmp_path, story):
    """Everything is taken in at once, months late: what the force's sources held is told by their own times."""
    rows = rows_of(force, story)
    with clocks.held_at(ANCHOR):
        for sent in rows:
            deliver(sent, tmp_path)
        code = code_of(STORIES[story])
        all_of_them = seen(code).records
        for moment in sorted({one["known_at"] for one in all_of_them}):
            shown = seen(code, known_at=moment, basis="force")
            assert {one["reference"] for one in shown.records} >= {
                one["reference"] for one in all_of_them if one["known_at"] <= moment
            }
            assert all(one["known_at"] <= moment for one in shown.records)
            later = {one["reference"] for one in all_of_them} - {one["reference"] for one in shown.records}
            said = str(shown.as_json())
            assert [reference for reference in later if reference in said] == []
        with pytest.raises(NotFound):
            seen(code, known_at=ANCHOR - timedelta(minutes=1), basis="product")


def test_what_was_learnt_since_stands_apart_and_only_when_asked_for(db):
    now = clocks.now()
    with clocks.held_at(now - timedelta(days=2)):
        code = make.load_child()
    make.deliver("cad", make.ndjson([make.cad_row("2/01OCT26", days_ago=0.1, text="A man at the window.")]))
    then = {"known_at": now - timedelta(days=1), "basis": "product"}
    plain, apart = seen(code, **then).as_json(), seen(code, **then, learnt_since=True).as_json()
    assert plain["learnt_since"] is None
    assert "2/01OCT26" not in str(plain)
    assert [one["evidence"]["reference"] for one in apart.pop("learnt_since")["new"]] == ["2/01OCT26"]
    assert "2/01OCT26" not in str(apart)


def test_a_case_reads_as_it_stood_then_and_its_clock_is_not_late_yet(db):
    now = clocks.now()
    with clocks.held_at(now - timedelta(days=20)):
        code = make.load_child()
    with clocks.held_at(now - timedelta(days=10)), database.transaction():
        case = record_concern(make.reader("ward_officer"), code, seen="A bruise.", risk="low")
    with clocks.held_at(now - timedelta(days=5)), database.transaction():
        move_case(make.reader("mash_desk"), case.reference, "take")
    with clocks.held_at(now - timedelta(days=1)):
        make.closed_unshared(make.reader("mash_desk"), case.reference)
    nine, four = (seen(code, known_at=now - timedelta(days=days)).panels["work"] for days in (9.99, 4))
    assert [(one["state"], one["owner"]) for one in nine["open"]] == [("recorded", None)]
    assert {clock["is_late"] for clock in nine["open"][0]["clocks"]} == {False}
    assert [(one["state"], one["owner"]) for one in four["open"]] == [("researching", "Test Mash Desk")]
    assert [one["state"] for one in seen(code).panels["work"]["closed"]] == ["not_shared"]
    assert seen(code, known_at=now - timedelta(days=11)).panels["work"] == {"alerts": [], "open": [], "closed": []}


def test_a_name_put_right_since_is_the_old_one_then(db):
    now = clocks.now()
    with clocks.held_at(now - timedelta(days=2)):
        code = make.load_child()
    with database.transaction():
        done = rectify(make.reader("dpo"), code, field="surname", text="Okonkwo", authority="DPO")
    with database.as_service():
        resolve([UUID(one) for one in done["mentions"]])
    then = seen(code, known_at=now - timedelta(days=1)).as_json()
    assert then["person"]["surname"] == "Kentwell"
    assert "Okonkwo" not in str(then)
    assert seen(code).person.surname == "Okonkwo"


@pytest.mark.parametrize("basis", ["product", "force"])
def test_a_time_to_come_is_refused(db, basis):
    code = make.load_child()
    with pytest.raises(NotValid, match="in the future"):
        seen(code, known_at=clocks.now() + timedelta(minutes=5), basis=basis)


# The words that each story's `must_not` keeps from whoever has no grant, and whose picture might have told them.
NEVER = {
    "refuge": (("Aldermarsh", "Senna"), ("Undercliff", "Rowan House")),
    "hidden": (("Larkenby", "Piers"), ("covert desk", "Covert desk")),
    "repeat_missing": (("Kentigern", "Orla"), ("Prestcott", "confirm that the resident")),
    "offender_moves_in": (("Seagrove", "Poppy"), ("Rusholme", "SHPO")),
    "image_suspect": (("Lowick", "Ben"), ("Indecent", "Exhibits")),
}


@pytest.mark.parametrize("story", NEVER)
def test_no_picture_says_what_a_planted_story_must_not_come_to_light(db, force, tmp_path, story):
    who, words = NEVER[story]
    with clocks.held_at(ANCHOR):
        for place in places_of(force):
            deliver(place, tmp_path)
        for sent in rows_of(force, story):
            deliver(sent, tmp_path)
        code = code_of(who)
        for role in ("responding_officer", "supervisor"):
            with database.transaction():
                said = str(open_picture(make.reader(role), code).as_json()).casefold()
            assert [word for word in words if word.casefold() in said] == []
