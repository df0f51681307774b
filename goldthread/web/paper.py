"""The open list on paper and in files that need no system: for three in the morning when this one is down.

Written by itself on a schedule into a folder that the force shares as it chooses. Each writing is logged as a
disclosure of everybody on it, by the service that wrote it: from then on the file is in the force's keeping.
"""

import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db.models import Q
from django.template.loader import render_to_string

from goldthread.config import installation
from goldthread.config.paths import inside
from goldthread.core import clocks, db
from goldthread.core.access.reader import SERVICE_ROLE, Reader
from goldthread.core.access.roles import roles
from goldthread.core.alerts import actions as alerts
from goldthread.core.alerts.models import Alert
from goldthread.core.areas.grammar import Area
from goldthread.core.areas.registry import areas
from goldthread.core.cases.board_rows import open_rows
from goldthread.core.cases.board_sheets import Sheet, sheet_csv, whole_sheet
from goldthread.core.cases.queueing import Wanted
from goldthread.web import sheet_pages

FOLDER, EVERY, KEPT = "GOLDTHREAD_PAPER_FOLDER", "GOLDTHREAD_PAPER_MINUTES", "GOLDTHREAD_PAPER_KEPT"
SERVICE = "paper"
# Ours, the force may set others: an hour is what a control room can write again by hand, two days outlast a weekend.
HOURLY, TWO_DAYS = 60, 48
ROUND = timedelta(minutes=5)  # how often the worker looks whether it is time
NOT_WRITTEN = "paper_not_written"  # the kind of alert by which whoever keeps the system hears that there is no list
TAKEN_FOR = timedelta(days=1)  # ours: so long whoever took it has to put a disk or a share right
STAMP = "%Y%m%dT%H%MZ"


@dataclass(frozen=True)
class Settings:
    """Where the lists go, how many minutes apart (none: never), and how many of each area are kept."""

    folder: Path
    minutes: int
    kept: int


def settings() -> Settings:
    """As this installation has it; a number that is none stands at its default."""
    folder = installation.value(FOLDER)
    return Settings(
        Path(folder) if folder else inside("paper"), _number(EVERY, HOURLY), max(1, _number(KEPT, TWO_DAYS))
    )


def write_due() -> list[Path]:
    """Write the list of each area that is due. One that cannot be written fails the job, once the others are written.

    Whoever keeps the system hears of it, and hears no more once it is written again: a list that is hours old looks
    like one of now until it is needed.
    """
    here, written, failures = settings(), [], []
    for area in (one for one in areas().values() if here.minutes and one.board and one.board.on_paper):
        try:
            if _is_due(here, area):
                written += write(area, here)
                _settle_failed(area)
        except OSError as failure:
            _tell_failed(area, here, failure)
            failures.append(failure)
    if failures:
        raise failures[0]
    return written


def _tell_failed(area: Area, here: Settings, failure: OSError) -> None:
    """Once while it lasts; again after a day where somebody took it and it is still so."""
    why = failure.strerror or type(failure).__name__
    words = f"{_begins(area)}: {why} ({here.folder}). Where the system is down, nobody has a list of now."
    standing = Q(acknowledged_at=None) | Q(acknowledged_at__gt=clocks.now() - TAKEN_FOR)
    with db.as_service():
        told = Alert.objects.filter(standing, kind=NOT_WRITTEN, words__startswith=_begins(area), withdrawn_at=None)
        if not told.exists():
            for role in (one.id for one in roles().values() if "keep_officers" in one.may):
                alerts.raise_alert(NOT_WRITTEN, words[:300], to_role=role)


def _settle_failed(area: Area) -> None:
    with db.as_service():
        alerts.settle_told(NOT_WRITTEN, _begins(area), "It is written again.")


def _begins(area: Area) -> str:
    """How what is told of it begins: by this it is found again once it is written."""
    return f'The list "{area.name}" on paper cannot be written'


def write(area: Area, here: Settings) -> list[Path]:
    """Write one area's list now, as a page that any browser opens and as a table; the oldest are removed."""
    here.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with db.as_service():
        sheet = whole_sheet(open_rows(_reader(area), area.id, operation="disclosure"))
        page, table = as_page(sheet, "Written by itself"), sheet_csv(sheet)
    stamp = f"{sheet.rows.at.astimezone(UTC):{STAMP}}"
    written = []
    for ending, text in (("html", page), ("csv", table)):
        for name in (f"{area.id}-{stamp}", f"{area.id}-open"):
            written.append(_write(here.folder / f"{name}.{ending}", text))
        for old in _dated(here, area, ending)[: -here.kept]:
            old.unlink(missing_ok=True)
    return written


def file_of(by: Reader, area_id: str, ending: str, wanted: Wanted | None = None) -> tuple[str, int]:
    """The same list as somebody asks for it by hand, and how many stand on it; logged as a disclosure of everybody."""
    by.must("open_picture")
    sheet = whole_sheet(open_rows(by, area_id, wanted, operation="disclosure"))
    text = sheet_csv(sheet) if ending == "csv" else as_page(sheet, f"Written by {by.name}, {by.post_words}")
    return text, len(sheet.rows.rows)


def as_page(sheet: Sheet, who: str) -> str:
    """The list as one page that needs nothing beside it."""
    return render_to_string("components/paper.html", {**sheet_pages.drawn(sheet), "who": who})


def newest(here: Settings, area: Area) -> datetime | None:
    """When the last list of an area was written, by its name; None: never."""
    names = [path.stem.rpartition("-")[2] for path in _dated(here, area, "html")]
    return datetime.strptime(names[-1], STAMP).replace(tzinfo=UTC) if names else None


def _is_due(here: Settings, area: Area) -> bool:
    last = newest(here, area)
    return last is None or clocks.now() - last > timedelta(minutes=here.minutes) - ROUND / 2


def _dated(here: Settings, area: Area, ending: str) -> list[Path]:
    """The dated lists of an area, the oldest first."""
    named = re.compile(rf"{area.id}-\d{{8}}T\d{{4}}Z\.{ending}")
    return sorted(path for path in here.folder.glob(f"{area.id}-*.{ending}") if named.fullmatch(path.name))


def _write(path: Path, text: str) -> Path:
    """There whole or not at all; who may read it beyond its group is what the folder says."""
    draft = path.with_name(f"{path.name}.part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640), "w", encoding="utf-8", newline="") as out:
        out.write(text)
    draft.replace(path)
    return path


def _reader(area: Area) -> Reader:
    """The service that writes, holding what its one job needs."""
    role = replace(SERVICE_ROLE, may=frozenset({area.queue_permission}))
    return Reader(role, f"service:{SERVICE}", "safeguarding", service=SERVICE)


def _number(name: str, otherwise: int) -> int:
    text = installation.value(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
