"""A test of effect as an outside reader sees it: nothing that rests on a few children, and nothing that tells it."""

from dataclasses import replace

from goldthread.core import clocks
from goldthread.core.clocks.book import book
from goldthread.core.suppressing import Cell
from goldthread.improve.effect.shapes import Also, Reading, Tested
from goldthread.improve.governance.queries import Sight

WITHHELD = "Figures of a few children are withheld from you, and with them the sentences that would tell them."


def as_seen(told: Tested, sight: Sight) -> Tested:
    """The test without small numbers, where the reader's sight withholds them (profiles, `small_numbers`).

    Boroughs and months are parts of the whole: where any is small, none is shown, so that none can be worked out.
    """
    if not sight.is_suppressed:
        return told
    parts = [one for _, one in (*told.boroughs, *told.borough_baselines)] + list(told.series)
    wholes = (told.baseline, told.now, told.counter_baseline, told.counter_now)
    is_parted = any(map(is_small, parts))
    if not is_parted and not any(map(is_small, wholes)) and not any(map(_is_also_small, told.also)):
        return told
    if is_parted:
        told = replace(told, boroughs=(), borough_baselines=(), series=())
    return replace(
        told, baseline=reading_seen(told.baseline), now=reading_seen(told.now),
        counter_baseline=reading_seen(told.counter_baseline), counter_now=reading_seen(told.counter_now),
        also=tuple(_also(one) for one in told.also), sentences=(WITHHELD,),
    )  # fmt: skip


def reading_seen(one: Reading) -> Reading:
    """The reading, or in its place why it is withheld."""
    return withheld(one) if is_small(one) else one


def withheld(one: Reading) -> Reading:
    """In place of a reading that rests on a few children, or from which another that does could be worked out."""
    unknown = f"fewer than {_least()} children, withheld outside the force"
    return Reading(one.unit, None, None, None, 0, 0, too_few=False, unknown=unknown, since=one.since, until=one.until)


def is_small(one: Reading) -> bool:
    """Whether a reading rests on, or tells, a number of children under the least that is shown outside."""
    least = _least()
    others = (one.waiting, one.never, one.unrecorded)
    return Cell(one.count, one.of).is_small(least) or any(0 < many < least for many in others)


def _also(one: Also) -> Also:
    return replace(one, baseline=reading_seen(one.baseline), now=reading_seen(one.now))


def _is_also_small(one: Also) -> bool:
    return is_small(one.baseline) or is_small(one.now)


def _least() -> int:
    return int(book().setting("suppression.min_cell", clocks.today()))
