"""Flags raised, reviewed, lifted, expired."""

from django.apps import AppConfig


class FlagsConfig(AppConfig):
    name = "goldthread.core.flags"
    label = "flags"

    def ready(self) -> None:
        from goldthread.core.flags import projection  # noqa: F401 - it registers itself
