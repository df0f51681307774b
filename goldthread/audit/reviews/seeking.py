"""The targeted arm of a sample: cases that somebody named, beside those that chance drew. Never in a rate."""

from collections.abc import Mapping, Sequence

from goldthread.audit.reviews.models import SOUGHT, Sample, SampledCase
from goldthread.audit.sampling.drawing import RANDOM, TARGETED
from goldthread.audit.sampling.frozen import strata_of
from goldthread.core import db
from goldthread.core.refusals import NotValid

MOST = 200  # ours: more than an auditor reads in a quarter is a sample of its own
Sought = Mapping[str, str]  # reference and why


def sought_in(told: Sequence[Mapping[str, str]]) -> Sought:
    """The cases that are sought, each once with why; what is no reason or no reference is refused by name."""
    known, found = dict(SOUGHT), dict[str, str]()
    if len(told) > MOST:
        raise NotValid("targeted", f"{len(told):,} cases are sought.", f"At most {MOST}.")
    for one in told:
        reference, why = str(one.get("reference", "")).strip(), str(one.get("why", "")).strip().lower()
        if not reference or len(reference) > 60:
            raise NotValid("targeted", "A case that is sought has no reference, or one over 60 characters.", "Name it.")
        if why not in known:
            raise NotValid(
                "targeted", f'"{why[:30]}" is no reason to seek {reference}.', f"One of: {', '.join(known)}."
            )
        if reference in found:
            raise NotValid("targeted", f"{reference} is sought twice.", "Name it once.")
        found[reference] = why
    return found


def keep_sought(sample: Sample, sought: Sought, borough: str | None) -> None:
    """Keep them after those that chance drew. An audit of one borough opens no case of another by naming it."""
    if not sought:
        return
    rows = db.fetch("SELECT * FROM goldthread_audit_held(%s::text[])", [list(sought)])
    held = {row["reference"]: row for row in rows}
    if strange := [name for name, row in held.items() if borough and row["borough"] != borough]:
        raise NotValid("targeted", f"{strange[0]} is no case of the borough.", "Seek cases of the borough audited.")
    first = sample.cases.count() + 1
    SampledCase.objects.bulk_create(
        SampledCase(
            sample=sample,
            place=first + number,
            reference=reference,
            case_id=held[reference]["case_id"] if reference in held else None,
            borough=held[reference]["borough"] if reference in held else "",
            strata=["" for _ in strata_of(sample.proof)],
            stratum_cases=0,
            is_again=False,
            arm=TARGETED,
            why=why,
        )
        for number, (reference, why) in enumerate(sought.items())
    )


def is_random(one: SampledCase) -> bool:
    """Whether chance drew it: only such cases are in a rate."""
    return one.arm == RANDOM
