"""What sort of document this is: a report, or a reply or news about one, which recommends nothing itself."""

import re
from dataclasses import dataclass

from goldthread.improve.recommendations.reading.lines import Block

FRONT = 14
REPLY = re.compile(
    r"\b(?:response|reply|comments?|responds?|responding)\b.{0,80}\b(?:to|on)\b.{0,120}\b(?:HMIC(?:FRS)?"
    r"|inspect\w*|report|PEEL)\b|"
    r"\b(?:commissioner|PCC|PFCC|MOPAC|mayor|chief\s+constable|force|constabulary)(?:['’]s)?\s+(?:formal\s+"
    r"|published\s+|draft\s+)?(?:response|reply|comments)\b|\bsection\s+55\b.{0,60}\b(?:response|comments|reply)\b",
    re.I,
)
NEWS = re.compile(
    r"^(?:(?:national\s+)?(?:press|news|media)\s+release|notes?\s+to\s+editors?|for\s+immediate\s+release"
    r"|ends)\b[:\s]*$|^(?:press|news|media)\s+release\b",
    re.I,
)


@dataclass(frozen=True)
class Nature:
    """`kind` is report, reply or news."""

    kind: str
    words: str = ""

    @property
    def restates(self) -> bool:
        return self.kind != "report"


def nature_of(blocks: list[Block]) -> Nature:
    for block in blocks[:FRONT]:
        short = len(block.text) < 220 and block.text[-1:] not in ".;"
        if (
            block.kind != "row"
            and short
            and REPLY.search(block.text)
            and not re.match(r"^(?:recommendation|how)", block.text, re.I)
        ):
            return Nature("reply", block.text)
    for block in blocks:
        if len(block.text) < 60 and NEWS.match(block.text.strip()):
            return Nature("news", block.text)
    return Nature("report")
