"""The database: reachable, of a version we know, with three ordinary roles, up to date, its rows guarded."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg

from goldthread.config import installation
from goldthread.core import clocks
from goldthread.core.db import backup, migrating, provision
from goldthread.jobs.examine import Finding, fail, ok, warn

PARTS = {installation.OWNER: "owner", installation.APP: "app", installation.SERVICE: "service"}
INIT = "goldthread db init --admin-url ADDRESS"


def reachable() -> Iterator[Finding]:
    """Each role signs in, to a server of a version we support, and may do no more than it must."""
    for variable, part in PARTS.items():
        address = installation.value(variable)
        if not address:
            yield fail(f"{part} role", f"{variable} is not known.", f"Run {INIT}.")
            continue
        try:
            with provision.connect(address) as connection:
                yield _role(connection, part)
        except psycopg.OperationalError as error:
            remedy = "Is the server up? Is the password right? goldthread db urls says where the address is from."
            yield fail(f"{part} role", str(error).strip().splitlines()[-1], remedy)


def _role(connection: provision.Connection, part: str) -> Finding:
    major, role = connection.info.server_version // 10_000, connection.info.user
    held = provision.attributes(connection, role)
    too_much = [name for name, wanted in provision.WANTED.items() if held[name] and not wanted]
    if too_much:
        return fail(f"{part} role", f"{role} may do too much: {', '.join(too_much)}.", f"Run {INIT}.")
    if major < provision.OLDEST:
        return fail(f"{part} role", f"The server is PostgreSQL {major}.", f"Use {provision.OLDEST} or newer.")
    return ok(f"{part} role", f"{role} signs in to PostgreSQL {major} and is an ordinary role.")


def up_to_date() -> Iterator[Finding]:
    if migrating.is_current():
        yield ok("shape", "Migrations, grants and row policies are those of this version.")
    elif not migrating.marks():
        yield fail("shape", "The database has no tables yet.", "Run goldthread db migrate.")
    else:
        yield warn("shape", "Another version last brought the database up to date.", "Run goldthread db migrate.")


def guarded() -> Iterator[Finding]:
    """Row-level security on every table declared sensitive, and no table undeclared."""
    from goldthread.core import db
    from goldthread.core.db import policies

    with db.speaking_as(db.OWNER):
        problems = policies.problems()
    for problem in problems:
        yield fail("row policies", problem, "Run goldthread db migrate; if it stays, the table is not declared.")
    if not problems:
        yield ok("row policies", "Every sensitive table is under row-level security.")


def sealed() -> Iterator[Finding]:
    """Rows are sealed each minute, and every seal is anchored outside the database."""
    anchored = {(line["log"], line["batch"]) for line in backup.anchors(backup.anchor_file())}
    with provision.connect(installation.value(installation.SERVICE)) as service:
        seals = service.execute("SELECT log, batch FROM sealing_seal").fetchall()
    loose = [row for row in seals if (row["log"], row["batch"]) not in anchored]
    if loose:
        remedy = f"Is {backup.anchor_file()} in its place and writable? The worker anchors each minute."
        yield fail("seals", f"{len(loose)} of {len(seals)} seals are not anchored outside the database.", remedy)
    else:
        yield ok("seals", f"All {len(seals)} seals are anchored in {backup.anchor_file()}.")


def worker() -> Iterator[Finding]:
    with provision.connect(installation.value(installation.SERVICE)) as service:
        row = service.execute("SELECT max(last_heartbeat) AS last FROM procrastinate_workers").fetchone()
    last = row["last"] if row else None
    remedy = "Start goldthread serve; its worker seals logs, loads feeds and sends alerts."
    if not isinstance(last, datetime):
        yield fail("worker", "No worker is running.", remedy)
    elif clocks.now() - last > timedelta(minutes=1):
        yield fail("worker", f"The worker was last heard of at {last:%Y-%m-%d %H:%M:%S %Z}.", remedy)
    else:
        yield ok("worker", "The worker is alive.")


def same_time() -> Iterator[Finding]:
    """Clocks that disagree would date events wrongly and end sessions early."""
    with provision.connect(installation.value(installation.APP)) as app:
        row = app.execute("SELECT clock_timestamp() AS there").fetchone()
    there = row["there"] if row else None
    apart = abs(clocks.now() - there) if isinstance(there, datetime) else timedelta.max
    if apart > timedelta(seconds=2):
        words = f"This machine and the database's differ by {apart.total_seconds():.0f} s."
        yield fail("clock", words, "Set both by the same time service (NTP).")
    else:
        yield ok("clock", f"It is {clocks.now().astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC here and in the database.")


def linked() -> Iterator[Finding]:
    """Everybody is linked by the model of this release: after one that brought another, links lag until made again."""
    from goldthread.link.matching import again

    with provision.connect(installation.value(installation.SERVICE)) as service:
        row = service.execute(again.BEHIND, again.asked_of()).fetchone()
    behind = again.Behind.read(row or {})
    if behind.people:
        yield warn("links", behind.words, "Run goldthread link again. It may be stopped and begun again.")
    else:
        yield ok("links", f"Everybody is linked by the model in force, {behind.model}.")


def mail_fetched() -> Iterator[Finding]:
    """Each mailbox that is named here; where none is, nothing is said."""
    from goldthread.core.mailbox.fetching import places

    for name, place in places().items():
        if place is None or place.read_at is None:
            words = place.failed_words if place and place.failed_words else "It was never read."
            yield warn(
                "mail", f"{name}: {words}", "See that the worker runs, and the setting: docs/how-to/fetch-mail.md"
            )
        elif place.failed_since:
            remedy = "Read the mailbox by hand until it opens: docs/how-to/fetch-mail.md"
            yield fail("mail", f"{name}: {place.failed_words}", remedy)
        else:
            yield ok("mail", f"{name} was read at {place.read_at:%H:%M} on {place.read_at:%d %B}.")


CHECKS = (up_to_date, guarded, sealed, worker, same_time, linked, mail_fetched)
