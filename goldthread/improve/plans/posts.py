"""Whose post answers for something of the plans."""

from goldthread.core.access.reader import Reader


def is_theirs(by: Reader, role: str, borough: str) -> bool:
    """True when the reader's post is the one that answers."""
    own = (by.post.borough_id or "") if by.post else ""
    return by.role.id == role and borough in ("", own)
