"""One force: its name and organisation, its own values with their dates and reasons, and what it adopted."""

from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from goldthread.core.standards.faults import StandardsFault
from goldthread.core.standards.fields import Entry, read_file
from goldthread.core.standards.reading import due_of, mark_of, verified_of
from goldthread.core.standards.rules import Adoption, Value

SHIPPED = Path(__file__).parents[2] / "profiles"
KEYS = (
    "id", "name", "about", "organisation", "names", "desk", "working_day_end", "closed_days", "options", "values",
    "adopted", "authorities", "return_interview_providers", "bodies",
)  # fmt: skip
OWN_KEYS = ("standard", "due", "value", "mark", "verified", "source", "from", "to", "reason", "by")
ADOPTED_KEYS = ("standard", "post", "name", "from", "to")
AUTHORITY_KEYS = ("code", "name", "mail", "route", "number")
PROVIDER_KEYS = ("code", "name", "mail", "route", "serves")
ROUTES = ("api", "file", "mail")


@dataclass(frozen=True)
class ClosedDay:
    """A day on which the desk is shut though it is no bank holiday."""

    day: date
    why: str


@dataclass(frozen=True)
class Authority:
    """A children's authority that concerns may be shared with. One whose code is a borough's is that borough's council.

    `number` is the government's three digits, as social care's own feed writes them; `mail` a secure address.
    """

    code: str
    name: str
    route: str = "file"
    mail: str = ""
    number: str = ""


@dataclass(frozen=True)
class Provider:
    """Who holds return home interviews: a charity, a team. It has no account here; `serves` are authorities' codes."""

    code: str
    name: str
    route: str = "mail"
    mail: str = ""
    serves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """What one force does in its own way. `values` are checked against the standards where they are taken up.

    `bodies` are those that answer for its improvement, as written: `improve.governance` reads them.
    """

    id: str
    name: str
    about: str = ""
    organisation: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    opens: time = time(9)
    closes: time = time(17)
    working_day_end: time | None = None
    closed_days: tuple[ClosedDay, ...] = ()
    options: tuple[str, ...] = ()
    values: tuple[tuple[str, Value], ...] = ()
    adopted: tuple[Adoption, ...] = ()
    authorities: tuple[Authority, ...] = ()
    providers: tuple[Provider, ...] = ()
    bodies: tuple[Any, ...] = ()


def shipped() -> list[str]:
    """The profiles that come with Goldthread."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml"))


def read_profile(name: str) -> Profile:
    """A shipped profile by its name, or a force's own by its path."""
    path = Path(name) if name.endswith((".yaml", ".yml")) else SHIPPED / f"{name}.yaml"
    if not path.is_file():
        raise StandardsFault(name, f"There is no such profile. Shipped: {', '.join(shipped())}; or give a file's path.")
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, _changed: int) -> Profile:
    entry = Entry(path.name, read_file(path), KEYS)
    desk = Entry(f"{path.name}, desk", entry.held.get("desk") or {}, ("opens", "closes"))
    opens, closes = _time(desk, "opens") or time(9), _time(desk, "closes") or time(17)
    if opens >= closes:
        raise StandardsFault(desk.where, "The desk must open before it closes.")
    profile_id = entry.text("id", needed=True)
    authorities = tuple(_authority(path.name, one) for one in entry.list_of("authorities"))
    return Profile(
        id=profile_id,
        name=entry.text("name", needed=True),
        about=entry.text("about"),
        organisation=dict(entry.held.get("organisation") or {}),
        names=dict(entry.held.get("names") or {}),
        opens=opens,
        closes=closes,
        working_day_end=_time(entry, "working_day_end"),
        closed_days=tuple(_closed(path.name, one) for one in entry.list_of("closed_days")),
        options=entry.texts("options"),
        values=tuple(_own(path.name, profile_id, one) for one in entry.list_of("values")),
        adopted=tuple(_adopted(path.name, one) for one in entry.list_of("adopted")),
        authorities=authorities,
        providers=_providers(path.name, entry.list_of("return_interview_providers"), authorities),
        bodies=tuple(entry.list_of("bodies")),
    )


def _time(entry: Entry, key: str) -> time | None:
    written = entry.text(key)
    if not written:
        return None
    try:
        return time.fromisoformat(written)
    except ValueError as error:
        raise StandardsFault(entry.where, f'{key} must be a time in quotes, like "09:00".') from error


def _closed(where: str, held: Any) -> ClosedDay:
    entry = Entry(f"{where}, closed_days", held, ("day", "why"))
    day = entry.day("day", needed=True)
    assert day is not None  # noqa: S101 - a needed day is there, or the line above refused
    return ClosedDay(day, entry.text("why", needed=True))


def _own(where: str, profile: str, held: Any) -> tuple[str, Value]:
    name = held.get("standard") if isinstance(held, dict) else held
    entry = Entry(f"{where}, {name}", held, OWN_KEYS)
    mark = mark_of(entry)
    what = due_of(entry) if "due" in entry.held else entry.held.get("value")
    return entry.text("standard", needed=True), Value(
        what,
        mark,
        entry.text("source", needed=True),
        verified_of(entry, mark),
        entry.day("from"),
        entry.day("to"),
        profile=profile,
        reason=entry.text("reason"),
        by=entry.text("by"),
    )


def _adopted(where: str, held: Any) -> Adoption:
    entry = Entry(f"{where}, adopted", held, ADOPTED_KEYS)
    start = entry.day("from", needed=True)
    assert start is not None  # noqa: S101 - a needed day is there, or the line above refused
    return Adoption(
        entry.text("standard", needed=True),
        entry.text("post", needed=True),
        entry.text("name", needed=True),
        start,
        entry.day("to"),
    )


def _authority(where: str, held: Any) -> Authority:
    entry = Entry(f"{where}, authorities", held, AUTHORITY_KEYS)
    route, mail = entry.text("route") or "file", entry.text("mail")
    if route not in ROUTES:
        raise StandardsFault(entry.where, f"route must be one of: {', '.join(ROUTES)}.")
    if route == "mail" and "@" not in mail:
        raise StandardsFault(entry.where, "An authority that is written to needs its secure mail address.")
    return Authority(
        entry.text("code", needed=True), entry.text("name", needed=True), route, mail, entry.text("number")
    )


def _providers(where: str, held: list[Any], authorities: tuple[Authority, ...]) -> tuple[Provider, ...]:
    found = tuple(_provider(where, one) for one in held)
    codes = [one.code for one in authorities] + [one.code for one in found]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise StandardsFault(where, f"{twice[0]} is the code of two recipients.")
    return found


def _provider(where: str, held: Any) -> Provider:
    entry = Entry(f"{where}, return_interview_providers", held, PROVIDER_KEYS)
    route, mail = entry.text("route") or "mail", entry.text("mail")
    if route not in ROUTES:
        raise StandardsFault(entry.where, f"route must be one of: {', '.join(ROUTES)}.")
    if route == "mail" and "@" not in mail:
        raise StandardsFault(entry.where, "A provider that is written to needs its secure mail address.")
    return Provider(
        entry.text("code", needed=True), entry.text("name", needed=True), route, mail, entry.texts("serves")
    )
