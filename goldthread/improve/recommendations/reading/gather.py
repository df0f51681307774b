"""Walking a report from top to bottom, heading by heading, and gathering what may be its recommendations."""

import re
from dataclasses import replace

from goldthread.improve.recommendations.reading import phrases
from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.headings import Heading, heading_of
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.rows import candidate_of_row
from goldthread.improve.recommendations.reading.timescales import (
    MODAL,
    Timescale,
    first_timescale,
    in_heading,
    in_sentence,
)

STATUS = re.compile(r"^(?:current\s+)?(?:status|progress|position)\s*[:–—-]\s*(?P<rest>.{2,80})$", re.I)
DONE = re.compile(
    r"^(?:this\s+(?:recommendation|cause\s+of\s+concern)\s+(?:is|has\s+been)\s+)?(?:complete[d]?|closed|discharged|achieved|ongoing|in\s+progress|being[- ]progressed|awaiting[- ]review|superseded|not\s+(?:yet\s+)?(?:complete|achieved)\w*|partially\s+\w+)\W*$",
    re.I,
)
DEADLINE = re.compile(
    r"^(?:time\s?scales?|timeframe|deadline|due(?:\s+date|\s+by)?|target\s+date|by\s+when|completion\s+date|to\s+be\s+completed(?:\s+by)?)\s*[:–—-]\s*(?P<rest>.+)$",
    re.I,
)
ADDRESSED = re.compile(
    r"^(?:addressed\s+to|directed\s+(?:at|to)|recommendation\s+for|responsib(?:le\s+(?:body|organisation)|ility)|owner|lead(?:\s+organisation)?|to\s+whom)\s*[:–—-]\s*(?P<rest>.+)$",
    re.I,
)
REPLIED = re.compile(
    r"^(?:(?:the\s+)?(?:PCC|PFCC|police\s+and\s+crime\s+commissioner|commissioner|force|chief\s+constable|deputy\s+mayor|mayor|MOPAC|constabulary|management|government|our)(?:[’']s)?\s+)?(?:responses?|comments?|reply|action\s+(?:taken|plan)|update)\s*[:–—-](?:\s|$)",
    re.I,
)


