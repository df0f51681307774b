"""The report as lines of one form, for a spreadsheet: which table, of what, how many of how many."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from goldthread.link.quality.report import Report
from goldthread.link.quality.shares import Share

HEAD = ("table", "source", "borough", "what", "count", "of", "percent")


def as_csv(report: Report) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(lines(report))
    return out.getvalue()


def lines(report: Report) -> Iterator[list[Any]]:
    """Every count of the report, one a line."""
    yield from _systems(report)
    yield from _boroughs(report)
    yield from _columns(report)
    borough = report.counts.asked.borough
    for row in report.waits:
        for band, share in row["bands"].items():
            yield [f"wait until {row['until']}", row["source"], borough, band, *_cells(share)]
    for row in report.codes:
        yield ["set aside", row["source"], "", row["code"], row["rows"], "", ""]
        yield ["put right here", row["source"], "", row["code"], row["put_right"], "", ""]
    for row in report.noted:
        yield ["kept and noted", row["source"], "", row["code"], row["rows"], "", ""]
    for row in report.drift:
        yield ["new to the format", row["source"], "", row["what"], row["rows"], "", ""]


def _systems(report: Report) -> Iterator[list[Any]]:
    borough = report.counts.asked.borough
    for row in report.systems:
        for name in ("rows", "mentions", "deletions", "doubles", "refused"):
            yield ["system", row["source"], borough, name, row[name], "", ""]
        for name in ("aside", "again", "known_by", "wrong", "late"):
            yield ["system", row["source"], borough, name, *_cells(row[name])]


def _boroughs(report: Report) -> Iterator[list[Any]]:
    source = report.counts.asked.source
    for row in report.boroughs:
        yield ["borough", source, row["borough"], "rows", row["rows"], "", ""]
        for name in ("known_by", "wrong"):
            yield ["borough", source, row["borough"], name, *_cells(row[name])]


def _columns(report: Report) -> Iterator[list[Any]]:
    borough = report.counts.asked.borough
    for row in report.columns:
        yield ["filled", row["source"], borough, row["column"], *_cells(row["filled"])]
        if row["is_checked"]:
            yield ["wrong", row["source"], borough, row["column"], *_cells(row["wrong"])]


def _cells(share: Share) -> list[Any]:
    return [share.n, share.of, "" if share.percent is None else f"{share.percent:.2f}"]
