"""Numbers that stand for a person or a place: canonical form and check character, never a silent repair.

Every function takes what was typed and gives the canonical form, or raises `InvalidIdentifier` saying why.
"""

import re

# The alphabets leave out I, O and S, which a hand writes like 1, 0 and 5. The remainder mod 23 is the index.
CHECK_T = "ZABCDEFGHJKLMNPQRTUVWXY"
CHECK_U = "ABCDEFGHJKLMNPQRTUVWXYZ"

FIRST_PNC_YEAR = 1900
ASN_SERIAL = 11

_PNC = re.compile(r"(?P<year>\d{4}|\d{2})/(?P<serial>\d{1,7})(?P<check>[A-Z])", re.ASCII)
_PNC_UNDIVIDED = re.compile(r"(?P<year>\d{4}(?=\d{7})|\d{2})(?P<serial>\d{1,7})(?P<check>[A-Z])", re.ASCII)
_CRO = re.compile(r"(?P<serial>\d{1,6})/(?P<year>\d{2})(?P<check>[A-Z])", re.ASCII)
_CRO_FILE_ONLY = re.compile(r"SF(?P<year>\d{2})/(?P<serial>\d{1,6})(?P<check>[A-Z])", re.ASCII)
_ASN = re.compile(
    r"(?P<year>\d{2})(?P<area>[A-Z0-9]?)(?P<force>[A-Z0-9]{2})(?P<unit>[A-Z0-9]{2})(?P<system>[A-Z0-9]{2})"
    r"(?P<serial>\d{11})(?P<check>[A-Z])",
    re.ASCII,
)
_ASN_DIVIDED = re.compile(
    r"(?P<year>\d{2})/(?P<area>[A-Z0-9]?)(?P<force>[A-Z0-9]{2})(?P<unit>[A-Z0-9]{2})/(?P<system>[A-Z0-9]{2})/"
    r"(?P<serial>\d{1,11})(?P<check>[A-Z])",
    re.ASCII,
)
# What the parts after force and unit stand for is not published, so only the form is held to.
_URN = re.compile(r"[A-Z0-9]{4}\d{3,7}", re.ASCII)
_DUMMY_URN = re.compile(r"00[NP]P|\d{2}00", re.ASCII)
_NHS = re.compile(r"\d{10}", re.ASCII)
_UPN = re.compile(r"(?P<check>[A-Z])(?P<body>\d{11}[A-Z0-9])", re.ASCII)
_UPRN = re.compile(r"\d{1,12}", re.ASCII)


class InvalidIdentifier(ValueError):
    """The text is not a valid identifier of its scheme. Keep the text: it may still be matched as typed.

    Where its form is right and its check character is not, `given` is that character and `expected` the one that the
    rest of the number asks for.
    """

    def __init__(self, scheme: str, text: str, why: str, given: str = "", expected: str = "") -> None:
        super().__init__(f"{scheme} {text!r}: {why}")
        self.scheme = scheme
        self.text = text
        self.why = why
        self.given = given
        self.expected = expected


def compact(text: str) -> str:
    return "".join(text.split()).upper()


def _expect_check(scheme: str, text: str, given: str, worked_out: str) -> None:
    if given != worked_out:
        why = f"the check character should be {worked_out}, not {given}"
        raise InvalidIdentifier(scheme, text, why, given, worked_out)


def pnc_check(year: int, serial: int) -> str:
    return CHECK_T[int(f"{year % 100:02d}{serial:07d}") % 23]


def pnc(text: str, *, this_year: int) -> str:
    """`1979/0163001B`. A two-digit year up to this year's is of this century, any other of the last."""
    typed = compact(text)
    found = _PNC.fullmatch(typed) or _PNC_UNDIVIDED.fullmatch(typed)
    if not found:
        raise InvalidIdentifier("PNC", text, "it is not a year, a serial of up to seven digits and a letter")
    year = _full_year(found["year"], this_year)
    if not FIRST_PNC_YEAR <= year <= this_year:
        raise InvalidIdentifier("PNC", text, f"the year {year} cannot be")
    serial = int(found["serial"])
    _expect_check("PNC", text, found["check"], pnc_check(year, serial))
    return f"{year}/{serial:07d}{found['check']}"


