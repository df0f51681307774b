"""The secret by which one officer's words on one tablet are read: worked out, never kept (decision 0038)."""

import base64
import hashlib
import hmac
import re

from django.conf import settings

from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotValid

DEVICE = re.compile(r"[0-9a-f-]{36}", re.ASCII)


def secret_for(by: Reader, device: str) -> dict[str, str]:
    """256 bits for this officer on this device, and an id that tells officers apart without naming them."""
    if not DEVICE.fullmatch(device):
        raise NotValid("device", "That is not a device's id.", "Load the page again.")
    who = by.officer.pk if by.officer else ""
    return {
        "owner": _mac(f"owner {who} {device}").hex()[:24],
        "secret": base64.b64encode(_mac(f"queue {who} {device}")).decode(),
    }


def idle_seconds() -> int:
    """How long a key may lie unused on a tablet: as long as a session may."""
    return int(settings.SESSION_IDLE.total_seconds())


def _mac(about: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"goldthread device {about}".encode(), hashlib.sha256).digest()
