"""A mail relay and a message gateway as a force has them, standing on this machine: what they took is kept."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@dataclass
class Took:
    """What a fake took, and whether it is told to refuse."""

    port: int = 0
    letters: list[str] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    refuses: bool = False
    redirects_to: str = ""


@contextmanager
def relay() -> Iterator[Took]:
    """A relay that speaks enough of SMTP (RFC 5321) to take a letter."""
    took = Took()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 relay")
            while line := self.rfile.readline().decode().strip():
                word = line.split()[0].upper()
                if word == "DATA":
                    self.say("354 go on")
                    took.letters.append(self.letter())
                    self.say("250 taken")
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("550 not here" if took.refuses and word == "RCPT" else "250 yes")

        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        def letter(self) -> str:
            lines = []
            while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
                lines.append(line)
            return "".join(lines)

    yield from _served(socketserver.TCPServer(("127.0.0.1", 0), Handler), took)


@contextmanager
def gateway() -> Iterator[Took]:
    """A gateway that takes a message as JSON, refuses, or points elsewhere."""
    took = Took()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if took.redirects_to:
                self.send_response(307)
                self.send_header("Location", took.redirects_to)
            else:
                self.send_response(503 if took.refuses else 200)
            if not took.refuses and not took.redirects_to:
                took.messages.append({**json.loads(body), "key": self.headers["Authorization"]})
            self.end_headers()

        def log_message(self, *words: Any) -> None:
            """Quiet."""

    yield from _served(HTTPServer(("127.0.0.1", 0), Handler), took)


def _served(server: socketserver.TCPServer, took: Took) -> Iterator[Took]:
    took.port = server.server_address[1]  # type: ignore[misc]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield took
    finally:
        server.shutdown()
        server.server_close()
