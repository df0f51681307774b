"""What homes send of missing children: kept at once, read by the worker."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "goldthread.respond.missing.partners"
    label = "partners"
