"""Real mails, as a sender and a relay make them, for tests of what comes in."""

from email.message import EmailMessage
from pathlib import Path

TRUSTED = "mx.force.example"
AT_HOME = "night@alder.example"
CSV = b"forename,surname,birth_date,noticed_at,reported_at,q_worry\n"
ROW = CSV + b"Jess,Kent,2011-05-11,2026-11-10T22:10,2026-11-10T23:25,She does not answer.\n"


def letter(
    *,
    sender: str = f"Night staff <{AT_HOME}>",
    subject: str = "Report",
    text: str = "Please see the attached.",
    files: dict[str, bytes] | None = None,
    passed: str = "",
    number: str = "<1@alder.example>",
) -> bytes:
    """One mail. `passed` is the domain for which the force's relay says that it passed; empty, it says nothing."""
    mail = EmailMessage()
    if passed:
        mail["Authentication-Results"] = f"{TRUSTED}; dmarc=pass (p=reject) header.from={passed}"
    if sender:
        mail["From"] = sender
    mail["To"] = "missing@force.example"
    mail["Subject"] = subject
    mail["Date"] = "Tue, 10 Nov 2026 23:26:00 +0000"
    if number:
        mail["Message-ID"] = number
    mail.set_content(text)
    for name, content in (files or {}).items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(mail)


def maildir(folder: Path) -> Path:
    """An empty mailbox in Maildir form."""
    for name in ("tmp", "new", "cur"):
        (folder / name).mkdir(parents=True)
    return folder


def delivered(folder: Path, raw: bytes, name: str = "1.M1.host") -> None:
    """Deliver a mail as a relay does: written in `tmp`, moved whole into `new`."""
    (folder / "tmp" / name).write_bytes(raw)
    (folder / "tmp" / name).rename(folder / "new" / name)
