"""The force's own plans: what it does about each recommendation, and how far that has come."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "goldthread.improve.plans"
    label = "plans"

    def ready(self) -> None:
        from goldthread.improve.plans import blocks  # noqa: F401 (registers itself)
