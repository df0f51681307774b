"""How a person is typed into a system: with slips of the hand, blanks and the habits of each system."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from goldthread.core.records.names import UNDECOMPOSED, fold
from goldthread.synthetic.names import mistyped
from goldthread.synthetic.people import Person


@dataclass(frozen=True)
class Habits:
    """How often each thing happens. `EXACT` is the hand that planted stories are typed with."""

    mistyped_name: float = 0.06
    dropped_marks: float = 0.5
    no_birth_date: float = 0.05
    swapped_birth_date: float = 0.05
    first_of_january: float = 0.02
    no_address: float = 0.05
    no_phone: float = 0.5
    no_identifiers: float = 0.7


CALL = Habits(no_birth_date=0.45, no_address=0.3, no_identifiers=0.97)
NOTIFICATION = Habits()
EXACT = Habits(0, 0, 0, 0, 0, 0, 0, 0)


class Hand:
    def __init__(self, rng: Random, habits: Habits) -> None:
        self.rng = rng
        self.habits = habits

    def slips(self, rate: float) -> bool:
        return self.rng.random() < rate

    def name(self, name: str) -> str:
        if not name.isascii() and self.slips(self.habits.dropped_marks):
            name = fold(name.translate(UNDECOMPOSED)).title()
        return mistyped(self.rng, name) if self.slips(self.habits.mistyped_name) else name

    def birth_date(self, born: date, form: str) -> str:
        """Blank, 1 January of the year, or day and month changed about; mostly as it is."""
        if self.slips(self.habits.no_birth_date):
            return ""
        if self.slips(self.habits.first_of_january):
            born = date(born.year, 1, 1)
        elif born.day < born.month and self.slips(self.habits.swapped_birth_date):
            # Only to an earlier day: a birth date after the row itself would be another fault.
            born = date(born.year, born.day, born.month)
        return born.strftime(form)

    def maybe(self, text: str, rate: float) -> str:
        return "" if self.slips(rate) else text

    def for_call(self, person: Person, key: str, role: str, on: date) -> dict[str, Any]:
        """A person linked to a call. Without a birth date there may be a guess at the age."""
        born = self.birth_date(person.birth_date, "%Y-%m-%d")
        age = str((on - person.birth_date).days // 365)
        known = self.maybe("yes", self.habits.no_address)
        return {
            "key": key,
            "role": role,
            "surname": self.name(person.surname).upper(),
            "forenames": self.name(person.forename),
            "birth_date": born,
            "age": "" if born else self.maybe(age, 0.4),
            "sex": person.sex[0].upper(),
            "address": person.address.line if known else "",
            "postcode": person.address.postcode if known else "",
            "phone": self.maybe(person.phone, self.habits.no_phone),
            "nhs_no": self.maybe(person.nhs_no, self.habits.no_identifiers),
            "pnc_id": self.maybe(person.pnc_id, self.habits.no_identifiers),
            "cro_no": self.maybe(person.cro_no, self.habits.no_identifiers),
            "warnings": [],
        }

    def for_columns(self, person: Person, prefix: str) -> dict[str, str]:
        """A person in the columns of a notification, whose birth dates run day, month, year."""
        known = self.maybe("yes", self.habits.no_address)
        typed = {
            "surname": self.name(person.surname),
            "forename": self.name(person.forename),
            "birth_date": self.birth_date(person.birth_date, "%d/%m/%Y"),
            "sex": person.sex.title(),
            "address": person.address.line if known else "",
            "postcode": person.address.postcode if known else "",
            "phone": self.maybe(person.phone, self.habits.no_phone),
            "middle": person.middle,
            "school": person.school,
            "nhs_no": self.maybe(person.nhs_no, self.habits.no_identifiers),
            "upn": self.maybe(person.upn, self.habits.no_identifiers),
            "social_care_id": person.social_care_id,
        }
        return {prefix + name: text for name, text in typed.items()}
