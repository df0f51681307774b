"""What callers do while things are killed: concerns, missing reports, moves, deliveries, looks; each leaves a mark."""

import hashlib
import json
import random
from collections import deque
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Event, Thread
from typing import Any

from goldthread.core import clocks
from goldthread.testing import factories as make
from goldthread.testing.soak.asking import Caller, NotAnswered, Reply, Unexpected

API = "/api/v1"
# What all callers together begin in a second, however many they are: a soak kills, it does not measure what the
# machine can bear. Beyond that every answer waits in a queue, and whether the pages are up cannot be told.
RATE = 4.0
SYLLABLES = ("ba", "dor", "fen", "gul", "hi", "jas", "kel", "lom", "mir", "nu", "pel", "ro", "sti", "tav", "wen", "zo")
MARK, NOW = "<mark>", "<now>"  # stand where the mark of an act goes, and the instant it is sent at
GRADE = {"grade": "green", "level": "2", "open_to": "no", "why": MARK}
SHARE = {
    "recipient": "merrowfield",
    "basis": "public_task",
    "consent": "given",
    "route": "file",
    "summary": "Seen alone at night.",
    "why": MARK,
}
OUTCOME = {
    "outcome_stage": "contact",
    "outcome_contact": "contact_advice",
    "outcome_on": "2026-01-05",
    "outcome_why": MARK,
}
Steps = tuple[tuple[str, dict[str, Any]], ...]
# What the desk does with a concern, step by step: the operation, and what is sent.
CONCERN: Steps = (
    ("moves/take", {"note": MARK}),
    ("checklist/earlier_read", {"answer": "unknown", "why": MARK}),
    ("checklist/checks_done", {"answer": "unknown", "why": MARK}),
    ("moves/grade", {"answers": GRADE}),
    ("moves/share", {"answers": SHARE}),
    ("moves/outcome", {"answers": OUTCOME}),
    ("moves/close", {"note": MARK}),
)
REPORT = {
    "informant_role": "parent",
    "informant": "Her mother",
    "channel": "101",
    "missing_from": "home",
    "q_worry": MARK,
    "care": "none",
    **dict.fromkeys(
        ("q_out_of_character", "q_previous", "q_medical", "q_medication", "q_disability", "q_victim_crime", "q_hurt",
         "q_cse_now", "q_cce", "q_self_harm", "q_danger_others", "q_abroad"), "no"),
}  # fmt: skip
FOUND = {"located_on": NOW, "located_how": "self_return", "located_place": "At home", "located_with": MARK}
# What the control room does with a missing child, from the grade to the words of the child.
MISSING: Steps = (
    ("moves/grade", {"answers": {"grade": "medium", "why": MARK}}),
    ("moves/take", {"note": MARK}),
    ("moves/deploy", {"answers": {"sent": MARK}}),
    ("checklist/check_pnc", {"answer": "hit", "why": MARK}),
    ("moves/attend", {"answers": {"attended_on": NOW, "account": MARK}}),
    ("moves/regrade", {"answers": {"grade": "high", "why": MARK}}),
    ("moves/locate", {"answers": FOUND}),
    ("moves/see_safe", {"answers": {"seen_on": NOW, "wellbeing": MARK, "protection": "no"}}),
    ("moves/return", {"answers": {"returned_on": NOW, "returned_to": "home", "return_safe": MARK}}),
    ("moves/interview", {"answers": {"interview": "done", "interview_on": NOW, "spoken": "alone", "words": MARK}}),
)
# Who works a case of each area, and by which steps.
DESKS: dict[str, tuple[str, Steps]] = {"concern": ("mash_desk", CONCERN), "missing": ("control_room", MISSING)}


@dataclass
class Acknowledged:
    """What was acknowledged, by the mark it was sent under."""

    cases: dict[str, str] = field(default_factory=dict)  # mark: the case's reference
    moves: dict[str, str] = field(default_factory=dict)
    deliveries: dict[str, str] = field(default_factory=dict)  # the file's digest: the delivery
    looks: list[str] = field(default_factory=list)
    # By mark: from before it was first sent until it was answered. Whatever it began, began between.
    within: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.cases) + len(self.moves) + len(self.deliveries) + len(self.looks)


