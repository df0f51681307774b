"""The shared case row."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "goldthread.core.cases"
    label = "cases"
