"""XES, the process mining community's XML (IEEE 1849): traces are cases, their events are read as they go by.

No document type is allowed, so there are no entities to grow or to fetch, and nothing is held but the trace in hand.
Only attributes that stand directly in a trace or an event say what it is; those nested in others or in lists do not.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.parsers import expat

from goldthread.core.refusals import Refusal
from goldthread.demand.journey.events import Gathering
from goldthread.demand.journey.reading.columns import Columns
from goldthread.demand.journey.reading.instants import Clockface, no_instant
from goldthread.demand.journey.reading.log import Log, Remarks, cannot_read
from goldthread.demand.journey.reading.unpacking import pieces

CASE = ACTIVITY = "concept:name"
TIME = "time:timestamp"
LIFECYCLE = "lifecycle:transition"
# Ours: far above what any log holds. They bound what one tag can make the parser keep.
DEEPEST, LONGEST_TAG = 100, 1 << 24


def read_xes(path: Path, columns: Columns, lifecycle: str = "") -> Log:
    """The events of a log; with `lifecycle`, only those of that transition, the others set aside."""
    keys = {"case": columns.case or CASE, "activity": columns.activity or ACTIVITY, "time": columns.time or TIME}
    reading = Reading(path, keys, lifecycle)
    reading.all(pieces(path))
    return Log("xes", {"": reading.gathering.events()}, reading.remarks(), keys)


class Reading:
    """One pass over a log, element by element."""

    def __init__(self, path: Path, keys: dict[str, str], lifecycle: str) -> None:
        self.path, self.keys, self.lifecycle = path, keys, lifecycle.lower()
        self.gathering, self.clockface = Gathering(), Clockface()
        self.aside: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.traces = self.unnamed = self.empty = self.depth = 0
        self.names: Counter[str] = Counter()
        self.trace: str | None = None
        self.in_trace = self.in_event = False
        self.event: dict[str, str] = {}
        self.steps: list[tuple[str, int]] = []
        self.wanted = {keys["activity"], keys["time"], LIFECYCLE}

    def all(self, stream: Iterable[bytes]) -> None:
        self.parser = parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.StartDoctypeDeclHandler = self.doctype
        fed = 0
        try:
            for piece in stream:
                parser.Parse(piece)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > LONGEST_TAG:
                    raise self.fault(f"it has a tag longer than {LONGEST_TAG:,} bytes", "Give a log as XES writes it.")
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise cannot_read(self.path, f"it is not whole XML ({error})", "Write it out again.") from None

    def doctype(self, *_: object) -> None:
        raise self.fault(
            "it declares a document type, which can hide endless or foreign text", "Take the <!DOCTYPE> out."
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        name = tag.rpartition(":")[2]
        if self.depth > DEEPEST:
            raise self.fault(f"its elements nest more than {DEEPEST} deep", "Give a log as XES writes it.")
        if self.depth == 1 and name != "log":
            raise self.fault(f"it is XML, but begins with <{tag}> and not with <log>", "Give a XES log.")
        if self.depth == 2:
            self.in_trace = name == "trace"
            self.aside["an event outside any trace"] += name == "event"
        elif self.depth == 3 and self.in_trace:
            self.in_event = name == "event"
            if not self.in_event and attributes.get("key") == self.keys["case"]:
                self.trace = attributes.get("value")
        elif self.depth == 4 and self.in_event and attributes.get("key") in self.wanted:
            self.event[attributes["key"]] = attributes.get("value", "")

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.depth == 2 and self.in_event:
            self.end_event()
        elif self.depth == 1 and self.in_trace:
            self.end_trace()

    def end_event(self) -> None:
        event, self.event, self.in_event = self.event, {}, False
        activity, time = (event.get(self.keys[name], "").strip() for name in ("activity", "time"))
        transition = event.get(LIFECYCLE, "").lower()
        self.seen[transition] += 1
        if self.lifecycle and transition != self.lifecycle:
            self.aside["another lifecycle transition"] += 1
        elif not activity:
            self.aside["no activity"] += 1
        elif not time:
            self.aside["no time"] += 1
        else:
            self.steps.append((activity, self.instant(time)))

    def instant(self, text: str) -> int:
        try:
            return self.clockface.microseconds(text)
        except (ValueError, OverflowError):
            raise no_instant(self.path, f"line {self.parser.CurrentLineNumber:,}", text, self.keys["time"]) from None

    def end_trace(self) -> None:
        """A trace's name may stand after its events, so its events wait for its end."""
        self.traces += 1
        name = (self.trace or "").strip()
        if self.steps:
            self.unnamed += not name
            self.names[name] += 1
            self.gathering.add(name or f"(trace {self.traces}, without a name)", self.steps)
        self.empty += not self.steps
        self.trace, self.steps, self.in_trace = None, [], False

    def fault(self, why: str, remedy: str, where: str = "") -> Refusal:
        return cannot_read(self.path, why, remedy, where)

    def remarks(self) -> Remarks:
        again = sum(times - 1 for name, times in self.names.items() if name)
        told = (
            (self.unnamed, "Traces without {key}, each taken as a case of its own"),
            (again, "Traces with the {key} of an earlier one, taken as one case with it"),
            (self.empty, "Traces without an event that counts, in no figure"),
        )
        notes = [f"{words.format(key=self.keys['case'])}: {times:,}." for times, words in told if times]
        if len(self.seen) > 1:
            seen = ", ".join(f"{name or 'none'} {times:,}" for name, times in sorted(self.seen.items()))
            notes.append(f"Events by {LIFECYCLE}: {seen}. Each is an event of its own unless --lifecycle chooses one.")
        return Remarks(+self.aside, notes + self.clockface.notes())
