"""Cases of one form: what JSON, CSV, XML and Parquet can each be made to do to their reader."""

import json
from collections.abc import Iterator
from itertools import chain

from goldthread.link.feeds.tests.reading_samples import CALL, CHILD, HOME, element, file_of, parquet_bytes, xml_bytes
from goldthread.testing.hostile.case import ACCEPTED, CANARY, Case, case, line_of, raw

GOOD = line_of("cad")
NOTICE = line_of("merlin")
GOOD_CHILD = element("Child", CHILD)
PERSON = CALL["linked_persons"][0]
BOMB = '<!DOCTYPE Children [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def forms() -> Iterator[Case]:
    return chain(_json(), _csv(), _xml(), _parquet(), _files())


def _json() -> Iterator[Case]:
    yield raw("json: an array", "cad", "Q-JSON-04", "[1, 2]")
    yield raw("json: a text", "cad", "Q-JSON-04", '"cad"')
    yield raw("json: nothing", "cad", "Q-JSON-04", "null")
    yield raw("json: a hundred thousand brackets", "cad", "Q-JSON-03", "[" * 100_000)
    yield raw("json: nested ten deep", "cad", "Q-JSON-03", '{"a":' * 10 + "1" + "}" * 10)
    yield raw("json: a key twice", "cad", "Q-JSON-02", GOOD[:-1] + ', "op": "delete"}')
    yield raw(
        "json: a key twice, one marked", "cad", "Q-MARK-02", GOOD[:-1] + f', "handling": "SECRET", "x": "{CANARY}"}}'
    )
    yield raw("json: a number of 5,000 digits", "cad", "Q-NUM-02", GOOD[:-1] + ', "n": ' + "9" * 5_000 + "}")
    yield raw("json: a number past all", "cad", "Q-NUM-02", GOOD[:-1] + ', "n": 1e999}')
    yield raw("json: not a number", "cad", "Q-NUM-01", GOOD[:-1] + ', "n": NaN}')
    yield raw("json: NUL escaped", "cad", "Q-NUL-01", GOOD.replace("Has not", "Has\\u0000not"))
    yield raw("json: NUL as it is", "cad", "Q-NUL-01", GOOD.replace("Has not", "Has\x00not"))
    yield raw("json: half a character escaped", "cad", "Q-CHR-01", GOOD.replace("Has not", "Has\\ud800not"))
    yield raw("json: half a character in bytes", "cad", "Q-ENC-01", GOOD.replace("Has not", "Has\ud800not"))
    yield raw("json: half a character as a key", "cad", "Q-CHR-01", GOOD[:-1] + ', "\\udfff": 1}')
    yield raw("json: two objects in a line", "cad", "Q-JSON-01", GOOD + GOOD)
    yield raw("json: quotation marks of one stroke", "cad", "Q-JSON-01", GOOD.replace('"', "'"))
    yield raw("json: a comma too many", "cad", "Q-JSON-01", GOOD[:-1] + ",}")
    yield raw("json: cp1252 as UTF-8", "cad", "Q-ENC-01", GOOD.replace("Osier", "Osièr").encode("cp1252"))
    yield raw("json: a mark of order within", "cad", f"{ACCEPTED} Q-JSON-01", GOOD, "\ufeff" + GOOD)
    yield raw(
        "json: 201 people", "cad", "Q-BIG-03", line_of("cad", linked_persons=[{"key": str(n)} for n in range(201)])
    )
    yield raw("json: a row over a million", "cad", f"Q-BIG-02 {ACCEPTED}", line_of("cad", text="x" * 1_000_001), GOOD)
    yield raw(
        "json: marked after a million",
        "cad",
        "Q-BIG-02",
        json.dumps({"text": CANARY + "x" * 1_000_001, "handling": "SECRET"}),
    )
    yield case("json: people as an object", "cad", "Q-JSON-05", linked_persons={"a": 1})
    yield case("json: people as texts", "cad", "Q-JSON-05", linked_persons=["Jess"])
    yield case("json: people within people", "cad", "Q-JSON-05", linked_persons=[[PERSON]])
    yield case(
        "json: a name as an object", "cad", "Q-JSON-05", linked_persons=[{**PERSON, "surname": {"first": "Jess"}}]
    )
    yield case("json: names as a list", "cad", ACCEPTED, linked_persons=[{**PERSON, "surname": ["Kent", "Moss"]}])
    yield case("json: a text as a list", "cad", "Q-JSON-05", text=["a", "b"])
    yield case("json: two people, one key", "cad", "Q-KEY-01", linked_persons=[PERSON, PERSON])
    yield case("json: a key of 32", "cad", ACCEPTED, linked_persons=[{**PERSON, "key": "k" * 32}])
    yield case("json: a key of 33", "cad", "Q-BIG-01", linked_persons=[{**PERSON, "key": "k" * 33}])
    yield case("json: no such role", "cad", "Q-ROLE-01", linked_persons=[{**PERSON, "role": "x" * 5_000}])
    yield case("json: a role in capitals", "cad", ACCEPTED, linked_persons=[{**PERSON, "role": "MISSING_PERSON"}])
    yield case("json: born after the row", "cad", "Q-DOB-02", linked_persons=[{**PERSON, "birth_date": "2017-01-01"}])
    yield case("json: born on no day", "cad", "Q-DOB-03", linked_persons=[{**PERSON, "birth_date": "2001-02-30"}])
    yield case("json: the mark in a list", "cad", "Q-MARK-02", handling=["SECRET"], text=CANARY)
    yield case("json: the mark in an object", "cad", "Q-MARK-02", handling={"level": "SECRET"}, text=CANARY)
    yield case("json: the mark under another spelling", "cad", "Q-MARK-02", Handling="SECRET", text=CANARY)
    yield case("json: a code word in the mark", "cad", "Q-MARK-02", handling=f"SECRET {CANARY}", text=CANARY)
    yield case("json: a name as the id of a marked row", "cad", "Q-MARK-02", handling="SECRET", source_record_id=CANARY)
    yield case(
        "json: a person marked",
        "cad",
        "Q-MARK-02",
        linked_persons=[{**PERSON, "handling": "SECRET", "surname": CANARY}],
    )
    yield case("json: the mark beside its own", "cad", "Q-MARK-02", protective_marking="TOP SECRET", text=CANARY)
    yield case(
        "json: a secret that is only a word", "cad", ACCEPTED, text="She told a secret to a confidential counsellor."
    )
    yield case("json: who the source is", "intelligence", "Q-SRC-01", informant_name=CANARY)


