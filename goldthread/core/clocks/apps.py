"""Clocks as they run in cases: a projection of the journal."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "goldthread.core.clocks"
    label = "clocks"

    def ready(self) -> None:
        from goldthread.core.clocks import projection  # noqa: F401 (registers itself)
