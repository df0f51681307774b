"""Moderation in the invented force: a peer departs twice, which waits tonight; one grade of the force is decided."""

from collections.abc import Callable
from datetime import datetime, timedelta

from goldthread.audit.reviews.gradings import between, open_gradings
from goldthread.audit.reviews.models import Moderation, Review, Sample
from goldthread.audit.reviews.moderating import moderate, to_moderate
from goldthread.audit.reviews.reading import asked_in
from goldthread.audit.reviews.reviewing import Told, submit_review
from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.organisation.models import Post
from goldthread.core.organisation.queries import first_in_each_role

Progress = Callable[[str], None]
DOOR = "command:demo load"
DEPARTED = "The checks were late by twelve minutes, and an officer was with the child by then."
WHY = (
    "I read the case as it was known when the grade was given. What the stricter grader saw was there to be seen; the "
    "answers bear it out."
)


def plant_moderation(progress: Progress = lambda line: None) -> int:
    """Two departures that wait, and the longest waiting of the others decided. Done once; how many were decided."""
    with db.as_service():
        if Moderation.objects.exists():
            return 0
        held = Post.objects.filter(role="auditor_central", starts_at__lte=clocks.now()).select_related("officer")
        second = reader_for(held.order_by("officer__username")[1].officer, DOOR)
        peer = reader_for(first_in_each_role(clocks.now())["auditor_peer"].officer, DOOR)
    progress("what waits for a moderator")
    with db.transaction():
        waits = [one for one in to_moderate(second) if not one.is_yours]
    _depart(peer)
    for one in waits[:1]:
        with db.transaction():
            worst = between(open_gradings(second, one.sample, one.place))[-1]
            moderate(second, one.sample, one.place, worst, WHY)
    return len(waits[:1])


def _depart(peer: Reader) -> None:
    """Two cases of the peers' sample that nobody grades again, a band better than their answers propose."""
    with db.as_service():
        sample = Sample.objects.filter(programme="peer").latest("drawn_at")
        graded = Review.objects.filter(sample=sample).values_list("sampled_id", flat=True)
        places = list(sample.cases.filter(is_again=False).exclude(pk__in=graded).order_by("place")[:2])
    for number, one in enumerate(places, 1):
        at = clocks.now() - timedelta(hours=20 - 3 * number)
        told = Told(_answered(sample, one.reference, at), "good", DEPARTED)
        with clocks.held_at(at), db.transaction():
            submit_review(peer, sample.reference, one.place, told)


def _answered(sample: Sample, reference: str, at: datetime) -> dict[str, dict[str, object]]:
    """Every answer yes, but that what was known was not all looked at before the level was set."""
    seen = [{"system": "Merlin", "record": reference, "at": at.isoformat()}]
    return {
        asked.id: {"said": "no" if asked.id == "COM-03" else "yes", "evidence": seen, "confidence": "high"}
        for asked in asked_in(sample)
    }
