"""How good what other systems send is."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "goldthread.link.quality"
    label = "quality"