def _csv() -> Iterator[Case]:
    yield raw("csv: a row over a million, no mark in sight", "custody", "Q-BIG-02", CANARY + "x" * 1_000_001)
    yield raw(
        "csv: a stray quotation mark",
        "merlin",
        f"Q-CSV-02 {ACCEPTED}",
        NOTICE.replace("Home tidy.", '"Home" tidy'),
        NOTICE,
    )
    yield raw(
        "csv: a quotation mark that never closes",
        "merlin",
        "Q-CSV-02 accepted",
        NOTICE.replace("amber", '"amber'),
        NOTICE,
    )
    yield raw("csv: a column too many", "merlin", "Q-CSV-01", NOTICE + ",x")
    yield raw("csv: a column too few", "merlin", f"Q-CSV-01 {ACCEPTED}", NOTICE.rpartition(",")[0], NOTICE)
    yield raw("csv: semicolons", "merlin", "Q-CSV-01", NOTICE.replace(",", ";"))
    yield raw("csv: NUL", "merlin", "Q-NUL-01", NOTICE.replace("Home", "Ho\x00me"))
    yield raw("csv: cp1252 as UTF-8", "merlin", "Q-ENC-01", NOTICE.replace("’", "'").encode("cp1252"))
    yield raw("csv: a bare carriage return", "merlin", "Q-CSV-03", NOTICE.replace("Home tidy.", "Home\rtidy."))
    yield raw(
        "csv: torn and marked", "merlin", "Q-MARK-02", NOTICE.replace("OFFICIAL-SENSITIVE", "SECRET") + f",{CANARY}"
    )
    yield case("csv: a line end in a cell", "merlin", ACCEPTED, seen_words='a\r\n"b",\nc')
    yield case("csv: subject in no such role", "merlin", "Q-ROLE-01", subject_role="hostage")
    yield case("csv: a marker in the open", "offenders", "Q-RES-03", restriction="")
    yield case("csv: a marker that says nobody to ask", "offenders", "Q-RES-02", ask="")
    yield Case("csv: cut in the last row", "merlin", file_of("merlin") + NOTICE[:-30].encode(), ("Q-CUT-01",))
    yield Case("csv: another header", "merlin", b"a,b,c\r\n1,2,3\r\n", ("F-HEAD-01",))
    yield Case("csv: a header in capitals", "merlin", file_of("merlin").upper(), ("F-HEAD-01",))
    yield Case("csv: the header of another feed", "merlin", file_of("custody"), ("F-HEAD-02",))
    yield Case("csv: a column named twice", "merlin", file_of("merlin").replace(b"\r\n", b",op\r\n"), ("F-HEAD-03",))


