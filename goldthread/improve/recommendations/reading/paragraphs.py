"""Paragraphs: which are recommendations, which go on with one, and which only tell."""

import re
from dataclasses import replace

from goldthread.improve.recommendations.reading import phrases
from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.place import Place
from goldthread.improve.recommendations.reading.timescales import (
    MODAL,
    first_timescale,
    in_heading,
)

STATUS = re.compile(r"^(?:current\s+)?(?:status|progress|position)\s*[:–—-]\s*(?P<rest>.{2,80})$", re.I)
DONE = re.compile(
    r"^(?:this\s+(?:recommendation|cause\s+of\s+concern)\s+(?:is|has\s+been)\s+)?(?:complete[d]?|closed"
    r"|discharged|achieved|ongoing|in\s+progress|being[- ]progressed|awaiting[- ]review|superseded"
    r"|not\s+(?:yet\s+)?(?:complete|achieved)\w*|partially\s+\w+)\W*$",
    re.I,
)
DEADLINE = re.compile(
    r"^(?:time\s?scales?|timeframe|deadline|due(?:\s+date|\s+by)?|target\s+date|by\s+when|completion\s+date"
    r"|to\s+be\s+completed(?:\s+by)?)\s*[:–—-]\s*(?P<rest>.+)$",
    re.I,
)
ADDRESSED = re.compile(
    r"^(?:addressed\s+to|directed\s+(?:at|to)|recommendation\s+for|responsib(?:le\s+(?:body|organisation)"
    r"|ility)|owner|lead(?:\s+organisation)?|to\s+whom)\s*[:–—-]\s*(?P<rest>.+)$",
    re.I,
)
REPLIED = re.compile(
    r"^(?:(?:the\s+)?(?:PCC|PFCC|police\s+and\s+crime\s+commissioner|commissioner|force|chief\s+constable"
    r"|deputy\s+mayor|mayor|MOPAC|constabulary|management|government|our)(?:[’']s)?\s+)?(?:responses?"
    r"|comments?|reply|action\s+(?:taken|plan)|update)\s*[:–—-](?:\s|$)",
    re.I,
)


