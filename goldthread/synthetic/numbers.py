"""Identifiers for people who do not exist: each worked out from a serial number, from ranges never issued to anyone."""

from random import Random

from goldthread.core.records.identifiers import asn_check, cro_check, nhs_check, pnc_check, upn_check

# Of the ten digits that may stand before the check, at most one has none.
CHECKED = 9


def nhs(serial: int) -> str:
    """999 is never issued. There are some nine hundred thousand valid numbers in it."""
    prefix, place = divmod(serial, CHECKED)
    if prefix > 99_999:
        raise ValueError("There are not so many NHS numbers that were never issued.")
    eight = f"999{prefix:05d}"
    first = nhs_check(eight + "0")
    # The digit whose check would be 10 is left out: it weighs 2, so the check falls by two with each step (mod 11).
    without = 0 if first is None else (int(first) - 10) * 6 % 11
    nine = f"{eight}{place + (place >= without)}"
    return f"{nine}{nhs_check(nine)}"


def upn(serial: int, birth_year: int) -> str:
    """Local authority 000 is nobody's."""
    body = f"000{serial // 1000 % 10_000:04d}{(birth_year + 5) % 100:02d}{serial % 1000:03d}"
    return upn_check(body) + body


def phone(serial: int) -> str:
    """The drama range holds a thousand; beyond it extra digits follow, which no exchange listens to."""
    extra = f"{serial // 1000:04d}" if serial >= 1000 else ""
    return f"07700 900{serial % 1000:03d}{extra}"


def pnc(rng: Random, year: int) -> str:
    serial = rng.randrange(1, 10_000_000)
    return f"{year}/{serial:07d}{pnc_check(year, serial)}"


def cro(rng: Random, year: int) -> str:
    serial = f"{rng.randrange(1, 1_000_000):06d}"
    return f"{serial}/{year % 100:02d}{cro_check(f'{year % 100:02d}', serial)}"


def asn(serial: int, year: int) -> str:
    """Force 99 is nobody's. The letters of its unit never count."""
    text = f"{serial:011d}"
    return f"{year % 100:02d}99ZZ01{text}{asn_check(f'{year % 100:02d}', '99', '01', text)}"


def social_care(short: str, serial: int) -> str:
    """An authority's own number for a child."""
    return f"{short}{serial:07d}"
