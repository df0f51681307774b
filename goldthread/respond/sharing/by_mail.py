"""What those outside answer by mail: a file of outcomes or of return interviews, from the address the profile has."""

from collections.abc import Callable

from goldthread.core.access.keys import Outside, account_of
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.mailbox.keeping import DOOR, SERVICE
from goldthread.core.mailbox.registry import Sender, Taker, addresses_in
from goldthread.core.organisation.authorities import authorities, providers, recipient_name
from goldthread.respond.sharing.declared import Shares, declared
from goldthread.respond.sharing.outcomes import keep_file

CHANGE = "outcomes mailed"


def _providers() -> list[Sender]:
    return [Sender(one.code, one.name, addresses_in(one.mail)) for one in providers().values()]


def _authorities() -> list[Sender]:
    return [Sender(one.code, one.name, addresses_in(one.mail)) for one in authorities().values()]


def _as_provider(code: str) -> Reader:
    """The account that the provider's key has."""
    return reader_for(account_of(outside_of(code)), DOOR)


def _as_authority(code: str) -> Reader:
    """An account of the authority for its mail: its officers have their own."""
    name = f"Mail of {recipient_name(code)}"[:120]
    return reader_for(account_of(Outside(f"mail-{code}", name, "Mail of an authority", "partner", code)), DOOR)


def outside_of(code: str) -> Outside:
    """The account of a provider, by which its key and its mail speak for it. Nobody signs in with it."""
    name = f"Provider {recipient_name(code)}"[:120]
    return Outside(f"provider-{code}", name, "Key of an interview provider", "interview_provider", code)


def _interviews() -> list[Shares]:
    """The work whose answers have a form of their own: return interviews."""
    return [one for one in declared().values() if one.forms]


def _every() -> list[Shares]:
    return list(declared().values())


def _may(every: Callable[[], list[Shares]]) -> Callable[[Reader], bool]:
    return lambda by: any(by.may(one.permission) for one in every())


def _keeping(every: Callable[[], list[Shares]]) -> Callable[[Reader, str, str, bytes], list[str]]:
    """Kept for its sender alone, who answers for nobody else; by a person for the work that they share for."""

    def keep(by: Reader, code: str, name: str, content: bytes) -> list[str]:
        own = [one for one in every() if by.service == SERVICE or by.may(one.permission)]
        if not own:
            by.must(every()[0].permission)
        return [str(keep_file(by, name[:120], content, sorted(one.area for one in own), CHANGE, code).pk)]

    return keep


PROVIDERS = Taker(
    "provider", "return interviews", "missing_unit", _providers, _as_provider, _may(_interviews), _keeping(_interviews)
)
AUTHORITIES = Taker("authority", "outcomes", "mash_desk", _authorities, _as_authority, _may(_every), _keeping(_every))
