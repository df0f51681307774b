"""Everything the plans held at an instant, read in one batch of queries whatever the number of recommendations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q

from goldthread.core import clocks, db
from goldthread.core.access.roles import roles
from goldthread.core.clocks.book import book
from goldthread.core.organisation.models import Borough, Post
from goldthread.improve.governance.bodies import bodies
from goldthread.improve.plans.models import (
    ActionVersion,
    Commitment,
    Dependency,
    Evidence,
    LetterPoint,
    Position,
    Split,
    StageTaken,
)
from goldthread.improve.recommendations.models import Point, Recommendation

Place = tuple[int, int]
OVER = ("closed", "merged", "superseded")


@dataclass(frozen=True)
class Held:
    """The rows of all recommendations as they stood at `at`; every list stands oldest first."""

    at: datetime

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        found = Recommendation.objects.filter(report__confirmed_at__lte=self.at).select_related("report")
        return list(found.order_by("report__published_on", "report_id", "place"))

    @cached_property
    def places(self) -> dict[int, list[tuple[int, str]]]:
        """The places of each recommendation with their words; one without points is its own single place, 0.

        A split made by hand counts from when it was made.
        """
        later = set(Split.objects.filter(at__gt=self.at).values_list("recommendation_id", flat=True))
        found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for point in Point.objects.order_by("recommendation_id", "place"):
            if point.recommendation_id not in later:
                found[point.recommendation_id].append((point.place, point.text))
        return {one.pk: found.get(one.pk) or [(0, one.text)] for one in self.recommendations}

    @cached_property
    def commitments(self) -> dict[int, Commitment]:
        rows = Commitment.objects.filter(at__lte=self.at).select_related("by").order_by("at", "id")
        return {row.recommendation_id: row for row in rows}

    @cached_property
    def versions(self) -> list[ActionVersion]:
        rows = ActionVersion.objects.filter(at__lte=self.at).select_related("action", "by")
        return list(rows.order_by("at", "id"))

    @cached_property
    def actions(self) -> list[ActionVersion]:
        """The version of each action that stood, by reference."""
        latest = {row.action_id: row for row in self.versions}
        return sorted(latest.values(), key=lambda row: row.action.reference)

    @cached_property
    def positions(self) -> list[Position]:
        return list(Position.objects.filter(at__lte=self.at).select_related("by").order_by("on", "at", "id"))

    @cached_property
    def evidence(self) -> list[Evidence]:
        rows = Evidence.objects.filter(at__lte=self.at).select_related("by", "approved_by", "withdrawn_by", "file")
        return list(rows.defer("file__content").order_by("effective_on", "id"))

    @cached_property
    def taken(self) -> list[StageTaken]:
        return list(StageTaken.objects.filter(at__lte=self.at).order_by("at", "id"))

    @cached_property
    def letter_points(self) -> list[LetterPoint]:
        rows = LetterPoint.objects.filter(letter__at__lte=self.at).select_related("letter")
        return list(rows.order_by("letter__on", "letter_id", "place"))

    @cached_property
    def dependencies(self) -> list[Dependency]:
        rows = Dependency.objects.filter(at__lte=self.at).filter(Q(ended_at=None) | Q(ended_at__gt=self.at))
        return list(rows.order_by("id"))

    @cached_property
    def silence_days(self) -> int:
        """After how many days a point on which nothing is said is silent, by the setting of that day."""
        return int(book().setting("plans.silence_days", clocks.day_of(self.at)))

    @cached_property
    def stages(self) -> dict[Place, str]:
        return {(row.recommendation_id, row.place): row.stage for row in self.taken}

    def stage(self, recommendation: int, place: int) -> str:
        """The stage of one place: as imported until somebody moved it; a split keeps what stood before it."""
        return self.stages.get((recommendation, place)) or self.stages.get((recommendation, 0)) or "imported"

    @cached_property
    def heard(self) -> dict[Place, datetime]:
        """When something was last said of each place: a move, an action, a position, evidence, a letter, a decision."""
        last: dict[Place, datetime] = {}
        for place, at in (*self._said(), *((place, at) for place, (at, _) in self.ruled.items())):
            last[place] = max(at, last.get(place, at))
        return last

    @cached_property
    def ruled(self) -> dict[Place, tuple[datetime, str]]:
        """The last decision of a body about each place, and which body's. It breaks the silence there, and only there.

        A decision about the whole of a recommendation says nothing of its points: one that names no point would
        otherwise hush all of them. A number that several open recommendations bear is nobody's.
        """
        numbers = self._numbers
        names = bodies(clocks.day_of(self.at))
        found: dict[Place, tuple[datetime, str]] = {}
        for row in db.fetch("SELECT * FROM goldthread_governance_spoken(%s)", [self.at]):
            number, _, place = row["about"].partition(".")
            if len(numbers[number]) == 1 and (place or "0").isdecimal():
                body = names[row["body"]].name if row["body"] in names else row["body"]
                found[numbers[number][0], int(place or 0)] = (row["decided_at"], body)
        return found

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """The open recommendations that bear each number."""
        found: dict[str, list[int]] = defaultdict(list)
        for one in self.recommendations:
            if self.stage(one.pk, 0) not in OVER:
                found[one.number].append(one.pk)
        return found

    def _said(self) -> Iterable[tuple[Place, datetime]]:
        for taken in self.taken:
            yield (taken.recommendation_id, taken.place), taken.at
        for version in self.versions:
            yield from ((pair(one), version.at) for one in version.serves)
        for position in self.positions:
            yield from (((position.recommendation_id, place), position.at) for place in position.places)
        for one in self.evidence:
            yield from ((pair(place), one.at) for place in one.serves)
            if one.approved_at and one.approved_at <= self.at:
                yield from ((pair(place), one.approved_at) for place in one.serves)
        for said in self.letter_points:
            yield (said.recommendation_id, said.place), said.letter.at

    @cached_property
    def holders(self) -> dict[tuple[str, str], str]:
        """Who holds each post, by role and borough; of several the first by username.

        Whoever held a post that has ended since held it then, whether or not they are with the force now.
        """
        posts = Post.objects.filter(starts_at__lte=self.at, role__in=self._roles)
        posts = posts.filter(Q(ends_at=None) | Q(ends_at__gt=self.at)).select_related("officer")
        posts = posts.filter(Q(officer__is_active=True) | Q(ends_at__lte=clocks.now()))
        found: dict[tuple[str, str], str] = {}
        for post in posts.order_by("officer__username", "-starts_at"):
            found.setdefault((post.role, post.borough_id or ""), str(post.officer))
            found.setdefault((post.role, ""), str(post.officer))
        return found

    @cached_property
    def _roles(self) -> set[str]:
        promised = {row.post_role for row in self.commitments.values()}
        return promised | {row.post_role for row in self.actions}

    @cached_property
    def boroughs(self) -> dict[str, str]:
        return dict(Borough.objects.values_list("code", "name"))

    def post_words(self, role: str, borough: str) -> str:
        """A post in words: `Borough commander, Merrowfield`."""
        name = roles()[role].name if role in roles() else role
        return f"{name}, {self.boroughs.get(borough, borough)}" if borough else name


def pair(one: Iterable[int]) -> Place:
    """A place as a row keeps it."""
    recommendation, place = one
    return recommendation, place
