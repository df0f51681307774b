"""The database and its three login roles, made by an administrator's address and then never needing it again.

Owner makes tables and runs migrations; app serves pages; service links, raises alerts and seals. None is a
superuser, may bypass row-level security or make roles.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from goldthread.config.installation import APP, OWNER, SERVICE
from goldthread.core.db.binaries import OLDEST

ROLES = {OWNER: "owner", APP: "app", SERVICE: "service"}
MARK = "Goldthread: made by goldthread db init"
EXTENSIONS = {
    "pg_trgm": True,
    "fuzzystrmatch": False,
    "unaccent": False,
}  # name: whether we cannot do without it
ATTRIBUTES = {
    "rolcanlogin": "LOGIN",
    "rolsuper": "NOSUPERUSER",
    "rolbypassrls": "NOBYPASSRLS",
    "rolcreaterole": "NOCREATEROLE",
    "rolcreatedb": "NOCREATEDB",
    "rolreplication": "NOREPLICATION",
}
WANTED = {name: name == "rolcanlogin" for name in ATTRIBUTES}

Connection = psycopg.Connection[dict[str, object]]


class CannotProvision(Exception):
    """The database could not be made as it must be; the message says why and what to do."""


class ServerTooOld(CannotProvision):
    """The server is older than the oldest PostgreSQL we support."""


class AdminLacksRights(CannotProvision):
    """The address given for the administrator may not make roles and databases."""


class DatabaseNotOurs(CannotProvision):
    """The database named already holds somebody else's tables."""


@dataclass(frozen=True)
class Login:
    """A role that signs in, and the address to hand out for it."""

    user: str
    password: str
    url: str


