"""Steps about homes: their reports of missing children, sent, read and settled."""

from collections.abc import Mapping
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.respond.missing.partners import queries, receiving, settling
from goldthread.respond.missing.partners.models import PartnerReport

Answer = dict[str, Any]


def send_home_report(by: Reader, told: Mapping[str, Any]) -> Answer:
    return _kept(receiving.send_report(by, told))


def hand_in_home_reports(by: Reader, name: str, content: bytes, way: str = "file") -> Answer:
    return {"reports": [_kept(one) for one in receiving.hand_in(by, name, content, way)]}


def home_reports(by: Reader, state: str = "", page: int = 1) -> Answer:
    return queries.reports(by, state=state, page=page)


def home_report(by: Reader, reference: str) -> Answer:
    return queries.report(by, reference)


def say_child_back(by: Reader, reference: str, told: Mapping[str, Any]) -> Answer:
    return _kept(settling.say_back(by, reference, told))


def take_home_report_again(by: Reader, reference: str, told: Mapping[str, str], attempt: int | None = None) -> Answer:
    return settling.take_again(by, reference, told, attempt=attempt)


def answer_home_report(by: Reader, reference: str, why: str, attempt: int | None = None) -> Answer:
    return settling.answer(by, reference, why, attempt=attempt)


def _kept(report: PartnerReport) -> Answer:
    return {"reference": report.reference, "state": report.state}
