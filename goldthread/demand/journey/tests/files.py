"""Files of events in every form, written by hand as other tools write them."""

import csv
import gzip
import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import quoteattr

import polars as pl

from goldthread.demand.journey.tests.running_example import Row

XES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n{}\n</log>\n'
)


def csv_file(path: Path, rows: Iterable[Row], head: tuple[str, ...] = ("case_id", "activity", "timestamp")) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows((case, activity, at.isoformat()) for case, activity, at in rows)
    return path


def parquet_file(path: Path, rows: Iterable[Row]) -> Path:
    columns = dict(zip(("case:concept:name", "concept:name", "time:timestamp"), zip(*rows, strict=True), strict=True))
    pl.DataFrame(columns).write_parquet(path)
    return path


def xes_file(path: Path, rows: Iterable[Row], head: str = "") -> Path:
    traces = (_trace(case, list(steps)) for case, steps in groupby(rows, key=lambda row: row[0]))
    return xes_text(path, head + "\n".join(traces))


def xes_text(path: Path, inside: str) -> Path:
    text = XES.format(inside).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def event(activity: str, at: str, more: str = "") -> str:
    name = f'<string key="concept:name" value={quoteattr(activity)}/>' if activity else ""
    return f'<event>{more}{name}<date key="time:timestamp" value={quoteattr(at)}/></event>'


def trace(name: str, *events: str) -> str:
    return f'<trace><string key="concept:name" value={quoteattr(name)}/>{"".join(events)}</trace>'


def _trace(name: str, steps: list[Row]) -> str:
    return trace(name, *(event(activity, at.isoformat()) for _, activity, at in steps))


def ocel_file(path: Path, rows: Iterable[Row], kind: str = "claim") -> Path:
    """Each event relates to its case alone."""
    rows = list(rows)
    events = [
        {"id": f"e{place}", "type": activity, "time": at.isoformat(), "attributes": [], "relationships": [
            {"objectId": case, "qualifier": "about"}
        ]}
        for place, (case, activity, at) in enumerate(rows)
    ]  # fmt: skip
    objects = [{"id": case, "type": kind} for case in dict.fromkeys(case for case, _, _ in rows)]
    return ocel_text(path, objects, events)


def ocel_text(path: Path, objects: object, events: object) -> Path:
    path.write_text(json.dumps({"objectTypes": [], "eventTypes": [], "objects": objects, "events": events}))
    return path
