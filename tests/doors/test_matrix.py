"""Every role at every door that reads a person: what its layer allows and no more, one refusal, a row in the log."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from goldthread.core import yaml_files
from goldthread.core.access.doors import declared
from goldthread.core.access.roles import roles
from goldthread.testing.doors.asking import WALKED, Answer, logged_as
from goldthread.testing.doors.world import Child, World
from tests.doors.ways import BY_RECORD, WAYS, ask, feed_files, row_aside

MATRIX: list[dict[str, Any]] = yaml_files.read(Path(__file__).with_name("matrix.yaml"))
CASES = [(asking, door) for asking in MATRIX for door in asking["doors"]]


def test_every_door_that_reads_a_person_is_in_the_matrix() -> None:
    reading = {name for name, door in declared().items() if door.reads_person and not name.startswith("job:")}
    assert {door for _, door in CASES} == reading


def test_every_role_in_the_matrix_is_one_there_is() -> None:
    named = {role for asking in MATRIX for listed in asking["roles"].values() for role in listed}
    assert named == set(roles())


@pytest.mark.parametrize(("asking", "door"), CASES, ids=[f"{a['asking'].replace(' ', '-')}-{d}" for a, d in CASES])
def test_a_role_gets_exactly_what_its_layer_allows(
    world: World, tmp_path: Path, asking: dict[str, Any], door: str
) -> None:
    wrong = [fault for role in roles() for fault in _faults(world, tmp_path, asking, door, role)]
    assert wrong == []
    assert door in WALKED


def _faults(world: World, folder: Path, asking: dict[str, Any], door: str, role: str) -> Iterator[str]:
    """What differs from the matrix when one role asks through one door."""
    cell = next((cell for cell, listed in asking["roles"].items() if role in listed), None)
    child = _child(world, asking.get("about", "plain"), cell)
    answers = list(_answers(world, folder, asking, door, role, child, cell))
    if role in asking.get("finds_nothing", ()):
        yield from (f"{role} finds what is other work's" for one in answers if not _is_nothing_there(one, child))
        return
    if cell is None:
        for answer in answers:
            yield from _refused_wrongly(answer, door, role, child)
        return
    expected = set(asking["cells"][cell])
    if "only" in asking and door in asking["only"]:
        expected &= set(asking["only"][door])
    shown = set().union(*(answer.shown(child) for answer in answers))
    if shown != expected:
        yield f"{role} is shown {sorted(shown)}, not {sorted(expected)}"
    for answer in answers:
        yield from _answered_wrongly(answer, asking, door, role, child)


def _is_nothing_there(answer: Answer, child: Child) -> bool:
    return answer.refused in ("404", "not_found", "409", "nothing_late") and not answer.shown(child)


def _child(world: World, about: str, cell: str | None) -> Child:
    """A spare child is changed by whoever may; whoever may not asks about the plain one."""
    if about == "spare":
        return next(world.spare) if cell else world.plain
    child: Child = getattr(world, about)
    return child


def _answers(
    world: World, folder: Path, asking: dict[str, Any], door: str, role: str, child: Child, cell: str | None
) -> Iterator[Answer]:
    files = feed_files(folder, world.file, "again.ndjson")
    if asking.get("by") == "records":
        way = BY_RECORD.get(door, WAYS[door])
        for record in child.records:
            yield ask(world, door, role, child, way=way, record=record)
        return
    names_a_case = "{new_case}" in WAYS[door].path + "".join(WAYS[door].words)
    moved = (world.case() if cell else child.case) if names_a_case else ""
    new_case = moved.lower() if door.startswith("page:") else moved
    aside = (
        row_aside(world, WAYS[door], child) if cell else {"aside": str(world.row), "aside_in": str(world.delivery.pk)}
    )
    yield ask(world, door, role, child, new_case=new_case, **files, **aside)


def _refused_wrongly(answer: Answer, door: str, role: str, child: Child) -> Iterator[str]:
    if answer.refused != "not_in_role":
        yield f"{role} is not refused as not_in_role but {answer.refused or 'answered'}"
    if answer.shown(child):
        yield f"{role} is refused and shown {sorted(answer.shown(child))}"
    kept = [(row["door"], row["username"], row["role"], row["outcome"], row["layer"]) for row in answer.refusals()]
    if kept != [(door, role, role, "refused:not_in_role", "none")]:
        yield f"{role}'s refusal is logged as {kept}"


def _answered_wrongly(answer: Answer, asking: dict[str, Any], door: str, role: str, child: Child) -> Iterator[str]:
    absent = asking.get("by") == "records" and answer.refused in ("404", "not_found")
    if answer.refused and not absent:
        yield f"{role} is refused as {answer.refused}"
    if answer.refusals():
        yield f"{role} is answered and logged as refused"
    shown = answer.shown(child) - {"row"}  # nobody is linked to a row set aside
    rows = [row for row in answer.rows if row["door"] in logged_as(door) and row["username"] == role]
    if shown and not any(child.person_id in row["people"] for row in rows):
        yield f"{role} is shown {sorted(shown)} and no row of the log names the child"
