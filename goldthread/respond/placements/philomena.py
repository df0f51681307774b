"""Philomena: what a carer wrote of a child, kept in versions, sealed until the child is reported missing.

The form is the carer's and is sent to the police only when the child is missing (missing-cse-custody.md 1.14): ahead of
need it is held here only where the provider chose to lodge it, and its words open with a missing report. The row rule
holds that (`goldthread_philomena_open`).
"""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from goldthread.core import clocks, db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.clocks.book import book
from goldthread.core.journal import actions as journal
from goldthread.core.people.queries import newest_mention, person_by_code
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.placements.headings import PART_1, PART_2
from goldthread.respond.placements.models import PhilomenaForm, PhilomenaWords, Premises
from goldthread.respond.placements.placing import open_placements
from goldthread.respond.placements.register import KEEPS

LONGEST = 20_000
MONTH = 30.44  # days


def lodge_form(by: Reader, code: str, *, given_by: str, parts: Mapping[str, str], given_on: str = "") -> PhilomenaForm:
    """Keep a new version of Part 1 that a carer lodges ahead of need; with no words, the last version is confirmed.

    Refused where the child's home did not choose to lodge.
    """
    by.must(KEEPS)
    if not given_by.strip():
        raise NotValid("given_by", "Enter who gave it: name and role.")
    with db.transaction():
        person, _ = person_by_code(code)
        under = look(by, people=[person], operation="alteration", change="Philomena form lodged")
        homes = [one.premises for one in open_placements(person)]
        if not homes or not homes[0].lodges:
            raise Refusal("not_lodged", "The child's home keeps the form itself: it is sent when the child is missing.",
                          "Where the provider chose to lodge it, say so in the register.", status=422)  # fmt: skip
        said = _said(parts, PART_1)
        if not said:
            return _confirm(by, under, person, given_by)
        return keep_form(by, under, person, "1", said, given_by, home=homes[0], given_on=_day(given_on))


def keep_form(
    by: Reader, under: Look, person: UUID, part: str, said: Mapping[str, str], given_by: str, *,
    home: Premises | None = None, case_reference: str = "", given_on: date | None = None,
) -> PhilomenaForm:  # fmt: skip
    """Keep one more version of a part, under a look on the child: lodged, or sent with a missing report."""
    if by.officer is None:
        raise Refusal("no_person", "A service gives no form.", "A named officer must.")
    mention = newest_mention(person)
    form = PhilomenaForm(
        id=uuid.uuid4(),
        mention_id=mention,
        premises=home,
        part=part,
        version=1 + max((one.version for one in forms_of(person) if one.part == part), default=0),
        given_by=given_by.replace("\0", "").strip()[:120],
        given_on=given_on or clocks.today(),
        is_sealed=bool(book().setting("missing.philomena_sealed", clocks.today())),
        case_reference=case_reference,
        received_at=clocks.now(),
        received_by=by.officer,
    )
    form.save(force_insert=True)
    PhilomenaWords(form=form, body=dict(said)).save(force_insert=True)
    _write(by, under, form, "philomena.received")
    return form


def forms_of(person: UUID) -> list[PhilomenaForm]:
    """Under a look on the child: every version of both parts, the newest first."""
    mentions = db.fetch(
        "SELECT mention_id FROM people_link WHERE person_id = %s AND to_at IS NULL AND certainty = 'linked'", [person]
    )
    held = PhilomenaForm.objects.filter(mention__in=[row["mention_id"] for row in mentions])
    return list(held.select_related("premises").order_by("part", "-version"))


def philomena(person: UUID) -> dict[str, Any]:
    """What stands of a child's form, under a look: that it exists, how old it is, and its words where they are open."""
    forms = forms_of(person)
    home = next((one.premises for one in open_placements(person)), None)
    newest = {part: next((one for one in forms if one.part == part), None) for part in ("1", "2")}
    said = {row.form_id: row.body for row in PhilomenaWords.objects.filter(form__in=[one.pk for one in forms])}
    return {
        "home": {"code": home.code, "name": home.name, "night_phone": home.night_phone, "lodges": home.lodges}
        if home else None,
        "parts": [_told(one, said, home) for one in newest.values() if one],
        "versions": [{"part": one.part, "version": one.version, "given_by": one.given_by,
                      "given_on": one.given_on.isoformat()} for one in forms],
    }  # fmt: skip


def words_from(row: Mapping[str, str], part: str) -> dict[str, str]:
    """The words of a part among columns named `p1_identity`, as homes send them."""
    names = PART_1 if part == "1" else PART_2
    return _said({name: row.get(f"p{part}_{name}", "") for name in names}, names)


def _told(form: PhilomenaForm, said: Mapping[UUID, Any], home: Premises | None) -> dict[str, Any]:
    names = PART_1 if form.part == "1" else PART_2
    body, today = said.get(form.pk) or {}, clocks.today()
    since = form.confirmed_on or form.given_on
    stale = int(book().setting("missing.philomena_stale_days", today))
    return {
        "id": str(form.pk),
        "part": form.part,
        "version": form.version,
        "given_by": form.given_by,
        "given_on": form.given_on.isoformat(),
        "confirmed_on": form.confirmed_on.isoformat() if form.confirmed_on else None,
        "age": _age(form, today),
        "is_old": (today - since).days >= stale,
        "home": form.premises.name if form.premises else "",
        "has_moved": bool(home and form.premises and home.pk != form.premises_id),
        "is_open": form.pk in said,
        "says": [{"name": words, "value": body[name]} for name, words in names.items() if body.get(name)],
    }


def _age(form: PhilomenaForm, today: date) -> str:
    days = (today - form.given_on).days
    if days == 0:
        return "given today"
    held = f"held {_long(days)}"
    if form.confirmed_on is None:
        return f"{held}, not confirmed since"
    return f"{held}, confirmed {_long((today - form.confirmed_on).days)} ago"


def _long(days: int) -> str:
    months = int(days / MONTH)
    if months:
        return f"{months} month{'s' if months > 1 else ''}"
    return f"{days} day{'s' if days != 1 else ''}"


def _confirm(by: Reader, under: Look, person: UUID, given_by: str) -> PhilomenaForm:
    form = next((one for one in forms_of(person) if one.part == "1"), None)
    if form is None:
        raise NotValid("identity", "No form is held to be confirmed.", "Enter what it says.")
    form.confirmed_on = clocks.today()
    form.given_by = given_by.replace("\0", "").strip()[:120]
    form.save(update_fields=["confirmed_on", "given_by"])
    _write(by, under, form, "philomena.confirmed")
    return form


def _said(parts: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    said = {name: str(parts.get(name) or "").replace("\0", "").strip() for name in names}
    for name, text in said.items():
        if len(text) > LONGEST:
            raise NotValid(name, f"This is over {LONGEST:,} characters.", "Shorten it.")
    return {name: text for name, text in said.items() if text}


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise NotValid("given_on", f'"{text[:40]}" is no day.', "Write it like 2026-10-23.") from None
    if day > clocks.today():
        raise NotValid("given_on", "That day is still to come.", "Enter when the carer wrote it.")
    return day


def _write(by: Reader, under: Look, form: PhilomenaForm, kind: str) -> None:
    facts = {"part": form.part, "version": form.version, "case": form.case_reference}
    journal.write(kind, stream=f"philomena:{form.pk}", by=by, under=under, occurred_at=clocks.now(),
                  mentions=[form.mention_id], facts=facts)  # fmt: skip
