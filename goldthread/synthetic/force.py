"""An invented force in a folder: two feeds, its officers, and the truth, for tests and `evaluate` only."""

import csv
import heapq
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

from goldthread.synthetic.chance import dice
from goldthread.synthetic.days import Days
from goldthread.synthetic.feed_rows import LONDON, MERLIN_COLUMNS
from goldthread.synthetic.officers import officers
from goldthread.synthetic.people import Person, Population
from goldthread.synthetic.places import FORCE
from goldthread.synthetic.slips import RATES, Planted, plant
from goldthread.synthetic.stories import Teller, tell_all

CHILDREN = {"small": 450, "borough": 12_000, "force": 120_000}
YEARS = 3
FILES = {"cad": "cad.ndjson", "merlin": "merlin.csv"}


@dataclass
class Written:
    """What was written, by source: rows in all, and rows that should be quarantined."""

    folder: Path
    children: int
    rows: Counter[str] = field(default_factory=Counter)
    quarantined: Counter[str] = field(default_factory=Counter)


def write(folder: Path, seed: int | str, scale: str, anchor: datetime) -> Written:
    """Write `cad.ndjson`, `merlin.csv`, `officers.json` and `truth.json`. The same arguments, the same bytes.

    `anchor` is the force's present: its last rows are of that day, and nothing is later.
    """
    if anchor.tzinfo is None:
        raise ValueError("The anchor is an instant: it needs its offset.")
    folder.mkdir(parents=True, exist_ok=True)
    population = Population(str(seed), CHILDREN[scale], anchor.astimezone(LONDON).date())
    teller = Teller(str(seed), population, anchor)
    told = tell_all(teller)
    people = [*population.everyone(), *teller.people]
    counts = Written(folder, sum(1 for person in people if person.nhs_no))
    staff = json.dumps([asdict(officer) for officer in officers(seed)], ensure_ascii=False, indent=1)
    (folder / "officers.json").write_text(staff + "\n", encoding="utf-8", newline="\n")
    with Files(folder, counts) as files:
        files.truth_about(people)
        story_rows = [Planted(sent) for sent in told]
        for planted in in_order(str(seed), Days(str(seed), population), anchor, story_rows):
            files.row(planted)
        files.close_truth(
            force=FORCE,
            seed=str(seed),
            scale=scale,
            anchor=anchor.isoformat(),
            slips_per_thousand=RATES,
            stories=[asdict(story) for story in teller.stories],
        )
    return counts


def in_order(seed: str, days: Days, anchor: datetime, told: list[Planted]) -> Iterator[Planted]:
    """Every row in the order it was extracted, holding no more than the rows still on their way."""
    rng = dice(seed, "slips")
    waiting = [(planted.sent.extracted_at, place, planted) for place, planted in enumerate(told)]
    heapq.heapify(waiting)
    place = len(told)
    last = anchor.astimezone(LONDON).date()
    day = last - timedelta(days=YEARS * 365)
    while day <= last:
        for sent in days.of(day):
            for planted in plant(rng, sent):
                place += 1
                heapq.heappush(waiting, (planted.sent.extracted_at, place, planted))
        day += timedelta(days=1)
        tomorrow = datetime(day.year, day.month, day.day, tzinfo=LONDON)
        while waiting and waiting[0][0] < min(tomorrow, anchor):
            yield heapq.heappop(waiting)[2]


class Files:
    """The three files written row by row: nothing of the force is held but who it is about."""

    def __init__(self, folder: Path, counts: Written) -> None:
        self.counts = counts
        self.open: dict[str, IO[str]] = {
            name: (folder / file).open("w", encoding="utf-8", newline="")
            for name, file in {**FILES, "truth": "truth.json"}.items()
        }
        self.merlin = csv.DictWriter(self.open["merlin"], MERLIN_COLUMNS, lineterminator="\r\n")
        self.merlin.writeheader()
        self.slips: list[dict[str, Any]] = []
        self.mentions: set[tuple[str, str, str]] = set()

    def __enter__(self) -> "Files":
        return self

    def __exit__(self, *exception: object) -> None:
        for file in self.open.values():
            file.close()

    def truth_about(self, people: list[Person]) -> None:
        known = ([p.id, p.forename, p.surname, p.birth_date.isoformat(), p.sex, p.address.borough] for p in people)
        self._truth("{\n" + _list("people", known))
        self._truth(',\n"mentions": [')

    def row(self, planted: Planted) -> None:
        sent = planted.sent
        self.counts.rows[sent.source] += 1
        if sent.source == "cad":
            self.open["cad"].write(_line(sent.cells) + "\n")
        else:
            self.merlin.writerow(sent.cells)
        if planted.slip:
            self._slip(planted)
        if not planted.code:
            self._mentions(planted)

    def _slip(self, planted: Planted) -> None:
        source = planted.sent.source
        # A CSV's header is its first row.
        row = self.counts.rows[source] + (source == "merlin")
        self.counts.quarantined[source] += bool(planted.code)
        self.slips.append(
            {
                "source": source,
                "row": row,
                "record": planted.sent.record_id,
                "slip": planted.slip,
                "code": planted.code,
            }
        )

    def _mentions(self, planted: Planted) -> None:
        for key, person in planted.sent.truth.items():
            mention = (planted.sent.source, planted.sent.record_id, key)
            if mention not in self.mentions:
                self._truth(("," if self.mentions else "") + "\n" + _line([*mention, person]))
                self.mentions.add(mention)

    def close_truth(self, **rest: Any) -> None:
        self._truth("\n]")
        self._truth(",\n" + _list("slips", iter(self.slips)))
        counts = {"rows": self.counts.rows, "quarantined": self.counts.quarantined}
        for name, value in {**rest, "counts": counts}.items():
            self._truth(f",\n{_line(name)}: {_line(value)}")
        self._truth("\n}\n")

    def _truth(self, text: str) -> None:
        self.open["truth"].write(text)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(name: str, entries: Iterator[Any]) -> str:
    return f"{_line(name)}: [\n" + ",\n".join(_line(entry) for entry in entries) + "\n]"
