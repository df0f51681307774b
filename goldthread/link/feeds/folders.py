"""A folder that systems write into: which files are whole and wait, and where each goes once it is answered for.

`FOLDER/<source>/<file>`, or a file in the folder itself that says which source it is from. What is begun with a dot
or ends in `.part` or `.tmp` is still being written.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldthread.link.feeds.adapters import ADAPTERS

TAKEN, REFUSED = "taken", "refused"
UNFINISHED = (".part", ".tmp")


@dataclass(frozen=True, order=True)
class Waiting:
    """A file that waits. `source` is empty where only the file itself can tell."""

    name: str
    source: str
    path: Path


def waiting(folder: Path) -> list[Waiting]:
    """Every file that waits, by name: names that begin with their date come in the order of their days."""
    found = [Waiting(path.name, "", path) for path in _files(folder)]
    for source in ADAPTERS:
        found += [Waiting(path.name, source, path) for path in _files(folder / source)]
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for path in folder.iterdir():
            if path.is_file() and not path.name.startswith(".") and path.suffix not in UNFINISHED:
                yield path


def weight(path: Path) -> tuple[int, int]:
    """What changes while a file is still being written."""
    about = path.stat()
    return about.st_size, about.st_mtime_ns


def put_aside(one: Waiting, where: str, answer: dict[str, Any], rows: bytes | None) -> Path:
    """Move a file to `taken` or `refused`, its answer and its quarantined rows beside it for the sender.

    The answer is written first: killed in between, the file is handed in again and is the same delivery.
    """
    to = one.path.parent / where
    to.mkdir(exist_ok=True)
    place = to / one.name
    (to / f"{one.name}.answer.json").write_text(json.dumps(answer, indent=2, ensure_ascii=False) + "\n")
    if rows is not None:
        (to / f"{one.name}.quarantine.csv").write_bytes(rows)
    one.path.replace(place)
    return place
