"""The coded lists of a missing child's work, each value with the words an officer reads.

Definitions, grades and codes: missing-cse-custody.md 1.2 to 1.12 (November 2026). Which of them are national, of London
or ours is told there; none is a threshold.
"""

Choices = tuple[tuple[str, str], ...]

# The gravest first; the fact's value is the risk of the case. `none` is no apparent risk: absent, until 2016.
GRADES: Choices = (
    ("high", "High"),
    ("medium", "Medium"),
    ("low", "Low"),
    ("none", "No apparent risk"),
)
YES_NO_UNKNOWN: Choices = (("yes", "Yes"), ("no", "No"), ("unknown", "Unknown"))
INFORMANTS: Choices = (
    ("parent", "Parent"),
    ("carer", "Carer"),
    ("foster_carer", "Foster carer"),
    ("childrens_home", "Children's home"),
    ("semi_independent", "Semi-independent placement"),
    ("school", "School"),
    ("hospital", "Hospital"),
    ("social_worker", "Social worker"),
    ("other", "Somebody else"),
)
CHANNELS: Choices = (
    ("999", "999"),
    ("101", "101"),
    ("online_portal", "Online"),
    ("station", "At a station"),
    ("police_initiated", "Police found that the child is missing"),
)
MISSING_FROM: Choices = (
    ("home", "Home"),
    ("foster", "Foster home"),
    ("childrens_home", "Children's home"),
    ("semi_independent", "Semi-independent placement"),
    ("school", "School"),
    ("hospital", "Hospital"),
    ("yda", "Youth detention accommodation"),
    ("other", "Elsewhere"),
)
CARE: Choices = (
    ("none", "Not in care"),
    ("s20", "Accommodated by agreement (section 20)"),
    ("s31", "Under a care order (section 31)"),
    ("interim", "Under an interim care order"),
    ("remand", "On remand to an authority"),
    ("care_leaver", "Care leaver"),
    ("other_authority", "In another authority's care"),
    ("unknown", "Unknown"),
)
# Whose carer may hold a Philomena form.
IN_CARE = ("s20", "s31", "interim", "remand", "other_authority")
PHILOMENA: Choices = (
    ("yes", "Held, and used"),
    ("none_held", "None is held"),
    ("held_not_used", "Held, and not used"),
)
LOCATED_HOW: Choices = (
    ("self_return", "Came back alone"),
    ("family", "Found by family"),
    ("carer", "Found by a carer"),
    ("police", "Found by police"),
    ("partner", "Found by a partner"),
    ("public", "Found by the public"),
    ("custody", "In custody"),
    ("hospital", "In hospital"),
    ("other_force", "Found by another force"),
    ("deceased", "Found dead"),
)
RETURNED_TO: Choices = (
    ("home", "Home"),
    ("placement", "The same placement"),
    ("new_placement", "A new placement"),
    ("hospital", "Hospital"),
    ("custody", "Custody"),
    ("police_protection", "Police protection"),
    ("other", "Elsewhere"),
)
INTERVIEW: Choices = (
    ("done", "Held"),
    ("refused", "The child refused"),
    ("not_possible", "Not possible"),
)
RETURN_INTERVIEW: Choices = (
    ("done", "Held"),
    ("declined", "The child declined"),
    ("not_offered", "It was not offered"),
    ("not_possible", "It was not possible"),
)
# What drew the child: the other half of why children go (1.8). The codes are ours.
PULL: Choices = (
    ("friends", "Friends"),
    ("partner", "A boyfriend or girlfriend"),
    ("adult", "An older person"),
    ("family", "Family"),
    ("money", "Money or things"),
    ("drugs_alcohol", "Drugs or alcohol"),
    ("place", "A place"),
    ("online", "Somebody met online"),
    ("other", "Something else"),
    ("unknown", "Not known"),
)
# What children's services answer (0.2). "Not known yet" answers nothing: they are asked again.
CARE_OUTCOMES: Choices = (
    ("nfa", "No further action"),
    ("early_help", "Early help"),
    ("assessment", "Assessment"),
    ("strategy_discussion", "Strategy discussion"),
    ("s47", "Section 47 enquiry"),
    ("already_open", "Already open: part of work under way"),
    ("unknown", "Not known yet"),
)
CARE_ASKED: Choices = (
    ("information", "What they know: where the child may be, and with whom"),
    ("placement", "That the placement is reviewed"),
    ("strategy", "A strategy discussion"),
    ("know", "That they know of it"),
)
SPOKEN: Choices = (("alone", "Alone"), ("with_others", "With others there"), ("no", "No"))
# "Not asked" never counts as no harm (1.12).
HARM: Choices = (
    ("none_known", "No harm known"),
    ("physical", "Physical harm"),
    ("sexual", "Sexual harm"),
    ("exploited_sex", "Exploited sexually"),
    ("exploited_crim", "Exploited for crime"),
    ("self_harm", "Self-harm"),
    ("drugs_alcohol", "Drugs or alcohol"),
    ("victim_other", "Victim of another crime"),
    ("emotional", "Emotional harm"),
    ("fatal", "Death"),
    ("not_asked", "Not asked"),
)
REASONS: Choices = (
    ("relationship", "Relationships at home"),
    ("abuse_neglect", "Abuse or neglect"),
    ("exploitation", "Exploitation"),
    ("placement", "Unhappy in the placement"),
    ("contact_family", "To see family"),
    ("school", "School"),
    ("mental_health", "Mental health"),
    ("gang", "Gangs"),
    ("substance", "Drugs or alcohol"),
    ("boundary", "Rules and boundaries"),
    ("lost", "Lost"),
    ("abducted", "Taken by somebody"),
    ("unknown", "Not known"),
)
ONWARD: Choices = (
    ("nfa", "No further action"),
    ("referred", "Referred to children's services"),
    ("strategy", "Strategy discussion"),
    ("s47", "Section 47 enquiry"),
    ("crime_recorded", "A crime was recorded"),
    ("nrm", "Trafficking referral"),
    ("cawn", "Child abduction warning notice"),
    ("s46", "Police protection"),
    ("plan_updated", "Trigger plan updated"),
)
CARE_TOLD_BY: Choices = (
    ("mash", "MASH"),
    ("edt", "Emergency duty team"),
    ("phone", "By telephone"),
    ("merlin", "By Merlin"),
    ("sent", "Sent to their system, or by file or secure mail"),
)
WHO: Choices = (("child", "A child"), ("adult", "An adult"))
# By the London day of the report (1.1): who counted as missing then, and what "absent" was.
DEFINITIONS: Choices = (
    ("PRE2013", "The definition until 2013: whereabouts unknown, whatever the circumstances"),
    ("MISSING_ABSENT_2013", "Missing or absent, 2013 to 2016: no apparent risk was absent"),
    ("CONTINUUM_2017", "The definition since 2017: missing until found, at some risk or none apparent"),
)
NOT_MISSING: Choices = (
    ("where_known", "Where the child is was known all along"),
    ("double", "Reported already: another record is the one"),
    ("mistaken", "Another person was meant"),
)
