"""A page that is nothing but the list, copied out of its report without its heading."""

import re

from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.gather import Gatherer
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.phrases import RESPONSIBLE, is_duty

UNHEADED = "No heading calls these recommendations; they were taken because the page is a numbered list of duties."
LEAST_SHARE = 0.5  # of the page's words: a policy or a briefing holds duties too, among much else


def bare_list(blocks: list[Block]) -> list[Candidate]:
    gatherer = Gatherer()
    gatherer.section = "list"
    found = [c for c in gatherer.walk(blocks) if c.is_numbered and is_duty(c.text) and _names_a_body(c.text)]
    words = sum(len(block.text.split()) for block in blocks)
    taken = sum(len(c.full_text.split()) for c in found)
    return found if taken >= LEAST_SHARE * words else []


def _names_a_body(text: str) -> bool:
    return bool(re.search(rf"\b{RESPONSIBLE}\b", text.split(" should ")[0], re.I))
