"""Whether a declaration is whole: every fault as one sentence that begins with the field it stands in.

Asked at start-up of every area there is, by `goldthread areas check`, and by the tests.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from goldthread.core.access.permissions import PERMISSIONS, permissions
from goldthread.core.access.roles import roles
from goldthread.core.areas.grammar import KINDS, SHARED, Area, Ask, Move
from goldthread.core.areas.registry import NotWhole, area_in, declared
from goldthread.core.areas.resting import is_there, wrong_with_clocks, wrong_with_rest
from goldthread.core.organisation.ranks import DETECTIVE, RANKS

NOBODY_IN_PARTICULAR = {"owner", "opener", "nobody"}
# The letters that references of ours begin with: children and others, flags, alerts.
TAKEN_LETTERS = frozenset("CFA")


def check_all() -> None:
    """Refuse to start with an area that is not whole: `NotWhole` names its package and each field."""
    found = declared()
    for package, area in found.items():
        wrong = [*wrong_with(area), *wrong_with_clocks(area, package), *wrong_beside(area, found.values())]
        if wrong:
            raise NotWhole(package, wrong)


def wrong_with_package(package: str) -> list[str]:
    """Everything that is not whole in a package that need not be installed; NotWhole where it cannot be read."""
    area = area_in(package)
    others = [one for name, one in declared().items() if name != package]
    return [*wrong_with(area), *wrong_with_clocks(area, package), *wrong_beside(area, [*others, area])]


def wrong_beside(area: Area, every: Iterable[Area]) -> Iterator[str]:
    """What an area may not share with another: its id, its letter, its events, the permissions it brings."""
    for other in every:
        if other is area:
            continue
        if other.id == area.id:
            yield f"id: {area.id} is the id of another area"
        if other.prefix == area.prefix:
            yield f"prefix: {area.prefix} is the letter of {other.id} already"
        theirs = {one.id for one in other.permissions}
        yield from (f"permissions.{one.id}: {other.id} brings it already" for one in area.permissions
                    if one.id in theirs)  # fmt: skip


def wrong_with(area: Area) -> Iterator[str]:
    """Everything that is not whole in one area's declaration, but for its clocks."""
    yield from _wrong_with_head(area)
    yield from _wrong_with_states(area)
    for field, names in (("event", [m.event for m in area.moves]), ("id", [m.id for m in area.moves])):
        yield from (f"moves.{name}.{field}: is there twice" for name, n in Counter(names).items() if n > 1)
    for move in area.moves:
        yield from _wrong_with_move(area, move)
    yield from _wrong_with_opening(area)
    yield from _wrong_with_permissions(area)
    yield from wrong_with_rest(area)


def _wrong_with_head(area: Area) -> Iterator[str]:
    if not area.id.isidentifier() or area.id != area.id.lower() or len(area.id) > 30:
        yield f"id: {area.id!r} is no lower-case word of up to 30 letters"
    if len(area.prefix) != 1 or not ("A" <= area.prefix <= "Z") or area.prefix in TAKEN_LETTERS:
        yield f"prefix: {area.prefix!r} is no capital letter, or one that other references begin with"
    yield from (f"{name}: has no words" for name in ("name", "noun", "opening_sentence") if not getattr(area, name))
    if area.first_state not in {state.id for state in area.states}:
        yield f"first_state: {area.first_state} is not one of the states"
    if area.desk_role not in roles():
        yield f"desk_role: {area.desk_role} is no role"
    for name in ("queue_permission", "works_with", "opening_permission"):
        asked = getattr(area, name)
        if (asked or name == "queue_permission") and asked not in _known(area):
            yield f"{name}: {asked!r} is an unknown permission"
    if area.review.permission not in _held(area):
        yield f"review.permission: no role holds {area.review.permission!r}"
    if area.risk_from and not area.values_of(area.risk_from) <= {value for value, _ in area.risks}:
        yield f"risk_from: {area.risk_from} has values that are no risk of the area"
    yield from (f"review.tells: {rank!r} is none of {', '.join(RANKS)}" for rank, _ in area.review.tells
                if rank.removeprefix(DETECTIVE) not in RANKS)  # fmt: skip
    if area.review.least_rank and area.review.least_rank not in RANKS:
        yield f"review.least_rank: {area.review.least_rank!r} is none of {', '.join(RANKS)}"
    if not area.review.looked_at:
        yield "review.looked_at: has nothing to choose from"
    yield from (f"full_for: {role} is no role" for role in area.full_for if role not in roles())


def _wrong_with_states(area: Area) -> Iterator[str]:
    turns = set(roles()) | NOBODY_IN_PARTICULAR
    open_ones = [state for state in area.states if not state.is_closed]
    leading = [move for move in area.moves if move.ends_in]
    names = Counter(state.id for state in area.states)
    yield from (f"states.{name}: is there twice" for name, n in names.items() if n > 1)
    yield from (
        f"states.{s.id}.whose_turn: nobody knows whose turn it is, {s.whose_turn!r} is no role"
        for s in area.states
        if s.whose_turn not in turns
    )
    yield from (f"states.{s.id}.words: has no words" for s in area.states if not s.words.strip())
    yield from (f"states.{s.id}.whose_turn: open, and nobody's turn" for s in open_ones if s.whose_turn == "nobody")
    yield from (
        f"states.{s.id}: no move leads on from here"
        for s in open_ones
        if not any(s.id in move.from_states for move in leading)
    )
    yield from (f"states.{state}: is never reached" for state in sorted(set(names) - _reached(area)))


