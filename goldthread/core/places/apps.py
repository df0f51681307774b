"""What stands at an address."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "goldthread.core.places"
    label = "places"
