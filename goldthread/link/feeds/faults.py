"""Every reason a row is set aside or a file refused: its code, its sentence and what to do about it."""

import re
from dataclasses import dataclass

from goldthread.link.feeds.declare import Frame
from goldthread.link.feeds.format import Noted, Quarantined, UnreadableFile


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
    "Q-BIG-02": Reason("The row is longer than {text} characters; at most its start is kept here.", RETURN),
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
    "Q-XML-01": Reason("The record is not XML: {text}.", RETURN),
    "Q-XML-02": Reason("The record holds {text}, which the format does not have.", RETURN),
    "Q-XML-03": Reason('The element "{field}" comes twice in one record.', RETURN),
    "Q-PAR-01": Reason("{field} holds {text}, which the format does not have.", RETURN),
    "Q-PAR-02": Reason(
        "The file cannot be read from here on: {text} rows are missing.", "Ask the sender for it again."
    ),
    "Q-NUM-01": Reason('"{text}" is not a number that can be kept.', CORRECT),
    "Q-NUM-02": Reason("The row holds a number out of range.", CORRECT),
    "Q-ID-01": Reason("The row has no {field}.", "Ask the sender which record this is."),
    "Q-ID-02": Reason('{field} "{text}" is not of this feed\'s form.', CORRECT),
    "Q-FEED-01": Reason('The row says it belongs to feed "{text}".', "Load it with that feed."),
    "Q-FEED-02": Reason('Version "{text}" of the feed has no adapter.', "Ask for the documented version."),
    "Q-OP-01": Reason('op "{text}" is neither upsert, delete nor erase.', CORRECT),
    "Q-MARK-01": Reason('handling "{text}" is neither OFFICIAL nor OFFICIAL-SENSITIVE.', CORRECT),
    "Q-MARK-02": Reason(
        'The row is marked "{text}". Nothing above OFFICIAL-SENSITIVE may be held here: it was not kept.',
        "Tell the sender's security officer, and ask for a pointer instead of the content.",
    ),
    "Q-CAT-01": Reason(
        'subject_category "{text}" names no known category.',
        "Enter suspect, convicted, victim or witness_or_other, and replay the row.",
    ),
    "Q-RET-01": Reason('retention_group "{text}" is not 1, 2, 3 or 4.', CORRECT),
    "Q-RES-01": Reason('restriction "{text}" is neither empty, signalled nor hidden.', CORRECT),
    "Q-RES-02": Reason("A signalled record must say whom to ask.", "Name the desk, and replay the row."),
    "Q-RES-03": Reason(
        "Such a record may not be sent in the open: it has no restriction.",
        "Set it to signalled and name the desk to ask, and replay the row.",
    ),
    "Q-SRC-01": Reason(
        "{field} may tell who a source is. Nothing of that may be held here: the row was not kept.",
        "Tell the sender's intelligence desk, and ask for the report without it.",
    ),
    "Q-SRC-02": Reason(
        "The row cannot be read, and may tell who a source is: it was not kept.",
        "Ask the sender to write the row again.",
    ),
    "Q-GRADE-01": Reason('{field} "{text}" is no mark of its scheme of grading.', CORRECT),
    "Q-GRADE-02": Reason('{field} "{text}" is neither 3x5x2 nor 5x5x5.', CORRECT),
    "Q-GRADE-03": Reason(
        "Its handling has conditions, and {field} does not say which.", "Ask the sender for them, and replay the row."
    ),
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
    "Q-TIME-10": Reason('{field} "{text}" is not a day, like 2016-10-24.', CORRECT),
    "Q-DOB-02": Reason('{field} "{text}" is later than the extraction of the file.', CORRECT),
    "Q-DOB-03": Reason('{field} "{text}": there is no such date.', CORRECT),
    "Q-DOB-04": Reason('{field} "{text}" is outside the years 1900 to 2099.', CORRECT),
    "Q-GONE-01": Reason(
        "This record was erased and may not come back.",
        "Tell the sender that it was erased; data protection knows why.",
    ),
    "Q-KEEP-01": Reason("The row was read and could not be kept ({text}).", "Report it with the row number."),
    "Q-ROWS-01": Reason("This is {text} rows.", "Enter one row."),
    "Q-ODD-01": Reason("The row could not be read ({text}).", "Report it with the row number."),
}

