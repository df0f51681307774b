"""Where a number comes from, and how far a force may move it."""

from enum import StrEnum


class Mark(StrEnum):
    """The mark of a number. A clock's mark is that of its number, not of the duty behind it."""

    LAW = "LAW"
    STAT = "STAT"
    NAT = "NAT"
    LOCAL = "LOCAL"
    DEFAULT = "DEFAULT"


MEANING = {
    Mark.LAW: "An Act, regulations or a code under PACE. Fixed.",
    Mark.STAT: "Statutory guidance. A force may tighten it; loosening needs a recorded reason.",
    Mark.NAT: "Police or inspectorate guidance. A force may tighten it; loosening needs a recorded reason.",
    Mark.LOCAL: "The custom of a partnership, a force or a borough.",
    Mark.DEFAULT: "Ours, until a named chief officer adopts it: a reminder, never a breach.",
}
# Loosening one of these needs a reason on the record (design decision 7).
NEEDS_REASON = (Mark.STAT, Mark.NAT)
