"""What stands beside tonight's children: quality by audits, what changed, wards, intelligence, champions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from goldthread.audit import saying
from goldthread.audit.reviews.programmes import programmes
from goldthread.core import db
from goldthread.core.areas.registry import areas
from goldthread.core.clocks import LONDON
from goldthread.core.organisation.models import Borough, Post
from goldthread.core.people.queries import Identity
from goldthread.core.records.queries import Freshness
from goldthread.core.refusals import NotFound
from goldthread.core.shares import wilson
from goldthread.improve.borough_briefing.changed import Change, change_of, kept
from goldthread.improve.borough_briefing.models import Champion, IntelligenceLine, Ward
from goldthread.improve.borough_briefing.settings import settings
from goldthread.improve.borough_briefing.sheet import ChampionNow, LineNow, Quality, RiskNow, WardNow
from goldthread.link.picture.near import Ground
from goldthread.link.picture.panels.danger import GROUNDS, ORDER
from goldthread.link.picture.panels.shapes import whom_to_ask

YEAR = timedelta(days=365)
CENTRAL = "auditor_central"  # whose grades speak for the force (inspection.md 7)
COUNTED = ("missing", "concern")
OFFENDERS = "offenders"
NOT_SHOWN = "Somebody whose name is not shown"
Risks = Mapping[str, Mapping[str, list[UUID]]]


def quality_of_all(at: datetime) -> dict[str, list[Quality]]:
    """By borough: below good in a year of what the central team graded, drawn by chance, or too few to say."""
    central = [one.id for one in programmes().values() if one.first == CENTRAL]
    found: dict[str, list[Quality]] = defaultdict(list)
    for row in db.fetch("SELECT * FROM goldthread_borough_grades(%s, %s, %s)", [at - YEAR, at, central]):
        found[row["borough"]].append(_quality(row))
    return found


def changes_of_all(at: datetime) -> tuple[dict[str, list[Change]], frozenset[str]]:
    """By borough: what changed beyond chance; and the areas that have weeks enough for anything to be said."""
    rules = settings()["changed"]
    most = int(rules["weeks_before"]) + 1
    weeks = _weeks(at, most)
    said = {key: change_of(_name(key[0]), told, int(rules["least_weeks"])) for key, told in weeks.items()}
    found: dict[str, list[Change]] = defaultdict(list)
    for (_, borough), one in kept(said, float(rules["false_alarms"])).items():
        found[borough].append(one)
    return found, frozenset(area for (area, _), one in said.items() if not one.is_too_few)


def risks_of_all() -> Risks:
    """Who may harm children, by borough's name and ward: ids only."""
    found: dict[str, dict[str, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    for row in db.fetch("SELECT * FROM goldthread_ward_risks()"):
        found[row["borough"]][row["ward"]].append(row["person_id"])
    return found


def named_risks(people: Sequence[UUID], who: Mapping[UUID, Identity], on: date) -> dict[UUID, RiskNow]:
    """Each of those who may harm children as a signal tells them, under the look that is open. One query.

    By initial and age, as at a door (decision 18): never what a marker says. In full where the reader's own rows do.
    """
    rows = db.fetch("SELECT * FROM goldthread_risk_grounds(%s::uuid[], NULL, 'product')", [sorted(people)])
    gravest: dict[UUID, Ground] = {}
    for one in sorted((Ground(**row) for row in rows), key=lambda one: (ORDER[one.ground], one.source_id, one.ask)):
        gravest.setdefault(one.person_id, one)
    return {one: _risk(gravest.get(one), who.get(one), on) for one in people}


def wards_of(
    borough: Borough, risks: Risks, named: Mapping[UUID, RiskNow], sources: tuple[Freshness, ...], ward: str = ""
) -> list[WardNow]:
    """The borough's wards now, or the one: as the briefing keeps them, and those where somebody may harm children."""
    here = risks.get(borough.name, {})
    held = {one.name: one for one in Ward.objects.filter(borough=borough).select_related("officer")}
    is_known = all(one.is_known for one in sources if one.code == OFFENDERS)
    posts = _ward_officers(borough)
    every = sorted({*held, *here, *posts})
    if ward and ward not in every:
        raise NotFound(f"{borough} has no such ward.", "See the borough's wards.")
    names = [ward] if ward else every
    return [_ward(name, held.get(name), posts.get(name), here.get(name, []) if is_known else None, named)
            for name in names]  # fmt: skip


def lines_of(borough: Borough, at: datetime, ward: str = "") -> list[LineNow]:
    """The lines that stand at an instant, the newest first; of one ward its own and those of the whole borough."""
    standing = IntelligenceLine.objects.filter(borough=borough, entered_at__lte=at, expires_at__gt=at)
    rows = standing.exclude(withdrawn_at__lte=at).select_related("entered_by").order_by("-dated_on", "-id")
    return [_line(one) for one in rows if not ward or one.ward in ("", ward)]


def champions_of(borough: Borough, at: datetime) -> list[ChampionNow]:
    """The champions on that day, by name."""
    day = at.astimezone(LONDON).date()
    rows = Champion.objects.filter(borough=borough, from_on__lte=day).exclude(until_on__lte=day)
    posts: dict[int, str] = {}
    for post in Post.objects.filter(officer__in=[one.officer_id for one in rows], ends_at=None).order_by("starts_at"):
        posts[post.officer_id] = post.title
    found = rows.select_related("officer").order_by("officer__name")
    return [ChampionNow(one.pk, str(one.officer), posts.get(one.officer_id, "no post now"), one.about,
                        float(one.hours_a_week)) for one in found]  # fmt: skip


def _quality(row: Mapping[str, Any]) -> Quality:
    below, of = int(row["below"]), int(row["of"])
    ends = None if saying.is_too_few(of) else wilson(below, of)
    words = saying.too_few(of) if ends is None else (
        f"{below} of {of} below good. Of all, likely {100 * ends[0]:.0f} to {100 * ends[1]:.0f}%.")  # fmt: skip
    decided = int(row["moderated"])
    words += f" Moderated: {decided} of {of}." if decided else " None was moderated."
    return Quality(_name(row["area"]), below, of, ends and ends[0], ends and ends[1], words)


def _weeks(at: datetime, most: int) -> dict[tuple[str, str], list[int]]:
    """Of each area and borough how many were opened each week, the oldest first; none before there was an area."""
    began = {row["area"]: row["at"] for row in db.fetch("SELECT * FROM goldthread_first_opened(%s)", [list(COUNTED)])}
    lasted = {area: min(most, (at - first).days // 7) for area, first in began.items() if first <= at}
    codes = list(Borough.objects.values_list("code", flat=True))
    found = {(area, code): [0] * many for area, many in lasted.items() if many > 1 for code in codes}
    for row in db.fetch("SELECT * FROM goldthread_opened_weekly(%s, %s, %s)", [list(COUNTED), at, most]):
        told = found.get((row["area"], row["borough"]))
        if told and row["week"] < len(told):
            told[-1 - row["week"]] = row["many"]
    return found


def _ward_officers(borough: Borough) -> dict[str, str]:
    """By ward who holds the post of its dedicated officer now: the ward stands at the end of the post's title."""
    rows = Post.objects.filter(borough=borough, role="ward_officer", ends_at=None, officer__is_active=True)
    return {one.title.rpartition(", ")[2]: str(one.officer)
            for one in rows.select_related("officer").order_by("-id") if ", " in one.title}  # fmt: skip


def _ward(
    name: str, held: Ward | None, post: str | None, people: list[UUID] | None, named: Mapping[UUID, RiskNow]
) -> WardNow:
    officer = str(held.officer) if held and held.officer else post
    told = sorted((named[one] for one in people or [] if one in named), key=lambda one: (one.ground, one.words))
    many = None if people is None else len(people)
    return WardNow(name, officer, held.look_for if held else "", many, tuple(told))


def _risk(told: Ground | None, who: Identity | None, on: date) -> RiskNow:
    """Without a record that tells the ground it is a flag of ours, which the person's own page tells."""
    code, name = (who.code, who.name) if who and who.surname else ("", "")
    if told is None:
        words = " ".join(str(one) for one in (who.initials, who.age) if one) if who and who.surname else NOT_SHOWN
        return RiskNow(words, "a flag of ours says they pose a risk", "", code, name)
    title = {"male": "Mr", "female": "Ms"}.get(told.sex or "", "")
    words, age = f"{title} {told.initial}".strip() if told.initial else NOT_SHOWN, told.age_on(on)
    desk = whom_to_ask(told.ask) if told.ask else None
    ask = f"{desk['ask']}, {desk['hours']}" if desk else ""
    return RiskNow(words if age is None else f"{words}, {age}", GROUNDS[told.ground], ask, code, name)


def _line(one: IntelligenceLine) -> LineNow:
    grading = f"{one.source}{one.assessment}{one.handling}"
    return LineNow(one.pk, one.words, one.ward, grading, one.conditions, one.dated_on, one.expires_at,
                   str(one.entered_by))  # fmt: skip


def _name(area: str) -> str:
    return areas()[area].name if area in areas() else area
