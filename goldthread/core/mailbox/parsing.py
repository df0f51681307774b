"""A mail taken apart: who it claims to be from, what it says, what is attached. Whatever comes, it never fails."""

import email
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage, Message
from email.utils import getaddresses

# Ours, as large as a file that is handed in by hand may be (respond/sharing/outcomes.py LARGEST).
LARGEST_ATTACHMENT = 2_000_000
LONGEST_TEXT = 20_000
# What makes a message this message; what a relay adds on its way (Received, Authentication-Results) does not.
SAID = ("message-id", "from", "to", "date", "subject")
# Of a signature, a picture in the text or an invitation nothing is taken in.
BESIDE = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "text/calendar")
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
ARCHIVED = (".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".iso", ".img", ".cab")
RUN = (".exe", ".com", ".bat", ".cmd", ".ps1", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".scr", ".msi", ".jar",
       ".lnk", ".dll", ".sh", ".py", ".html", ".htm", ".svg")  # fmt: skip
SHEETS = (
    ".xlsx",
    ".xlsm",
    ".docx",
    ".docm",
    ".ods",
    ".odt",
    ".pptx",
)  # archives by their bytes, papers to their senders


@dataclass(frozen=True)
class File:
    """One attachment. `fault` is why it cannot be taken in: archive, program, unreadable, large, mail or empty."""

    name: str
    content: bytes
    fault: str = ""


@dataclass(frozen=True)
class Parsed:
    """What a mail says. `sender` is the one address of its From, in small letters; empty where it has not just one."""

    sender: str = ""
    subject: str = ""
    text: str = ""
    files: list[File] = field(default_factory=list)
    results: list[str] = field(default_factory=list)  # Authentication-Results, the newest first


def parsed(raw: bytes) -> Parsed:
    """The mail taken apart. What breaks the library's own reading is a mail that nothing could be read of."""
    try:
        message = email.message_from_bytes(raw, policy=policy.default)
        return Parsed(
            sender_of(raw),
            _line(message, "subject")[:300],
            _text(message)[:LONGEST_TEXT],
            list(_files(message)),
            [" ".join(str(one).split()) for one in _plain(raw).get_all("Authentication-Results", [])],
        )
    except Exception:  # a mail is what anybody on earth may write: the library fails on some in ways it does not name
        return Parsed(files=[File("", b"", "unreadable")])


def key_of(raw: bytes) -> str:
    """By which a mail delivered twice is one: what it says, with or without a Message-ID, however its lines end.

    A Message-ID alone would let a forged mail take the place of a true one.
    """
    normal = raw.replace(b"\r\n", b"\n").lstrip(b"\n")
    _, _, body = normal.partition(b"\n\n")
    said = [(name, " ".join(str(one).split())) for name in SAID for one in _plain(normal).get_all(name, [])]
    heads = json.dumps(said, ensure_ascii=True).encode("ascii", errors="replace")
    return hashlib.sha256(heads + b"\n" + body.rstrip(b"\n")).hexdigest()


def sender_of(raw: bytes) -> str:
    """The address of the From header. None, or more than one, is nobody's."""
    told = _plain(raw).get_all("From", [])
    found = [address.strip().lower() for _, address in getaddresses([str(one) for one in told]) if address.strip()]
    is_one = len(told) == 1 and len(found) == 1 and found[0].count("@") == 1
    return storable(found[0])[:320] if is_one else ""


def storable(text: str) -> str:
    """As the database can hold it: no NUL, no half of a character."""
    return text.replace("\0", "").encode("utf-8", errors="replace").decode()


def _plain(raw: bytes) -> Message:
    """The headers as they stand, by the policy that refuses none."""
    return email.message_from_bytes(raw.lstrip(b"\r\n").partition(b"\n\n")[0].partition(b"\r\n\r\n")[0] + b"\n\n")


def _line(message: Message, name: str) -> str:
    return storable(" ".join(str(message.get(name, "")).split()))


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    return storable(_decoded(part)) if part is not None else ""


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:  # a character set that nobody knows
        return content.decode("utf-8", errors="replace")


def _files(message: EmailMessage) -> Iterator[File]:
    """Everything that is attached, however it is named or disposed of, but not the text itself."""
    text = {id(part) for part in (message.get_body(("plain",)), message.get_body(("html",))) if part is not None}
    for part in _leaves(message):
        name = storable(" ".join(str(part.get_filename() or "").split()))[:120]
        if id(part) in text and part.get_content_disposition() != "attachment":
            continue
        if part.get_content_type() == "message/rfc822":
            yield File(name or "a mail", b"", "mail")
        elif not _is_beside(part, name):
            content = part.get_payload(decode=True)
            yield _file(name or "without a name", content if isinstance(content, bytes) else b"")


def _leaves(message: Message) -> Iterator[Message]:
    """Each part that holds something; a mail within the mail is one part."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part)


def _is_beside(part: Message, name: str) -> bool:
    if part.get_content_type() in BESIDE:
        return True
    is_attached = part.get_content_disposition() == "attachment"
    is_picture = part.get_content_maintype() == "image" and not is_attached
    return is_picture or (not name and not is_attached and part.get_content_maintype() in ("text", "multipart"))


def _file(name: str, content: bytes) -> File:
    return File(name, content, _fault(name.lower(), content))


def _fault(name: str, content: bytes) -> str:
    if name.endswith(RUN) or content.startswith(PROGRAMS):
        return "program"
    if name.endswith(ARCHIVED) or (content.startswith(ARCHIVES) and not name.endswith(SHEETS)):
        return "archive"
    if not content.strip():
        return "empty"
    if len(content) > LARGEST_ATTACHMENT:
        return "large"
    return "unreadable" if content.startswith((b"%PDF", b"{\\rtf", *ARCHIVES)) or b"\0" in content else ""
