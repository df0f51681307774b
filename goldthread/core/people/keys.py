"""What a mention can be matched by: pure functions of what is asserted of it."""

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


def full_birth_dates(values: Iterable[Held]) -> set[str]:
    """Birth dates known to the day."""
    return {v.canonical for v in values if v.field == "birth_date" and v.canonical and len(v.canonical) == 10}


def _folded(values: Iterable[Held], field: str) -> set[str]:
    return {fold(v.canonical or v.text) for v in values if v.field == field and (v.canonical or field == "alias")} - {
        ""
    }
