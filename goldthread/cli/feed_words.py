"""What the commands of feeds print: deliveries, comparisons, sources, quality, as lines of even columns."""

from collections.abc import Iterator

from goldthread.cli.session import Answer, table

COUNTS = {
    "id": "delivery",
    "source": "source",
    "state": "state",
    "in": "rows",
    "accepted": "accepted",
    "unchanged": "unchanged",
    "quarantined": "set aside",
}

DIFFERENCE = {
    "source_record_id": "record",
    "kind": "difference",
    "open_cases": "open cases",
    "what_to_do": "what to do",
}


def together(done: list[Answer], refused: list[Answer]) -> Answer:
    totals = {name: sum(one[name] for one in done) for name in ("in", "accepted", "unchanged", "quarantined")}
    return {"deliveries": done, **totals, "refused": refused}


def deliveries(all_of_them: Answer) -> Iterator[str]:
    yield from table(all_of_them["deliveries"], COUNTS)
    yield (
        f"In {all_of_them['in']:,} = {all_of_them['accepted']:,} accepted + {all_of_them['unchanged']:,} unchanged"
        f" + {all_of_them['quarantined']:,} quarantined"
    )
    for one in all_of_them["refused"]:
        yield f"{one['name']}: refused. {one['words']} {one['remedy']}".strip()


def reconciliation(done: Answer) -> Iterator[str]:
    counts = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in done["counts"].items() if count)
    yield f"{done['source']} lists {done['listed']:,}: {counts}."
    if done["differences"]:
        yield ""
        yield from table(done["differences"], DIFFERENCE)
    if len(done["differences"]) < done["differences_total"]:
        yield f"{done['differences_total'] - len(done['differences'])} more are not shown."


def status(status: Answer) -> Iterator[str]:
    yield from table(
        status["sources"],
        {"code": "code", "name": "source", "state": "state", "last_good": "last good load", "waiting": "waiting"},
    )
    if status["deliveries"]:
        yield ""
        yield from table(status["deliveries"], COUNTS)
    if status["links_behind"]:
        yield ""
        yield f"{status['links_behind']} Run goldthread link again."


def delivery(delivery: Answer) -> Iterator[str]:
    yield from table([delivery], COUNTS)
    for note in delivery["notes"]:
        yield f"{note['code']}: {note['words']} {note['remedy']}"
    rows = delivery.get("rows", [])
    if rows:
        yield ""
        yield from table(
            rows,
            {
                "id": "number",
                "row": "row",
                "state": "state",
                "code": "code",
                "field": "field",
                "words": "what is wrong",
                "remedy": "what to do",
            },
        )
    if len(rows) < delivery["quarantined"]:
        yield f"{delivery['quarantined'] - len(rows)} rows set aside are not shown."


QUALITY_SHARES = {
    "aside": "set aside",
    "again": "sent again",
    "known_by": "people known by",
    "wrong": "fails its check",
    "late": "over a day",
}


def quality(report: Answer) -> Iterator[str]:
    systems = [{**row, **{name: _share(row[name]) for name in QUALITY_SHARES}} for row in report["systems"]]
    yield from table(systems, {"name": "source", "state": "state", "rows": "rows", **QUALITY_SHARES})
    for one in report["tell"]:
        yield from ("", f"Tell {one['name']} ({one['desk']}):", *(f"- {words}" for words in one["words"]))
    yield from ("", "Not known:", *(f"- {words}" for words in report["not_known"]))


def _share(share: Answer) -> str:
    return "-" if share["percent"] is None else f"{share['percent']:.1f}%"
