"""Whom a step of escalation reaches here: the words on a clock, as roles that alerts go to."""

from goldthread.core.access.roles import roles

OWNER = "owner"
# Words that stand on the ladder or on clocks, and the roles that answer for them in this release.
REACHES = {
    "supervisor": "supervisor",
    "supervisor and inspector": "duty_inspector",
    "inspector": "duty_inspector",
    "detective chief inspector": "borough_commander",
    "detective chief inspector and the daily briefing": "borough_commander",
}


def reaches(who: str) -> str:
    """The role for the words of a step; empty where the step is the owner's, or no role answers for it yet: then the
    alert goes to whoever owns the case, else to its desk."""
    return who if who in roles() else REACHES.get(who, "")
