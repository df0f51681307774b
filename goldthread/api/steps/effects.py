"""Steps of the tests of effect: read, one measure, the cases behind it, a pass mark, a reading kept."""

from datetime import datetime
from typing import Any

from goldthread.core.access.reader import Reader
from goldthread.improve.effect import actions, queries
from goldthread.improve.effect.behind import cases_behind
from goldthread.improve.effect.entered import entered
from goldthread.improve.effect.models import Adoption, Evaluation

Answer = dict[str, Any]


def effects(by: Reader, since: datetime | None = None, until: datetime | None = None) -> Answer:
    return {"tests": [one.as_json() for one in queries.tested(by, since, until)]}


def effect(by: Reader, number: str, since: datetime | None = None, until: datetime | None = None) -> Answer:
    return {
        **queries.one_tested(by, number, since, until).as_json(),
        "decisions": [_decision(one) for one in queries.adoptions_of(by, number)],
        "kept": [_kept(one) for one in queries.kept_of(by, number)],
    }


def effect_measure(by: Reader, measure: str, since: datetime | None = None, until: datetime | None = None) -> Answer:
    return {"measure": measure, **queries.read_measure(by, measure, since, until).as_json()}


def effect_cases(
    by: Reader, measure: str, borough: str = "", since: datetime | None = None, until: datetime | None = None,
    page: int = 1,
) -> Answer:  # fmt: skip
    return cases_behind(by, measure, borough=borough, since=since, until=until, page=page).as_json()


def adopt_pass_mark(by: Reader, number: str, value: float, why: str) -> Answer:
    return _decision(actions.adopt(by, number, value, why))


def withdraw_pass_mark(by: Reader, number: str, why: str) -> Answer:
    return _decision(actions.withdraw(by, number, why))


def keep_effect(by: Reader, number: str, since: datetime | None = None, until: datetime | None = None) -> Answer:
    return _kept(actions.keep(by, number, since, until))


def entered_figures(by: Reader, reference: str) -> Answer:
    return {"case": reference.strip().upper(), "figures": [one.as_json() for one in entered(by, reference)]}


def _decision(one: Adoption) -> Answer:
    return {"number": one.number, "value": one.value, "outcome": one.outcome, "version": one.test_version,
            "who": f"{one.officer}, {one.post}", "at": one.at.isoformat(), "why": one.why}  # fmt: skip


def _kept(one: Evaluation) -> Answer:
    return {"number": one.number, "version": one.test_version, "since": one.since.isoformat(),
            "until": one.until.isoformat(), "verdict": one.verdict, "is_passed": one.is_passed, "digest": one.digest,
            "is_whole": actions.digest_of(one) == one.digest, "who": str(one.officer),
            "at": one.at.isoformat()}  # fmt: skip
