"""The grammar an area.py fills: states with an owner, moves with a permission, an event and a sentence (decision 11).

Inert data: nothing here imports Django or an area. `core.cases` performs what is declared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldthread.core.areas.boards import RowBoard
from goldthread.core.areas.measuring import BriefingLine as BriefingLine
from goldthread.core.areas.measuring import Counted as Counted
from goldthread.core.areas.measuring import Indicator as Indicator
from goldthread.core.areas.measuring import Question as Question


@dataclass(frozen=True)
class State:
    """Where a piece of work can stand, and whose turn it is there. A closed state ends the work."""

    id: str
    words: str
    whose_turn: str
    is_closed: bool = False


@dataclass(frozen=True)
class ClockUse:
    """A clock of the register, or of the area's own `standards.yaml`, that runs in this area's cases.

    Where `risks` is given it starts only for a case of one of these risks, where `states` is, only while the case is in
    one of them: a review held once the child is found sets no next one. Where `unless` is (a fact and its values), it
    does not start in a case whose fact is one of them by then. `late_move` is the move that the service takes
    when its time is past and nothing ended it. Where `when` is given (a fact of the case
    and its values) it runs only while the fact is one of them, always counted from the start that the rule names: a
    regrade restarts nothing. Clocks of one `ladder` follow each other: after a graver value none gives more time than
    the one before it had left (mash-offenders-investigations.md 3.2).
    """

    rule: str
    risks: tuple[str, ...] = ()
    cancelled_by: tuple[str, ...] = ()
    when: tuple[str, tuple[str, ...]] | None = None
    ladder: str = ""
    late_move: str = ""
    states: tuple[str, ...] = ()
    unless: tuple[str, tuple[str, ...]] | None = None


# What may be said of an item unless it says otherwise; an empty answer makes it to do again.
ANSWERS = (("done", "Done"), ("not_needed", "Not needed"), ("unknown", "Unknown"))


@dataclass(frozen=True)
class Item:
    """One thing to be done or considered: from which state on it is asked, and under which condition.

    `when` names a field of the case's facts and the values for which the item is asked; empty: always. `answers` are
    what may be said of it, and `why_for` those of them that need words beside.
    """

    id: str
    words: str
    from_state: str
    when: tuple[str, tuple[str, ...]] | None = None
    needed_for: tuple[str, ...] = ()  # moves that ask for it first
    answers: tuple[tuple[str, str], ...] = ANSWERS
    why_for: tuple[str, ...] = ("not_needed", "unknown")
    group: str = ""


@dataclass(frozen=True)
class Group:
    """Items of a checklist that belong together, under a title. `happens` is what clocks read when the last of them
    that is asked is answered."""

    id: str
    title: str
    happens: str = ""


# What any work may be told besides its own moves, and how it reads: written by `core.cases`.
SHARED = {
    "case.item_answered": "Checklist answered",
    "case.note_added": "Note added",
    "case.allocated": "Given to an officer",
    "case.handover_offered": "Hand-over offered",
    "case.handover_asked": "Asked about the hand-over",
    "case.handover_accepted": "Hand-over accepted",
    "case.handover_refused": "Hand-over not accepted",
    "case.handover_withdrawn": "Hand-over taken back",
    "case.reviewed": "Reviewed by a supervisor",
    "case.corrected": "Corrected",
    "case.mirrored": "Followed the system that owns it",
    "case.taken_over": "Owned here from now on",
    "case.reported_again": "Reported again while it was open",
    "case.referenced": "Known elsewhere by a number",
    "case.sent_elsewhere": "Written out for another system",
    "case.researched": "What was known then",
    "case.instruction_done": "What a review asked for is done",
    "case.sent_back": "Sent back by an audit: a child may be at risk",
}
# What any work's review tells clocks: that it was held, and for when the reviewer set the next one.
REVIEW_KEYS = frozenset(("reviewed_at", "review_set_at", "next_review_at"))
CODED = frozenset(("choice", "choices", "yes_no", "instant", "day", "officer"))
KINDS = CODED | {"text", "long"}


@dataclass(frozen=True)
class Ask:
    """One thing that a move asks of whoever takes it.

    `kind` is one of `KINDS`. A coded answer is a fact of the case: it is listed, counted and clocked by. Words are kept
    with the event, erasable, in the layer of the work. `choices_from` names a list that `core.cases.choosing` reads.
    `when` (another ask and its values) says for which answers this one is asked at all. `happens` is the event key that
    clocks read at an instant that was answered. An instant is past unless it is `ahead`: a time agreed upon.
    """

    id: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()
    choices_from: str = ""
    hint: str = ""
    required: bool = True
    when: tuple[str, tuple[str, ...]] | None = None
    happens: str = ""
    ahead: bool = False

    @property
    def is_fact(self) -> bool:
        return self.kind in CODED


@dataclass(frozen=True)
class Scale:
    """A grading that a person gives to the work, the gravest value first. `fact` is where the case keeps it."""

    fact: str
    name: str
    values: tuple[tuple[str, str], ...]

    def words(self, value: str) -> str:
        return next((words for known, words in self.values if known == value), value)

    def is_graver(self, value: str, than: str) -> bool:
        """Whether one value is graver than another; than none, every value is."""
        order = [known for known, _ in self.values]
        return value in order and (than not in order or order.index(value) < order.index(than))


LOOKED_AT = (
    ("whole", "Everything that happened in it"),
    ("decisions", "The decisions and their reasons"),
    ("checklist", "The checklist, and what is still open"),
    ("voice", "The child's own words"),
    ("before", "What was known of the child and the family before"),
    ("spoken", "Whoever works it was spoken to"),
)


@dataclass(frozen=True)
class Review:
    """How a supervisor reviews a case of this work. An area that says nothing is reviewed like this.

    `least_rank` is the last word of the lowest rank that may, like `Sergeant`; empty: the permission is enough. When a
    review is due is a clock of the area, which `reviewed_at` stops; a next one that the reviewer set for a day runs by
    `review_set_at` until `next_review_at`. `tells` are the event keys that a review by somebody of at least a rank
    tells besides: where a sergeant, an inspector and a superintendent each have a clock of their own. `also` are items
    of the checklist and kinds of event by which a supervisor looked at the case without such a review: where there is
    none, they are told in its place.
    """

    permission: str = "supervise_work"
    least_rank: str = ""
    tells: tuple[tuple[str, str], ...] = ()
    looked_at: tuple[tuple[str, str], ...] = LOOKED_AT
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What a reviewer may say of the decision that ended a sampled case. One that is no `answer` is in no share.

    `states` are those the case ended in for which it can be said; empty: any.
    """

    id: str
    words: str
    is_wrong: bool = False
    is_answer: bool = True
    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class Framed:
    """One case that may be drawn: whom it is about, the state it ended in, and by what the frame is ordered."""

    case_id: str
    person_id: str | None
    state: str
    strata: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """Ended work of which supervisors review some each week, drawn by chance: nobody chooses what is looked at.

    `frame` is the dotted path of `(since, until) -> [Framed]`; `strata` are the names of what it is ordered by before
    every so-manieth is drawn. `size` names the setting of how many a week. `reopens_by` is the move that is offered at
    once where the decision was wrong; an area without one asks for an instruction instead.
    """

    id: str
    name: str
    sentence: str
    frame: str
    size: str
    strata: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    reopens_by: str = ""

    def judgement(self, judged: str) -> Judgement | None:
        return next((one for one in self.judgements if one.id == judged), None)


