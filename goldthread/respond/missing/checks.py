"""The mandatory checks on a missing child, read from `checks.yaml`, as items of the checklist."""

from pathlib import Path

from goldthread.core import yaml_files
from goldthread.core.areas.grammar import Group, Item

RESULTS = (("hit", "Hit: read and considered"), ("no_hit", "No hit"), ("unavailable", "Not available"))
CHECKS = "checks"  # the fact: which are asked of this case
GROUP = Group("checks", "Mandatory checks", happens="checks_completed_at")


def checks() -> tuple[Item, ...]:
    """One item for each line of the list: a hit tells what was found, a system out of reach why and what instead.

    Which of them are asked is the force's setting on the day of the report, kept as a fact of the case.
    """
    return tuple(
        Item(
            f"check_{row['id']}",
            row["words"],
            "open",
            when=(CHECKS, (row["id"],)),
            answers=RESULTS,
            why_for=("hit", "unavailable"),
            group=GROUP.id,
        )
        for row in _rows()
    )


def known() -> tuple[str, ...]:
    """Every check that can be asked, by its id."""
    return tuple(row["id"] for row in _rows())


def _rows() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = yaml_files.read(Path(__file__).with_name("checks.yaml"))
    return rows
