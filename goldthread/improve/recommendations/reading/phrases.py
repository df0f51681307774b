"""The sentences that make a recommendation: who should do what, and who is only telling what was found."""

import re

from goldthread.improve.recommendations.reading.timescales import ANY, MODAL

BODY = (
    r"(?:the\s+force|forces?|each\s+force|every\s+force|the\s+service|constabular(?:y|ies)|police\s+service|police|polic[ei]ng|MPS|PSNI|BTP|NCA|"
    r"chief\s+(?:constables?|officers?|officer\s+teams?)|commissioners?|PCCs?|NPCC|National\s+Police\s+Chiefs[’']?\s*(?:[’']s?)?\s*Council|College|Home\s+Office|Home\s+Secretary|"
    r"[Gg]overnment|ministers?|[Dd]epartment|Ministry|CPS|Crown\s+Prosecution\s+Service|local\s+authorit(?:y|ies)|National\s+Crime\s+Agency|"
    r"[Aa]gency|[Bb]oards?|[Cc]ouncils?|[Mm]ayor(?:[’']s\s+Office)?|MOPAC|Ofsted|inspectorates?|partners?(?:hips?)?|lead|leads|organisations?|trusts?|[Oo]ffice|[Uu]nits?|[Cc]ommand|"
    r"senior\s+leaders?|leaders|officers|supervisors|staff)"
)
RESPONSIBLE = (
    r"(?:forces?|constabular(?:y|ies)|Police(?:\s+Service)?|service|MPS|chief\s+(?:constables?|officers?)|commissioners?|NPCC|Council|College|"
    r"Home\s+Office|Home\s+Secretary|[Gg]overnment|Ministry|Department|CPS|Crown\s+Prosecution\s+Service|NCA|Agency|PCCs?|lead)"
)
RECOMMENDING = re.compile(
    r"\b(?:we|HMIC(?:FRS)?|I|the\s+inspectorate|inspectors)\s+(?:also\s+|therefore\s+|further\s+|strongly\s+|now\s+|hereby\s+)*(?:recommends?|make\s+the\s+following)\b|\bit\s+is\s+recommended\s+that\b|\bour\s+recommendation\s+is\s+that\b",
    re.I,
)
RECOMMENDED = re.compile(
    r"\b(?:we|HMIC(?:FRS)?|inspectors|the\s+(?:inspectorate|report|inspection))\b(?:\s+\w+){0,3}?\s+(?:recommended|(?:made|issued|gave)\s+(?:a|an|the\s+following|this|these)\s+(?:\w+\s+){0,3}recommendations?)\b|"
    r"\b(?:report|inspection|review)\b[^.]{0,60}\brecommended\s+that\b|\brecommendations?\s+(?:that\s+)?we\s+made\b",
    re.I,
)
GENERIC_STEM = re.compile(
    r"(?:\b(?:following|these|below)\b[^.:]{0,40}\brecommendations?\b|\brecommendations?\b[^.:]{0,60}\b(?:as\s+follows|below|following|that|are|to\s+address)\b|\b(?:recommends?|recommending)\s+(?:that|the\s+following))[^.]{0,120}:\s*$",
    re.I,
)
TELLING = re.compile(
    r"\b(?:found|said|says|told|noted?|notes|believes?|concluded|expects?|expected|considers?|felt|saw|was|were|is|are|will|would|could|did|agreed?|recogni[sz]es?|knows?|knew|understands?|thinks?|stated?|reported|called\s+for|acknowledges?|accepts?|although|however|because|including|while|we\s+(?!recommend)|if|when|what|why|how|as\s+a\s+result)\b",
    re.I,
)
CONTINUING = re.compile(
    r"^(?:as\s+a\s+minimum|at\s+a\s+minimum|this\s+(?:should|must|review|work|plan|will\s+need|includes?)|these\s+(?:should|must)|it\s+should|in\s+doing\s+(?:so|this)|the\s+(?:review|plan|action\s+plan|audit|guidance|training|policy|framework|strategy|process|work)\s+should|they\s+should|(?:the\s+)?\w+\s+should\s+(?:also|then)\b|in\s+particular|specifically)",
    re.I,
)
PARTICIPLE = re.compile(r"^[a-z]*ing\b", re.I)
STATEMENT = re.compile(r"^(?:\w+\s+){0,6}?(?:has|have|had|was|were|is|are|did|does)\b", re.I)
SENTENCE_END = re.compile(r"(?<=[.!?])[’”'\")\]]*\s+(?=[A-Z‘“\"'(])")
LEAD_IN = re.compile(
    r"^(?:to\s+[^,]{3,120},|in\s+(?:conjunction|consultation|partnership|collaboration)\s+with\s+[^,]{3,160},|working\s+with\s+[^,]{3,120},|as\s+(?:a\s+matter\s+of\s+(?:urgency|priority)|soon\s+as\s+possible),?|where\s+[^,]{3,100},|in\s+respect\s+of\s+[^,]{3,120},|following\s+[^,]{3,100},)\s*",
    re.I,
)
ADDRESSEES = (
    ("College of Policing", r"\bCollege\s+of\s+Policing\b|\bthe\s+College\b"),
    ("National Police Chiefs’ Council", r"\bNPCC\b|\bNational\s+Police\s+Chiefs[’']?\s*[’']?s?\s+Council\b"),
    ("Home Office", r"\bHome\s+Office\b"),
    ("Home Secretary", r"\bHome\s+Secretary\b"),
    ("Ministry of Justice", r"\bMinistry\s+of\s+Justice\b"),
    ("Department for Education", r"\bDepartment\s+for\s+Education\b"),
    ("government", r"\b(?:Welsh\s+|UK\s+)?[Gg]overnment\b"),
    ("Crown Prosecution Service", r"\bCPS\b|\bCrown\s+Prosecution\s+Service\b"),
    ("National Crime Agency", r"\bNCA\b|\bNational\s+Crime\s+Agency\b"),
    (
        "police and crime commissioners",
        r"\b[Pp]olice(?:,\s+fire)?\s+and\s+crime\s+commissioners?\b|\bPCCs?\b",
    ),
    ("Mayor’s Office for Policing and Crime", r"\bMOPAC\b|\bMayor[’']s\s+Office\b"),
    ("chief constables", r"\bchief\s+constables\b"),
    ("chief constable", r"\bchief\s+constable\b"),
    ("chief officers", r"\bchief\s+officers?\b"),
    ("all forces", r"\b(?:all|every|each|police)\s+forces?\b|(?:^|,\s*)forces\b"),
    (
        "local authorities",
        r"\blocal\s+authorit(?:y|ies)\b|\bchildren[’']s\s+social\s+care(?:\s+services?)?\b",
    ),
    ("Ofsted", r"\bOfsted\b"),
    ("the force", r"\b[Tt]he\s+(?:force|constabulary|service|MPS)\b"),
)
NAMED_FORCE = re.compile(
    r"\b((?:[A-Z][\w’'-]+(?:\s+(?:and|of)\s+|\s+|-)){1,4}(?:Police\s+Service|Police|Constabulary))\b|\b(Police\s+Service\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)\b"
)


