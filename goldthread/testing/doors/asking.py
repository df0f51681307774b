"""Asking through one door as one role: what came back, whether it was a refusal, and what the log says of it."""

import json
from dataclasses import dataclass, field
from typing import Any

import click
from click.testing import CliRunner

from goldthread.cli import main
from goldthread.core import db
from goldthread.core.access.doors import declared
from goldthread.testing.doors.world import CANARIES, Child, World

API = "/api/v1"
REFUSED = 3
WALKED: set[str] = set()
_COLUMNS = """e.id, e.operation, e.at, o.username, e.service, e.role, e.post, e.purpose, e.case_reference, e.door,
    e.layer, e.people, e.records, e.outcome, d.body AS detail"""


@dataclass(frozen=True)
class Answer:
    """What one asking gave: every word of it, the refusal's code if it was one, and the log rows it left."""

    text: str
    refused: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    location: str = ""

    def shown(self, child: Child) -> set[str]:
        """The layers whose own word is in the answer; `name` where the child's is."""
        said = self.text.casefold()
        return {layer for layer, word in {**CANARIES, "name": child.surname}.items() if word.casefold() in said}

    def of(self, operation: str, *doors: str) -> list[dict[str, Any]]:
        """The rows of one operation that was done, left by these doors."""
        done = [row for row in self.rows if row["operation"] == operation and row["outcome"] == "done"]
        return [row for row in done if not doors or row["door"] in doors]

    def refusals(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["outcome"] != "done"]


def by_page(world: World, role: str, method: str, path: str, form: dict[str, Any] | None = None) -> Answer:
    """A page as this role's browser gets it; the refusal's code is the log's, since a page says it in words."""
    before = last_row()
    client = world.client(role)
    response = client.post(path, form or {}) if method == "POST" else client.get(path, form or {})
    _walked("page", response)
    rows = rows_after(before)
    refused = ""
    if response.status_code == 403:
        refused = next((row["outcome"].removeprefix("refused:") for row in rows if row["outcome"] != "done"), "403")
    elif response.status_code >= 400:
        refused = str(response.status_code)
    return Answer(_text(response), refused, rows, response.headers.get("Location", ""))


def by_api(world: World, role: str, method: str, path: str, body: Any = None) -> Answer:
    """A call with this role's token."""
    before = last_row()
    sent = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
    given = {"Authorization": f"Bearer {world.key(role)}"}
    response = world.client(role).generic(method, API + path, sent, kind, headers=given)
    _walked("api", response)
    text = _text(response)
    refused = json.loads(text)["refused"] if response.status_code >= 400 else ""
    return Answer(text, refused, rows_after(before))


def by_command(world: World, role: str, *words: str, named: bool = True) -> Answer:
    """A command as this role's officer runs it, in this process; some commands ask nobody's name."""
    before = last_row()
    asking = [*words, *(["--as", role] if named else []), "--json"]
    done = CliRunner().invoke(main, asking, prog_name="goldthread")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    WALKED.add(f"command:{_path_of(words)}")
    refused = ""
    if done.exit_code:
        refused = json.loads(done.stdout)["refused"] if done.exit_code in (REFUSED, 4) else str(done.exit_code)
    return Answer(done.stdout + done.stderr, refused, rows_after(before))


def last_row() -> int:
    with db.as_service():
        return int(db.fetch_one("SELECT coalesce(max(id), 0) AS id FROM access_logentry")["id"])


def rows_after(before: int) -> list[dict[str, Any]]:
    """The rows of the log that came after one, whole, as the service reads them."""
    with db.as_service():
        return db.fetch(
            f"""SELECT {_COLUMNS} FROM access_logentry e JOIN access_logdetail d ON d.entry_id = e.id
                  LEFT JOIN organisation_officer o ON o.id = e.officer_id WHERE e.id > %s ORDER BY e.id""",
            [before],
        )


def logged_as(door: str) -> tuple[str, ...]:
    """The names a door's rows stand under."""
    return declared()[door].names_in_log


def _text(response: Any) -> str:
    return str(response.content.decode())


def _walked(kind: str, response: Any) -> None:
    """Keep the door that answered, by the name the server itself resolved the address to."""
    WALKED.add(f"{kind}:{response.resolver_match.url_name}")


def _path_of(words: tuple[str, ...]) -> str:
    command: click.Command = main
    path: list[str] = []
    for word in words:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(click.Context(command), word)
        if found is None:
            break
        command, path = found, [*path, word]
    return " ".join(path)
