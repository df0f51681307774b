"""Sample pictures: every panel with something in it, and every panel with nothing."""

from datetime import date, timedelta
from typing import Any

from goldthread.core.records.reliance import PANELS
from goldthread.web.styleguide.frames import NIGHT
from goldthread.web.styleguide.people import FRESHNESS, JESS, JIGSAW, LATE, NOT_FRESH, REVIEW, UNKNOWN

MERLIN = {
    "record_id": "7d3f5b1a-0000-4000-8000-000000000001",
    "system": "merlin",
    "system_name": "Notifications and missing reports",
    "reference": "26PAC004417",
    "at": NIGHT - timedelta(days=9),
    "layer": "shown",
}
CRIME = {
    **MERLIN,
    "record_id": "7d3f5b1a-0000-4000-8000-000000000002",
    "system": "crime",
    "system_name": "Crime reports",
    "reference": "3004417/26",
    "layer": "signal",
}
SAM = {"code": "C-4H8RTX", "name": "KENT, Sam", "age": 7, "sex": "male", "is_child": True}
NOBODY = {"code": None, "name": None, "age": None, "sex": None, "is_child": None}
MAN = {**NOBODY, "words": "Mr P", "age": 29}
PLACE = {
    "words": "Flat 2, 14 ELM ROAD, ZZ1 1ZZ",
    "mine": "lives or lived",
    "my_role": "home",
    "my_times": 3,
    "is_theirs_now": True,
    "their_last": NIGHT - timedelta(days=2),
    "is_household": True,
    "kind": "",
}
RISKY: dict[str, Any] = {
    "person": MAN,
    "grounds": [
        {
            "ground": "marker",
            "words": "a marker says to ask the desk about them",
            "records": 1,
            "last_at": NIGHT - timedelta(days=2),
        }
    ],
    "places": [PLACE],
    "together": [{"role": "associate", "relation": "“boyfriend”", "evidence": MERLIN}],
    "certainty": "linked",
    "sources": 2,
    "layer": "signal",
    "verify": "Verify who is at the address now.",
    "ask": [JIGSAW],
    "to_children": True,
}
FOUND_AT = {
    **RISKY,
    "person": {**MAN, "words": "Ms O", "age": 41, "code": "C-9P2QRS", "name": "OAKES, Ann"},
    "places": [],
    "verify": "Ask where they are now: no address in common is told.",
    "to_children": False,
}
WORK = {
    "reference": "M-4K9W2T",
    "area": "missing",
    "area_name": "Missing",
    "noun": "missing episode",
    "state": "open",
    "state_words": "Open, high",
    "risk": "high",
    "opened_at": NIGHT - timedelta(hours=1),
    "closed_at": None,
    "owner": "Insp Shah",
    "clocks": [REVIEW, LATE],
}
ALERTS = [
    {
        "reference": "T-4K9WQTD",
        "title": "A managed offender lives where a child lives",
        "do": "Ring the desk named on the record before anybody goes.",
        "fired_at": NIGHT - timedelta(minutes=12),
        "act_by": NIGHT + timedelta(minutes=3),
        "taken_at": None,
        "taken_by": None,
    },
    {
        "reference": "T-7Q2K1BX",
        "title": "A child is reported missing for the third time in 90 days",
        "do": "Call a strategy meeting.",
        "fired_at": NIGHT - timedelta(days=3),
        "act_by": NIGHT - timedelta(days=3),
        "taken_at": NIGHT - timedelta(days=3),
        "taken_by": "Insp Shah",
    },
]
ITEM: dict[str, Any] = {
    "system": "merlin",
    "system_name": "Notifications and missing reports",
    "kind": "missing report",
    "title": "Merlin: a missing report",
    "role": "missing person",
    "occurred_at": NIGHT - timedelta(hours=1, minutes=3),
    "occurred_on": None,
    "known_at": NIGHT - timedelta(minutes=51),
    "text": "What was seen: Left by the back door after a phone call.",
    "evidence": MERLIN,
    "case": None,
    "returned": [],
    "signal": None,
}
ITEMS = [
    ITEM,
    {
        **ITEM,
        "title": "Child protection plan began",
        "occurred_at": None,
        "occurred_on": date(2016, 3, 14),
        "text": None,
    },
    {**ITEM, "title": "Crime report", "occurred_at": None, "text": None, "evidence": CRIME, "signal": JIGSAW},
    {**ITEM, "title": "Concern: taken by a named officer", "text": None, "evidence": None, "case": "N-7Q2K1B"},
    {
        **ITEM,
        "title": "Concern: recorded",
        "text": None,
        "evidence": None,
        "case": "N-7Q2K1B",
        "returned": [
            {"text": "What was seen: A cold flat.", "evidence": MERLIN, "signal": None},
            {"text": None, "evidence": {**MERLIN, "layer": "signal"}, "signal": JIGSAW},
        ],
    },
]
NODES = [
    {"x": 360, "y": 60, "words": "KENT, Sam, 7", "note": "at one address", "anchor": "middle", "line": 3},
    {"x": 620, "y": 210, "words": "OAKES, Ann, 41", "note": "named together", "anchor": "start", "line": 2},
]
GRAPH = {"nodes": [{**NODES[0], "poses_a_risk": False}, {**NODES[1], "poses_a_risk": True}]}
TIE: dict[str, Any] = {
    "kind": "named together",
    "times": 2,
    "last_at": NIGHT,
    "relation": None,
    "role": None,
    "place": None,
}
ASSOCIATES = [
    {
        "person": {"code": "C-9P2QRS", "name": "OAKES, Ann", "age": 41, "sex": "female", "is_child": False},
        "relation": None,
        "ties": [
            {
                "kind": "named together",
                "times": 2,
                "last_at": NIGHT,
                "relation": None,
                "place": None,
                "evidence": MERLIN,
            }
        ],
        "poses_a_risk": True,
    },
    {
        "person": SAM,
        "relation": "brother",
        "ties": [
            {
                "kind": "at one address",
                "times": 1,
                "last_at": NIGHT,
                "place": PLACE["words"],
                "evidence": None,
            }
        ],
        "poses_a_risk": False,
    },
]
ADDRESS = {
    "dwelling_id": None,
    "words": "Flat 2, 14 Elm Road",
    "kind": "",
    "is_household": True,
    "last_told_at": NIGHT,
    "times": 3,
    "systems": ["CAD"],
    "evidence": MERLIN,
}
RESIDENT = {"person": SAM, "relation": "brother", "is_now": True, "last_told_at": NIGHT, "sources": ["cad"]}
PLANNED = {"kind": "protection", "words": "Child protection plan: neglect", "began": date(2026, 3, 9), "ended": None}
LINK = {
    "certainty": "linked",
    "why": ["date of birth", "forename"],
    "rule": "start-1",
    "drawn": {
        "is_told": True,
        "speaks_for": ["same date of birth", "forename that sounds the same"],
        "against": ["different address"],
        "stopped": "",
        "steps": [
            {"words": "Two records taken at random", "bits": -15.0, "total": -15.0},
            {
                "words": "Same date of birth: about 7,000 times likelier if this is one person",
                "bits": 12.8,
                "total": -2.2,
            },
        ],
        "total": 9.4,
        "line": 7.0,
        "model": "start-1",
    },
    "evidence": MERLIN,
}
FULL: dict[str, Any] = {
    "who": {
        "person": None,
        "other_names": [{"name": "Jessie Kent", "kind": "alias", "evidence": MERLIN}],
        "told_differently": [{"field": "birth_date", "value": "2011-11-05", "evidence": CRIME}],
        "risks": [],
    },
    "danger": {"people": [RISKY, FOUND_AT], "not_household": [], "not_shown": []},
    "do_now": {
        "whence": "Trigger plan, reviewed 2 October 2026",
        "is_plan": True,
        "steps": [
            {"words": "Ring her phone, then her sister Kay.", "source": None},
            {"words": "Go to Elm Road, Flat 2: the address on 7 September.", "source": None},
            {"words": "Tell the Alderbrook night team.", "source": None},
        ],
        "ring": [
            {"who": "Duty inspector: Insp Shah", "phone": None},
            {"who": "Alderbrook night team", "phone": "0808 157 0990"},
        ],
    },
    "flags": {
        "items": [
            {
                "words": "Exploitation",
                "level": "high",
                "why": "Found twice with the same man of 29",
                "since": date(2026, 9, 8),
                "owner": "DS Lowe, exploitation team",
                "review_on": date(2026, 12, 7),
                "ends_on": None,
                "is_late": True,
                "is_ours": True,
                "reference": "F-7Q2K1B",
                "system": None,
                "record_reference": None,
                "record_id": None,
            },
            {
                "words": "Looked after",
                "level": "medium",
                "why": "looked after: yes",
                "since": date(2026, 9, 8),
                **dict.fromkeys(("owner", "review_on", "ends_on", "reference")),
                "is_late": False,
                "is_ours": False,
                "system": "Social care",
                "record_reference": "000-A0004417",
                "record_id": MERLIN["record_id"],
            },
        ],
        "not_shown": [JIGSAW],
    },
    "home": {
        "address": ADDRESS,
        "earlier": [{**ADDRESS, "words": "88 Cinder Lane"}],
        "people": [
            RESIDENT,
            {"person": NOBODY, "relation": None, "is_now": False, "last_told_at": NIGHT, "sources": ["merlin"]},
        ],
        "other_children": [RESIDENT],
        "age_not_known": 1,
        "schools": [{"words": "Merrow Academy", "evidence": MERLIN}],
    },
    "voice": {
        "quotes": [
            {
                "words": "He gets angry if I go home.",
                "at": NIGHT,
                "how": "spoken to alone",
                "who": "Notifications and missing reports",
                "evidence": MERLIN,
                "case": None,
            },
            {
                "words": "I am fine.",
                "at": NIGHT,
                "how": "others were there",
                "who": "to PC Ali",
                "evidence": None,
                "case": "N-7Q2K1B",
            },
        ],
        "not_shown": [JIGSAW],
    },
    "work": {"alerts": ALERTS, "open": [WORK], "closed": [{**WORK, "closed_at": NIGHT - timedelta(days=40)}]},
    "plans": {
        "kinds": [
            {
                "name": "Child protection plan",
                "state": "held",
                "plans": [{**PLANNED, "evidence": MERLIN}],
                "ask": "the duty team",
            },
            {"name": "Care and placement", "state": "none recorded", "plans": [], "ask": "the duty team"},
            {"name": "Trigger plan", "state": "unknown", "plans": [], "ask": "the missing persons unit"},
        ],
        "conferences": [{**PLANNED, "kind": "conference", "words": "Section 47 enquiry", "evidence": MERLIN}],
    },
    "associates": {"people": ASSOCIATES},
    "partners": {
        "sent": [
            {
                "to": "Alderbrook",
                "what": "Notification, graded amber",
                "at": NIGHT,
                "came_back": "assessment",
                "reference": None,
                "evidence": MERLIN,
            },
            {
                "to": "A. Ray, Alderbrook",
                "what": "Picture given by PC Ali: emergency",
                "at": None,
                "came_back": None,
                "reference": "D-4417",
                "evidence": None,
            },
        ],
        "to_ring": [{"who": "Nia Webb, Alderbrook", "phone": "0808 157 0991", "evidence": MERLIN}],
    },
    "possible": {
        "people": [
            {
                "person": {**SAM, "code": "C-2M9XVT", "name": "KENT, Josie", "age": 15},
                "stopped_by": ["twins"],
                "evidence": [MERLIN],
            }
        ]
    },
    "chronology": {"items": ITEMS},
    "said": {
        "values": [
            {
                "field": "address",
                "text": "Flat 2, 14 Elm Road",
                "kind": "fact",
                "grade": "",
                "is_put_right": False,
                "times": 3,
                "systems": ["CAD"],
                "evidence": MERLIN,
            },
            {
                "field": "warning",
                "text": "exploitation",
                "kind": "opinion",
                "grade": "3x5x2 2BP",
                "is_put_right": True,
                "times": 1,
                "systems": ["CAD"],
                "evidence": MERLIN,
            },
        ]
    },
    "certainty": {
        "word": "linked",
        "sources": 2,
        "why": ["same names and full birth date"],
        "weakest": LINK,
        "links": [LINK],
    },
}
UNTOLD = {"name": "Child protection plan", "state": "unknown", "plans": [], "ask": "the duty team"}
EMPTY: dict[str, Any] = {
    **FULL,
    "who": {"person": None, "other_names": [], "told_differently": [], "risks": []},
    "danger": {"people": [], "not_household": ["Quarrendon House, ZZ1 1ZZ"], "not_shown": []},
    "do_now": {
        "whence": "Standard steps. Whether a trigger plan is held is not known here: ask the missing persons unit.",
        "is_plan": False,
        "steps": [{"words": "See the child alone.", "source": "audit criterion COM-05"}],
        "ring": [],
    },
    "flags": {"items": [], "not_shown": []},
    "home": {
        "address": None,
        "earlier": [],
        "people": [],
        "other_children": [],
        "age_not_known": 0,
        "schools": [],
    },
    "voice": {"quotes": [], "not_shown": []},
    "work": {"alerts": [], "open": [], "closed": []},
    "plans": {"kinds": [UNTOLD, {**UNTOLD, "name": "Care and placement", "state": "not asked"}], "conferences": []},
    "associates": {"people": []},
    "partners": {"sent": [], "to_ring": []},
    "possible": {"people": []},
    "chronology": {"items": []},
    "said": {"values": []},
}
# Which sources each panel relies on, as it is declared beside the panels themselves.
RELIES = {
    "danger": "danger", "flags": "flags", "home": "household", "voice": "voice", "plans": "plans",
    "associates": "chronology", "partners": "partners", "chronology": "chronology", "said": "values",
}  # fmt: skip
TITLES = {
    "do_now": "Do now", "voice": "Their words", "work": "Open work", "associates": "People named with them",
    "partners": "Contact with partners", "possible": "Possible, not confirmed", "said": "What the records say",
    "certainty": "Sources and certainty",
}  # fmt: skip
ALL_FRESH: dict[str, list[Any]] = {panel: [] for panel in PANELS}


