"""Cases of every feed alike: texts in a free cell, times, ids, marks of the envelope, cells that are too long."""

from collections.abc import Iterator

from goldthread.link.feeds.adapters import ADAPTERS
from goldthread.link.feeds.tests.reading_samples import SAMPLES
from goldthread.testing.hostile.case import ACCEPTED, CANARY, Case, case
from goldthread.testing.hostile.texts import INSTANTS, LAWFUL, ON_THE_NIGHT

# A cell of free words of each feed.
FREE = {
    "cad": "text",
    "merlin": "seen_words",
    "crime": "mo_text",
    "custody": "s38_circumstances",
    "offenders": "manager",
    "intelligence": "text",
    "social_care": "SocialWorker",
    "gazetteer": "locality",
}
# XML has no way to write these; a reader of it must refuse them.
NOT_IN_XML = {"no character": "Q-XML-01", "controls": "Q-XML-01"}
MARKINGS = (
    "SECRET",
    "TOP SECRET",
    "Top-Secret STRAP1",
    "secret",
    "UK SECRET - UK EYES ONLY",
    "CONFIDENTIAL",
    "OFFICIAL-SENSITIVE / SECRET",
    "S E C R E T",
    "SE\u200bCRET",
    "ＳＥＣＲＥＴ",
    "ЅЕСRЕТ",
)
LIMITED = {"originating_force": 80, "ask": 120}


def everywhere() -> Iterator[Case]:
    for source in ADAPTERS:
        yield from _texts(source)
        yield from _envelope(source)
        yield from _limits(source)
    for typed, code in INSTANTS.items():
        yield case(f"cad: extracted at {typed}", "cad", code, extracted_at=typed)
        yield case(f"merlin: reported at {typed}", "merlin", code, reported_at=typed)
    for typed in ON_THE_NIGHT:
        yield case(f"crime: an hour that came twice: {typed}", "crime", ACCEPTED, occurred_from=typed)


def _texts(source: str) -> Iterator[Case]:
    form = ADAPTERS[source].form
    for name, text in LAWFUL.items():
        code = NOT_IN_XML.get(name, ACCEPTED) if form == "xml" else ACCEPTED
        yield case(f"{source}: {name} in free words", source, code, **{FREE[source]: text})


def _envelope(source: str) -> Iterator[Case]:
    wrong = {
        "source_record_id": ("Q-ID-02", ("a/b/c", "'; DROP TABLE x; --", "4417", "9" * 81, "４４１７/24OCT16")),
        "feed_id": ("Q-FEED-01", ("", "CAD ", "nothing", *(other for other in ("cad", "merlin") if other != source))),
        "feed_version": ("Q-FEED-02", ("", "2", "1.0", "١")),
        "op": ("Q-OP-01", ("", "UPSERT", "Delete", "upsert; delete", "insert", "u\u0440sert")),
        "handling": ("Q-MARK-01", ("", "OFFICIAL SENSITIVE", "official", "UNCLASSIFIED", "OFFICIAL-SENSITIVE;")),
        "retention_group": ("Q-RET-01", ("", "0", "5", "1.0", "four")),
        "restriction": ("Q-RES-01", ("Hidden", "yes", "none")),
    }
    for name, (code, values) in wrong.items():
        for value in values:
            yield case(f"{source}: {name} {value[:20]!r}", source, code, **{name: value})
    yield case(f"{source}: no id", source, "Q-ID-01", source_record_id="")
    yield case(f"{source}: blank id", source, "Q-ID-01", source_record_id=" \t")
    for marking in MARKINGS:
        words = {"handling": marking, FREE[source]: f"{CANARY} was seen", "originating_force": CANARY}
        yield case(f"{source}: marked {marking!r}", source, "Q-MARK-02", **words)
    if ADAPTERS[source].people:
        yield case(f"{source}: no such category", source, "Q-CAT-01", subject_category="victim|nobody")


def _limits(source: str) -> Iterator[Case]:
    for name, longest in {**LIMITED, ADAPTERS[source].borough: 80}.items():
        if "." in name:
            outer, inner = name.split(".")
            for length, code in ((longest, ACCEPTED), (longest + 1, "Q-BIG-01")):
                changed = {outer: {**SAMPLES[source].get(outer, {}), inner: "é" * length}}
                yield case(f"{source}: {name} of {length}", source, code, **changed)
            continue
        yield case(f"{source}: {name} of {longest}", source, ACCEPTED, **{name: "é" * longest})
        yield case(f"{source}: {name} of {longest + 1}", source, "Q-BIG-01", **{name: "é" * (longest + 1)})
    yield case(f"{source}: a cell of 100,001", source, "Q-BIG-01", **{FREE[source]: "x" * 100_001})
