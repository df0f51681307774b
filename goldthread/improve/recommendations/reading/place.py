"""Where in a report the reader is, and the candidates it has begun."""

from dataclasses import replace

from goldthread.improve.recommendations.reading import phrases
from goldthread.improve.recommendations.reading.candidates import Candidate
from goldthread.improve.recommendations.reading.lines import Block
from goldthread.improve.recommendations.reading.timescales import (
    Timescale,
    first_timescale,
    in_sentence,
)


class Place:
    """The section, its time group and cause of concern, and the item that is open; `found` is what came of it."""

    def __init__(self) -> None:
        self.found: list[Candidate] = []
        self.section = "none"  # none, list, label, time, cause, improvements, earlier, reply
        self.level = 0
        self.is_strict = False  # narrative has begun: only what is plainly a recommendation counts
        self.is_fresh = False  # nothing has been printed since the heading
        self.is_plural = False
        self.scale: Timescale | None = None
        self.stem = ""
        self.stem_scale: Timescale | None = None
        self.earlier = ""
        self.list_id = 0
        self.row_header: list[str] = []  # of the table the last row stood in, where it is only text
        self.open: Candidate | None = None
        self.expected: Candidate | None = None  # a label such as `Recommendation 3` waiting for its words
        self.cause: Candidate | None = None
        self.cause_level = 0
        self.is_cause_certain = False
        self.cause_title_level = 0  # of the topics under a heading `Causes of concern`: each is a cause
        self.last_outside_number = 0
        self.numbers_are_paragraphs = False

    def _begin(self, section: str, block: Block) -> None:
        self.section, self.level, self.is_strict = section, block.level, False
        self.expected, self.last_outside_number = None, self.last_outside_number
        self.list_id += 1

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

    def _fulfil(self, text: str, block: Block) -> None:
        waiting, self.expected = self.expected, None
        if waiting is None:
            return
        waiting.take(text)
        waiting.last_line = block.last_line
        self.found.append(waiting)
        self.open = waiting

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
