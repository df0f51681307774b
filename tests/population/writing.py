"""How one system writes one person down: names, birth date, home and numbers, with all that goes wrong."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.population import places
from tests.population.communities import Spellings
from tests.population.families import STREET_NAMES, Person
from tests.population.slips import slipped
from tests.population.systems import System

NO_MARKS = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "đ": "d", "Đ": "D", "ß": "ss"})
UNKNOWN = ("Unknown", "unk", "Not known", "Child 1", "Male", "Female")
# Shares in a hundred that belong to no system: of custody records in a brother's name, of wrong sexes, and the rest.
FALSE_DETAILS, WRONG_SEX, MISTYPED_ID, MOTHERS_NHS, AT_SCHOOL, ELSEWHERE = 0.012, 0.004, 0.006, 0.12, 0.012, 0.03


@dataclass
class Scribe:
    """Whoever types for one system on one day about one person."""

    system: System
    day: date
    chance: Random

    def write(self, one: Person, role: str) -> dict[str, str]:
        """Every column but those of the report itself."""
        told = self._details_given(one)
        row = self._unborn_names(one) if role == "unborn child" else self._names(told)
        is_unborn = role == "unborn child"
        row["dob"] = self._expected(one) if is_unborn else self._birth_date(told)
        row["sex"] = "" if is_unborn else self._sex(one)
        row |= self._home(one)
        row["phone"] = self._phone(one)
        row |= {
            "pnc_id": self._pnc(one),
            "nhs_no": "" if is_unborn else self._nhs(one),
            "social_care_id": self._file(one),
        }
        return row

    def _is(self, rate: float) -> bool:
        return self.chance.random() < rate

    def _details_given(self, one: Person) -> Person:
        """Now and then somebody arrested gives a brother's name and date; the fingerprints stay their own."""
        if self.system.code != "custody" or not self._is(FALSE_DETAILS):
            return one
        others = [
            other for other in one.household.people
            if other is not one and other.sex == one.sex and abs((other.born - one.born).days) < 3000
        ]  # fmt: skip
        return self.chance.choice(others) if others else one

    # Names

    def _names(self, one: Person) -> dict[str, str]:
        forename, middle = self._given(one)
        surname, from_surname = self._surname(one)
        middle = middle or from_surname
        alias = self._alias(one, forename) if self._is(self.system.alias) else ""
        forename, surname = self._left_out(one, forename, surname)
        if forename and surname and self._is(one.community.swapped * (1.5 if self.system.code == "cad" else 1)):
            forename, surname = surname, forename
        if self.system.code in ("cad", "intelligence") and self._is(0.03):
            forename, middle, surname = "", "", " ".join(part for part in (forename, middle, surname) if part)
        typed = {
            name: self._typed(text) for name, text in (("forename", forename), ("middle", middle), ("surname", surname))
        }
        return {**typed, "alias": alias if self.system.keeps_marks else plain(alias)}

    def _given(self, one: Person) -> tuple[str, str]:
        names = one.names
        if names.short and self._is(self.system.short * (2.5 if one.community.english else 1)):
            return self.chance.choice(names.short), ""
        own = [self._spelt(forms) for forms in names.given]
        if len(own) == 1:
            return own[0], ""
        if names.called == 1:
            way = self.chance.random()
            return (own[0], own[1]) if way < 0.45 else (own[1], "") if way < 0.8 else (" ".join(own), "")
        if names.rule == "clan":
            return own[0], own[1] if self._is(0.5) else ""
        way = self.chance.random()
        return own[0], own[1] if way < 0.35 else own[1][0] if way < 0.42 else ""

    def _spelt(self, forms: Spellings) -> str:
        """The bearer's own spelling, or one the writer is more used to."""
        return self.chance.choice(forms[1:]) if len(forms) > 1 and self._is(self.system.spelling * 1.6) else forms[0]

    def _surname(self, one: Person) -> tuple[str, str]:
        """What stands as surname, and what of the line stands as middle name."""
        names = one.names
        if one.step and self._is(0.15):
            return self._spelt(one.step.surnames[-1]), ""
        if names.other and self._is(0.12):
            return self._spelt(names.other), ""
        own = [self._spelt(forms) for forms in names.surnames]
        if names.rule == "father":
            return self._line(one, own[0])
        if names.rule == "clan":
            way, title = self.chance.random(), names.given[1][0]
            return (title, "") if way < 0.12 else (f"{title} {own[0]}", "") if way < 0.2 else (own[0], "")
        if len(own) == 2:
            return self._two(own), ""
        if one.sex == "F" and one.community.feminine and self._is(0.15):
            return _as_a_mans(own[0], one.community.feminine), ""
        return own[0], ""

    def _two(self, own: list[str]) -> str:
        way = self.chance.random()
        if way < 0.5:
            return " ".join(own)
        if way < 0.65:
            return "-".join(own)
        return own[1] if way < 0.85 else own[0]

    def _line(self, one: Person, last: str) -> tuple[str, str]:
        """Father's and grandfather's names: which of the two becomes the surname differs from desk to desk."""
        father, way = self._spelt(one.names.fathers[0]), self.chance.random()
        if one.community.code != "somali":
            return (last, "") if way < 0.92 else (last[0], "")
        if way < 0.62:
            return last, father if self._is(0.55) else ""
        return (father, "") if way < 0.86 else (f"{father} {last}", "")

    def _alias(self, one: Person, forename: str) -> str:
        names, kinds = one.names, ["street"]
        if names.short:
            kinds += ["short", "short"]
        if names.other or one.step:
            kinds.append("other")
        if len(names.everyday) > 1:
            kinds.append("spelling")
        kind = self.chance.choice(kinds)
        if kind == "short":
            return names.short[0]
        if kind == "other":
            return f"{forename} {(names.other or one.step.surnames[-1])[0]}"
        if kind == "spelling":
            return f"{names.everyday[1]} {names.surnames[-1][0]}"
        return STREET_NAMES[one.born.toordinal() % len(STREET_NAMES)]

    def _left_out(self, one: Person, forename: str, surname: str) -> tuple[str, str]:
        if one.age(self.day) < 1 and self._is(0.05):
            return "Baby", surname
        if self._is(self.system.no_forename):
            return self.chance.choice(("", "", *UNKNOWN[:3], UNKNOWN[3] if one.kind == "child" else "")), surname
        return (forename, "") if self.system.code == "cad" and self._is(0.04) else (forename, surname)

    def _unborn_names(self, one: Person) -> dict[str, str]:
        mother = one.mother.names.surnames[-1] if one.mother else one.names.surnames[-1]
        forename = self.chance.choice(("Unborn", "Unborn Baby", "Unborn baby", "Baby"))
        return {"forename": forename, "middle": "", "surname": self._typed(self._spelt(mother)), "alias": ""}

    def _typed(self, text: str) -> str:
        words = text if self.system.keeps_marks else plain(text)
        if words and self._is(self.system.slip):
            words = slipped(words, self.chance)
        return words.upper() if self._is(self.system.capitals) else words

    # Dates

    def _birth_date(self, one: Person) -> str:
        rates, born, way = self.system.birth_date, one.born, self.chance.random()
        for kind in ("missing", "year", "january", "swapped", "digit"):
            way -= rates[kind]
            if way < 0:
                return self._wrong_date(kind, born)
        return self._date(born)

    def _wrong_date(self, kind: str, born: date) -> str:
        if kind == "missing":
            return ""
        about = born.year + self.chance.choice((-1, 0, 0, 0, 1))
        if kind == "year":
            return self.chance.choice((f"{born.year}", f"{born.year}", f"c. {about}", f"{born:%Y-%m}"))
        if kind == "january":
            return self._date(date(about, 1, 1))
        if kind == "swapped":
            return self._date(date(born.year, born.day, born.month) if born.day <= 12 else born)
        return self._date(_one_digit(born, self.chance))

    def _date(self, day: date) -> str:
        way = self.chance.random()
        return day.isoformat() if way < 0.75 else f"{day:%d/%m/%Y}" if way < 0.97 else f"{day.day} {day:%B %Y}"

    def _expected(self, one: Person) -> str:
        """When a child is due is no birth date, and is seldom the day it comes."""
        if self._is(0.4):
            return ""
        due = one.born + timedelta(days=round(self.chance.gauss(2, 10)))
        return f"EDD {due:%d/%m/%Y}" if self._is(0.7) else f"due {due.isoformat()}"

    # Home, telephone, sex

    def _home(self, one: Person) -> dict[str, str]:
        rates, chance = self.system.home, self.chance
        place = one.home_before(self.day) if self._is(rates["old"]) else one.home(self.day)
        if one.kind == "child" and one.age(self.day) >= 5 and self._is(AT_SCHOOL):
            place = _school(place)
        if self.system.code == "cad" and self._is(ELSEWHERE):
            place = places.house(chance)
        if self._is(rates["missing"]):
            return {"address": "", "postcode": "", "borough": place.borough if self._is(0.5) else ""}
        address = places.written(place, chance, rates["flat"])
        if self._is(self.system.slip):
            address = slipped(address, chance)
        postcode = "" if self._is(rates["postcode"]) else place.postcode
        postcode = postcode.replace(" ", "") if self._is(0.25) else postcode
        return {"address": address, "postcode": postcode, "borough": place.borough if self._is(0.9) else ""}

    def _phone(self, one: Person) -> str:
        if not self._is(self.system.phone):
            return ""
        parents = [other.phone for other in one.household.people if other.kind == "parent" and other.phone]
        own = one.phone if one.age(self.day) >= 12 else ""
        number = own if own and (one.kind != "child" or self._is(0.7)) else parents[0] if parents else own
        if one.household.landline and self._is(0.15):
            number = one.household.landline
        way = self.chance.random()
        if not number or way < 0.7:
            return number
        return f"+44 {number[1:5]} {number[5:]}" if way < 0.85 else f"{number[:5]} {number[5:]}"

    def _sex(self, one: Person) -> str:
        if not self._is(self.system.sex):
            return "U" if self._is(0.2) else ""
        sex = {"F": "M", "M": "F"}[one.sex] if self._is(WRONG_SEX) else one.sex
        return sex if self.system.code != "social_care" else {"F": "Female", "M": "Male"}[sex]

    # Numbers

    def _pnc(self, one: Person) -> str:
        if not one.pnc_id or self.day.year < int(one.pnc_id[:4]) or not self._is(self.system.pnc_id):
            return ""
        number = one.pnc_id if self._is(0.7) else f"{one.pnc_id[2:4]}/{int(one.pnc_id[5:-1])}{one.pnc_id[-1]}"
        return self._perhaps_wrong(number)

    def _nhs(self, one: Person) -> str:
        if not self._is(self.system.nhs_no):
            return ""
        is_mothers = one.mother is not None and one.age(self.day) < 1 and self._is(MOTHERS_NHS)
        number = one.mother.nhs_no if is_mothers else one.nhs_no
        return self._perhaps_wrong(number if self._is(0.6) else f"{number[:3]} {number[3:6]} {number[6:]}")

    def _file(self, one: Person) -> str:
        return (
            self.chance.choice(one.social_care_ids)
            if one.social_care_ids and self._is(self.system.social_care_id)
            else ""
        )

    def _perhaps_wrong(self, number: str) -> str:
        if not self._is(MISTYPED_ID):
            return number
        at = self.chance.choice([place for place, sign in enumerate(number) if sign.isdigit()])
        return number[:at] + str((int(number[at]) + self.chance.randint(1, 9)) % 10) + number[at + 1 :]


def plain(text: str) -> str:
    """The text as a keyboard without its marks types it."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(NO_MARKS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _as_a_mans(surname: str, feminine: tuple[tuple[str, str], ...]) -> str:
    for his, hers in feminine:
        if surname.endswith(hers):
            return surname.removesuffix(hers) + his
    return surname


def _one_digit(born: date, chance: Random) -> date:
    """The date with a digit of day, month or year mistyped, as long as there is such a day."""
    for _ in range(20):
        signs = list(born.isoformat())
        at = chance.choice((2, 3, 6, 8, 9))
        signs[at] = str(chance.randrange(10))
        try:
            made = date.fromisoformat("".join(signs))
        except ValueError:
            continue
        if made != born and 1940 < made.year < 2018:
            return made
    return born


def _school(home: places.Place) -> places.Place:
    """The one school of this home's borough and first letter: an address that hundreds of children share."""
    return places.communal("school", Random(f"{home.borough} {home.street[0]}"))  # noqa: S311
