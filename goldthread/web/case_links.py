"""Links that other jobs add to the page of a case: a job registers its own, since the web knows no job."""

from collections.abc import Callable

from goldthread.core.access.reader import Reader
from goldthread.core.cases.queries import CaseFile

Link = dict[str, str]
Maker = Callable[[Reader, CaseFile], Link | None]
_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Have the page of a case show `{url, words}`, or nothing, for whoever asks."""
    if maker not in _makers:
        _makers.append(maker)


def links_of(reader: Reader, file: CaseFile) -> list[Link]:
    """The links of other jobs on this case, for this reader."""
    return [link for maker in _makers if (link := maker(reader, file))]
