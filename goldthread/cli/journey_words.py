"""What a map of journeys says, as lines: sentences, then where the time goes, then the ways that were taken."""

from collections.abc import Iterator, Mapping
from typing import Any

from goldthread.cli.session import said, table

Told = dict[str, Any]
UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
ROWS, WAYS, LISTED = 30, 10, 8
EDGES = {"from": "From", "to": "To", "count": "Times", "median": "Median", "p95": "95 in 100 within", "sum": "In total"}
WAITING = {"words": "After", "waiting": "Waiting now", "longest": "Longest", "sum": "In total",
           "half": "Half go on within"}  # fmt: skip
VARIANTS = {"count": "Cases", "share": "Share", "way": "From first to last"}


def lines(file: Told) -> Iterator[str]:
    """A file's map, or one for each type of object, then what was set aside and what has to be said."""
    for drawn in file.get("types", [file]):
        if "types" in file:
            yield f"{drawn['type']}:"
        yield from _map(drawn)
        yield ""
    yield from (f"Set aside, {reason}: {times:,}" for reason, times in file["set_aside"].items())
    yield from file["notes"]
    if "types" in file:
        yield "An event that names several objects is in each of their journeys: counts are by type, never added up."


def _map(drawn: Told) -> Iterator[str]:
    took, ties, rework = drawn["throughput"], drawn["ties"], drawn["rework"]
    yield f"{drawn['cases']:,} cases, {drawn['events']:,} events, {said(drawn['first'])} to {said(drawn['last'])}"
    yield f"First to last: half within {span(took['median_s'])}, 95 in 100 within {span(took['p95_s'])}"
    yield f"Begin with: {listed(drawn['start'])}"
    yield f"End with: {listed(drawn['end'])}"
    if rework["cases"]:
        yield f"Something twice: {rework['cases']:,} cases ({listed(rework['activities'])})"
    if rework["self_loops"]:
        yield f"Twice in a row: {listed(rework['self_loops'])}"
    if ties["tied"]:
        share = f"{100 * ties['share']:.1f}%"
        yield f"At one instant: {ties['tied']:,} of {ties['pairs']:,} pairs ({share}); the order of the file decided"
    yield from _edges(drawn["edges"])
    yield from _variants(drawn)


def own_lines(told: Told) -> Iterator[str]:
    """The map of the force's own cases: whose it is of, then as a file's, and what waits now."""
    words = {step["step"]: step["words"] for step in told["steps"]}
    where = told["borough"] or "all boroughs"
    yield f"{told['area']}, {where}, recorded {told['since']} to {told['until']}: {told['cases']:,} cases, " \
          f"{told['open']:,} still open"  # fmt: skip
    if told["ageless"]:
        yield f"Left out, no year of birth known: {told['ageless']:,}"
    if not told["cases"]:
        return
    half = told["half_closed_s"]
    yield "Half closed within, by what is known so far: " + (
        "too few are closed to say" if half is None else span(half)
    )
    yield f"Child-time: {span(told['walked_s'])} from step to step, {span(told['waiting_s'])} waiting now"
    if told["rework"]["cases"]:
        again = {words[step]: many for step, many in told["rework"]["activities"].items()}
        yield f"Something twice: {told['rework']['cases']:,} cases ({listed(again)})"
    named = [{**edge, "from": edge["from_words"], "to": edge["to_words"]} for edge in told["edges"]]
    yield from _edges(named, "--json lists all")
    yield from _waiting(told["steps"])
    ways = [{**way, "activities": [words[step] for step in way["activities"]]} for way in told["variants"]]
    yield from _variants({**told, "variants": ways}, "--json lists a hundred")


def _waiting(steps: list[Told]) -> Iterator[str]:
    rows = [
        {**step, "half": "-" if step["median_s"] is None else span(step["median_s"]),
         "longest": span(step["longest_s"]), "sum": span(step["waiting_s"])}
        for step in steps if step["waiting"]
    ]  # fmt: skip
    if rows:
        yield from ("", *table(rows, WAITING))


def _edges(edges: list[Told], all_by: str = "--edges FILE writes all") -> Iterator[str]:
    shown = [{**edge, **{name: _span(edge[f"{name}_s"]) for name in ("median", "p95", "sum")}} for edge in edges[:ROWS]]
    if shown:
        yield from ("", *table(shown, EDGES))
    yield from _more(len(edges) - len(shown), all_by)


def _span(seconds: float | None) -> str:
    return "too few to say" if seconds is None else span(seconds)


def _variants(drawn: Told, all_by: str = "--json --most 0 lists all") -> Iterator[str]:
    shown = drawn["variants"][:WAYS]
    rows = [
        {"count": f"{way['count']:,}", "share": f"{100 * way['share']:.1f}%", "way": " > ".join(way["activities"])}
        for way in shown
    ]
    yield from ("", *table(rows, VARIANTS))
    yield from _more(drawn["variants_in_all"] - len(shown), all_by)


def _more(left: int, how: str) -> Iterator[str]:
    if left > 0:
        yield f"... and {left:,} more; {how}"


def listed(counts: Mapping[str, int]) -> str:
    """Counts in words, the greatest first: `decide 3, reject 2`."""
    shown = [f"{name} {times:,}" for name, times in counts.items()]
    left = len(shown) - LISTED
    return ", ".join(shown[:LISTED]) + (f" and {left:,} more" if left > 0 else "")


def span(seconds: float) -> str:
    """A length of time in its two greatest units: `4 d 2 h`, `35 min`, `0 s`."""
    left, numbers = round(seconds), []
    for unit, size in UNITS:
        number, left = divmod(left, size)
        numbers.append((number, unit))
    greatest = next((place for place, (number, _) in enumerate(numbers) if number), len(numbers) - 1)
    two = [f"{number:,} {unit}" for number, unit in numbers[greatest : greatest + 2] if number]
    return " ".join(two) or "0 s"
