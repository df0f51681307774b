"""Rows of a plain file as mentions, without a database: for tuning the model and for a force's own files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID, uuid5

from goldthread.core.people.keys import Held
from goldthread.core.records import identifiers, names
from goldthread.core.records.addresses import parse, postcode
from goldthread.core.records.dates import ImpossibleDate, UnreadableDate, read_date
from goldthread.core.records.telephones import InvalidTelephone, telephone
from goldthread.link.matching.mention import Candidate, candidate_of

NAMESPACE = UUID("6d0c1d0e-3f6c-5b52-9a43-4d2f5a0a9a11")
SEXES = {"F": "female", "FEMALE": "female", "M": "male", "MALE": "male"}
Row = Mapping[str, str]


def candidates(rows: Iterable[Row], is_communal: Callable[[Row], bool] = lambda row: False) -> Iterator[Candidate]:
    """One mention a row. Rows of one `event_id` of one system are one report; without it each row is its own."""
    for row in rows:
        reference = row["record_id"]
        report = (row.get("system") or "", row.get("event_id") or f"row {reference}")
        yield candidate_of(
            uuid5(NAMESPACE, reference),
            report,
            list(held(row)),
            role=row.get("role") or "",
            recorded_on=_day(row.get("record_date") or ""),
            is_communal=is_communal(row),
        )


def held(row: Row) -> Iterator[Held]:
    """What a row says, as assertions hold it: what was typed, and its checked form where it passes."""
    on = _day(row.get("record_date") or "") or date(2100, 1, 1)
    for field, check in CHECKS.items():
        text = (row.get(field) or "").strip()
        if text:
            name = "birth_date" if field == "dob" else field
            canonical = check(text, on)
            if name == "birth_date" and canonical and canonical.startswith("expected "):
                name, canonical = "expected_birth_date", canonical.removeprefix("expected ")
            yield Held(name, text, canonical)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _born(text: str, on: date) -> str | None:
    try:
        read = read_date(text, on=on)
    except (UnreadableDate, ImpossibleDate):
        return None
    return f"expected {read}" if read.expected else str(read)


def _number(scheme: Callable[[str], str]) -> Callable[[str, date], str | None]:
    def check(text: str, on: date) -> str | None:
        try:
            return scheme(text)
        except identifiers.InvalidIdentifier:
            return None

    return check


def _pnc(text: str, on: date) -> str | None:
    return _number(lambda typed: identifiers.pnc(typed, this_year=on.year))(text, on)


def _phone(text: str, on: date) -> str | None:
    try:
        return telephone(text)
    except InvalidTelephone:
        return None


CHECKS: dict[str, Callable[[str, date], str | None]] = {
    "forename": lambda text, on: names.canonical(text),
    "middle": lambda text, on: names.canonical(text),
    "surname": lambda text, on: names.canonical(text, surname=True),
    "alias": lambda text, on: names.canonical(text, surname=True),
    "dob": _born,
    "sex": lambda text, on: SEXES.get(names.fold(text)),
    "address": lambda text, on: parse(text).canonical() or None,
    "postcode": lambda text, on: postcode(text),
    "phone": _phone,
    "pnc_id": _pnc,
    "nhs_no": _number(identifiers.nhs),
    "social_care_id": lambda text, on: " ".join(text.split()),
}
