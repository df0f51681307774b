"""Rosters and skills: somebody is always on duty where a child cannot wait."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise

from goldthread.synthetic.happenings.world import at
from goldthread.synthetic.officers import officers
from goldthread.synthetic.places import BOROUGHS
from goldthread.synthetic.rosters import accreditations, rosters

ON = date(2017, 3, 24)  # the clocks go forward two days later
SPECS = officers(1)
Span = tuple[datetime, datetime]


def spans() -> dict[tuple[str, str], list[list[Span]]]:
    found = defaultdict(list)
    shifts = rosters(SPECS, ON)
    for spec in SPECS:
        read = [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in shifts[spec.username]]
        found[spec.role, spec.borough].append(read)
    return found


def test_at_every_hour_of_every_borough_somebody_responds_decides_and_keeps_custody() -> None:
    found = spans()
    for role in ("responding_officer", "duty_inspector", "custody_officer"):
        for borough in BOROUGHS:
            shifts = [span for of_one in found[role, borough] for span in of_one]
            for hour in range(24 * 14):
                moment = at(ON, 9) + timedelta(hours=hour)
                assert any(start <= moment < end for start, end in shifts), (role, borough, moment)


def test_nobody_is_on_duty_twice_at_once() -> None:
    for of_role in spans().values():
        for of_one in of_role:
            ordered = sorted(of_one)
            assert all(one[1] <= other[0] for one, other in pairwise(ordered))


def test_those_of_other_bodies_have_no_roster_here() -> None:
    found = spans()
    assert found["partner", "Alderbrook"] == [[]]
    assert found["inspectorate", ""] == [[]]


def test_every_custody_officer_is_accredited_and_most_others_have_the_skills_of_their_post() -> None:
    skills = {spec.username: {one["skill"] for one in accreditations("1", spec, ON)} for spec in SPECS}
    assert all("custody_officer" in skills[s.username] for s in SPECS if s.role == "custody_officer")
    investigators = [skills[s.username] for s in SPECS if s.role == "investigator"]
    assert 0 < sum("child_abuse_investigation" in one for one in investigators) <= len(investigators)
    expired = [
        one
        for s in SPECS
        for one in accreditations("1", s, ON)
        if one["expires_on"] and one["expires_on"] < ON.isoformat()
    ]
    assert expired