def _wrong_with_move(area: Area, move: Move) -> Iterator[str]:
    states = {state.id for state in area.states}
    where = f"moves.{move.id}"
    if not {*move.ends_in, *move.from_states} <= states or not move.from_states:
        yield f"{where}.to_state: leads from or to a state that is not there"
    if not move.event.startswith(f"{area.id}.") or move.event == area.opening_event:
        yield f"{where}.event: {move.event} is not an event of its own"
    if not move.sentence.strip() or not move.button.strip():
        yield f"{where}.sentence: has no sentence or no button"
    if move.by_service:
        if move.asks or move.needs_note or move.permission:
            yield f"{where}.by_service: time alone takes it, and it asks somebody or needs a permission"
    elif move.permission not in _known(area):
        yield f"{where}.permission: {move.permission!r} is an unknown permission"
    elif move.permission not in _held(area):
        yield f"{where}.permission: no role may take it"
    for field in ("guard", "then", "settles"):
        path = getattr(move, field)
        if path and not is_there(path):
            yield f"{where}.{field}: {path} is not there"
    yield from _wrong_with_when(area, move)
    if move.borough_from and move.borough_from not in area.facts:
        yield f"moves.{move.id}.borough_from: {move.borough_from} is a fact that no move gives"
    for field in ("leads_when", "happens_when"):
        yield from (f"{where}.{field}: waits for {fact}, a fact that no move gives"
                    for fact, _, _ in getattr(move, field) if fact not in area.facts)  # fmt: skip
    yield from _wrong_with_asks(where, move.asks)
    ask = move.ask(move.at)
    if move.at and (ask is None or ask.kind != "instant"):
        yield f"{where}.at: {move.at} is no instant that it asks for"


def _wrong_with_when(area: Area, move: Move) -> Iterator[str]:
    """A move waits for a fact that something gives, and for values that it can have."""
    if not move.when:
        return
    name, values = move.when
    if name not in area.facts:
        yield f"moves.{move.id}.when: waits for {name}, a fact that no move gives"
        return
    known = area.values_of(name)
    yield from (f"moves.{move.id}.when: {name} is never {value}" for value in values
                if known and value and value not in known)  # fmt: skip
    if not values:
        yield f"moves.{move.id}.when: is open for no value of {name}"


def _wrong_with_opening(area: Area) -> Iterator[str]:
    if not area.opening_event.startswith(f"{area.id}.") or area.opening_event in SHARED:
        yield f"opening_event: {area.opening_event} is not an event of its own"
    if area.opening_asks and not area.opening_permission:
        yield "opening_permission: nobody may open it, and opening_asks asks"
    if area.opening_permission and area.opening_permission not in _held(area):
        yield "opening_permission: no role holds it"
    if area.opens_with and not is_there(area.opens_with):
        yield f"opens_with: {area.opens_with} is not there"
    yield from _wrong_with_asks("opening_asks", area.opening_asks)
    asked = {*area.fields, *(ask.id for ask in area.opening_asks)}
    if area.voice and area.voice not in asked:
        yield f"voice: {area.voice} is not asked when it is opened"


def _wrong_with_asks(where: str, asks: Iterable[Ask]) -> Iterator[str]:
    from goldthread.core.cases.choosing import lists

    before: set[str] = set()
    for ask in asks:
        at = f"{where}.{ask.id}"
        if ask.id in before:
            yield f"{at}: asks for one thing twice"
        if ask.kind not in KINDS or not ask.label.strip():
            yield f"{at}.kind: is asked in no way there is, or without words"
        if ask.kind in ("choice", "choices") and not (ask.choices or ask.choices_from in lists()):
            yield f"{at}.choices: has nothing to choose from"
        if ask.happens and ask.kind != "instant":
            yield f"{at}.happens: clocks are told of an instant, and this asks for none"
        if ask.when and ask.when[0] not in before:
            yield f"{at}.when: waits for an answer that is not asked before it"
        before.add(ask.id)


def _wrong_with_permissions(area: Area) -> Iterator[str]:
    """An area brings permissions of its own and gives no role one of ours."""
    for one in area.permissions:
        where = f"permissions.{one.id}"
        if one.id in PERMISSIONS:
            yield f"{where}: is one of ours; an area gives only its own"
        if not one.what.strip() or not one.remedy.strip().endswith("."):
            yield f"{where}.remedy: says not what is refused, or not in a sentence what to do"
        if not one.roles:
            yield f"{where}.roles: no role holds it"
        yield from (f"{where}.roles: {role} is no role" for role in one.roles if role not in roles())


def _known(area: Area) -> Collection[str]:
    return {*permissions(), *(one.id for one in area.permissions)}


def _held(area: Area) -> Collection[str]:
    by_roles = {permission for role in roles().values() for permission in role.may}
    return by_roles | {one.id for one in area.permissions if one.roles}


def _reached(area: Area) -> set[str]:
    reached = {area.first_state}
    while more := {to for m in area.moves if set(m.from_states) & reached for to in m.ends_in} - reached:
        reached |= more
    return reached
