"""What the desk chooses from: coded as partners code it, so that our figures and theirs can be joined.

Sources: London's continuum of need for grades and levels; the Standard Safeguarding Dataset and the Department for
Education's census for outcomes (mash-offenders-investigations.md 3.2, 3.3, 3.6, 3.7, read November 2026). Three things
are called "no further action" and never share a code: we do not share; social care closes without assessing; social
care assesses and closes.
"""

Choices = tuple[tuple[str, str], ...]

GRADES: Choices = (
    ("red", "Red: acute"),
    ("amber", "Amber: complex"),
    ("green", "Green: early help"),
    ("blue", "Blue: no additional need"),
)
LEVELS: Choices = (
    ("4", "4: acute, significant harm or risk of it"),
    ("3", "3: complex or several needs"),
    ("2", "2: early help"),
    ("1", "1: no additional need"),
)
SPOKEN: Choices = (("alone", "Alone"), ("with_others", "With others there"), ("no", "No"))
DANGER: Choices = (("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"))
CATEGORIES: Choices = (
    ("neglect", "Neglect"),
    ("physical", "Physical abuse"),
    ("sexual", "Sexual abuse"),
    ("emotional", "Emotional abuse"),
    ("domestic", "Domestic abuse in the home"),
    ("exploitation_sexual", "Sexual exploitation"),
    ("exploitation_criminal", "Criminal exploitation"),
    ("missing", "Missing"),
    ("online", "Harm online"),
    ("custody", "Detained by police"),
    ("mental_health", "Mental health"),
    ("substances", "A carer's drugs or alcohol"),
    ("other", "Something else"),
)
OPEN_TO: Choices = (
    ("no", "No"),
    ("cin", "Child in need"),
    ("cp", "On a child protection plan"),
    ("cla", "Looked after"),
    ("care_leaver", "Care leaver"),
    ("unknown", "Not known"),
)
OPEN_AS: Choices = tuple(one for one in OPEN_TO if one[0] not in ("no", "unknown"))
BASES: Choices = (
    ("public_task", "A public task: safeguarding a child"),
    ("vital", "To protect somebody's life"),
    ("law_enforcement", "A law-enforcement purpose"),
)
CONSENT: Choices = (
    ("given", "Yes, and given"),
    ("refused", "Yes, and refused"),
    ("not_safe", "No: asking would have put somebody at risk"),
    ("not_asked", "No"),
)
ROUTES: Choices = (("api", "Their system asks ours"), ("file", "By file"), ("mail", "By secure mail"))
STRATEGY: Choices = (("declined", "The authority declined it"), ("not_needed", "It is no longer needed"))
NOT_SHARED: Choices = (
    ("no_need", "No additional need was found"),
    ("known", "The authority holds the same already"),
    ("not_a_child", "It is not about a child"),
    ("duplicate", "It repeats another notification"),
    ("consent", "Early help needs consent, and it was refused"),
)
STAGES: Choices = (
    ("contact", "On contact"),
    ("referral", "On referral"),
    ("s47", "After a section 47 enquiry"),
    ("closure", "After assessment, at closure"),
    ("returned", "Returned to us: not enough to decide on"),
)
OUTCOMES: dict[str, Choices] = {
    "contact": (
        ("contact_nfa", "No further action"),
        ("contact_advice", "Information and advice"),
        ("contact_early_help", "Early help referral"),
        ("contact_cin", "Child in need referral"),
    ),
    "referral": (
        ("referral_nfa", "No further action"),
        ("referral_advice", "Advice and information or signposting"),
        ("referral_early_help", "Stepped down to early help"),
        ("referral_assessment", "Assessment required"),
        ("referral_s47", "Strategy discussion or section 47 enquiry"),
        ("referral_other", "Other"),
    ),
    "s47": (
        ("s47_conference", "Initial child protection conference"),
        ("s47_nfa_assessment", "No further action: the family assessment goes on"),
        ("s47_s17", "Services under section 17"),
        ("s47_legal", "Legal action begun"),
        ("s47_monitor", "Another agency keeps watch"),
        ("s47_short_break", "Short break care under section 17"),
        ("s47_nfa", "No further action"),
        ("s47_other", "Other outcome"),
    ),
    "closure": (
        ("RC8", "Assessed, then no further action (RC8)"),
        ("RC9", "Assessed, then referred to early help (RC9)"),
    ),
}
# Social care closed it without assessing; social care assessed, then closed. Never one figure.
NFA_UNASSESSED = frozenset(("contact_nfa", "referral_nfa"))
NFA_ASSESSED = frozenset(("RC8", "s47_nfa"))
