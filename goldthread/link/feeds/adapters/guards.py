"""Records that may not be sent in the open: who they are about, or where, is not for every reader."""

from goldthread.link.feeds.declare import Cells, Frame
from goldthread.link.feeds.envelope import cell
from goldthread.link.feeds.faults import Fault


def must_be_restricted(cells: Cells, frame: Frame) -> None:
    """Register, covert and refuge detail never appears through a search box, so its row says whom to ask."""
    if not cell(cells, "restriction"):
        raise Fault("Q-RES-03", "restriction")
