"""Backing up: everything in one file, of one instant, with a manifest by which damage is seen.

The file is a tar of `manifest.json` and its digest, the database as pg_dump writes it, and the anchors of the seals. It
holds everything the database does, about everybody: it is as sensitive as the database, and readable by its owner only.
"""

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from psycopg import sql

from goldthread.config import installation, paths
from goldthread.core import clocks
from goldthread.core.db import binaries, provision

FORMAT = 1
MANIFEST, DIGEST, DUMP, ANCHORS, SECRETS = (
    "manifest.json",
    "manifest.sha256",
    "database.dump",
    "anchors.ndjson",
    "secrets.json",
)
KEY = "GOLDTHREAD_SECRET_KEY"


class CannotBackUp(Exception):
    """The backup could not be made whole; nothing was left behind under its name."""


def make(target: Path, with_secrets: bool = False) -> dict[str, Any]:
    """Write a backup of this installation to `target`, whole or not at all; its manifest."""
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        staging = Path(folder)
        manifest = _gather(staging, with_secrets)
        draft = staging / "draft"
        _pack(staging, manifest, draft)
        draft.replace(target)
    return manifest


def anchor_file() -> Path:
    """Where this installation anchors its seals, outside the database."""
    return Path(installation.value("GOLDTHREAD_ANCHOR", str(paths.inside("anchors", "seals.ndjson"))))


def row_counts(connection: provision.Connection) -> dict[str, int]:
    """How many rows each table holds, seen as its owner."""
    tables = connection.execute(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE \"C\""
    ).fetchall()
    counts = {}
    for table in tables:
        query = sql.SQL("SELECT count(*) AS rows FROM {}").format(sql.Identifier(str(table["name"])))
        counted = connection.execute(query).fetchone()
        counts[str(table["name"])] = int(str(counted["rows"])) if counted else 0
    return counts


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_digest() -> str:
    """What tells one secret key from another without giving it away."""
    return hashlib.sha256(f"goldthread {installation.secret(KEY)}".encode()).hexdigest()


def client_options(url: str) -> tuple[str, dict[str, str]]:
    """An address without its password, and the environment that carries it: a command line is there for all to see."""
    parts = urlsplit(url)
    user, _, place = parts.netloc.rpartition("@")
    shown = urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}@{place}"))
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PG")}
    return shown, {**kept, "PGPASSWORD": unquote(parts.password or "")}


def _gather(staging: Path, with_secrets: bool) -> dict[str, Any]:
    """Dump, counts and anchors of one instant: all three are read in the same snapshot."""
    owner_url = installation.value(installation.OWNER)
    with provision.connect(owner_url) as owner, owner.transaction():
        owner.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = _one(owner, "SELECT pg_export_snapshot() AS it")
        programs = binaries.client(owner.info.server_version // 10_000)
        _dump(programs, owner_url, str(snapshot), staging / DUMP)
        manifest = {
            "format": FORMAT,
            "goldthread": version("goldthread"),
            "made_at": clocks.now().isoformat(),
            "database": owner.info.dbname,
            "postgresql": owner.info.server_version // 10_000,
            "dumped_by": programs.major,
            "migrations": _migrations(owner),
            "rows": row_counts(owner),
            "secret_key": key_digest(),
        }
        _copy_anchors(owner, staging / ANCHORS)
    if with_secrets:
        secrets = {name: text for name, text in installation.stored().items() if name == KEY}
        (staging / SECRETS).write_text(json.dumps(secrets))
    parts = [name for name in (DUMP, ANCHORS, SECRETS) if (staging / name).exists()]
    manifest["parts"] = {name: file_digest(staging / name) for name in parts}
    return manifest


def _dump(programs: binaries.Binaries, url: str, snapshot: str, target: Path) -> None:
    # pg_dump reads with row security off, and fails rather than leave out a row it may not see.
    shown, environment = client_options(url)
    command = [str(programs.bin("pg_dump")), "--format=custom", "--no-password", f"--snapshot={snapshot}"]
    done = subprocess.run(
        [*command, f"--file={target}", f"--dbname={shown}"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotBackUp(f"pg_dump failed: {done.stderr.strip()}")


def _migrations(owner: provision.Connection) -> list[str]:
    rows = owner.execute("SELECT app || '.' || name AS it FROM django_migrations ORDER BY id").fetchall()
    return [str(row["it"]) for row in rows]


def _copy_anchors(owner: provision.Connection, target: Path) -> None:
    """The anchors of the seals that are in the dump; younger ones would look like seals that were removed."""
    found = owner.execute("SELECT log, max(batch) AS last FROM sealing_seal GROUP BY log").fetchall()
    last = {row["log"]: int(str(row["last"])) for row in found}
    with target.open("w") as out:
        for line in anchors(anchor_file()):
            if line["batch"] <= last.get(line["log"], 0):
                out.write(json.dumps(line) + "\n")


def anchors(path: Path) -> list[dict[str, Any]]:
    """The lines of an anchor file; a last one cut off by a crash is not one."""
    found = []
    for line in path.read_text().splitlines() if path.exists() else []:
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def _pack(staging: Path, manifest: dict[str, Any], draft: Path) -> None:
    (staging / MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True))
    (staging / DIGEST).write_text(file_digest(staging / MANIFEST))
    with (
        open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
        tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name in (MANIFEST, DIGEST, *manifest["parts"]):
            tar.add(staging / name, arcname=name, filter=_anonymous)
        out.flush()
        os.fsync(out.fileno())


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _one(connection: provision.Connection, query: str) -> object:
    row = connection.execute(query).fetchone()
    return row["it"] if row else None
