"""What is declared is whole: areas, moves, roles and permissions agree with each other and with the code."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from django.utils.module_loading import import_string

from goldthread.core.access.permissions import PERMISSIONS
from goldthread.core.access.roles import LAYERS, RANK, Role, roles
from goldthread.core.areas.grammar import KINDS, Area, Move
from goldthread.core.areas.registry import areas
from goldthread.core.cases.choosing import lists
from goldthread.core.standards.book import Book
from goldthread.core.standards.here import area_rules
from goldthread.core.standards.profiles import read_profile
from goldthread.respond.concern.area import AREA as CONCERN
from tests.architecture.tree import is_test, modules, parsed, strings

NOBODY_IN_PARTICULAR = {"owner", "opener", "nobody"}
# Permissions that no code asks for yet, each with the reason; the list must not grow.
NOT_ASKED_YET: dict[str, str] = {}


def wrong_with(area: Area) -> Iterator[str]:
    """Everything that is not whole in one area's declaration."""
    states = {state.id for state in area.states}
    turns = set(roles()) | NOBODY_IN_PARTICULAR
    yield from (f"{s.id}: nobody knows whose turn it is" for s in area.states if s.whose_turn not in turns)
    yield from (f"{s.id}: has no words" for s in area.states if not s.words.strip())
    open_ones = [state for state in area.states if not state.is_closed]
    yield from (f"{s.id}: open, and nobody's turn" for s in open_ones if s.whose_turn == "nobody")
    leading = [move for move in area.moves if move.to_state]
    yield from (
        f"{s.id}: no move leads on from here"
        for s in open_ones
        if not any(s.id in move.from_states for move in leading)
    )
    yield from (f"{state}: is never reached" for state in states - _reached(area))
    yield from (f"{name}: is there twice" for name, n in Counter(m.event for m in area.moves).items() if n > 1)
    yield from (f"{name}: is there twice" for name, n in Counter(m.id for m in area.moves).items() if n > 1)
    for move in area.moves:
        yield from _wrong_with_move(area, move, states)
    if area.first_state not in states:
        yield f"{area.first_state}: the first state is not one of them"
    if area.desk_role not in roles():
        yield f"{area.desk_role}: the desk is no role"
    if area.queue_permission not in PERMISSIONS:
        yield f"{area.queue_permission}: the queue's permission is unknown"
    if not area.opening_sentence.strip():
        yield f"{area.opening_event}: has no sentence"


def _wrong_with_move(area: Area, move: Move, states: Collection[str]) -> Iterator[str]:
    if (move.to_state and move.to_state not in states) or not set(move.from_states) <= set(states):
        yield f"{move.id}: leads from or to a state that is not there"
    if not move.event.startswith(f"{area.id}.") or move.event == area.opening_event:
        yield f"{move.id}: writes {move.event}, which is not an event of its own"
    if not move.sentence.strip() or not move.button.strip():
        yield f"{move.id}: has no sentence or no button"
    if move.permission not in PERMISSIONS:
        yield f"{move.id}: needs a permission that is unknown"
    elif not any(move.permission in role.may for role in roles().values()):
        yield f"{move.id}: no role may take it"
    yield from (f"{move.id}: {path} is not there" for path in (move.guard, move.then) if path and not _is_there(path))
    yield from _wrong_with_asks(move)


def _wrong_with_asks(move: Move) -> Iterator[str]:
    before: set[str] = set()
    for ask in move.asks:
        if ask.kind not in KINDS or not ask.label.strip():
            yield f"{move.id}: {ask.id} is asked in no way there is, or without words"
        if ask.kind in ("choice", "choices") and not (ask.choices or ask.choices_from in lists()):
            yield f"{move.id}: {ask.id} has nothing to choose from"
        if ask.when and ask.when[0] not in before:
            yield f"{move.id}: {ask.id} waits for an answer that is not asked before it"
        before.add(ask.id)
    if len(before) < len(move.asks):
        yield f"{move.id}: asks for one thing twice"


def _is_there(path: str) -> bool:
    try:
        import_string(path)
    except ImportError:
        return False
    return True


def _reached(area: Area) -> set[str]:
    reached = {area.first_state}
    while more := {m.to_state for m in area.moves if m.to_state and set(m.from_states) & reached} - reached:
        reached |= more
    return reached


def test_every_area_is_whole() -> None:
    assert areas()
    assert {area.id: list(wrong_with(area)) for area in areas().values()} == {area: [] for area in areas()}


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
    assert "recorded: nobody knows whose turn it is" in wrong_with(replace(CONCERN, states=(lost, *others)))
    assert "take: leads from or to a state that is not there" in wrong_with(_with_move(to_state="elsewhere"))
    assert "take: writes concern.recorded, which is not an event of its own" in wrong_with(
        _with_move(event="concern.recorded")
    )
    assert "concern.closed: is there twice" in wrong_with(_with_move(event="concern.closed"))
    assert "take: has no sentence or no button" in wrong_with(_with_move(sentence=" "))
    assert "take: needs a permission that is unknown" in wrong_with(_with_move(permission="take_it"))
    assert "closed: is never reached" in wrong_with(replace(CONCERN, moves=CONCERN.moves[:1]))
    assert "researching: no move leads on from here" in wrong_with(replace(CONCERN, moves=CONCERN.moves[:1]))


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


def test_every_clock_of_an_area_is_started_and_stopped_by_its_own_events() -> None:
    book = Book(read_profile("met"), area_rules())
    for area in areas().values():
        told = {key for keys in (area.opening_happens, *(move.happens for move in area.moves)) for key in keys.split()}
        facts = {ask.id for move in area.moves for ask in move.asks if ask.is_fact}
        for use in area.clocks:
            rule = book.rule(use.rule)
            assert rule.start in told, f"{use.rule}: nothing in {area.id} starts it"
            assert told & set(rule.stops), f"{use.rule}: nothing in {area.id} stops it"
            assert use.when is None or use.when[0] in facts, f"{use.rule}: waits for a fact that no move gives"
            assert set(use.cancelled_by) <= told, f"{use.rule}: cancelled by what never happens"


def test_every_checklist_item_is_asked_at_a_state_there_is_and_for_moves_there_are() -> None:
    for area in areas().values():
        for item in area.checklist:
            assert item.from_state in {state.id for state in area.states}, item.id
            assert set(item.needed_for) <= {move.id for move in area.moves}, item.id
            facts = {ask.id for move in area.moves for ask in move.asks if ask.is_fact}
            assert item.when is None or item.when[0] in {*area.fields, *facts}, item.id
