"""What homes send by mail: from an address that the register has for a home, handed in as that home's own."""

from goldthread.core.access.keys import account_of
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.mailbox.keeping import DOOR
from goldthread.core.mailbox.registry import Sender, Taker, addresses_in
from goldthread.respond.missing.partners.receiving import hand_in
from goldthread.respond.placements.models import Premises
from goldthread.respond.placements.register import outside_of


def _homes() -> list[Sender]:
    """The open homes of the register, by name."""
    fields = ("code", "name", "mail", "night_phone")
    told = Premises.objects.filter(closed_on=None).order_by("name", "code").values_list(*fields)
    return [Sender(code, name, addresses_in(mail), telephone) for code, name, mail, telephone in told]


def _reader_for(home: str) -> Reader:
    """The account that the home's key has: what comes by mail that is proved is the home's own word, as by key."""
    return reader_for(account_of(outside_of(home)), DOOR)


def _hand_in(by: Reader, home: str, name: str, content: bytes) -> list[str]:
    return [report.reference for report in hand_in(by, name, content, "mail", home)]


def _may(by: Reader) -> bool:
    return by.may("report_missing")


HOMES = Taker("home", "reports of missing children", "control_room", _homes, _reader_for, _may, _hand_in)
