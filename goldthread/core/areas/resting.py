"""Whether what an area hangs on its states and moves is whole: clocks, checklist, scales, flags, figures, questions."""

from collections import Counter
from collections.abc import Iterator

from django.utils.module_loading import import_string

from goldthread.core.access.roles import roles
from goldthread.core.areas.grammar import Area, ClockUse
from goldthread.core.refusals import Refusal
from goldthread.core.standards.book import Book
from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.here import area_rules, rules_of
from goldthread.core.standards.profiles import read_profile

BETTER = ("higher", "lower", "neither")


def wrong_with_clocks(area: Area, package: str) -> Iterator[str]:
    """Every clock is one of the register or of the area's own, and the area's own steps start and stop it."""
    try:
        own = {rule.id: rule for rule in (*area_rules(), *rules_of(package))}
    except StandardsFault as fault:
        yield f"standards.yaml: {str(fault).rstrip('.')}"
        return
    book = Book(read_profile("met"), own.values())
    for use in area.clocks:
        yield from _wrong_with_clock(area, use, book)


def _wrong_with_clock(area: Area, use: ClockUse, book: Book) -> Iterator[str]:
    where = f"clocks.{use.rule}"
    try:
        rule = book.rule(use.rule)
    except Refusal:
        yield f"{where}: there is no such clock, neither in the register nor in the area's own standards.yaml"
        return
    if rule.start not in area.told:
        yield f"{where}: starts at {rule.start}, and no step of the area happens so"
    if not area.told & set(rule.stops):
        yield f"{where}: stops at {' or '.join(rule.stops)}, and no step of the area happens so"
    if use.when and use.when[0] not in area.facts:
        yield f"{where}.when: waits for {use.when[0]}, a fact that no move gives"
    yield from (f"{where}.cancelled_by: {key} never happens" for key in use.cancelled_by if key not in area.told)
    if use.unless and use.unless[0] not in area.facts:
        yield f"{where}.unless: asks for {use.unless[0]}, a fact that nothing gives"
    late = area.move(use.late_move)
    if use.late_move and (late is None or not late.by_service):
        yield f"{where}.late_move: {use.late_move} is no move that the service takes"
    states = {state.id for state in area.states}
    yield from (f"{where}.states: {one} is not one of the states" for one in use.states if one not in states)
    known = {"", *(value for value, _ in area.risks)}
    yield from (f"{where}.risks: {risk} is no risk of the area" for risk in use.risks if risk not in known)


def wrong_with_rest(area: Area) -> Iterator[str]:
    """Everything but states, moves and clocks."""
    yield from _wrong_with_checklist(area)
    yield from _wrong_with_words(area)
    yield from _wrong_with_figures(area)
    yield from _wrong_with_modules(area)
    yield from _wrong_with_sample(area)
    yield from _wrong_with_board(area)


def _wrong_with_checklist(area: Area) -> Iterator[str]:
    states, moves = {state.id for state in area.states}, {move.id for move in area.moves}
    for item in area.checklist:
        where = f"checklist.{item.id}"
        if item.from_state not in states:
            yield f"{where}.from_state: {item.from_state} is not one of the states"
        if item.group and item.group not in {group.id for group in area.groups}:
            yield f"{where}.group: {item.group} is not one of the groups"
        if not set(item.why_for) & {value for value, _ in item.answers} and item.why_for:
            yield f"{where}.why_for: names no answer of it"
        yield from (f"{where}.needed_for: {move} is not one of the moves" for move in item.needed_for
                    if move not in moves)  # fmt: skip
        if item.when and item.when[0] not in {*area.fields, *area.facts, *(ask.id for ask in area.opening_asks)}:
            yield f"{where}.when: {item.when[0]} is never asked"
        if not item.words.strip():
            yield f"{where}.words: has no words"


def _wrong_with_words(area: Area) -> Iterator[str]:
    from goldthread.core.flags.catalogue import kinds

    for scale in area.scales:
        if scale.fact not in area.facts:
            yield f"scales.{scale.fact}: no move gives it"
        if not scale.values:
            yield f"scales.{scale.fact}.values: has nothing to choose from"
    yield from (f"flags.{kind}: is no kind of flag" for kind in area.flags if kind not in kinds())
    for question in area.questions:
        if not question.source.strip() or not question.words.strip().endswith("?"):
            yield f"questions.{question.id}.source: has no source, or asks nothing"


def _wrong_with_figures(area: Area) -> Iterator[str]:
    for one in area.indicators:
        where = f"indicators.{one.id}"
        if not one.source.strip() or not one.numerator.strip() or not one.denominator.strip():
            yield f"{where}.source: says not what is counted of what, or by whom it is defined"
        if one.better not in BETTER:
            yield f"{where}.better: is higher, lower or neither"
        yield from (f"{where}.{name}: {path} is not there" for name, path in (("read", one.read), ("cases", one.cases))
                    if not is_there(path))  # fmt: skip
    for line in area.briefing:
        if not line.words.strip() or not is_there(line.counts or line.read):
            yield f"briefing.{line.id}.read: {line.counts or line.read} is not there, or the line has no words"
        try:
            [line.sentence(many, "") for many in (None, 0, 1, 2)]
        except (KeyError, IndexError, ValueError):
            yield f"briefing.{line.id}.says: has a place other than {{n}} and {{period}}"


def _wrong_with_sample(area: Area) -> Iterator[str]:
    one = area.sample
    if one is None:
        return
    if not is_there(one.frame):
        yield f"sample.frame: {one.frame} is not there"
    if one.reopens_by and area.move(one.reopens_by) is None:
        yield f"sample.reopens_by: {one.reopens_by} is not one of the moves"
    states = {state.id for state in area.states}
    for judgement in one.judgements:
        if not judgement.words.strip() or not set(judgement.states) <= states:
            yield f"sample.judgements.{judgement.id}: has no words, or is said of a state that is not there"


def _wrong_with_modules(area: Area) -> Iterator[str]:
    for field in ("research", "before", "shares"):
        path = getattr(area, field)
        if path and not is_there(path):
            yield f"{field}: {path} is not there"
    yield from (f"research_in: {one} is not one of the states" for one in area.research_in
                if one not in {state.id for state in area.states})  # fmt: skip
    for field, wanted in (("panels", "PANELS"), ("tripwires", "TRIPWIRES")):
        for module in getattr(area, field):
            if not is_there(f"{module}.{wanted}"):
                yield f"{field}: {module} has no {wanted}"


def is_there(path: str) -> bool:
    """Whether a dotted path names something that can be imported."""
    try:
        import_string(path)
    except (ImportError, AttributeError, ValueError):
        return False
    return True


def _wrong_with_board(area: Area) -> Iterator[str]:
    """Every open state stands in one part of the board, and what the board names is there."""
    if area.board is None:
        return
    stands = Counter(state for group in area.board.groups for state in group.states)
    states = {state.id for state in area.states}
    yield from (f"board.groups: {one.id} stands in no part" for one in area.states
                if not one.is_closed and not stands[one.id])  # fmt: skip
    yield from (f"board.groups: {one} stands in two parts" for one, times in stands.items() if times > 1)
    yield from (f"board.groups: {one} is not one of the states" for one in stands if one not in states)
    yield from (f"board.whole_force: {one} is no role" for one in area.board.whole_force if one not in roles())
    if area.board.taken_by and area.move(area.board.taken_by) is None:
        yield f"board.taken_by: {area.board.taken_by} is no move"
    if area.board.says and not is_there(area.board.says):
        yield f"board.says: nothing is at {area.board.says}"
