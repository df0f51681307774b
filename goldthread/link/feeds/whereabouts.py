"""The places a row names: what was typed, and as much of flat, building and street as it lets us tell."""

from collections.abc import Iterator

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks
from goldthread.link.feeds.checks import POSTCODE
from goldthread.link.feeds.declare import Cells, Place
from goldthread.link.feeds.envelope import cell
from goldthread.link.feeds.format import ParsedPlace

TOLD_APART = ("organisation", "flat", "building", "street", "postcode", "uprn", "parent_uprn", "kind")
IN_A_LINE = ("organisation", "flat", "building", "street", "postcode")


def places(declared: tuple[Place, ...], cells: Cells) -> tuple[ParsedPlace, ...]:
    return tuple(_places(declared, cells))


def _places(declared: tuple[Place, ...], cells: Cells) -> Iterator[ParsedPlace]:
    for place in declared:
        told = {name: _told(getattr(place, name), cells) for name in (*TOLD_APART, "address")}
        if not any(told.values()):
            continue
        text = told.pop("address") or ", ".join(told[name] for name in IN_A_LINE if told[name])
        told["uprn"], told["parent_uprn"] = _uprn(told["uprn"]), _uprn(told["parent_uprn"])
        told["postcode"] = _postcode(told["postcode"])
        yield ParsedPlace(place.key, place.role, text, **told, is_secret=_secret(place, cells))


def _told(column: str, cells: Cells) -> str:
    return cell(cells, column) if column else ""


def _secret(place: Place, cells: Cells) -> bool:
    """A mark that cannot be read counts as a secret."""
    return bool(place.secrecy) and cell(cells, place.secrecy).casefold() not in checks.NO


def _uprn(text: str) -> str:
    try:
        return identifiers.uprn(text) if text else ""
    except identifiers.InvalidIdentifier:
        return ""


def _postcode(text: str) -> str:
    found = POSTCODE.fullmatch(identifiers.compact(text))
    return f"{found[1]} {found[2]}" if found else ""
