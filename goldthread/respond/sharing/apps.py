"""What is shared of a child with an authority, and what the authority answers."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "goldthread.respond.sharing"
    label = "sharing"

    def ready(self) -> None:
        from goldthread.respond.sharing import projection  # noqa: F401
