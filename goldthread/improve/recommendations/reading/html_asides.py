"""The parts of a web page that are not its words: menus, banners, footers, hidden text, footnote marks."""

import re

from bs4 import NavigableString, Tag

from goldthread.improve.recommendations.reading.lines import squeezed

SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "head",
        "form",
        "button",
        "select",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
    ]
)
BANNER = re.compile(
    r"\b(?:cookie|consent|breadcrumbs?|site-?(?:header|footer|nav)|menu|skip-?link|share|social|sidebar|footnotes?|endnotes?|toc|table-of-contents|screen-reader-text|visually-?hidden|sr-only)\b",
    re.I,
)
ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "doc-toc", "doc-endnotes", "doc-footnote"})
MAX_SEARCHED = 120


def is_aside(tag: Tag, may_search: bool) -> bool:
    """Left out, unless it turns out to wrap the page's own words (an unclosed menu, a banner around everything)."""
    if tag.name in SKIPPED:
        return tag.name not in ("nav", "header", "form") or not _holds_page(tag, may_search)
    if tag.name == "sup":
        return may_search and bool(re.fullmatch(r"[\s\[\](),*†‡\d]*", tag.get_text()))
    if tag.name == "li":
        return _is_contents_entry(tag)
    if "display:none" in str(tag.get("style") or "").replace(" ", "").lower():
        return True
    if tag.name in ("body", "main", "article", "html"):
        return False
    named = " ".join([*map(str, tag.get("class") or []), str(tag.get("id") or "")])
    aside = tag.get("role") in ROLES or tag.get("aria-hidden") == "true" or tag.has_attr("hidden")
    return (aside or bool(named and BANNER.search(named))) and not _holds_page(tag, may_search)


def _holds_page(tag: Tag, may_search: bool) -> bool:
    return not may_search or tag.find(["h1", "main", "article"]) is not None


def _is_contents_entry(tag: Tag) -> bool:
    link = tag.find("a", recursive=False)
    if not isinstance(link, Tag) or not str(link.get("href") or "").startswith("#"):
        return False
    own = squeezed("".join(str(c) for c in tag.contents if isinstance(c, NavigableString)))
    return not own
