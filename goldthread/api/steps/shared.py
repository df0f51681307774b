"""Steps of an authority: read what was shared with it, and answer."""

from pathlib import Path
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.respond.concern.sharing import answering, outcomes, queries, sending
from goldthread.respond.concern.sharing.models import Share

Answer = dict[str, Any]


def shared(by: Reader) -> Answer:
    return {"shared": [one.as_json() for one in queries.shared_with(by)]}


def shared_one(by: Reader, reference: str) -> Answer:
    return queries.open_share(by, reference).as_json()


def acknowledge_shared(by: Reader, reference: str) -> Answer:
    return _given(answering.acknowledge_share(by, reference))


def answer_shared(by: Reader, reference: str, **told: str) -> Answer:
    return _given(answering.answer_share(by, reference, **told))


def send_back_shared(by: Reader, reference: str, **told: str) -> Answer:
    return _given(answering.dispute_share(by, reference, **told))


def _given(share: Share) -> Answer:
    """What stands now, read under the look that the answer was written under."""
    return queries.Given(share, share.words.body).as_json()


def take_outcomes(by: Reader, name: str, content: bytes) -> Answer:
    return outcomes.result_of(outcomes.load_outcomes(by, name, content))


def may_give_out(by: Reader) -> Answer:
    by.must("handle_concern")
    return {}


def give_out(folder: Path) -> Answer:
    return sending.write_files(folder)
