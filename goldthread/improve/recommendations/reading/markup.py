"""Web markup made safe to parse: whole tags only, a few attributes, no scripts and no comments, in linear time.

The parser of the standard library takes quadratic time over tags and comments that never close; a hostile page of a
few hundred kilobytes would hold a worker for minutes. What is not a whole tag is therefore shown as text instead.
"""

import html
import re

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*'|[\"'])*?)(?P<self>/?)>"
)
ATTRIBUTE = re.compile(r"([a-zA-Z:-]{1,30})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]{1,300})))?")
KEPT = frozenset(
    [
        "class",
        "id",
        "role",
        "href",
        "hidden",
        "aria-hidden",
        "style",
        "start",
        "type",
        "value",
        "property",
        "name",
        "content",
        "itemprop",
    ]
)
RAW = ("script", "style", "noscript", "template", "textarea", "title", "svg", "iframe")
MAX_ATTRIBUTES = 4000


def tamed(text: str) -> str:
    out: list[str] = []
    at, missing = 0, set[str]()
    while (start := text.find("<", at)) >= 0:
        out.append(_plain(text[at:start]))
        at, piece = _token(text, start, missing)
        out.append(piece)
    out.append(_plain(text[at:]))
    return "".join(out)


def _plain(text: str) -> str:
    return text.replace(">", "&gt;")


def _token(text: str, start: int, missing: set[str]) -> tuple[int, str]:
    """Where to go on, and what to put for what begins here."""
    if text.startswith("<!--", start):
        return _past(text, start, "-->", missing)
    if text.startswith(("<!", "<?"), start):
        end = text.find(">", start, start + 2000)
        return (end + 1, "") if end >= 0 else (start + 1, "&lt;")
    found = _tag(text, start)
    if found is None:
        return start + 1, "&lt;"
    name = found["name"].lower()
    if name in RAW and not found["close"]:
        return _past(text, found.end(), f"</{name}", missing)
    if found["close"]:
        return found.end(), f"</{name}>"
    return found.end(), f"<{name}{_attributes(found['rest'])}>"


def _tag(text: str, start: int) -> re.Match[str] | None:
    limit = text.find("<", start + 1)
    window = text[start : min(limit if limit >= 0 else len(text), start + MAX_ATTRIBUTES)]
    end = window.rfind(">") if limit >= 0 else -1
    # Whole tags end before the next one begins, so no tag is looked at twice.
    return TAG.match(text, start, start + len(window)) if end >= 0 or ">" in window else None


def _past(text: str, start: int, closing: str, missing: set[str]) -> tuple[int, str]:
    """What comes after a comment or a script; one that never closes is passed over once and for all."""
    end = -1 if closing in missing else _find_closing(text, closing, start)
    if end < 0:
        missing.add(closing)
        return (start + 4, "") if closing == "-->" else (start, "")
    if closing == "-->":
        return end + 3, ""
    after = text.find(">", end)
    return (after + 1 if after >= 0 else len(text)), ""


def _find_closing(text: str, closing: str, start: int) -> int:
    found = re.compile(re.escape(closing), re.I).search(text, start)
    return found.start() if found else -1


def _attributes(rest: str) -> str:
    kept = []
    for found in ATTRIBUTE.finditer(rest):
        name = found.group(1).lower()
        if name in KEPT:
            value = next((g for g in found.groups()[1:] if g is not None), "")
            kept.append(f' {name}="{html.escape(html.unescape(value))}"')
    return "".join(kept)
