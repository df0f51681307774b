"""The pages of audit, and what an auditor has half written."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "goldthread.audit.desk"
    label = "audit_desk"

    def ready(self) -> None:
        from goldthread.audit.desk import blocks  # noqa: F401 (registers itself)
