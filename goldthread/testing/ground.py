"""A pytest plugin that gives every test process its own database, made by our own migrations, used as the app's role.

Loaded by `-p goldthread.testing.ground`, before Django's settings are read, because they name the database.
A template is made once per shape of the schema and copied for each process. `GOLDTHREAD_TEST_ADMIN_URL` names another
server to test on.
"""

import atexit
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import psycopg.conninfo

from goldthread.config import installation
from goldthread.config.paths import PROJECT

PREFIX = "gt_test"
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder there that is another's is left alone
ROOM = 4 * 1024**3  # bytes: the databases of two processes and their server came to 1.2 GB


def _home() -> Path:
    """Where the tests' databases lie: in memory where there is room, since emptying one makes hundreds of files anew.

    On a disk that takes five times as long, in every test. Elsewhere, and where too little is free, on the disk.
    """
    named = os.environ.get("GOLDTHREAD_TEST_HOME")
    if named:
        return Path(named)
    if os.path.ismount(IN_MEMORY) and shutil.disk_usage(IN_MEMORY).free >= ROOM:
        mine = IN_MEMORY / f"goldthread-tests-{hashlib.sha256(str(PROJECT).encode()).hexdigest()[:12]}"
        if not mine.exists() or mine.lstat().st_uid == os.getuid():  # anybody may make a folder there
            return mine
    return PROJECT / "var" / "test"


HOME = _home()
# Each process has a database of its own, so that two runs at once do not empty each other's.
MINE = f"{PREFIX}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
ADMIN_HERE = "GOLDTHREAD_TEST_ADMIN_HERE"  # the address by which `emptying` reaches it


def _shape() -> str:
    """Changes whenever a migration, a policy or a function does."""
    files = [*PROJECT.glob("goldthread/**/migrations/*.py"), *PROJECT.glob("goldthread/core/db/**/*.sql")]
    files += [PROJECT / "goldthread/core/db/policies.py", PROJECT / "requirements.lock"]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _admin_url() -> str:
    outside = os.environ.get("GOLDTHREAD_TEST_ADMIN_URL")
    if outside:
        return outside
    from goldthread.core.db import server

    running = server.start(home=HOME, fast=True, tied=False)
    atexit.register(running.stop)
    return running.admin_url


def _prepare() -> None:
    HOME.mkdir(parents=True, exist_ok=True, mode=0o711)
    os.environ["GOLDTHREAD_HOME"] = str(HOME / "homes" / MINE)
    os.environ["GOLDTHREAD_DEMONSTRATION"] = "1"
    os.environ["GOLDTHREAD_SECRET_KEY"] = "a key for tests only, " + "x" * 40
    for address in installation.ADDRESSES:
        os.environ.pop(address, None)
    admin = _admin_url()
    with open(HOME / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        urls = _template(admin)
        database = MINE
        with psycopg.connect(admin, autocommit=True) as connection:
            _sweep(connection)
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{_template_name()}" OWNER {PREFIX}_owner')
            connection.execute(f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC')
            connection.execute(
                f'GRANT CONNECT ON DATABASE "{database}" TO {PREFIX}_owner, {PREFIX}_app, {PREFIX}_service'
            )
    os.environ[ADMIN_HERE] = psycopg.conninfo.make_conninfo(admin, dbname=MINE)
    for name, url in urls.items():
        os.environ[name] = url.replace(_template_name(), database)


def _sweep(connection: psycopg.Connection) -> None:
    """Drop what test processes that are no more have left behind."""
    for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall():
        owner = name.rpartition("_")[2]
        if name.startswith(f"{PREFIX}_") and owner.isdigit() and len(owner) < 9 and not Path(f"/proc/{owner}").exists():
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    for home in (HOME / "homes").glob(f"{PREFIX}_*"):
        if not Path(f"/proc/{home.name.rpartition('_')[2]}").exists():
            shutil.rmtree(home, ignore_errors=True)


def _template_name() -> str:
    return f"{PREFIX}_template_{_shape()}"


def _template(admin: str) -> dict[str, str]:
    """The template's addresses; made with `goldthread db init` and `migrate`'s own code where it is not there yet."""
    from goldthread.core.db import provision

    remembered = HOME / "roles.json"
    known = _remembered(remembered)
    with psycopg.connect(admin, autocommit=True) as connection:
        names = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if _template_name() in names and known.get("template") == _template_name():
            return {name: known[name] for name in installation.ADDRESSES}
        for old in names:
            if old.startswith(f"{PREFIX}_template_") and old != _template_name():
                connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
    addresses = {name: url for name, url in known.items() if name != "template"}
    urls = provision.make(admin, _template_name(), prefix=PREFIX, known=addresses)
    environment = {**os.environ, **urls}
    migrate = "from goldthread.core.db import migrating; migrating.migrate(print)"
    command = [sys.executable, "-c", migrate]
    made = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True, check=False)
    if made.returncode:
        raise RuntimeError(f"The tests' database could not be made:\n{made.stdout}\n{made.stderr}")
    remembered.write_text(json.dumps({**urls, "template": _template_name()}))
    remembered.chmod(0o600)
    return urls


def _remembered(path: Path) -> dict[str, str]:
    return dict(json.loads(path.read_text())) if path.exists() else {}


_prepare()
