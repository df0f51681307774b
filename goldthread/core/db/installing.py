"""This installation's database: whose server it is on, made where missing, at hand while a command runs."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit, urlunsplit

from goldthread.config import installation
from goldthread.core.db import provision, server

SERVER = "GOLDTHREAD_SERVER"
OURS, OUTSIDE = "ours", "outside"

Progress = Callable[[str], None]


class NotInstalled(provision.CannotProvision):
    """The addresses of the three roles are not all known; the message says how to make them."""


def is_ours() -> bool:
    """Whether we start the server ourselves: no outside one was named, now or at `goldthread db init`."""
    return not os.environ.get(installation.APP) and installation.stored().get(SERVER, OURS) == OURS


def is_made() -> bool:
    """Whether the addresses of all three roles are known."""
    return all(installation.value(name) for name in installation.ADDRESSES)


def is_made_for(address: str) -> bool:
    """Whether this ordinary role's address, with the two stored beside it, makes the three."""
    if not is_made():
        return False
    with provision.connect(address) as connection:
        return not provision.is_admin(connection)


class RoleMayTooMuch(provision.CannotProvision):
    """A role could pass over row-level security, or make itself able to."""


@contextmanager
def at_hand() -> Iterator[server.Server | None]:
    """Our server running for as long as this lasts; nothing to do where it is an outside one."""
    if not is_ours():
        yield None
        return
    ours = server.start()
    try:
        keep_port(ours)
        yield ours
    finally:
        ours.stop()


def keep_port(ours: server.Server) -> None:
    """Write the server's port into the stored addresses: another program may have taken the one it had."""
    kept = installation.stored()
    moved = {name: _at_port(kept[name], ours.port) for name in installation.ADDRESSES if name in kept}
    changed = {name: address for name, address in moved.items() if address != kept[name]}
    if changed:
        installation.store(**changed)


def init(admin_url: str, name: str, whose: str) -> list[str]:
    """Make database and roles as the administrator, keep the addresses; the variables that were stored."""
    given = {variable: installation.given(variable) for variable in installation.ADDRESSES}
    for variable, address in given.items():
        if address and _database_of(address) != name:
            raise provision.CannotProvision(
                f"{variable} names the database {_database_of(address)!r}, not {name!r}: make them agree."
            )
    known = {variable: given[variable] or installation.stored().get(variable, "") for variable in given}
    made = provision.make(admin_url, name, known=known)
    fresh = {variable: address for variable, address in made.items() if not given[variable]}
    installation.store(**fresh, **{SERVER: whose})
    return sorted(fresh)


def adopt() -> str:
    """Make the three roles where GOLDTHREAD_DATABASE_URL alone was given; what was done, in a sentence.

    Its role must be an administrator. The address itself is not kept, only its digest, so that later commands
    with the same environment use the app's role and never the administrator's.
    """
    address = os.environ[installation.APP]
    with provision.connect(address) as connection:
        provision.check_version(connection)
        role, named = connection.info.user, connection.info.dbname
        if not provision.is_admin(connection):
            raise NotInstalled(
                f"GOLDTHREAD_DATABASE_URL signs in as {role}, an ordinary role, and GOLDTHREAD_OWNER_URL and "
                "GOLDTHREAD_SERVICE_URL are missing. Set all three, or have an administrator make them: "
                "goldthread db init --admin-url ADDRESS."
            )
        name = provision.database_for(connection)
    installation.store(**{installation.ADOPTED: installation.digest(address)})
    init(address, name, OUTSIDE)
    why = "" if name == named else f" ({named} is not ours to use)"
    return (
        f"{role} is an administrator, so it was used once to make the database {name}{why} and the roles "
        "owner, app and service; their addresses are kept in this installation's file and used from here on."
    )


def start(progress: Progress) -> server.Server | None:
    """Have the database answer, made where it is missing, with roles that may do no more than they must."""
    ours = None
    if is_ours():
        ours = server.start(tied=True)
        keep_port(ours)
        progress(f"PostgreSQL {ours.programs.major} ({_whose(ours)}) answers.")
        if not is_made():
            init(ours.admin_url, "goldthread", OURS)
            progress("The database goldthread and its three roles are made.")
    elif _is_single_address():
        progress(adopt())
    elif not is_made():
        raise NotInstalled(
            "Not all of GOLDTHREAD_DATABASE_URL, GOLDTHREAD_OWNER_URL and GOLDTHREAD_SERVICE_URL are known. "
            "Set them, or make the roles: goldthread db init --admin-url ADDRESS."
        )
    _check_roles()
    return ours


def _whose(ours: server.Server) -> str:
    return "this machine's" if ours.programs.origin == "machine" else "that of the Python environment"


def _is_single_address() -> bool:
    """Whether the environment names one address, and it is not the one already turned into three."""
    given = [name for name in installation.ADDRESSES if installation.given(name)]
    return given == [installation.APP] and not is_made_for(installation.given(installation.APP))


def _check_roles() -> None:
    """Never serve as a role that row-level security does not bind."""
    for variable in installation.ADDRESSES:
        with provision.connect(installation.value(variable)) as connection:
            provision.check_version(connection)
            held = provision.attributes(connection, connection.info.user)
            too_much = [word for word, wanted in provision.WANTED.items() if held[word] and not wanted]
            if too_much:
                raise RoleMayTooMuch(
                    f"{variable} signs in as {connection.info.user}, which may do too much "
                    f"({', '.join(too_much)}). Make ordinary roles: goldthread db init --admin-url ADDRESS."
                )


def _database_of(address: str) -> str:
    return unquote(urlsplit(address).path.lstrip("/"))


def _at_port(address: str, port: int) -> str:
    parts = urlsplit(address)
    signature, _, place = parts.netloc.rpartition("@")
    host = place.partition(":")[0]
    return urlunsplit(parts._replace(netloc=f"{signature}@{host}:{port}"))
