"""What a row may say: its columns, each with the words of the reference page, and what a home is never refused for.

A column that is asked of whoever reports by telephone has the name it has there (`missing/asked.py`).
"""

from goldthread.respond.placements.headings import PART_1, PART_2

MISSING, BACK = "missing", "back"
QUESTIONS = (
    "q_out_of_character",
    "q_previous",
    "q_medical",
    "q_medication",
    "q_disability",
    "q_victim_crime",
    "q_hurt",
    "q_cse_now",
    "q_cce",
    "q_self_harm",
    "q_danger_others",
    "q_abroad",
)
WHO = {
    "what": "`missing`, or `back`; empty, `missing`",
    "home": "our code of the home, like `H-4K9WQT`; a key says it by itself",
    "child_code": "our reference of the child, like `C-4K9WQT`, where the home knows it",
    "forename": "needed unless `child_code` is given",
    "surname": "needed unless `child_code` is given",
    "birth_date": "needed unless `child_code` is given; the day",
}
WHEN = {
    "noticed_at": "when staff noticed that the child was gone",
    "steps_started_at": "when staff began what they do before they report",
    "pre_report_steps": "what those steps were",
    "reported_at": "when the home reported; empty, when it came to us",
    "last_seen_at": "when the child was last seen",
}
TOLD = {
    "informant": "who reports and their number; empty, the home's name and night telephone",
    "last_seen_place": "where the child was last seen",
    "last_seen_with": "with whom, by whom",
    "description": "description and clothing",
    "q_worry": "what worries the home about this child being missing",
    "q_done": "what staff did to find the child",
    "q_who_with": "whom the child may be with, and where the child goes",
    "q_other": "anything else",
    "care": "the child's legal status: `s20`, `s31`, `interim`, `remand`, `care_leaver`, `other_authority`, `none`",
}
RETURN = {
    "our_reference": "of a `back` row: the reference that we gave for the report, like `K-4K9WQTD`",
    "located_at": "of a `back` row: when the child was found",
    "returned_at": "of a `back` row: when the child was back",
    "told_by": "of a `back` row: who saw the child",
    "how_is_child": "of a `back` row: how the child is, and what the child said",
}
ASKED = dict.fromkeys(QUESTIONS, "`yes`, `no` or `unknown`; empty, `unknown`")
FORM = {
    f"p{part}_{name}": f"Philomena Part {part}: {words[0].lower()}{words[1:]}"
    for part, names in (("1", PART_1), ("2", PART_2))
    for name, words in names.items()
}
COLUMNS: dict[str, str] = {**WHO, **WHEN, **TOLD, **ASKED, **RETURN, **FORM}
