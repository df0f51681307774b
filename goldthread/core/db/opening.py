"""Opening a backup with suspicion: nothing but its known parts, each as it was written."""

import json
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldthread.core.db import backup


class CannotRestore(Exception):
    """The backup was not brought back; what was there is untouched."""


class DamagedBackup(CannotRestore):
    """The file is not a backup, or not as it was written."""


class NewerBackup(CannotRestore):
    """The backup was made by a newer Goldthread or a newer PostgreSQL than there is here."""


@dataclass(frozen=True)
class Opened:
    """A backup whose every part has been checked against its manifest."""

    folder: Path
    manifest: dict[str, Any]

    def part(self, name: str) -> Path:
        return self.folder / name


def open_backup(source: Path, folder: Path) -> Opened:
    """Unpack a backup and check every part of it by its digest."""
    try:
        with tarfile.open(source) as tar:
            members = {member.name: member for member in tar.getmembers() if member.isfile()}
            known = (backup.MANIFEST, backup.DIGEST, backup.DUMP, backup.ANCHORS, backup.SECRETS)
            for name in known:
                if name in members:
                    _copy_out(tar, members[name], folder / name)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise DamagedBackup(f"{source} cannot be read as a backup: {error}") from error
    _check(folder / backup.MANIFEST, text_of(folder / backup.DIGEST))
    manifest = json.loads(text_of(folder / backup.MANIFEST))
    _check_age(manifest)
    for name, digest in manifest["parts"].items():
        _check(folder / name, digest)
    return Opened(folder, manifest)


def _copy_out(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    """A part's bytes under the name we know it by: nothing the archive says of owners, modes or paths is believed."""
    content = tar.extractfile(member)
    if content is None:
        raise DamagedBackup(f"{member.name} in the backup is not a file.")
    with content, target.open("wb") as out:
        shutil.copyfileobj(content, out)


def text_of(path: Path) -> str:
    """A part's text; a part that is not there or is not text is damage."""
    try:
        return path.read_text()
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise DamagedBackup(f"The backup's {path.name} is missing or unreadable.") from error


def _check(path: Path, digest: str) -> None:
    if not path.exists() or backup.file_digest(path) != digest:
        raise DamagedBackup(f"The backup's {path.name} is not as it was written. Use another copy.")


def _check_age(manifest: dict[str, Any]) -> None:
    if manifest["format"] > backup.FORMAT:
        raise NewerBackup(
            f"The backup was made by Goldthread {manifest['goldthread']}, whose backups this version cannot read: "
            "restore it with that version or a newer one."
        )
