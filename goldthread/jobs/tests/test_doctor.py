"""The doctor says what is wrong, and what to do about it."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from goldthread.core import db as database
from goldthread.core.db import provision, server
from goldthread.core.db.tests.conftest import Installed
from goldthread.jobs.examine import Finding, machine
from goldthread.jobs.examine.database import linked
from goldthread.link.matching.again import link_everybody_again
from goldthread.testing import factories as make


@pytest.fixture
def superuser(installed: Installed) -> Iterator[psycopg.Connection]:
    running = server.start(installed.home)
    url = provision.in_database(running.admin_url, "goldthread")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection
    running.stop()


def states(installed: Installed, **more: str) -> dict[str, dict[str, str]]:
    return {one["check"]: one for one in json.loads(installed.run("doctor", "--json", **more).stdout)}


def test_a_fresh_installation_is_well_but_for_what_nobody_has_done_yet(installed: Installed) -> None:
    found = states(installed)
    for check in ("python", "packages", "time zone", "secrets", "owner role", "app role", "service role", "shape"):
        assert found[check]["state"] == "ok", found[check]
    for check in ("row policies", "seals", "clock", "links"):
        assert found[check]["state"] == "ok", found[check]
    assert found["worker"] == {
        "check": "worker",
        "state": "fail",
        "found": "No worker is running.",
        "remedy": "Start goldthread serve; its worker seals logs, loads feeds and sends alerts.",
    }
    assert found["backup"]["state"] == "fail"
    assert found["second factor"]["state"] == "warn"


def test_a_failed_check_is_a_failed_command_and_every_line_that_is_not_well_has_a_remedy(
    installed: Installed,
) -> None:
    done = installed.run("doctor", "--json")
    assert done.returncode == 1
    assert all(one["remedy"] for one in json.loads(done.stdout) if one["state"] != "ok")


def test_a_real_installation_without_https_is_unwell(installed: Installed) -> None:
    assert states(installed, GOLDTHREAD_HTTPS="0")["https"]["state"] == "fail"
    served = states(installed, GOLDTHREAD_HTTPS="1", GOLDTHREAD_HOSTS="goldthread.police.example")
    assert served["https"]["state"] == "ok"


def test_a_role_that_may_do_too_much_is_named(installed: Installed, superuser: psycopg.Connection) -> None:
    superuser.execute("ALTER ROLE goldthread_service SUPERUSER")
    try:
        found = states(installed)["service role"]
    finally:
        superuser.execute("ALTER ROLE goldthread_service NOSUPERUSER")
    assert found["state"] == "fail"
    assert "rolsuper" in found["found"]


def test_a_sensitive_table_without_row_level_security_is_named(
    installed: Installed, superuser: psycopg.Connection
) -> None:
    superuser.execute("ALTER TABLE people_person DISABLE ROW LEVEL SECURITY")
    try:
        found = states(installed)["row policies"]
    finally:
        superuser.execute("ALTER TABLE people_person ENABLE ROW LEVEL SECURITY")
    assert found["state"] == "fail"
    assert "people_person" in found["found"]


def test_a_seal_that_is_not_anchored_outside_is_counted(installed: Installed) -> None:
    anchors = installed.home / "anchors" / "seals.ndjson"
    kept = anchors.read_text()
    anchors.write_text(kept.splitlines(keepends=True)[0])
    try:
        found = states(installed)["seals"]
    finally:
        anchors.write_text(kept)
    assert (found["state"], found["found"][:9]) == ("fail", "1 of 2 se")


def test_links_that_lag_behind_the_model_in_force_are_named_with_what_to_do(db: None) -> None:
    make.load_child()
    well = Finding("links", "ok", "Everybody is linked by the model in force, general-1.")
    assert list(linked()) == [well]
    with database.as_service():
        database.run("""UPDATE people_link SET reasons = jsonb_set(reasons, '{0}', '"general-0"')""")
    (found,) = linked()
    assert (found.state, found.found) == (
        "warn", "1 person is still linked by model general-0. The model in force is general-1."
    )  # fmt: skip
    assert "goldthread link again" in found.remedy
    link_everybody_again()
    assert list(linked()) == [well]


def test_a_file_of_secrets_that_others_may_read_is_named(installed: Installed) -> None:
    kept = installed.home / "installation.json"
    kept.chmod(0o644)
    try:
        found = states(installed)["secrets"]
    finally:
        kept.chmod(0o600)
    assert found["state"] == "fail"
    assert f"chmod 600 {kept}" in found["remedy"]


def test_a_wrong_password_is_a_finding_and_not_a_crash(installed: Installed) -> None:
    stored = json.loads((installed.home / "installation.json").read_text())
    (installed.home / "installation.json").write_text(
        json.dumps(
            {**stored, "GOLDTHREAD_SERVICE_URL": stored["GOLDTHREAD_SERVICE_URL"].replace("_service:", "_service:x")}
        )
    )
    try:
        found = states(installed)
    finally:
        (installed.home / "installation.json").write_text(json.dumps(stored))
    assert found["service role"]["state"] == "fail"
    assert "password authentication failed" in found["service role"]["found"]
    assert found["app role"]["state"] == "ok"


def test_the_lock_is_read_with_its_conditions(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "django==5.2.19 \\\n    --hash=sha256:00\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
        "soupsieve==4.1.3 ; python_full_version >= '3.11' \\\n    --hash=sha256:00\n"
    )
    assert list(machine.locked(lock)) == [("django", "5.2.19"), ("soupsieve", "4.1.3")]
