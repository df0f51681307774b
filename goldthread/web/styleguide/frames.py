"""Who is signed in on a sample page, and the request that carries them."""

from datetime import datetime

from django.http import HttpRequest

from goldthread.core.access.roles import roles
from goldthread.core.clocks import LONDON
from goldthread.web.navigation import THEME_COOKIE, Frame

NIGHT = datetime(2026, 10, 23, 22, 58, tzinfo=LONDON)
POSTS = {
    "responding_officer": ("PC Sana Ali", "response, Merrowfield"),
    "control_room": ("Tom Reed", "control room"),
    "mash_desk": ("Joan Okafor", "Public Protection Desk, Merrowfield"),
    "supervisor": ("DS Paul Hart", "public protection, Merrowfield"),
    "duty_inspector": ("Insp Maya Shah", "duty inspector, Merrowfield"),
    "chief_officer": ("ACC Anne Wren", "assistant chief constable, public protection"),
    "oversight_member": ("Omar Finch", "member, external advisory panel"),
    "plan_lead": ("DCI Ruth Bell", "improvement plan lead"),
    "analyst": ("Ivo Marsh", "demand analyst"),
    "dpo": ("Lena Howe", "data protection"),
    "borough_commander": ("Ch Supt Amit Rao", "borough commander, Merrowfield"),
    "auditor_central": ("DC Noor Haddad", "Operation Benson"),
    "panel_member": ("Rev Clare Dunn", "scrutiny panel"),
    "partner": ("Nia Webb", "children's social care, Alderbrook"),
    "administrator": ("Sam Field", "administrator"),
}


def request_of(role: str = "", theme: str = "") -> HttpRequest:
    """A request as the middleware leaves it: signed in in a role, or not; with a theme chosen, or not."""
    request = HttpRequest()
    request.method, request.path = "GET", "/"
    request.META.update(SERVER_NAME="localhost", SERVER_PORT="80")
    if theme:
        request.COOKIES[THEME_COOKIE] = theme
    if role:
        name, post = POSTS[role]
        request.frame = Frame(name, post, role, roles()[role].may.__contains__, 3)  # type: ignore[attr-defined]
    return request
