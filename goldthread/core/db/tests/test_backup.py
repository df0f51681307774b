"""A backup holds everything, comes back proved, and is refused by name when it is not what it was."""

import io
import json
import stat
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from goldthread.core.db import backup, opening, provision, server
from goldthread.core.db.tests.conftest import Installed


@pytest.fixture(scope="module")
def saved(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One backup of the installation."""
    file = tmp_path_factory.mktemp("saved") / "goldthread.backup"
    done = installed.run("backup", file)
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture
def admin(installed: Installed) -> Iterator[provision.Connection]:
    running = server.start(installed.home)
    with provision.connect(running.admin_url) as connection:
        yield connection
    running.stop()


def databases(admin: provision.Connection) -> set[object]:
    rows = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'goldthread%'").fetchall()
    return {row["datname"] for row in rows}


def rewritten(saved: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of a backup with some of its parts changed."""
    with tarfile.open(saved) as tar:
        parts = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    change(parts)
    with tarfile.open(target, "w") as tar:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return target


def with_manifest(change: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, bytes]], None]:
    """A change to the manifest by someone who knows to renew its digest too."""

    def apply(parts: dict[str, bytes]) -> None:
        import hashlib

        manifest = json.loads(parts[backup.MANIFEST])
        change(manifest)
        parts[backup.MANIFEST] = json.dumps(manifest).encode()
        parts[backup.DIGEST] = hashlib.sha256(parts[backup.MANIFEST]).hexdigest().encode()

    return apply


