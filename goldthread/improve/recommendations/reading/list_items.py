"""List items: recommendations of their own, or nested points of the one that is open."""

from dataclasses import replace

from goldthread.improve.recommendations.reading import phrases
from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.paragraphs import ParagraphReader
from goldthread.improve.recommendations.reading.timescales import MODAL


class ItemReader(ParagraphReader):
    """Takes a list item according to its mark and the section it stands in."""

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
            block = replace(block, kind="paragraph", marker_kind="paragraph")
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