def make(
    admin_url: str, name: str, prefix: str = "goldthread", known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Make the database and its roles, or put right what is there; the three addresses by variable name.

    `known` gives addresses in use, whose user names and passwords are kept. A role not among them gets a new
    password, so a second call is handed what the first returned.
    """
    logins = {
        variable: _login(admin_url, name, f"{prefix}_{part}", (known or {}).get(variable, ""))
        for variable, part in ROLES.items()
    }
    try:
        with connect(admin_url) as admin:
            _make(admin, admin_url, name, logins)
    except psycopg.errors.InsufficientPrivilege as refused:
        raise AdminLacksRights(f"The server refused the administrator's role: {refused}") from refused
    return {variable: login.url for variable, login in logins.items()}


def _make(admin: Connection, admin_url: str, name: str, logins: dict[str, Login]) -> None:
    check_version(admin)
    _check_rights(admin)
    for login in logins.values():
        _make_role(admin, login)
    owner = logins[OWNER].user
    with acting_for(admin, owner):
        _make_database(admin, name, owner)
        with connect(in_database(admin_url, name)) as inside:
            _check_ours(inside, name)
            _furnish(inside, name, owner, [logins[APP].user, logins[SERVICE].user])


def connect(url: str) -> Connection:
    """A plain connection outside Django, each statement its own transaction."""
    return psycopg.connect(url, autocommit=True, row_factory=dict_row, connect_timeout=10)


@contextmanager
def acting_for(admin: Connection, owner: str) -> Iterator[None]:
    """Let an administrator who is no superuser act for the owner, for as long as this lasts."""
    found = admin.execute("SELECT pg_has_role(current_user, %s, 'USAGE') AS is_member", [owner]).fetchone()
    if found and found["is_member"]:
        yield
        return
    role = sql.Identifier(owner)
    admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
    try:
        yield
    finally:
        admin.execute(sql.SQL("REVOKE {} FROM CURRENT_USER").format(role))


def check_version(connection: Connection) -> None:
    number = connection.info.server_version
    if number < OLDEST * 10_000:
        raise ServerTooOld(f"The server is PostgreSQL {number // 10_000}; Goldthread needs {OLDEST} or newer.")


def is_admin(connection: Connection) -> bool:
    """Whether this connection's role may make roles and databases."""
    found = attributes(connection, connection.info.user)
    return bool(found.get("rolsuper") or (found.get("rolcreaterole") and found.get("rolcreatedb")))


def attributes(connection: Connection, role: str) -> dict[str, bool]:
    """What a role may do, by the catalogue's names; empty where there is no such role."""
    columns = sql.SQL(", ").join(map(sql.Identifier, ATTRIBUTES))
    found = connection.execute(sql.SQL("SELECT {} FROM pg_roles WHERE rolname = %s").format(columns), [role]).fetchone()
    return {key: bool(held) for key, held in (found or {}).items()}


def database_for(connection: Connection) -> str:
    """The database to use where only an administrator's address was given.

    The one it names if that is empty or already ours; else one beside it: nobody's tables are touched.
    """
    named = connection.info.dbname
    if named in ("postgres", "template0", "template1"):
        return "goldthread"
    return named if is_ours(connection) or is_empty(connection) else f"{named}_goldthread"


def is_ours(connection: Connection) -> bool:
    """Whether the connected database carries the mark that `make` leaves."""
    found = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    return bool(found and found["mark"] == MARK)


def is_empty(connection: Connection) -> bool:
    """Whether the connected database holds no table, view or sequence of anybody's."""
    return not connection.execute(
        "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " LEFT JOIN pg_depend d ON d.objid = c.oid AND d.deptype = 'e'"
        " WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' AND d.objid IS NULL LIMIT 1"
    ).fetchone()


def _login(admin_url: str, name: str, user: str, known: str) -> Login:
    parts = urlsplit(known)
    user = unquote(parts.username or user)
    # A known role without a password signs in some other way (a certificate, peer): leave that alone.
    password = unquote(parts.password or "") if known else secrets.token_urlsafe(24)
    signature = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    place = urlsplit(admin_url).netloc.rpartition("@")[2]
    url = urlsplit(in_database(admin_url, name))._replace(netloc=f"{signature}@{place}")
    return Login(user, password, urlunsplit(url))


def in_database(url: str, name: str) -> str:
    """The same address, for another database of that server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(name)}"))


def _check_rights(admin: Connection) -> None:
    if not is_admin(admin):
        raise AdminLacksRights(
            f"The role {admin.info.user} may not make roles and databases. Give the address of one that may "
            "(a superuser, or one with CREATEROLE and CREATEDB): goldthread db init --admin-url ADDRESS."
        )


def _make_role(admin: Connection, login: Login) -> None:
    """Make the role, or take from it what it must not have; its password becomes the one in its address."""
    if login.user == admin.info.user:
        raise CannotProvision(
            f"{login.user} is the administrator itself: owner, app and service need roles of their own."
        )
    held = attributes(admin, login.user)
    words = [word for name, word in ATTRIBUTES.items() if held.get(name, False) != WANTED[name]]
    command = sql.SQL("ALTER ROLE {} WITH {}" if held else "CREATE ROLE {} WITH {}")
    parts: list[sql.Composable] = [sql.SQL(word) for word in words]
    if login.password:
        # A statement may be logged or listed: the password goes as its SCRAM digest.
        digest = admin.pgconn.encrypt_password(login.password.encode(), login.user.encode(), b"scram-sha-256")
        parts.append(sql.SQL("PASSWORD {}").format(sql.Literal(digest.decode())))
    if parts or not held:
        admin.execute(command.format(sql.Identifier(login.user), sql.SQL(" ").join(parts)))


def _make_database(admin: Connection, name: str, owner: str) -> None:
    database, role = sql.Identifier(name), sql.Identifier(owner)
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return
    command = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(database, role)
    try:
        admin.execute(command + sql.SQL(" LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"))
    except psycopg.errors.WrongObjectType:  # this server's system does not know that locale
        admin.execute(command)


def _check_ours(inside: Connection, name: str) -> None:
    if not is_ours(inside) and not is_empty(inside):
        raise DatabaseNotOurs(
            f"The database {name} holds tables that Goldthread did not make, and will not touch. "
            "Choose another name: goldthread db init --admin-url ADDRESS --name NAME."
        )


def _furnish(inside: Connection, name: str, owner: str, others: list[str]) -> None:
    """Ownership, extensions, and who may connect: nobody but the three roles."""
    database, role = sql.Identifier(name), sql.Identifier(owner)
    inside.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(database, role))
    inside.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(database, sql.Literal(MARK)))
    for extension, is_needed in EXTENSIONS.items():
        _add_extension(inside, extension, is_needed)
    inside.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    inside.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
    inside.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(role))
    for other in map(sql.Identifier, others):
        inside.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, other))
        inside.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(other))


def _add_extension(inside: Connection, extension: str, is_needed: bool) -> None:
    try:
        inside.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    except psycopg.errors.FeatureNotSupported as missing:
        if is_needed:
            raise CannotProvision(
                f"The server lacks the extension {extension}. install postgresql-contrib."
            ) from missing
