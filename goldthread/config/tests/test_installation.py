"""What an installation keeps of itself, and which process is told which address."""

import stat
from pathlib import Path

import pytest

from goldthread.config import installation
from goldthread.config.installation import APP, OWNER, SERVICE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in (*installation.ADDRESSES, "GOLDTHREAD_PROCESS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("GOLDTHREAD_HOME", str(tmp_path))
    return tmp_path


def test_the_environment_comes_before_the_file_and_the_file_before_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert installation.value("GOLDTHREAD_HOSTS", "localhost") == "localhost"
    installation.store(GOLDTHREAD_HOSTS="stored.example")
    assert installation.value("GOLDTHREAD_HOSTS", "localhost") == "stored.example"
    monkeypatch.setenv("GOLDTHREAD_HOSTS", "given.example")
    assert installation.value("GOLDTHREAD_HOSTS", "localhost") == "given.example"


@pytest.mark.parametrize(
    ("process", "handed"), [("web", {APP}), ("worker", {APP, SERVICE}), ("", {OWNER, APP, SERVICE})]
)
def test_a_process_is_handed_only_the_addresses_it_needs(
    process: str, handed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.store(**{name: f"postgresql://stored/{name}" for name in installation.ADDRESSES})
    monkeypatch.setenv("GOLDTHREAD_PROCESS", process)
    assert {name for name in installation.ADDRESSES if installation.value(name)} == handed


def test_not_even_the_environment_hands_the_web_the_owners_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_PROCESS", "web")
    monkeypatch.setenv(OWNER, "postgresql://owner@db.example/goldthread")
    assert installation.value(OWNER) == ""


def test_an_unknown_kind_of_process_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_PROCESS", "wbe")
    with pytest.raises(KeyError):
        installation.value(APP)


def test_an_adopted_administrators_address_gives_way_to_the_apps(monkeypatch: pytest.MonkeyPatch) -> None:
    admin, app = "postgresql://admin@db.example/postgres", "postgresql://app@db.example/goldthread"
    monkeypatch.setenv(APP, admin)
    assert installation.value(APP) == admin
    installation.store(**{installation.ADOPTED: installation.digest(admin), APP: app})
    assert installation.value(APP) == app


def test_another_address_in_the_environment_is_not_the_adopted_one(monkeypatch: pytest.MonkeyPatch) -> None:
    installation.store(**{installation.ADOPTED: installation.digest("postgresql://admin@db.example/postgres")})
    monkeypatch.setenv(APP, "postgresql://app@other.example/goldthread")
    assert installation.value(APP) == "postgresql://app@other.example/goldthread"


def test_the_file_is_its_owners_only(home: Path) -> None:
    installation.store(GOLDTHREAD_SECRET_KEY="kept")
    assert stat.S_IMODE((home / "installation.json").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["installation.json"]


def test_a_secret_is_made_once_and_kept() -> None:
    first = installation.secret("GOLDTHREAD_SECRET_KEY")
    assert len(first) >= 48
    assert installation.secret("GOLDTHREAD_SECRET_KEY") == first


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("postgresql://app:p%40ss@db.example:6432/goldthread", "db.example", "6432"),
        ("postgresql://app:p%40ss@/goldthread?host=%2Frun%2Fpg&port=6000", "/run/pg", "6000"),
        ("postgresql://app:p%40ss@db.example/goldthread?sslmode=verify-full", "db.example", ""),
    ],
)
def test_an_address_becomes_djangos_settings(address: str, host: str, port: str) -> None:
    settings = installation.database(address)
    assert (settings["HOST"], settings["PORT"]) == (host, port)
    assert (settings["USER"], settings["PASSWORD"], settings["NAME"]) == ("app", "p@ss", "goldthread")
    assert set(settings["OPTIONS"]) <= {"sslmode"}
