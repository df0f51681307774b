"""Who the mentions are."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "goldthread.core.people"
    label = "people"

    def ready(self) -> None:
        from goldthread.core.people import decisions  # noqa: F401 (registers its projection)
