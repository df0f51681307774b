"""Officers and staff who do not exist: at least one for every role, in each borough where it sits in one."""

from dataclasses import dataclass

from goldthread.core.records.names import fold
from goldthread.synthetic import names
from goldthread.synthetic.chance import dice
from goldthread.synthetic.places import BOROUGHS, WARDS


@dataclass(frozen=True)
class OfficerSpec:
    username: str
    name: str
    rank: str
    warrant_number: str
    post: str
    role: str
    borough: str
    team: str


# role, rank, post, team, how many in each borough
IN_EACH_BOROUGH = (
    ("responding_officer", "Police Constable", "Response officer", "Response", 6),
    ("ward_officer", "Police Constable", "Dedicated ward officer", "Neighbourhoods", 3),
    ("missing_unit", "Detective Constable", "Missing persons officer", "Missing persons unit", 2),
    ("cse_team", "Detective Constable", "Exploitation officer", "Exploitation team", 2),
    ("investigator", "Detective Constable", "Child abuse investigator", "Child abuse investigation", 3),
    ("offender_manager", "Detective Constable", "Offender manager", "Jigsaw", 2),
    ("custody_officer", "Sergeant", "Custody officer", "Custody", 2),
    ("mash_desk", "Police Constable", "Desk officer", "Public Protection Desk", 3),
    ("supervisor", "Detective Sergeant", "Public protection sergeant", "Public protection", 2),
    ("supervisor", "Sergeant", "Response sergeant", "Response", 2),
    ("duty_inspector", "Inspector", "Duty inspector", "Response", 3),
    ("borough_commander", "Chief Superintendent", "Borough commander", "Command", 1),
    ("auditor_local", "Detective Inspector", "Borough quality auditor", "Quality assurance", 1),
)
FOR_THE_FORCE = (
    ("chief_officer", "Assistant Chief Constable", "Assistant Chief Constable, Public Protection", "Chief officers", 1),
    ("control_room", "Police staff", "Control room operator", "Control room", 4),
    ("image_team", "Detective Constable", "Image suspects investigator", "Image suspects", 2),
    ("auditor_central", "Detective Inspector", "Central auditor", "Operation Benson", 2),
    ("auditor_peer", "Detective Inspector", "Peer auditor, neighbouring force", "Peer review", 1),
    ("inspectorate", "Inspectorate", "Inspector of constabulary", "Inspectorate", 1),
    ("panel_member", "Panel member", "Member, scrutiny panel", "Scrutiny panel", 1),
    ("plan_lead", "Superintendent", "Child protection plan lead", "Delivery group", 1),
    ("training_lead", "Inspector", "Learning and development lead", "Learning and development", 1),
    ("analyst", "Police staff", "Demand analyst", "Analysis", 1),
    ("dpo", "Police staff", "Data protection officer", "Information rights", 1),
    ("administrator", "Police staff", "System administrator", "Technology", 1),
)
# Outside members of bodies. They come last, so that everybody above keeps the name they had.
ON_BODIES = (
    ("oversight_member", "Oversight member", "Member, external advisory panel", "Advisory panel", 2),
    ("oversight_member", "Oversight member", "Adviser, Mayor’s office", "Mayor’s office", 1),
    ("panel_member", "Panel member", "Member, scrutiny panel", "Scrutiny panel", 2),
)
# Two local authorities, so that what each sees can be told from what its neighbour would.
PARTNERS = ("Alderbrook", "Merrowfield")
SWORN = ("Constable", "Sergeant", "Inspector", "Superintendent")


class _Roll:
    def __init__(self, seed: str) -> None:
        self.rng = dice(seed, "officers")
        self.usernames: set[str] = set()
        self.warrant = 200_100

    def enrol(self, role: str, rank: str, post: str, borough: str, team: str) -> OfficerSpec:
        of = names.community(self.rng)
        forename = names.forename(self.rng, of, self.rng.choice(("female", "male")))
        surname = self.rng.choice(of.surnames)
        sworn = rank.endswith(SWORN)
        self.warrant += self.rng.randint(1, 9)
        number = str(self.warrant) if sworn else ""
        username = self._username(forename, surname)
        return OfficerSpec(username, f"{forename} {surname}", rank, number, post, role, borough, team)

    def _username(self, forename: str, surname: str) -> str:
        plain = f"{fold(forename)[0]}.{fold(surname).split()[-1]}".lower()
        username, again = plain, 1
        while username in self.usernames:
            again += 1
            username = f"{plain}{again}"
        self.usernames.add(username)
        return username


def officers(seed: str | int) -> list[OfficerSpec]:
    """The same seed gives the same people. A post outside the boroughs has no borough."""
    roll = _Roll(str(seed))
    found: list[OfficerSpec] = []
    for borough in BOROUGHS:
        for role, rank, post, team, count in IN_EACH_BOROUGH:
            for place in range(count):
                named = f"{post}, {WARDS[borough][place % 3]}" if role == "ward_officer" else post
                found.append(roll.enrol(role, rank, named, borough, team))
    for role, rank, post, team, count in FOR_THE_FORCE:
        found += [roll.enrol(role, rank, post, "", team) for _ in range(count)]
    for authority in PARTNERS:
        team = f"{authority} children’s services"
        found.append(roll.enrol("partner", "Partner", f"Team manager, {team}", authority, team))
    for role, rank, post, team, count in ON_BODIES:
        found += [roll.enrol(role, rank, post, "", team) for _ in range(count)]
    return found
