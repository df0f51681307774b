"""The database's roles, policies and the one transaction of a request."""

from django.apps import AppConfig


class DbConfig(AppConfig):
    name = "goldthread.core.db"
    label = "db"
