"""Kill a worker in the middle of a delivery, just after its sign of life, and wait for what becomes of the delivery."""

import json
import os
import signal
import time
from uuid import UUID

from goldthread.testing.soak import installation

ROWS, STARTED, PATIENCE = 4000, 500, 180.0


def main() -> None:
    with installation.temporary(lambda line: None) as running:
        delivery = hand_in(running)
        while state(delivery)["rows_read"] < STARTED:
            time.sleep(0.05)
        if running.worker.process is None or state(delivery)["state"] != "loading":
            raise SystemExit("The worker had done it before it could be killed.")
        os.kill(running.worker.process.pid, signal.SIGKILL)
        end = time.monotonic() + PATIENCE
        while state(delivery)["state"] != "loaded" and time.monotonic() < end:
            running.tend()
            time.sleep(0.5)
        found = state(delivery)
    print(json.dumps(found))


def hand_in(running: installation.Running) -> UUID:
    from goldthread.core import db
    from goldthread.core.later import load_later
    from goldthread.link.feeds.actions import receive
    from goldthread.synthetic.loading import add_sources
    from goldthread.testing import factories as make
    from goldthread.testing.soak.load import child

    add_sources()
    rows = [make.cad_row(f"{number}/01JAN20", linked_persons=[child(number)]) for number in range(1, ROWS + 1)]
    analyst = make.reader("analyst")
    await_sign_of_life(running)
    with db.transaction():
        delivery = receive(analyst, "cad", "long.ndjson", make.ndjson(rows))
        load_later(delivery.pk)
    found: UUID = delivery.pk
    return found


def await_sign_of_life(running: installation.Running) -> None:
    from goldthread.core import db

    while True:
        with db.as_service():
            row = db.fetch_one("SELECT min(clock_timestamp() - last_heartbeat) AS age FROM procrastinate_workers")
        if row["age"] is not None and row["age"].total_seconds() < 0.5:
            return
        running.tend()
        time.sleep(0.1)


def state(delivery: UUID) -> dict[str, object]:
    from goldthread.core import db

    with db.as_service():
        return db.fetch_one("SELECT state, rows_read, accepted FROM feeds_delivery WHERE id = %s", [delivery])


if __name__ == "__main__":
    main()
