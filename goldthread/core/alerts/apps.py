"""Alerts delivered and acknowledged."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "goldthread.core.alerts"
    label = "alerts"