@dataclass
class User:
    """One caller and what it was told is done."""

    number: int
    caller: Caller
    keys: dict[str, str]
    codes: list[str]
    chance: random.Random
    stop: Event
    done: Acknowledged = field(default_factory=Acknowledged)
    mistakes: list[str] = field(default_factory=list)
    # Cases that no desk has taken yet, of all callers together: the area and the reference.
    waiting: deque[tuple[str, str]] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)  # missing reports' cases, of all callers together
    is_desk: bool = False
    longest_pause: float = 1.0
    sent: int = 0
    at_work_on: tuple[str, str, int] | None = None  # at a desk: an area, a reference, and the step that comes next

    def run(self) -> None:
        """Work until told to stop; an answer that no kill explains is kept as a mistake."""
        try:
            self.caller.sign_in("responding_officer")
            while not self.stop.wait(self.chance.uniform(0, self.longest_pause)):
                self._act()
        except (NotAnswered, Unexpected) as mistake:
            self.mistakes.append(f"{type(mistake).__name__}: {mistake}")

    def _act(self) -> None:
        if self.is_desk:
            self._step()
            return
        acts = [self._record_by_api, self._record_by_page, self._report_missing, self._hand_in, self._look]
        self.chance.choices(acts, weights=[3, 2, 2, 1, 3])[0]()

    def _mark(self) -> str:
        self.sent += 1
        return f"mark-{self.number}-{self.sent}"

    def _record_by_api(self) -> None:
        mark, code = self._mark(), self.chance.choice(self.codes)
        began = clocks.now()
        reply = self._call("responding_officer", f"/people/{code}/concerns", {"seen": mark}, mark)
        self._expect(reply, 201)
        reference = json.loads(reply.body)["reference"]
        self._recorded(mark, reference, began)
        self.waiting.append(("concern", reference))

    def _report_missing(self) -> None:
        mark, body = self._mark(), {"child": self.chance.choice(self.codes), "answers": REPORT}
        began = clocks.now()
        reply = self._call("responding_officer", "/areas/missing/cases", marked(body, mark), mark)
        self._expect(reply, 201)
        reference = json.loads(reply.body)["reference"]
        self._recorded(mark, reference, began)
        if reference not in self.seen:  # a child who is away already has a case: the report is put on that
            self.seen.add(reference)
            self.waiting.append(("missing", reference))

    def _record_by_page(self) -> None:
        mark, code = self._mark(), self.chance.choice(self.codes)
        page, began = f"/concern/new?child={code}", clocks.now()
        reply = self.caller.post_form("/concern/new", page, {"child": code, "seen": mark, "key": mark})
        self._expect(reply, 302)
        self._recorded(mark, reply.location.rpartition("/")[2].upper(), began)

    def _recorded(self, mark: str, reference: str, began: datetime) -> None:
        self.done.cases[mark] = reference
        self.done.within[mark] = (began, clocks.now())

    def _step(self) -> None:
        """The next step with the case at hand, from taking it to what ends it."""
        try:
            area, reference, place = self.at_work_on or (*self.waiting.popleft(), 0)
        except IndexError:
            return
        mark, began = self._mark(), clocks.now()
        role, steps = DESKS[area]
        path, body = steps[place]
        reply = self._call(role, f"/cases/{reference}/{path}", marked(body, mark), mark)
        self._expect(reply, 200)
        self.done.moves[mark] = reference
        self.done.within[mark] = (began, clocks.now())
        self.at_work_on = (area, reference, place + 1) if place + 1 < len(steps) else None

    def _hand_in(self) -> None:
        """A file of three good rows, one of them twice, and a bad one; sent again, it is the same delivery."""
        self.sent += 1
        first = 100_000 + self.number * 10_000 + self.sent * 10
        rows = [make.cad_row(f"{first + place}/01JAN20", linked_persons=[child(first + place)]) for place in range(3)]
        bad = make.cad_row(f"{first + 3}/01JAN20", opened_at="not a time", linked_persons=[])
        content = make.ndjson([*rows, rows[0], bad])
        headers = {"Authorization": f"Bearer {self.keys['analyst']}", "Content-Type": "application/x-ndjson"}
        path = f"{API}/feeds/cad/deliveries?name=soak-{first}.ndjson"
        reply = self.caller.until_answered("POST", path, content, headers)
        self._expect(reply, 202)
        self.done.deliveries[hashlib.sha256(content).hexdigest()] = json.loads(reply.body)["id"]

    def _look(self) -> None:
        mark, code = self._mark(), self.chance.choice(self.codes)
        headers = {"Authorization": f"Bearer {self.keys['responding_officer']}"}
        reply = self.caller.until_answered("GET", f"{API}/people/{code}/picture?reason={mark}", headers=headers)
        self._expect(reply, 200)
        self.done.looks.append(mark)
        self._expect(self.caller.until_answered("GET", f"/child/{code.lower()}"), 200)

    def _call(self, role: str, path: str, body: dict[str, Any], key: str) -> Reply:
        headers = {
            "Authorization": f"Bearer {self.keys[role]}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        return self.caller.until_answered("POST", API + path, json.dumps(body).encode(), headers)

    def _expect(self, reply: Reply, status: int) -> None:
        if reply.status != status:
            raise Unexpected(f"{reply.status} where {status} was due: {reply.body[:300].decode(errors='replace')}")


def marked(body: dict[str, Any], mark: str) -> dict[str, Any]:
    """The body with the mark wherever it stands for words, and the present instant wherever it stands for that."""
    stands_for = {MARK: mark, NOW: clocks.now().isoformat()}
    return {
        name: marked(value, mark) if isinstance(value, dict) else stands_for.get(value, value)
        for name, value in body.items()
    }


def child(number: int) -> dict[str, str]:
    """A child of its own for each number: names and a birthday so unlike the others' that no two are linked as one."""
    chance = random.Random(number)  # noqa: S311 (an invented name; no secret)
    forename, surname = ("".join(chance.choices(SYLLABLES, k=count)).title() for count in (3, 4))
    born = date(2009, 1, 1) + timedelta(days=chance.randrange(3650))
    return make.child(forenames=forename, surname=surname, birth_date=born.isoformat())


@dataclass
class Crowd:
    """The callers at work. `stop`: begin nothing new; `give_up`: wait for no answer either."""

    users: list[User]
    threads: list[Thread]
    stop: Event
    give_up: Event

    @property
    def is_at_work(self) -> bool:
        return any(thread.is_alive() for thread in self.threads)

    def acknowledged(self) -> int:
        """How many acts all of them together were told are done."""
        return sum(user.done.total for user in self.users)


def is_at_desk(number: int) -> bool:
    """Every sixth caller works at the desk, and at least one."""
    return number % 6 == 0


def set_to_work(port: int, keys: list[dict[str, str]], codes: list[str], seed: int) -> Crowd:
    """A caller for each set of tokens, with a seed of its own."""
    stop, give_up = Event(), Event()
    waiting: deque[tuple[str, str]] = deque()
    seen: set[str] = set()
    made = [
        User(
            number,
            Caller(port, give_up),
            tokens,
            codes,
            random.Random(f"{seed}:{number}"),  # noqa: S311 (what is done when; no secret)
            stop,
            waiting=waiting,
            seen=seen,
            is_desk=is_at_desk(number),
            longest_pause=2 * len(keys) / RATE,
        )
        for number, tokens in enumerate(keys)
    ]
    threads = [Thread(target=user.run, name=f"caller-{user.number}", daemon=True) for user in made]
    for thread in threads:
        thread.start()
    return Crowd(made, threads, stop, give_up)