def _xml() -> Iterator[Case]:
    def children(*pieces: str) -> bytes:
        return xml_bytes(*pieces)

    def inside(text: str) -> str:
        return GOOD_CHILD.replace("</Child>", text + "</Child>")

    def named(name: str, content: bytes, codes: str) -> Case:
        return Case(f"xml: {name}", "social_care", content, tuple(codes.split()))

    yield named("a billion laughs", BOMB.encode() + children(inside("<Team>&b;</Team>")), "F-XML-01")
    yield named(
        "a file of the machine", b'<!DOCTYPE C [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + children(), "F-XML-01"
    )
    yield named("a document type in a record", children("<Child><!DOCTYPE a></Child>"), "Q-XML-01")
    yield named("an entity nobody declared", children(inside("<Team>&b;</Team>")), "Q-XML-01")
    yield named(
        "nested a thousand deep", children("<Child>" + "<a>" * 1_000 + "</a>" * 1_000 + "</Child>"), "Q-JSON-03"
    )
    yield named("another root", b"<html><body/></html>", "F-KIND-03")
    yield named("no XML", b'{"feed_id": "social_care"}', "F-KIND-02")
    yield named("an instruction", children(inside("<?php system('x') ?>")), "Q-XML-02")
    yield named("words beside elements", children(inside("words")), "Q-XML-02")
    yield named("an element twice", children(inside("<op>delete</op>")), "Q-XML-03")
    yield named(
        "a record that does not end", children(GOOD_CHILD.removesuffix("</Child>"), GOOD_CHILD), "Q-XML-01 accepted"
    )
    yield named("an end without a start", children("</Child>", GOOD_CHILD), "Q-XML-01 accepted")
    yield named("words between records", children("words", GOOD_CHILD), "Q-XML-02 accepted")
    yield named("a record in a record", children(inside(GOOD_CHILD)), "Q-XML-01 accepted Q-XML-01")
    yield named("a character of no XML", children(inside("<Team>&#0;</Team>")), "Q-XML-01")
    yield named("half a character", children(inside("<Team>&#xD800;</Team>")), "Q-XML-01")
    yield named("cut in a record", children(GOOD_CHILD, GOOD_CHILD)[:-200], "accepted Q-CUT-01")
    yield named("no end of the file", children(GOOD_CHILD).replace(b"</Children>", b""), "accepted Q-CUT-01")
    yield named("another name space", children("<x:Child xmlns:x='y'/>"), "Q-XML-02")
    yield named(
        "the mark as an attribute",
        children(inside(f"<Team>{CANARY}</Team>").replace("<Child>", '<Child handling="SECRET">')),
        "Q-MARK-02",
    )
    yield named(
        "the mark in two parts",
        children(GOOD_CHILD.replace("OFFICIAL-SENSITIVE", "SEC<![CDATA[RET]]>").replace("Jess", CANARY)),
        "Q-MARK-02",
    )
    yield named("a comment that never ends", children("<!-- ", GOOD_CHILD), "Q-XML-02 accepted")


