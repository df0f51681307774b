"""A child's Philomena form in the picture: that it is held and how old; its words while the child is missing."""

from goldthread.core.panels.grammar import Body, Panel, Subject
from goldthread.respond.placements.philomena import philomena


def held(subject: Subject) -> Body:
    """Of a moment of the past none is told: the form of then is in its versions."""
    if subject.known.at is not None:
        return {"home": None, "parts": [], "versions": []}
    return philomena(subject.person_id)


PANELS = (Panel("philomena", "Philomena form", 36, held, "picture/philomena.html"),)
