"""What a mention can be found and matched by: pure functions of what is asserted of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from goldthread.core.records.names import fold

IDENTIFIERS = ("pnc_id", "cro_no", "nhs_no", "social_care_id", "upn")
# Who somebody is may be shown wherever it may be shown that they are known at all.
IDENTITY = ("forename", "middle", "surname", "alias", "birth_date", "sex")


@dataclass(frozen=True)
class Held:
    """One value held of a mention, as keys read it."""

    field: str
    text: str
    canonical: str | None


def match_keys(held: Iterable[Held]) -> set[str]:
    """Keys of which one in common makes two mentions one person: a checked identifier, or names and full birth date.

    Both names and a whole date are needed: a year or a name alone joins nobody.
    """
    values = list(held)
    keys = {f"{v.field}:{v.canonical}" for v in values if v.field in IDENTIFIERS and v.canonical}
    for forename in _folded(values, "forename"):
        for surname in _folded(values, "surname"):
            keys |= {f"name:{surname}|{forename}|{day}" for day in full_birth_dates(values)}
    return keys


def search_keys(held: Iterable[Held]) -> set[tuple[str, str]]:
    """Keys a search box finds a mention by: names, birth date and year, identifiers, telephone, postcode."""
    values = list(held)
    keys = {("identifier", v.canonical) for v in values if v.field in IDENTIFIERS and v.canonical}
    keys |= {("phone", v.canonical) for v in values if v.field == "phone" and v.canonical}
    keys |= {("postcode", v.canonical.replace(" ", "")) for v in values if v.field == "postcode" and v.canonical}
    keys |= {("birth_date", day) for day in full_birth_dates(values)}
    keys |= {("birth_year", v.canonical[:4]) for v in values if v.field == "birth_date" and v.canonical}
    forenames, surnames = _folded(values, "forename"), _folded(values, "surname")
    keys |= {("name", f"{first} {last}"[:200]) for first in forenames or {""} for last in surnames if last}
    keys |= {("name", first) for first in forenames if not surnames}
    keys |= {("name", alias) for alias in _folded(values, "alias")}
    return {(kind, value.strip()) for kind, value in keys if value.strip()}


def full_birth_dates(values: Iterable[Held]) -> set[str]:
    """Birth dates known to the day."""
    return {v.canonical for v in values if v.field == "birth_date" and v.canonical and len(v.canonical) == 10}


def _folded(values: Iterable[Held], field: str) -> set[str]:
    return {fold(v.canonical or v.text) for v in values if v.field == field and (v.canonical or field == "alias")} - {
        ""
    }
