"""What a board of rows costs with 500 missing children on it: its page, its rows again, the poll of every open one."""

import time

from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from figures import Figure

from goldthread.core import clocks, db
from goldthread.core.organisation.queries import officers_in_role
from goldthread.testing.backlog import fill_missing

OPEN, ROUNDS, WARMING = 500, 100, 5
PAGES = {
    "the page": "/board/missing?all=yes",
    "the rows alone, as a wall renews them": "/board/missing/rows?all=yes&wall=yes",
    "of one borough": "/board/missing?borough={borough}",
}


def board_figures() -> list[Figure]:
    """Milliseconds of a whole request, from the address to the last byte of the page, in this process."""
    browser = Client(headers={"host": "localhost"})
    officer = officers_in_role("control_room", clocks.now())[0]
    browser.force_login(officer, backend=settings.AUTHENTICATION_BACKENDS[-1])
    short = Figure.of("board: the page, as it was", "ms", _taken(browser, PAGES["the page"]))
    fill_missing(OPEN)
    borough = db.fetch_one("SELECT code FROM organisation_borough ORDER BY code LIMIT 1")["code"]
    made = [short]
    for name, path in PAGES.items():
        address = path.format(borough=borough)
        made.append(Figure.of(f"board of {OPEN:,}: {name}", "ms", _taken(browser, address), short))
        print(f"board of {OPEN:,}: {name}: {_queries(browser, address)} queries")
    made.append(Figure.of(f"board of {OPEN:,}: the poll of an open one", "ms", _polled(browser), short))
    return made


def _taken(browser: Client, path: str) -> list[float]:
    taken = []
    for number in range(ROUNDS + WARMING):
        began = time.perf_counter()
        answer = browser.get(path)
        spent = 1000 * (time.perf_counter() - began)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code} {answer.get('Location', '')}.")
        if number >= WARMING:
            taken.append(spent)
    return taken


def _queries(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connections[db.alias()]) as caught:
        browser.get(path)
    return len(caught)


def _polled(browser: Client) -> list[float]:
    since = clocks.now().isoformat().replace("+", "%2B")
    return _taken(browser, f"/changes?board=rows-missing&since={since}&asked=")
