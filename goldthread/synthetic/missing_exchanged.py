"""What the invented force exchanges of its missing children: authorities answer, a provider sends interviews."""

from dataclasses import dataclass, field
from typing import Any

PROVIDER = "harbour-lane"
HEARD: dict[str, Any] = {
    "return_interview": "done",
    "interviewer_org": "Harbour Lane Young People",
    "independent": "yes",
    "trained": "yes",
    "words": "They let me stay and nobody shouts. He buys me things. I do not want to say more.",
    "rhi_people": "A man called P, about 29\na woman who drives the grey car",
    "rhi_places": "9 Wharf Road, Stanehithe\nthe park by the canal",
    "push_factors": ["placement"],
    "pull_factors": ["adult", "money"],
    "rhi_harm": ["not_asked"],
    "consent_to_share": "yes",
}


@dataclass(frozen=True)
class Step:
    """One act: minutes after the report, by whom, which, and what is told. `review` and `check` are no moves."""

    after: float
    by: str
    act: str
    told: dict[str, Any] = field(default_factory=dict)


def notified(after: float) -> tuple[Step, ...]:
    """Children's services sent the child: one authority is responsible, the child is placed in another's area."""
    told = {"responsible": "alderbrook", "host": "merrowfield", "care_asked": "information"}
    return (Step(after, "missing_unit", "notify_care", told),)


def answered(after: float) -> tuple[Step, ...]:
    """Both authorities said what they decided."""
    said = {"alderbrook": "already_open", "merrowfield": "nfa"}
    return tuple(
        Step(after, "missing_unit", "care_outcome",
             {"answered_by": code, "care_outcome": outcome, "care_outcome_on": "day"})
        for code, outcome in said.items()
    )  # fmt: skip


def asked(after: float) -> tuple[Step, ...]:
    """A provider asked for the return interview."""
    return (Step(after, "missing_unit", "request_return_interview", {"provider": PROVIDER}),)


def sent_in(after: float, late: float = 0) -> tuple[Step, ...]:
    """The interview asked for, held by the provider, and received two days after with what the child said."""
    told = {**HEARD, "offered_on": -60 * 40, "return_interview_on": -60 * 20, "received_on": 0}
    return (*asked(after), Step(after + 60 * 60 + late, "missing_unit", "take_return_interview", told))
