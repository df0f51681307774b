"""The ways an alert leaves for somebody who is not at a screen: off until named, and only to hosts on the allow-list.

What goes out is the alert's words, which name nobody, and its reference. `GOLDTHREAD_ALERT_MAIL` names a mail relay
(`smtps://relay.force:465?from=alerts@force`), `GOLDTHREAD_ALERT_GATEWAY` a message gateway (`https://gateway.force/send`),
and `GOLDTHREAD_OUTBOUND` the hosts that may be spoken to. Without the last, nothing is sent anywhere.
"""

import json
import smtplib
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from goldthread.config import installation

MAIL, GATEWAY, OUTBOUND, KEY = (
    "GOLDTHREAD_ALERT_MAIL", "GOLDTHREAD_ALERT_GATEWAY", "GOLDTHREAD_OUTBOUND", "GOLDTHREAD_ALERT_GATEWAY_KEY",
)  # fmt: skip
PATIENCE = 10.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class NotSent(Exception):
    """Why nothing was sent; the message is kept with the delivery."""


class Channel(Protocol):
    """One way out. `urgencies` are those of the alerts it carries."""

    @property
    def id(self) -> str: ...

    @property
    def urgencies(self) -> tuple[str, ...]: ...

    def reaches(self, officer: Any) -> bool: ...

    def send(self, officer: Any, reference: str, words: str) -> None: ...


@dataclass(frozen=True)
class Mail:
    """To the officer's own address, through the force's relay."""

    address: str
    id: str = "mail"
    urgencies: tuple[str, ...] = ("now", "today")

    def reaches(self, officer: Any) -> bool:
        return bool(officer.email)

    def send(self, officer: Any, reference: str, words: str) -> None:
        text = f"{words}\n\nOpen {reference or 'Goldthread'} in Goldthread.\n"
        send_mail(self.address, officer.email, f"Goldthread {reference}".strip(), text)


@dataclass(frozen=True)
class Messages:
    """To the force's message gateway, which knows the officer's device by their username."""

    address: str
    id: str = "message"
    urgencies: tuple[str, ...] = ("now",)

    def reaches(self, officer: Any) -> bool:
        return bool(officer.username)

    def send(self, officer: Any, reference: str, words: str) -> None:
        allowed(self.address, secure="https", plain="http")
        body = json.dumps({"to": officer.username, "reference": reference, "words": words}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {installation.value(KEY)}"}
        request = urllib.request.Request(self.address, body, headers, method="POST")  # noqa: S310 (checked above)
        try:
            with _straight().open(request, timeout=PATIENCE) as answer:
                if answer.status >= 300:
                    raise NotSent(f"The gateway answered {answer.status}.")
        except (OSError, urllib.error.URLError) as error:
            raise NotSent(f"The gateway did not take it: {error}") from error


def send_mail(relay: str, to: str, subject: str, text: str) -> str:
    """One letter to one address through a relay that may be spoken to: the number it went under. NotSent: why not."""
    if not relay:
        raise NotSent("No mail relay is named in this installation.")
    parts = allowed(relay, secure="smtps", plain="smtp")
    message = EmailMessage()
    message["From"] = parse_qs(parts.query).get("from", ["goldthread@localhost"])[0]
    message["To"] = to
    message["Subject"] = subject
    message["Message-ID"] = make_msgid(domain="goldthread")
    message.set_content(text)
    try:
        with _relay(parts) as open_relay:
            open_relay.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"The relay did not take it: {error}") from error
    return str(message["Message-ID"])


def channels() -> dict[str, Channel]:
    """The channels that are named in this installation; none by default."""
    found: list[Channel] = []
    if mail := installation.value(MAIL):
        found.append(Mail(mail))
    if gateway := installation.value(GATEWAY):
        found.append(Messages(gateway))
    return {channel.id: channel for channel in found}


def allowed(address: str, *, secure: str, plain: str) -> Any:
    """The address taken apart, if its host may be spoken to; unencrypted only to this machine itself."""
    parts = urlsplit(address)
    hosts = {host.strip().lower() for host in installation.value(OUTBOUND).split(",") if host.strip()}
    if (parts.hostname or "") not in hosts:
        raise NotSent(f"{parts.hostname or 'The address'} is not on the allow-list of outbound hosts.")
    if parts.scheme != secure and not (parts.scheme == plain and parts.hostname in LOOPBACK):
        raise NotSent(f"{address.partition('?')[0]} is not encrypted: use {secure}://.")
    return parts


def _relay(parts: Any) -> smtplib.SMTP:
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=PATIENCE, context=context)
    return smtplib.SMTP(parts.hostname, parts.port or 25, timeout=PATIENCE)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An answer that points elsewhere is not followed: elsewhere may not be on the list."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _straight() -> urllib.request.OpenerDirector:
    """No proxy of the environment and no redirects: the allow-list is of hosts that are really spoken to."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
