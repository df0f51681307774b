"""Steps about homes: their reports of missing children, sent, read and settled."""

from collections.abc import Mapping
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.respond.missing.partners import queries, receiving, settling
from goldthread.respond.missing.partners.models import PartnerReport
from goldthread.respond.placements import philomena, placing, register
from goldthread.respond.placements import queries as register_queries
from goldthread.respond.placements.headings import PART_1

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


def homes(by: Reader, closed: bool = False) -> Answer:
    return {"homes": register_queries.homes(by, closed=closed)}


def enter_home(by: Reader, told: Mapping[str, Any]) -> Answer:
    return register_queries.home_told(register.enter_premises(by, **told))


def home_key(by: Reader, code: str) -> Answer:
    return {"home": code.strip().upper(), "key": register.give_key(by, code)}


def placements(by: Reader, asked: Mapping[str, Any], page: int = 1) -> Answer:
    return register_queries.placements(by, register_queries.wanted_of(asked), page=page)


def child_placements(by: Reader, code: str) -> Answer:
    return register_queries.child_placements(by, code)


def place_child(by: Reader, code: str, told: Mapping[str, Any]) -> Answer:
    placing.place_child(by, code, **told)
    return register_queries.child_placements(by, code)


def end_placement(by: Reader, code: str, until: str = "") -> Answer:
    placing.end_placement(by, code, until)
    return register_queries.child_placements(by, code)


def lodge_philomena(by: Reader, code: str, told: Mapping[str, str]) -> Answer:
    parts = {name: told.get(name, "") for name in PART_1}
    philomena.lodge_form(by, code, given_by=told.get("given_by", ""), parts=parts, given_on=told.get("given_on", ""))
    return register_queries.child_placements(by, code)


def _kept(report: PartnerReport) -> Answer:
    return {"reference": report.reference, "state": report.state}
