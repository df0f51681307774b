"""Walking a report from top to bottom, heading by heading, and gathering what may be its recommendations."""

from dataclasses import replace

from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.headings import heading_of
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.rows import candidate_of_row, names_columns
from goldthread.improve.recommendations.reading.sections import SectionReader


class Gatherer(SectionReader):
    """`Gatherer().walk(blocks)` gives the candidates in the order printed."""

    def walk(self, blocks: list[Block]) -> list[Candidate]:
        for block in blocks:
            self._take(block)
        self._drop_uncertain_cause()
        for candidate in self.found:
            if candidate.kind == "cause_of_concern" and not candidate.text:
                candidate.text, candidate.title, candidate.is_title = candidate.title, "", True
        return [c for c in self.found if c.text]

    def _take(self, block: Block) -> None:
        if block.kind == "row":
            self._row(block)
            return
        self.row_header = []
        if block.kind == "item" and block.marker_kind == "paragraph":
            block = replace(block, kind="paragraph")
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

    def _row(self, block: Block) -> None:
        if not block.header and names_columns(block.cells):
            self.row_header = block.cells
            return
        if not block.header and len(self.row_header) == len(block.cells):
            block = replace(block, header=self.row_header)
        made = candidate_of_row(block, in_list=self.section in ("list", "earlier", "time", "label"))
        if made is None or self.section == "reply":
            return
        made.list_id, made.scale, made.under = self.list_id, made.scale or self.scale, self.cause
        made.earlier = made.earlier or (self.earlier if self.section == "earlier" else "")
        self.found.append(made)
        self.open = None
