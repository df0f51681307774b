"""The grade of intelligence: 3x5x2, or the older 5x5x5 as it was given, and what must never be told of a source."""

import re

from goldthread.link.feeds.declare import Cells, Frame
from goldthread.link.feeds.envelope import cell
from goldthread.link.feeds.faults import Fault

SCHEMES = {
    "3x5x2": ("123", "ABCDE", "PC"),
    "5x5x5": ("ABCDE", "12345", "12345"),
}
PARTS = ("grading.source", "grading.assessment", "grading.handling")
# What limits the reader: C of 3x5x2; of 5x5x5 4 (within the force) and 5 (on conditions).
CONDITIONAL = {("3x5x2", "C"), ("5x5x5", "4"), ("5x5x5", "5")}

# Whoever told it, or wrote it down. Columns of the format are exempt; any other column so called is not kept.
SOURCE_IDENTITY = re.compile(
    r"(?<!re)source|informant|chis(?![a-z])|handler|author(?!i)|pseudonym|(?:told|provided|submitted|reported)[_ ]?by|"
    r"reporting[_ ]?officer",
    re.IGNORECASE,
)


def parts(cells: Cells) -> tuple[str, str, str, str]:
    """The scheme and its three marks, as given. An unnamed scheme is today's."""
    source, assessment, handling = (cell(cells, name).upper() for name in PARTS)
    return cell(cells, "grading.scheme").lower() or "3x5x2", source, assessment, handling


def grade(cells: Cells) -> str:
    """`3x5x2 2BP`: never translated from one scheme to the other."""
    scheme, *marks = parts(cells)
    return f"{scheme} {''.join(marks)}"


def must_be_graded(cells: Cells, frame: Frame) -> None:
    scheme, *marks = parts(cells)
    if scheme not in SCHEMES:
        raise Fault("Q-GRADE-02", "grading.scheme", scheme)
    for name, mark, allowed in zip(PARTS, marks, SCHEMES[scheme], strict=True):
        if len(mark) != 1 or mark not in allowed:
            raise Fault("Q-GRADE-01", name, mark)


def must_keep_conditions(cells: Cells, frame: Frame) -> None:
    """Who may know it, and on what terms, goes with the words; such a report is not open to a search."""
    scheme, _, _, handling = parts(cells)
    if (scheme, handling) not in CONDITIONAL:
        return
    if not cell(cells, "handling_conditions"):
        raise Fault("Q-GRADE-03", "handling_conditions")
    if not cell(cells, "restriction"):
        raise Fault("Q-RES-03", "restriction")
