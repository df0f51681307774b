"""What a heading announces: recommendations, a time group, a cause of concern, an earlier list, or nothing of ours."""

import re
from dataclasses import dataclass
from functools import lru_cache

from goldthread.improve.recommendations.reading.lines import squeezed
from goldthread.improve.recommendations.reading.numbers import as_number
from goldthread.improve.recommendations.reading.timescales import ANY, Timescale, in_heading, is_time_heading

LABEL = re.compile(
    r"^(?:(?P<speed>accelerated|enduring|further|new|national|additional|overarching|key|main|immediate"
    r"|urgent)\s+)?(?P<kind>recommendation|cause\s+(?:of|for)\s+concern|areas?\s+for\s+improvement|AFI"
    r"|rec\.?(?=\s*\d)|R(?=\d{1,2}\s*[:.–—-]))(?:\b|(?=\d)|(?<=\.))\s*"
    r"(?:(?:no\.?|number)?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?|(?-i:[A-Z])(?![A-Za-z’'])"
    r"|\(?[ivx]+\)?(?![a-z])|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=\s*(?:$|[:.–—-])))(?:\s+of\s+\d{1,3})?)?\s*(?P<close>\([^()]{1,80}\))?\s*(?P<sep>[:.–—-]?)\s*(?P<rest>.*)$",
    re.I | re.S,
)
PREFIX = re.compile(
    r"^(?:(?:annex|appendix|part|chapter|section)\s+[A-Z0-9]{1,3}\s*[:.–—-]?\s*|\d{1,2}(?:\.\d{1,2})*\.?\s+"
    r"|[A-Z]\.\s+)",
    re.I,
)
IS_ANNEX = re.compile(r"^(?:annex|appendix)\s+[A-Z0-9]{1,3}\b", re.I)
RECOMMENDATIONS = re.compile(r"\brecommendations?\b", re.I)
CAUSES = re.compile(
    r"^(?:(?:accelerated|enduring|further|our|new|the|summary\s+of)\s+)*causes\s+(?:of|for)\s+concern\b", re.I
)
IMPROVEMENTS = re.compile(
    r"^(?:(?:summary\s+of|our|further|the|national)\s+)*(?:areas?\s+for\s+improvement|AFIs?)\b", re.I
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
EARLIER = re.compile(
    r"\b(?:previous|previously|earlier|original|past|prior|outstanding|existing|initial|last\s+(?:inspection|report)|"
    r"progress|status|update|implementation\s+of|response\s+to|follow-?up|discharged|closed|revisit|made\s+in)\b",
    re.I,
)
REPLY = re.compile(r"\b(?:respon(?:se|ses|ds?)|repl(?:y|ies)|comments?|statement|action\s+plan)\b", re.I)
REPLIER = re.compile(
    r"\b(?:commissioner|PCC|PFCC|MOPAC|mayor|chief\s+constable|force|constabulary|police|deputy\s+mayor"
    r"|government|our|management)\b|^(?:response|reply|comments?)$",
    re.I,
)
NOT_OURS = re.compile(
    r"^(?:areas?\s+to\s+improve|areas?\s+where\s+.*improve|what\s+(?:needs|does|the\s+force).*|main\s+findings"
    r"|(?:key\s+|our\s+|summary\s+of\s+)?findings|"
    r"methodology|methods?|how\s+we\s+(?:inspect\w*|carried.*)|background|introduction|next\s+steps"
    r"|conclusion.*|notes?\s+to\s+editors|get\s+the\s+report|about\s+(?:us|this).*|"
    r"foreword|glossary|definitions.*|terminology.*|what\s+works\s+well|strengths|(?:promising|innovative"
    r"|positive|effective|good)\s+(?:or\s+innovative\s+)?practice|case\s+stud(?:y|ies).*|context.*"
    r"|terms\s+of\s+reference)$",
    re.I,
)
# A heading names; a wrapped scrap of a sentence tells.
TELLS = re.compile(
    r"\b(?:has|have|had|was|were|is|are|should|must|will|provided|asked|that\s+we|we\s+made)\b(?<!what is)", re.I
)
NOT_A_LIST = re.compile(r"\b(?:about|how\s+we|what\s+is|understanding|monitoring|acting\s+on|register)\b", re.I)


@dataclass(frozen=True)
class Heading:
    """`kind` is recommendations, recommendation, time, causes, cause, improvements, improvement, earlier, reply,
    other or annex."""

    kind: str
    number: str = ""
    timescale: Timescale | None = None
    of: str = ""
    rest: str = ""
    plural: bool = False
    annex: bool = False


@lru_cache(maxsize=4096)  # each line is asked about several times on its way to being a block
def heading_of(text: str) -> Heading | None:
    """What the line announces, or None where it is not one of the headings a report's lists are found by."""
    text = _plain(text)
    if not text or len(text) > 160 or "|" in text:
        return None
    annex = bool(IS_ANNEX.match(text))
    bare = PREFIX.sub("", text).strip() or text
    label = _label(bare)
    if label and (label.number or label.kind != "recommendation"):
        return label
    if is_time_heading(bare):
        return Heading("time", timescale=in_heading(bare), annex=annex)
    if label:
        return label
    if text[-1] in ".;,?!" or len(bare.split()) > 18:
        return Heading("annex", annex=True) if annex and text[-1] not in ".;,?!" else None
    return _section(bare.rstrip(":"), annex)


def _plain(text: str) -> str:
    text = re.sub(r"^#{1,6}\s*", "", squeezed(text))
    return re.sub(r"^(\*\*|__)(.+?)\1:?$", r"\2", text).strip()


def _label(text: str) -> Heading | None:
    """`Recommendation 3`, `Cause of concern: missing children`, `Area for improvement`: one item follows."""
    found = LABEL.match(text)
    if not found or (found["kind"].lower().startswith(("areas", "afi")) and found["kind"].lower() != "afi"):
        return None
    kind = {"r": "recommendation", "c": "cause", "a": "improvement"}[found["kind"][0].lower()]
    rest = (found["rest"] or "").strip()
    if rest and not found["sep"] and not found["close"]:
        return _from_earlier(text, kind, rest)
    number = _figure((found["number"] or "").strip("()"))
    scale = in_heading(found["close"]) if found["close"] else None
    if rest and is_time_heading(rest.strip("()")):
        scale, rest = in_heading(rest), ""
    if (
        kind == "recommendation"
        and not number
        and not rest
        and (found["speed"] or "").lower() in ("immediate", "urgent")
    ):
        scale = in_heading("immediate")
    return Heading(kind, number, scale, rest=rest)


def _figure(number: str) -> str:
    """`Recommendation Three` is number 3."""
    return str(as_number(number)) if len(number) > 2 and as_number(number) is not None else number


def _from_earlier(text: str, kind: str, rest: str) -> Heading | None:
    """`Recommendation from the 2021 inspection report`."""
    if kind != "recommendation" or not re.match(r"^(?:from|made|of|in)\b", rest, re.I):
        return None
    return _section(text, False) if text[-1] not in ".;,?!" else None


def _section(text: str, annex: bool) -> Heading | None:
    if TELLS.search(text):
        return Heading("annex", annex=True) if annex else None
    if CAUSES.match(text):
        earlier = bool(EARLIER.search(text) or YEAR.search(text))
        return Heading("earlier" if earlier else "causes", of=text if earlier else "", plural=True, annex=annex)
    if IMPROVEMENTS.match(text):
        return Heading("improvements", plural=True, annex=annex)
    if re.search(
        r"\bareas?\s+(?:to\s+improve|where\b.*\bimprove)|^what\s+(?:needs|must|should).*\bimprove", text, re.I
    ):
        return Heading("reply", annex=annex)
    if NOT_OURS.match(text):
        return Heading("other", annex=annex)
    if (
        REPLY.search(text)
        and REPLIER.search(text)
        and (not RECOMMENDATIONS.search(text) or re.search(r"\bresponse", text, re.I))
    ):
        return Heading("reply", annex=annex)
    if RECOMMENDATIONS.search(text):
        return _recommendations(text, annex)
    return Heading("annex", annex=True) if annex else None


def _recommendations(text: str, annex: bool) -> Heading | None:
    if NOT_A_LIST.search(text) or re.search(r"\bno\s+recommendations?\b", text, re.I):
        return Heading("other", annex=annex)
    timeless = ANY.sub(" ", text)
    if EARLIER.search(timeless) or YEAR.search(timeless):
        return Heading("earlier", timescale=in_heading(text), of=text, plural=True, annex=annex)
    if not _is_list_name(timeless):
        return None
    return Heading(
        "recommendations",
        timescale=in_heading(text),
        plural=bool(re.search(r"recommendations", text, re.I)),
        annex=annex,
    )


def _is_list_name(text: str) -> bool:
    """A heading, not a wrapped scrap of a sentence: it starts or ends with the word, or carries a colon's topic."""
    text = text.strip(" :–—-")
    return text[:1].isupper() and bool(
        re.match(r"^(?:(?:\w+['’]?s?\s+){0,4})recommendations?\b", text, re.I)
        or re.search(r"recommendations?$", text, re.I)
    )
