"""What one installation decided about itself: its connection addresses, its keys, whether it is a demonstration.

Values come from the environment first, then from the installation's own file (mode 0600) which `goldthread db init`
and `./run` write. Secrets are never in the code.
"""

import json
import os
import secrets
from typing import Any
from urllib.parse import unquote, urlsplit

from goldthread.config.paths import inside

OWNER, APP, SERVICE = "GOLDTHREAD_OWNER_URL", "GOLDTHREAD_DATABASE_URL", "GOLDTHREAD_SERVICE_URL"


def _file() -> Any:
    return inside("installation.json")


def stored() -> dict[str, str]:
    """What the installation's own file says; empty before the first `goldthread db init`."""
    try:
        return dict(json.loads(_file().read_text()))
    except FileNotFoundError:
        return {}


def store(**values: str) -> None:
    """Add or replace values in the installation's file, whole or not at all, readable by its owner only."""
    path = _file()
    draft = path.with_suffix(".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump({**stored(), **values}, out, indent=2, sort_keys=True)
    draft.replace(path)


def value(name: str, default: str = "") -> str:
    """A named setting: the environment's, else the installation file's, else the default."""
    return os.environ.get(name) or stored().get(name) or default


def secret(name: str) -> str:
    """A key that is made once for this installation and then kept."""
    found = value(name)
    if not found:
        found = secrets.token_urlsafe(48)
        store(**{name: found})
    return found


def is_demonstration() -> bool:
    """True where every child is invented: one-press sign-in is offered and every page and print says so."""
    return value("GOLDTHREAD_DEMONSTRATION", "0") == "1"


def database(url: str) -> dict[str, Any]:
    """Django's connection settings for a postgresql:// address (a socket folder may be given as ?host=/path)."""
    parts = urlsplit(url)
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    host = unquote(options.pop("host", "") or parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: unquote(text) for key, text in options.items()},
    }
