"""Shapes of what missing children have in common, and of two systems set beside each other."""

from ninja import Schema
from pydantic import Field

from goldthread.api.fields import Instant


class SharedBy(Schema):
    """A child who may be named here."""

    code: str
    name: str


class SharedThing(Schema):
    """One place or person. `children` counts all; `shown` names those whom this reader may see."""

    number: int
    kind: str = Field(description="place, person, or named: somebody called so in words.")
    words: str
    code: str = Field(description="Of a person who is held; else empty.")
    borough: str
    children: int
    shown: list[SharedBy]
    episodes: int
    last_at: Instant
    danger: bool = Field(description="Somebody who may harm children lives there, or it is they: ask the desk.")
    interviews: int = Field(description="How many of the children named it in a return interview.")
    easting: int | None
    northing: int | None


class InCommon(Schema):
    months: str
    borough: str
    kind: str
    page: int
    found: int
    boroughs: list[str]
    things: list[SharedThing]


class InCommonFile(Schema):
    made_at: Instant
    columns: list[str]
    things: list[dict[str, str | int]]


class SaidDifferently(Schema):
    field: str = Field(description="grade or found_at.")
    here: str
    there: str


class SideEpisode(Schema):
    """One going missing."""

    standing: str = Field(description="matched, only_here, only_merlin or withdrawn.")
    child: str
    name: str
    reference: str
    numbers: list[str]
    owner: str
    reported_at: Instant
    differs: list[SaidDifferently]


class SideBySide(Schema):
    """The counts add up: `all` is the sum of the others."""

    since: Instant
    until: Instant
    reports: dict[str, int]
    cases: dict[str, int]
    not_shown: int
    two_open: list[str] = Field(description="Children with two cases open at once, by code: none, if all is right.")
    episodes: list[SideEpisode]


class ForMerlin(Schema):
    batch: str
    columns: list[str]
    cases: list[dict[str, str]]
