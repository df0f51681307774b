"""What the inspectorate asked, and what became of it."""

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "goldthread.improve.recommendations"
    label = "recommendations"

    def ready(self) -> None:
        from goldthread.improve.recommendations import blocks  # noqa: F401 (registers itself)
