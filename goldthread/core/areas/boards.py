"""How the open work of an area stands on its board, one row a case: declared by the area, drawn by the web."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """A part of a board: its title, and the states whose cases stand in it. Parts stand in the order declared."""

    id: str
    title: str
    states: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """One line of a printed sheet or list about a case: what it is, and the words as they were recorded."""

    name: str
    words: str


Sheets = Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True)
class RowBoard:
    """A board of rows. An area without one has a board that counts its cases by state.

    `noun` and `many` name what a row is, `since` what it is counted from. `whole_force` are the roles whose board opens
    with every borough; any other post with a borough opens its own. `taken_by` is the move that a row offers by its
    letter. `says` is the dotted path of `(case ids, person by case) -> Sheets`, by case id and under the look that is
    open: what a printed sheet tells of each case beyond its row, in the order of harm. Where it is `on_paper`, the
    list is written out by itself for when the system is down.
    """

    noun: str
    many: str
    since: str
    groups: tuple[Group, ...]
    whole_force: tuple[str, ...] = ()
    taken_by: str = ""
    says: str = ""
    on_paper: bool = False

    def group_of(self, state: str) -> str:
        """The part in which a case of this state stands."""
        return next(group.id for group in self.groups if state in group.states)
