"""Reading references of mentions as they come from a page, a call or a command."""

from collections.abc import Iterable
from uuid import UUID

from goldthread.core.refusals import NotValid


def mentions_typed(texts: Iterable[str]) -> list[UUID]:
    """The mentions named; one that cannot be a reference is refused by field."""
    try:
        found = [UUID(text.strip()) for text in texts]
    except ValueError:
        raise NotValid("mentions", "That is not a record’s reference.", "Read the links again.") from None
    if not found:
        raise NotValid("mentions", "Choose the records that are another person’s.")
    return found
