"""What happened: append-only."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "goldthread.core.journal"
    label = "journal"
