"""Whether a recommendation changed anything for a child."""

from django.apps import AppConfig


class EffectConfig(AppConfig):
    name = "goldthread.improve.effect"
    label = "effect"

    def ready(self) -> None:
        from goldthread.improve.effect import beside_plan, blocks  # noqa: F401 (they register themselves)
