"""The faulty rows of a week's folder: each with what it meets, and the right cells where a person can tell them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from goldthread.synthetic import numbers
from goldthread.synthetic.chance import dice
from goldthread.synthetic.places import BOROUGHS
from goldthread.synthetic.planting import OTHERS_SPELLING, no_such_day
from goldthread.synthetic.population import Offender
from goldthread.synthetic.sent import Sent, day
from goldthread.synthetic.stories.teller import Teller
from goldthread.synthetic.systems.offenders import marker
from goldthread.synthetic.systems.writing import Named


@dataclass(frozen=True)
class Mistake:
    """`code` is the quarantine, or the note of a row that is kept. `right` are the cells that put it right, if any."""

    sent: Sent
    code: str
    column: str
    words: str
    right: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"

    def told(self, file: str, row: int) -> dict[str, Any]:
        return {
            "source": self.sent.source, "file": file, "row": row, "record": self.sent.record_id, "code": self.code,
            "field": self.column, "reader": self.words, "right": self.right,
        }  # fmt: skip


def made(teller: Teller, anchor: datetime) -> list[Mistake]:
    """About people of their own, so that a row put right is a record nobody had."""
    maker = _Maker(teller, anchor)
    return [*maker.of_notices(), *maker.of_calls(), *maker.of_others()]


class _Maker:
    """`teller` numbers people and records on from its stories."""

    def __init__(self, teller: Teller, anchor: datetime) -> None:
        self.t, self.anchor = teller, anchor
        self.places = 0

    def _child(self, forename: str) -> Named:
        self.places += 1
        home = self.t.gazetteer.named(f"{self.places} Ledger Row", BOROUGHS[self.places % len(BOROUGHS)])
        sex = ("female", "male")[self.places % 2]
        return Named(
            self.t.child(forename, "Tallis", sex, self.t.born(5 + self.places % 10, 11 * self.places), home), "child"
        )

    def _before(self, hours: int) -> datetime:
        return self.anchor - timedelta(hours=hours)

    def _notice(self, forename: str, hours: int, seen: str) -> Sent:
        child = self._child(forename).person
        return self.t.notice(self._before(hours), "PAC", child, grade="green", spoken_to="alone", seen_words=seen)

    def of_notices(self) -> Iterator[Mistake]:
        plain = self._notice("Anouk", 30, "Anouk seen at home, well.")
        right = plain.cells["reported_at"]
        yield Mistake(plain.with_cells(reported_at=right[:19]), "Q-TIME-03", "reported_at",
                      "a time without its offset: add it, and replay the row", {"reported_at": right})  # fmt: skip
        born = self._notice("Bram", 33, "")
        date = born.cells["subject_birth_date"]
        told = f"Bram seen at home. His mother showed his birth certificate: {date}."
        spoilt = born.with_cells(seen_words=told, subject_birth_date=no_such_day(date))
        yield Mistake(spoilt, "Q-DOB-03", "subject_birth_date",
                      "no such date: the right one is in the words", {"subject_birth_date": date})  # fmt: skip
        desk = self._notice("Cosmo", 52, "Cosmo seen with an aunt.").with_cells(restriction="signalled", ask="")
        yield Mistake(desk, "Q-RES-02", "ask", "signalled and nobody to ask: name the desk",
                      {"ask": "Public Protection Desk"})  # fmt: skip

    def _call(self, forename: str, hours: int) -> Sent:
        named = self._child(forename)
        text = f"{forename} in the street alone."
        return self.t.call(self._before(hours), "concern for safety", named.person.address, text, named)

    def of_calls(self) -> Iterator[Mistake]:
        yield Mistake(self._call("Dora", 21).with_cells(op="insert"), "Q-OP-01", "op",
                      "neither upsert nor delete: the system meant upsert", {"op": "upsert"})  # fmt: skip
        category = self._call("Edda", 26).with_cells(subject_category=["bystander"])
        yield Mistake(category, "Q-CAT-01", "subject_category", "not a category: a bystander is witness_or_other",
                      {"subject_category": "witness_or_other"})  # fmt: skip
        yield Mistake(self._call("Fitz", 40).with_cells(handling="SECRET"), "Q-MARK-02", "handling",
                      "above OFFICIAL-SENSITIVE: not kept; tell the sender's security officer")  # fmt: skip
        other = self._call("Gus", 45)
        yield Mistake(other.with_cells(text=f"{other.cells['text']} {OTHERS_SPELLING}"), "Q-ENC-01", "",
                      "bytes of another encoding: return it", encoding="cp1252")  # fmt: skip
        yield Mistake(self._call("Hal", 19), "Q-CUT-01", "", "the file broke off: ask for it again")

    def of_others(self) -> Iterator[Mistake]:
        at = self._before(28)
        child = self._child("Ivo")
        place = child.person.address
        report = self.t.intelligence(at, "2BC", place, "Seen with older people after school.", child)
        yield Mistake(report.with_cells(handling_conditions=""), "Q-GRADE-03", "handling_conditions",
                      "handling C without its conditions: ask the intelligence desk")  # fmt: skip
        crime = self.t.crime(at, "theft", place, victims=[self._child("Jory")], mo_text="Bicycle taken.")
        yield Mistake(crime.with_cells(source_record_id=""), "Q-ID-01", "source_record_id",
                      "no number: the crime's own is in crime_no", {"source_record_id": crime.record_id})  # fmt: skip
        care = self.t.care(self._before(60), self._child("Kip").person, CINreferralDate=day(self.t.day(4)))
        ahead = care.with_cells(PersonBirthDate=day(self.t.on + timedelta(days=400)))
        yield Mistake(ahead, "Q-DOB-02", "PersonBirthDate", "born after the row was sent: ask the authority")
        yield self._open_marker()
        yield self._wrong_letter()

    def _open_marker(self) -> Mistake:
        """A marker that came without its restriction: who it is about is not for everyone."""
        man = self.t.adult("Lorne", "Tallis", "male", self.t.born(51, 9), self._child("Lex").person.address)
        man.pnc_id = numbers.pnc(dice(self.t.world.seed, "mistakes"), self.t.on.year - 6)
        since = self.t.day(2000)
        offender = Offender(man, f"{since.year % 100:02d}/9000002", "1", 1, "medium", "SRO", since, since, False, 4)
        clerk = self.t.world.clerks["offenders"]
        sent = marker(clerk, offender, self._before(31), self.t.day(2), self.t.on + timedelta(days=180))
        return Mistake(sent.with_cells(restriction="", ask=""), "Q-RES-03", "restriction",
                       "a marker sent in the open: return it")  # fmt: skip

    def _wrong_letter(self) -> Mistake:
        """Kept, and noted: a check letter that fails is no reason to lose who was detained."""
        child = self._child("Mabel")
        good = numbers.pnc(dice(self.t.world.seed, "wrong letter"), self.t.on.year - 1)
        wrong = good[:-1] + ("B" if good[-1] != "B" else "D")
        sent = self.t.custody(self._before(23), "Oxlade", Named(child.person, more={"pnc_id": wrong}),
                              offences=["Theft from a shop"])  # fmt: skip
        return Mistake(sent, "N-ID-01", "detainee_pnc_id", "the check letter fails: kept as typed, and noted",
                       {"detainee_pnc_id": good})  # fmt: skip
