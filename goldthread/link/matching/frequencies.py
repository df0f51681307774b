"""How common a name is, frozen in the model's version: agreement on a rare name says more than on a common one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from goldthread.core import yaml_files
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.skeletons import skeleton

TABLE = Path(__file__).with_name("frequencies.yaml")
A_SHARE = 100_000  # the table counts people per 100,000
FEWEST = 200  # a table counted from fewer mentions would call every name common


@dataclass(frozen=True)
class Frequencies:
    """Shares of names and of name skeletons. What is not listed has the share of an unlisted name."""

    version: str
    forenames: Mapping[str, float]
    surnames: Mapping[str, float]
    forename_skeletons: Mapping[str, float]
    surname_skeletons: Mapping[str, float]
    unlisted_forename: float
    unlisted_surname: float

    def of(self, name: str, *, surname: bool = False) -> float:
        if surname:
            return self.surnames.get(name, self.unlisted_surname)
        return self.forenames.get(name, self.unlisted_forename)

    def of_skeleton(self, bare: str, *, surname: bool = False) -> float:
        """The share of every name of a skeleton: at least that of one unlisted name."""
        if surname:
            return self.surname_skeletons.get(bare, self.unlisted_surname)
        return self.forename_skeletons.get(bare, self.unlisted_forename)


def frequencies(
    version: str, forenames: Mapping[str, float], surnames: Mapping[str, float], unlisted: tuple[float, float]
) -> Frequencies:
    return Frequencies(version, forenames, surnames, _by_skeleton(forenames), _by_skeleton(surnames), *unlisted)


def _by_skeleton(names: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, share in sorted(names.items()):
        bare = skeleton(name)
        found[bare] = found.get(bare, 0.0) + share
    return found


def counted(candidates: Iterable[Candidate], version: str) -> Frequencies:
    """A table counted from a force's own mentions, to be frozen in a new version of the model (see README.md)."""
    forenames: Counter[str] = Counter()
    surnames: Counter[str] = Counter()
    mentions = 0
    for candidate in candidates:
        mentions += 1
        forenames.update(set(candidate.names.forenames))
        surnames.update(set(candidate.names.surnames))
    if mentions < FEWEST:
        raise ValueError(f"Names are counted from {FEWEST} mentions or more, not from {mentions}.")
    shares = [{name: n / mentions for name, n in names.items() if n > 1} for names in (forenames, surnames)]
    return frequencies(version, shares[0], shares[1], (1 / mentions, 1 / mentions))


@lru_cache(maxsize=1)
def shipped() -> Frequencies:
    return read(TABLE)


def read(path: Path) -> Frequencies:
    table = yaml_files.read(path)
    unlisted = tuple(table["unlisted"][field] / A_SHARE for field in ("forenames", "surnames"))
    return frequencies(table["version"], _listed(table["forenames"]), _listed(table["surnames"]), unlisted)


def _listed(by_share: Mapping[float, str]) -> dict[str, float]:
    return {name: share / A_SHARE for share, names in sorted(by_share.items()) for name in names.split()}
