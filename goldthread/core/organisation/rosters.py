"""Every write of duty shifts and accreditations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.organisation.actions import officer_named
from goldthread.core.organisation.models import Accreditation, DutyShift
from goldthread.core.organisation.skills import skills
from goldthread.core.refusals import Clash, NotFound, NotValid

LONGEST_SHIFT_HOURS = 24


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift to come, of a post by its number."""

    post: int
    starts_at: datetime
    ends_at: datetime


def roster(by: Reader, shifts: Sequence[Shift]) -> int:
    """Put these shifts on the roster, all or none; how many. A shift that overlaps another of its post is refused."""
    by.must("keep_officers")
    for shift in shifts:
        _check_hours(shift)
    try:
        with db.transaction():
            made = DutyShift.objects.bulk_create(
                DutyShift(post_id=shift.post, starts_at=shift.starts_at, ends_at=shift.ends_at) for shift in shifts
            )
            _check_now()
    except IntegrityError as error:
        raise _refusal_of(error) from error
    return len(made)


def _check_hours(shift: Shift) -> None:
    if shift.starts_at.tzinfo is None or shift.ends_at.tzinfo is None:
        raise NotValid("starts_at", "A shift needs its offset from UTC, like 2026-03-02T07:00:00+00:00.")
    hours = (shift.ends_at - shift.starts_at).total_seconds() / 3600
    if not 0 < hours <= LONGEST_SHIFT_HOURS:
        raise NotValid("ends_at", f"A shift must end after it starts, within {LONGEST_SHIFT_HOURS} hours.")


def _check_now() -> None:
    """Have the database say now, not at the end of the request, that a post of this number does not exist."""
    db.run("SET CONSTRAINTS ALL IMMEDIATE")


def _refusal_of(error: IntegrityError) -> Exception:
    if "shifts_of_a_post_do_not_overlap" in str(error):
        return Clash("The post is already on duty for some of that time.", "Take the other shift off the roster first.")
    return NotFound("There is no post of that number.", "Check it.")


def take_off(by: Reader, shift: int) -> None:
    """Take a shift off the roster. One that has begun stays: somebody was relied on."""
    by.must("keep_officers")
    found = DutyShift.objects.filter(pk=shift).first()
    if found is None:
        raise NotFound("There is no shift of that number on the roster.", "Check it.")
    if found.starts_at <= clocks.now():
        raise Clash("The shift has begun, and stays on the roster.", "Put who stood in on the roster beside it.")
    found.delete()


def accredit(
    by: Reader, username: str, skill: str, awarded_on: date, *, expires_on: date | None = None, evidence: str
) -> Accreditation:
    """Record that an officer was found to have a skill, and by which paper."""
    by.must("keep_officers")
    officer = officer_named(username)
    if skill not in skills():
        raise NotValid("skill", f'"{skill}" is not a skill.', f"Choose one of: {', '.join(skills())}.")
    if awarded_on > clocks.today():
        raise NotValid("awarded_on", "The day of the award must not be in the future.")
    if expires_on and expires_on < awarded_on:
        raise NotValid("expires_on", "The last day must not be before the day of the award.")
    if not evidence.strip():
        raise NotValid("evidence", "Say where it is proved: a certificate's or a portfolio's number.")
    if Accreditation.objects.filter(officer=officer, skill=skill, awarded_on=awarded_on).exists():
        raise Clash(f"{officer} already has this award of that day.", "Choose another day, or leave it.")
    return Accreditation.objects.create(
        officer=officer, skill=skill, awarded_on=awarded_on, expires_on=expires_on, evidence=evidence.strip()
    )


def withdraw(by: Reader, accreditation: int, on: date) -> None:
    """End an accreditation: `on` is the last day it holds. It stays on the record that it was held."""
    by.must("keep_officers")
    found = Accreditation.objects.filter(pk=accreditation).first()
    if found is None:
        raise NotFound("There is no accreditation of that number.", "Check it.")
    if on < found.awarded_on:
        raise NotValid("on", "The last day must not be before the day of the award.")
    if found.expires_on and found.expires_on <= on:
        raise Clash("It ends sooner already.", "Leave it, or accredit the officer again.")
    Accreditation.objects.filter(pk=found.pk).update(expires_on=on)
