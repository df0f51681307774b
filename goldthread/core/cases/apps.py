"""The shared case row; and at start every area of work is read, checked, and its panels put on the picture."""

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "goldthread.core.cases"
    label = "cases"

    def ready(self) -> None:
        from goldthread.core.areas.checking import check_all
        from goldthread.core.areas.registry import areas
        from goldthread.core.cases import projection  # noqa: F401 (registers itself)
        from goldthread.core.panels.registry import register

        check_all()
        for area in areas().values():
            for module in area.panels:
                for panel in import_module(module).PANELS:
                    register(panel)
