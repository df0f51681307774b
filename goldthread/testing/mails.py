"""A mail that claims to come from a home and that nothing proves, for whatever must have one waiting."""

from email.message import EmailMessage
from uuid import uuid4

from goldthread.core import db
from goldthread.core.mailbox.keeping import Came, keep
from goldthread.core.mailbox.models import Message
from goldthread.core.mailbox.parsing import key_of
from goldthread.core.mailbox.sorting import sort_message
from goldthread.respond.placements.models import Premises
from goldthread.respond.placements.register import enter_premises
from goldthread.testing import factories as make

FROM = "night@mallow.example"
# A child whom nobody holds, so that what is taken of it waits for a person and names nobody.
ROW = "forename,surname,birth_date,q_other\nWren,Nobody,2011-05-11,{0}\n"


def a_letter(number: str = "") -> bytes:
    """One mail with a report of its own attached."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = FROM, "missing@force.example", "A report"
    mail.set_content("Attached.")
    mail.add_attachment(ROW.format(number or uuid4()).encode(), maintype="text", subtype="csv", filename="report.csv")
    return bytes(mail)


def a_mail() -> str:
    """A mail that came and waits for one press: its reference."""
    a_home_that_mails()
    raw = a_letter()
    with db.as_service():
        keep(Came("folder", raw, len(raw)))
        message = Message.objects.get(key=key_of(raw))
    sort_message(message.pk)
    return message.reference


def a_home_that_mails() -> None:
    """A home in the register with the address, once."""
    with db.as_service():
        is_held = Premises.objects.filter(mail=FROM).exists()
    if not is_held:
        with db.transaction():
            enter_premises(make.reader("missing_unit"), name="Mallow House", kind="childrens_home",
                           address="6 Mallow Way", host="merrowfield", mail=FROM)  # fmt: skip
