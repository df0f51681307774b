"""An administrator's address makes one database and three roles that can do no more than they must."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from goldthread.config import installation
from goldthread.config.installation import APP, OWNER, SERVICE
from goldthread.core.db import installing, provision, server


@pytest.fixture
def name(cluster: server.Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database and role name of this test's own."""
    chosen = "t_" + re.sub(r"\W", "_", request.node.name)[:36]
    yield chosen
    with provision.connect(cluster.admin_url) as admin:
        for row in admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 't\\_%'").fetchall():
            admin.execute(f'DROP DATABASE "{row["datname"]}" WITH (FORCE)')
        for row in admin.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 't\\_%'").fetchall():
            admin.execute(f'DROP OWNED BY "{row["rolname"]}"; DROP ROLE "{row["rolname"]}"')


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation without any address yet."""
    for variable in installation.ADDRESSES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("GOLDTHREAD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def may(address: str, statement: str) -> bool:
    with psycopg.connect(address) as connection:
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            return False
        return True


def ordinary_admin(cluster: server.Server, name: str, powers: str) -> str:
    """The address of a role with these powers, as a hosted database gives to its customers."""
    with provision.connect(cluster.admin_url) as admin:
        admin.execute(f"CREATE ROLE {name}_boss LOGIN {powers} PASSWORD 'known'")
    return re.sub(r"//[^@]+@", f"//{name}_boss:known@", cluster.admin_url)


def test_each_role_signs_in_and_is_no_more_than_an_ordinary_role(cluster: server.Server, name: str) -> None:
    made = provision.make(cluster.admin_url, name, prefix=name)
    for variable, part in {OWNER: "owner", APP: "app", SERVICE: "service"}.items():
        with provision.connect(made[variable]) as connection:
            assert connection.info.user == f"{name}_{part}"
            held = connection.execute(
                "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
                " WHERE rolname = current_user"
            ).fetchone()
            assert held
            assert set(held.values()) == {False}


def test_only_the_owner_may_make_tables(cluster: server.Server, name: str) -> None:
    made = provision.make(cluster.admin_url, name, prefix=name)
    assert may(made[OWNER], "CREATE TABLE one (i int)")
    assert not may(made[APP], "CREATE TABLE two (i int)")
    assert not may(made[SERVICE], "CREATE TABLE two (i int)")


def test_no_other_role_may_connect(cluster: server.Server, name: str) -> None:
    provision.make(cluster.admin_url, name, prefix=name)
    stranger = ordinary_admin(cluster, name, "")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(provision.in_database(stranger, name))


def test_trigram_search_is_there(cluster: server.Server, name: str) -> None:
    made = provision.make(cluster.admin_url, name, prefix=name)
    with provision.connect(made[APP]) as connection:
        assert connection.execute("SELECT similarity('Smith', 'Smyth') > 0.2 AS near").fetchone() == {"near": True}


def test_doing_it_again_changes_nothing_and_loses_nothing(cluster: server.Server, name: str) -> None:
    made = provision.make(cluster.admin_url, name, prefix=name)
    with provision.connect(made[OWNER]) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 1 AS one")
    assert provision.make(cluster.admin_url, name, prefix=name, known=made) == made
    with provision.connect(made[OWNER]) as owner:
        assert owner.execute("SELECT one FROM kept").fetchone() == {"one": 1}


def test_powers_that_a_role_should_not_have_are_taken_from_it(cluster: server.Server, name: str) -> None:
    made = provision.make(cluster.admin_url, name, prefix=name)
    with provision.connect(cluster.admin_url) as admin:
        admin.execute(f"ALTER ROLE {name}_app SUPERUSER BYPASSRLS CREATEROLE")
        provision.make(cluster.admin_url, name, prefix=name, known=made)
        assert provision.attributes(admin, f"{name}_app") == provision.WANTED


def test_names_and_passwords_already_in_use_are_kept(cluster: server.Server, name: str) -> None:
    known = {APP: f"postgresql://{name}_reader:chosen-by-the-force@db.example/ignored"}
    made = provision.make(cluster.admin_url, name, prefix=name, known=known)
    assert f"{name}_reader:chosen-by-the-force@127.0.0.1" in made[APP]
    with provision.connect(made[APP]) as connection:
        assert connection.info.user == f"{name}_reader"


def test_an_administrator_who_is_no_superuser_will_do(cluster: server.Server, name: str) -> None:
    boss = ordinary_admin(cluster, name, "CREATEROLE CREATEDB")
    made = provision.make(boss, name, prefix=name)
    assert provision.make(boss, name, prefix=name, known=made) == made
    assert may(made[OWNER], "CREATE TABLE one (i int)")


def test_an_ordinary_role_cannot_provision(cluster: server.Server, name: str) -> None:
    with pytest.raises(provision.AdminLacksRights, match="may not make roles and databases"):
        provision.make(ordinary_admin(cluster, name, ""), name, prefix=name)


def test_a_database_with_somebody_elses_tables_is_not_touched(cluster: server.Server, name: str) -> None:
    with provision.connect(cluster.admin_url) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    theirs = provision.in_database(cluster.admin_url, name)
    with provision.connect(theirs) as other:
        other.execute("CREATE TABLE payroll (i int)")
        with pytest.raises(provision.DatabaseNotOurs, match="Goldthread did not make"):
            provision.make(cluster.admin_url, name, prefix=name)
        owner = other.execute("SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = %s", [name])
        assert owner.fetchone() == {"owner": "postgres"}


class OldServer:
    """A connection's version as an older server reports it."""

    class info:
        server_version = 140012