def _parquet() -> Iterator[Case]:
    whole = parquet_bytes(HOME, {**HOME, "source_record_id": "999900004418", "uprn": 999900004418})
    yield Case("parquet: another schema", "gazetteer", parquet_bytes({"a": 1, "b": "x"}), ("F-HEAD-01",))
    yield Case(
        "parquet: a column gone",
        "gazetteer",
        parquet_bytes({k: v for k, v in HOME.items() if k != "op"}),
        ("F-HEAD-02",),
    )
    yield Case("parquet: only its name", "gazetteer", b"PAR1", ("F-KIND-02",))
    yield Case("parquet: no foot", "gazetteer", whole[: len(whole) // 2], ("F-KIND-02",))
    yield Case("parquet: a spoilt foot", "gazetteer", whole[:-60] + b"\xff" * 52 + whole[-8:], ("F-KIND-02",))
    yield Case("parquet: JSON under its name", "gazetteer", file_of("cad", CALL), ("F-KIND-02",))
    yield Case("parquet: bytes", "gazetteer", parquet_bytes({**HOME, "street": b"\xff\x00"}), ("Q-PAR-01",))
    yield Case("parquet: not a number", "gazetteer", parquet_bytes({**HOME, "easting": float("nan")}), ("Q-NUM-02",))
    yield Case(
        "parquet: an instant without a zone",
        "gazetteer",
        parquet_bytes(HOME, kinds={"extracted_at": "TIMESTAMP"}),
        ("Q-TIME-03",),
    )
    yield Case("parquet: a refuge in the open", "gazetteer", parquet_bytes({**HOME, "is_secret": True}), ("Q-RES-03",))
    yield Case(
        "parquet: a secrecy nobody can read",
        "gazetteer",
        parquet_bytes({**HOME, "is_secret": "perhaps"}),
        ("Q-RES-03",),
    )
    yield Case(
        "parquet: an id that is a number",
        "gazetteer",
        parquet_bytes({**HOME, "source_record_id": 999900004417}),
        (ACCEPTED,),
    )


def _files() -> Iterator[Case]:
    utf16 = (GOOD + "\n").encode("utf-16-le")
    yield Case("file: packed", "cad", b"\x1f\x8b\x08\x00" + b"x" * 40, ("F-KIND-01",))
    yield Case("file: a spreadsheet", "merlin", b"PK\x03\x04" + b"x" * 40, ("F-KIND-01",))
    yield Case("file: UTF-32", "cad", GOOD.encode("utf-32"), ("F-ENC-01",))
    yield Case("file: UTF-16 that does not say so", "cad", utf16, ("F-ENC-02",))
    yield Case("file: UTF-16 that says so", "cad", b"\xff\xfe" + utf16, (ACCEPTED,))
    yield Case("file: UTF-8 with its mark", "cad", b"\xef\xbb\xbf" + GOOD.encode() + b"\n", (ACCEPTED,))
    yield Case("file: only a mark", "cad", b"\xef\xbb\xbf", ("F-EMPTY-01",))
    yield Case("file: only blanks", "merlin", b" \r\n\t\r\n", ("F-EMPTY-01",))
    yield Case(
        "file: calls ended by carriage returns",
        "merlin",
        file_of("merlin").replace(b"\r\n", b"\r") + b"x\r",
        ("F-ENDS-01",),
    )
    yield Case("file: cut in a call", "cad", (GOOD + "\n" + GOOD).encode()[:-9], (ACCEPTED, "Q-CUT-01"))
