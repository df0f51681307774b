"""Published reports in the database."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "goldthread.improve.reporting"
    label = "report"

    def ready(self) -> None:
        from goldthread.improve.reporting import links  # noqa: F401 (registers itself)
