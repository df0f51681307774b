"""The shared case row."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "goldthread.core.cases"
    label = "cases"

    def ready(self) -> None:
        from goldthread.core.cases import projection  # noqa: F401 (registers itself)
