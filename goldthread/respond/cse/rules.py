"""Child abduction warning notices: for which child each form may be used, and the day on which it ends.

No Act creates the notice. Its two forms follow the age limits of the offences they warn of.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from goldthread.core.clocks.instants import Moment
from goldthread.respond.ages import age_on, birthday
from goldthread.respond.ruling import Ruling, refused


class Form(StrEnum):
    """The two forms of the notice."""

    S2 = "s2"  # Child Abduction Act 1984 s2
    S49 = "s49"  # Children Act 1989 s49


ENDS_AT_AGE = {Form.S2: 16, Form.S49: 18}


@dataclass(frozen=True)
class Child:
    """What decides: her birth, and whether the court or the police placed her. Accommodation agreed with parents
    (section 20) is none of these."""

    born_on: date
    care_order: bool = False
    emergency_protection_order: bool = False
    police_protection: bool = False

    @property
    def is_placed(self) -> bool:
        return self.care_order or self.emergency_protection_order or self.police_protection


def forms_for(child: Child, at: datetime) -> tuple[Form, ...]:
    """The forms that may be used for this child at this time; neither, for one of 16 or 17 who is not placed."""
    return tuple(form for form in Form if not _why_not(form, child, at))


def ends_on(form: Form, born_on: date, order_ended_on: date | None = None) -> date:
    """The day with whose beginning it ends: the birthday, or for a placed child the order's end if sooner."""
    at_age = birthday(born_on, ENDS_AT_AGE[form])
    if form is Form.S49 and order_ended_on:
        return min(at_age, order_ended_on)
    return at_age


def notice_drafted(form: Form, child: Child, at: datetime) -> Ruling:
    """A notice being written: refused where the child is not one the form is for."""
    why_not = _why_not(form, child, at)
    return refused(why_not) if why_not else Ruling()


def notice_served(form: Form, child: Child, at: datetime) -> Ruling:
    """A notice that was served: saved, and alarmed where the child is not one the form is for."""
    why_not = _why_not(form, child, at)
    return Ruling(alarm=True, words=f"{why_not} It was served all the same.") if why_not else Ruling()


def _why_not(form: Form, child: Child, at: datetime) -> str:
    age = age_on(child.born_on, Moment.of(at).on)
    if age >= ENDS_AT_AGE[form]:
        return f"This form is for a child under {ENDS_AT_AGE[form]}; this one is {age}."
    if form is Form.S49 and not child.is_placed:
        return "This form is for a child under a care order, an emergency protection order or police protection."
    return ""
