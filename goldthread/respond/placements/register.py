"""The register of homes and other premises: entered, changed, closed, and given a key of its own to report by."""

import re
import secrets
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.keys import LASTS, Outside, give_key_to
from goldthread.core.access.reader import Reader
from goldthread.core.journal import actions as journal
from goldthread.core.mailbox.registry import addresses_in
from goldthread.core.organisation.authorities import authorities
from goldthread.core.organisation.models import Borough
from goldthread.core.people.actions import ALPHABET
from goldthread.core.refusals import NotFound, NotValid, Refusal
from goldthread.respond.placements.models import KINDS, Premises

KEEPS = "keep_placements"
# What is written of a home, and how long each may be.
LONGEST = {"name": 120, "provider": 120, "address": 200, "postcode": 10, "night_phone": 40, "mail": 200,
           "contacts": 600, "ofsted_number": 20}  # fmt: skip
TEXTS = tuple(LONGEST)
NEEDED = {"name": "Enter its name.", "address": "Enter where it is.", "kind": "Choose its kind.",
          "host": "Choose the authority in whose area it stands."}  # fmt: skip
_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\\\"]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
KEY_SCOPES = ("send_missing_report",)


def enter_premises(by: Reader, **told: Any) -> Premises:
    """Enter a home. `host` is an authority's code, `borough` one of the force's own where it stands in one."""
    by.must(KEEPS)
    if by.officer is None:
        raise Refusal("no_person", "A service keeps no register.", "A named officer must.")
    values = _checked(told)
    with db.transaction():
        under = look(by, operation="alteration", change="premises entered")
        premises = Premises(
            id=uuid.uuid4(),
            code="H-" + "".join(secrets.choice(ALPHABET) for _ in range(6)),
            entered_at=clocks.now(),
            entered_by=by.officer,
            **values,
        )
        premises.save(force_insert=True)
        _journal(by, under, premises, "premises.entered", values)
    return premises


def change_premises(by: Reader, code: str, **told: Any) -> Premises:
    """Change what is said of a home; what is not told stays. `closed_on` closes it: nobody is placed there any more."""
    by.must(KEEPS)
    with db.transaction():
        under = look(by, operation="alteration", change="premises changed", premises=code)
        premises = premises_by_code(code)
        held = {name: getattr(premises, name) for name in (*TEXTS, "kind", "host", "lodges", "closed_on")}
        values = _checked({**held, "borough": premises.borough_id or "", **told})
        for name, value in values.items():
            setattr(premises, name, value)
        premises.changed_at = clocks.now()
        premises.save()
        _journal(by, under, premises, "premises.changed", values)
    return premises


def premises_by_code(code: str) -> Premises:
    """The home with this code, under the look now open."""
    found = Premises.objects.filter(code=code.strip().upper()).first()
    if found is None:
        raise NotFound("No home has that code.", "Look in the register.")
    return found


def give_key(by: Reader, code: str, days: int = LASTS) -> str:
    """A key by which a home reports without an account: shown once. The keys it had before end."""
    by.must("keep_officers")
    with db.transaction():
        look(by, operation="alteration", change="key of a home given", premises=code)
        home = _named(code)
        return give_key_to(outside_of(home), KEY_SCOPES, f"reports of {home}", days)


def outside_of(home: str) -> Outside:
    """The account of a home, by which its key and its mail speak for it. Nobody signs in with it."""
    return Outside(f"home-{home.lower()}", f"Home {home}", "Key of a home", "care_home", home)


def _named(code: str) -> str:
    """An administrator sees no content, so no register either: that the code is one of a home is the form's to say."""
    text = code.strip().upper()
    if not text.startswith("H-") or len(text) > 12:
        raise NotValid("home", f'"{code[:20]}" is no code of a home.', "The register has it, like H-4K9WQT.")
    return text


def _checked(told: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {name: str(told.get(name) or "").replace("\0", "").strip() for name in TEXTS}
    values |= {"kind": str(told.get("kind") or ""), "host": str(told.get("host") or "")}
    values["lodges"] = told.get("lodges") in (True, "yes", "on", "true")
    for name, words in NEEDED.items():
        if not values[name]:
            raise NotValid(name, words)
    for name in TEXTS:
        if len(values[name]) > LONGEST[name]:
            raise NotValid(name, f"This is over {LONGEST[name]} characters.", "Shorten it.")
    _check_mail(values["mail"])
    _one_of("kind", values["kind"], [value for value, _ in KINDS])
    _one_of("host", values["host"], list(authorities()))
    borough = str(told.get("borough") or "")
    if borough:
        _one_of("borough", borough, list(Borough.objects.values_list("code", flat=True)))
    values["borough_id"] = borough or None
    values["closed_on"] = _day(told.get("closed_on"))
    return values


def _check_mail(text: str) -> None:
    """Each address is one that mail can come from."""
    for one in addresses_in(text):
        if not _ADDRESS.fullmatch(one):
            raise NotValid("mail", f'"{one[:60]}" is no mail address.', "Write addresses with commas between.")


def _one_of(name: str, value: str, allowed: list[str]) -> None:
    if value not in allowed:
        raise NotValid(name, f'"{value[:40]}" is not a choice.', f"Choose one of: {', '.join(allowed)}.")


def _day(value: Any) -> date | None:
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise NotValid("closed_on", f'"{str(value)[:40]}" is no day.', "Write it like 2026-10-23.") from None


def _journal(by: Reader, under: Look, premises: Premises, kind: str, values: Mapping[str, Any]) -> None:
    facts = {"code": premises.code, "kind": values["kind"], "host": values["host"], "lodges": values["lodges"]}
    journal.write(kind, stream=f"premises:{premises.pk}", by=by, under=under, occurred_at=clocks.now(), facts=facts)