@dataclass(frozen=True)
class Permission:
    """A permission that a force's own area brings with it: the words of its refusal, and the roles that hold it."""

    id: str
    what: str
    remedy: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """A step from one state to another: who may take it, what it asks and writes, and how it reads.

    Without `to_state` the work stays where it is. `when` (a fact of the case and its values, an empty one for a fact
    not given) says while which the move is open: shut, it is not offered and is refused. `sets` are facts that the step
    itself gives. `guard` is the dotted path of a function `(by, case, answers)` that may refuse; `then` of one
    `(by, case, answers, event)` that does what the area adds, in the same transaction. `suggests` is that of one
    `(by, case) -> {ask: value}` which the page begins with, and `warns` of `(by, case, answers) -> lines` that stand on
    the page which confirms. `settles` is that of one `(by, case, answers) -> answers`: what is saved in their place,
    where a rule decides that a fact is saved at the safer value. `at` names the ask whose answer is when the step
    happened in the world: that a child was found is told hours after. `borough_from` names the fact whose value is the
    borough that owns the work after the step. What is settled may lead to another state
    (`leads_when`: fact, value, state) and tell clocks more (`happens_when`: fact, value, event keys).
    """

    id: str
    button: str
    sentence: str
    from_states: tuple[str, ...]
    to_state: str
    permission: str
    event: str
    happens: str = ""  # the event keys that clocks start or stop at, one or several apart by blanks
    takes_ownership: bool = False
    needs_note: bool = False
    note_label: str = "Note"
    # A confirm page stands before moves that close, lower risk or send outside (screens.md 1.6).
    confirms: bool = False
    when: tuple[str, tuple[str, ...]] | None = None
    asks: tuple[Ask, ...] = ()
    sets: tuple[tuple[str, str], ...] = ()
    guard: str = ""
    then: str = ""
    suggests: str = ""
    warns: str = ""
    settles: str = ""
    at: str = ""
    by_service: bool = False  # taken by the service alone, as `ClockUse.late_move`; nobody is offered it
    borough_from: str = ""
    leads_when: tuple[tuple[str, str, str], ...] = ()
    happens_when: tuple[tuple[str, str, str], ...] = ()

    def ask(self, ask_id: str) -> Ask | None:
        return next((one for one in self.asks if one.id == ask_id), None)

    def leads_to(self, state: str, facts: Mapping[str, Any] | None = None) -> str:
        """The state after the step, by the facts that it gave."""
        given = facts or {}
        led = (to for fact, value, to in self.leads_when if given.get(fact) == value)
        return next(led, self.to_state or state)

    @property
    def ends_in(self) -> tuple[str, ...]:
        """Every state that it may lead to."""
        return tuple(dict.fromkeys(one for one in (self.to_state, *(to for _, _, to in self.leads_when)) if one))

    def tells(self, facts: Mapping[str, Any], at: str) -> dict[str, str]:
        """The event keys it tells clocks, its own at `at`, those of answered instants at theirs."""
        keys = [self.happens, *(more for fact, value, more in self.happens_when if facts.get(fact) == value)]
        told = dict.fromkeys(" ".join(keys).split(), at)
        return told | {ask.happens: facts[ask.id] for ask in self.asks if ask.happens and facts.get(ask.id)}

    @property
    def told(self) -> frozenset[str]:
        """Every event key that it may tell."""
        keys = [self.happens, *(more for _, _, more in self.happens_when), *(ask.happens for ask in self.asks)]
        return frozenset(" ".join(keys).split())


