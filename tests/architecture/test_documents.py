"""Documents keep their word: links and named files are there, terms are in order, nothing tells of one machine."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from goldthread.config.paths import PROJECT
from tests.architecture.tree import held, text_of, texts

LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`((?:goldthread|docs|scripts|tests)/[\w./-]+)`")
TERM = re.compile(r"^- \*\*(.+?)\*\*:", re.MULTILINE)
# Written in two halves, so that this file does not hold what it looks for.
FORBIDDEN = [
    "pypi" + ".org", "python" + "hosted", "npm" + "js.", "registry" + ".yarn", "crates" + ".io", "proxy." + "golang",
    "/wor" + "k/", "/tm" + "p/", "/roo" + "t/", "/fa" + "rm/", "/hom" + "e/",
]  # fmt: skip


def anchors_of(text: str) -> set[str]:
    """How a heading is linked to: small letters, no signs, hyphens for spaces."""
    headings = HEADING.findall(FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def broken_links(place: Path, text: str) -> Iterator[str]:
    for target in LINK.findall(FENCE.sub("", text)):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        path = (PROJECT / place.parent / name).resolve() if name else PROJECT / place
        if not path.exists() or (anchor and anchor not in anchors_of(path.read_text(encoding="utf-8"))):
            yield f"{place}: {target}"


def documents() -> list[Path]:
    return [path for path in texts() if path.suffix == ".md"]


def test_every_link_in_the_documents_leads_somewhere() -> None:
    assert [fault for path in documents() for fault in broken_links(path, text_of(path))] == []
    assert sum(len(LINK.findall(text_of(path))) for path in documents()) > 100


def test_a_link_that_leads_nowhere_is_found() -> None:
    text = "[a](GLOSSARY.md) [b](GLOSSARY.md#glossary) [c](GONE.md) [d](GLOSSARY.md#gone)\n```\n[e](in a fence)\n```"
    assert list(broken_links(Path("README.md"), text)) == ["README.md: GONE.md", "README.md: GLOSSARY.md#gone"]


def missing_files(place: Path, text: str) -> list[str]:
    """Files named in a document that are neither at the root nor beside it."""
    named = NAMED.findall(text)
    return [name for name in named if not (PROJECT / name).exists() and not (PROJECT / place.parent / name).exists()]


def test_every_file_that_a_document_names_is_there() -> None:
    missing = {str(path): missing_files(path, text_of(path)) for path in documents()}
    assert {name: files for name, files in missing.items() if files} == {}
    assert sum(len(NAMED.findall(text_of(path))) for path in documents()) > 20


def test_a_named_file_that_is_gone_is_found() -> None:
    text = "`docs/README.md`, `tests/architecture` and `docs/gone.md`"
    assert missing_files(Path("README.md"), text) == ["docs/gone.md"]


def out_of_order(text: str) -> list[tuple[str, str]]:
    terms = [term.removesuffix(" †").casefold() for term in TERM.findall(text)]
    return [(one, two) for one, two in pairwise(terms) if one >= two]


def test_the_terms_of_the_glossary_are_in_order_and_there_once() -> None:
    text = text_of(Path("GLOSSARY.md"))
    assert out_of_order(text) == []
    assert len(TERM.findall(text)) > 100


def test_a_term_out_of_order_is_found() -> None:
    assert out_of_order("- **look**: a.\n- **layer**: b.\n- **layer**: c.\n") == [("look", "layer"), ("layer", "layer")]


def test_every_decision_is_short_numbered_and_listed() -> None:
    notes = [path for path in documents() if re.match(r"\d{4}-", path.name)]
    index = text_of(Path("docs/decisions/README.md"))
    assert [path.name[:4] for path in notes] == [f"{n:04}" for n in range(1, len(notes) + 1)]
    assert [path.name for path in notes if path.name not in index] == []
    assert [path.name for path in notes if len(text_of(path).splitlines()) > 25] == []


def forbidden_in(text: str) -> list[str]:
    return [word for word in FORBIDDEN if word in text]


def test_nothing_names_a_package_registry_or_a_path_of_one_machine() -> None:
    found = {str(path): forbidden_in(text_of(path)) for path in texts()}
    assert {name: words for name, words in found.items() if words} == {}
    assert [str(path) for path in held() if forbidden_in(f"/{path}")] == []


def test_a_forbidden_word_is_found() -> None:
    assert [forbidden_in(f"see {word}x") for word in FORBIDDEN] == [[word] for word in FORBIDDEN]
