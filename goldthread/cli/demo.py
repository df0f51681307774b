"""`goldthread demo`: load the invented force, list one sign-in for each role, say the present code of one."""

import base64
import hmac
import json
import struct
import time

import click

from goldthread.cli.session import NOT_FOUND, REFUSED, opened, table
from goldthread.config import installation

SHOWN = {"role": "role", "post": "post", "username": "username", "password": "password", "totp_secret": "code's secret"}


@click.group()
def demo() -> None:
    """The invented force: load it, list its sign-ins. Only in a demonstration."""


@demo.command()
def load() -> None:
    """Invent the force and load it by the doors a real one uses. Does nothing where it is there already."""
    from goldthread.core.db import installing, migrating
    from goldthread.jobs import mode

    began = time.monotonic()

    def progress(line: str) -> None:
        click.echo(f"[{time.monotonic() - began:6.1f} s] {line}")

    with installing.at_hand():
        if not installing.is_made():
            raise click.ClickException("There is no database yet: run goldthread db init first.")
        try:
            mode.settle(demo=True, real=False)
        except mode.WrongMode as wrong:
            click.echo(str(wrong), err=True)
            raise SystemExit(REFUSED) from wrong
        if not migrating.is_current():
            migrating.migrate(progress)
        with opened():
            from goldthread.core import clocks
            from goldthread.jobs.prepare import DEMONSTRATION
            from goldthread.synthetic.loading import load_demonstration

            load_demonstration(progress)
            migrating.mark(**{DEMONSTRATION: clocks.now().isoformat()})
    progress("The invented force is here. Its sign-ins: goldthread demo signins")


@demo.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.option("--url", "address", help="The address the pages are served at; else where they were last served.")
def signins(as_json: bool, address: str | None) -> None:
    """One sign-in for each role that somebody holds."""
    _only_in_a_demonstration()
    with opened():
        from goldthread.synthetic.signins import ADDRESS
        from goldthread.synthetic.signins import signins as listed

        served = address or installation.value("GOLDTHREAD_ADDRESS", ADDRESS)
        rows = listed(served.rstrip("/"))
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for line in table(rows, SHOWN):
        click.echo(line)


@demo.command()
@click.argument("username")
def code(username: str) -> None:
    """The present six-digit code of USERNAME."""
    _only_in_a_demonstration()
    with opened():
        from goldthread.core import clocks
        from goldthread.synthetic.signins import signins as listed
        from goldthread.synthetic.signins import totp_secret_of

        if username not in {row["username"] for row in listed()}:
            click.echo(f'Nobody signs in as "{username}" here. List them: goldthread demo signins', err=True)
            raise SystemExit(NOT_FOUND)
        click.echo(code_at(totp_secret_of(username), int(clocks.now().timestamp())))


def code_at(secret: str, seconds: int) -> str:
    """The code an authenticator shows at this time (RFC 6238 over RFC 4226: SHA-1, half a minute, six digits)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", seconds // 30), "sha1")
    start = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def _only_in_a_demonstration() -> None:
    if not installation.is_demonstration():
        click.echo("This is a real installation: nobody in it is invented.", err=True)
        raise SystemExit(REFUSED)
