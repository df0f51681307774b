"""Who is on duty when, and who is accredited in what: rosters round the clock where a child cannot wait."""

from collections import Counter
from datetime import date, timedelta
from zlib import crc32

from goldthread.synthetic.chance import dice
from goldthread.synthetic.happenings.world import at
from goldthread.synthetic.officers import OfficerSpec
from goldthread.synthetic.sent import written

# First hour and length. The first to hold each turn is on it every day, so that nobody is ever waited for.
TURNS = ((7, 8), (15, 8), (23, 8))
TWELVES = ((7, 12), (19, 12))
EARLY_AND_LATE = ((7, 8), (14, 8))
OFFICE = ((8, 8),)
ROUND_THE_CLOCK = {
    "responding_officer": TURNS,
    "control_room": TURNS,
    "duty_inspector": TURNS,
    "custody_officer": TWELVES,
    "missing_unit": EARLY_AND_LATE,
}
NOT_ROSTERED = {"partner", "panel_member", "oversight_member", "inspectorate", "auditor_peer"}
DAYS_BEFORE, DAYS_AHEAD = 7, 28
SATURDAY, DAYS_OFF = 5, 2

# The skills of a post, and of how many in a hundred who hold it.
SKILLS = {
    "missing_unit": {"missing_adviser": 80},
    "cse_team": {"detective": 80, "exploitation_lead": 60, "abe": 50},
    "investigator": {"detective": 85, "child_abuse_investigation": 75, "abe": 80},
    "image_team": {"detective": 90, "abe": 50},
    "offender_manager": {"arms": 85},
    "custody_officer": {"custody_officer": 100},
    "supervisor": {"detective": 50, "child_abuse_investigation": 30},
    "duty_inspector": {"search_adviser": 30},
    "auditor_local": {"child_abuse_investigation": 70},
    "auditor_central": {"child_abuse_investigation": 80},
}
LASTS_DAYS = {"arms": 730, "missing_adviser": 1095, "search_adviser": 730, "custody_officer": 1095}


def rosters(specs: list[OfficerSpec], on: date) -> dict[str, list[list[str]]]:
    """Each officer's shifts, from a week before to four weeks ahead: when each starts and ends."""
    place: Counter[tuple[str, str, str]] = Counter()
    found = {}
    for spec in specs:
        team = (spec.role, spec.borough, spec.team)
        found[spec.username] = _shifts(spec, place[team], on)
        place[team] += 1
    return found


def _shifts(spec: OfficerSpec, place: int, on: date) -> list[list[str]]:
    if spec.role in NOT_ROSTERED:
        return []
    turns = ROUND_THE_CLOCK.get(spec.role, OFFICE)
    found = []
    for day in (on + timedelta(days=n) for n in range(-DAYS_BEFORE, DAYS_AHEAD)):
        if turns is OFFICE and day.weekday() >= SATURDAY:
            continue
        # Where more than one holds a turn, they take its days off in turn: two of every eight.
        others = place // len(turns)
        if others and (day.toordinal() + 4 * others) % 8 < DAYS_OFF:
            continue
        hour, hours = turns[place % len(turns)]
        start = at(day, hour)
        found.append([written(start), written(start + timedelta(hours=hours))])
    return found


def accreditations(seed: str, spec: OfficerSpec, on: date) -> list[dict[str, str]]:
    """Most have the skills of their post; some have none yet, and some have let one run out."""
    rng = dice(seed, f"accreditations:{spec.username}")
    found = []
    for skill, of_a_hundred in SKILLS.get(spec.role, {}).items():
        if rng.randrange(100) >= of_a_hundred:
            continue
        awarded = on - timedelta(days=rng.randrange(40, 1_400))
        lasts = LASTS_DAYS.get(skill)
        number = crc32(f"{spec.username}{skill}".encode()) % 90_000 + 10_000
        found.append(
            {
                "skill": skill,
                "awarded_on": awarded.isoformat(),
                "expires_on": (awarded + timedelta(days=lasts)).isoformat() if lasts else "",
                "evidence": f"Course record {number}",
            }
        )
    return found
