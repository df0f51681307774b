"""People at work on the pages over HTTP: sign in, search, open a picture, home; each thinks before the next press."""

import random
import time
from dataclasses import dataclass, field
from threading import Event, Thread

from figures import Figure

from goldthread.testing.soak.asking import Caller

ROLES = ("responding_officer", "control_room", "mash_desk", "supervisor", "duty_inspector")
# How often each kind of press is made.
PRESSES = {"search": 3, "picture": 5, "home": 2}


@dataclass
class Person:
    """One officer at one screen; `taken` is how long each kind of page took, in milliseconds."""

    caller: Caller
    role: str
    chance: random.Random
    think: float
    codes: list[str]
    names: list[str]
    taken: dict[str, list[float]] = field(default_factory=dict)

    def run(self, end: float) -> None:
        self.caller.sign_in(self.role)
        time.sleep(self.chance.uniform(0, self.think))  # people do not press at the same moment
        while time.monotonic() < end:
            self._press(*self.chance.choices(list(PRESSES), weights=list(PRESSES.values())))
            time.sleep(self.think)

    def _press(self, kind: str) -> None:
        if kind == "search":
            self._search()
        elif kind == "picture":
            self._get("picture", f"/child/{self.chance.choice(self.codes).lower()}")
        else:
            self._get("home", "/")

    def _search(self) -> None:
        """The answer alone is timed; the form that its token comes from is the page before it."""
        form = self.caller.form_of("/search")
        began = time.perf_counter()
        self.caller.send_form("/search", "/search", {**form, "q": self.chance.choice(self.names)})
        self._note("search", began)

    def _get(self, kind: str, path: str) -> None:
        began = time.perf_counter()
        self.caller.until_answered("GET", path)
        self._note(kind, began)

    def _note(self, kind: str, began: float) -> None:
        self.taken.setdefault(kind, []).append(1000 * (time.perf_counter() - began))


def pages(port: int, users: int, think: float, seconds: float, codes: list[str], names: list[str]) -> list[Figure]:
    """How long a press takes with so many at work: every page together, then each kind."""
    give_up = Event()
    people = [
        Person(Caller(port, give_up), ROLES[number % len(ROLES)], random.Random(number), think, codes, names)  # noqa: S311
        for number in range(users)
    ]
    end = time.monotonic() + seconds
    threads = [Thread(target=person.run, args=[end], daemon=True) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=seconds + 60)
    give_up.set()
    taken: dict[str, list[float]] = {}
    for person in people:
        for kind, values in person.taken.items():
            taken.setdefault(kind, []).extend(values)
    every = [value for values in taken.values() for value in values]
    found = [Figure.of(f"page, {users} people at {think:g} s", "ms", every)]
    return found + [Figure.of(f"page: {kind}", "ms", values) for kind, values in sorted(taken.items())]
