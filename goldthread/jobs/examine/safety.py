"""What a real installation must have before a real child is in it: HTTPS, second factors, a backup."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from goldthread.config import installation
from goldthread.core import clocks
from goldthread.core.db import provision
from goldthread.jobs.examine import Finding, fail, ok, warn

LAST_BACKUP = "GOLDTHREAD_LAST_BACKUP"


def https() -> Iterator[Finding]:
    from django.conf import settings

    if not settings.HTTPS:
        remedy = "Put a proxy with a certificate in front, and set GOLDTHREAD_HTTPS=1."
        yield fail("https", "Sign-in and pages would travel unencrypted.", remedy)
    elif set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
        words = "Pages answer only to this machine's own names."
        yield warn("https", words, "Set GOLDTHREAD_HOSTS to the name people type.")
    else:
        yield ok("https", f"Pages are for HTTPS, at {', '.join(settings.ALLOWED_HOSTS)}.")


def second_factors() -> Iterator[Finding]:
    with provision.connect(installation.value(installation.APP)) as app:
        row = app.execute(
            "SELECT count(*) AS without FROM organisation_officer o WHERE o.is_active AND NOT o.is_service_account"
            " AND NOT EXISTS (SELECT 1 FROM mfa_authenticator a WHERE a.user_id = o.id AND a.type = 'totp')"
        ).fetchone()
    without = row["without"] if row else 0
    if without:
        words = f"{without} officers have no second factor yet; they are asked for one before any page."
        yield warn("second factor", words, "Have them sign in and set it up.")
    else:
        yield ok("second factor", "Every officer has a second factor.")


def backed_up() -> Iterator[Finding]:
    kept = installation.stored().get(LAST_BACKUP)
    remedy = "Run goldthread backup FILE each day, and goldthread backup --drill each month."
    if not kept:
        yield fail("backup", "No backup was ever made with goldthread backup.", remedy)
    elif clocks.now() - datetime.fromisoformat(kept) > timedelta(days=1, hours=2):
        yield warn("backup", f"The last backup is of {kept[:16].replace('T', ' ')}.", remedy)
    else:
        yield ok("backup", f"The last backup is of {kept[:16].replace('T', ' ')}.")


CHECKS = (https, second_factors, backed_up)
