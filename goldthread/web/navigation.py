"""The five jobs and each role's first page, as data; and what the layout shows of whoever is asking."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas

THEMES = {"device": "As this device", "light": "Light", "dark": "Dark"}
THEME_COOKIE = "goldthread_theme"


@dataclass(frozen=True)
class Job:
    """One of the five jobs: the page it opens on, and the permission that opens it."""

    name: str
    url: str
    permission: str
    args: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        return reverse(self.url, args=self.args)


JOBS = (
    Job("Find", "search", "find_people"),
    Job("Respond", "queue", "see_queue", ("concern",)),
    Job("Audit", "audit", "see_samples"),
    Job("Improve", "recommendations", "read_recommendations"),
    Job("Demand", "demand", "see_figures"),
)

# The places of Improve, in the order of the thread: asked, planned, what came of it, who answers, what is said of it.
IMPROVE = (
    Job("Recommendations", "recommendations", "read_recommendations"),
    Job("Plans", "plans", "read_recommendations"),
    Job("My actions", "plan_actions", "own_actions"),
    Job("Tests of effect", "effects", "read_recommendations"),
    Job("Governance", "governance", "read_governance"),
    Job("Borough briefing", "pacesetters", "see_briefing_counts"),
    Job("Reports", "reports", "read_recommendations"),
    Job("Reports", "reports", "read_reports"),
)


def places_of(job: str) -> tuple[Job, ...]:
    """The places of a job, where it has more than one: in Respond each area's board or queue, and the rest."""
    if job == "Demand":
        return (Job("Where work waits", "demand", "see_figures"), Job("Journey map", "journey_map", "see_figures"))
    if job == "Improve":
        return IMPROVE
    if job == "Audit":
        return (Job("Samples", "audit", "see_samples"), Job("Draw a sample", "audit_draw", "draw_audits"),
                Job("For a moderator", "audit_moderation", "moderate_audits"))  # fmt: skip
    if job != "Respond":
        return ()
    queues = [Job(area.name, "board" if area.board else "queue", area.queue_permission, (area.id,))
              for area in areas().values()]  # fmt: skip
    figures = [Job(f"{area.name}: figures", "area_figures", area.queue_permission, (area.id,))
               for area in areas().values() if area.indicators]  # fmt: skip
    # Whoever works the cases of any area hands them over and accepts them.
    working = dict.fromkeys(area.works_with or area.queue_permission for area in areas().values())
    hands = [Job("Hand-over", "handovers", permission) for permission in working]
    homes = Job("Reports by homes", "partner_reports", "see_missing")
    mail = Job("Mail that came in", "mail", "take_mail")
    common = Job("In common", "missing_in_common", "see_in_common")
    placed = Job("Placements", "placements", "see_missing")
    shared = (Job("Shared", "shares", "handle_concern"), Job("Shared", "shares", "exchange_missing"))
    samples = [Job(f"{area.name}: review ended", "samples", area.review.permission, (area.id,))
               for area in areas().values() if area.sample]  # fmt: skip
    # Whoever sees one area's queue has a briefing; it holds the lines of all that they see.
    briefed = dict.fromkeys(area.queue_permission for area in areas().values() if area.briefing)
    briefings = [Job("Briefing", "briefing", permission) for permission in (*briefed, "see_force_briefing")]
    return (
        *queues,
        *briefings,
        Job("Borough briefing", "pacesetters", "see_borough_briefing"),
        Job("My tasks", "my_tasks", "answer_tasks"),
        *hands,
        homes,
        mail,
        common,
        placed,
        *shared,
        *samples,
        *figures,
        Job("Links", "link_queue", "confirm_link"),
    )


# How much waits at a place, by its page; a job registers it here, since the web knows no job.
_counts: dict[str, Callable[[Reader], str]] = {}


def count(page: str, maker: Callable[[Reader], str]) -> None:
    """Have a place show how much waits there for whoever asks."""
    _counts[page] = maker


# Whether a place opens to somebody who holds its permission; a job registers it here, since the web knows no job.
_opens: dict[str, Callable[[Reader], bool]] = {}


def opens(page: str, asked: Callable[[Reader], bool]) -> None:
    """Have a place offered only to those to whom it opens."""
    _opens[page] = asked


