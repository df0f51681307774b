"""Views of a queue that an officer keeps: a filter and an order under a name, one of them the first shown."""

from dataclasses import asdict
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.cases.models import QueueView
from goldthread.core.cases.queueing import Wanted, queue_area, wanted_keys
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import NotFound, NotValid, Refusal

MOST = 12  # as many as stand in a line or two
LONGEST = 40
NOT_KEPT = ("find", "page")


def views_of(by: Reader, area_id: str) -> list[QueueView]:
    """This officer's own, by name. Nobody else's are ever shown."""
    area = queue_area(by, area_id)
    return list(QueueView.objects.filter(officer=by.officer, area=area.id).order_by("name")) if by.officer else []


def wanted_by(view: QueueView) -> Wanted:
    """What a view asks of the queue."""
    known: dict[str, Any] = {name: value for name, value in view.wanted.items() if name in Wanted.__dataclass_fields__}
    return Wanted(**known)


def as_json(view: QueueView) -> dict[str, Any]:
    """A view as the calls and the commands tell it."""
    wanted = {name: value for name, value in asdict(wanted_by(view)).items() if name not in NOT_KEPT}
    return {"id": view.pk, "name": view.name, "first": view.is_default, "wanted": wanted}


def keep_view(by: Reader, area_id: str, name: str, wanted: Wanted, *, is_default: bool = False) -> QueueView:
    """Keep a filter and an order. A name that was kept before is overwritten; what was looked for is not kept."""
    officer, area = _own(by, area_id)
    name = _name(name)
    if wanted.find:
        raise NotValid(
            "name", "A view keeps no name or reference that was looked for.", "Clear it, then keep the view."
        )
    wanted_keys(by, area, wanted, clocks.now())
    kept = {key: value for key, value in asdict(wanted).items() if key not in NOT_KEPT}
    with db.transaction():
        mine = QueueView.objects.filter(officer=officer, area=area.id)
        if mine.count() >= MOST and not mine.filter(name=name).exists():
            raise NotValid("name", f"You keep {MOST} views already.", "Delete one first.")
        view, _ = mine.update_or_create(officer=officer, area=area.id, name=name, defaults={"wanted": kept})
        if is_default:
            _first(view)
    return view


def rename_view(by: Reader, area_id: str, view_id: int, name: str) -> None:
    view, name = _mine(by, area_id, view_id), _name(name)
    if QueueView.objects.filter(officer=by.officer, area=view.area, name=name).exclude(pk=view.pk).exists():
        raise NotValid("name", "You have a view of that name.", "Choose another.")
    view.name = name
    view.save(update_fields=["name"])


def show_first(by: Reader, area_id: str, view_id: int, yes: bool = True) -> None:
    """Make a view the one that the queue opens with, or none of them."""
    view = _mine(by, area_id, view_id)
    with db.transaction():
        if yes:
            _first(view)
        else:
            QueueView.objects.filter(pk=view.pk).update(is_default=False)


def delete_view(by: Reader, area_id: str, view_id: int) -> None:
    _mine(by, area_id, view_id).delete()


def _first(view: QueueView) -> None:
    QueueView.objects.filter(officer_id=view.officer_id, area=view.area, is_default=True).update(is_default=False)
    QueueView.objects.filter(pk=view.pk).update(is_default=True)
    view.is_default = True


def _own(by: Reader, area_id: str) -> tuple[Officer, Area]:
    area = queue_area(by, area_id)
    if by.officer is None:
        raise Refusal("no_person", "A service keeps no views.", "A named officer must.")
    return by.officer, area


def _mine(by: Reader, area_id: str, view_id: int) -> QueueView:
    officer, area = _own(by, area_id)
    found = QueueView.objects.filter(pk=view_id, officer=officer, area=area.id).first()
    if found is None:
        raise NotFound("You have no such view.", "Open the queue and keep it anew.")
    return found


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotValid("name", "Enter a name for the view.")
    if len(name) > LONGEST:
        raise NotValid("name", f"This is over {LONGEST} characters.", "Shorten it.")
    return name
