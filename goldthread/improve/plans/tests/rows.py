"""One row of every table of the plans, for tests that ask the tables themselves."""

from typing import Any

from goldthread.core import clocks
from goldthread.core import db as database
from goldthread.improve.plans import models
from goldthread.improve.recommendations.models import Recommendation, Report
from goldthread.testing import factories as make


def a_row_of_every_table() -> None:
    with database.transaction():
        kept = {"at": clocks.now(), "by": make.reader("plan_lead").officer}
        lies, other = _two_recommendations(kept["by"])
        today = clocks.today()
        post = {"plan": "missing", "post_role": "supervisor"}
        action = models.Action.objects.create(reference="A-901", **kept)
        due = {"due_on": today, "first_due_on": today}
        models.ActionVersion.objects.create(action=action, version=1, words="x", origin="force", **post, **due, **kept)
        models.Commitment.objects.create(recommendation=lies, objective="x", **post, **kept)
        file = models.KeptFile.objects.create(digest="0" * 64, name="x", media_type="text/plain", content=b"x", **kept)
        models.Evidence.objects.create(title="x", kind="input", file=file, effective_on=today, **kept)
        letter = models.Letter.objects.create(reference="HMI/901", on=today, digest="0" * 64, words="x", **kept)
        models.LetterPoint.objects.create(letter=letter, recommendation=lies, place=0, says="closed")
        models.Position.objects.create(recommendation=lies, words="x", on=today, **kept)
        models.Split.objects.create(recommendation=lies, **kept)
        models.StageTaken.objects.create(recommendation=lies, place=0, stage="accepted", **kept)
        models.Dependency.objects.create(recommendation=lies, needs=other, needs_stage="planned", source="x", **kept)


def _two_recommendations(by: Any) -> tuple[Recommendation, Recommendation]:
    said = {"title": "x", "name": "x", "digest": "1" * 64, "reading": {}, "state": "confirmed"}
    report = Report.objects.create(read_at=clocks.now(), read_by=by, confirmed_at=clocks.now(), **said)
    made = [
        Recommendation.objects.create(report=report, number=number, kind="recommendation", text="x")
        for number in ("901", "902")
    ]
    return made[0], made[1]
