"""When a tour of duty ends and when the next one takes over: the two instants that some clocks are due at.

An event that starts such a clock says them itself, from the roster as it was then: later rosters change no due time.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Q

from goldthread.core.access.reader import Reader
from goldthread.core.areas.grammar import Area
from goldthread.core.clocks import LONDON
from goldthread.core.clocks.book import book
from goldthread.core.organisation.models import DutyShift

TOUR_END, HANDOVER = "tour_end", "handover_at"
INSPECTOR = "duty_inspector"  # whose tours a hand-over goes by


def with_tours(by: Reader, area: Area, borough: str | None, happened: Mapping[str, str]) -> dict[str, str]:
    """What an event tells clocks, with the ends of tours that the clocks it starts are due at.

    The end of a tour is that of whoever acts; of a service, or of somebody off duty, that of the desk whose work it is.
    A hand-over is when the inspector on duty goes. Where no roster says, a tour is as long as the force's setting.
    """
    told, here = dict(happened), book()
    for rule in (here.rule(here.chosen(use.rule)) for use in area.clocks):
        wanted = {TOUR_END, HANDOVER} & set(rule.event_keys)
        for key in sorted(wanted - set(told)) if rule.start in happened else ():
            at = datetime.fromisoformat(happened[rule.start])
            ends = _tour_end(by, area, borough, at) if key == TOUR_END else _handover(borough, at)
            told[key] = ends.isoformat()
    return told


def _tour_end(by: Reader, area: Area, borough: str | None, at: datetime) -> datetime:
    own = _ends(Q(post__officer=by.officer), at) if by.officer else []
    return max(own, default=None) or min(_of_role(area.desk_role, borough, at), default=_unrostered(at))


def _handover(borough: str | None, at: datetime) -> datetime:
    return min(_of_role(INSPECTOR, borough, at), default=_unrostered(at))


def _of_role(role: str, borough: str | None, at: datetime) -> list[datetime]:
    """When those on duty in a role go: those of the borough, or of the whole force where the borough has none."""
    held = Q(post__role=role, post__officer__is_active=True)
    near = _ends(held & Q(post__borough=borough), at) if borough else []
    return near or _ends(held & Q(post__borough=None), at)


def _ends(whose: Q, at: datetime) -> list[datetime]:
    shifts = DutyShift.objects.filter(whose, starts_at__lte=at, ends_at__gt=at)
    return list(shifts.values_list("ends_at", flat=True))


def _unrostered(at: datetime) -> datetime:
    hours = book().setting("tour.hours", at.astimezone(LONDON).date())
    return at + timedelta(hours=float(hours))
