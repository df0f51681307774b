"""What other systems send us."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "goldthread.link.feeds"
    label = "feeds"
