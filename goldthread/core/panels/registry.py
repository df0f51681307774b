"""Which panels a picture has. Whoever declares one registers it; two of one name cannot stand."""

from goldthread.core.panels.grammar import Body, Panel, Steps, Subject

_panels: dict[str, Panel] = {}


def register(panel: Panel) -> Panel:
    if _panels.setdefault(panel.id, panel) != panel:
        raise ValueError(f"There are two panels called {panel.id}.")
    return panel


def withdraw(panel: Panel) -> None:
    """Take a panel off again: for tests, which leave the picture as it was."""
    _panels.pop(panel.id, None)


def panels() -> list[Panel]:
    """Every panel, in order of harm."""
    return sorted(_panels.values(), key=lambda one: (one.harm, one.id))


def read_all(subject: Subject) -> dict[str, Body]:
    """Every panel of one picture, in order of harm."""
    return {panel.id: subject.once(panel.read) for panel in panels()}


def planned_steps(subject: Subject) -> Steps | None:
    """What to do now by the first plan made for this child, if any panel holds one."""
    plans = (panel.steps(subject) for panel in panels() if panel.steps)
    return next((plan for plan in plans if plan), None)
