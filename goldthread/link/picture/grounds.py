"""The grounds of links as a reader takes them in: those that are the same are told once, with the records they hold."""

import json
from collections.abc import Iterable
from typing import Any


def grounds_of(links: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The links by their grounds, in the order they came: {certainty, why, rule, drawn, records: [evidence]}.

    A child reported missing every week is written down the same way each time, and is held by the same grounds.
    """
    found: dict[str, dict[str, Any]] = {}
    for link in links:
        told = {name: value for name, value in link.items() if name != "evidence"}
        found.setdefault(json.dumps(told, sort_keys=True), {**told, "records": []})["records"].append(link["evidence"])
    return list(found.values())
