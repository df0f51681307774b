"""A stranger follows docs/how-to/new-area.md to the letter: every block is run, written or applied as it stands."""

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from goldthread.config.paths import PROJECT
from goldthread.testing import factories as make

PAGE = PROJECT / "docs" / "how-to" / "new-area.md"
BLOCK = re.compile(r"^```(sh|diff|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHILD, CASE = "C-7K4Q2M", "B-4K9WQTD"  # as the page writes them
SHIM = f'#!/bin/sh\nexec {sys.executable} -c "from goldthread.cli import main; main()" "$@"\n'


@dataclass
class Stranger:
    """Somebody with a folder, a terminal and the page."""

    folder: Path
    child: str
    case: str = ""

    def follow(self, kind: str, block: str) -> list[tuple[str, subprocess.CompletedProcess[str]]]:
        if kind == "diff":
            return [("git apply", self._run(["git", "apply", "-"], block))]
        if kind == "python":
            name, _, text = block.partition("\n")
            (self.folder / name.removeprefix("# ")).write_text(text)
            return []
        return [(line, self.do(line)) for line in block.strip().splitlines()]

    def do(self, line: str) -> subprocess.CompletedProcess[str]:
        if line.startswith("pip install"):
            return self._install()
        done = self._run(["sh", "-c", line.replace(CHILD, self.child).replace(CASE, self.case)])
        if line.startswith("goldthread case open") and done.returncode == 0:
            self.case = done.stdout.split()[0]
        return done

    def _install(self) -> subprocess.CompletedProcess[str]:
        """What pip would write beside the package: the tests reach no package index."""
        project = tomllib.loads((self.folder / "pyproject.toml").read_text())["project"]
        beside = self.folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        beside.mkdir()
        (beside / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0.1\n")
        ((group, named),) = project["entry-points"].items()
        lines = [f"[{group}]", *(f"{name} = {value}" for name, value in named.items())]
        (beside / "entry_points.txt").write_text("\n".join(lines) + "\n")
        return subprocess.CompletedProcess([], 0, "", "")

    def _run(self, words: list[str], typed: str = "") -> subprocess.CompletedProcess[str]:
        path = f"{self.folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        around = {**os.environ, "PATH": path, "PYTHONPATH": f"{self.folder}:{PROJECT}"}
        return subprocess.run(
            words, cwd=self.folder, env=around, input=typed, capture_output=True, text=True, check=False
        )


@pytest.fixture
def stranger(db: None, tmp_path: Path) -> Stranger:
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / "goldthread"
    shim.write_text(SHIM)
    shim.chmod(0o700)
    make.officer("mash_desk")
    return Stranger(tmp_path, make.load_child())


def test_a_stranger_has_a_working_area_by_following_the_page(stranger: Stranger) -> None:
    said = {}
    for kind, block in BLOCK.findall(PAGE.read_text()):
        for line, done in stranger.follow(kind, block):
            not_yet = line == "goldthread areas show bail_checks"
            assert (
                (line, done.returncode, done.stderr) == (line, 4, done.stderr) if not_yet else done.returncode == 0
            ), line + "\n" + done.stdout + done.stderr
            said[line] = done.stdout
    assert "bail_checks: whole." in said["goldthread areas check bail_checks"]
    assert "2 passed" in said["python -m pytest -q bail_checks"]
    assert "Bail checks" in said["goldthread areas list"]
    ended = next(text for line, text in said.items() if line.startswith("goldthread concern show"))
    assert ended.startswith(f"{stranger.case}  Closed  high risk")
    for sentence in ("Opened", "Taken", "Checklist answered", "Closed", "Bailed to his aunt's."):
        assert sentence in ended


def test_an_installed_area_that_is_not_whole_stops_every_start_by_its_field(stranger: Stranger) -> None:
    stranger.do("goldthread areas skeleton bail_checks")
    area = stranger.folder / "bail_checks" / "area.py"
    area.write_text(area.read_text().replace('whose_turn="mash_desk"', 'whose_turn="the_desk"'))
    stranger.do("pip install --no-deps .")
    refused = stranger.do("goldthread search Kentwell --as mash_desk")
    assert refused.returncode == 1
    assert refused.stderr.strip() == (
        "Error: The area bail_checks is not whole. "
        "states.waiting.whose_turn: nobody knows whose turn it is, 'the_desk' is no role."
    )


def test_an_area_that_gives_a_role_a_permission_of_ours_is_not_whole(stranger: Stranger) -> None:
    stranger.do("goldthread areas skeleton bail_checks")
    area = stranger.folder / "bail_checks" / "area.py"
    area.write_text(area.read_text().replace("work_on_bail_checks", "carry_out_rights"))
    checked = stranger.do("goldthread areas check bail_checks")
    assert checked.returncode == 5
    assert "permissions.carry_out_rights: is one of ours; an area gives only its own." in checked.stderr
