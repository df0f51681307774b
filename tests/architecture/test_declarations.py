"""What is declared is whole: areas, moves, roles and permissions agree with each other and with the code."""

from collections.abc import Iterator
from dataclasses import replace

from goldthread.core.access.permissions import PERMISSIONS
from goldthread.core.access.roles import LAYERS, RANK, Role, roles
from goldthread.core.areas.checking import wrong_with, wrong_with_package
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas, declared
from goldthread.respond.concern.area import AREA as CONCERN
from tests.architecture.tree import is_test, modules, parsed, strings

# Permissions that no code asks for yet, each with the reason; the list must not grow.
NOT_ASKED_YET: dict[str, str] = {}


def test_every_area_is_whole() -> None:
    assert areas()
    found = {package: wrong_with_package(package) for package in declared()}
    assert found == {package: [] for package in declared()}


def test_an_areas_id_prefix_and_events_are_its_own() -> None:
    events = [event for a in areas().values() for event in (a.opening_event, *(move.event for move in a.moves))]
    prefixes = [area.prefix for area in areas().values()]
    assert len(set(events)) == len(events)
    assert len(set(prefixes)) == len(prefixes)


def _with_move(**changes: object) -> Area:
    first, *others = CONCERN.moves
    return replace(CONCERN, moves=(replace(first, **changes), *others))  # type: ignore[arg-type]


def test_a_declaration_that_is_not_whole_is_found() -> None:
    first, *others = CONCERN.states
    lost = replace(first, whose_turn="somebody")
    assert "states.recorded.whose_turn: nobody knows whose turn it is, 'somebody' is no role" in wrong_with(
        replace(CONCERN, states=(lost, *others))
    )
    assert "moves.take.to_state: leads from or to a state that is not there" in wrong_with(
        _with_move(to_state="elsewhere")
    )
    assert "moves.take.event: concern.recorded is not an event of its own" in wrong_with(
        _with_move(event="concern.recorded")
    )
    assert "moves.concern.closed.event: is there twice" in wrong_with(_with_move(event="concern.closed"))
    assert "moves.take.sentence: has no sentence or no button" in wrong_with(_with_move(sentence=" "))
    assert "moves.take.permission: 'take_it' is an unknown permission" in wrong_with(_with_move(permission="take_it"))
    assert "states.closed: is never reached" in wrong_with(replace(CONCERN, moves=CONCERN.moves[:1]))
    assert "states.researching: no move leads on from here" in wrong_with(replace(CONCERN, moves=CONCERN.moves[:1]))


def wrong_with_role(role: Role) -> Iterator[str]:
    if not role.sentence.endswith(".") or len(role.sentence.split()) < 5:
        yield f"{role.id}: has no sentence"
    if role.layer not in LAYERS or role.layer == "restricted":
        yield f"{role.id}: {role.layer} is not a layer to start from"
    yield from (f"{role.id}: {permission} is unknown" for permission in sorted(role.may - set(PERMISSIONS)))
    if role.full_in and RANK[role.layer] < RANK["summary"]:
        yield f"{role.id}: works in full what it may not see in summary"


def test_every_role_has_a_sentence_a_layer_and_known_permissions() -> None:
    assert {role.id: list(wrong_with_role(role)) for role in roles().values()} == {role: [] for role in roles()}


def test_a_role_that_is_not_whole_is_found() -> None:
    odd = Role("odd", "Odd", "Does things", "everything", may=frozenset({"fly"}))
    assert list(wrong_with_role(odd)) == [
        "odd: has no sentence",
        "odd: everything is not a layer to start from",
        "odd: fly is unknown",
    ]


def permissions_asked_for() -> set[str]:
    """Permissions that code or a declaration names, but for the list of them and the roles that hold them."""
    code = [path for path in modules("goldthread/") if not is_test(path) and path.name != "permissions.py"]
    named = {text for path in code for _, text in strings(parsed(path))}
    return set(PERMISSIONS) & named


def test_every_permission_is_held_by_a_role_and_asked_for_somewhere() -> None:
    held = {permission for role in roles().values() for permission in role.may}
    assert set(PERMISSIONS) - held == set()
    assert set(PERMISSIONS) - permissions_asked_for() == set(NOT_ASKED_YET)


def test_every_permission_has_the_words_of_its_refusal() -> None:
    silent = [name for name, (what, remedy) in PERMISSIONS.items() if not what.strip() or not remedy.endswith(".")]
    assert silent == []