def panels_of(bodies: dict[str, Any], unsure: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """The panels as the page is given them, with what each cannot speak for."""
    return [
        {
            "id": name,
            "title": TITLES.get(name, name.capitalize()),
            "template": f"picture/{name}.html",
            "body": body,
            "unsure": unsure.get(RELIES.get(name, ""), []),
        }
        for name, body in bodies.items()
    ]


def _slice(items: list[dict[str, Any]], **changed: Any) -> dict[str, Any]:
    shown = {
        "items": items,
        "total": len(items),
        "of": len(items),
        "number": 1,
        "last": 1,
        "first_row": 1,
        "last_row": len(items),
        "new_left_out": 0,
        "systems": [("merlin", "Notifications and missing reports")],
        "kinds": ["missing report"],
        "is_filtered": False,
    }
    return shown | changed


NOTHING_CHOSEN: dict[str, Any] = {"values": {}, "errors": {}}
PICTURE: dict[str, Any] = {
    "person": JESS,
    "layer": "summary",
    "known_at": None,
    "basis": "product",
    "changed": None,
    "learnt": None,
    "limited": [],
    "panels": panels_of(FULL, {**ALL_FRESH, "danger": NOT_FRESH, "chronology": NOT_FRESH[:1]}),
    "chronology": _slice(ITEMS, last=3, number=2),
    "filter_form": NOTHING_CHOSEN,
    "graph": {**GRAPH, "width": 720, "height": 420, "most": 1},
    "grounds": [{**LINK, "records": [MERLIN, MERLIN]}, {**LINK, "records": [MERLIN]}],
    "moment": NOTHING_CHOSEN,
    "freshness": FRESHNESS,
    "may": {"record": True, "log": True, "rights": True, "share": True},
    "openings": [{"area": "concern", "words": "Record a concern"}],
}
TOLD = {"title": "Crime report", "occurred_at": NIGHT, "evidence": CRIME}
UNDATED = {**TOLD, "occurred_at": None}
BARE: dict[str, Any] = {
    **PICTURE,
    "person": UNKNOWN,
    "limited": [{**JIGSAW, "url": "/child/C-0QH3RD/need"}],
    "changed": {"since": NIGHT - timedelta(days=1), "parted": [MERLIN, CRIME], "joined": [CRIME]},
    "panels": panels_of(EMPTY, dict.fromkeys(PANELS, NOT_FRESH)),
    "chronology": _slice([]),
    "may": {"record": False, "log": False, "rights": False, "share": False},
    "openings": [],
}
PAST: dict[str, Any] = {
    **PICTURE,
    "known_at": NIGHT - timedelta(days=30),
    "basis": "force",
    "learnt": {
        "new": [TOLD],
        "changed": [],
        "gone": [{**TOLD, "occurred_at": None}],
        "danger": [RISKY],
        "person": None,
    },
    "chronology": _slice(ITEMS[:1], of=4, total=1, new_left_out=1, is_filtered=True),
    "filter_form": {"values": {"words": "back door"}, "errors": {"first": "Enter it like 24/10/2026."}},
    "moment": {"values": {"at": "2027-01-01T10:00", "basis": "force"}, "errors": {"at": "The time is in the future."}},
}
