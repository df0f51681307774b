"""A picture as a terminal shows it: in order of harm, what is not known said as such."""

from collections.abc import Iterable, Iterator

from goldthread.cli.session import Answer, said, table

SOURCES = {"name": "source", "state": "state", "last_good": "last good load"}
WORK = {"reference": "case", "state_words": "state", "risk": "risk", "owner": "owner"}
FLAGS = {"words": "flag", "why": "why", "since": "since", "owner": "owner"}
SENT = {"at": "when", "what": "what", "to": "to", "came_back": "came back"}
VALUES = {"field": "field", "text": "value", "times": "records", "systems": "systems"}
RECORDS = {"id": "record", "system_name": "system", "title": "what", "occurred_at": "when", "narrative": "words"}


def picture_lines(picture: Answer) -> Iterator[str]:
    panels = picture["panels"]
    yield from _who(picture)
    yield from _danger(panels["danger"])
    yield from ("", "Do now", *(f"{place}. {one['words']}" for place, one in enumerate(panels["do_now"]["steps"], 1)))
    yield panels["do_now"]["whence"]
    yield from section("Flags", panels["flags"]["items"], FLAGS)
    yield from _home(panels["home"])
    yield from _headed(
        "Their words", (f"{said(one['at'])}  \u201c{one['words']}\u201d" for one in panels["voice"]["quotes"])
    )
    yield from _headed("Alerts", (_alert(one) for one in picture["alerts"]))
    yield from section("Work", picture["work"], WORK)
    yield from _headed("Plans", (f"{one['name']}: {_plan(one)}" for one in panels["plans"]["kinds"]))
    yield from _headed("Named with them", (_associate(one) for one in panels["associates"]["people"]))
    yield from section("Contact with partners", panels["partners"]["sent"], SENT)
    yield from _headed("Possible: check, do not act on it", (_maybe(one) for one in panels["possible"]["people"]))
    yield from section("What is said", panels["said"]["values"], VALUES)
    yield from section("Records", picture["records"], RECORDS)
    yield from _learnt(picture["learnt_since"])
    yield from unsure_lines(picture["sources"])


def _alert(one: Answer) -> str:
    whose = f"{one['taken_by']} has it" if one["taken_at"] else "nobody has this"
    return f"{one['reference']}  {one['title']}; fired {said(one['fired_at'])}; {whose}"


def _who(picture: Answer) -> Iterator[str]:
    who = picture["person"]
    name = who["name"] if who else "Name not shown"
    yield f"{picture['code']}  {name}  {picture['handling']}  layer: {picture['layer']}"
    if picture["as_known_at"]:
        yield f"As known to the {picture['basis']} at {said(picture['as_known_at'])}."
    changed = picture["changed"]
    if changed:
        yield f"Changed since you looked: {len(changed['parted'])} parted, {len(changed['joined'])} joined."
    for one in picture["limited"]:
        yield f"There is more, which is limited: ask {one['ask']}."


def _danger(danger: Answer) -> Iterator[str]:
    yield from ("", "Danger")
    for one in danger["people"]:
        age = f", {one['person']['age']}" if one["person"]["age"] is not None else ""
        where = one["places"][0]["words"] if one["places"] else "named in a record with this child"
        asked = "; ".join(f"{desk['ask']}, {desk['hours']}" for desk in one["ask"])
        sources = "1 source" if one["sources"] == 1 else f"{one['sources']} sources"
        yield f"{one['person']['words']}{age}: {where}. {one['verify']} Ask {asked}. Linked, {sources}; a signal."
    if not danger["people"]:
        yield "Nobody who may harm a child is told of in what is held; see below what is not known."


def _home(home: Answer) -> Iterator[str]:
    yield from ("", "Home")
    address = home["address"]
    if address is None:
        yield "No address in what you may see."
        return
    shared = address["is_household"] is False
    yield address["words"] + (" (not one household)" if shared else "")
    for one in home["people"]:
        age = f", {one['person']['age']}" if one["person"]["age"] is not None else ""
        yield f"  {one['person']['name'] or 'Name not shown'}{age}{'' if one['is_now'] else ' (earlier)'}"


def _quote(one: Answer) -> str:
    return f"{said(one['at'])}  “{one['words']}”, {one['who']}, {one['how']}"


def _plan(kind: Answer) -> str:
    return "; ".join(one["words"] for one in kind["plans"]) or f"{kind['state']}, ask {kind['ask']}"


def _associate(one: Answer) -> str:
    ties = ", ".join(f"{tie['kind']} {tie['times']}" for tie in one["ties"])
    return f"{one['person']['code']}  {one['person']['name']}  {one['relation'] or ''}  {ties}"


def _maybe(one: Answer) -> str:
    return f"{one['person']['code']}  {one['person']['name']}  {'; '.join(one['stopped_by'])}".rstrip()


def _learnt(learnt: Answer | None) -> Iterator[str]:
    if learnt is None:
        return
    yield from ("", "Learnt since, and not known then")
    for name in ("new", "changed", "gone"):
        for one in learnt[name]:
            yield f"{name}: {one['title']}, {one['evidence']['system_name']} {one['evidence']['reference']}"


def _headed(heading: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield from ("", heading, *told)


def section(heading: str, rows: Iterable[Answer], columns: dict[str, str]) -> Iterator[str]:
    yield from _headed(heading, table(list(rows), columns))


def unsure_lines(sources: list[Answer]) -> Iterator[str]:
    """Blank is not safe: a source that is not fresh is named, because what it would say is unknown."""
    unsure = [source for source in sources if source["state"] != "fresh"]
    if unsure:
        yield from ("", "Not known, because these sources are not fresh:")
        yield from table(unsure, SOURCES)
