"""How good a partition into people is beside a known truth: the measures of linking, each from plain counts.

Pairs are pairs of records. A pair is *true* where both are of one real person, *linked* where both ended in one person.
Records without a truth take part in no measure but the share in review.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from goldthread.link.matching.shares import Share, harmonic

# What a record says outright, where it says all of it: folded forename, surname and whole birth date.
Details = tuple[str, str, str]
Counts = Mapping[str, Mapping[Hashable, int]]  # of each real person: how many records ended in which person


@dataclass(frozen=True, slots=True)
class Placed:
    """One record: whom it truly is of (blank: not known), in whom it ended, and what it is measured by."""

    record: str
    truth: str
    person: Hashable
    group: str = ""
    household: str = ""
    twinset: str = ""
    details: Details | None = None


def measure(placed: Collection[Placed], possibles: Collection[tuple[str, str]]) -> dict[str, Any]:
    """Every measure. `possibles` are pairs of records left for a person to decide."""
    scored = [one for one in placed if one.truth]
    counts = contingency(scored)
    people = _possible_people(placed, possibles)
    by_group = _by_group(scored)
    return {
        "scored_records": len(scored),
        "true_people": len(counts),
        "people": len({one.person for one in placed}),
        "pairwise": pairwise(counts),
        "b_cubed": b_cubed(counts),
        "exact_people": exact_people(counts).as_json(),
        "linked_or_possible": linked_or_possible(counts, people).plainly(),
        "linked_or_possible_as_raised": _as_raised(scored, possibles).plainly(),
        "twins": falsely_merged(scored, "twinset").as_json(),
        "siblings": falsely_merged(scored, "household").as_json(),
        "groups": {name: _of_group(own, counts, people) for name, own in sorted(by_group.items())},
        "gap": gap({name: pairwise(contingency(own))["recall"] for name, own in by_group.items()}),
        "in_review": in_review(placed, possibles).as_json(),
        "exact_agreement": exact_agreement(scored).plainly(),
        "over_merged_people": sum(len(truths) > 1 for truths in _turned(counts).values()),
        "largest_person": max(Counter(one.person for one in placed).values(), default=0),
    }


def contingency(scored: Iterable[Placed]) -> dict[str, dict[Hashable, int]]:
    """Of each real person, how many records ended in which person."""
    counts: dict[str, dict[Hashable, int]] = defaultdict(Counter)
    for one in scored:
        counts[one.truth][one.person] += 1
    return counts


def pairs(number: int) -> int:
    """How many pairs so many records make."""
    return number * (number - 1) // 2


def pairwise(counts: Counts) -> dict[str, Any]:
    """Of the linked pairs, how many are true; of the true pairs, how many are linked."""
    right = sum(pairs(number) for ended in counts.values() for number in ended.values())
    true = sum(pairs(sum(ended.values())) for ended in counts.values())
    linked = sum(pairs(sum(truths.values())) for truths in _turned(counts).values())
    precision, recall = Share(right, linked).rate, Share(right, true).rate
    return {
        "precision": precision,
        "recall": recall,
        "f1": harmonic(precision, recall),
        "right_pairs": right,
        "linked_pairs": linked,
        "true_pairs": true,
    }


def b_cubed(counts: Counts) -> dict[str, float | None]:
    """The mean over records of how pure and how whole the person is that each ended in (Bagga and Baldwin 1998)."""
    sizes = {person: sum(truths.values()) for person, truths in _turned(counts).items()}
    records = sum(sizes.values())
    if not records:
        return {"precision": None, "recall": None, "f1": None}
    pure = sum(number * number / sizes[person] for ended in counts.values() for person, number in ended.items())
    whole = sum(number * number / sum(ended.values()) for ended in counts.values() for number in ended.values())
    return {"precision": pure / records, "recall": whole / records, "f1": harmonic(pure / records, whole / records)}


def exact_people(counts: Counts) -> Share:
    """Real people all of whose records ended in one person that holds no other's."""
    turned = _turned(counts)
    exact = sum(len(ended) == 1 and len(turned[next(iter(ended))]) == 1 for ended in counts.values())
    return Share(exact, len(counts))


def linked_or_possible(counts: Counts, possible: Collection[frozenset[Hashable]]) -> Share:
    """True pairs that are linked, or whose two people are shown as possibly one."""
    found = true = 0
    for ended in counts.values():
        true += pairs(sum(ended.values()))
        found += sum(pairs(number) for number in ended.values())
        found += sum(
            ended[one] * ended[other] for one, other in combinations(ended, 2) if frozenset((one, other)) in possible
        )
    return Share(found, true)


