"""Bringing a backup back: opened with suspicion, restored beside what is there, proved, and only then put in place."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from psycopg import sql

from goldthread.config import installation
from goldthread.core import clocks
from goldthread.core.db import backup, binaries, provision
from goldthread.core.db.opening import CannotRestore, NewerBackup, Opened, open_backup, text_of

Progress = Callable[[str], None]
STAGE = "_restoring"


class DatabaseNotEmpty(CannotRestore):
    """The database to restore into holds something, and nobody said to replace it."""


class NotProved(CannotRestore):
    """The restored copy differs from what was backed up, or its logs do not verify."""


def restore(
    source: Path,
    admin_url: str,
    name: str,
    *,
    replace: bool = False,
    with_secrets: bool = False,
    anchors: Path | None = None,
    progress: Progress = lambda line: None,
) -> dict[str, Any]:
    """Restore into the database `name` and prove it; the report. The administrator's address makes databases.

    `anchors` is where the backup's anchors go; without it (a drill) they are used for the proof only.
    """
    with tempfile.TemporaryDirectory(prefix="goldthread-restore-") as folder:
        opened = open_backup(source, Path(folder))
        progress(f"The backup of {opened.manifest['made_at']} is whole.")
        _check_anchors(opened)
        with provision.connect(admin_url) as admin, provision.acting_for(admin, owner()):
            _check_server(admin, opened.manifest)
            _check_target(admin_url, admin, name, replace)
            stage = f"{name}{STAGE}"
            drop(admin, stage)
            try:
                urls = provision.make(admin_url, stage, known=_known())
                report = _fill_and_prove(opened, urls, progress)
                _put_in_place(admin, stage, name)
            except BaseException:
                drop(admin, stage)
                raise
        if anchors:
            _place_anchors(opened, anchors)
        report["warnings"] = _settle_key(opened, with_secrets)
    return report


def drop(admin: provision.Connection, name: str) -> None:
    """Remove a database, if it is there."""
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _check_server(admin: provision.Connection, manifest: dict[str, Any]) -> None:
    here = admin.info.server_version // 10_000
    if manifest["dumped_by"] > here:
        raise NewerBackup(
            f"The backup was made with PostgreSQL {manifest['dumped_by']}, and this server is PostgreSQL {here}: "
            f"restore it on PostgreSQL {manifest['dumped_by']} or newer."
        )


def _check_known(applied: list[str]) -> None:
    """A database shaped by a migration that this version does not have is from a newer one."""
    asked = subprocess.run(
        [sys.executable, "-m", "goldthread.core.db.proving", "--known"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    unknown = sorted(set(applied) - set(json.loads(asked.stdout)))
    if unknown:
        raise NewerBackup(
            f"The backup was made by a newer Goldthread, with changes this one does not have ({unknown[0]} and "
            f"{len(unknown) - 1} more): restore it with that version."
        )


def _check_target(admin_url: str, admin: provision.Connection, name: str, replace: bool) -> None:
    if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return
    with provision.connect(provision.in_database(admin_url, name)) as target:
        if provision.is_empty(target):
            return
        if not replace:
            raise DatabaseNotEmpty(
                f"The database {name} is not empty. Restore beside it with --into OTHER, or say --replace to "
                "put the backup in its place."
            )
        if not provision.is_ours(target):
            raise DatabaseNotEmpty(f"The database {name} is not Goldthread's, and is not replaced.")
        users = target.execute(
            "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'",
            [name],
        ).fetchone()
        if users and users["n"]:
            raise DatabaseNotEmpty(f"{users['n']} connections use {name}: stop goldthread serve first.")


def _known() -> dict[str, str]:
    return {name: installation.value(name) for name in installation.ADDRESSES if installation.value(name)}


def owner() -> str:
    """The role that owns this installation's tables."""
    return unquote(urlsplit(installation.value(installation.OWNER)).username or "")


def _check_anchors(opened: Opened) -> None:
    """A backup whose seals differ from what was anchored here was altered since, or is not of this installation."""
    here = {(line["log"], line["batch"]): line["digest"] for line in backup.anchors(backup.anchor_file())}
    for line in backup.anchors(opened.part(backup.ANCHORS)):
        if here.get((line["log"], line["batch"]), line["digest"]) != line["digest"]:
            raise NotProved(
                f"Seal {line['batch']} of the {line['log']} log is not the one anchored in {backup.anchor_file()}: "
                "the backup was altered, or is another installation's. If it is, move that file away first."
            )