def test_a_drill_brings_everything_back_beside_the_original_and_clears_it_away(
    installed: Installed, admin: provision.Connection
) -> None:
    done = installed.run("backup", "--drill", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["drill"]["rows"] == report["rows"] > 100
    access = next(log for log in report["drill"]["logs"] if log["log"] == "access")
    assert (access["rows"], access["seals"], access["unsealed"], access["whole"]) == (10, 2, 0, True)
    assert report["drill"]["journal"]["differences"] == []
    assert databases(admin) == {"goldthread"}


def test_a_backup_is_readable_by_its_owner_only_and_leaves_nothing_else(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_backup_sees_every_row_despite_row_level_security(
    installed: Installed, saved: Path, admin: provision.Connection, tmp_path: Path
) -> None:
    rows = opening.open_backup(saved, tmp_path).manifest["rows"]
    url = provision.in_database(server.start(installed.home).admin_url, "goldthread")
    with provision.connect(url) as superuser:
        assert rows == backup.row_counts(superuser)
    assert rows["access_logentry"] == 10


def test_the_secret_key_stays_out_unless_asked_for(installed: Installed, saved: Path, tmp_path: Path) -> None:
    key = json.loads((installed.home / "installation.json").read_text())[backup.KEY]
    assert key.encode() not in saved.read_bytes()
    asked = tmp_path / "with.backup"
    installed.run("backup", asked, "--with-secrets")
    assert key.encode() in asked.read_bytes()
    assert b"postgresql://" not in asked.read_bytes()


def test_a_database_that_holds_something_is_not_overwritten(
    installed: Installed, saved: Path, admin: provision.Connection
) -> None:
    done = installed.run("restore", saved)
    assert done.returncode == 1
    assert "DatabaseNotEmpty: The database goldthread is not empty" in done.stderr
    assert databases(admin) == {"goldthread"}


def test_a_database_in_use_is_not_replaced(installed: Installed, saved: Path, admin: provision.Connection) -> None:
    owner = json.loads((installed.home / "installation.json").read_text())["GOLDTHREAD_OWNER_URL"]
    with provision.connect(owner):
        done = installed.run("restore", saved, "--replace")
    assert done.returncode == 1
    assert "stop goldthread serve first" in done.stderr


def test_replacing_brings_back_the_rows_of_the_backup_and_begins_a_new_life_of_the_logs(
    installed: Installed, saved: Path, admin: provision.Connection
) -> None:
    count = "from goldthread.core import db as d\nwith d.as_service(): print(d.fetch('SELECT count(*) n FROM {}'))"
    look = (
        "from goldthread.core import db; from goldthread.core.access.actions import look;"
        "from goldthread.core.sealing.actions import seal_all; from goldthread.testing import factories as make;"
        "exec('with db.transaction(): look(make.reader(\"mash_desk\"))'); print(seal_all()['access'])"
    )
    epoch = "from goldthread.core import db; print(db.fetch_one('SELECT goldthread_epoch() AS e')['e'])"
    before = int(installed.python(epoch))
    assert installed.python(look) == "1"
    done = installed.run("restore", saved, "--replace")
    assert done.returncode == 0, done.stderr
    assert installed.python(count.format("access_logentry")) == "[{'n': 10}]"
    assert int(installed.python(epoch)) == before + 1
    assert installed.python(look) == "1"
    proof = "from goldthread.core.sealing.queries import verify; print(verify('access').problems)"
    assert installed.python(proof) == "[]"
    assert len(list((installed.home / "anchors").glob("*.before-restore-*"))) == 1
    assert databases(admin) == {"goldthread"}


def test_a_restore_beside_the_original_leaves_that_alone(
    installed: Installed, saved: Path, admin: provision.Connection
) -> None:
    done = installed.run("restore", saved, "--into", "goldthread_beside", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["database"] == "goldthread_beside"
    assert databases(admin) == {"goldthread", "goldthread_beside"}
    admin.execute("DROP DATABASE goldthread_beside WITH (FORCE)")


@pytest.mark.parametrize("part", [backup.DUMP, backup.ANCHORS, backup.MANIFEST, backup.DIGEST])
def test_a_backup_of_which_one_byte_changed_is_refused_by_name(saved: Path, tmp_path: Path, part: str) -> None:
    def flip(parts: dict[str, bytes]) -> None:
        content = bytearray(parts[part])
        content[len(content) // 2] ^= 1
        parts[part] = bytes(content)

    damaged = rewritten(saved, tmp_path / "damaged", flip)
    with pytest.raises(opening.DamagedBackup):
        opening.open_backup(damaged, tmp_path)


def test_a_backup_that_was_cut_short_is_refused_by_name(saved: Path, tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    with pytest.raises(opening.DamagedBackup):
        opening.open_backup(short, tmp_path)


def test_a_backup_reaches_for_no_file_outside_its_folder(saved: Path, tmp_path: Path) -> None:
    def escape(parts: dict[str, bytes]) -> None:
        parts["../escaped"] = b"out"

    inner = tmp_path / "inner"
    inner.mkdir()
    opening.open_backup(rewritten(saved, tmp_path / "file", escape), inner)
    assert not (tmp_path / "escaped").exists()


def test_a_backup_of_a_newer_goldthread_is_refused_by_name(saved: Path, tmp_path: Path) -> None:
    newer = rewritten(saved, tmp_path / "newer", with_manifest(lambda manifest: manifest.update(format=2)))
    with pytest.raises(opening.NewerBackup, match="newer one"):
        opening.open_backup(newer, tmp_path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"dumped_by": 99}, "NewerBackup: The backup was made with PostgreSQL 99"),
        ({"migrations": ["journal.0999_from_tomorrow"]}, "NewerBackup: The backup was made by a newer Goldthread"),
        ({"rows": {"access_logentry": 11}}, "NotProved: Rows differ from the backup's manifest"),
    ],
)
def test_a_backup_that_cannot_be_right_here_is_refused_and_nothing_stays(
    installed: Installed, saved: Path, admin: provision.Connection, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    file = rewritten(saved, tmp_path / "file", with_manifest(lambda manifest: manifest.update(change)))
    done = installed.run("restore", file, "--into", "goldthread_beside")
    assert done.returncode == 1
    assert words in done.stderr
    assert databases(admin) == {"goldthread"}


def test_a_backup_whose_seals_differ_from_those_anchored_here_is_refused(
    installed: Installed, saved: Path, tmp_path: Path
) -> None:
    def reseal(parts: dict[str, bytes]) -> None:
        import hashlib

        first, *rest = parts[backup.ANCHORS].decode().splitlines()
        parts[backup.ANCHORS] = "\n".join([json.dumps({**json.loads(first), "digest": "00"}), *rest]).encode()
        digest = hashlib.sha256(parts[backup.ANCHORS]).hexdigest()
        with_manifest(lambda manifest: manifest["parts"].update({backup.ANCHORS: digest}))(parts)

    altered = rewritten(saved, tmp_path / "altered", reseal)
    done = installed.run("restore", altered, "--into", "goldthread_beside")
    assert done.returncode == 1
    assert "NotProved: Seal 1 of the access log is not the one anchored" in done.stderr


def test_what_a_log_lost_since_its_seal_is_found_by_the_drill(
    installed: Installed, admin: provision.Connection
) -> None:
    url = provision.in_database(server.start(installed.home).admin_url, "goldthread")
    with provision.connect(url) as superuser:
        superuser.execute("ALTER TABLE access_logentry DISABLE TRIGGER append_only")
        superuser.execute("UPDATE access_logentry SET purpose = 'other' WHERE id = 1")
        superuser.execute("ALTER TABLE access_logentry ENABLE TRIGGER append_only")
    done = installed.run("backup", "--drill")
    assert done.returncode == 1
    assert "NotProved: The restored copy does not verify: access" in done.stderr
    assert "row_edited" in done.stderr
    assert databases(admin) == {"goldthread"}
