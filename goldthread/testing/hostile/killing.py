"""A loading process killed at random moments, and begun again until it ends by itself."""

import os
import signal
import subprocess
import sys
import time
from random import Random
from uuid import UUID

from goldthread.config.paths import PROJECT
from goldthread.core import db
from goldthread.link.feeds.models import Delivery

# What a process of its own runs: it says after every batch how far it is.
LOAD = """
import sys
from goldthread.config.starting import load_django
load_django()
from goldthread.link.feeds import actions
actions.BATCH = int(sys.argv[2])
print("begun", flush=True)
actions.load(sys.argv[1], lambda delivery: print(delivery.rows_read, flush=True))
"""
MOST_STARTS = 200


class DoesNotEnd(Exception):
    """A load that was begun again and again and never came to its end."""


def load_killed(delivery: UUID, kills: int, chance: Random, batch: int) -> int:
    """Load in a process of its own, killing it so often; how often it was killed before its load was whole."""
    done = 0
    for _ in range(MOST_STARTS):
        run = subprocess.Popen(
            [sys.executable, "-c", LOAD, str(delivery), str(batch)],
            env=os.environ,
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        if done < kills and _kill_soon(run, chance):
            done += 1
        run.communicate()
        if _is_whole(delivery):
            return done
    raise DoesNotEnd(f"Begun {MOST_STARTS} times.")


def _kill_soon(run: "subprocess.Popen[str]", chance: Random) -> bool:
    """Kill it some way into one of its next batches; False where it had ended before that."""
    for _ in range(chance.randint(1, 3)):
        if not run.stdout or not run.stdout.readline():
            return False
    time.sleep(chance.uniform(0, 0.08))
    if run.poll() is not None:
        return False
    run.send_signal(signal.SIGKILL)
    return True


def _is_whole(delivery: UUID) -> bool:
    with db.as_service():
        return Delivery.objects.get(pk=delivery).state in ("loaded", "failed")
