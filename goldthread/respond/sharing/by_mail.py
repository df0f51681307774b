"""What those outside answer by mail: a file of outcomes or of return interviews, from the address the profile has."""

from goldthread.core.access.keys import Outside, account_of
from goldthread.core.access.reader import Reader, reader_for
from goldthread.core.mailbox.keeping import DOOR, SERVICE
from goldthread.core.mailbox.registry import Sender, Taker, addresses_in
from goldthread.core.organisation.authorities import authorities, providers, recipient_name
from goldthread.respond.sharing.declared import Shares, declared, handled_by
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


def _of_provider(by: Reader, code: str, name: str, content: bytes) -> list[str]:
    """A provider answers what has a form of its own: return interviews."""
    return _keep(by, code, name, content, [one for one in declared().values() if one.forms])


def _of_authority(by: Reader, code: str, name: str, content: bytes) -> list[str]:
    return _keep(by, code, name, content, list(declared().values()))


def _keep(by: Reader, code: str, name: str, content: bytes, every: list[Shares]) -> list[str]:
    """Kept for this sender alone: it answers for nobody else. A person keeps it for the work that they share for."""
    own = every if by.service == SERVICE else _handled(by, every)
    return [str(keep_file(by, name[:120], content, sorted(one.area for one in own), CHANGE, code).pk)]


def _handled(by: Reader, every: list[Shares]) -> list[Shares]:
    theirs = [one for one in handled_by(by).values() if one in every]
    if not theirs:
        by.must(every[0].permission)
    return theirs


PROVIDERS = Taker("provider", "return interviews", "missing_unit", _providers, _as_provider, _of_provider)
AUTHORITIES = Taker("authority", "outcomes", "mash_desk", _authorities, _as_authority, _of_authority)
