"""Who may see what, why, and the log of who did."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "goldthread.core.access"
    label = "access"
