"""Serve the sample pages as the real ones are served: same files, same policy, nothing else reachable."""

import base64
import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from django.contrib.staticfiles import finders

from goldthread.web.middleware import policy_for

NOTHING_CHANGED = b'{"at": "2026-10-23T21:58:00+00:00", "alerts": 3, "pressing": [], "changed": 0}'
# What every page of an officer asks for by itself: a key to nothing, and a worker that does nothing.
KEY = {"owner": "sample", "secret": base64.b64encode(bytes(32)).decode(), "token": "sample", "idle_seconds": 1800}
STANDS_FOR = {
    "/changes": (NOTHING_CHANGED, "application/json"),
    "/concern/device": (json.dumps(KEY).encode(), "application/json"),
    "/concern/worker.js": (b"// nothing", "text/javascript"),
}


def _handler(pages: dict[str, str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
            if isinstance(found, str):
                self._answer(200, Path(found).read_bytes(), mimetypes.guess_type(found)[0] or "text/plain")
            elif path in STANDS_FOR:
                self._answer(200, *STANDS_FOR[path])
            elif path.lstrip("/") in pages:
                self._answer(200, pages[path.lstrip("/")].encode(), "text/html; charset=utf-8")
            else:
                self._answer(404, b"", "text/plain")

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", policy_for(self.path))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged: a page's name is noise in a test."""

    return Handler


@contextmanager
def served(pages: dict[str, str]) -> Iterator[str]:
    """The address at which the pages are served, by name, until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
