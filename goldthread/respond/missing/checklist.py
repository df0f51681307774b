"""What is to be found out, checked and done while a child is missing, when found, and before the case is closed.

Checklists of missing-cse-custody.md 1.3, 1.5 and 1.10 (November 2026).
"""

from goldthread.core.areas.grammar import Group, Item
from goldthread.respond.missing import checks

HIGH = ("grade", ("high",))
FOUND_WITH_RISK = ("found_with_risk", ("yes",))
ABOVE_NONE = ("grade", ("high", "medium", "low"))
# Unknown is no answer: each makes something to find out (1.3; recommendation 2 of HMIC 2016).
UNANSWERED = {
    "q_medical": "medical needs",
    "q_medication": "essential medication",
    "q_disability": "a disability that affects safety",
    "q_victim_crime": "the risk of crime against them",
    "q_hurt": "the risk of being hurt",
    "q_cse_now": "sexual exploitation",
    "q_cce": "criminal exploitation",
    "q_self_harm": "self-harm or suicide",
    "care": "whether the child is in care, and of which authority",
}
FIND_OUT = Group("find_out", "Still to be found out")
FIRST_HOUR = Group("first_hour", "The first hour")
HIGH_RISK = Group("high_risk", "High risk besides")
ON_LOCATING = Group("on_locating", "When found")
CLOSING = Group("closing", "Before it is closed")
GROUPS = (FIND_OUT, checks.GROUP, FIRST_HOUR, HIGH_RISK, ON_LOCATING, CLOSING)


def _others(name: str, words: str, state: str, group: Group) -> Item:
    """Done is no answer without their names: who was seen, by whom, or that there is none."""
    return Item(name, words, state, why_for=("done", "not_needed", "unknown"), group=group.id, needed_for=("close",))


CHECKLIST = (
    *(
        Item(f"find_{ask}", f"Find out: {words}", "reported", when=(ask, ("unknown",)), group=FIND_OUT.id)
        for ask, words in UNANSWERED.items()
    ),
    *checks.checks(),
    *(
        Item(name, words, "open", when=ABOVE_NONE, group=FIRST_HOUR.id)
        for name, words in (
            ("not_detained", "Not in custody and not in hospital"),
            ("full_account", "A full account of who reported it and who saw them last, in their words"),
            ("searched", "The home or placement is searched: what was, and what was not"),
            ("other_places", "Other premises are looked at"),
            ("room", "Their room, devices, diary and medication"),
            ("photo", "A recent photograph is asked for: where it is kept, never the picture"),
            ("friends", "Friends are listed and rung"),
            ("identifiers", "Telephone, accounts, bank and travel cards are noted"),
            ("linked_places", "Linked addresses are checked"),
            ("posing_risk", "People who may harm them are looked for"),
            ("grade_confirmed", "The first grade is confirmed with a supervisor"),
            ("handed_on", "There is an entry for the next shift"),
        )
    ),
    *(
        Item(name, words, "open", when=HIGH, group=HIGH_RISK.id)
        for name, words in (
            ("sio", "Whether a senior investigator and a search adviser are needed is decided"),
            ("phone_work", "Authority for telephone work is asked for"),
            ("rescue_alert", "A Child Rescue Alert is considered"),
            ("media", "What the press is told is decided"),
            ("ports", "Transport police and ports are told"),
            ("family_contact", "Somebody keeps in touch with the family"),
            ("next_units", "Neighbouring units are told"),
        )
    ),
    *(
        Item(name, words, "located", group=ON_LOCATING.id)
        for name, words in (
            ("medical_care", "Safe; medical care is asked about"),
            ("offences", "Offences and forensic opportunities are considered"),
            ("found_with", "Who was with them is named, checked and passed on as intelligence"),
            ("protection", "Police protection was considered"),
            ("safe_return", "The place they return to is safe"),
            ("notified", "A notification to children's services is made"),
            ("flags_reviewed", "Flags are reviewed"),
        )
    ),
    _others("siblings", "Other children at home: each is named, and seen safe", "open", FIRST_HOUR),
    _others(
        "others_there", "Other children where they were found: each is named, and seen safe", "located", ON_LOCATING
    ),
    Item(
        "strategy_discussion",
        "A strategy discussion is asked for: somebody who may harm children lives where the child was found",
        "located",
        when=FOUND_WITH_RISK,
        needed_for=("close",),
        group=ON_LOCATING.id,
    ),
    *(
        Item(name, words, "returned", group=CLOSING.id, needed_for=("close",))
        for name, words in (
            ("intelligence_filed", "Intelligence is filed"),
            ("referral_received", "The referral was sent, and received"),
            ("plan_updated", "The trigger plan is made or brought up to date"),
        )
    ),
)