@dataclass(frozen=True)
class Home:
    """A role's first page: its blocks in order, and whether it is read on a tablet or at a desk."""

    blocks: tuple[str, ...]
    density: str = "desk"


STREET = Home(("search", "needs_you"), "tablet")
UNIT = Home(("needs_you", "search", "measure"))
AUDITOR = Home(("needs_you", "audits", "recommendations"))
FIGURES = Home(("measure", "recommendations", "needs_you"))

HOMES = {
    "responding_officer": STREET,
    "control_room": Home(("search", "boards", "needs_you")),
    "ward_officer": STREET,
    "missing_unit": Home(("boards", "needs_you", "search", "measure")),
    "cse_team": UNIT,
    "investigator": UNIT,
    "image_team": UNIT,
    "offender_manager": UNIT,
    "custody_officer": UNIT,
    "mash_desk": Home(("needs_you", "next_due", "search", "measure")),
    "supervisor": Home(("needs_you", "boards", "next_due", "links", "search", "measure")),
    "duty_inspector": Home(("needs_you", "boards", "next_due", "links", "measure", "search"), "tablet"),
    "borough_commander": Home(("measure", "boards", "next_due", "needs_you", "search", "recommendations")),
    "chief_officer": FIGURES,
    "auditor_central": AUDITOR,
    "auditor_local": AUDITOR,
    "auditor_peer": AUDITOR,
    "inspectorate": AUDITOR,
    "panel_member": AUDITOR,
    "oversight_member": AUDITOR,
    "plan_lead": Home(("recommendations", "needs_you", "measure")),
    "training_lead": FIGURES,
    "analyst": Home(("feeds", "measure", "recommendations", "needs_you")),
    "partner": Home(("shared", "needs_you"), "tablet"),
    "care_home": Home(("needs_you",)),
    "interview_provider": Home(("needs_you",)),
    "dpo": Home(("access_log", "needs_you", "search")),
    "administrator": Home(("feeds", "health", "needs_you")),
}


def home_of(role: str) -> Home:
    """The first page of a role; one we do not know sees only what was sent to it."""
    return HOMES.get(role, Home(("needs_you",)))


@dataclass(frozen=True)
class Frame:
    """Whoever is signed in, as every page's header shows them. `may` answers for a permission, `opens` for a page."""

    name: str
    post: str
    role: str
    may: Callable[[str], bool]
    alerts: int = 0
    idle_seconds: int = 1800
    waiting: Callable[[str], str | None] = lambda page: None
    opens: Callable[[str], bool] = lambda page: True

    @property
    def density(self) -> str:
        return home_of(self.role).density

    @property
    def jobs(self) -> list[Job]:
        """The jobs this post may open, each at the first of its places that it holds."""
        found = []
        for job in JOBS:
            held = [job] if self.may(job.permission) else [one for one in places_of(job.name) if self._works_at(one)]
            found += [replace(held[0], name=job.name)] if held else []
        return found

    def _works_at(self, place: Job) -> bool:
        own = ("board", "queue", "briefing", "pacesetters", "my_tasks", "plan_actions")
        return place.url in own and self.may(place.permission)

    def places(self, job: str) -> list[Job]:
        """The places of a job this post holds; none where there is only one."""
        found = [place for place in places_of(job) if self.may(place.permission) and self.opens(place.url)]
        held = list({(place.name, place.url): place for place in found}.values())
        return held if len(held) > 1 else []


def frame_for(reader: Reader, alerts: int) -> Frame:
    """The frame of a signed-in reader with so many open alerts; the middleware keeps it as `request.frame`."""
    idle = int(settings.SESSION_IDLE.total_seconds())

    def waiting(page: str) -> str | None:
        return _counts[page](reader) if page in _counts else None

    def is_open(page: str) -> bool:
        return page not in _opens or _opens[page](reader)

    return Frame(reader.name, reader.post_words, reader.role.id, reader.may, alerts, idle, waiting, is_open)


def frame_of(request: HttpRequest | None) -> Frame | None:
    """The frame that the sign-in middleware put on a request; None when nobody is signed in."""
    return getattr(request, "frame", None)


def theme_of(request: HttpRequest | None) -> str:
    """The theme somebody chose in this browser, else the device's own."""
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    return chosen if chosen in THEMES else "device"
