"""An invented force in a folder: eight feeds as their systems would send them, its officers, and the truth."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from goldthread.core.clocks import LONDON
from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.synthetic.chance import dice
from goldthread.synthetic.days import Days
from goldthread.synthetic.forms import ENDS, Form, file_of
from goldthread.synthetic.happenings.world import at
from goldthread.synthetic.officers import officers
from goldthread.synthetic.places import FORCE
from goldthread.synthetic.planting import Planted, Planter
from goldthread.synthetic.population import Population
from goldthread.synthetic.rates import rates
from goldthread.synthetic.rosters import accreditations, rosters
from goldthread.synthetic.scales import LATEST_WEEKS, SCALES, Scale, first_day
from goldthread.synthetic.sent import Sent, local_day
from goldthread.synthetic.stories import tell_all
from goldthread.synthetic.stories.teller import Teller
from goldthread.synthetic.systems.gazetteer import place_row
from goldthread.synthetic.troubles import DRIFT_COLUMNS, WITHHELD, WITHHELD_HOURS, Befalls
from goldthread.synthetic.truth import Truth
from goldthread.synthetic.under_way import UnderWay

SOURCES = tuple(ADAPTERS)


@dataclass
class Written:
    """What was written, by source: files in the order of their days, rows in all, and rows to be quarantined."""

    folder: Path
    children: int
    files: dict[str, list[str]] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    quarantined: Counter[str] = field(default_factory=Counter)


def write(folder: Path, seed: int | str, scale: str, anchor: datetime) -> Written:
    """Write `<source>/<file>`, `officers.json` and `truth.json`. The same arguments, the same bytes.

    `anchor` is the force's present: its last rows are of that day, and nothing is later.
    """
    if anchor.tzinfo is None:
        raise ValueError("The anchor is an instant: it needs its offset.")
    folder.mkdir(parents=True, exist_ok=True)
    force = Force(str(seed), SCALES[scale], anchor)
    written = Written(folder, force.population.children)
    files = Files(folder, force, written)
    for planted in force.rows():
        files.row(planted)
    files.close()
    _write_officers(folder, str(seed), anchor)
    return written


class Force:
    """Everything that the systems of one force send up to its present, in the order it arrives."""

    def __init__(self, seed: str, scale: Scale, anchor: datetime) -> None:
        self.seed, self.scale, self.anchor = seed, scale, anchor
        self.on = anchor.astimezone(LONDON).date()
        self.population = Population(seed, scale, self.on)
        self.befalls = Befalls(self.on, dice(seed, "troubles"))
        ordinary = len(self.population.gazetteer.places)
        self.teller = Teller(seed, self.population, anchor)
        self.told = tell_all(self.teller)
        self.of_stories = {place.uprn for place in self.population.gazetteer.places[ordinary:]}
        self.planter = Planter(dice(seed, "slips"))

    def rows(self) -> Iterator[Planted]:
        """What arrived by the anchor, but for what one system has not sent yet."""
        for planted in self.arrivals(self.anchor):
            if not self.is_withheld(planted.sent):
                yield planted

    def is_withheld(self, sent: Sent) -> bool:
        is_late = sent.arrives_at >= self.anchor - timedelta(hours=WITHHELD_HOURS)
        return sent.source == WITHHELD and is_late and not sent.story

    def arrivals(self, until: datetime) -> Iterator[Planted]:
        """Every row in the order it arrives, holding no more than the rows still on their way."""
        yield from self._gazetteer()
        under_way = UnderWay()
        for sent in self.told:
            under_way.add(Planted(sent))
        for day, happened in Days(self.seed, self.population).all():
            for sent in happened:
                for planted in self.planter.plant(self.befalls.befall(sent)):
                    under_way.add(planted)
            yield from under_way.arrived(min(at(day + timedelta(days=1), 0), until))

    def _gazetteer(self) -> Iterator[Planted]:
        """All places as they were when the history begins, block by block."""
        columns = ADAPTERS["gazetteer"].columns()
        began = at(first_day(self.on), 3)
        for place in self.population.gazetteer.everything():
            row = place_row(columns, place, began)
            if place.uprn in self.of_stories:
                yield Planted(row)
            else:
                yield from self.planter.plant(row)


class Files:
    """One open file for each system, another when its time comes: memory does not grow with the force."""

    def __init__(self, folder: Path, force: Force, written: Written) -> None:
        self.folder, self.force, self.written = folder, force, written
        self.truth = Truth(folder / "truth.json")
        self.weekly_from = force.on - timedelta(days=7 * LATEST_WEEKS - 1)
        self.open: dict[str, tuple[str, Form]] = {}

    def row(self, planted: Planted) -> None:
        sent = planted.sent
        name = self._name(local_day(sent.arrives_at))
        if sent.source not in self.open or self.open[sent.source][0] != name:
            self._begin(sent.source, name)
        number = self.open[sent.source][1].row(sent.cells, planted.encoding)
        self.truth.row(planted, f"{name}.{self._end(sent.source)}", number)
        self.written.rows[sent.source] += 1
        self.written.quarantined[sent.source] += bool(planted.code)

    def close(self) -> None:
        for _, file in self.open.values():
            file.close()
        force, written = self.force, self.written
        self.truth.close(
            force.population,
            force.teller.people,
            force=FORCE,
            seed=force.seed,
            scale=force.scale.name,
            anchor=force.anchor.isoformat(),
            pace=asdict(force.scale),
            rates={name: asdict(rate) for name, rate in rates().items()},
            troubles=force.befalls.told(),
            stories=[asdict(story) for story in force.teller.stories],
            counts={"rows": written.rows, "quarantined": written.quarantined, "files": written.files},
        )

    def _begin(self, source: str, name: str) -> None:
        if source in self.open:
            self.open[source][1].close()
        path = self.folder / source / f"{name}.{self._end(source)}"
        path.parent.mkdir(exist_ok=True)
        self.open[source] = (name, file_of(source, path, self._extra(source, name)))
        self.written.files.setdefault(source, []).append(path.name)

    def _name(self, day: date) -> str:
        """Names sort by time: months or one history, then a file for each of the latest weeks by its first day."""
        if day >= self.weekly_from:
            weeks = (day - self.weekly_from).days // 7
            return (self.weekly_from + timedelta(days=7 * weeks)).isoformat()
        return f"{day:%Y-%m}" if self.force.scale.monthly else f"{first_day(self.force.on):%Y-%m}-history"

    def _extra(self, source: str, name: str) -> tuple[str, ...]:
        """A header tells of the column that came for a week, in the file whose week it is."""
        drifted = [t for t in self.force.befalls.troubles if t.kind == "new column" and t.source == source]
        return tuple(DRIFT_COLUMNS[source][0] for trouble in drifted if name == trouble.first.isoformat())

    def _end(self, source: str) -> str:
        return ENDS[ADAPTERS[source].form]


def _write_officers(folder: Path, seed: str, anchor: datetime) -> None:
    specs = officers(seed)
    on = anchor.astimezone(LONDON).date()
    shifts = rosters(specs, on)
    told: list[dict[str, Any]] = [
        {**asdict(one), "shifts": shifts[one.username], "accreditations": accreditations(seed, one, on)}
        for one in specs
    ]
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / "officers.json").write_text(text + "\n", encoding="utf-8", newline="\n")