def _full_year(digits: str, this_year: int) -> int:
    if len(digits) == 4:
        return int(digits)
    century = this_year // 100 * 100
    return int(digits) + (century if int(digits) <= this_year % 100 else century - 100)


def cro_check(year: str, serial: str) -> str:
    return CHECK_T[int(year + serial) % 23]


def cro(text: str) -> str:
    """`065656/91H`, or `SF05/482703J` for a file without fingerprints, whose serial is not padded."""
    typed = compact(text)
    if found := _CRO_FILE_ONLY.fullmatch(typed):
        _expect_check("CRO", text, found["check"], cro_check(found["year"], found["serial"]))
        return typed
    found = _CRO.fullmatch(typed)
    if not found:
        raise InvalidIdentifier("CRO", text, "it is not a serial of up to six digits, a year of two and a letter")
    serial = found["serial"].zfill(6)
    _expect_check("CRO", text, found["check"], cro_check(found["year"], serial))
    return f"{serial}/{found['year']}{found['check']}"


def asn_check(year: str, force: str, system: str, serial: str) -> str:
    """Codes with a letter in them do not count, nor does the unit's, nor the character before the force's."""
    counted = [code for code in (force, system) if code.isdigit()]
    return CHECK_T[int("".join([*counted, year, serial.zfill(ASN_SERIAL)])) % 23]


def asn(text: str) -> str:
    """`1101ZD0100000448754K`, also written `11/01ZD/01/448754K`. Some have a character more before the force."""
    typed = compact(text)
    found = _ASN.fullmatch(typed) or _ASN_DIVIDED.fullmatch(typed)
    if not found:
        raise InvalidIdentifier("ASN", text, "it is not a year, force, unit, system, eleven digits and a letter")
    _expect_check(
        "ASN", text, found["check"], asn_check(found["year"], found["force"], found["system"], found["serial"])
    )
    codes = found["year"] + found["area"] + found["force"] + found["unit"] + found["system"]
    return f"{codes}{found['serial'].zfill(ASN_SERIAL)}{found['check']}"


def urn(text: str) -> str:
    """A case's reference, `01ZD0300821`: it has no check character, so only its form can be wrong."""
    typed = compact(text).replace("/", "").replace("-", "")
    if not _URN.fullmatch(typed):
        raise InvalidIdentifier("URN", text, "it is not a force, a unit and three to seven digits")
    return typed


def is_dummy_urn(canonical: str) -> bool:
    """Whether a case reference stands in for a real one: two cases that share it have nothing in common."""
    return _DUMMY_URN.match(canonical) is not None


def nhs_check(nine: str) -> str | None:
    """The tenth digit for nine, or None: the nine digits whose check would be 10 were never used."""
    check = 11 - sum(int(digit) * (10 - i) for i, digit in enumerate(nine)) % 11
    return None if check == 10 else str(check % 11)


def nhs(text: str) -> str:
    """Ten digits without spaces. `999…` is never issued: an invented person's, and valid."""
    typed = compact(text).replace("-", "")
    if not _NHS.fullmatch(typed):
        raise InvalidIdentifier("NHS", text, "it is not ten digits")
    check = nhs_check(typed[:9])
    if check is None:
        raise InvalidIdentifier("NHS", text, "no check digit exists for these nine digits")
    _expect_check("NHS", text, typed[9], check)
    return typed


def upn_check(body: str) -> str:
    """The letter before these twelve characters; a final letter (temporary) counts as its index."""
    values = (CHECK_U.index(c) if c.isalpha() else int(c) for c in body)
    return CHECK_U[sum(value * place for place, value in enumerate(values, start=2)) % 23]


def upn(text: str) -> str:
    typed = compact(text)
    found = _UPN.fullmatch(typed)
    if not found or (found["body"][-1].isalpha() and found["body"][-1] not in CHECK_U):
        raise InvalidIdentifier("UPN", text, "it is not a letter and twelve digits, or eleven digits and a letter")
    _expect_check("UPN", text, found["check"], upn_check(found["body"]))
    return typed


def uprn(text: str) -> str:
    """Twelve digits, padded. It has no check digit, so only its form can be wrong."""
    typed = compact(text)
    if not _UPRN.fullmatch(typed) or int(typed) == 0:
        raise InvalidIdentifier("UPRN", text, "it is not a number of up to twelve digits")
    return typed.zfill(12)
