"""Who may send what by mail, declared by the work that takes it: the list is in `config/areas.py` (MAIL_TAKERS)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import import_string

from goldthread.core.access.reader import Reader
from goldthread.core.refusals import NotValid


@dataclass(frozen=True)
class Sender:
    """Somebody outside with the addresses that the force entered for them, and the telephone, where it holds one."""

    code: str
    name: str
    addresses: tuple[str, ...] = ()
    telephone: str = ""


@dataclass(frozen=True)
class Taker:
    """What takes in the attachments of one kind of sender, by the very function a person hands them in by.

    `hand_in(by, code, name, content)` gives the references of what it made; `reader_for(code)` is the account under
    which it is done where nobody pressed; `may(by)` says whether a reader may take such a mail at all. `senders()` are
    read under a look, or as the service.
    """

    id: str
    what: str
    told_role: str
    senders: Callable[[], Sequence[Sender]]
    reader_for: Callable[[str], Reader]
    may: Callable[[Reader], bool]
    hand_in: Callable[[Reader, str, str, bytes], list[str]]


@dataclass(frozen=True)
class Whose:
    """One sender with what takes their mail; `code` is like `home:H-4K9WQT`."""

    taker: Taker
    sender: Sender

    @property
    def code(self) -> str:
        return f"{self.taker.id}:{self.sender.code}"

    @property
    def name(self) -> str:
        return self.sender.name


@cache
def takers() -> tuple[Taker, ...]:
    """Every declared taker, in the order of the list."""
    from django.conf import settings

    return tuple(import_string(path) for path in settings.MAIL_TAKERS)


def everybody() -> list[Whose]:
    """All who may send something, by kind and name. Under a look, or as the service."""
    return [Whose(taker, sender) for taker in takers() for sender in taker.senders()]


def entered_with(address: str) -> list[Whose]:
    """Those for whom the force entered this address."""
    return [one for one in everybody() if address and address in one.sender.addresses]


def whose_is(code: str) -> Whose:
    """The one whom a code like `home:H-4K9WQT` names."""
    named = code.strip().lower()
    found = next((one for one in everybody() if one.code.lower() == named), None)
    if found is None:
        raise NotValid(
            "whose", f'"{code[:60]}" is nobody we hold.' if code else "Say whose it is.", "Choose the sender."
        )
    return found


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses written in one line, with commas or spaces between."""
    return tuple(one.lower() for one in text.replace(",", " ").replace(";", " ").split())
