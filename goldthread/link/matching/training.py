"""A new version of the model from pairs that reviewers answered: what each level is worth on a force's own data.

Training never happens by itself: it writes a declaration that a person compares, measures and adopts (linking.md 7).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from goldthread.link.matching.frequencies import A_SHARE, Frequencies
from goldthread.link.matching.mention import Candidate
from goldthread.link.matching.scoring import Scorer

Answered = tuple[Candidate, Candidate, bool]
FEWEST = 50  # pairs of each kind in which a field was compared: below that its levels keep their declared bits
A_HALF = 0.5  # added to each count, so that a level never seen is rare and not impossible


def weights(pairs: Iterable[Answered], scorer: Scorer) -> dict[str, dict[str, float]]:
    """Bits of each level seen, log2 of its share among pairs of one person over its share among pairs of two.

    `pairs` must be drawn as blocking finds them, not only those near the line: a queue of hard cases would call every
    field worthless.
    """
    seen: dict[bool, dict[str, Counter[str]]] = {True: {}, False: {}}
    for one, other, same in pairs:
        for found in scorer.score(one, other).evidence:
            seen[same].setdefault(found.field, Counter())[found.level] += 1
    fields = sorted(seen[True].keys() & seen[False].keys())
    return {field: worth for field in fields if (worth := _worth(seen[True][field], seen[False][field]))}


def _worth(one_person: Counter[str], two_people: Counter[str]) -> dict[str, float]:
    totals = one_person.total(), two_people.total()
    if min(totals) < FEWEST:
        return {}
    levels = sorted(one_person.keys() | two_people.keys())
    spread = A_HALF * len(levels)
    return {
        level: math.log2(
            (one_person[level] + A_HALF) / (totals[0] + spread) / ((two_people[level] + A_HALF) / (totals[1] + spread))
        )
        for level in levels
    }


def declared(
    base: Mapping[str, Any], trained: Mapping[str, Mapping[str, float]], *, version: str, source: str, frequencies: str
) -> dict[str, Any]:
    """The declaration with trained bits in place of the old, each naming where it comes from."""
    made = deepcopy(dict(base)) | {"version": version, "frequencies": frequencies}
    for field, levels in trained.items():
        for level, bits in levels.items():
            if level in made["comparisons"][field]:
                made["comparisons"][field][level] |= {"bits": round(bits, 1), "source": source}
    return made


def table(names: Frequencies) -> dict[str, Any]:
    """A table of frequencies in the form of `frequencies.yaml`."""
    return {
        "version": names.version,
        "unlisted": {
            "forenames": names.unlisted_forename * A_SHARE,
            "surnames": names.unlisted_surname * A_SHARE,
        },
        "forenames": _by_share(names.forenames),
        "surnames": _by_share(names.surnames),
    }


def _by_share(shares: Mapping[str, float]) -> dict[float, str]:
    found: dict[float, list[str]] = {}
    for name, share in sorted(shares.items()):
        found.setdefault(round(share * A_SHARE, 2), []).append(name)
    return {share: " ".join(names) for share, names in sorted(found.items(), reverse=True)}
