"""`goldthread areas`: the kinds of work there are, one in full, whether one is whole, and the start of a new one."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from goldthread.cli.session import FOUND_WRONG, NOT_FOUND, REFUSED, table


@click.group()
def areas() -> None:
    """The kinds of work this installation has, each by its declaration. Reads no person, needs no database."""


@areas.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def list_areas(as_json: bool) -> None:
    """Every area: where it comes from, and how many states, moves and clocks it has."""
    rows = [_summary(package, area) for package, area in _declared().items()]
    columns = {
        "id": "Area",
        "name": "Name",
        "package": "From",
        "states": "States",
        "moves": "Moves",
        "clocks": "Clocks",
    }
    for line in [json.dumps({"areas": rows}, indent=2)] if as_json else table(rows, columns):
        click.echo(line)


def _summary(package: str, area: Any) -> dict[str, Any]:
    counts = {name: len(getattr(area, name)) for name in ("states", "moves", "clocks")}
    return {"id": area.id, "name": area.name, "package": package, **counts}


@areas.command()
@click.argument("area")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON: the declaration as it stands.")
def show(area: str, as_json: bool) -> None:
    """One AREA in full: states, moves and what they ask, who may, clocks, checklist, figures and questions."""
    from dataclasses import asdict

    from goldthread.cli.areas_manual import area_lines

    found = {one.id: one for one in _declared().values()}
    if area not in found:
        click.echo(f'"{area}" is not an area of work. Areas: {", ".join(found)}.', err=True)
        sys.exit(NOT_FOUND)
    if as_json:
        click.echo(json.dumps(asdict(found[area]), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(area_lines(found[area])).strip())


@areas.command()
@click.argument("package")
def check(package: str) -> None:
    """Say what is not whole in the area that PACKAGE declares; it need not be installed, only on Python's path."""
    from goldthread.core.areas.checking import wrong_with_package
    from goldthread.core.areas.registry import NotWhole

    _started()
    sys.path.insert(0, str(Path.cwd()))
    try:
        wrong = wrong_with_package(package)
    except NotWhole as fault:
        wrong = fault.wrong
    finally:
        sys.path.pop(0)
    for one in wrong:
        click.echo(f"{package}: {one}.", err=True)
    if wrong:
        sys.exit(FOUND_WRONG)
    click.echo(f"{package}: whole.")


@areas.command()
@click.argument("name")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=".", help="The folder to write in.")
def skeleton(name: str, into: Path) -> None:
    """Write the start of a new area NAME: a package with a declaration, clocks, its sentences as tests, and a README.

    It is whole as it is written, so that `areas check` holds from the first change on.
    """
    from goldthread.cli.areas_skeleton import write

    try:
        written = write(name, into)
    except ValueError as error:
        click.echo(str(error), err=True)
        sys.exit(REFUSED)
    for path in written:
        click.echo(f"Written: {path}")


def _declared() -> dict[str, Any]:
    from goldthread.core.areas.registry import declared

    _started()
    return declared()


def _started() -> None:
    """Django set up; an installed area that is not whole ends it with its sentences."""
    import django
    from django.apps import apps

    from goldthread.core.areas.registry import NotWhole

    try:
        if not apps.ready:
            django.setup()
    except NotWhole as fault:
        click.echo("\n".join(f"{fault.package}: {one}." for one in fault.wrong), err=True)
        sys.exit(FOUND_WRONG)
