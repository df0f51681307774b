"""How large the invented force is, and how fast its life goes."""

from dataclasses import dataclass
from datetime import date, timedelta

# The demonstration: which force, how large, and where an installation keeps its present.
SEED, SCALE = 2016, "small"
ANCHOR = "GOLDTHREAD_DEMONSTRATION_ANCHOR"

YEARS = 3
LATEST_WEEKS = 6


@dataclass(frozen=True)
class Scale:
    """`pace` is how many times oftener than in life a child comes to notice, so that a small force has something on
    every board; `busy` is the same for what happens to grown people. A borough and a force live at the pace of life.
    `stock` makes looked-after children and managed offenders as much commoner.
    """

    name: str
    people: int
    pace: float = 1
    busy: float = 1
    custody: float = 1
    care: float = 1
    stock: float = 1
    monthly: bool = True


SCALES = {
    "small": Scale("small", 2_000, pace=8, busy=2, custody=2, care=3, stock=6, monthly=False),
    "borough": Scale("borough", 300_000),
    "force": Scale("force", 2_000_000),
}


def first_day(on: date) -> date:
    """The day the history begins."""
    return on - timedelta(days=YEARS * 365)
