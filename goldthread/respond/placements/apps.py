"""Where children are placed, and what their carers lodged ahead of need."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "goldthread.respond.placements"
    label = "placements"
