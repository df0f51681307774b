"""Whom a step of escalation reaches here: the words on a clock, as roles that alerts go to."""

# Words that stand on the ladder or on clocks, and the role that answers for them in this release.
REACHES = {
    "desk": "mash_desk",
    "desk supervisor": "supervisor",
    "sergeant": "supervisor",
    "detective sergeant": "supervisor",
    "custody sergeant": "supervisor",
    "supervisor": "supervisor",
    "call supervisor": "control_room",
    "dispatch supervisor": "control_room",
    "custody officer": "custody_officer",
    "offender manager": "offender_manager",
    "inspector": "duty_inspector",
    "duty inspector": "duty_inspector",
    "detective inspector": "duty_inspector",
    "supervisor and inspector": "duty_inspector",
    "detective chief inspector": "borough_commander",
    "detective chief inspector and the daily briefing": "borough_commander",
    "superintendent": "borough_commander",
    "borough commander": "borough_commander",
    "missing person coordinator": "missing_unit",
    "missing persons unit": "missing_unit",
    "return interview provider": "missing_unit",  # has no account here; the coordinator chases it
    "missing persons unit sergeant": "supervisor",
    "both inspectors": "duty_inspector",
    "mash detective inspector": "duty_inspector",
    "bcu commander": "borough_commander",
    "superintendent on call": "borough_commander",
    "head of public protection": "borough_commander",
    "duty chief officer": "borough_commander",
}


def reaches(who: str) -> str:
    """The role for the words of a step; empty where the step is the owner's, or no role answers for it yet: then the
    alert goes to whoever owns the case, else to its desk."""
    return REACHES.get(who.lower(), "")
