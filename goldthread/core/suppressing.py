"""Small numbers kept from outside readers: nobody is picked out, and nothing hidden follows by subtraction. Pure.

A count under the least that is shown is hidden (primary), and as many others of its sum as keep it from being worked
out (secondary). The least is the setting `suppression.min_cell`: 5 is ours and unverified, no force's rule was read.
Every sum is taken by itself and no cell stands in two sums as a part: then what an outside reader can work out is known
exactly (`ranges`). Figures of a later report that overlap an earlier one are not compared with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

LEAST = 5
SMALL, SECONDARY = "small", "secondary"
Sum = tuple[str, tuple[str, ...]]
Range = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """A count, and where it is a part of something how many that is: what is left is as telling as the count."""

    count: int
    of: int | None = None

    def parts(self) -> tuple[int, ...]:
        return (self.count,) if self.of is None else (self.count, self.of - self.count)

    def is_small(self, least: int) -> bool:
        return any(0 < one < least for one in self.parts()) or (self.of is not None and 0 < self.of < least)


def suppressed(cells: Mapping[str, Cell], sums: Sequence[Sum], least: int = LEAST) -> dict[str, str]:
    """The cells not to be shown: `small` themselves, or `secondary`, hidden so that no small one can be worked out."""
    hidden = {name: SMALL for name, cell in cells.items() if cell.is_small(least)}
    while (found := _worked_out(cells, sums, hidden, least)) is not None:
        hidden[found] = SECONDARY
    return hidden


def _worked_out(cells: Mapping[str, Cell], sums: Sequence[Sum], hidden: Mapping[str, str], least: int) -> str | None:
    """The next cell to hide: of the first sum that tells more of a small cell than that it is small."""
    for whole, parts in sums:
        if not any(_tells(cells, (whole, parts), sums, hidden, least, place) for place in (0, 1)):
            continue
        open_ones = [one for one in (*parts, whole) if one in cells and one not in hidden]
        # Where all of this sum is hidden, its whole was told by another sum.
        open_ones = open_ones or [one for other, others in sums if other == whole for one in others
                                  if one in cells and one not in hidden]  # fmt: skip
        if open_ones:
            return min(open_ones, key=lambda one: (one == whole, cells[one].count == 0, cells[one].count, one))
    return None


def _tells(
    cells: Mapping[str, Cell], one: Sum, sums: Sequence[Sum], hidden: Mapping[str, str], least: int, place: int
) -> bool:
    """Whether a sum tells more of a small cell than that it is small."""
    for name, (low, high) in ranges(cells, one, sums, hidden, least, place).items():
        if 0 < cells[name].parts()[place] < least and (low > 1 or high < least - 1):
            return True
    return False


def ranges(
    cells: Mapping[str, Cell], one: Sum, sums: Sequence[Sum], hidden: Mapping[str, str], least: int, place: int = 0
) -> dict[str, Range]:
    """What a reader can work out of each hidden member of a sum: its lowest and highest value.

    `place` 0 is of the counts, 1 of what is left. A hidden cell shown as fewer than the least is known to be so. What
    other sums tell of the same whole is known too.
    """
    whole, parts = one
    if not _all_have(cells, (whole, *parts), place):
        return {}
    told = {name: _told(cells[name], hidden.get(name), least, place) for name in (whole, *parts)}
    for other, others in sums:
        if other == whole and _all_have(cells, others, place):
            known = [_told(cells[name], hidden.get(name), least, place) for name in others]
            told[whole] = _both(told[whole], (sum(low for low, _ in known), sum(high for _, high in known)))
    found = {whole: told[whole]} if whole in hidden else {}
    for name in parts:
        if name in hidden:
            rest = [told[one] for one in parts if one != name]
            left = told[whole][0] - sum(high for _, high in rest), told[whole][1] - sum(low for low, _ in rest)
            found[name] = _both(told[name], left)
    return found


def _all_have(cells: Mapping[str, Cell], names: Sequence[str], place: int) -> bool:
    return all(name in cells and place < len(cells[name].parts()) for name in names)


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])


def _told(cell: Cell, why: str | None, least: int, place: int) -> Range:
    value = cell.parts()[place]
    if why is None:
        return value, value
    if why == SMALL and place == 0 and 0 < cell.count < least:
        return 1, least - 1
    return 0, inf
