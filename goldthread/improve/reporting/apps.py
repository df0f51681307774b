"""Published reports in the database."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "goldthread.improve.reporting"
    label = "report"
