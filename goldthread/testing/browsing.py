"""A real Chromium on a real server: what the browser tests share."""

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from goldthread.config.paths import PROJECT

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TABLET: ViewportSize = {"width": 768, "height": 1024}
DESK: ViewportSize = {"width": 1280, "height": 800}


def chromium() -> str:
    """Where Chromium is. Without one the test fails and says how to get it: it never skips."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        pytest.fail("The browser tests need Chromium: ./check installs it.")
    return found


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def faults_of(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds, and what runs over the edge, on the page shown; with `rules`, by these of axe's rules alone."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(f"{AXE.read_text()}; undefined")
    # What passed is not asked for: of a long list it is thousands of rows that nobody reads.
    faults: list[str] = page.evaluate(
        """only => axe.run(document, {runOnly: only, resultTypes: ['violations']})
             .then((found) => found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`))""",
        {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": LEVELS},
    )
    return faults + over_the_edge(page)


def over_the_edge(page: Page) -> list[str]:
    """By how much the page shown is wider than its screen; nothing where it fits."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{over} px wider than the screen"] if over > 0 else []


class Counted:
    """A WSGI application that knows how many of its requests are under way, so that a test can end after the last."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self._under_way = 0
        self._changed = threading.Condition()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        self._count(1)
        answer: Any = ()
        try:
            answer = self.application(environ, start_response)
            yield from answer
        finally:
            try:
                getattr(answer, "close", lambda: None)()
            finally:
                self._count(-1)

    def settle(self, seconds: float = 30.0) -> None:
        """Wait until no request is under way; after so many seconds the test that left one fails."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._under_way == 0, seconds):
                pytest.fail("A page is still being answered.")

    def _count(self, by: int) -> None:
        with self._changed:
            self._under_way += by
            self._changed.notify_all()


class Served(str):
    """The address of the application on a loopback port; `settle` waits until it answers nobody."""

    settle: Callable[[], None]


@contextmanager
def a_server() -> Iterator[Served]:
    """The application itself on a loopback port, on the test's own database; its address."""
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.core.wsgi import get_wsgi_application
    from django.test.testcases import QuietWSGIRequestHandler

    call_command("collectstatic", interactive=False, verbosity=0)
    server: Any = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler, allow_reuse_address=False)
    application = Counted(get_wsgi_application())
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        served = Served(f"http://127.0.0.1:{server.server_port}")
        served.settle = application.settle
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
