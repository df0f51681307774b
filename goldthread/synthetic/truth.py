"""The truth of an invented force, for tests and `evaluate` only, written as a stream: who every mention is, which rows
are faulty and what a reader must make of them, what befell each feed, and the stories."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from goldthread.synthetic import faults
from goldthread.synthetic.people import Person
from goldthread.synthetic.planting import Planted
from goldthread.synthetic.population import Population

HOUSEHOLDS = 10_000_000


class Truth:
    """`mentions` may tell of a mention again with each version of its record: it is the same person every time."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("w", encoding="utf-8", newline="\n")
        self.parts: dict[str, IO[str]] = {name: _part() for name in ("slips", "typed")}
        self.met = bytearray(HOUSEHOLDS)
        self.file.write('{\n"mentions": [')
        self.first = {"mentions": True, "slips": True, "typed": True}

    def row(self, planted: Planted, file: str, row: int) -> None:
        sent = planted.sent
        if planted.slip:
            about = {"source": sent.source, "file": file, "row": row, "record": sent.record_id}
            self._write("slips", self.parts["slips"], about | {"slip": planted.slip, "code": planted.code})
        if planted.code:
            return
        for key, person in sent.truth.items():
            self.met[int(person[1:8])] = 1
            self._write("mentions", self.file, [sent.source, sent.record_id, key, person])
        for key, slip in sent.slips:
            self._write("typed", self.parts["typed"], [sent.source, sent.record_id, key, slip])

    def close(self, population: Population, others: list[Person], **rest: Any) -> None:
        """Everyone of a household that was met, with their household, so that siblings can be told apart."""
        self.file.write("\n]")
        for name, part in self.parts.items():
            part.seek(0)
            self.file.write(f',\n"{name}": [')
            for line in part:
                self.file.write(line)
            part.close()
            self.file.write("\n]")
        self.file.write(',\n"people": [')
        self.first["people"] = True
        for person in self._people(population, others):
            self._write("people", self.file, _about(person))
        self.file.write("\n]")
        kinds = {part: {n: vars(f) for n, f in table.items()} for part, table in
                 (("typed", faults.typed()), ("rows", faults.rows()))}  # fmt: skip
        for name, value in {**rest, "kinds": kinds}.items():
            self.file.write(f",\n{_line(name)}: {_line(value)}")
        self.file.write("\n}\n")
        self.file.close()

    def _people(self, population: Population, others: list[Person]) -> Iterator[Person]:
        told = {person.household for person in others}
        yield from others
        number = self.met.find(1)
        while number >= 0:
            if f"P{number:07d}" not in told:
                yield from population.household(number)
            number = self.met.find(1, number + 1)

    def _write(self, name: str, file: IO[str], value: Any) -> None:
        file.write(("" if self.first[name] else ",") + "\n" + _line(value))
        self.first[name] = False


def _about(person: Person) -> list[str]:
    home = person.address.borough
    return [
        person.id,
        person.forename,
        person.surname,
        person.birth_date.isoformat(),
        person.sex,
        home,
        person.household,
    ]


def _part() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