def _as_raised(scored: Collection[Placed], possibles: Iterable[tuple[str, str]]) -> Share:
    """The same, strictly: true pairs that are linked, or are themselves one of the pairs raised as possible."""
    counts = pairwise(contingency(scored))
    by_record = {one.record: one for one in scored}
    raised = {frozenset(pair) for pair in possibles if pair[0] in by_record and pair[1] in by_record}
    known = [[by_record[record] for record in pair] for pair in raised if len(pair) == 2]
    more = sum(one.truth == other.truth and one.person != other.person for one, other in known)
    return Share(counts["right_pairs"] + more, counts["true_pairs"])


def falsely_merged(scored: Iterable[Placed], by: str) -> Share:
    """Pairs of different people of one twinset, or of one household and not twins, that share a person."""
    together: dict[str, set[str]] = defaultdict(set)
    ended: dict[str, set[Hashable]] = defaultdict(set)
    twins: dict[str, set[str]] = defaultdict(set)
    for one in scored:
        ended[one.truth].add(one.person)
        if code := getattr(one, by):
            together[code].add(one.truth)
        if one.twinset:
            twins[one.truth].add(one.twinset)
    found = {tuple(sorted(pair)) for people in together.values() for pair in combinations(people, 2)}
    if by != "twinset":
        found = {(one, other) for one, other in found if not twins[one] & twins[other]}
    return Share(sum(bool(ended[one] & ended[other]) for one, other in found), len(found))


def gap(recalls: Mapping[str, float | None]) -> dict[str, Any]:
    """How far the group best served is from the one worst served."""
    known = {name: recall for name, recall in recalls.items() if recall is not None}
    if not known:
        return {"recall": None, "best": None, "worst": None}
    best, worst = max(known, key=lambda name: known[name]), min(known, key=lambda name: known[name])
    return {"recall": known[best] - known[worst], "best": best, "worst": worst}


def in_review(placed: Collection[Placed], possibles: Iterable[tuple[str, str]]) -> Share:
    """Records that a person is asked to decide about: those named in a possible pair."""
    asked = {record for pair in possibles for record in pair}
    return Share(sum(one.record in asked for one in placed), len(placed))


def exact_agreement(scored: Iterable[Placed]) -> Share:
    """True pairs that agree on forename, surname and known birth date: what exact matching could find at best."""
    sizes = Counter(one.truth for one in scored)
    told = Counter((one.truth, one.details) for one in scored if one.details)
    return Share(sum(map(pairs, told.values())), sum(map(pairs, sizes.values())))


def _turned(counts: Counts) -> dict[Hashable, dict[str, int]]:
    """The same counts by person: how many records of which real people each holds."""
    turned: dict[Hashable, dict[str, int]] = defaultdict(dict)
    for truth, ended in counts.items():
        for person, number in ended.items():
            turned[person][truth] = number
    return turned


def _possible_people(placed: Iterable[Placed], possibles: Iterable[tuple[str, str]]) -> set[frozenset[Hashable]]:
    person = {one.record: one.person for one in placed}
    both = (frozenset((person[one], person[other])) for one, other in possibles if one in person and other in person)
    return {pair for pair in both if len(pair) == 2}


def _by_group(scored: Iterable[Placed]) -> dict[str, list[Placed]]:
    """Real people by the group that most of their records give; those of no group in none."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    own: dict[str, list[Placed]] = defaultdict(list)
    for one in scored:
        own[one.truth].append(one)
        if one.group:
            told[one.truth][one.group] += 1
    groups: dict[str, list[Placed]] = defaultdict(list)
    for truth, names in told.items():
        groups[min(names, key=lambda name: (-names[name], name))] += own[truth]
    return groups


def _of_group(own: Collection[Placed], everybody: Counts, possible: Collection[frozenset[Hashable]]) -> dict[str, Any]:
    """Recall of one group's true pairs; and how pure the people are that its records ended in."""
    counts = contingency(own)
    right, true = (pairwise(counts)[name] for name in ("right_pairs", "true_pairs"))
    sizes: Counter[Hashable] = Counter()
    for ended in everybody.values():
        sizes.update(ended)
    pure = sum(number * number / sizes[person] for ended in counts.values() for person, number in ended.items())
    return {
        "records": len(own),
        "true_pairs": true,
        "recall": Share(right, true).rate,
        "linked_or_possible": linked_or_possible(counts, possible).rate,
        "b_cubed_precision": pure / len(own),
    }
