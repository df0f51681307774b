"""Which source a file is from, told by the file itself, so that a folder can be handed in as it came."""

import csv
import io
import json
from typing import BinaryIO

from goldthread.core.refusals import NotValid
from goldthread.link.feeds.adapters import ADAPTERS

HEAD = 1 << 16


def source_of(stream: BinaryIO, name: str = "") -> str:
    """The source's code, by the form of the file and its first row; every row is still checked against it.

    `NotValid` where the file does not tell. The stream is read from its start and left there.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    form = _form(head)
    told = _told(form, head)
    if told not in ADAPTERS:
        words = f"{name or 'The file'} does not say which source it is from."
        raise NotValid("source", words, f"Choose the source: {', '.join(ADAPTERS)}.")
    return told


def _form(head: bytes) -> str:
    if head.startswith(b"PAR1"):
        return "parquet"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return {b"<": "xml", b"{": "ndjson"}.get(start, "csv")


def _told(form: str, head: bytes) -> str:
    text = head.decode("utf-8-sig", errors="replace")
    if form == "ndjson":
        return _first_object(text)
    fitting = [code for code, adapter in ADAPTERS.items() if adapter.form == form]
    if form == "csv":
        header = {name.strip() for name in next(csv.reader(io.StringIO(text, newline="")), [])}
        fitting = [code for code in fitting if header.issuperset(ADAPTERS[code].needed())]
    return fitting[0] if len(fitting) == 1 else ""


def _first_object(text: str) -> str:
    for line in text.splitlines():
        if line.strip():
            try:
                parsed = json.loads(line)
            except ValueError:
                continue  # a bad first row does not hide the next one's answer
            if isinstance(parsed, dict) and isinstance(parsed.get("feed_id"), str):
                return str(parsed["feed_id"])
    return ""
