"""The borough briefing in the database; at start its projection registers itself."""

from django.apps import AppConfig


class BoroughBriefingConfig(AppConfig):
    name = "goldthread.improve.borough_briefing"
    label = "tasking"

    def ready(self) -> None:
        from goldthread.improve.borough_briefing import projection  # noqa: F401 (registers itself)
