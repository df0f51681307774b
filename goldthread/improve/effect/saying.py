"""A test of effect in plain sentences: what changed for a child, how sure we are, and what it does not say. Pure."""

from collections.abc import Iterator, Sequence
from math import ceil

from goldthread.improve.effect.months import words_of
from goldthread.improve.effect.shapes import (
    BETTER,
    NO_CLEAR_CHANGE,
    NOT_COMPARABLE,
    SHARE,
    TOO_FEW,
    UNKNOWN,
    VERDICTS,
    WORSE,
    Reading,
)

RETURN = (
    "A baseline that was taken in a bad spell tends to look better later by itself: look at the whole series, and at "
    "what was done when."
)
SEASON = (
    "The two times are not the same months of the year, and children go missing more in some months than in others."
)
NOT_PROVEN = {
    NO_CLEAR_CHANGE: "A difference as small as this comes by chance alone: it shows neither that it got better "
    "nor that it did not.",
    NOT_COMPARABLE: "What was asked, how cases were chosen, or which kinds of work there were is not the same in both "
    "times: they are not compared.",
}


def reading(one: Reading) -> str:
    """A reading in words: `6 h 35 (5 h 50 to 7 h 30)`, `40% (31% to 50%)`, why it is not known, or too few to say."""
    if one.unknown:
        return f"not known: {one.unknown}"
    if one.too_few:
        return f"too few to say ({one.of})"
    if one.low is None:
        return f"not half of {one.of} yet"
    ends = f"{amount(one.unit, one.low)} or longer" if one.high is None else _between(one)
    return f"{amount(one.unit, one.value)} ({ends})"


def _between(one: Reading) -> str:
    return f"{amount(one.unit, one.low)} to {amount(one.unit, one.high)}"


def amount(unit: str, value: float | None) -> str:
    """A share as a percentage, a wait in minutes as it is said; a wait without an end is `not yet`."""
    if value is None:
        return "not yet" if unit != SHARE else "not known"
    return f"{value:.0%}" if unit == SHARE else minutes(value)


def minutes(length: float) -> str:
    """`25 min`, `2 h 10`, `29 h`, `2 d 4 h`."""
    whole = round(length)
    hours, left = divmod(whole, 60)
    if hours >= 48:
        return f"{hours // 24} d {hours % 24} h" if hours % 24 else f"{hours // 24} d"
    if hours >= 24:
        return f"{hours} h"
    return f"{hours} h {left:02}" if hours else f"{left} min"


def outcome(words: str, before: Reading, now: Reading, verdict: str) -> Iterator[str]:
    """Before, now and the verdict; then who was never reached, and what the verdict does not say."""
    words = words.rstrip("?.")
    if before.unknown == now.unknown and now.unknown:
        yield f"{words}: not known, because {now.unknown}."
        return
    then, here = words_of(before.since, before.until), words_of(now.since, now.until)
    if verdict == TOO_FEW:
        yield f"{words}: too few to say. {before.of} in {then}, {now.of} in {here}; under ten say nothing."
    else:
        yield f"{words}: {reading(before)} in {then}, {reading(now)} in {here}. {VERDICTS[verdict]}."
    if now.slow is not None and not now.too_few:
        yield f"One in twenty waited longer than {minutes(now.slow)}."
    if now.never or now.waiting:
        yield f"Never: {now.never}. Not yet: {now.waiting}. Both are counted as waiting, never left out."
    yield from _unrecorded(before, now)
    if before.moderated or now.moderated:
        told = [f"{one.moderated} of {one.of} in {words_of(one.since, one.until)}" for one in (before, now) if one.of]
        yield f"Grades decided by a moderator: {' and '.join(told)}."
    if verdict in NOT_PROVEN:
        yield NOT_PROVEN[verdict]
    if verdict == BETTER:
        yield RETURN
    if verdict in (BETTER, WORSE, NO_CLEAR_CHANGE) and before.since.month != now.since.month:
        yield SEASON


def _unrecorded(before: Reading, now: Reading) -> Iterator[str]:
    """Of how many the record does not say, and what that does to the interval."""
    if before.unrecorded or now.unrecorded:
        told = [f"{one.unrecorded} in {words_of(one.since, one.until)}" for one in (before, now) if not one.unknown]
        yield (
            f"Not recorded: {' and '.join(told)}. They are counted neither way, and the interval reaches as far as "
            "they could move it."
        )


def counter(words: str, why: str, before: Reading, now: Reading, verdict: str) -> Iterator[str]:
    """What gaming would worsen, and whether it did."""
    if verdict == WORSE:
        yield (
            f"Counter-measure worse: {words.lower()}, {reading(before)} before, {reading(now)} now. {why} "
            "So this passes nothing."
        )
    elif verdict == UNKNOWN:
        yield f"Counter-measure not known: {now.unknown or before.unknown or 'it cannot be compared'}. {why}"
    else:
        yield f"Counter-measure, {words.lower()}: {reading(before)} before, {reading(now)} now. {VERDICTS[verdict]}."


def mark(unit: str, value: float | None, words: str, adopted: str, passed: bool | None) -> str:
    """The pass mark: proposed, or adopted by whom and whether it is reached."""
    number = amount(unit, value)
    if not adopted:
        return f"Pass mark {number} PROPOSED ({words}): no chief officer has adopted it."
    came = {True: "It is passed.", False: "It is not passed.", None: "Whether it is passed cannot be said yet."}[passed]
    return f"Pass mark {number}, adopted by {adopted}. {came}"


def of_boroughs(many: int, standing: Sequence[str]) -> str:
    """Several boroughs looked at together: how many would stand out by chance, and which still do."""
    chance = ceil(many / 20)
    told = (
        f"{many} boroughs were compared with their own past at once: about {chance} would look changed by chance alone."
    )
    if not standing:
        return f"{told} None stands out beyond that."
    return f"{told} Beyond that: {', '.join(standing)}."


def shown(passes: int, is_shown: bool) -> str:
    """How often it was passed and kept. An effect is shown by two passes, months apart (inspection.md 9)."""
    if is_shown:
        return "Effect shown: passed and kept twice, in times that do not overlap."
    told = {0: "It was not passed and kept yet", 1: "It was passed and kept once"}.get(
        passes, f"It was kept {passes} times"
    )
    return f"{told}: an effect is shown by two passes in times that do not overlap, three months apart."
