"""Texts that break programs: for every cell of every feed."""

LONG = 5_000
# Each is a lawful text of Unicode without NUL, so that a free-text cell must keep it as it stands.
LAWFUL = {
    "right to left": "ילדה בת שש",
    "an override of direction": "Kent\u202etxet\u202c",
    "zero width": "Ke\u200bnt\u200d\ufeff",
    "only marks": "\u0301\u0302\u0303",
    "stacked marks": "Z" + "\u0351\u0352\u0357" * 40,
    "a family in one sign": "👩‍👩‍👧‍👦",
    "a flag": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "the last character": "\U0010ffff",
    "no character": "\ufffe\uffff",
    "the mark of what was lost": "\ufffd",
    "one sign, eighteen letters": "\ufdfa",
    "full width": "Ｋｅｎｔ",
    "line separators": "a\u2028b\u2029c\x85d",
    "controls": "a\x01\x07\x1b[31m\x7fz",
    "other spaces": "\u00a0\u2003Kent\u3000",
    "SQL that ends a statement": "'); DROP TABLE records_mention; --",
    "SQL that joins another": "' UNION SELECT raw FROM records_recordcontent --",
    "a dollar quote": "$$; DELETE FROM feeds_delivery; $$",
    "places for parameters": "%s %(name)s {0} {text} ${HOME} :name ?",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "the template's own words": "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "a formula": "=cmd|' /C calc'!A0",
    "a formula with a sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a path": "../../../../etc/passwd",
    "a shell": "`reboot`; $(reboot) | reboot &",
    "a lookup": "${jndi:ldap://invalid.example/a}",
    "JSON in a text": '{"handling": "OFFICIAL", "op": "delete"}',
    "XML in a text": '<!DOCTYPE a [<!ENTITY b "c">]><Child>&b;</Child>',
    "a backslash at the end": "Kent\\",
    "words that mean nothing": "null",
    "not a number": "NaN",
    "a number of another script": "٤٤١٧",
    "a number without end": "9" * 400,
    "an exponent": "1e999999",
    "a long word": "x" * LONG,
    "many words": "so " * (LONG // 3),
    "a day of nowhere": "30/02/2016",
    "bars": "|||a||b|||",
    "a quotation mark": '"',
    "a name like a reference": "16PAC00012345",
}
# What no cell may hold, and by which code it is set aside.
UNLAWFUL = {"NUL": ("Ke\x00nt", "Q-NUL-01"), "half a character": ("Ke\ud800nt", "Q-CHR-01")}
# No instant: of another form, of no day, without an offset, of no year of ours, still to come.
INSTANTS = {
    "24/10/2016 22:41": "Q-TIME-01",
    "10/24/2016": "Q-TIME-01",
    "1477345260": "Q-TIME-01",
    "2016-W43-1T10:00:00Z": "Q-TIME-01",
    "20161024T214100Z": "Q-TIME-01",
    "２０１６-10-24T21:41:00Z": "Q-TIME-01",
    "2016-10-24T21:41:00 BST": "Q-TIME-01",
    "2016-10-24T21:41:00Z; DROP TABLE x": "Q-TIME-01",
    "2016-02-30T10:00:00Z": "Q-TIME-02",
    "2016-10-24T24:01:00Z": "Q-TIME-02",
    "2016-10-24T10:60:00Z": "Q-TIME-02",
    "2016-10-24T10:00:00+99:00": "Q-TIME-02",
    "0000-10-24T10:00:00Z": "Q-TIME-07",
    "0001-01-01T00:00:00+14:00": "Q-TIME-07",
    "9999-12-31T23:59:59-12:00": "Q-TIME-07",
    "2016-10-24T10:00:00": "Q-TIME-03",
    # The clocks went forward on 27 March 2016 at 01:00, and back on 25 October 2015 at 02:00.
    "2016-03-27T01:30:00": "Q-TIME-04",
    "2015-10-25T01:30:00": "Q-TIME-05",
    "2099-12-31T23:59:59Z": "Q-TIME-06",
}
# The same hour, told twice with its offset: two instants, both good.
ON_THE_NIGHT = ("2015-10-25T01:30:00+01:00", "2015-10-25T01:30:00+00:00", "2016-03-27T00:59:59+00:00")
