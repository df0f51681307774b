"""What is shared of a concern: the codes an authority answers with, and how the concern follows each answer."""

from collections.abc import Mapping
from typing import Any

from goldthread.respond.concern.choices import BASES, CONSENT, GRADES, OUTCOMES, STAGES
from goldthread.respond.sharing.codes import Codes
from goldthread.respond.sharing.declared import Follows, Kind, Shares
from goldthread.respond.sharing.models import Share

CODES = Codes(STAGES, OUTCOMES)
WITH_THE_AUTHORITY = ("shared", "acknowledged", "disputed")


def _acknowledged(share: Share, said: Mapping[str, str]) -> dict[str, Any]:
    return {"acknowledged_by": said["by"]}


def _answered(share: Share, said: Mapping[str, str]) -> dict[str, Any]:
    stage = said["stage"]
    told = {"outcome_stage": stage, f"outcome_{stage}": said["outcome"], "outcome_on": said["on"]}
    return {**told, "outcome_why": said["why"]}


def _chased(share: Share, said: Mapping[str, str]) -> dict[str, Any]:
    return {"asked_whom": said["whom"], "said": said["said"]}


def _kind(kind_id: str, *, is_awaited: bool) -> Kind:
    return Kind(
        kind_id,
        "shared",
        CODES,
        is_awaited,
        ("mash.outcome_chase", "csc.referral_decision"),
        Follows("acknowledge", ("shared",), _acknowledged),
        Follows("outcome", WITH_THE_AUTHORITY, _answered),
        Follows("chase", WITH_THE_AUTHORITY, _chased),
    )


SHARES = Shares(
    area="concern",
    permission="handle_concern",
    told_role="mash_desk",
    # What went to the child's own social worker closed the concern: nobody waits for an answer.
    kinds=(_kind("shared", is_awaited=True), _kind("forwarded", is_awaited=False)),
    grades=GRADES,
    bases=BASES,
    consent=CONSENT,
)
