"""`goldthread backup` and `goldthread restore`: one file that holds everything, and the proof that it comes back."""

import json
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from goldthread.cli.db import plainly
from goldthread.cli.serve import stopwatch
from goldthread.config import installation, paths
from goldthread.core.db import backup as making
from goldthread.core.db import installing, opening, provision, restoring, server
from goldthread.jobs.examine.safety import LAST_BACKUP

Progress = Callable[[str], None]
as_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
admin_option = click.option("--admin-url", help="A role that may make databases; needed with an outside server.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--with-secrets", is_flag=True, help="Put this installation's secret key in the file too.")
@click.option("--drill", is_flag=True, help="Bring the backup back beside the original, prove it, and clear it away.")
@admin_option
@as_json
def backup(file: Path | None, with_secrets: bool, drill: bool, admin_url: str | None, as_json: bool) -> None:
    """Write everything to one file that `restore` reads; with --drill, prove that it can be read."""
    if not file and not drill:
        raise click.UsageError("Name the file to write, or say --drill.")
    progress = stopwatch(quiet=as_json)
    with _foreseen(), installing.at_hand() as ours, tempfile.TemporaryDirectory() as scratch:
        target = (file or Path(scratch) / "drill.backup").resolve()
        manifest = making.make(target, with_secrets)
        if file:
            installation.store(**{LAST_BACKUP: manifest["made_at"]})
        report: dict[str, Any] = _summary(target, manifest)
        progress(f"{report['rows']:,} rows of {report['tables']} tables: {report['bytes']:,} bytes in {target}.")
        if drill:
            name = f"{restoring.database_name()}_drill_{secrets.token_hex(3)}"
            report["drill"] = _drill(target, _admin_url(admin_url, ours), name, progress)
    _say(report, as_json)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--into", "name", help="Another database to restore into; else this installation's own.")
@click.option("--replace", is_flag=True, help="Put the backup in the place of what the database holds.")
@click.option("--with-secrets", is_flag=True, help="Take over the secret key that the backup holds.")
@admin_option
@as_json
def restore(
    file: Path, name: str | None, replace: bool, with_secrets: bool, admin_url: str | None, as_json: bool
) -> None:
    """Bring a backup back, and prove it whole. Nothing that is there is touched before that."""
    progress = stopwatch(quiet=as_json)
    with _foreseen(), installing.at_hand() as ours:
        own = restoring.database_name()
        target = name or own
        anchors = making.anchor_file() if target == own else paths.inside("anchors", f"{target}.ndjson")
        report = restoring.restore(
            file,
            _admin_url(admin_url, ours),
            target,
            replace=replace,
            with_secrets=with_secrets,
            anchors=anchors,
            progress=progress,
        )
    _say({"database": target, **report}, as_json)


def _drill(file: Path, admin_url: str, name: str, progress: Progress) -> dict[str, Any]:
    try:
        report = restoring.restore(file, admin_url, name, progress=progress)
    finally:
        with provision.connect(admin_url) as admin, provision.acting_for(admin, restoring.owner()):
            restoring.drop(admin, name)
    progress("The drill's copy is cleared away.")
    return report


def _admin_url(given: str | None, ours: server.Server | None) -> str:
    """The administrator's address: given, our own server's, or the one this installation was made with."""
    adopted = "" if installation.given(installation.APP) else os.environ.get(installation.APP, "")
    found = given or (ours.admin_url if ours else adopted)
    if not found:
        raise click.UsageError("With an outside server, give --admin-url: a database must be made to restore into.")
    return found


def _summary(target: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    rows = manifest["rows"]
    return {
        "file": str(target),
        "bytes": target.stat().st_size,
        "made_at": manifest["made_at"],
        "rows": sum(rows.values()),
        "tables": len(rows),
    }


def _say(report: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report, indent=2, default=str))
        return
    proof = report.get("drill", report)
    for log in proof.get("logs", ()):
        click.echo(f"The {log['log']} log is whole: {log['rows']:,} rows under {log['seals']:,} seals.")
    if "journal" in proof:
        click.echo(f"What is shown agrees with the journal: {proof['journal']['events']:,} events, 0 differences.")
    for warning in proof.get("warnings", ()):
        click.echo(f"Warning: {warning}", err=True)


@contextmanager
def _foreseen() -> Iterator[None]:
    try:
        with plainly():
            yield
    except (making.CannotBackUp, opening.CannotRestore) as error:
        raise click.ClickException(f"{type(error).__name__}: {error}") from error
