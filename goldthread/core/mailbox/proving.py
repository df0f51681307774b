"""Whether the force's own relay says that a mail is from whom it claims: its Authentication-Results (RFC 8601).

Anybody can write a sender, and a header too. Only the uppermost counts, since each relay puts its own above what came,
and only where it has the name that `GOLDTHREAD_MAIL_TRUSTED` gives: the relay must take out of what comes in every
header of that name (RFC 8601, 5). Without the setting nothing is proved.
"""

import re
from collections.abc import Sequence

from goldthread.config import installation

TRUSTED = "GOLDTHREAD_MAIL_TRUSTED"
_RESULT = re.compile(r"^\s*([a-z0-9-]+)\s*=\s*([a-z]+)(.*)$", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
# By which property each method says whose domain it is about.
_ABOUT = {"spf": ("smtp.mailfrom",), "dkim": ("header.d", "header.i")}


def is_proved(sender: str, results: Sequence[str], trusted: str | None = None) -> bool:
    """Whether the domain of this sender passed. DMARC decides where it was asked; else SPF or DKIM of that domain."""
    name = (installation.value(TRUSTED) if trusted is None else trusted).strip().lower()
    domain = sender.rpartition("@")[2]
    if not name or not domain or not results:
        return False
    who, _, rest = _bare(results[0]).partition(";")
    if who.strip().lower().split()[:1] != [name] or '"' in rest or "(" in rest or ")" in rest:
        return False
    told = [(found[1].lower(), found[2].lower(), found[3]) for one in rest.split(";") if (found := _RESULT.match(one))]
    dmarc = [(result, more) for method, result, more in told if method == "dmarc"]
    if dmarc:
        return all(result == "pass" and _names(more, ("header.from",), domain) for result, more in dmarc)
    return any(result == "pass" and _names(more, _ABOUT.get(method, ()), domain) for method, result, more in told)


def _bare(result: str) -> str:
    """Without what a sender can have written into it: quoted words, and comments within comments."""
    text, before = _QUOTED.sub(" ", result), ""
    while text != before:
        text, before = _COMMENT.sub(" ", text), text
    return text


def _names(more: str, properties: Sequence[str], domain: str) -> bool:
    """Whether a result is about exactly this domain: what stands below or above it is another's."""
    pairs = [part.partition("=") for part in more.split()]
    return any(
        name.lower() in properties and value.rpartition("@")[2].lower().rstrip(".") == domain
        for name, _, value in pairs
    )
