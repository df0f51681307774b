"""The pages of audit, and what an auditor has half written."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "goldthread.audit.desk"
    label = "audit_desk"
