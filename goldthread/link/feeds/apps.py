"""What other systems send us."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "goldthread.link.feeds"
    label = "feeds"

    def ready(self) -> None:
        from goldthread.link.feeds import blocks  # noqa: F401 (registers itself)
