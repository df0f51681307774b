"""Rows of a system that owns, or shares, the work of an area: handed to that area as they come in."""

from collections.abc import Collection
from uuid import UUID

from django.utils.module_loading import import_string

from goldthread.core.areas.registry import areas


def follow(source: str, records: Collection[UUID]) -> None:
    """Let every area that mirrors this source follow these records. As the service, in the load's own transaction."""
    for area in areas().values():
        if area.mirrors == source and area.follows and records:
            import_string(area.follows)(records)
