"""What is asked when a child is reported missing, and of whoever grades the report.

The twelve questions are those of the College of Policing's quick guide, in our words; what is added for children is
ours (missing-cse-custody.md 1.3 and 1.4, November 2026).
"""

from goldthread.core.areas.grammar import Ask
from goldthread.respond.missing import choices

# The status of 1.8, asked where a child is in care, and of whoever grades, who may have read the form since.
PHILOMENA_USED = (
    Ask("philomena", "Philomena form", "choice", choices.PHILOMENA, required=False),
    Ask("philomena_why", "Why the form is not used", "text", when=("philomena", ("held_not_used",))),
)
PHILOMENA_OF_CARE = (
    Ask("philomena", "Philomena form", "choice", choices.PHILOMENA, required=False, when=("care", choices.IN_CARE)),
    PHILOMENA_USED[1],
)
BY_GRADE = (
    Ask("grade", "Grade", "choice", choices.GRADES, hint="Not sure: the higher one, until enquiries confirm it."),
    Ask("why", "Why this grade", "long", hint="What you considered, from whom or which system, and when it was told."),
    Ask(
        "latest_time",
        "Graded again at the latest at",
        "instant",
        when=("grade", ("none",)),
        hint="Agreed with whoever reported it, and within 4 hours.",
        happens="latest_time",
        ahead=True,
    ),
    Ask("agreed", "Who does what until then", "long", when=("grade", ("none",))),
    Ask(
        "inspectors_reason",
        "Inspector's reason that no apparent risk stands in spite of a listed factor",
        "long",
        when=("grade", ("none",)),
        required=False,
        hint="Without it the report is saved as medium where a listed factor is held.",
    ),
    *PHILOMENA_USED,
)
REPORT = (
    Ask("informant_role", "Who reports", "choice", choices.INFORMANTS),
    Ask("informant", "Their name and number", "text", hint="Whom to ring back."),
    Ask("channel", "How it came", "choice", choices.CHANNELS),
    Ask("cad_ref", "CAD reference", "text", required=False),
    Ask("missing_from", "Missing from", "choice", choices.MISSING_FROM),
    Ask("noticed_at", "Noticed at", "instant", required=False, hint="When somebody saw that the child was gone."),
    Ask(
        "steps_started_at",
        "Looked for since",
        "instant",
        required=False,
        hint="When the carer began what is agreed before a report.",
    ),
    Ask("pre_report_steps", "What the carer did before reporting", "long", required=False),
    Ask("last_seen_at", "Last seen at", "instant", required=False, hint="Empty if nobody knows."),
    Ask("last_seen_place", "Last seen where", "text", required=False),
    Ask("last_seen_with", "With whom, by whom", "text", required=False),
    Ask("description", "Description and clothing", "long", required=False),
    Ask("q_worry", "What worries you about this person being missing?", "long"),
    Ask("q_done", "What has been done so far to find them?", "long", required=False),
    Ask("q_out_of_character", "Is it out of character?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_previous", "Missing before?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_medical", "Any particular medical need?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_medication", "Essential medication, not with them?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_disability", "A disability that affects their safety?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_victim_crime", "Likely to become a victim of crime?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_hurt", "Likely to be hurt or harmed?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_cse_now", "At risk of sexual exploitation now?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_cce", "At risk of criminal exploitation, or county lines?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_self_harm", "Likely to self-harm or attempt suicide?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_danger_others", "A danger to others?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_abroad", "Likely to have gone abroad?", "choice", choices.YES_NO_UNKNOWN),
    Ask("q_who_with", "Who may they be with, and where do they go?", "long", required=False),
    Ask("care", "In care?", "choice", choices.CARE),
    *PHILOMENA_OF_CARE,
    Ask("q_other", "Anything else?", "long", required=False),
)
