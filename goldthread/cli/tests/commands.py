"""Running commands in tests: in this process, on the test's own database."""

import json
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner

from goldthread.cli import main


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it printed where."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def command(*words: str, by: str = "", typed: str = "") -> Ended:
    """Run one command as somebody; an unforeseen exception is the test's failure."""
    asker = ["--as", by] if by else []
    done = CliRunner().invoke(main, [*words, *asker], input=typed, prog_name="goldthread")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ended(done.exit_code, done.stdout, done.stderr)
