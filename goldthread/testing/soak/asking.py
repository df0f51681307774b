"""One caller over HTTP: a token or a signed-in browser, asking again under the same key until it is answered."""

import http.client
import re
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import urlencode

from goldthread.testing.soak.installation import HOST

# Longer than any page may take (its statements end at 20 s) and than the queue before it. Callers who give up sooner
# and ask again leave the service working for nobody, until it answers nobody.
TIMEOUT = 60.0
PAUSE, LONGEST_PAUSE = 0.2, 5.0
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class NotAnswered(Exception):
    """No answer came, even after the killing had ended."""


class Unexpected(Exception):
    """An answer that no kill explains."""


@dataclass
class Reply:
    status: int
    body: bytes
    location: str = ""


@dataclass
class Caller:
    """Counts what it sends. Whatever is not an answer of the service itself, it sends again."""

    port: int
    give_up: Event
    requests: int = 0
    cookies: dict[str, str] = field(default_factory=dict)

    def until_answered(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        """The first answer that is neither a broken connection nor `unavailable`; nothing is sent with another key."""
        pause = PAUSE
        while not self.give_up.is_set():
            try:
                reply = self._once(method, path, body, headers or {})
            except (OSError, http.client.HTTPException):
                reply = None
            if reply and reply.status < 500:
                return reply
            self.give_up.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        raise NotAnswered(path)

    def sign_in(self, role: str) -> None:
        """In a demonstration: one press."""
        self.until_answered("GET", "/sign-in")
        self.post_form(f"/sign-in/as/{role}", "/sign-in", {})

    def post_form(self, path: str, page: str, fields: dict[str, str]) -> Reply:
        """Send a form as a browser does: with the token that its page carries."""
        return self.send_form(path, page, {**self.form_of(page), **fields})

    def form_of(self, page: str) -> dict[str, str]:
        """What a page's form carries unseen: its token."""
        found = _TOKEN.search(self.until_answered("GET", page).body)
        if found is None:
            raise Unexpected(f"{page} has no form")
        return {"csrfmiddlewaretoken": found.group(1).decode()}

    def send_form(self, path: str, page: str, fields: dict[str, str]) -> Reply:
        """Send a form's fields from a page of this service."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"http://{HOST}:{self.port}{page}",
        }
        return self.until_answered("POST", path, urlencode(fields).encode(), headers)

    def _once(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        self.requests += 1
        connection = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, path, body, {**headers, **({"Cookie": cookie} if cookie else {})})
            answer = connection.getresponse()
            found = answer.read()
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = line.split(";", 1)[0].partition("=")
                self.cookies[name] = value
            return Reply(answer.status, found, answer.headers.get("Location", ""))
        finally:
            connection.close()