def first_sentence(text: str) -> str:
    return SENTENCE_END.split(text, maxsplit=1)[0]


def sentences(text: str) -> list[str]:
    return [s for s in SENTENCE_END.split(text) if s.strip()]


def _subject(text: str) -> str | None:
    """The words before the duty, without the time, the recommending and the lead-in; None where there is no duty."""
    opening = first_sentence(text)[:900]
    modal = MODAL.search(re.sub(r"\([^()]{0,200}\)", lambda m: " " * len(m.group()), opening))
    if not modal or (modal.group().lower() in ("is to", "are to") and not ANY.search(opening[: modal.end()])):
        return None
    before = opening[: modal.start()]
    for _ in range(3):
        before = LEAD_IN.sub("", ANY.sub(" ", before).strip(" ,:;-–—"))
    return RECOMMENDING.sub(" ", before).strip(" ,:;-–—")


def is_duty(text: str) -> bool:
    """True where the sentence opens by saying that a named body should do something."""
    subject = _subject(text)
    if subject is None or len(subject.split()) > 45:
        return False
    subject = re.sub(r"^(?:that|and|also|therefore|the\s+following)\b[\s,:]*", "", subject)
    plain = re.sub(r"\b(?:which|that|who)\s+(?:have|has|are|is|do|does)\b[^,]*", " ", subject)
    named = re.search(rf"\b{BODY}\b", subject, re.I) or re.search(r"\b[A-Z]{2,6}s?\b", subject)
    return bool(named) and not TELLING.search(plain)


