"""Loading the invented force into an empty installation, by the same doors a real one uses."""

import json
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.utils.text import slugify

from goldthread.config import installation
from goldthread.core import clocks, db
from goldthread.core.access.reader import reader_for
from goldthread.core.organisation.models import Borough, Officer, Post
from goldthread.core.organisation.queries import first_in_each_role, officers_in_role
from goldthread.core.records.models import Source
from goldthread.core.sealing.actions import seal_all
from goldthread.core.sealing.queries import prove
from goldthread.core.sealing.shapes import LOGS
from goldthread.improve.recommendations.models import Report
from goldthread.link.feeds import actions as feeds
from goldthread.link.feeds.models import Delivery
from goldthread.synthetic.force import FILES, write
from goldthread.synthetic.recommendations import load_report
from goldthread.synthetic.signins import password_of, totp_secret_of

Progress = Callable[[str], None]
SEED, SCALE = 2016, "small"
ANCHOR = "GOLDTHREAD_DEMONSTRATION_ANCHOR"
# code, name, desk, hours until what it says is stale
SOURCES = (("cad", "CAD", "Control room", 6), ("merlin", "Merlin", "Public Protection Desk", 24))


def is_loaded() -> bool:
    """True once the whole invented force is in this installation: every feed to its last row, and the report."""
    whole = Delivery.objects.filter(state="loaded", source__in=FILES).values("source").distinct().count() == len(FILES)
    return whole and Report.objects.filter(state="confirmed").exists()


def load_demonstration(progress: Progress = lambda line: None, *, seed: int = SEED, scale: str = SCALE) -> None:
    """Invent a force and load it: boroughs, officers, sources, both feeds row by row, the inspectorate's report.

    Does nothing twice, and goes on where a load that was stopped left off: the same force is invented again.
    """
    with db.speaking_as(db.SERVICE):
        if is_loaded():
            progress("the invented force is here already")
            return
        anchor = _anchor()
    with tempfile.TemporaryDirectory() as folder:
        progress("inventing the force")
        write(Path(folder), seed, scale, anchor)
        progress("officers and their posts")
        enrol(json.loads((Path(folder) / "officers.json").read_text()))
        add_sources()
        for source, name in FILES.items():
            progress(f"the {source} feed")
            deliver(source, name, (Path(folder) / name).read_bytes())
    progress("the inspectorate's report")
    load_report()
    seal_all()
    for log in LOGS:
        prove(log)


def _anchor() -> datetime:
    """The invented force's present: now, or for a load that was stopped, the present it began with."""
    begun = installation.stored().get(ANCHOR)
    if begun and Delivery.objects.exists():
        return datetime.fromisoformat(begun)
    anchor = clocks.now()
    installation.store(**{ANCHOR: anchor.isoformat()})
    return anchor


def enrol(specs: list[dict[str, str]]) -> None:
    """Officers and posts. One officer for each role may sign in; the others are names on a roster."""
    with db.as_service():
        now = clocks.now()
        boroughs = {spec["borough"] for spec in specs if spec["borough"]}
        for name in sorted(boroughs):
            Borough.objects.get_or_create(code=slugify(name), defaults={"name": name})
        signs_in: set[str] = set()
        for spec in sorted(specs, key=lambda one: one["username"]):
            officer, is_new = Officer.objects.get_or_create(
                username=spec["username"],
                defaults={
                    "name": spec["name"],
                    "rank": spec["rank"],
                    "warrant_number": spec["warrant_number"],
                },
            )
            if not is_new:
                continue
            officer.set_unusable_password()
            if spec["role"] not in signs_in:
                signs_in.add(spec["role"])
                officer.set_password(password_of(officer.username))
            officer.save()
            Post.objects.create(
                officer=officer,
                title=spec["post"],
                role=spec["role"],
                team=spec["team"],
                borough_id=slugify(spec["borough"]) or None,
                starts_at=now - timedelta(days=400),
            )
        for post in first_in_each_role(now).values():
            _second_factor(post.officer)


def _second_factor(officer: Officer) -> None:
    secret = get_adapter().encrypt(totp_secret_of(officer.username))
    Authenticator.objects.get_or_create(
        user_id=officer.pk, type=Authenticator.Type.TOTP, defaults={"data": {"secret": secret}}
    )


def add_sources() -> None:
    with db.as_service():
        for code, name, desk, hours in SOURCES:
            Source.objects.get_or_create(
                code=code,
                defaults={
                    "name": name,
                    "desk": desk,
                    "agreement": f"Invented agreement {code}-1",
                    "agreement_ends_on": clocks.today() + timedelta(days=365),
                    "stale_after": timedelta(hours=hours),
                },
            )


def deliver(source: str, name: str, content: bytes) -> None:
    """Hand a file in as the analyst would, and load it."""
    with db.as_service():
        analyst = officers_in_role("analyst", clocks.now())[0]
        delivery = feeds.receive(reader_for(analyst, "command:demo load"), source, name, content)
    feeds.load(delivery.pk)
