"""Loading the invented force into an empty installation, by the same doors a real one uses."""

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.utils.text import slugify

from goldthread.config import installation
from goldthread.core import clocks, db
from goldthread.core.access.reader import reader_for
from goldthread.core.organisation.models import Accreditation, Borough, DutyShift, Officer, Post
from goldthread.core.organisation.queries import officers_in_role
from goldthread.core.records.models import Source
from goldthread.core.sealing.actions import seal_all
from goldthread.core.sealing.queries import prove
from goldthread.core.sealing.shapes import LOGS
from goldthread.improve.reporting.models import Edition
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds.models import Delivery
from goldthread.synthetic.audits_under_way import plant_audits
from goldthread.synthetic.concerns_under_way import plant_concerns
from goldthread.synthetic.effects_under_way import adopt_a_mark
from goldthread.synthetic.force import write
from goldthread.synthetic.governance_under_way import plant_governance
from goldthread.synthetic.missing_under_way import plant_missing
from goldthread.synthetic.moderation_under_way import plant_moderation
from goldthread.synthetic.plans_under_way import plant_plans
from goldthread.synthetic.recommendations import load_report
from goldthread.synthetic.reports_under_way import plant_reports
from goldthread.synthetic.scales import ANCHOR, SCALE, SEED
from goldthread.synthetic.signins import password_of, signing_in, totp_secret_of
from goldthread.synthetic.tasks_under_way import plant_tasks

Progress = Callable[[str], None]
# code, name, desk, hours until what it says is stale
SOURCES = (
    ("gazetteer", "Gazetteer", "Address desk", 24 * 100),
    ("cad", "CAD", "Control room", 6),
    ("merlin", "Merlin", "Public Protection Desk", 24),
    ("crime", "Crime reports", "Crime management unit", 24),
    ("custody", "Custody", "Custody inspector", 12),
    ("offenders", "Offender markers", "Jigsaw desk", 24 * 8),
    ("intelligence", "Intelligence", "Intelligence desk", 24 * 3),
    ("social_care", "Social care", "Children’s services data team", 36),
)
# So that the warning is seen, and somebody can renew it.
ENDING_SOON = MappingProxyType({"social_care": 20})
# Places first, so that what happens in them finds them there.
IN_ORDER = [code for code, *_ in SOURCES]


def is_loaded() -> bool:
    """True once the whole invented force is in this installation: every feed to its last row, and the report."""
    here = Delivery.objects.filter(source__in=IN_ORDER, state="loaded").values("source").distinct().count()
    # The published report comes last of all.
    return here == len(IN_ORDER) and Edition.objects.exists()


def load_demonstration(progress: Progress = lambda line: None, *, seed: int = SEED, scale: str = SCALE) -> None:
    """Invent a force and load it: boroughs, officers, sources, eight feeds row by row, the inspectorate's report.

    Does nothing twice, and goes on where a load that was stopped left off: the same force is invented again.
    """
    with db.speaking_as(db.SERVICE):
        if is_loaded():
            progress("the invented force is here already")
            return
        anchor = _anchor()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        progress("inventing the force")
        written = write(folder, seed, scale, anchor)
        progress("officers, their posts and rosters")
        enrol(json.loads((folder / "officers.json").read_text(encoding="utf-8")))
        add_sources(ENDING_SOON)
        for file, source in in_their_order(written.files):
            progress(f"the {source} feed, {file}")
            deliver(source, folder / source / file)
    plant_concerns(progress)
    plant_missing(progress)
    plant_audits(progress)
    plant_moderation(progress)
    plant_governance(progress)
    plant_tasks(progress)
    progress("the inspectorate's report, and what is done about it")
    report = load_report()
    with db.as_service():
        plant_plans(report)
    adopt_a_mark()
    plant_reports(progress)
    seal_all()
    for log in LOGS:
        prove(log)


def in_their_order(files: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """File and source, as they would have come: by the day in their names, places before what happens in them."""
    pairs = [(file, source) for source, named in files.items() for file in named]
    return sorted(pairs, key=lambda pair: (Path(pair[0]).stem, IN_ORDER.index(pair[1])))


def _anchor() -> datetime:
    """The invented force's present: now, or for a load that was stopped, the present it began with."""
    begun = installation.stored().get(ANCHOR)
    if begun and Delivery.objects.exists():
        return datetime.fromisoformat(begun)
    anchor = clocks.now()
    installation.store(**{ANCHOR: anchor.isoformat()})
    return anchor


def enrol(specs: list[dict[str, Any]]) -> None:
    """Officers, posts, rosters and skills. One officer for each role may sign in, and every authority's; the others are
    on a roster."""
    with db.as_service():
        now = clocks.now()
        for name in sorted({spec["borough"] for spec in specs if spec["borough"]}):
            Borough.objects.get_or_create(code=slugify(name), defaults={"name": name})
        signs_in: set[str] = set()
        for spec in sorted(specs, key=lambda one: str(one["username"])):
            officer, is_new = Officer.objects.get_or_create(
                username=spec["username"],
                defaults={name: spec[name] for name in ("name", "rank", "warrant_number")},
            )
            if is_new:
                _set_password(officer, first=spec["role"] not in signs_in or spec["role"] == "partner")
                signs_in.add(spec["role"])
                _put_in_post(officer, spec, now - timedelta(days=400))
        for post in signing_in():
            _second_factor(post.officer)


def _set_password(officer: Officer, first: bool) -> None:
    officer.set_unusable_password()
    if first:
        officer.set_password(password_of(officer.username))
    officer.save()


def _put_in_post(officer: Officer, spec: dict[str, Any], since: datetime) -> None:
    post = Post.objects.create(
        officer=officer,
        title=spec["post"],
        role=spec["role"],
        team=spec["team"],
        borough_id=slugify(spec["borough"]) or None,
        starts_at=since,
    )
    DutyShift.objects.bulk_create(
        DutyShift(post=post, starts_at=datetime.fromisoformat(start), ends_at=datetime.fromisoformat(end))
        for start, end in spec["shifts"]
    )
    Accreditation.objects.bulk_create(
        Accreditation(officer=officer, **{**skill, "expires_on": skill["expires_on"] or None})
        for skill in spec["accreditations"]
    )


def _second_factor(officer: Officer) -> None:
    secret = get_adapter().encrypt(totp_secret_of(officer.username))
    Authenticator.objects.get_or_create(
        user_id=officer.pk, type=Authenticator.Type.TOTP, defaults={"data": {"secret": secret}}
    )


def add_sources(ends_in: Mapping[str, int] = MappingProxyType({})) -> None:
    """The eight sources, with agreements of a year; `ends_in` says of some in how many days theirs ends."""
    with db.as_service():
        for code, name, desk, hours in SOURCES:
            Source.objects.get_or_create(
                code=code,
                defaults={
                    "name": name,
                    "desk": desk,
                    "agreement": f"Invented agreement {code}-1",
                    "agreement_ends_on": clocks.today() + timedelta(days=ends_in.get(code, 365)),
                    "stale_after": timedelta(hours=hours),
                },
            )


def deliver(source: str, file: Path) -> None:
    """Hand a file in as the analyst would, and load it."""
    with db.as_service(), file.open("rb") as stream:
        analyst = officers_in_role("analyst", clocks.now())[0]
        by = reader_for(analyst, "command:demo load")
        delivery = feeds.receive(by, source, file.name, stream, feeds.LARGEST_BY_COMMAND)
    feeds.load(delivery.pk)
