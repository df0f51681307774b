"""Seals over append-only logs."""

from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "goldthread.core.sealing"
    label = "sealing"
