"""The places a row names: what was typed, and as much of flat, building and street as it lets us tell."""

from collections.abc import Iterator
from typing import Any

from goldthread.core.records import identifiers
from goldthread.core.records.addresses import parse
from goldthread.link.feeds.checks import NO, POSTCODE
from goldthread.link.feeds.declare import Cells, Place
from goldthread.link.feeds.envelope import cell
from goldthread.link.feeds.format import ParsedMention, ParsedPlace

COLUMNS = ("organisation", "flat", "building", "street", "postcode", "uprn", "parent_uprn", "kind")
IN_A_LINE = ("organisation", "flat", "building", "street", "postcode")

A_HOME = ("address", "postcode", "uprn")


def places(declared: tuple[Place, ...], cells: Cells) -> Iterator[ParsedPlace]:
    for place in declared:
        told = {name: _told(getattr(place, name), cells) for name in COLUMNS}
        typed = _told(place.address, cells)
        if not typed and not any(told.values()):
            continue
        text = typed or ", ".join(told[name] for name in IN_A_LINE if told[name])
        told |= _read(typed, told["postcode"], told["uprn"]) if typed else {}
        told |= {"uprn": _uprn(told["uprn"]), "parent_uprn": _uprn(told["parent_uprn"])}
        told["postcode"] = _postcode(told["postcode"])
        yield ParsedPlace(place.key, place.role, text, **told, is_secret=_secret(place, cells))


def homes(mentions: tuple[ParsedMention, ...]) -> Iterator[ParsedPlace]:
    """Where each person of the record is said to live, where the record says so."""
    for mention in mentions:
        held = {value.field: value.text for value in mention.values if value.field in A_HOME}
        if held:
            typed, postcode, uprn = (held.get(name, "") for name in A_HOME)
            read = _read(typed, postcode, uprn)
            yield ParsedPlace(f"home:{mention.key}", f"home of {mention.key}", typed or postcode or uprn, **read)


def _read(typed: str, postcode: str, uprn: str) -> dict[str, Any]:
    """An address taken apart. A postcode of its own goes before one inside the words."""
    read = parse(typed)
    return {
        "flat": read.flat,
        "building": read.building,
        "street": " ".join(part for part in (read.number, read.street) if part),
        "postcode": _postcode(postcode) or read.postcode,
        "uprn": _uprn(uprn),
    }


def _told(column: str, cells: Cells) -> str:
    return cell(cells, column) if column else ""


def _secret(place: Place, cells: Cells) -> bool:
    """A mark that cannot be read counts as a secret."""
    return bool(place.secrecy) and cell(cells, place.secrecy).casefold() not in NO


def _uprn(text: str) -> str:
    try:
        return identifiers.uprn(text) if text else ""
    except identifiers.InvalidIdentifier:
        return ""


def _postcode(text: str) -> str:
    found = POSTCODE.fullmatch(identifiers.compact(text))
    return f"{found[1]} {found[2]}" if found else ""
