"""Places on a plain square with a scale, from the national grid: an illustration of the table, nothing behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.respond.missing.in_common.queries import Thing

WIDTH, HEIGHT, EDGE = 640, 400, 40
LEAST = 500  # metres across: places of one street do not fill the page
SMALLEST, LARGEST = 10, 20
APART = 24  # nearer than this two numbers cannot be read
SCALES = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)


@dataclass(frozen=True)
class Dot:
    """One place as drawn: its number in the table, where, how large, and whether somebody dangerous lives there."""

    number: int
    x: int
    y: int
    radius: int
    danger: bool


@dataclass(frozen=True)
class Drawing:
    """The whole: dots, a bar as long as `scale_metres`, and how many places of the table have no place on it."""

    dots: tuple[Dot, ...]
    scale_metres: int
    scale_length: int
    not_placed: int
    width: int = WIDTH
    height: int = HEIGHT
    edge: int = EDGE

    @property
    def scale_words(self) -> str:
        whole, rest = divmod(self.scale_metres, 1_000)
        return f"{self.scale_metres} m" if rest else f"{whole} km"


def draw(things: Sequence[Thing]) -> Drawing | None:
    """The places among these on one scale both ways, north above; None where none has a point."""
    placed = [(one, one.point) for one in things if one.point]
    if not placed:
        return None
    easts, norths = [point[0] for _, point in placed], [point[1] for _, point in placed]
    across = max(max(easts) - min(easts), LEAST)
    up = max(max(norths) - min(norths), LEAST * HEIGHT // WIDTH)
    per_metre = min((WIDTH - 2 * EDGE) / across, (HEIGHT - 2 * EDGE) / up)
    middle = ((max(easts) + min(easts)) / 2, (max(norths) + min(norths)) / 2)
    dots: list[Dot] = []
    for one, (east, north) in placed:
        x = round(WIDTH / 2 + (east - middle[0]) * per_metre)
        y = round(HEIGHT / 2 - (north - middle[1]) * per_metre)
        dots.append(Dot(one.number, *_clear_of(dots, x, y), min(SMALLEST + one.children, LARGEST), one.danger))
    scale = max((one for one in SCALES if one * per_metre <= WIDTH / 4), default=SCALES[0])
    without = sum(one.kind == "place" and one.point is None for one in things)
    return Drawing(tuple(dots), scale, round(scale * per_metre), without)


def _clear_of(dots: Sequence[Dot], x: int, y: int) -> tuple[int, int]:
    """The nearest spot to the right, or else below, at which a number can be read; the table has the address."""
    while any(abs(dot.x - x) < APART and abs(dot.y - y) < APART for dot in dots):
        x, y = (x + APART, y) if x + APART <= WIDTH - EDGE // 2 else (EDGE, y + APART)
    return x, y
