"""`./run` and `./check` say plainly what a machine lacks, and work from any folder."""

import shutil
import subprocess
from pathlib import Path

import pytest

from goldthread.config.paths import PROJECT

NEEDED = ("bash", "env", "dirname", "cksum", "tr", "grep", "cat", "find", "sort", "xargs", "sed", "rm", "mkdir", "id")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout on a machine that has a shell and nothing to build with."""
    code, tools = tmp_path / "code", tmp_path / "bin"
    code.mkdir()
    tools.mkdir()
    for name in ("run", "check", "pyproject.toml", "package.json", "package-lock.json"):
        shutil.copy(PROJECT / name, code)
    for lock in ("requirements.lock", "requirements-dev.lock"):
        shutil.copy(PROJECT / lock, code)
    for folder in ("scripts", "goldthread/web/assets"):
        shutil.copytree(PROJECT / folder, code / folder)
    for name in NEEDED:
        (tools / name).symlink_to(str(shutil.which(name)))
    return code


def start(code: Path, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(code.parent / "bin"), "HOME": str(code.parent)}
    return subprocess.run(
        [str(code / script), *words], cwd="/", env=environment, capture_output=True, text=True, check=False
    )


def need_chromium(code: Path) -> subprocess.CompletedProcess[str]:
    """Only the step of `./check` that looks for a browser."""
    step = "source scripts/environment.sh; source scripts/chromium.sh; need_chromium"
    environment = {"PATH": str(code.parent / "bin")}
    return subprocess.run(["bash", "-c", step], cwd=code, env=environment, capture_output=True, text=True, check=False)


def program(code: Path, name: str, text: str) -> None:
    made = code.parent / "bin" / name
    made.write_text(f"#!/usr/bin/env bash\n{text}\n")
    made.chmod(0o755)


def test_help_needs_nothing_but_a_shell(bare: Path) -> None:
    assert "Usage: ./run" in start(bare, "run", "--help").stdout
    listed = start(bare, "check", "--help").stdout
    assert [word for word in ("lint", "format", "types", "imports", "generated", "tests") if word not in listed] == []


@pytest.mark.parametrize("script", ["run", "check"])
def test_an_unknown_option_is_an_error_that_points_to_the_help(bare: Path, script: str) -> None:
    done = start(bare, script, "--nonsense")
    assert done.returncode == 1
    assert f"There is no option --nonsense. ./{script} --help lists them." in done.stderr


@pytest.mark.parametrize("script", ["run", "check"])
def test_without_python_it_says_what_to_install(bare: Path, script: str) -> None:
    done = start(bare, script)
    assert done.returncode == 1
    assert "Goldthread needs Python 3.11 or newer, and none was found." in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_a_python_that_cannot_make_environments_is_told_from_none(bare: Path) -> None:
    """As on Debian without python3-venv, whose own words come first."""
    program(bare, "python3.11", '[ "$1" != -m ] && exit 0; echo "ensurepip is not available"; exit 1')
    done = start(bare, "run")
    assert done.returncode == 1
    assert "ensurepip is not available" in done.stderr
    assert "apt-get install python3-venv" in done.stderr
    assert not (bare / ".venv").exists()


@pytest.mark.parametrize(("node", "found"), [(None, "found none"), ("v18.19.0", "found version 18")])
def test_without_a_node_that_is_new_enough_it_says_what_to_install(bare: Path, node: str | None, found: str) -> None:
    if node:
        program(bare, "node", f"echo {node}")
        program(bare, "npm", "exit 1")
    _environment_is_made(bare)
    done = start(bare, "run", "--prepare-only")
    assert done.returncode == 1
    assert f"Goldthread needs Node 20 or newer with npm, and {found}." in done.stderr


def _environment_is_made(code: Path) -> None:
    """Leave the stamp of an environment that is made already: this test is about what comes after."""
    (code / ".venv").mkdir()
    digest = "source scripts/environment.sh; digest requirements.lock pyproject.toml > .venv/goldthread.stamp"
    subprocess.run(["bash", "-c", digest], cwd=code, check=True)


def test_without_chromium_the_check_fails_and_says_what_to_install(bare: Path) -> None:
    (bare.parent / "bin" / "id").unlink()
    program(bare, "id", "echo 1000")
    done = need_chromium(bare)
    assert done.returncode == 1
    assert "The browser tests need Chromium, and there is none here that runs." in done.stderr
    assert "./check --fast" in done.stderr


def test_a_chromium_that_is_here_is_used_as_it_is(bare: Path) -> None:
    program(bare, "chromium-browser", "echo Chromium 140")
    assert need_chromium(bare).returncode == 0
