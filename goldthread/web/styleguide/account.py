"""Sample sign-in pages, with django-allauth's own forms' shape."""

from types import SimpleNamespace
from typing import Any

from goldthread.web.styleguide.frames import NIGHT

PERSONAS = [
    {
        "role": "responding_officer",
        "name": "PC Sana Ali",
        "post": "response, Merrowfield",
        "sentence": "Finds a child at the door, sees the summary of the whole picture and records a concern.",
    },
    {
        "role": "duty_inspector",
        "name": "Insp Maya Shah",
        "post": "duty inspector, Merrowfield",
        "sentence": "Holds the borough's risk tonight.",
    },
]
WRONG = {"values": {"login": "ali"}, "errors": {"": "The username or password is not right."}}
TYPED_CODE = {"values": {}, "errors": {"code": "Enter the 6 digits your app shows."}}


class Enrolling(dict[str, Any]):
    """A form with the key the template shows beside its fields."""

    secret = "JBSW Y3DP EHPK 3PXP"  # noqa: S105 - the sample key of RFC examples


PICTURE_TO_SCAN = (
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA0IDQiPj"
    "xwYXRoIGQ9Ik0wIDBoMnYySDB6TTIgMmgydjJIMnoiLz48L3N2Zz4="
)
CODES = SimpleNamespace(get_unused_codes=lambda: ["10000001", "10000002"])
SESSIONS = [
    SimpleNamespace(created_at=NIGHT, ip="192.0.2.7", user_agent="Firefox on a tablet", is_current=lambda: True),
    SimpleNamespace(created_at=NIGHT, ip="192.0.2.9", user_agent="Edge at a desk", is_current=lambda: False),
]
ALTERNATIVES = {"reauthentication_alternatives": [{"url": "/mfa", "description": "Use your authenticator app"}]}
RECOVERY: dict[str, Any] = {
    "unused_codes": ["10000001", "10000002"],
    "total_count": 10,
    "can_view_codes": True,
    "can_download_codes": True,
    "can_generate_codes": True,
}
