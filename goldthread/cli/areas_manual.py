"""The reference page of areas of work: everything that each one's declaration says, and who may do what."""

from collections.abc import Iterator, Sequence

from goldthread.core.access.roles import roles
from goldthread.core.areas.grammar import Area, Ask, ClockUse, Move
from goldthread.core.areas.registry import areas
from goldthread.core.refusals import Refusal
from goldthread.core.standards.book import Book
from goldthread.core.standards.here import area_rules
from goldthread.core.standards.profiles import read_profile

WRITTEN = "*Written by `goldthread docs write` from each area's `area.py`; change it there.*"


def areas_page() -> Iterator[str]:
    yield from ("# Areas of work", "", WRITTEN)
    for area in areas().values():
        yield from area_lines(area)


def area_lines(area: Area) -> Iterator[str]:
    """One area in full: the page's part of it, and what `goldthread areas show` prints."""
    yield from ("", f"## {area.name}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {area.first_state}")
    for move in area.moves:
        yield from (
            f"    {state} --> {end}: {move.id}" for state in move.from_states for end in move.ends_in or (state,)
        )
    yield from (f"    {state.id} --> [*]" for state in area.states if state.is_closed)
    yield "```"
    yield from _table(
        ("State", "Whose turn"), [(f"{one.words} (`{one.id}`)", _turn(one.whose_turn)) for one in area.states]
    )
    yield from _moves(area)
    yield from _asks(area)
    yield from _matrix(area)
    yield from _clocks(area)
    yield from _checklist(area)
    yield from _review(area)
    yield from _sample(area)
    yield from _rest(area)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield from ("", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}")
        yield from (f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)


def _turn(whose: str) -> str:
    known = roles().get(whose)
    return known.name if known else {"owner": "its owner", "opener": "whoever recorded it"}.get(whose, whose)


def _moves(area: Area) -> Iterator[str]:
    rows = []
    for move in (area.opening, *area.moves):
        told = " ".join(f"`{key}`" for key in sorted(move.told)) or "-"
        own = [f"only while {_while(move.when)}"] if move.when else []
        own += [f"guard `{move.guard.rpartition('.')[2]}`"] if move.guard else []
        own += [f"then `{move.then.rpartition('.')[2]}`"] if move.then else []
        own += [f"settled by `{move.settles.rpartition('.')[2]}`"] if move.settles else []
        own += ["confirmed on a page"] if move.confirms else []
        rows.append(
            (f"{move.button} (`{move.id}`)", ", ".join(move.from_states) or "-", " or ".join(move.ends_in) or "stays",
             f"`{move.permission}`" if move.permission else "-", f"`{move.event}`", move.sentence, told,
             "; ".join(own) or "-")
        )  # fmt: skip
    yield from _table(("Move", "From", "To", "Needs", "Writes", "Reads as", "Clocks are told", "Besides"), rows)


def _while(when: tuple[str, tuple[str, ...]]) -> str:
    name, values = when
    return f"{name} is {' or '.join(value or 'not given' for value in values)}"


def _asks(area: Area) -> Iterator[str]:
    rows = [row for move in (area.opening, *area.moves) for row in _asked_by(move)]
    yield from _table(("Move", "Asks", "Name", "Kind", "Choices", "Needed"), rows)


def _asked_by(move: Move) -> Iterator[tuple[str, ...]]:
    for ask in move.asks:
        yield move.id, ask.label, f"`{ask.id}`", ask.kind, _choices(ask), _needed(ask)
    if move.needs_note:
        yield move.id, move.note_label, "`note`", "long", "-", "yes"


def _choices(ask: Ask) -> str:
    if ask.choices_from or ask.kind == "officer":
        return f"of the list of {ask.choices_from or 'officers'}"
    return "; ".join(f"{words} (`{value}`)" for value, words in ask.choices) or "-"


def _needed(ask: Ask) -> str:
    needed = "yes" if ask.required else "no"
    return f"{needed}, where {ask.when[0]} is {' or '.join(ask.when[1])}" if ask.when else needed


