"""Steps of the borough briefing: the sheet, and its tasks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.config import installation
from goldthread.core.access.reader import Reader
from goldthread.core.plain import plain
from goldthread.improve.borough_briefing import actions, queries, writing
from goldthread.improve.borough_briefing.models import Task

Answer = dict[str, Any]


def pacesetter(by: Reader, borough: str = "", at: datetime | None = None, ward: str = "") -> Answer:
    """One borough's sheet; who answers for all of them has it in counts."""
    return _plain(queries.open_sheet(by, borough, at, ward=ward).as_json())


@dataclass(frozen=True)
class BriefingFile:
    """A briefing as a file, and how many rows one side of paper had no room for."""

    content: bytes
    left_out: int


def pacesetter_file(by: Reader, borough: str, at: datetime | None, ward: str, form: str) -> BriefingFile:
    """One borough's sheet as a file: a disclosure of everybody on it."""
    found = queries.open_sheet(by, borough, at, ward=ward, operation="disclosure")
    return BriefingFile(*writing.written(found, form, is_synthetic=installation.is_demonstration()))


def pacesetter_files(by: Reader, at: datetime | None, form: str) -> dict[str, BriefingFile]:
    """Every borough's in counts, by its code."""
    is_synthetic = installation.is_demonstration()
    return {
        one.counts.borough: BriefingFile(*writing.written(one, form, is_synthetic=is_synthetic))
        for one in queries.counted(by, at)
    }


def pacesetters(by: Reader, at: datetime | None = None) -> Answer:
    """Every borough in counts."""
    return {"boroughs": [_plain(one.as_json()) for one in queries.counted(by, at)]}


def give_task(by: Reader, **wanted: Any) -> Answer:
    return given(actions.give_task(by, actions.Wanted(**wanted)))


def name_task(by: Reader, reference: str, officer: str) -> Answer:
    return given(actions.name_officer(by, reference, officer))


def accept_task(by: Reader, reference: str) -> Answer:
    return given(actions.accept_task(by, reference))


def answer_task(by: Reader, reference: str, result: str, why: str = "", at: datetime | None = None) -> Answer:
    return given(actions.answer_task(by, reference, result, why=why, at=at))


def carry_task(by: Reader, reference: str, due_at: datetime | None, officer: str = "") -> Answer:
    return given(actions.carry_over(by, reference, due_at, officer))


def withdraw_task(by: Reader, reference: str, why: str) -> Answer:
    return given(actions.withdraw_task(by, reference, why))


def my_tasks(by: Reader) -> Answer:
    return {"tasks": [_plain(one.as_json()) for one in queries.my_tasks(by)]}


def given(task: Task) -> Answer:
    """A task after a step: its reference and codes; its words are read with the task."""
    told = {
        "reference": task.reference,
        "borough": task.borough_id,
        "briefing_on": task.briefing_on,
        "state": task.state,
        "officer": str(task.officer) if task.officer else None,
        "due_at": task.due_at,
    }
    return _plain(told)


def _plain(told: Mapping[str, Any]) -> Answer:
    found: Answer = plain(told)
    return found
