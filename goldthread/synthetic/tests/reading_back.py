"""An invented force written once, and everything read back out of it by the reader that a real one uses."""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.format import ParsedRecord, Quarantined
from goldthread.link.feeds.reading import read

ANCHOR = datetime(2017, 3, 1, 21, 30, tzinfo=UTC)
SEED = 7


class ReadBack:
    def __init__(self, folder: Path, truth: str = "truth.json", anchor: datetime = ANCHOR) -> None:
        self.folder, self.anchor = folder, anchor
        self.truth: dict[str, Any] = json.loads((folder / truth).read_text(encoding="utf-8"))
        self.met: dict[tuple[str, str, int], str] = {}
        self.rows: Counter[str] = Counter()
        self.warnings: dict[tuple[str, str], tuple[str, ...]] = {}
        self.records: list[ParsedRecord] = []
        self.place: list[tuple[str, str, int]] = []
        for source in ADAPTERS:
            for file in files_of(folder, source):
                self._read(source, file)
        self.who = {(s, record, key): person for s, record, key, person in self.truth["mentions"]}
        self.stories = {story["id"]: story for story in self.truth["stories"]}

    def _read(self, source: str, file: Path) -> None:
        with file.open("rb") as stream:
            reading = read(source, stream, self.anchor)
            for outcome in reading:
                self.rows[source] += 1
                if isinstance(outcome, Quarantined):
                    self.met[source, file.name, outcome.row] = outcome.code
                else:
                    self.records.append(outcome)
                    self.place.append((source, file.name, outcome.row))
            self.warnings[source, file.name] = reading.warnings

    def about(self, story: str) -> list[ParsedRecord]:
        wanted = {tuple(pair) for pair in self.stories[story]["records"]}
        return [record for record in self.records if (record.source, record.source_record_id) in wanted]

    def named(self, story: str, who: str) -> str:
        found: str = self.stories[story]["people"][who]
        return found

    def exact(self, person: str, source: str = "") -> set[tuple[str | None, ...]]:
        """The forename, surname and birth date that a person's records hold, as compared."""
        found = set()
        for record, _, values in self.mentions_of(person):
            if source in ("", record.source):
                found.add(tuple(values.get(name) for name in ("forename", "surname", "birth_date")))
        return found

    def mentions_of(self, person: str) -> Iterator[tuple[ParsedRecord, str, dict[str, str | None]]]:
        for record in self.records:
            for mention in record.mentions:
                if self.who[record.source, record.source_record_id, mention.key] == person:
                    yield record, mention.key, {value.field: value.canonical for value in mention.values}


def files_of(folder: Path, source: str) -> list[Path]:
    here = folder / source
    return sorted(here.iterdir()) if here.is_dir() else []


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def columns_of(file: Path) -> list[str]:
    with file.open(encoding="utf-8", errors="replace", newline="") as text:
        return next(csv.reader(text))
