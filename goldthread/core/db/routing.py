"""Which of the three database roles the code now running speaks as."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

APP, SERVICE, OWNER = "default", "service", "owner"
_speaking_as: ContextVar[str] = ContextVar("speaking_as", default=APP)


def alias() -> str:
    """The connection now in use: the app's, unless code stepped into another role."""
    return _speaking_as.get()


@contextmanager
def speaking_as(role: str) -> Iterator[None]:
    """Step into another role for a block. A process that was not given that role's address cannot."""
    token = _speaking_as.set(role)
    try:
        yield
    finally:
        _speaking_as.reset(token)


class Router:
    """Sends every model to the role now speaking."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        return alias()

    def db_for_write(self, model: type, **hints: Any) -> str:
        return alias()

    def allow_relation(self, first: object, second: object, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == OWNER
