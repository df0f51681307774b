"""One browser and one server for the journeys; each story has a database of its own making and numbered pictures."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from goldthread.config.paths import PROJECT
from goldthread.testing import factories as make
from goldthread.testing.browsing import DESK, TABLET, Served, a_browser, a_server, faults_of

PICTURES = PROJECT / "journeys"
# The browser's driver keeps an event loop in this thread; the stories themselves are plain, so Django need not object.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as started:
        yield started


@pytest.fixture(scope="session")
def served(django_db_blocker: Any) -> Iterator[Served]:
    with django_db_blocker.unblock(), a_server() as address:
        yield address


class Story:
    """A role's story in the browser: signs in, takes numbered pictures, and lets no barrier pass."""

    def __init__(self, name: str, browser: Browser, served: Served) -> None:
        self.name, self.browser, self.served = name, browser, served
        self.taken = 0
        self.said: list[str] = []

    def as_role(self, role: str, size: ViewportSize = DESK, *, scripts: bool = True, theme: str = "light") -> Page:
        """A page signed in by one press as the officer in this role."""
        make.reader(role)
        page = self.page(size, scripts=scripts, theme=theme)
        page.goto(f"{self.served}/sign-in")
        page.locator(f"form[action='/sign-in/as/{role}'] button").click()
        page.wait_for_url(f"{self.served}/")
        return page

    def page(self, size: ViewportSize = DESK, *, scripts: bool = True, theme: str = "light") -> Page:
        scheme: Any = theme
        context = self.browser.new_context(viewport=size, java_script_enabled=scripts, color_scheme=scheme)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page

    def picture(self, page: Page, what: str, *, check: bool = True) -> None:
        """Take the next numbered picture, and fail on any barrier on the page or complaint of the browser."""
        self.taken += 1
        folder = PICTURES / self.name
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{self.taken:02d}-{what}.png", full_page=True)
        if check:
            assert faults_of(page) + self.said == []

    def _hear(self, kind: str, text: str) -> None:
        # A page answered with 4xx is itself a complaint to the console; the stories assert such pages by what they say.
        if kind in ("error", "warning") and "Failed to load resource" not in text:
            self.said.append(text)


@pytest.fixture
def story(db: None, request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Story]:
    name = re.sub(r"[^a-z0-9]+", "-", request.node.name.removeprefix("test_"))[:70].strip("-")
    told = Story(name, browser, served)
    yield told
    for context in browser.contexts:
        context.close()
    # A page open to the end may still be asking for its changes; the tables are emptied once it has its answer.
    served.settle()


@pytest.fixture
def pictures(story: Story) -> Callable[[], list[Path]]:
    return lambda: sorted((PICTURES / story.name).glob("*.png"))


__all__ = ["DESK", "TABLET"]