@dataclass(frozen=True)
class Area:
    """One kind of work on one page.

    `opens_with` is the dotted path of `(by, code, *, risk, occurred_at, idempotency_key, **answers) -> Case`; without
    it `core.cases.opening` opens the work. `skills` are what whoever holds the work is accredited in, `flags` the kinds
    that it raises or lifts, `panels` and `tripwires` modules that declare them. `permissions` and `full_for` (roles
    that see its cases in full) are for areas from outside: ours stand in `roles.yaml`. `mirrors` names the system that
    owns the work where we only follow it; `follows` is the dotted path of `(record ids) -> None`, which the service
    calls with its rows as they come in. `risk_from` is the fact whose value is the case's risk, where a grade is
    one; `activity` the event key that every act of an officer on the case tells.
    `research` is the dotted path of `(by, case, look) -> Body`: what is held, drawn beside what was recorded while the
    work is in one of `research_in`, by the template `research_shows`. `before` is that of `(by, person id, look) ->
    Body`: the same beside the page that opens the work, when there is no case yet. `shares` is the dotted path of what
    goes out of the work to others and comes back (`respond.sharing.declared.Shares`).
    """

    id: str
    name: str
    noun: str
    prefix: str
    opening_event: str
    opening_sentence: str
    first_state: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    queue_permission: str
    desk_role: str
    opening_happens: str = ""
    # What opens the work by any door: who may, what is asked, and the area's own action where it has one.
    opening_permission: str = ""
    opening_asks: tuple[Ask, ...] = ()
    opens_with: str = ""
    opening_gives: tuple[tuple[str, tuple[str, ...]], ...] = ()  # facts of that action, and the values they can have
    opening_says: tuple[Ask, ...] = ()  # those of its facts that stand first in what was recorded
    works_with: str = ""  # the permission of those who work on the cases; empty: that of the queue
    clocks: tuple[ClockUse, ...] = ()
    checklist: tuple[Item, ...] = ()
    groups: tuple[Group, ...] = ()
    risk_from: str = ""
    activity: str = ""
    risks: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = field(default=())
    voice: str = ""  # the field of the opening event that holds the child's own words
    scales: tuple[Scale, ...] = ()
    skills: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    figures_note: str = ""  # what whoever reads the figures must know of how they are counted
    panels: tuple[str, ...] = ()
    tripwires: tuple[str, ...] = ()
    briefing: tuple[BriefingLine, ...] = ()
    permissions: tuple[Permission, ...] = ()
    full_for: tuple[str, ...] = ()
    mirrors: str = ""
    follows: str = ""
    opening_layer: str = "full"  # of the words that open it: `summary` where whoever goes must read them
    # The page of its own on which such work is opened; without one the declaration's is drawn.
    opens_at: str = ""
    research: str = ""
    research_in: tuple[str, ...] = ()
    research_shows: str = "components/research.html"
    before: str = ""
    shares: str = ""
    review: Review = field(default=Review())
    sample: Sample | None = None
    board: RowBoard | None = None  # its board by rows; without one the board counts the work by state

    @property
    def opening(self) -> Move:
        """The opening as a move from nowhere, so that what asks and answers moves serves it too."""
        return Move(
            id="open",
            button=f"Record {'an' if self.noun[:1] in 'aeiou' else 'a'} {self.noun}",
            sentence=self.opening_sentence,
            from_states=(),
            to_state=self.first_state,
            permission=self.opening_permission,
            event=self.opening_event,
            happens=self.opening_happens,
            asks=self.opening_asks,
        )

    @property
    def facts(self) -> frozenset[str]:
        """The coded answers that its opening and its moves give a case."""
        moves = (self.opening, *self.moves)
        asked = frozenset(ask.id for move in moves for ask in move.asks if ask.is_fact)
        return asked | {name for move in moves for name, _ in move.sets} | {name for name, _ in self.opening_gives}

    def values_of(self, fact: str) -> frozenset[str]:
        """The values that its steps can give a fact; empty where a list kept elsewhere, or a person, decides."""
        moves = (self.opening, *self.moves)
        asks = [ask for move in moves for ask in move.asks if ask.id == fact and ask.is_fact]
        if any(ask.kind != "yes_no" and not ask.choices for ask in asks):
            return frozenset()
        chosen = {value for ask in asks for value, _ in (ask.choices or (("yes", "Yes"), ("no", "No")))}
        given = {value for name, values in self.opening_gives if name == fact for value in values}
        return frozenset(chosen | given | {value for move in moves for name, value in move.sets if name == fact})

    @property
    def told(self) -> frozenset[str]:
        """The event keys that its own steps and its reviews tell clocks of."""
        more = (*(one.happens for one in self.groups), *(keys for _, keys in self.review.tells), self.activity)
        steps = frozenset(key for move in (self.opening, *self.moves) for key in move.told)
        return steps | frozenset(" ".join(more).split()) | REVIEW_KEYS

    def state(self, state_id: str) -> State:
        return next(state for state in self.states if state.id == state_id)

    def move(self, move_id: str) -> Move | None:
        return next((move for move in self.moves if move.id == move_id), None)

    def scale(self, fact: str) -> Scale | None:
        return next((one for one in self.scales if one.fact == fact), None)

    def moves_from(self, state_id: str) -> tuple[Move, ...]:
        """The moves that a person may take from a state."""
        return tuple(move for move in self.moves if state_id in move.from_states and not move.by_service)

    def sentence(self, event_kind: str) -> str:
        """How an event of this area reads on a timeline."""
        if event_kind == self.opening_event:
            return self.opening_sentence
        if event_kind in SHARED:
            return SHARED[event_kind]
        return next((move.sentence for move in self.moves if move.event == event_kind), event_kind)
