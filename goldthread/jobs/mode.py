"""A demonstration or a real installation: decided once, and never turned into the other."""

from goldthread.config import installation, paths
from goldthread.core.db import migrating, provision
from goldthread.jobs import prepare

DEMONSTRATION = "GOLDTHREAD_DEMONSTRATION"


class WrongMode(Exception):
    """What was asked for would mix invented people with real ones."""


def settle(demo: bool, real: bool) -> None:
    """Decide once whether this installation is a demonstration; from then on it stays what it is."""
    stored = installation.value(DEMONSTRATION)
    wanted = "1" if demo else "0" if real or not stored else stored
    if stored and wanted != stored:
        is_now, other = ("a demonstration", "--real") if stored == "1" else ("a real installation", "--demo")
        raise WrongMode(
            f"{paths.home()} holds {is_now}, which {other} would turn into the other. Use another folder: "
            "set GOLDTHREAD_HOME (and, with an outside server, another database)."
        )
    if not stored and wanted == "1" and _holds_somebody():
        raise WrongMode("The database already holds people who were not invented: it is not for --demo.")
    if not stored:
        installation.store(**{DEMONSTRATION: wanted})


def _holds_somebody() -> bool:
    """Whether a database that never was a demonstration has officers or records."""
    with provision.connect(installation.value(installation.OWNER)) as owner:
        if prepare.DEMONSTRATION in migrating.marks_in(owner):
            return False
        for table in ("organisation_officer", "records_sourcerecord"):
            found = owner.execute("SELECT to_regclass(%s) AS table", [table]).fetchone()
            if found and found["table"] and owner.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
                return True
    return False
