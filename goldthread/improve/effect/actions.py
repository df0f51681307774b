"""Every write of a test of effect: a pass mark adopted or withdrawn, a reading kept. Each is a journal event."""

import hashlib
import json
import math
from datetime import datetime
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.organisation.models import Officer
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.improve.effect.declared import Test, declared
from goldthread.improve.effect.measures import measures
from goldthread.improve.effect.models import Adoption, Evaluation
from goldthread.improve.effect.queries import one_tested, test_called
from goldthread.improve.effect.shapes import SHARE
from goldthread.improve.recommendations.items import plain

LONGEST_REASON = 1_000


def adopt(by: Reader, number: str, value: float, why: str) -> Adoption:
    """Make a pass mark the force's own, from now on, in the name of a chief officer. The last one counts.

    `value` is a share from 0 to 1, or minutes of a wait.
    """
    officer = _chief(by)
    tests = declared()
    test = test_called(tests, number)
    _check_measured(test)
    if not math.isfinite(value) or value < 0 or (_is_share(test) and value > 1):
        words = "A pass mark of a share lies from 0 to 1." if _is_share(test) else "A pass mark is minutes, from 0."
        raise NotValid("value", words)
    return _decided(by, officer, test, tests.version, value, _reason(why, "Enter why this is enough."))


def withdraw(by: Reader, number: str, why: str) -> Adoption:
    """Take a pass mark back: from now on it is proposed again. What was passed before stays as it was kept."""
    officer = _chief(by)
    tests = declared()
    return _decided(
        by, officer, test_called(tests, number), tests.version, None, _reason(why, "Enter why it is withdrawn.")
    )


def keep(by: Reader, number: str, since: datetime | None = None, until: datetime | None = None) -> Evaluation:
    """Keep what a test says of a time that is over, whole and with its digest. Two passes kept show an effect."""
    by.must("keep_recommendations")
    officer = _named(by)
    told = one_tested(by, number, since, until)
    if told.now.until > clocks.now():
        raise NotValid("until", "That time is not over.", "Keep a reading of months that have ended.")
    text = json.dumps(told.as_json(), sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    with db.transaction():
        under = look(by, operation="alteration", change="effect.kept", test=told.number)
        _one_at_a_time(told.number)
        held = Evaluation.objects.filter(number=told.number, since=told.now.since, until=told.now.until)
        if held.filter(test_version=told.version, digest=digest).exists():
            raise Clash("This reading is kept already, word for word.", "See the readings that were kept.")
        kept = Evaluation.objects.create(
            number=told.number, test_version=told.version, since=told.now.since, until=told.now.until,
            is_passed=told.is_passed, verdict=told.verdict, told=json.loads(text), digest=digest, officer=officer,
            at=clocks.now(),
        )  # fmt: skip
        facts = {"verdict": told.verdict, "passed": told.is_passed, "digest": digest, "evaluation": kept.pk}
        _journal(by, under, "effect.kept", told.number, told.version, facts)
    return kept


def digest_of(kept: Evaluation) -> str:
    """The digest of what is held: the same as was kept with it, unless somebody changed a row."""
    return hashlib.sha256(json.dumps(kept.told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _decided(by: Reader, officer: Officer, test: Test, version: int, value: float | None, why: str) -> Adoption:
    with db.transaction():
        kind = "effect.mark_withdrawn" if value is None else "effect.mark_adopted"
        under = look(by, operation="alteration", change=kind, test=test.number)
        _one_at_a_time(test.number)
        last = Adoption.objects.filter(number=test.number).order_by("at", "pk").last()
        if value is None and (last is None or last.value is None):
            raise Clash("No pass mark of this test is adopted.", "Read who withdrew it.")
        if last and value is not None and (last.value, last.outcome) == (value, test.outcome):
            raise Clash("This pass mark is adopted already.", "Read by whom.")
        made = Adoption.objects.create(
            number=test.number, test_version=version, outcome=test.outcome, value=value, why=why, officer=officer,
            post=by.post_words, at=clocks.now(),
        )  # fmt: skip
        _journal(by, under, kind, test.number, version, {"value": value, "outcome": test.outcome})
    return made


def _journal(by: Reader, under: Look, kind: str, number: str, version: int, facts: dict[str, Any]) -> None:
    journal.write(kind, stream=f"effect:{number}", by=by, under=under, occurred_at=clocks.now(),
                  facts={"test": number, "version": version, **facts})  # fmt: skip


def _chief(by: Reader) -> Officer:
    by.must("adopt_standards")
    if by.officer is None or by.post is None:
        raise Refusal("no_person", "A service cannot adopt a pass mark.", "A named chief officer must.")
    return by.officer


def _named(by: Reader) -> Officer:
    if by.officer is None:
        raise Refusal("no_person", "A service keeps no reading.", "A named officer must.")
    return by.officer


def _check_measured(test: Test) -> None:
    if not test.outcome:
        words = f"Nothing is measured here yet: {test.unknown_because}."
        raise NotValid("number", words, "A mark without a measure would pass nothing.")


def _is_share(test: Test) -> bool:
    return measures()[test.outcome].unit == SHARE


def _reason(why: str, missing: str) -> str:
    said = plain(why)
    if not said:
        raise NotValid("why", missing)
    if len(said) > LONGEST_REASON:
        raise NotValid("why", f"Enter no more than {LONGEST_REASON:,} characters.")
    return said


def _one_at_a_time(number: str) -> None:
    """Two officers at once: one after the other, so that the second reads what the first decided."""
    db.run("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"effect:{number}"])
