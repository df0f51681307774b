"""How long cases stay after each step, those still waiting counted as waiting: Kaplan and Meier's median. Pure.

Leaving open cases out makes slow journeys look quick (methods.md 3): a case that is still open has waited at least so
long, and counts so until then.
"""

from dataclasses import dataclass

import polars as pl

from goldthread.demand.journey.events import ACTIVITY, AT, CASE, SECOND, Events

HALF = 0.5
NEAR = 1e-9  # a share made by multiplying is a half to within this
WAIT, OVER, OPEN, LAST = "wait", "over", "open", "last"


@dataclass(frozen=True)
class Stage:
    """What became of cases after one step, in seconds by the clock on the wall.

    `followed` went on to a next step, `ended` were closed with it, `waiting` are open and have gone no further.
    `median_s` is the time within which half go on, None where fewer have; those still waiting are counted.
    `waiting_s` is what they have waited so far together, `longest_s` the longest of them.
    """

    activity: str
    happened: int
    followed: int
    ended: int
    waiting: int
    median_s: float | None
    waiting_s: float
    longest_s: float


def median_wait(waits: pl.DataFrame) -> float | None:
    """The wait that half are over by, of rows of `wait` and whether it is `over`; None while fewer are.

    Kaplan and Meier 1958. Where the curve is flat at exactly a half it is the middle of that stretch, as R's `survfit`
    has it, so that with nobody waiting it is the plain median.
    """
    steps = waits.group_by(WAIT).agg(pl.len().alias("leave"), pl.col(OVER).sum().alias("done")).sort(WAIT)
    held = steps.with_columns(risk=waits.height - pl.col("leave").cum_sum() + pl.col("leave"))
    curve = held.filter(pl.col("done") > 0).with_columns(left=(1 - pl.col("done") / pl.col("risk")).cum_prod())
    passed = curve.filter(pl.col("left") <= HALF + NEAR)
    if passed.is_empty():
        return None
    is_flat = passed.height > 1 and passed["left"][0] >= HALF - NEAR
    return (passed[WAIT][0] + passed[WAIT][1]) / 2 if is_flat else float(passed[WAIT][0])


def stages_of(events: Events, still_open: pl.Series, now: int) -> list[Stage]:
    """Each step with what followed it, the one that most have waited after in total first.

    `still_open` says of each case, by its number, whether it is; `now` is in microseconds since 1970.
    """
    rows = _waits(events, still_open, now)
    found = [_stage(str(events.activities[number]), part) for (number,), part in rows.group_by(ACTIVITY)]
    return sorted(found, key=lambda one: (-one.waiting_s, -one.happened, one.activity))


def whole_wait(events: Events, still_open: pl.Series, now: int) -> float | None:
    """The time from first step to last within which half of the cases were closed, in seconds; open ones counted."""
    ends = events.rows.group_by(CASE).agg(pl.col(AT).min().alias("first"), pl.col(AT).max().alias(LAST))
    is_open = still_open.gather(ends[CASE])
    until = pl.when(is_open).then(now).otherwise(pl.col(LAST))
    waits = ends.select((until - pl.col("first")).clip(0).alias(WAIT), (~is_open).alias(OVER))
    return _seconds(median_wait(waits))


def _waits(events: Events, still_open: pl.Series, now: int) -> pl.DataFrame:
    """Each event with how long until the next of its case, or until now, and whether that is over."""
    rows = events.rows.sort([CASE, AT], maintain_order=True)
    is_last = pl.col(CASE) != pl.col(CASE).shift(-1).fill_null(len(events.cases))
    until = pl.when(is_last).then(now).otherwise(pl.col(AT).shift(-1))
    return rows.select(
        ACTIVITY,
        (until - pl.col(AT)).clip(0).alias(WAIT),
        (~is_last).alias(OVER),
        (is_last & pl.Series(still_open.gather(rows[CASE]))).alias(OPEN),
    )


def _stage(activity: str, rows: pl.DataFrame) -> Stage:
    waiting = rows.filter(OPEN)[WAIT]
    followed = int(rows[OVER].sum())
    return Stage(
        activity=activity,
        happened=rows.height,
        followed=followed,
        ended=rows.height - followed - waiting.len(),
        waiting=waiting.len(),
        median_s=_seconds(median_wait(rows.filter(pl.col(OVER) | pl.col(OPEN)))),
        waiting_s=int(waiting.sum()) / SECOND,
        longest_s=max(waiting.to_list(), default=0) / SECOND,
    )


def _seconds(wait: float | None) -> float | None:
    return None if wait is None else wait / SECOND
