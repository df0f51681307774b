"""Which concerns ended in no further action, and what a reviewer may say of that: supervisors review some each week.

Two endings stay told apart in every row (mash-offenders-investigations.md 3.7): we did not share; the authority took no
further action, having assessed or not.
"""

from datetime import datetime

from goldthread.core import db
from goldthread.core.areas.grammar import Framed, Judgement, Sample
from goldthread.respond.concern.choices import GRADES, NFA_ASSESSED, NFA_UNASSESSED

NOT_GRADED = "Not graded"


def ended(since: datetime, until: datetime) -> list[Framed]:
    """Every concern of ours that ended so in a time, with its grade and borough. Ids only: what is read is a look."""
    outcomes = sorted(NFA_UNASSESSED | NFA_ASSESSED)
    rows = db.fetch("SELECT * FROM goldthread_concerns_ended(%s, %s, %s::text[])", [since, until, outcomes])
    grades = dict(GRADES)
    return [
        Framed(
            str(row["case_id"]),
            str(row["person_id"]) if row["person_id"] else None,
            row["state"],
            (grades.get(row["grade"], NOT_GRADED), row["borough"] or "Borough not known"),
        )
        for row in rows
    ]


SAMPLE = Sample(
    id="ended",
    name="Concerns that ended in no further action",
    sentence="Closed in the week as not shared, or after the authority took no further action.",
    frame="goldthread.respond.concern.ended.ended",
    size="concern.sample.size",
    strata=("Grade", "Borough"),
    judgements=(
        Judgement("right", "The decision was right"),
        Judgement("should_share", "It should have been shared", is_wrong=True, states=("not_shared",)),
        Judgement("should_dispute", "We should have disagreed with the authority", is_wrong=True, states=("closed",)),
        Judgement("higher", "It should have been graded higher", is_wrong=True),
        Judgement("cannot_say", "What is written is not enough to say", is_answer=False),
    ),
    reopens_by="reopen",
)
