"""Deciding who is who, where the linker may not."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "goldthread.link.review"
    label = "review"

    def ready(self) -> None:
        from goldthread.link.review import blocks  # noqa: F401 (registers itself)
