"""A detention certificate under PACE 1984 s38(6): what makes it lawful, and what becomes of one that is not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from goldthread.respond.custody.rules import LIMB_B_LEAST_AGE
from goldthread.respond.ruling import Ruling, refused

# Code C 16.7 and its note: none of these makes a move impracticable, which is about transport and travel. A reason of
# these words and no others says nothing; a person still reads those that say more.
_EMPTY = """
behaviour bad child conduct disruptive nature offence offences serious seriousness violent
accommodation available bed beds lack none no not place places secure unavailable
a an and any at because due for in is it of on or s the their there they this to was were
"""
_EMPTY_WORDS = frozenset(_EMPTY.split())


@dataclass(frozen=True)
class Enquiry:
    """Who was asked for a place, when, what they said, and their name."""

    asked: str = ""
    at: datetime | None = None
    answer: str = ""
    answered_by: str = ""

    @property
    def is_whole(self) -> bool:
        return bool(self.at) and all(one.strip() for one in (self.asked, self.answer, self.answered_by))


@dataclass(frozen=True)
class Certificate:
    """Limb `a`: a move is impracticable. Limb `b`: no secure place, and no other would protect the public."""

    basis: str
    age: int
    circumstances: str
    custody_officer: str
    enquiries: tuple[Enquiry, ...] = ()
    none_available: bool = False
    other_inadequate: bool = False
    no_enquiry_reason: str = ""  # an inspector's, where nobody was asked


def faults(certificate: Certificate, *, least_age: int = LIMB_B_LEAST_AGE) -> list[str]:
    """Everything for which it is not lawful, in plain words; empty where it is."""
    return list(_faults(certificate, least_age))


def draft(certificate: Certificate, *, least_age: int = LIMB_B_LEAST_AGE) -> Ruling:
    """A certificate being written: refused until it is lawful."""
    found = faults(certificate, least_age=least_age)
    return refused(" ".join(found)) if found else Ruling(saved_as="valid")


def given(certificate: Certificate, *, least_age: int = LIMB_B_LEAST_AGE) -> Ruling:
    """A certificate on which a child was kept: saved; as invalid, and alarmed, where it is not lawful."""
    found = faults(certificate, least_age=least_age)
    if found:
        return Ruling(alarm=True, words=" ".join(found), saved_as="invalid")
    return Ruling(saved_as="valid", counted_in=("CUS-I07",))


def says_nothing(reason: str) -> bool:
    """Whether a reason consists of words that are no reason: the child, the offence, the want of a bed."""
    return set(re.findall(r"[a-z]+", reason.lower())) <= _EMPTY_WORDS


def _faults(certificate: Certificate, least_age: int) -> Iterator[str]:
    if certificate.basis not in ("a", "b"):
        yield "A certificate rests on limb a or limb b."
    if not certificate.custody_officer.strip():
        yield "The custody officer is not named."
    if says_nothing(certificate.circumstances):
        yield "The circumstances do not say why this child could not be moved."
    if certificate.basis == "b":
        yield from _limb_b(certificate, least_age)
    yield from _enquiries(certificate)


def _limb_b(certificate: Certificate, least_age: int) -> Iterator[str]:
    if certificate.age < least_age:
        yield f"Limb b is for a child of {least_age} or over; this one is {certificate.age}."
    if not certificate.none_available:
        yield "Limb b needs that no secure place was available."
    if not certificate.other_inadequate:
        yield "Limb b needs that no other place would protect the public from serious harm by the child."


def _enquiries(certificate: Certificate) -> Iterator[str]:
    if not all(one.is_whole for one in certificate.enquiries):
        yield "For each enquiry, say who was asked, when, the answer, and the name of whoever gave it."
    if certificate.enquiries:
        return
    if certificate.basis == "b":
        yield "Nobody was asked for a place, so limb b cannot be shown."
    elif not certificate.no_enquiry_reason.strip():
        yield "Nobody was asked for a place, and no inspector recorded why."