def is_plainly_a_duty(text: str) -> bool:
    """A duty with its recommending words or its time in it: good evidence even outside a list."""
    opening = first_sentence(text)[:900]
    modal = MODAL.search(opening)
    if not modal or not is_duty(text) or re.match(r"\s+(?:have|already|be\s+able)\b", opening[modal.end() :]):
        return False
    before = opening[: modal.start()]
    # `Within an hour, officers should` tells of a policy; only a force or a national body is given a time by a report.
    timed = ANY.search(before) and re.search(rf"\b{RESPONSIBLE}\b", before, re.I)
    return bool(RECOMMENDING.search(before) or timed)


def is_recommending(text: str) -> bool:
    return bool(RECOMMENDING.search(first_sentence(text)[:300])) and not RECOMMENDED.search(first_sentence(text)[:300])


def is_generic_stem(text: str) -> bool:
    """`We make the following recommendations:` introduces whole ones; `We recommend that the force:` is itself one."""
    # `made eleven recommendations, including that …:` tells of some of them in other words.
    if not GENERIC_STEM.search(text) or is_duty(text) or re.search(r"\binclud(?:e[sd]?|ing)\b", text, re.I):
        return False
    recommending = list(re.finditer(r"\brecommend(?:s|ing)?\s+that\b", text, re.I))
    rest = ANY.sub(" ", text[recommending[-1].end() :]) if recommending else ""
    return not re.search(rf"\b{BODY}\b", rest, re.I)


def is_instruction(text: str) -> bool:
    """An item of a list headed `Recommendations` that may stand without a subject: `Review the …`."""
    return (
        bool(text[:1].isalpha()) and not PARTICIPLE.match(text) and not STATEMENT.match(text) and len(text.split()) > 3
    )


def _after_recommending(opening: str) -> str:
    """`We recommend that Eastvale Constabulary reviews …`: the body stands in the first words after `that`."""
    found = RECOMMENDING.search(opening)
    return " ".join(opening[found.end() :].split()[:10]) if found else ""


def addressees_of(text: str) -> list[str]:
    """The bodies named before the duty, in the order they are printed."""
    opening = first_sentence(text)[:900]
    modal = MODAL.search(opening)
    before = opening[: modal.start()] if modal else _after_recommending(opening)
    found = [
        (m.start(), name)
        for name, pattern in ADDRESSEES
        if (m := re.search(pattern, before, 0 if pattern.startswith(r"\b[A-Z]") else re.I))
    ]
    taken = {name for _, name in found}
    if "chief constables" in taken:
        found = [(at, name) for at, name in found if name != "chief constable"]
    for m in NAMED_FORCE.finditer(before):
        name = re.sub(r"^(?:The|That|By|Within|Immediately)\s+", "", m.group())
        if name not in taken and not re.search(r"\bChiefs?\b|^National Police$|^Police$", name):
            found.append((m.start(), name))
    names = [name for _, name in sorted(found)]
    return list(dict.fromkeys(names))