class ParagraphReader(Place):
    """Takes a paragraph according to the section it stands in."""

    def _paragraph(self, block: Block) -> None:
        if self._is_side_note(block.text):
            return
        if self.section == "reply":
            return
        if block.inside_item and self.open is not None:
            self.open.take(block.text)
            return
        if self.expected is not None:
            self._fulfil(block.text, block)
            return
        if self.open is not None and _is_unmarked_point(self.open, block.text):
            self.open.take_point(block.text)
            return
        if self._is_recalled(block):
            return
        if self.section == "cause":
            self._paragraph_of_cause(block)
        elif self.section == "improvements":
            self._paragraph_of_improvements(block)
        elif self.section == "none":
            self._paragraph_of_narrative(block)
        else:
            self._paragraph_of_list(block)

    def _is_side_note(self, text: str) -> bool:
        """`Status: complete`, `Deadline: 31 March 2024`, `Force response: …`."""
        target = self.open or self.expected
        if target is not None and (found := STATUS.match(text)):
            target.status = found["rest"].strip(" .")
        elif target is not None and DONE.match(text):
            target.status = text.strip(" .")
        elif target is not None and (found := DEADLINE.match(text)):
            target.scale = in_heading(found["rest"]) or first_timescale(f"by {found['rest']}") or target.scale
        elif target is not None and (found := ADDRESSED.match(text)):
            target.addressed_to = found["rest"].strip(" .")
        elif REPLIED.match(text):
            self.section, self.open, self.expected = "reply", None, None
        else:
            return False
        return True

    def _is_recalled(self, block: Block) -> bool:
        opening = phrases.first_sentence(block.text)[:400]
        found = phrases.RECOMMENDED.search(opening)
        if not found or (self.section in ("list", "label") and phrases.is_duty(block.text) and not found.start() < 60):
            return False
        if not MODAL.search(opening[found.end() :]) and not block.text.endswith(":"):
            return False
        made = self._new(block)
        made.earlier, made.is_recalled, made.is_firm = opening[: found.end()].strip(), True, False
        return True

    def _paragraph_of_cause(self, block: Block) -> None:
        text = block.text
        if phrases.is_plainly_a_duty(text) or (phrases.is_recommending(text) and MODAL.search(text)):
            self.is_cause_certain = True
            if phrases.is_generic_stem(text):
                self._set_stem(text)
            else:
                self._new(block)
                if self.open is not None:
                    self.open.is_firm = True
        elif phrases.is_generic_stem(text):
            self.is_cause_certain = True
            self._begin("list", block)
            self._set_stem(text)
        elif self.open is None:
            self._add_to_cause(block)
        else:
            self.open = None
            self.section, self.is_strict = "list", True

    def _paragraph_of_improvements(self, block: Block) -> None:
        opened = self.open
        if (
            opened is not None
            and phrases.CONTINUING.match(block.text)
            and not opened.points
            and opened.kind == "area_for_improvement"
        ):
            opened.take(block.text)
        elif self.is_plural and not self.is_strict and phrases.is_duty(block.text):
            self._new(block, kind="area_for_improvement")
        elif phrases.is_recommending(block.text):
            self._new(block)
        else:
            self.open = None
            self.is_strict = self.is_strict or (not self.is_fresh and not self.is_plural)

    def _paragraph_of_narrative(self, block: Block) -> None:
        self.open = None
        if phrases.is_generic_stem(block.text):
            self._begin("list", block)
            self._set_stem(block.text)
        elif phrases.is_plainly_a_duty(block.text) or (
            phrases.is_recommending(block.text) and re.search(r"\bthat\b", block.text)
        ):
            self._new_each(block)
        else:
            self._recommending_sentence(block)

    def _recommending_sentence(self, block: Block) -> None:
        """`Inspectors found delays. We therefore recommend that …`: the sentence counts, the finding does not."""
        printed = phrases.sentences(block.text[:8000])
        for index, sentence in enumerate(printed[1:], 1):
            if phrases.is_recommending(sentence) and re.search(r"\bthat\b", sentence) and len(sentence.split()) > 6:
                self._new(replace(block, text=" ".join(printed[index:]) if sentence == printed[-1] else sentence))
                return

    def _adds_recommending_sentence(self, block: Block) -> bool:
        before = len(self.found)
        self._recommending_sentence(block)
        return len(self.found) > before

    def _paragraph_of_list(self, block: Block) -> None:
        text, opened = block.text, self.open
        duty = phrases.is_duty(text)
        if opened is not None and phrases.CONTINUING.match(text) and (not opened.points or text.endswith(":")):
            opened.take(text)
        elif phrases.is_generic_stem(text):
            self._set_stem(text)
        elif (
            phrases.is_plainly_a_duty(text)
            or phrases.is_recommending(text)
            or (duty and (not self.is_strict or (self.is_fresh and self.is_plural)))
        ):
            self._new_each(block)
        elif self._adds_recommending_sentence(block):
            return
        elif opened is not None and goes_on(opened) and len(text.split()) <= 10 and text[-1] not in ".;:":
            return  # a scrap of page furniture in the middle of a list
        else:
            self.is_strict = (
                self.is_strict or opened is not None or any(c.list_id == self.list_id for c in self.found[-60:])
            )
            self.open, self.stem, self.stem_scale = None, "", None


def goes_on(opened: Candidate) -> bool:
    return bool(opened.points) and opened.points[-1].endswith((";", "; and", "; or", ", and"))


def _is_unmarked_point(opened: Candidate, text: str) -> bool:
    """A point whose bullet was lost in copying: it starts low, after a colon or a point that goes on."""
    waits = opened.text.endswith(":") and (not opened.points or opened.points[-1].endswith((";", " and", " or")))
    return waits and text[:1].islower() and text.endswith((";", ".", "; and", "; or", ", and"))
