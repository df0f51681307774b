"""A score in words and in a form that is stored: prior, each field, the cap, the line, the guard (linking.md 6).

What is stored is enough to draw the waterfall again, whatever the model has become since.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldthread.link.matching.guards import WORDS as GUARD_WORDS
from goldthread.link.matching.model import HOUSEHOLD, Model
from goldthread.link.matching.scoring import Evidence, Scored
from goldthread.link.matching.solving import Join, Solution

FIELDS = {
    "forename": "forename", "middle": "middle name", "birth_date": "date of birth", "expected": "expected date",
    "sex": "sex", "stage": "age", "surname": "surname", "address": "address", "phone": "telephone number",
    "pnc_id": "PNC number", "cro_no": "CRO number", "nhs_no": "NHS number", "social_care_id": "social care number",
    "upn": "pupil number",
}  # fmt: skip
LEVELS = {
    ("forename", "crossed"): "forename and surname in each other's place",
    ("forename", "second_name"): "forename of one is the middle name of the other",
    ("forename", "alias"): "forename of one is an alias of the other",
    ("forename", "leading"): "same first of two names, which brothers share",
    ("forename", "shortened"): "forename of one is short for the other's",
    ("surname", "second_name_shared"): "different surname, the same middle name: a father's name may be either",
    ("surname", "crossed"): "surname counted with the forename",
    ("birth_date", "first_of_january"): "same date of birth, but 1 January, which stands for an unknown day",
    ("birth_date", "swapped"): "date of birth with day and month in each other's place",
    ("birth_date", "one_digit"): "date of birth with one digit different",
    ("birth_date", "same_month"): "same month of birth, the day not known",
    ("birth_date", "default_in_year"): "same year of birth, where 1 January stands for an unknown day",
    ("birth_date", "default_near_year"): "years of birth one apart, one of them worked out from an age",
    ("birth_date", "same_year"): "same year of birth, the day not known",
    ("birth_date", "about_the_year"): "about the same year of birth",
    ("birth_date", "within_31_days"): "dates of birth within 31 days",
    ("birth_date", "within_a_year"): "dates of birth within a year",
    ("birth_date", "other"): "different date of birth",
    ("expected", "in_time"): "born when the child was expected",
    ("expected", "out_of_time"): "not born when the child was expected",
    ("stage", "different"): "a grown-up in one record and a child in the other",
    ("address", "same"): "same home",
    ("address", "same_building"): "same building",
    ("address", "same_block"): "same block of flats, which is not a household",
    ("address", "same_postcode"): "same postcode",
    ("address", "communal"): "same address, where many people live who are nothing to each other",
    ("address", "other"): "different address",
}  # fmt: skip
PLAIN = {
    "same": "same {}", "different": "different {}", "skeleton": "{} that sounds the same", "edit": "{} but for a slip",
    "variant": "{} that is a form of the same name", "token": "part of the {} the same",
    "alike": "{} only loosely alike", "initial": "{} with the same initial",
}  # fmt: skip
HARDLY = 0.5  # bits: under this the odds move by less than half


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the waterfall: in words, how far it pushes, and the total after it."""

    words: str
    bits: float
    total: float


def explanation(scored: Scored, guard: str, model: Model) -> dict[str, Any]:
    """All that is needed to show the score again, as plain data."""
    return {
        "model": model.version,
        "prior": model.prior,
        "evidence": [_told(found) for found in scored.evidence],
        "over_cap": round(scored.household - scored.counted, 2),
        "total": round(scored.bits, 2),
        "link": model.link,
        "possible": model.possible,
        "guard": guard,
    }


def _told(found: Evidence) -> dict[str, Any]:
    rarity = round(found.adjusted, 2)
    return {"field": found.field, "level": found.level, "bits": round(found.bits, 2), "rarity": rarity}


def waterfall(stored: Mapping[str, Any]) -> list[Step]:
    """Prior, then each field's push, then what the cap on the household takes back."""
    steps, total = [Step("Two records taken at random", stored["prior"], stored["prior"])], stored["prior"]
    own = [found for found in stored["evidence"] if found["field"] not in HOUSEHOLD]
    shared = [found for found in stored["evidence"] if found["field"] in HOUSEHOLD]
    for found in (*own, *shared):
        total += found["bits"]
        steps.append(Step(_sentence(found), found["bits"], round(total, 2)))
    if stored["over_cap"]:
        total -= stored["over_cap"]
        words = "A family shares surname, home and telephone: together they count only so far"
        steps.append(Step(words, -stored["over_cap"], round(total, 2)))
    return steps


def _sentence(found: Mapping[str, Any]) -> str:
    words = f"{level_words(found['field'], found['level'])}: {likelihood(found['bits'])}"
    rarity = found.get("rarity", 0.0)
    if rarity >= 1:
        words += " (the name is rare)"
    elif rarity <= -1:
        words += " (the name is common)"
    return words[0].upper() + words[1:]


def level_words(field: str, level: str) -> str:
    name = FIELDS.get(field, field)
    return LEVELS.get((field, level)) or PLAIN.get(level, "{} " + level.replace("_", " ")).format(name)


def likelihood(bits: float) -> str:
    """`about 7,000 times likelier if this is one person`: what the bits mean, to one or two figures."""
    if abs(bits) < HARDLY:
        return "says little either way"
    times = 2.0 ** abs(bits)
    figures = 1 if times >= 100 else 2
    rounded = round(times, figures - 1 - math.floor(math.log10(times)))
    words = f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:,.1f}".removesuffix(".0")
    who = "one person" if bits > 0 else "two people"
    return f"about {words} times likelier if this is {who}"


def verdict(stored: Mapping[str, Any]) -> str:
    """Which line the total crossed, and what stopped it."""
    total = stored["total"]
    if total < stored["possible"]:
        return f"Not linked: {total:+.1f} is under the line of {stored['possible']:+g}."
    if stored["guard"]:
        return f"Possible: check. {GUARD_WORDS[stored['guard']]}"
    if total >= stored["link"]:
        return f"Linked: {total:+.1f} is over the line of {stored['link']:+g}."
    return f"Possible: check. {total:+.1f} is under the line of {stored['link']:+g}."


def weakest(solution: Solution, person: frozenset[UUID]) -> Join | None:
    """The pair that holds a person together least: without it, it would be two. A decision of a person is never it."""
    return min(_within(solution, person), key=lambda join: (join.scored.bits, join.one, join.other), default=None)


def _within(solution: Solution, person: frozenset[UUID]) -> Iterator[Join]:
    return (join for join in solution.joins if join.one in person and not join.by_decision)
