"""What one installation decided about itself: its addresses, its keys, whether it is a demonstration.

Values come from the environment first, then from the installation's own file (mode 0600) which
`goldthread db init` and `./run` write. Secrets are never in the code.
"""

import hashlib
import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from goldthread.config.paths import inside

OWNER, APP, SERVICE = "GOLDTHREAD_OWNER_URL", "GOLDTHREAD_DATABASE_URL", "GOLDTHREAD_SERVICE_URL"
ADDRESSES = (OWNER, APP, SERVICE)

# Which addresses a process is handed. The web and the worker say what they are in GOLDTHREAD_PROCESS;
# a command says nothing and is handed all three.
HANDED = {"web": (APP,), "worker": (APP, SERVICE), "": ADDRESSES}
ADOPTED = "GOLDTHREAD_ADOPTED"


def path() -> Path:
    """The installation's own file."""
    return inside("installation.json")


def stored() -> dict[str, str]:
    """What the installation's own file says; empty before the first `goldthread db init`."""
    try:
        return dict(json.loads(path().read_text()))
    except FileNotFoundError:
        return {}


def store(**values: str) -> None:
    """Add or replace values in the installation's file, whole or not at all, readable by its owner only."""
    draft = path().with_suffix(f".{os.getpid()}.new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump({**stored(), **values}, out, indent=2, sort_keys=True)
    draft.replace(path())


def value(name: str, default: str = "") -> str:
    """A named setting: the environment's, else the installation file's, else the default.

    An address this kind of process has no business with is not handed out.
    """
    if name in ADDRESSES and name not in HANDED[os.environ.get("GOLDTHREAD_PROCESS", "")]:
        return default
    return given(name) or stored().get(name) or default


def given(name: str) -> str:
    """What the environment says, unless it is the administrator's address that was turned into three."""
    text = os.environ.get(name, "")
    return "" if text and name == APP and stored().get(ADOPTED) == digest(text) else text


def digest(address: str) -> str:
    """How an adopted administrator's address is remembered without keeping it."""
    return hashlib.sha256(address.encode()).hexdigest()


def secret(name: str) -> str:
    """A key that is made once for this installation and then kept."""
    found = value(name)
    if not found:
        found = secrets.token_urlsafe(48)
        store(**{name: found})
    return found


def is_demonstration() -> bool:
    """True where every child is invented: one-press sign-in is offered; every page and print says so."""
    return value("GOLDTHREAD_DEMONSTRATION", "0") == "1"


def database(url: str) -> dict[str, Any]:
    """Django's connection settings for a postgresql:// address (a socket folder goes in ?host=/path)."""
    parts = urlsplit(url)
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    host = unquote(options.pop("host", "") or parts.hostname or "")
    port = options.pop("port", "") or str(parts.port or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        # Long enough that what a connection has learnt, the plans of our functions above all, serves many pages.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: unquote(text) for key, text in options.items()},
    }
