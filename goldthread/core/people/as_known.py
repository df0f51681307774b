"""The picture as it stood: which links and versions of records hold, now or as known at an instant (decision 2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.core import clocks
from goldthread.core.refusals import NotValid

PRODUCT, FORCE = "product", "force"
BASES = (PRODUCT, FORCE)
# What the force could have known: where each mention belongs by today's links, once its sources held the record.
_FORCE_LINK = """(NOT EXISTS (SELECT 1 FROM people_link later WHERE later.mention_id = {link}.mention_id
                              AND later.certainty = 'linked' AND later.from_at > {link}.from_at)
        AND (SELECT min(f.known_at) FROM people_link f WHERE f.mention_id = {link}.mention_id) <= %(at)s)"""
_PRODUCT_LINK = "({link}.from_at <= %(at)s AND ({link}.to_at IS NULL OR {link}.to_at > %(at)s))"
_VERSION = """({record}.{time} <= %(at)s AND NOT EXISTS (
            SELECT 1 FROM records_sourcerecord n WHERE n.source_id = {record}.source_id
               AND n.source_record_id = {record}.source_record_id AND n.{time} <= %(at)s
               AND (n.source_updated_at, n.recorded_at) > ({record}.source_updated_at, {record}.recorded_at)))"""


@dataclass(frozen=True)
class AsKnown:
    """Now (`at` None), or an instant, by when we recorded (`product`) or by when the force's sources held it (`force`).

    The fragments of SQL read the instant as `%(at)s`.
    """

    at: datetime | None = None
    basis: str = PRODUCT

    @property
    def moment(self) -> datetime:
        return self.at or clocks.now()

    @property
    def param(self) -> dict[str, Any]:
        return {"at": self.at}

    @property
    def time(self) -> str:
        """The column of a record, or of an event, that says when it was known."""
        return "recorded_at" if self.basis == PRODUCT else "known_at"

    def link(self, alias: str = "l") -> str:
        """Which rows of `people_link` hold."""
        if self.at is None:
            return f"{alias}.to_at IS NULL"
        return (_PRODUCT_LINK if self.basis == PRODUCT else _FORCE_LINK).format(link=alias)

    def version(self, alias: str = "r") -> str:
        """Which versions of `records_sourcerecord` stand."""
        if self.at is None:
            return f"{alias}.is_current"
        return f"{_VERSION.format(record=alias, time=self.time)} AND NOT {alias}.is_deleted"

    def shown(self, alias: str = "r") -> str:
        """Those of them that may be shown as records: neither withdrawn nor erased."""
        return f"{self.version(alias)} AND NOT {alias}.is_deleted AND {alias}.erased_at IS NULL"

    def value(self, alias: str = "a") -> str:
        """Which rows of `records_assertion` stand: not those a person put right, nor a right value told only later."""
        if self.at is None:
            return f"{alias}.status <> 'superseded'"
        log = f"SELECT 1 FROM access_logentry e WHERE e.id = {alias}.rectified_by AND e.at"
        return f"""(CASE {alias}.status WHEN 'rectified' THEN EXISTS ({log} <= %(at)s)
                        WHEN 'superseded' THEN EXISTS ({log} > %(at)s) ELSE true END)"""


NOW = AsKnown()


def as_known(at: datetime | None, basis: str) -> AsKnown:
    """The moment asked for; a time without an offset, a time to come and an unknown basis are refused."""
    if basis not in BASES:
        raise NotValid("basis", f'"{basis}" is not a basis.', "Choose product or force.")
    if at is not None and at.tzinfo is None:
        raise NotValid("as_known_at", "The time has no offset.", "Write it like 2026-10-23T21:40:00+01:00.")
    if at is not None and at > clocks.now():
        raise NotValid("as_known_at", "The time is in the future.", "Leave it empty for now.")
    return AsKnown(at, basis)
