"""The reference page of permissions: what each role gets through each door, as the door tests assert it."""

from collections.abc import Iterator
from typing import Any

from goldthread.config.paths import PROJECT
from goldthread.core import yaml_files
from goldthread.core.access.doors import declared
from goldthread.core.access.roles import LAYERS, Role, purposes, roles

MATRIX = PROJECT / "tests" / "doors" / "matrix.yaml"
WRITTEN = (
    "*Written by `goldthread docs write` from `roles.yaml`, `purposes.yaml`, `doors.yaml` and the table of",
    "`tests/doors/matrix.yaml`; change it there.*",
)
OPENING = (
    "The post an officer holds now gives the role, the role gives the highest layer anywhere, and an open case in the",
    "role's own work gives more. The table below is written by hand from the design. The door tests put every question",
    "to every door as every role, look in the answer for words that stand at one layer only, and fail where an answer",
    "holds one word more or one fewer. A role that a question does not list is refused as `not_in_role`, by page, API",
    "and command alike, and the refusal is logged.",
)
LAYER_WORDS = {
    "none": "nothing about anybody",
    "signal": "that something is held, and who to ask; names",
    "summary": "what happened, in the words of a call; values such as an address",
    "full": "an officer's own account, a notification's words",
    "restricted": "only by leave: a grant, or breaking the glass, which opens the summary for 12 hours",
}


def permissions_page() -> Iterator[str]:
    asked: list[dict[str, Any]] = yaml_files.read(MATRIX)
    yield from ("# Who sees what", "", *WRITTEN, "", *OPENING, "", "## Layers", "", "| Layer | Shows |", "|---|---|")
    yield from (f"| {layer} | {LAYER_WORDS[layer]} |" for layer in LAYERS)
    yield from ("", "A hidden record is shown by no layer, named by no signal and opened by no breaking of glass.")
    yield from ("", "## Roles", "", "| Role | Sentence | Layer | May |", "|---|---|---|---|")
    yield from (_role(role) for role in roles().values())
    yield from ("", "## Purposes", "", "| Purpose | |", "|---|---|")
    yield from (f"| {one.name} (`{one.id}`) | {one.sentence} |" for one in purposes().values())
    yield from ("", "## What each role gets through each door")
    for one in asked:
        yield from _asking(one)
    yield from _doors()


def _role(role: Role) -> str:
    layer = role.layer + (f"; full in {', '.join(role.full_in)}" if role.full_in else "")
    return f"| {role.name} (`{role.id}`) | {role.sentence} | {layer} | {', '.join(sorted(role.may)) or 'nothing'} |"


def _asking(one: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"### {one['asking']}", "", f"Doors: {', '.join(f'`{door}`' for door in one['doors'])}.", "")
    if "note" in one:
        yield from (one["note"], "")
    yield from ("| Gets | Roles |", "|---|---|")
    answered = {role for listed in one["roles"].values() for role in listed}
    for cell, listed in one["roles"].items():
        yield f"| {_cell(cell, one['cells'][cell])} | {_names(listed)} |"
    refused = [role for role in roles() if role not in answered]
    if refused:
        yield f"| refused | {_names(refused)} |"


def _cell(cell: str, shown: list[str]) -> str:
    return f"{cell}: words of {', '.join(shown)}" if shown else f"{cell}: no words about anybody"


def _names(listed: list[str]) -> str:
    return ", ".join(roles()[role].name for role in listed)


def _doors() -> Iterator[str]:
    yield from (
        "",
        "## Every door",
        "",
        "`goldthread access doors` says which of them the door tests walk through.",
        "",
    )
    yield from ("| Door | Reads a person | Logs |", "|---|---|---|")
    for door in sorted(declared().values(), key=lambda one: one.door):
        reads = "yes" if door.reads_person else "no"
        yield f"| `{door.door}` | {reads} | {', '.join(door.operations) or '-'} |"
