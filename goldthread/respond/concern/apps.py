"""A child comes to notice: recorded on the spot, taken by the desk."""

from django.apps import AppConfig


class ConcernConfig(AppConfig):
    name = "goldthread.respond.concern"
    label = "concern"
