"""Alerts delivered and acknowledged."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "goldthread.core.alerts"
    label = "alerts"

    def ready(self) -> None:
        from goldthread.core.alerts import projection  # noqa: F401 - it registers itself