def _matrix(area: Area) -> Iterator[str]:
    """Roles by moves: who may take which, as the roles hold the permissions."""
    steps = [move for move in (area.opening, *area.moves) if move.permission]
    rows = []
    for role in roles().values():
        taken = [move.id for move in steps if move.permission in role.may]
        sees = "yes" if area.queue_permission in role.may else "no"
        if taken or sees == "yes":
            layer = "full" if area.id in role.full_in else role.layer
            everything = len(taken) == len(steps)
            rows.append((role.name, "every move" if everything else ", ".join(taken) or "none", sees, layer))
    yield from _table(("Who may", "Moves", "Reads the queue", "Layer in its cases"), rows)


def _clocks(area: Area) -> Iterator[str]:
    book = Book(read_profile("met"), area_rules())
    yield from _table(
        ("Clock", "Runs", "Kind", "Due", "From", "Until", "Mark", "Source"), [_clock(use, book) for use in area.clocks]
    )


def _clock(use: ClockUse, book: Book) -> tuple[str, ...]:
    try:
        rule = book.rule(use.rule)
    except Refusal:
        return (f"`{use.rule}`", "-", "-", "not found", "-", "-", "-", "-")
    value = rule.values[-1]
    runs = f"for risk {' or '.join(one or 'not graded' for one in use.risks)}" if use.risks else "always"
    runs = f"while {use.when[0]} is {' or '.join(use.when[1])}" if use.when else runs
    runs += f", if {' or '.join(use.states)}" if use.states else ""
    due = str(value.value)
    kind = "reminder until adopted" if str(value.mark) == "DEFAULT" else "duty"
    return (f"{rule.title} (`{use.rule}`)", runs, kind, due, rule.start, ", ".join(rule.stops), str(value.mark),
            value.source)  # fmt: skip


def _checklist(area: Area) -> Iterator[str]:
    rows = []
    for item in area.checklist:
        when = f"{item.when[0]} is {' or '.join(item.when[1])}, or not known" if item.when else "always"
        rows.append((f"{item.words} (`{item.id}`)", item.from_state, when, ", ".join(item.needed_for) or "-"))
    yield from _table(("Checklist", "From", "When", "Needed for"), rows)


def _review(area: Area) -> Iterator[str]:
    """Who reviews its cases and what there is to have looked at; the clocks of it stand among the others."""
    one = area.review
    looked = "; ".join(f"{words} (`{value}`)" for value, words in one.looked_at)
    yield from _table(
        ("Review by a supervisor needs", "Lowest rank", "What was looked at"),
        [(f"`{one.permission}`", one.least_rank or "any", looked)],
    )


def _sample(area: Area) -> Iterator[str]:
    """What chance draws each week of the ended work, and what a reviewer may say of it."""
    one = area.sample
    if one is None:
        return
    said = "; ".join(f"{judgement.words} (`{judgement.id}`)" for judgement in one.judgements)
    yield from _table(
        ("Drawn each week", "What ended so", "How many", "Spread over", "What is said of it", "Where wrong"),
        [(one.name, one.sentence, f"`{one.size}`", ", ".join(one.strata), said, f"`{one.reopens_by}`"
          if one.reopens_by else "an instruction")],
    )  # fmt: skip


def _rest(area: Area) -> Iterator[str]:
    yield from _table(
        ("Scale", "Values, the gravest first"),
        [(f"{one.name} (`{one.fact}`)", "; ".join(words for _, words in one.values)) for one in area.scales],
    )
    yield from _table(
        ("Indicator", "Of", "Counts", "Better", "Source"),
        [(f"{one.name} (`{one.id}`)", one.denominator, one.numerator, one.better, one.source)
         for one in area.indicators],
    )  # fmt: skip
    yield from _table(("Question for audit", "", "Source"), [(one.id, one.words, one.source) for one in area.questions])
    yield from _table(("In the morning's briefing",), [(one.words,) for one in area.briefing])
    lists = (("Skills", area.skills), ("Flags", area.flags), ("Panels", area.panels), ("Tripwires", area.tripwires))
    for name, values in lists:
        if values:
            yield from ("", f"{name}: {', '.join(f'`{one}`' for one in values)}.")
    if area.permissions:
        yield from _table(
            ("Brings the permission", "Held by"), [(f"`{one.id}`", ", ".join(one.roles)) for one in area.permissions]
        )
