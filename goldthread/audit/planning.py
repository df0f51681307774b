"""How many cases a claim needs, with the sentence that one will then be able to say. Pure."""

from typing import Any

from goldthread.audit.estimating.sizes import assurance, pass_mark, size_for, size_to_rule_out
from goldthread.core.refusals import NotValid


def for_range(points: float, expected: float = 0.5, population: int | None = None) -> dict[str, Any]:
    """To tell a share to so many points either side."""
    _check("reach", points / 100)
    size = size_for(points / 100, expected, population)
    of = f"of {population:,} cases" if population else "of very many cases"
    words = f"{size:,} {of}, drawn by chance, tell the share not good to about {points:g} points either side. 95% sure."
    return {"size": size, "words": [words]}


def to_rule_out(share: float, population: int | None = None) -> dict[str, Any]:
    """To say that fewer than this share have a fault, where none of those drawn has it."""
    _check("rule-out", share)
    size = size_to_rule_out(share, population)
    words = f"Where none of {size:,} drawn by chance has it, fewer than {100 * share:g} in 100 have it. 95% sure."
    return {"size": size, "words": [words, "One that has it, and this may not be said."]}


def to_prove(least: float, truly: float, size: int | None = None) -> dict[str, Any]:
    """To prove that at least this share is good, where truly more is; or what a given size must show."""
    _check("prove", least)
    if size:
        mark = pass_mark(size, least)
        told = f"Of {size:,} drawn by chance {mark:,} must be good" if mark <= size else f"{size:,} are too few"
        return {"size": size, "pass_mark": mark, "words": [f"{told} to say that at least {100 * least:g} in 100 are."]}
    if not least < truly < 1:
        raise NotValid("truly", f"{truly:g} is not above {least:g} and below 1.", "What is hoped for must be better.")
    size, mark, power = assurance(least, truly)
    words = (
        f"Of {size:,} drawn by chance {mark:,} must be good to say that at least {100 * least:g} in 100 are. "
        f"Where truly {100 * truly:g} are, that comes out {100 * power:.0f} times in 100."
    )
    return {"size": size, "pass_mark": mark, "power": round(power, 6), "words": [words]}


def _check(name: str, share: float) -> None:
    if not 0 < share < 1:
        raise NotValid(name, f"{share:g} is no share above 0 and below 1.", "Correct it.")
