"""Crime reports: opened when reported, closed with an outcome."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from goldthread.core.clocks import LONDON
from goldthread.synthetic.places import Address
from goldthread.synthetic.sent import Sent, envelope, local_day, written
from goldthread.synthetic.systems.writing import Clerk, Named, located

# Group, the force's own code, words, Home Office class. The classes are of the counting rules' form.
OFFENCES = {
    "assault": ("violence", "105A", "Common assault", "105/01"),
    "injury": ("violence", "8N", "Assault with injury", "008/60"),
    "domestic": ("violence", "105A", "Common assault, domestic", "105/01"),
    "harassment": ("violence", "8L", "Harassment", "008/55"),
    "neglect": ("child abuse", "11A", "Cruelty to or neglect of a child", "011/00"),
    "exploitation": ("exploitation", "22B", "Arranging sexual exploitation of a child", "071/00"),
    "exploitation report": ("exploitation", "588", "Non-crime report: exploitation", "588/00"),
    "sexual": ("sexual", "21", "Sexual activity with a child", "021/00"),
    "images": ("sexual", "86", "Indecent images of children", "086/02"),
    "robbery": ("robbery", "34B", "Robbery of personal property", "034/02"),
    "theft": ("theft", "49", "Other theft", "049/10"),
    "shop": ("theft", "46", "Theft from a shop", "046/00"),
    "vehicle": ("vehicle", "48", "Theft of a vehicle", "048/01"),
    "burglary": ("burglary", "28E", "Burglary in a dwelling", "028/03"),
    "damage": ("criminal damage", "58A", "Criminal damage to a dwelling", "058/01"),
    "drugs": ("drugs", "92A", "Possession with intent to supply", "092/40"),
    "possession": ("drugs", "92E", "Possession of cannabis", "092/60"),
    "knife": ("weapons", "10D", "Having a blade in public", "010/26"),
    "order": ("public order", "9A", "Fear or provocation of violence", "125/11"),
}


def crime_no(number: int, reported_at: datetime) -> str:
    return f"{number:07d}/{reported_at.astimezone(LONDON):%y}"


def report(
    clerk: Clerk,
    number: str,
    reported_at: datetime,
    *,
    offence: str,
    place: Address,
    victims: Sequence[Named] = (),
    suspects: Sequence[Named] = (),
    witnesses: Sequence[Named] = (),
    flags: Sequence[str] = (),
    written_after: timedelta = timedelta(minutes=40),
    **more: Any,
) -> Sent:
    """A crime as first recorded."""
    clerk.begin()
    recorded = reported_at + written_after
    extracted = recorded + timedelta(minutes=5)
    on = local_day(reported_at)
    group, code, words, ho_class = OFFENCES[offence]
    categories = [kind for kind, people in (("victim", victims), ("suspect", suspects)) if people]
    cells = envelope("crime", number, recorded, recorded, extracted)
    cells |= {"subject_category": categories or ["witness_or_other"]}
    cells |= {
        "crime_no": number,
        "reported_at": written(reported_at),
        "offence_group": group,
        "offence_code": code,
        "offence": words,
        "ho_class": ho_class,
        "status": "recorded",
        **located(place, grid=True),
        "flags": list(flags),
        "victims": clerk.listed("victim", victims, on),
        "suspects": clerk.listed("suspect", suspects, on),
        "witnesses": clerk.listed("witness", witnesses, on),
        **more,
    }
    truth, slips = clerk.told()
    return Sent(extracted, "crime", number, cells, truth, slips)


def closed(sent: Sent, at: datetime, outcome: int) -> Sent:
    status = "charged" if outcome == 1 else "closed"
    return sent.again(at, timedelta(minutes=30), status=status, outcome_type=str(outcome), outcome_at=written(at))
