"""Every reason a row is set aside or a file refused: its code, its sentence and what to do about it."""

import re
from dataclasses import dataclass

from goldthread.link.feeds.format import Quarantined, UnreadableFile


@dataclass(frozen=True, slots=True)
class Reason:
    sentence: str
    remedy: str


CORRECT = "Correct it in the source, or here, and replay the row."
RETURN = "Return the row to its sender."
AGAIN = "Ask the sender to write the file again."

ROW_FAULTS = {
    "Q-ENC-01": Reason("Some bytes cannot be read as {text}.", "Declare the file's encoding, or return it."),
    "Q-NUL-01": Reason("The row holds a NUL character, which no text has.", RETURN),
    "Q-CHR-01": Reason("{field} holds half of a character.", RETURN),
    "Q-BIG-01": Reason("{field} is longer than {text} characters.", RETURN),
    "Q-BIG-02": Reason("The row is longer than {text} characters; only its start is kept here.", RETURN),
    "Q-BIG-03": Reason("{field} lists more than {text} entries.", RETURN),
    "Q-CUT-01": Reason("The last row stops half-way.", "Ask the sender for the whole file."),
    "Q-CSV-01": Reason("The row has {text}.", RETURN),
    "Q-CSV-02": Reason("The quotation marks of the row do not pair.", RETURN),
    "Q-CSV-03": Reason("The row holds a bare carriage return outside quotation marks.", RETURN),
    "Q-JSON-01": Reason("The row is not JSON: {text}.", RETURN),
    "Q-JSON-02": Reason('The key "{field}" comes twice in one object.', RETURN),
    "Q-JSON-03": Reason("The row is nested more deeply than the format.", RETURN),
    "Q-JSON-04": Reason("The row is not an object with named keys.", RETURN),
    "Q-JSON-05": Reason("{field} should hold {text}.", CORRECT),
    "Q-NUM-01": Reason('"{text}" is not a number that can be kept.', CORRECT),
    "Q-NUM-02": Reason("The row holds a number out of range.", CORRECT),
    "Q-ID-01": Reason("The row has no {field}.", "Ask the sender which record this is."),
    "Q-ID-02": Reason('{field} "{text}" is not of this feed\'s form.', CORRECT),
    "Q-FEED-01": Reason('The row says it belongs to feed "{text}".', "Load it with that feed."),
    "Q-FEED-02": Reason('Version "{text}" of the feed has no adapter.', "Ask for the documented version."),
    "Q-OP-01": Reason('op "{text}" is neither upsert nor delete.', CORRECT),
    "Q-MARK-01": Reason('handling "{text}" is neither OFFICIAL nor OFFICIAL-SENSITIVE.', CORRECT),
    "Q-MARK-02": Reason(
        'The row is marked "{text}". Nothing above OFFICIAL-SENSITIVE may be held here: it was not kept.',
        "Tell the sender's security officer, and ask for a pointer instead of the content.",
    ),
    "Q-CAT-01": Reason('subject_category "{text}" names no known category.', CORRECT),
    "Q-RET-01": Reason('retention_group "{text}" is not 1, 2, 3 or 4.', CORRECT),
    "Q-RES-01": Reason('restriction "{text}" is neither empty, signalled nor hidden.', CORRECT),
    "Q-RES-02": Reason("A signalled record must say whom to ask.", "Name the desk, and replay the row."),
    "Q-ROLE-01": Reason('{field} "{text}" is not a known role.', CORRECT),
    "Q-KEY-01": Reason('Two people of the row share the key "{text}".', CORRECT),
    "Q-TIME-01": Reason('{field} "{text}" is not an instant, like 2016-10-24T22:41:00+01:00.', CORRECT),
    "Q-TIME-02": Reason('{field} "{text}": there is no such date or time.', CORRECT),
    "Q-TIME-03": Reason('{field} "{text}" has no offset from UTC.', "Add Z, +00:00 or +01:00, and replay the row."),
    "Q-TIME-04": Reason(
        '{field} "{text}" has no offset, and that time did not exist: the clocks went forward.',
        "Ask the sender when it was, with the offset.",
    ),
    "Q-TIME-05": Reason(
        '{field} "{text}" has no offset, and that time happened twice: the clocks went back.',
        "Choose before (+01:00) or after (+00:00) the clocks changed, and replay the row.",
    ),
    "Q-TIME-06": Reason('{field} "{text}" is later than the extraction of the file.', CORRECT),
    "Q-TIME-07": Reason('{field} "{text}" is outside the years 1900 to 2099.', CORRECT),
    "Q-TIME-08": Reason(
        'source_recorded_at "{text}" is later than source_updated_at: changed before it existed.', CORRECT
    ),
    "Q-TIME-09": Reason("The row has no {field}.", CORRECT),
    "Q-DOB-02": Reason('{field} "{text}" is later than the extraction of the file.', CORRECT),
    "Q-DOB-03": Reason('{field} "{text}": there is no such date.', CORRECT),
    "Q-DOB-04": Reason('{field} "{text}" is outside the years 1900 to 2099.', CORRECT),
    "Q-ODD-01": Reason("The row could not be read ({text}).", "Report it with the row number."),
}

FILE_FAULTS = {
    "F-SOURCE-01": Reason('No adapter is declared for feed "{text}".', "Name a declared feed."),
    "F-EMPTY-01": Reason("The file is empty, which is not the same as no news.", AGAIN),
    "F-KIND-01": Reason("The file is {text}, not text.", "Unpack it, or save it as text."),
    "F-ENC-01": Reason('Encoding "{text}" is not read.', "Send UTF-8 or UTF-16, or declare cp1252."),
    "F-ENC-02": Reason("The file looks like UTF-16 but does not say so.", "Declare utf-16-le or utf-16-be."),
    "F-ENDS-01": Reason("The lines end in bare carriage returns.", "Save it with CRLF or LF line ends."),
    "F-HEAD-01": Reason("The first row is not the header of this feed.", AGAIN),
    "F-HEAD-02": Reason("The header lacks {text}.", AGAIN),
    "F-HEAD-03": Reason("The header names {text} twice.", AGAIN),
    "F-HEAD-04": Reason("The header cannot be read.", AGAIN),
}

SHOWN = 60
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def shown(text: str, length: int = SHOWN) -> str:
    """Text fit for a sentence or a database: bytes nobody could read are written out as `\\xNN`."""
    whole = UNSTORABLE.sub(_written_out, text)
    return whole if len(whole) <= length else whole[:length] + "…"


def _written_out(match: re.Match[str]) -> str:
    point = ord(match.group())
    return f"\\x{point & 0xFF:02x}" if point == 0 or 0xDC00 <= point <= 0xDCFF else f"\\u{point:04x}"


class Fault(Exception):
    """Raised inside the reading of one row; it never leaves `read`."""

    def __init__(self, code: str, field: str = "", text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.text = text

    def quarantined(self, row: int, raw: str, record_id: str | None) -> Quarantined:
        reason = ROW_FAULTS[self.code]
        words = reason.sentence.format(field=shown(self.field), text=shown(self.text))
        kept = "" if self.code == "Q-MARK-02" else shown(raw, len(raw) * 6)
        named = shown(record_id) if record_id else None
        return Quarantined(row, self.code, shown(self.field), words, reason.remedy, kept, named)


def unreadable(code: str, text: str = "") -> UnreadableFile:
    reason = FILE_FAULTS[code]
    return UnreadableFile(code, reason.sentence.format(text=shown(text, 200)), reason.remedy)
