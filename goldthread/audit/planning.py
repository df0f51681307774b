"""How many cases a claim needs, with the sentence that one will then be able to say. Pure."""

from typing import Any

from goldthread.audit.estimating.passing import Standard, passes, plan_for
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


def to_sort(good: float, bad: float, population: int | None = None) -> dict[str, Any]:
    """To sort parts into those to look at next and those to leave: pass or fail from few cases. Never a league table.

    `curve` is how often a part passes, by the share of its cases that is good (methods.md 1.6).
    """
    if not 0 < bad < good < 1:
        raise NotValid("pass", f"{good:g} is not above {bad:g}, or one is no share.", "Correct them.")
    plan = plan_for(Standard(good, bad), population)
    curve = [
        {"good": at / 10, "passes": round(passes(plan.size, plan.mark, at / 10, population), 4)} for at in range(11)
    ]
    words = [
        f"Draw {plan.size} of each part by chance; it passes where {plan.mark} or more are good.",
        f"Where {100 * good:g} in 100 are good it fails {100 * plan.fails_wrongly:.0f} times in 100; where only "
        f"{100 * bad:g} are, it passes {100 * plan.passes_wrongly:.0f} times.",
        "For where to look next, and for no table of who is best.",
    ]
    return {"size": plan.size, "pass_mark": plan.mark, "curve": curve, "words": words}


def _check(name: str, share: float) -> None:
    if not 0 < share < 1:
        raise NotValid(name, f"{share:g} is no share above 0 and below 1.", "Correct it.")