# Wrong, and taken in all the same: never block a fact.
NOTED_FAULTS = {
    "N-ID-01": Reason("{field}: {text}. It was kept as typed.", "Ask the sender to check it."),
    "N-TIME-01": Reason("{field} is earlier than {text}.", "Ask the sender which of the two is right."),
    "N-CEN-01": Reason("The child has a date of birth, and {field} too.", "Ask the authority whether it was born."),
    "N-CEN-02": Reason("The child has neither a date of birth nor an expected one.", "Ask the authority."),
    "N-CEN-03": Reason("The row has no {field}.", "Ask the authority when the referral came."),
    "N-CEN-04": Reason('{field} "{text}" is before the referral.', "Ask the authority which is right."),
    "N-CEN-05": Reason('{field} "{text}" is before the referral.', "Ask the authority which is right."),
    "N-CEN-06": Reason('{field} "{text}" is after the conference.', "Ask the authority which is right."),
    "N-CEN-07": Reason('{field} "{text}" is the day of no conference told of.', "Ask the authority which is right."),
    "N-CEN-08": Reason('{field} "{text}" is a Saturday or a Sunday.', "Ask the authority which day it was."),
    "N-CEN-09": Reason("The referral was not taken on, and {field} follows it.", "Ask the authority which is right."),
    "N-CEN-10": Reason("Two enquiries of {field} are open at once.", "Ask the authority whether they are one."),
    "N-CEN-11": Reason('{field} "{text}" is before the plan starts.', "Ask the authority which is right."),
    "N-CEN-12": Reason("The child has no {field}, and nothing says why.", "Ask the authority."),
}

FILE_FAULTS = {
    "F-SOURCE-01": Reason('No adapter is declared for feed "{text}".', "Name a declared feed."),
    "F-EMPTY-01": Reason("The file is empty, which is not the same as no news.", AGAIN),
    "F-KIND-01": Reason("The file is {text}, not text.", "Unpack it, or save it as text."),
    "F-ENC-01": Reason('Encoding "{text}" is not read.', "Send UTF-8 or UTF-16, or declare cp1252."),
    "F-ENC-02": Reason("The file looks like UTF-16 but does not say so.", "Declare utf-16-le or utf-16-be."),
    "F-ENDS-01": Reason("The lines end in bare carriage returns.", "Save it with CRLF or LF line ends."),
    "F-KIND-02": Reason("The file is not {text}.", AGAIN),
    "F-KIND-03": Reason("The file's outermost element is not {text}.", AGAIN),
    "F-XML-01": Reason("The file declares {text}, which is never read.", "Ask for the file without it."),
    "F-HEAD-01": Reason("The first row is not the header of this feed.", AGAIN),
    "F-HEAD-02": Reason("The header lacks {text}.", AGAIN),
    "F-HEAD-03": Reason("The header names {text} twice.", AGAIN),
    "F-HEAD-04": Reason("The header cannot be read.", AGAIN),
}

NEVER_KEPT = {"Q-MARK-02", "Q-SRC-01", "Q-SRC-02"}
SHOWN = 60
PLACE = re.compile(r"\[\d+\]")
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
        kept = "" if self.code in NEVER_KEPT else shown(raw, len(raw) * 6)
        named = shown(record_id) if record_id else None
        return Quarantined(row, self.code, shown(self.field), words, reason.remedy, kept, named)


def note_fault(frame: Frame, code: str, field: str = "", text: str = "") -> None:
    """Take the row in with its fault beside it; over the whole file the fault is counted, without what was typed."""
    reason = NOTED_FAULTS[code]
    words = reason.sentence.format(field=shown(field), text=shown(text, 200))
    frame.noted.append(Noted(code, shown(field), words, reason.remedy))
    frame.note(f"{code} {shown(PLACE.sub('[]', field))}")


def unreadable(code: str, text: str = "") -> UnreadableFile:
    reason = FILE_FAULTS[code]
    return UnreadableFile(code, reason.sentence.format(text=shown(text, 200)), reason.remedy)
