"""Steps that read the register of recommendations."""

from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.core.plain import plain
from goldthread.improve.recommendations.queries import open_recommendation, open_recommendations

Answer = dict[str, Any]


def recommendations(by: Reader) -> Answer:
    return {"recommendations": plain(open_recommendations(by))}


def recommendation(by: Reader, number: int) -> Answer:
    found: Answer = plain(open_recommendation(by, number))
    return found
