"""Steps about what was shared: an authority reads and answers; the desk chases and hands in outcomes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from goldthread.core.access.reader import Reader
from goldthread.core.plain import plain
from goldthread.respond.sharing import answering, chasing, outcomes, queries, reading, sending, settling
from goldthread.respond.sharing.models import Share

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


def shares(by: Reader) -> Answer:
    """What the desk shared and waits for, authority by authority."""
    found: Answer = plain(chasing.desk_board(by))
    return found


def remind(by: Reader, authority: str) -> Answer:
    """One reminder to an authority for everything that is late there: how many it asks for."""
    return {"authority": authority, "reminded": chasing.chase_authority(by, authority)}


def hand_in_outcomes(by: Reader, name: str, content: bytes) -> Answer:
    """The file is kept, and read by the worker: `outcome_progress` says how far it is."""
    return settling.outcome_progress(by, outcomes.hand_in(by, name, content).pk)


def read_outcomes(file: str) -> Answer:
    """Read a file now, as the service; for a door that holds the service's address."""
    reading.read_file(UUID(file))
    return {}


def outcome_progress(by: Reader, file: UUID) -> Answer:
    return settling.outcome_progress(by, file)


def outcome_files(by: Reader, page: int = 1) -> Answer:
    return settling.outcome_files(by, page=page)


def outcome_file(by: Reader, file: UUID, result: str = "", page: int = 1) -> Answer:
    return settling.outcome_file(by, file, result=result, page=page)


def outcome_row(by: Reader, file: UUID, number: int) -> Answer:
    return settling.outcome_row(by, file, number)


def outcome_rows_for_sender(by: Reader, file: UUID) -> Answer:
    return {"csv": settling.rows_for_sender(by, file)}


def take_outcome_again(
    by: Reader, file: UUID, number: int, told: Mapping[str, str], attempt: int | None = None
) -> Answer:
    settling.take_again(by, file, number, told, attempt=attempt)
    return settling.outcome_row(by, file, number)


def return_outcome(by: Reader, file: UUID, number: int, why: str, attempt: int | None = None) -> Answer:
    settling.return_row(by, file, number, why, attempt=attempt)
    return settling.outcome_row(by, file, number)


def may_give_out(by: Reader) -> Answer:
    by.must("handle_concern")
    return {}


def give_out(folder: Path) -> Answer:
    return sending.write_files(folder)
