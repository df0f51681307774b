"""Officers: every role of the design has someone, and nobody has another's name to sign in with."""

from goldthread.synthetic.officers import officers
from goldthread.synthetic.places import BOROUGHS

# Design decision 23.
ROLES = {
    "responding_officer", "control_room", "ward_officer", "missing_unit", "cse_team", "investigator", "image_team",
    "offender_manager", "custody_officer", "mash_desk", "supervisor", "duty_inspector", "borough_commander",
    "chief_officer",
    "auditor_central", "auditor_local", "auditor_peer", "inspectorate", "panel_member", "oversight_member", "plan_lead",
    "training_lead", "analyst", "partner", "dpo", "administrator",
}  # fmt: skip


def test_every_role_has_someone() -> None:
    assert {officer.role for officer in officers(1)} == ROLES


def test_every_borough_has_its_own_people_for_work_done_there() -> None:
    at_work = {(officer.role, officer.borough) for officer in officers(1)}
    for role in ("responding_officer", "missing_unit", "mash_desk", "duty_inspector", "borough_commander"):
        assert {(role, borough) for borough in BOROUGHS} <= at_work


def test_usernames_are_plain_and_nobody_shares_one() -> None:
    usernames = [officer.username for officer in officers(1)]
    assert len(set(usernames)) == len(usernames)
    assert all(name.isascii() and name == name.lower() and " " not in name for name in usernames)


def test_sworn_officers_have_a_warrant_number_of_their_own_and_others_none() -> None:
    numbers = [officer.warrant_number for officer in officers(1) if officer.warrant_number]
    assert len(set(numbers)) == len(numbers)
    for officer in officers(1):
        sworn = officer.rank.split()[-1] in ("Constable", "Sergeant", "Inspector", "Superintendent")
        assert bool(officer.warrant_number) == sworn


def test_the_same_seed_gives_the_same_officers() -> None:
    assert officers(1) == officers("1")
    assert officers(1) != officers(2)
