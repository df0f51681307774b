"""`goldthread docs`: the reference pages of commands, API and permissions, written from themselves."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from goldthread.cli import COMMANDS, main
from goldthread.cli.areas_manual import areas_page
from goldthread.cli.audit_manual import sets_page
from goldthread.cli.bodies_manual import bodies_page
from goldthread.cli.clocks_manual import clocks_page, examples_page, rulings_page
from goldthread.cli.effect_manual import tests_page
from goldthread.cli.feeds_manual import feeds_page
from goldthread.cli.permissions import permissions_page
from goldthread.cli.session import EXIT_CODES, FOUND_WRONG
from goldthread.config.paths import PROJECT

FOLDER = PROJECT / "docs" / "reference"
ASKING = (
    "Whoever asks is named with `--as USERNAME`, else by `GOLDTHREAD_AS`, else by this installation's own value",
    "of that name; the post held now gives the role, and `--purpose` says why. Every command that reads or",
    "changes anything about a person is logged under that name, as a page or a call of the API is, and the answer",
    "is printed after it is committed. With `--json` the answer is the one the API gives, refusals too.",
)
CALLING = (
    "The API is at `/api/v1/` and describes itself in OpenAPI 3.1 at `/api/v1/openapi.json`. A call carries",
    "`Authorization: Bearer` and a token, which an administrator issues with `goldthread officers token issue`.",
    "The token is kept as a digest, it expires, and it may do what both its scopes and its officer's role now",
    "allow. A session of the pages is never accepted. `X-Purpose` says why; else the role's usual purpose is",
    "logged. Every call is logged with its door, `api:` and the operation's name. A POST body is JSON, declared as",
    "`application/json`.",
)
WRITTEN = "*Written by `goldthread docs write` from the program itself; change it there.*"


@click.group()
def docs() -> None:
    """Write the reference pages of commands, API and permissions, or check that they are current."""


@docs.command()
def write() -> None:
    """Write the pages."""
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        click.echo(f"Written: {path.relative_to(PROJECT)}")


@docs.command()
def check() -> None:
    """Fail where a page differs from what would be written now."""
    stale = [path for path, text in pages() if not path.exists() or path.read_text() != text]
    for path in stale:
        click.echo(f"{path.relative_to(PROJECT)} is not current: run goldthread docs write.", err=True)
    if stale:
        raise SystemExit(FOUND_WRONG)


def pages() -> Iterator[tuple[Path, str]]:
    yield FOLDER / "command-line.md", "\n".join(command_page()) + "\n"
    yield FOLDER / "api.md", "\n".join(api_page(openapi())) + "\n"
    yield FOLDER / "permissions.md", "\n".join(permissions_page()) + "\n"
    yield FOLDER / "bodies.md", "\n".join(bodies_page()) + "\n"
    yield FOLDER / "clocks.md", "\n".join(clocks_page()) + "\n"
    yield FOLDER / "worked-examples.md", "\n".join(examples_page()) + "\n"
    yield FOLDER / "worked-rulings.md", "\n".join(rulings_page()) + "\n"
    yield FOLDER / "areas.md", "\n".join(areas_page()) + "\n"
    yield FOLDER / "feeds.md", feeds_page()
    yield FOLDER / "question-sets.md", "\n".join(sets_page()) + "\n"
    yield FOLDER / "tests-of-effect.md", "\n".join(tests_page()) + "\n"


def command_page() -> Iterator[str]:
    yield from ("# The command line", "", WRITTEN, "")
    yield from ASKING
    yield from ("", "| Exit code | Meaning |", "|---|---|")
    yield from (f"| {code} | {words} |" for code, words in EXIT_CODES.items())
    context = click.Context(main, info_name="goldthread")
    for name in COMMANDS:
        if importlib.util.find_spec(f"goldthread.cli.{COMMANDS[name][0]}") is None:
            continue
        found = main.get_command(context, name)
        if found is not None:
            yield from _command(found, f"goldthread {name}", 2)


def _command(command: click.Command, path: str, level: int) -> Iterator[str]:
    yield from ("", f"{'#' * level} {path}", "", *_paragraphs(command.help or ""))
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from _command(inner, f"{path} {name}", level + 1)
        return
    context = click.Context(command, info_name=path)
    yield from ("", f"    {path} {' '.join(command.collect_usage_pieces(context))}".rstrip())
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    if options:
        yield from ("", "| Option | |", "|---|---|")
        yield from (_option(option, context) for option in options)


def _option(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    names, words = record if record else (", ".join(option.opts), option.help or "")
    return f"| `{names}` | {_cell(words)} |"


def _paragraphs(text: str) -> Iterator[str]:
    for place, paragraph in enumerate(text.strip().split("\n\n")):
        if place:
            yield ""
        yield " ".join(paragraph.split())


def openapi() -> dict[str, Any]:
    """The API's own description; it needs Django's settings and no database."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from goldthread.api.urls import api

    found: dict[str, Any] = api.get_openapi_schema()
    return found


def api_page(schema: dict[str, Any]) -> Iterator[str]:
    yield from ("# The API", "", WRITTEN, "")
    yield from CALLING
    yield from ("", "Every refusal has one shape, the same as in the commands:", "")
    yield '    {"refused": "not_valid", "words": "Enter what you saw.", "remedy": "", "field": "seen"}'
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            yield from _operation(path, method, operation, schema)
    yield from ("", "## Shapes")
    for name, shape in sorted(schema["components"]["schemas"].items()):
        yield from _shape(name, shape)


def _operation(path: str, method: str, operation: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"## {operation['operationId']}", "", f"    {method.upper()} {path}", "")
    yield from _paragraphs(operation.get("description", ""))
    parameters = [one for one in operation.get("parameters", []) if one["name"] != "X-Purpose"]
    if parameters:
        yield from ("", "| Parameter | In | |", "|---|---|---|")
        for one in parameters:
            needed = "Needed. " if one["required"] else ""
            yield f"| `{one['name']}` | {one['in']} | {needed}{_cell(one.get('description', ''))} |"
    body = operation.get("requestBody")
    if body:
        kinds = [f"`{kind}`: {_type(content['schema'])}" for kind, content in body["content"].items()]
        yield from ("", f"Body: {'; '.join(kinds)}.")
    answers = [f"{status} {_answer(one)}" for status, one in operation["responses"].items() if int(status) < 400]
    refusals = [str(status) for status in operation["responses"] if int(status) >= 400]
    yield from ("", f"Answers: {'; '.join(answers)}. Refusals: {', '.join(refusals)}.")
    if not operation.get("security"):
        yield from ("", "Open: no token is needed.")


def _answer(response: dict[str, Any]) -> str:
    return _type(response["content"]["application/json"]["schema"])


def _shape(name: str, shape: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"### {name}")
    if shape.get("description"):
        yield from ("", *_paragraphs(shape["description"]))
    yield from ("", "| Field | Type | |", "|---|---|---|")
    required = shape.get("required", [])
    for field, details in shape["properties"].items():
        words = _cell(details.get("description", ""))
        optional = "" if field in required else "Optional. "
        yield f"| `{field}` | {_cell(_type(details))} | {optional}{words} |"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if schema.get("format"):
        return str(schema["format"])
    return str(schema.get("title") if "properties" in schema else schema.get("type", "anything"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