def _fill_and_prove(opened: Opened, urls: dict[str, str], progress: Progress) -> dict[str, Any]:
    _check_known(opened.manifest["migrations"])
    _load(opened, urls[installation.OWNER])
    progress("The rows are back.")
    with provision.connect(urls[installation.OWNER]) as owner:
        counted = backup.row_counts(owner)
    wrong = differences(opened.manifest["rows"], counted)
    if wrong:
        raise NotProved(f"Rows differ from the backup's manifest: {'; '.join(wrong)}.")
    proof = _prove(opened, urls)
    progress("Grants and row policies are in place, and the logs verify.")
    totals = {"rows": sum(counted.values()), "tables": len(counted)}
    return {"made_at": opened.manifest["made_at"], **totals, **proof}


def _place_anchors(opened: Opened, target: Path) -> None:
    """Put the backup's anchors in place; those that were there are kept beside them."""
    if target.exists():
        moment = clocks.now().strftime("%Y%m%dT%H%M%SZ")
        target.rename(target.with_name(f"{target.name}.before-restore-{moment}"))
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(opened.part(backup.ANCHORS), target)


def _settle_key(opened: Opened, with_secrets: bool) -> list[str]:
    """Take over the backup's secret key where asked; what it means where the keys differ."""
    if with_secrets:
        if not opened.part(backup.SECRETS).exists():
            return ["The backup holds no secret key: it was made without --with-secrets."]
        installation.store(**json.loads(text_of(opened.part(backup.SECRETS))))
    if opened.manifest["secret_key"] == backup.key_digest():
        return []
    return [
        "This installation's secret key is not the backup's: second factors must be set up again, and records that "
        "were erased are not recognised if a source sends them again. Put the old key in GOLDTHREAD_SECRET_KEY, or "
        "restore a backup made --with-secrets."
    ]


def differences(expected: dict[str, int], counted: dict[str, int]) -> list[str]:
    """Each table whose rows are not as many as they were, in words."""
    tables = sorted(expected.keys() | counted.keys())
    return [
        f"{table} had {expected.get(table, 'none')} and has {counted.get(table, 'none')}"
        for table in tables
        if expected.get(table) != counted.get(table)
    ]


def _load(opened: Opened, owner_url: str) -> None:
    """Run pg_restore as the owner; extensions are there already, and policies are made again by name of role."""
    programs = binaries.client(opened.manifest["dumped_by"])
    shown, environment = backup.client_options(owner_url)
    dump, contents = opened.part(backup.DUMP), opened.folder / "contents"
    listed = _pg_restore(programs, ["--list", str(dump)], environment)
    unwanted = (" EXTENSION ", " POLICY ", " SCHEMA - public ")
    contents.write_text("\n".join(line for line in listed.splitlines() if not any(w in line for w in unwanted)))
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--no-password"]
    _pg_restore(programs, [*options, f"--use-list={contents}", f"--dbname={shown}", str(dump)], environment)


def _pg_restore(programs: binaries.Binaries, options: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [str(programs.bin("pg_restore")), *options],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRestore(f"pg_restore failed: {done.stderr.strip()}")
    return done.stdout


def _prove(opened: Opened, urls: dict[str, str]) -> dict[str, Any]:
    environment = {**os.environ, **urls, "GOLDTHREAD_ANCHOR": str(opened.part(backup.ANCHORS))}
    environment.pop("GOLDTHREAD_PROCESS", None)
    command = [sys.executable, "-m", "goldthread.core.db.proving"]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotProved(f"The restored database could not be brought up to date:\n{done.stderr[-2000:]}")
    proof: dict[str, Any] = json.loads(done.stdout)
    broken = [log["log"] for log in proof["logs"] if not log["whole"]]
    if not proof["journal"]["whole"]:
        broken.append("projections")
    if broken:
        raise NotProved(f"The restored copy does not verify: {', '.join(broken)}. {json.dumps(proof)[:1500]}")
    return proof


def _put_in_place(admin: provision.Connection, stage: str, name: str) -> None:
    """Exchange the proved copy for what was there."""
    drop(admin, name)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    admin.execute(rename.format(sql.Identifier(stage), sql.Identifier(name)))


def database_name() -> str:
    """The database this installation uses."""
    return unquote(urlsplit(installation.value(installation.OWNER)).path.lstrip("/"))
