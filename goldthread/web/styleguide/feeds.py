"""Sample feeds: deliveries, rows in quarantine, comparisons with a source."""

from datetime import timedelta
from typing import Any

from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.work import ONE_PAGE, PAGE

DELIVERY = {
    "id": "0b1f5a3c-7d52-4c8e-9a1b-2f60c1d3e4a5",
    "source": "custody",
    "received_at": NIGHT,
    "received": 54,
    "accepted": 36,
    "unchanged": 4,
    "quarantined": 14,
    "state": "done",
    "waiting": 13,
    "is_done": True,
    "percent": None,
    "alarm": "Far fewer than usual",
    "alarm_words": "Custody sent 54 records for 23 October; usually 540: far fewer than usual. Ask: Custody inspector.",
    "file_name": "custody-2026-10-23.csv",
    "replay_of": None,
    "notes": ['The column "cell_colour" is not in the format.'],
    "refused": None,
}
PLAIN_DELIVERY = {**DELIVERY, "alarm": None, "alarm_words": None, "notes": [], "waiting": 0}
LINKS_BEHIND = "1,204 people are still linked by model general-0. The model in force is general-1."
FEEDS: dict[str, Any] = {
    "links_behind": "",
    "feeds": [
        {
            "code": code,
            "name": code.title(),
            "desk": f"{code} desk",
            "last_good_at": None if stale else NIGHT,
            "is_stale": stale,
            "state": "failed" if stale else "fresh",
            "waiting": 13 if stale else 0,
            "agreement": "DSA-4",
            "agreement_words": "ended on 30 September 2026" if stale else "ends in 12 days, on 4 November 2026",
            "agreement_token": ("Ended", "high") if stale else ("Ends soon", "medium"),
        }
        for code, stale in (("merlin", False), ("custody", True))
    ],
    "deliveries": [
        DELIVERY,
        PLAIN_DELIVERY,
        {**PLAIN_DELIVERY, "state": "loading", "is_done": False, "percent": 40},
    ],
    "chosen": [],
    "page": PAGE,
    "checked_at": NIGHT,
    "form": None,
}
WAITING: dict[str, Any] = {
    "id": 181,
    "number": 18,
    "code": "Q-DOB-03",
    "field": "detainee_birth_date",
    "record": "26CU0041",
    "value": "26CU0041,KENT,Jess,31/02/2011",
    "words": 'detainee_birth_date "31/02/2011": there is no such date.',
    "remedy": "Correct it in the source, or here, and replay the row.",
    "state": "waiting",
    "state_words": "Waiting",
    "settled_at": None,
    "settled_by": None,
    "reason": "",
    "replay_url": None,
    "url": "/feeds/rows/181",
}
REPLAYED = {
    **WAITING,
    "id": 182,
    "number": 19,
    "state": "replayed",
    "state_words": "Replayed",
    "settled_at": NIGHT,
    "settled_by": "Ivo Marsh",
    "replay_url": "/feeds/deliveries/2",
}
RETURNED = {
    **WAITING,
    "id": 183,
    "number": 1020,
    "field": "the whole row",
    "record": "",
    "value": None,
    "words": "The row is not JSON.",
    "state": "returned",
    "state_words": "Returned to sender",
    "settled_at": NIGHT,
    "settled_by": "Ivo Marsh",
    "reason": "Custody sends it again with the date.",
}
ONE_DELIVERY: dict[str, Any] = {
    "delivery": DELIVERY,
    "origin": None,
    "by_code": [{"code": "Q-DOB-03", "count": 14, "waiting": 13, "words": "There is no such date."}],
    "rows": [WAITING, REPLAYED, RETURNED],
    "replays": [PLAIN_DELIVERY],
    "form": {
        "values": {"state": "", "code": "", "reason": "", "row": ["181"]},
        "errors": {"reason": "Enter a reason."},
    },
    "states": [{"value": "waiting", "words": "Waiting"}],
    "codes": [{"value": "Q-DOB-03", "words": "Q-DOB-03"}],
    "chosen": [],
    "page": ONE_PAGE,
    "checked_at": NIGHT,
}
WHOLE_DELIVERY: dict[str, Any] = {
    **ONE_DELIVERY,
    "delivery": {**PLAIN_DELIVERY, "received": 412, "accepted": 412, "unchanged": 0, "quarantined": 0},
    "by_code": [],
    "rows": [],
    "replays": [],
    "form": None,
}
LOADING_DELIVERY: dict[str, Any] = {
    **WHOLE_DELIVERY,
    "delivery": {**PLAIN_DELIVERY, "state": "loading", "is_done": False, "percent": 40},
}
REFUSED_DELIVERY: dict[str, Any] = {
    **WHOLE_DELIVERY,
    "delivery": {
        **PLAIN_DELIVERY,
        **dict.fromkeys(("received", "accepted", "unchanged", "quarantined"), 0),
        "state": "refused",
        "refused": "The first row is not the header of this feed. Ask the sender to write the file again.",
    },
}
REPLAY: dict[str, Any] = {
    **WHOLE_DELIVERY,
    "delivery": {
        **PLAIN_DELIVERY,
        **dict.fromkeys(("unchanged", "quarantined"), 0),
        "received": 1,
        "accepted": 1,
        "file_name": "row 18 of custody-2026-10-23.csv",
        "replay_of": "1",
    },
    "origin": {
        "url": "/feeds/deliveries/1",
        "file_name": "custody-2026-10-23.csv",
        "waiting": 12,
        "next_url": "/feeds/rows/184",
    },
}
ROW: dict[str, Any] = {
    "row": WAITING,
    "delivery": DELIVERY,
    "faulty": "detainee_birth_date",
    "explained": None,
    "typed_words": [],
    "others": ["custody_number", "detainee_surname"],
    "by_fields": True,
    "can_be_taken_apart": True,
    "form": {
        "values": {
            "field:detainee_birth_date": "30/02/2011",
            "field:custody_number": "26CU0041",
            "field:detainee_surname": "KENT",
            "text": "26CU0041,KENT,Jess,31/02/2011",
        },
        "errors": {"field:detainee_birth_date": 'detainee_birth_date "30/02/2011": there is no such date.'},
    },
}
ROW_AS_TEXT: dict[str, Any] = {
    **ROW,
    "row": {**WAITING, "field": "the whole row", "value": "{broken"},
    "faulty": "",
    "others": [],
    "by_fields": False,
    "can_be_taken_apart": False,
    "form": {"values": {"text": "{broken"}, "errors": {"text": "The row is not JSON. Return the row to its sender."}},
}
SETTLED_ROW: dict[str, Any] = {
    **ROW,
    "row": REPLAYED,
    "typed_words": [{"label": "detainee_birth_date", "words": "2011-02-28"}],
    "form": {"values": {}, "errors": {"": "Row 19 was replayed at 22:40 on 23 October."}},
}
ROW_NOT_KEPT: dict[str, Any] = {**ROW_AS_TEXT, "row": {**WAITING, "value": None}, "form": None}
RUN = {
    "id": "7c1f5a3c-7d52-4c8e-9a1b-2f60c1d3e4a5",
    "source": "Merlin",
    "name": "merlin-october.csv",
    "at": NIGHT,
    "by": "Ivo Marsh",
    "listed": 2665,
    "about": "1 October 2026 to 23 October 2026",
    "is_compared": True,
    "alike": 2661,
    "differ": 5,
}
RECONCILE: dict[str, Any] = {
    "sources": [{"value": "merlin", "words": "Merlin"}],
    "kinds": [{"name": "Missing", "words": "Listed by the source, never taken in here. Ask the sender for it."}],
    "runs": [RUN, {**RUN, "is_compared": False, "about": "everything"}],
    "form": {
        "values": {"source": "merlin", "first": "", "last": "2026-10-23"},
        "errors": {"first": "Give both days of the list, the earlier first, or neither."},
    },
    "checked_at": NIGHT,
}
NO_RUNS: dict[str, Any] = {**RECONCILE, "runs": [], "form": None}
RECONCILIATION: dict[str, Any] = {
    "run": RUN,
    "counts": [
        {"kind": "missing", "name": "Missing", "count": 4, "words": "Ask the sender for it."},
        {"kind": "older", "name": "Older", "count": 1, "words": "Ask the sender for the newest."},
    ],
    "differences": [
        {
            "record": "26PAC00000041",
            "name": "Missing",
            "listed_at": NIGHT,
            "held_at": None,
            "words": "",
            "open_cases": 0,
        },
        {
            "record": "26PAC00000042",
            "name": "Older",
            "listed_at": None,
            "held_at": NIGHT - timedelta(days=1),
            "words": "merlin-1.csv, row 3: Q-DOB-03",
            "open_cases": 2,
        },
    ],
    "form": {"values": {"kind": ""}, "errors": {}},
    "kinds": [{"value": "missing", "words": "Missing"}],
    "chosen": ["Missing"],
    "page": ONE_PAGE,
    "checked_at": NIGHT,
}
BEING_COMPARED: dict[str, Any] = {**RECONCILIATION, "run": {**RUN, "is_compared": False}}
NOTHING_DIFFERS: dict[str, Any] = {**RECONCILIATION, "differences": []}
SOURCE: dict[str, Any] = {
    "code": "merlin",
    "name": "Merlin",
    "desk": "Public Protection Desk",
    "stale_after_hours": 24,
    "agreement": "DSA-4",
    "words": "ends in 12 days, on 4 November 2026",
    "says": "Ends in 12 days, on 4 November 2026",
    "state": "fresh",
    "is_entered": True,
    "last_good_at": NIGHT,
    "is_stale": False,
    "token": ("Ends soon", "medium"),
    "url": "/feeds/sources/merlin",
}
IN_FORCE = {
    **SOURCE,
    "name": "CAD",
    "words": "ends on 30 September 2027",
    "says": "Ends on 30 September 2027",
    "token": None,
}
ENDED_SOURCE = {
    **SOURCE,
    "name": "Custody",
    "words": "ended on 30 September 2026",
    "says": "Ended on 30 September 2026",
    "state": "stale",
    "is_stale": True,
    "token": ("Ended", "high"),
}
NOT_ENTERED: dict[str, Any] = {
    **SOURCE,
    "name": "Social care",
    "desk": None,
    "stale_after_hours": None,
    "agreement": "",
    "words": "nothing may be taken in yet",
    "says": "Nothing may be taken in yet",
    "state": "never",
    "is_entered": False,
    "last_good_at": None,
    "token": ("Not entered", "high"),
}
SOURCES: dict[str, Any] = {"sources": [SOURCE, IN_FORCE, ENDED_SOURCE, NOT_ENTERED], "checked_at": NIGHT}
NO_SOURCES: dict[str, Any] = {**SOURCES, "sources": []}
CHANGES = [
    {
        "at": NIGHT,
        "by": "Ivo Marsh",
        "what": "Changed",
        "reason": "The desk moved to the second floor and is called otherwise.",
        "fields": [{"name": "Desk", "before": "Merlin desk", "after": "Public Protection Desk"}],
    },
    {
        "at": NIGHT - timedelta(days=300),
        "by": "Nell Archer",
        "what": "Entered",
        "reason": "Signed by the head of data protection.",
        "fields": [{"name": "Agreement", "before": None, "after": "DSA-4"}],
    },
]
ONE_SOURCE: dict[str, Any] = {
    "source": SOURCE,
    "may_agree": True,
    "may_keep": False,
    "asks_shorter": True,
    "changes": CHANGES,
    "form": {
        "values": {"agreement": "DSA-5", "ends_on": "2026-10-30", "reason": "Signed.", "is_shorter": []},
        "errors": {"ends_on": "The agreement in force runs to 4 November 2026, which is later. Check the day."},
    },
    "checked_at": NIGHT,
}
KEPT_SOURCE: dict[str, Any] = {
    **ONE_SOURCE,
    "source": ENDED_SOURCE,
    "may_agree": False,
    "may_keep": True,
    "asks_shorter": False,
    "form": {
        "values": {"name": "Custody", "desk": "Custody inspector", "stale_after_hours": "12", "why": ""},
        "errors": {"why": "Nothing was entered. Say why it changes."},
    },
}
NEW_SOURCE: dict[str, Any] = {
    **ONE_SOURCE,
    "source": NOT_ENTERED,
    "asks_shorter": False,
    "changes": [],
    "form": None,
}
