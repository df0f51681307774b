"""Who is asking: an officer in a post, or a service, through one door, for one purpose (design decision 22)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from goldthread.core import clocks
from goldthread.core.access import permissions
from goldthread.core.access.roles import Role, purposes, roles
from goldthread.core.organisation.models import Officer, Post
from goldthread.core.organisation.queries import post_held
from goldthread.core.refusals import NotValid, Refusal

USUAL_PURPOSE = {
    "control_room": "call",
    "mash_desk": "casework",
    "supervisor": "supervision",
    "duty_inspector": "supervision",
    "dpo": "rights",
    "administrator": "assurance",
    "analyst": "intake",
    "auditor_central": "audit",
    "auditor_local": "audit",
    "auditor_peer": "audit",
    "inspectorate": "audit",
}
SERVICE_ROLE = Role("service", "Service", "Works for nobody in particular; reads only what its own job needs.", "full")


@dataclass(frozen=True)
class Reader:
    """One asker at one door. `officer` is None for a service; the role's layer and permissions decide everything."""

    role: Role
    door: str
    purpose: str
    officer: Officer | None = None
    post: Post | None = None
    service: str = ""
    scopes: frozenset[str] | None = None

    @property
    def name(self) -> str:
        return str(self.officer) if self.officer else self.service

    @property
    def post_words(self) -> str:
        if not self.post:
            return ""
        return ", ".join(part for part in (self.post.title, self.post.borough and self.post.borough.name) if part)

    def may(self, permission: str) -> bool:
        """True when the role holds the permission and, for a token, its scope does too."""
        return permission in self.role.may and (self.scopes is None or permission in self.scopes)

    def must(self, permission: str, about: Callable[[], Sequence[UUID]] = tuple) -> None:
        """Refuse, in the permission's own words, unless the reader may. `about` says whom, for the refusal's row."""
        if not self.may(permission):
            raise replace(permissions.refusal(permission, self.role.name), people=tuple(about()))

    def at(self, door: str) -> "Reader":
        """The same asker at another door."""
        return replace(self, door=door)

    def asking_for(self, purpose: str) -> "Reader":
        """The same asker for another purpose; unknown purposes are refused by name."""
        if purpose not in purposes():
            known = ", ".join(sorted(purposes()))
            raise NotValid("purpose", f'"{purpose}" is not a purpose.', f"Choose one of: {known}.")
        return replace(self, purpose=purpose)


def reader_for(officer: Officer, door: str, purpose: str | None = None, scopes: frozenset[str] | None = None) -> Reader:
    """The reader an officer is now, in the post held now. No post or an ended one: refused, everything."""
    post = post_held(officer, clocks.now()) if officer.is_active else None
    if post is None or post.role not in roles():
        raise Refusal("no_post", "You hold no post at the moment.", "Ask your administrator.")
    role = roles()[post.role]
    reader = Reader(role, door, USUAL_PURPOSE.get(role.id, "safeguarding"), officer, post, scopes=scopes)
    return reader.asking_for(purpose) if purpose else reader


def service_reader(service: str, door: str, purpose: str) -> Reader:
    """A service's own reader: the linker, the loader, the sealer."""
    return Reader(SERVICE_ROLE, door, purpose, service=service)
