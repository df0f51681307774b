"""How an erased record is known without being kept: by a keyed hash of its reference."""

import hashlib
import hmac

from django.conf import settings


def record_key_hash(source: str, source_record_id: str) -> str:
    """The keyed hash by which an erased record is known and refused when it is sent again."""
    text = f"{source}\0{source_record_id}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
