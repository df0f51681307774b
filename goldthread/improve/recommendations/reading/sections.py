"""Headings: where a list, a cause of concern or an earlier report's list begins and ends."""

from goldthread.improve.recommendations.reading import phrases
from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.headings import Heading
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.list_items import ItemReader
from goldthread.improve.recommendations.reading.paragraphs import DONE, goes_on
from goldthread.improve.recommendations.reading.timescales import MODAL, Timescale


class SectionReader(ItemReader):
    """Takes a heading, and with it leaves one section for another."""

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
        if self.open is not None and goes_on(self.open):
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
