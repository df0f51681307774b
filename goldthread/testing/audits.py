"""Samples and answers for tests: drawn and given by the steps that an auditor takes."""

from collections.abc import Iterable
from typing import Any

from goldthread.audit.desk.drafts import keep_answers
from goldthread.audit.reviews.drawing import Wanted, draw_audit
from goldthread.audit.reviews.models import Sample
from goldthread.audit.reviews.reading import asked_in
from goldthread.audit.reviews.referring import send_back
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.cases.models import Case
from goldthread.core.organisation.models import Borough
from goldthread.testing import factories as make

ELSEWHERE = "Oxlade"
# By which programme a sample comes to a role, and who draws it.
GIVEN_BY = {
    "auditor_central": ("benson", "auditor_central"),
    "auditor_local": ("borough_qa", "auditor_local"),
    "auditor_peer": ("peer", "auditor_peer"),
    "inspectorate": ("inspection", "auditor_central"),
}


def sample_of(by: Reader, references: Iterable[str], programme: str = "benson", **wanted: Any) -> Sample:
    """A sample of a list of these references: all of them."""
    listed = list(references)
    if audited := _audited(by, programme):
        with db.as_service():
            Borough.objects.get_or_create(code=audited, defaults={"name": audited.title()})
            Case.objects.filter(reference__in=listed).update(borough_id=audited)
        if programme == "peer":
            wanted.setdefault("borough", audited)
    text = "reference\n" + "".join(f"{one}\n" for one in listed)
    with db.transaction():
        return draw_audit(by, Wanted(programme, len(listed), "agreed before", text=text, **wanted))


def _audited(by: Reader, programme: str) -> str | None:
    """The one borough whose cases a programme may audit; None where it may audit all."""
    if programme == "peer":
        return ELSEWHERE.lower()
    return by.post.borough_id if by.post and programme == "borough_qa" else None


def given_to(role: str, references: Iterable[str]) -> Sample:
    """A sample that auditors of this role may read."""
    programme, drawer = GIVEN_BY[role]
    return sample_of(make.reader(drawer), references, programme)


def answers(sample: Sample, **said: str) -> dict[str, dict[str, Any]]:
    """Every question answered yes, but for those named, like `COM_02="no"`."""
    evidence = [{"system": "Goldthread", "record": "the case", "at": clocks.now().isoformat()}]
    told = {one.id: {"said": "yes", "evidence": evidence, "confidence": "high"} for one in asked_in(sample)}
    for name, one in said.items():
        told[name.replace("_", "-")]["said"] = one
    return told


def graded_sample(role: str, reference: str) -> Sample:
    """A sample given to a role, its one case graded first and again."""
    sample = given_to(role, [reference])
    for username in ("", f"second_{role}"):
        with db.transaction():
            submit_review(make.reader(role, username=username), sample.reference, 1, Told(answers(sample), "good"))
    return sample


def graded_once(role: str, reference: str) -> Sample:
    """A sample given to a role whose one case they graded, and nobody else yet."""
    sample = given_to(role, [reference])
    with db.transaction():
        submit_review(make.reader(role), sample.reference, 1, Told(answers(sample), "good"))
    return sample


def graded_apart(role: str, reference: str) -> Sample:
    """A sample given to a role, its one case graded first and again by two others of it, who differ."""
    sample = given_to(role, [reference])
    for username, said, grade in (("second", {}, "good"), ("third", {"COM_07": "no"}, "inadequate")):
        with db.transaction():
            submit_review(make.reader(role, username=f"{username}_{role}"), sample.reference, 1,
                          Told(answers(sample, **said), grade))  # fmt: skip
    return sample


def kept_answers(role: str, reference: str) -> Sample:
    """A sample given to a role whose one case has every answer kept and is not submitted yet."""
    sample = given_to(role, [reference])
    with db.transaction():
        keep_answers(make.reader(role), sample.reference, 1, answers(sample))
    return sample


def sent_back_elsewhere(role: str) -> Sample:
    """A sample of a case held elsewhere that another auditor of the role sent back."""
    sample = given_to(role, ["CRIS 01/2345/26"])
    with db.transaction():
        send_back(make.reader(role, username=f"second_{role}"), sample.reference, 1, "He is at the address.")
    return sample
