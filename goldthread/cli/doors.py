"""`goldthread access doors`: every way in there is, found in the program itself and not in a list of ours."""

import importlib.util
import json
from collections.abc import Iterator

import click

from goldthread.cli.session import FOUND_WRONG, table

COLUMNS = {"door": "door", "kind": "kind", "reads_person": "reads a person", "operations": "logs", "tested": "tested"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def doors(as_json: bool) -> None:
    """Every way in: does it read a person, what can it log, do the door tests walk through it?

    Ends with code 5 where a door is not declared, or a declared one is not there.
    """
    from goldthread.core.access.doors import declared, described

    names = found()
    listed = described(names)
    if as_json:
        click.echo(json.dumps([door.as_json() for door in listed], indent=2))
    else:
        for line in table([_in_words(door.as_json()) for door in listed], COLUMNS):
            click.echo(line)
    undeclared = [door.door for door in listed if door.reads_person is None]
    gone = sorted(set(declared()) - set(names))
    for name in undeclared:
        click.echo(f"{name} is not declared in doors.yaml.", err=True)
    for name in gone:
        click.echo(f"{name} is declared in doors.yaml, and there is no such door.", err=True)
    if undeclared or gone:
        raise SystemExit(FOUND_WRONG)


def found() -> list[str]:
    """Every door's name, as the access log has it: pages, operations of the API, commands, jobs."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    return sorted(set(_pages()) | set(_operations()) | set(_commands()) | set(_jobs()))


def _pages() -> Iterator[str]:
    from django.urls import URLResolver, get_resolver

    waiting = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLResolver):
            waiting += [] if one.namespace == "api" else one.url_patterns
        else:
            yield f"page:{one.name or one.pattern}"


def _operations() -> Iterator[str]:
    from goldthread.api.urls import api

    for _, router in api._routers:
        for view in router.path_operations.values():
            for operation in view.operations:
                yield f"api:{api.get_operation_url_name(operation, router)}"


def _commands() -> Iterator[str]:
    from goldthread.cli import COMMANDS, main

    context = click.Context(main, info_name="goldthread")
    for name in main.list_commands(context):
        if importlib.util.find_spec(f"goldthread.cli.{COMMANDS[name][0]}") is None:
            continue
        command = main.get_command(context, name)
        if command is not None:
            yield from _inside(command, name)


def _inside(command: click.Command, path: str) -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield f"command:{path}"
        return
    context = click.Context(command, info_name=path)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner is not None:
            yield from _inside(inner, f"{path} {name}")


def _jobs() -> Iterator[str]:
    from procrastinate.contrib.django import app

    app.perform_import_paths()
    yield from (f"job:{task.name.rpartition(':')[2]}" for task in app.tasks.values())


def _in_words(door: dict[str, object]) -> dict[str, object]:
    words = {True: "yes", False: "no", None: "NOT DECLARED"}
    return {**door, "reads_person": words[door["reads_person"]], "tested": "yes" if door["tested"] else "no"}  # type: ignore[index]
