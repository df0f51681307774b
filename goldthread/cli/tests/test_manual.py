"""The reference pages are written from the program, and each command and operation stands in them."""

from pathlib import Path

from goldthread.api.urls import api
from goldthread.cli import manual
from goldthread.cli.session import EXIT_CODES
from goldthread.config.paths import PROJECT


def page(name: str) -> str:
    return {path.name: text for path, text in manual.pages()}[name]


def test_every_operation_stands_in_the_page() -> None:
    text = page("api.md")
    for operations in api.get_openapi_schema()["paths"].values():
        for operation in operations.values():
            assert f"\n## {operation['operationId']}\n" in text


def test_every_link_to_a_shape_leads_to_one() -> None:
    text = page("api.md")
    for name in api.get_openapi_schema()["components"]["schemas"]:
        assert f"\n### {name}\n" in text


def test_the_commands_and_how_they_end_stand_in_the_page() -> None:
    text = page("command-line.md")
    for path in ("search", "concern record", "access verify", "officers token issue", "person break-glass"):
        assert f" goldthread {path}\n" in text
    for code, words in EXIT_CODES.items():
        assert f"| {code} | {words} |" in text


def test_nothing_of_this_machine_stands_in_a_page() -> None:
    for _, text in manual.pages():
        assert str(PROJECT) not in text
        assert str(Path.home()) not in text
