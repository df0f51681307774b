"""What is shared of a missing child: with children's services, and with whoever holds the return home interview.

Codes of missing-cse-custody.md 0.2 and 1.8 (November 2026). An authority is told of the child, then that the child is
found; it answers what it does. A provider is asked for the interview, and its answer comes in a file of its own.
"""

from collections.abc import Mapping
from typing import Any

from goldthread.core import clocks
from goldthread.respond.missing.choices import CARE_OUTCOMES, GRADES, RETURN_INTERVIEW
from goldthread.respond.missing.interviews import FORM
from goldthread.respond.sharing.codes import Codes
from goldthread.respond.sharing.declared import Follows, Kind, Shares
from goldthread.respond.sharing.models import Share

OPEN = ("reported", "absent", "open", "long_term", "located", "safe", "returned")
ANY = (*OPEN, "closed")
CARE = Codes((("care", "Children's services"),), {"care": CARE_OUTCOMES}, open_ones=("unknown",))
INTERVIEW = Codes((("interview", "Return interview"),), {"interview": RETURN_INTERVIEW})
BASES = (("public_task", "A public task: safeguarding a child"),)


def _has_it(share: Share, said: Mapping[str, str]) -> dict[str, Any]:
    return {"answered_by": share.authority, "acknowledged_by": said["by"]}


def _answered(share: Share, said: Mapping[str, str]) -> dict[str, Any]:
    told = {"answered_by": share.authority, "care_outcome": said["outcome"], "care_outcome_on": said["on"]}
    return {**told, "outcome_why": said["why"]}


def _interviewed(share: Share, said: Mapping[str, str]) -> dict[str, Any]:
    """A short answer, by a code and a few words: when it was is the moment it was told."""
    now = clocks.now().isoformat()
    told = {"return_interview": said["outcome"], "return_interview_on": now}
    return told | ({"received_on": now, "words": said["why"]} if said["outcome"] == "done" else {"why": said["why"]})


def _chased(share: Share, said: Mapping[str, str]) -> dict[str, Any]:
    return {"asked_whom": said["whom"], "said": said["said"]}


HAS_IT = Follows("care_has_it", OPEN, _has_it)
ANSWERED = Follows("care_outcome", ANY, _answered)
CHASED = Follows("chase_care", ANY, _chased)
SHARES = Shares(
    area="missing",
    permission="exchange_missing",
    told_role="missing_unit",
    kinds=(
        Kind("missing", "missing child", CARE, True, ("missing.outcome_chase",), HAS_IT, ANSWERED, CHASED),
        Kind("returned", "child found", CARE, False, (), HAS_IT, ANSWERED, asks_answer=False),
        Kind(
            "interview",
            "return interview asked for",
            INTERVIEW,
            clocks=("MIS-C15",),
            answered=Follows("take_return_interview", ("returned", "closed"), _interviewed),
            chased=Follows("chase_interview", ("returned",), _chased),
            form=FORM.id,
        ),
    ),
    grades=GRADES,
    bases=BASES,
    forms=(FORM,),
)