def test_a_server_older_than_15_is_refused_by_name() -> None:
    with pytest.raises(provision.ServerTooOld, match="PostgreSQL 14; Goldthread needs 15"):
        provision.check_version(OldServer())  # type: ignore[arg-type]


class TestOneAddressOnly:
    """GOLDTHREAD_DATABASE_URL alone: an administrator's makes the rest, an ordinary role's cannot."""

    def test_an_administrators_address_makes_three_roles_and_is_used_no_more(
        self, cluster: server.Server, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(APP, cluster.admin_url)
        said = installing.adopt()
        assert "postgres is an administrator" in said
        assert "the database goldthread (postgres is not ours to use)" in said
        assert installing.is_made()
        for variable in installation.ADDRESSES:
            with provision.connect(installation.value(variable)) as connection:
                assert provision.attributes(connection, connection.info.user) == provision.WANTED
        assert cluster.password not in installation.path().read_text()

    def test_the_database_it_names_is_used_where_that_is_empty(
        self, cluster: server.Server, home: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with provision.connect(cluster.admin_url) as admin:
            admin.execute(f"CREATE DATABASE {name}")
        monkeypatch.setenv(APP, provision.in_database(cluster.admin_url, name))
        installing.adopt()
        assert installation.value(APP).endswith(f"/{name}")
        assert installation.value(APP) == installation.stored()[APP]

    def test_a_database_that_is_in_use_gets_a_neighbour(
        self, cluster: server.Server, home: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with provision.connect(cluster.admin_url) as admin:
            admin.execute(f"CREATE DATABASE {name}")
        address = provision.in_database(cluster.admin_url, name)
        with provision.connect(address) as other:
            other.execute("CREATE TABLE payroll (i int)")
        monkeypatch.setenv(APP, address)
        installing.adopt()
        assert installation.value(OWNER).endswith(f"/{name}_goldthread")

    def test_an_ordinary_roles_address_is_an_error_that_says_what_to_do(
        self, cluster: server.Server, home: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(APP, ordinary_admin(cluster, name, ""))
        with pytest.raises(installing.NotInstalled, match=r"GOLDTHREAD_OWNER_URL.*goldthread db init --admin-url"):
            installing.adopt()
        assert not installation.stored()

    def test_an_address_in_the_environment_is_never_written_down(
        self, cluster: server.Server, home: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = provision.make(cluster.admin_url, name, prefix=name)
        monkeypatch.setenv(OWNER, made[OWNER])
        installing.init(cluster.admin_url, name, installing.OUTSIDE)
        assert OWNER not in installation.stored()
        assert {APP, SERVICE} <= set(installation.stored())
        with provision.connect(installation.value(OWNER)) as owner:
            assert owner.info.user == f"{name}_owner"


def test_the_stored_addresses_follow_the_server_to_its_new_port(home: Path) -> None:
    installation.store(**{APP: "postgresql://app:pw@127.0.0.1:5000/goldthread"})

    class Moved:
        port = 5001

    installing.keep_port(Moved())  # type: ignore[arg-type]
    assert installation.value(APP) == "postgresql://app:pw@127.0.0.1:5001/goldthread"