class Gatherer:
    """Holds where in the report we are; `found` is what came of it."""

    def __init__(self) -> None:
        self.found: list[Candidate] = []
        self.section = "none"  # none, list, label, time, cause, improvements, earlier, reply
        self.level = 0
        self.is_strict = False  # narrative has begun: only what is plainly a recommendation counts
        self.is_fresh = False  # nothing has been printed since the heading
        self.is_plural = False
        self.scale: Timescale | None = None
        self.stem, self.stem_scale = "", None
        self.earlier = ""
        self.list_id = 0
        self.open: Candidate | None = None
        self.expected: Candidate | None = None  # a label such as `Recommendation 3` waiting for its words
        self.cause: Candidate | None = None
        self.cause_level = 0
        self.is_cause_certain = False
        self.cause_title_level = 0  # of the topics under a heading `Causes of concern`: each is a cause
        self.last_outside_number = 0
        self.numbers_are_paragraphs = False

    def walk(self, blocks: list[Block]) -> list[Candidate]:
        for block in blocks:
            self._take(block)
        self._drop_uncertain_cause()
        for candidate in self.found:
            if candidate.kind == "cause_of_concern" and not candidate.text:
                candidate.text, candidate.title = candidate.title, ""
        return [c for c in self.found if c.text]

    def _take(self, block: Block) -> None:
        if block.kind == "row":
            self._row(block)
            return
        if block.kind == "item" and block.marker_kind == "paragraph":
            block = Block(
                "paragraph",
                block.text,
                block.marker,
                "paragraph",
                page=block.page,
                first_line=block.first_line,
                last_line=block.last_line,
            )
        heading = heading_of(block.text) if self._may_be_heading(block) else None
        if heading:
            self._heading(heading, block)
        elif block.kind == "heading":
            if not self._is_side_note(block.text):
                self._topic(block)
        elif block.kind == "item":
            self._item(block)
            self.is_fresh = False
        else:
            self._paragraph(block)
            self.is_fresh = False

    def _may_be_heading(self, block: Block) -> bool:
        if block.kind == "item":
            label = heading_of(block.text)
            numbered = block.marker_kind in ("number", "bare", "letter")
            return bool(
                (
                    label
                    and numbered
                    and (
                        label.rest
                        or label.number
                        or label.kind in ("recommendations", "earlier", "causes", "improvements")
                    )
                    and not block.text.endswith((".", ";"))
                )
                or (label and label.rest and label.kind in ("recommendation", "cause"))
            )
        return True

    # Headings

    def _heading(self, heading: Heading, block: Block) -> None:
        self.open, self.stem, self.stem_scale = None, "", None
        kept = self.scale if self.section in ("list", "label", "time", "earlier") else None
        handler = {
            "recommendations": self._begin_list,
            "recommendation": self._begin_label,
            "time": self._begin_time,
            "causes": self._begin_cause,
            "cause": self._begin_cause,
            "improvements": self._begin_improvements,
            "improvement": self._begin_improvements,
            "earlier": self._begin_earlier,
        }.get(heading.kind, self._leave)
        handler(heading, block, kept)
        self.is_fresh = True

    def _begin(self, section: str, block: Block) -> None:
        self.section, self.level, self.is_strict = section, block.level, False
        self.expected, self.last_outside_number = None, self.last_outside_number
        self.list_id += 1

    def _begin_list(self, heading: Heading, block: Block, kept: Timescale | None) -> None:
        inside_earlier = self.section == "earlier" and block.level > self.level > 0
        if self.section == "cause" or self._is_inside_cause(block):
            self.is_cause_certain = True
        else:
            self._end_cause()
        follows_time = self.section == "time" and self.is_fresh
        self._begin("earlier" if inside_earlier else "list", block)
        self.scale = heading.timescale or (kept if follows_time else None)
        self.is_plural = heading.plural

    def _begin_label(self, heading: Heading, block: Block, kept: Timescale | None) -> None:
        if self.section == "cause" or self._is_inside_cause(block):
            self.is_cause_certain = True
        elif self.cause and block.level:
            self._end_cause()
        same_list = self.section in ("list", "label", "time", "earlier") and not self.is_strict
        section = "earlier" if self.section == "earlier" else "label"
        if not same_list:
            self._begin(section, block)
        self.section, self.is_strict = section, False
        self.scale = kept
        waiting = self._candidate("recommendation", block)
        waiting.number, waiting.scale = heading.number, heading.timescale or kept
        self._expect(waiting, heading.rest, block)

    def _expect(self, waiting: Candidate, rest: str, block: Block) -> None:
        self.expected = waiting
        if rest and DONE.match(rest):
            waiting.status = rest
        elif rest and (
            MODAL.search(rest) or len(rest.split()) > 14 or rest.endswith((".", ":")) or phrases.is_recommending(rest)
        ):
            self._fulfil(rest, block)
        elif rest:
            waiting.title = rest

    def _fulfil(self, text: str, block: Block) -> None:
        waiting, self.expected = self.expected, None
        if waiting is None:
            return
        waiting.take(text)
        waiting.last_line = block.last_line
        self.found.append(waiting)
        self.open = waiting

    def _begin_time(self, heading: Heading, block: Block, kept: Timescale | None) -> None:
        if self.section in ("none", "reply", "cause") or (self.section == "improvements"):
            if self.section == "cause":
                self.is_cause_certain = True
            if self.section == "reply":
                return
            self._begin("time", block)
        self.scale, self.is_strict, self.expected = heading.timescale, False, None
        self.level = self.level or block.level

    def _begin_cause(self, heading: Heading, block: Block, kept: Timescale | None) -> None:
        self._end_cause()
        if self.section == "earlier" and block.level > self.level > 0:
            return
        self._begin("cause", block)
        self.scale = None
        self.cause = self._candidate("cause_of_concern", block)
        self.cause.under = None
        self.cause.number = heading.number
        self.cause_level, self.is_cause_certain = block.level, heading.kind == "cause"
        if heading.rest and (len(heading.rest.split()) > 12 or heading.rest.endswith(".")):
            self.cause.text = heading.rest
        else:
            self.cause.title = heading.rest
        self.found.append(self.cause)

    def _begin_improvements(self, heading: Heading, block: Block, kept: Timescale | None) -> None:
        self._end_cause()
        self._begin("improvements", block)
        self.is_plural, self.scale = heading.plural, None
        if not heading.plural:
            self.expected = self._candidate("area_for_improvement", block)
            self.expected.number = heading.number
            self._expect(self.expected, heading.rest, block)

    def _begin_earlier(self, heading: Heading, block: Block, kept: Timescale | None) -> None:
        self._end_cause()
        self._begin("earlier", block)
        self.earlier, self.scale, self.is_plural = heading.of, heading.timescale, True

    def _leave(self, heading: Heading, block: Block, kept: Timescale | None) -> None:
        inner = self._is_inside_cause(block) and heading.kind == "other"
        if not inner:
            self._end_cause()
        self._begin("reply" if heading.kind == "reply" else "none", block)
        self.scale = None

    def _topic(self, block: Block) -> None:
        """A heading of the report's own: a topic inside a list, the title of a cause, or the end of either."""
        if self.open is not None and _goes_on(self.open):
            return  # a running head in the middle of a list
        self.open, self.stem, self.stem_scale = None, "", None
        if self.expected is not None and not self.expected.title:
            if phrases.is_duty(block.text):
                self._fulfil(block.text, block)
            else:
                self.expected.title = block.text
            return
        if self.section == "cause" and self.cause and (not self.cause.text or not self.is_cause_certain):
            self.cause.title, self.cause.text, self.cause.points = block.text, "", []
            self.cause_title_level = block.level if not self.is_cause_certain else 0
            return
        if self.cause and block.level and block.level == self.cause_title_level:
            level = self.cause_level
            self._begin_cause(Heading("causes", rest=block.text), block, None)
            self.cause_level, self.cause_title_level = level, block.level
            return
        answered = self.section != "cause" and not (block.level and self.cause_level)
        if self.cause and (answered or not self._is_inside_cause(block)):
            self._end_cause()
            self.section = "none"
        ends = block.level and self.level and block.level <= self.level
        if ends or self.section == "improvements" or (self.section == "reply" and not block.level):
            self.section, self.scale = "none", None
        self.is_strict, self.is_fresh, self.expected = True, True, None

    # Causes of concern

    def _is_inside_cause(self, block: Block) -> bool:
        if self.cause is None:
            return False
        return self.section == "cause" or (
            block.level > self.cause_level if block.level and self.cause_level else not self.is_strict
        )

    def _end_cause(self) -> None:
        self.cause_title_level = 0
        self._drop_uncertain_cause()
        self.cause = None

    def _drop_uncertain_cause(self) -> None:
        if self.cause is not None and not self.is_cause_certain and self.cause in self.found:
            self.found.remove(self.cause)

    # Table rows

    def _row(self, block: Block) -> None:
        made = candidate_of_row(block, in_list=self.section in ("list", "earlier", "time", "label"))
        if made is None or self.section == "reply":
            return
        made.list_id, made.scale, made.under = self.list_id, made.scale or self.scale, self.cause
        made.earlier = made.earlier or (self.earlier if self.section == "earlier" else "")
        self.found.append(made)
        self.open = None

    # Items and paragraphs

    def _candidate(self, kind: str, block: Block) -> Candidate:
        return Candidate(
            kind,
            scale=self.scale,
            stem=self.stem,
            stem_scale=self.stem_scale,
            under=self.cause,
            earlier=self.earlier if self.section == "earlier" else "",
            list_id=self.list_id,
            page=block.page,
            first_line=block.first_line,
            last_line=block.last_line,
            paragraph=block.marker if block.marker_kind == "paragraph" else "",
            depth=block.level if block.kind == "item" else 0,
        )

    def _new(self, block: Block, number: str = "", kind: str = "recommendation") -> Candidate:
        made = self._candidate(kind, block)
        made.number = number
        made.take(block.text)
        made.is_firm = self.section not in ("none", "time")
        self.found.append(made)
        self.open, self.expected = made, None
        return made

    def _item(self, block: Block) -> None:
        if self.section == "reply":
            return
        if self.expected is not None:
            self._expected_item(block)
        elif self.section == "cause":
            self._item_of_cause(block)
        elif self.section == "improvements":
            self._item_of_improvements(block)
        elif self.section == "none":
            self._item_of_narrative(block)
        else:
            self._item_of_list(block)

    def _expected_item(self, block: Block) -> None:
        """`Recommendation 3` and then a marked paragraph: the marker is the paragraph's, not the recommendation's."""
        if (
            self.expected is not None
            and self.expected.title
            and block.marker_kind in ("bullet", "dash")
            and not MODAL.search(block.text)
        ):
            self.expected.take(
                f"{self.expected.title}:" if not self.expected.title.endswith(":") else self.expected.title
            )
            self.found.append(self.expected)
            self.open, self.expected = self.expected, None
            self.open.take_point(block.text)
        else:
            self._fulfil(block.text, block)

    def _item_of_cause(self, block: Block) -> None:
        if self.open is not None and self.open.kind == "recommendation":
            self._item_of_list(block)
        elif phrases.is_plainly_a_duty(block.text):
            self._new(block, block.marker if block.marker_kind in ("number", "letter", "roman") else "")
        elif self.cause is not None:
            self._add_to_cause(block, is_point=True)

    def _add_to_cause(self, block: Block, is_point: bool = False) -> None:
        if self.cause is None:
            return
        if is_point and self.cause.text:
            self.cause.points.append(block.text)
        elif not self.cause.points:
            self.cause.text = f"{self.cause.text} {block.text}".strip()
        else:
            self.cause.points.append(block.text)
        self.cause.last_line = block.last_line

    def _item_of_improvements(self, block: Block) -> None:
        if (
            self.open is not None
            and (self.open.awaits_points or (self.open.points and not phrases.is_duty(block.text)))
            and self.open.depth <= block.level
        ):
            self.open.take_point(block.text)
        elif not self.is_strict and len(block.text.split()) > 2:
            self._new(block, block.marker if block.marker_kind == "number" else "", "area_for_improvement")

    def _item_of_narrative(self, block: Block) -> None:
        if self.open is not None and (self.open.awaits_points or self.open.points):
            self.open.take_point(block.text)
        elif phrases.is_plainly_a_duty(block.text) or phrases.is_recommending(block.text):
            self._new(block)
        elif block.marker_kind in ("number", "bare"):
            self.last_outside_number = int(block.marker)

    def _item_of_list(self, block: Block) -> None:
        if block.marker_kind in ("number", "bare"):
            self._numbered_item(block)
        elif block.marker_kind in ("letter", "roman"):
            self._lettered_item(block)
        else:
            self._bulleted_item(block)

    def _is_deeper(self, block: Block) -> bool:
        return bool(self.open and block.level > self.open.depth > 0)

    def _numbered_item(self, block: Block) -> None:
        number, opened = int(block.marker), self.open
        if opened is not None and self._is_numbered_point(opened, number, block):
            opened.take_point(block.text)
            opened.point_numbers.append(number)
            return
        if self._is_paragraph_number(number):
            block = Block(
                "paragraph",
                block.text,
                block.marker,
                "paragraph",
                page=block.page,
                first_line=block.first_line,
                last_line=block.last_line,
            )
            self.last_outside_number = number
            self._paragraph(block)
            return
        duty = phrases.is_duty(block.text) or phrases.is_recommending(block.text)
        wanted = (
            duty
            or bool(self.stem)
            or (not self.is_strict and self.section != "time")
            or (self._continues(number) and bool(MODAL.search(block.text)))
        )
        if wanted:
            self._new(block, str(number))
        else:
            self.open = None

    def _is_paragraph_number(self, number: int) -> bool:
        """The report numbers every paragraph, and this number only follows that of the paragraph before the list."""
        follows = number > 1 and number == self.last_outside_number + 1
        self.numbers_are_paragraphs = follows and (
            self.numbers_are_paragraphs or (self.is_fresh and not self._continues(number))
        )
        return self.numbers_are_paragraphs

    def _continues(self, number: int) -> bool:
        return any(c.is_numbered and int(c.number) == number - 1 for c in self.found[-40:])

    def _is_numbered_point(self, opened: Candidate, number: int, block: Block) -> bool:
        if self._is_deeper(block):
            return True
        if phrases.is_duty(block.text):
            return False
        if opened.point_numbers:
            return number == opened.point_numbers[-1] + 1 and not (
                opened.is_numbered and number == int(opened.number) + 1
            )
        starts = number == 1 or (not opened.is_numbered and self._continues_points(number))
        return opened.awaits_points and not opened.points and starts

    def _continues_points(self, number: int) -> bool:
        return any(c.point_numbers and c.point_numbers[-1] == number - 1 for c in self.found[-40:])

    def _lettered_item(self, block: Block) -> None:
        opened = self.open
        if (
            opened is not None
            and (opened.awaits_points or opened.points or self._is_deeper(block))
            and not opened.number.isalpha()
        ):
            opened.take_point(block.text)
        elif phrases.is_duty(block.text) or self.stem or (not self.is_strict and self.section != "time"):
            self._new(block, block.marker)
        elif opened is not None:
            opened.take_point(block.text)

    def _bulleted_item(self, block: Block) -> None:
        opened, duty = self.open, phrases.is_duty(block.text)
        if (
            (opened is not None and (self._is_deeper(block) or opened.awaits_points))
            or (opened is not None and opened.points and not (duty and not MODAL.search(opened.text)))
            or (opened is not None and opened.text[-1:] not in ".;?!" and not duty)
        ):
            opened.take_point(block.text)
        elif duty or (self.stem and not self.is_strict) or phrases.is_recommending(block.text):
            if not self.is_strict or phrases.is_plainly_a_duty(block.text) or self.stem:
                self._new(block)
        elif opened is not None and (opened.is_numbered or self.section == "label") and not self.is_strict:
            opened.take_point(block.text)
        elif self.section in ("list", "earlier") and not self.is_strict and phrases.is_instruction(block.text):
            self._new(block)

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

    def _new_each(self, block: Block) -> None:
        """One paragraph may hold two recommendations, each with a time of its own."""
        printed = phrases.sentences(block.text[:8000])
        starts = [
            i for i, s in enumerate(printed) if i and phrases.is_plainly_a_duty(s) and in_sentence(s)[1] == "front"
        ]
        for start, end in zip([0, *starts], [*starts, len(printed)], strict=True):
            self._new(replace(block, text=" ".join(printed[start:end])))

    def _set_stem(self, text: str) -> None:
        self.open, self.is_strict = None, False
        self.stem, self.stem_scale = text, in_sentence(text)[0] or first_timescale(text)

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
        elif opened is not None and _goes_on(opened) and len(text.split()) <= 10 and text[-1] not in ".;:":
            return  # a scrap of page furniture in the middle of a list
        else:
            self.is_strict = (
                self.is_strict or opened is not None or any(c.list_id == self.list_id for c in self.found[-60:])
            )
            self.open, self.stem, self.stem_scale = None, "", None


def _goes_on(opened: Candidate) -> bool:
    return bool(opened.points) and opened.points[-1].endswith((";", "; and", "; or", ", and"))


def _is_unmarked_point(opened: Candidate, text: str) -> bool:
    """A point whose bullet was lost in copying: it starts low, after a colon or a point that goes on."""
    waits = opened.text.endswith(":") and (not opened.points or opened.points[-1].endswith((";", " and", " or")))
    return waits and text[:1].islower() and text.endswith((";", ".", "; and", "; or", ", and"))
