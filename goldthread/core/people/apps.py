"""Who the mentions are."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "goldthread.core.people"
    label = "people"
