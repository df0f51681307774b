"""The graph of associates: the child in the middle, the others in a ring. A table says the same."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

MOST = 10
WIDTH, HEIGHT, FLAT = 720, 420, 120
ACROSS, DOWN = 265, 150
FEW = 2  # so few stand beside the child, and need no height


@dataclass(frozen=True)
class Node:
    """One person of the ring, and the line to the middle: its width says how often, its words on what ground."""

    x: int
    y: int
    words: str
    note: str
    line: int
    poses_a_risk: bool

    @property
    def anchor(self) -> str:
        """Which way the words run: towards the middle, so that none leaves the frame."""
        middle = WIDTH // 2
        return "middle" if abs(self.x - middle) < ACROSS // 3 else "end" if self.x > middle else "start"


def graph_of(people: list[dict[str, Any]]) -> dict[str, Any]:
    height = FLAT if len(people) <= FEW else HEIGHT
    return {"nodes": ring_of(people), "width": WIDTH, "height": height, "most": MOST}


def ring_of(people: list[dict[str, Any]]) -> list[Node]:
    """The first of the list, clockwise from the top."""
    shown = people[:MOST]
    return [_node(one, place, len(shown)) for place, one in enumerate(shown)]


def _node(one: dict[str, Any], place: int, count: int) -> Node:
    turn = 2 * pi * place / count - (0 if count <= FEW else pi / 2)
    age = f", {one['person']['age']}" if one["person"]["age"] is not None else ""
    times = sum(tie["times"] for tie in one["ties"])
    return Node(
        round(WIDTH / 2 + ACROSS * cos(turn)),
        round((FLAT if count <= FEW else HEIGHT) / 2 + DOWN * sin(turn)),
        f"{one['person']['name']}{age}",
        ", ".join(dict.fromkeys(tie["kind"] for tie in one["ties"])),
        min(1 + times, 6),
        one["poses_a_risk"],
    )
