"""Steps of a return interview provider: what it is asked, what it sends, and its key."""

from collections.abc import Mapping
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.respond.missing import interviewers

Answer = dict[str, Any]


def interview_requests(by: Reader) -> Answer:
    return {"requests": interviewers.requests(by)}


def acknowledge_interview_request(by: Reader, reference: str) -> Answer:
    return interviewers.acknowledge_request(by, reference)


def send_interview(by: Reader, told: Mapping[str, str]) -> Answer:
    return interviewers.send_interview(by, told)


def interviews_sent(by: Reader) -> Answer:
    return {"sent": interviewers.sent(by)}


def interview_key(by: Reader, provider: str) -> Answer:
    return {"provider": provider.strip().lower(), "key": interviewers.give_key(by, provider)}
