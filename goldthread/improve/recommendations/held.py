"""Which of a report's recommendations the register holds already: later reports restate what earlier ones asked."""

from collections import Counter
from collections.abc import Iterable, Sequence

from goldthread.improve.recommendations.items import Item
from goldthread.improve.recommendations.models import Recommendation, Report
from goldthread.improve.recommendations.reading.same import is_same_wording, runs_of

Runs = frozenset[tuple[str, ...]]
NEAREST = 12


def already_held(items: Sequence[Item], report: Report) -> dict[int, Recommendation]:
    """By row, the recommendation of another report that says the same. Two queries, however many stand."""
    standing = list(
        Recommendation.objects.exclude(report=report).select_related("report").prefetch_related("points").order_by("pk")
    )
    runs = {one.pk: runs_of(" ".join([one.text, *(point.text for point in one.points.all())])) for one in standing}
    by_run: dict[tuple[str, ...], list[int]] = {}
    for key, its_runs in runs.items():
        for run in its_runs:
            by_run.setdefault(run, []).append(key)
    by_key = {one.pk: one for one in standing}
    found = {item.row: _same(runs_of(" ".join([item.text, *item.points])), runs, by_run) for item in items}
    return {row: by_key[key] for row, key in found.items() if key is not None}


def _same(mine: Runs, runs: dict[int, Runs], by_run: dict[tuple[str, ...], list[int]]) -> int | None:
    """Only those that share the most runs of words are compared, so a long register costs no more than its words."""
    shared = Counter(_sharing(mine, by_run))
    return next((key for key, _ in shared.most_common(NEAREST) if is_same_wording(mine, runs[key])), None)


def _sharing(mine: Runs, by_run: dict[tuple[str, ...], list[int]]) -> Iterable[int]:
    return (key for run in mine for key in by_run.get(run, ()))
