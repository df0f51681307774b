"""The mandatory checks on a missing child, read from `checks.yaml`, as items of the checklist."""

from pathlib import Path

import yaml

from goldthread.core.areas.grammar import Group, Item

RESULTS = (("hit", "Hit: read and considered"), ("no_hit", "No hit"), ("unavailable", "Not available"))
GROUP = Group("checks", "Mandatory checks", happens="checks_completed_at")


def checks() -> tuple[Item, ...]:
    """One item for each line of the list: a hit tells what was found, a system out of reach why and what instead."""
    rows = yaml.safe_load(Path(__file__).with_name("checks.yaml").read_text(encoding="utf-8"))
    return tuple(
        Item(
            f"check_{row['id']}",
            row["words"],
            "open",
            answers=RESULTS,
            why_for=("hit", "unavailable"),
            group=GROUP.id,
        )
        for row in rows
    )
