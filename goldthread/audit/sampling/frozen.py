"""A sample as it was drawn, in one file that carries its own proof: each row says how the whole was drawn.

The file is a spreadsheet's. It may be sorted, and grades may be written into it; what proves it stands in the columns
whose names begin with `draw_`, the same in each row.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldthread.audit.sampling.drawing import Design, Pick, draw
from goldthread.audit.sampling.frames import Frame
from goldthread.audit.tables import Sheet
from goldthread.core.refusals import NotValid
from goldthread.core.spreadsheet import as_csv

PICKED = ("arm", "place", "reference")
CHANCES = ("probability", "stratum_cases", "stratum_drawn")
GRADED = ("grade", "central")
PROOF = (
    "draw_seed", "draw_size", "draw_strata", "draw_allocate", "draw_least", "draw_expected", "draw_targeted",
    "draw_rows", "draw_eligible", "draw_list", "draw_at", "draw_by",
)  # fmt: skip
AS_GOOD_AS = 1e-9  # a spreadsheet keeps fifteen figures of a chance


@dataclass(frozen=True)
class Sample:
    """A drawn sample: the list it came from, how, by whom and when."""

    frame: Frame
    design: Design
    picks: tuple[Pick, ...]
    drawn_at: datetime
    drawn_by: str

    def proof(self) -> dict[str, str]:
        """What anybody needs to draw it again, but for the list."""
        design = self.design
        told = (
            design.seed, design.size, json.dumps(self.frame.names), design.allocate, design.least,
            json.dumps(dict(sorted((design.expected or {}).items()))),
            design.targeted, len(self.frame.rows), len(self.frame.eligible), self.frame.digest,
            self.drawn_at.isoformat(timespec="seconds"), self.drawn_by,
        )  # fmt: skip
        return dict(zip(PROOF, map(str, told), strict=True))

    def as_csv(self) -> str:
        columns = [*PICKED, *self.frame.names, *CHANCES, *GRADED, *PROOF]
        proof = self.proof()
        return as_csv(columns, ({**self._row(one), **proof} for one in self.picks))

    def as_json(self) -> dict[str, Any]:
        return {
            **{name.removeprefix("draw_"): value for name, value in self.proof().items()},
            "excluded": self.frame.why_excluded(),
            "sample": [self._row(one) for one in self.picks],
        }

    def _row(self, one: Pick) -> dict[str, Any]:
        strata = dict(zip(self.frame.names, one.strata, strict=True))
        picked = {"arm": one.arm, "place": one.place, "reference": one.reference, **strata}
        return picked | dict(zip(CHANCES, (repr(one.chance), one.stratum_cases, one.stratum_drawn), strict=True))


def take(frame: Frame, design: Design, at: datetime, by: str) -> Sample:
    """Draw, and keep with the sample what it takes to draw it again."""
    if set(frame.names) & {*PICKED, *CHANCES, *GRADED, *PROOF}:
        raise NotValid("strata", "A stratum may not be called like a column of the sample.", "Name it otherwise.")
    return Sample(frame, design, tuple(draw(frame, design)), at, by)


@dataclass(frozen=True)
class Redrawn:
    """Whether a sample is what its list and its seed give. Nothing in `wrong`: it is proved."""

    drawn: int
    wrong: tuple[str, ...]
    proof: Mapping[str, str]

    @property
    def is_proved(self) -> bool:
        return not self.wrong

    def as_json(self) -> dict[str, Any]:
        told = {name.removeprefix("draw_"): value for name, value in self.proof.items()}
        return {"proved": self.is_proved, "wrong": list(self.wrong), "drawn": self.drawn, **told}


def proof_of(sheet: Sheet) -> dict[str, str]:
    """How the sample says that it was drawn: the same in each of its rows, or it is no one sample."""
    sheet.must_have(["arm", "reference", *PROOF])
    first = {name: sheet.lines[0].get(name) for name in PROOF}
    for line in sheet.lines:
        for name in PROOF:
            if line.get(name) != first[name]:
                raise line.wrong(
                    name, "It differs from the first row's.", "Rows of two samples cannot be proved as one."
                )
    return first


def design_of(proof: Mapping[str, str]) -> Design:
    """The design of a sample, read back from its proof."""
    for name in ("draw_size", "draw_least"):
        if not proof[name].isdecimal():
            raise NotValid(f"column {name}", f'"{proof[name][:20]}" is not a whole number.', "It was altered.")
    expected = _held(proof, "draw_expected", dict)
    return Design(
        int(proof["draw_size"]), proof["draw_seed"], proof["draw_allocate"], int(proof["draw_least"]), expected,
        proof["draw_targeted"],
    )  # fmt: skip


def strata_of(proof: Mapping[str, str]) -> tuple[str, ...]:
    """By what the list was parted, as the sample says."""
    return tuple(_held(proof, "draw_strata", list))


def _held(proof: Mapping[str, str], name: str, kind: type) -> Any:
    try:
        found = json.loads(proof[name])
    except ValueError:
        found = None
    if not isinstance(found, kind):
        raise NotValid(f"column {name}", f'"{proof[name][:20]}" cannot be read.', "It was altered.")
    return found


def redraw(sheet: Sheet, frame: Frame) -> Redrawn:
    """Draw again from the list, and hold what comes against the sample."""
    proof = proof_of(sheet)
    picks = draw(frame, design_of(proof))
    wrong = [*_wrong_with_list(proof, frame), *_wrong_with_rows(sheet, picks)]
    return Redrawn(len(picks), tuple(wrong), proof)


def _wrong_with_rows(sheet: Sheet, picks: Sequence[Pick]) -> Iterator[str]:
    """Rows that were not drawn, are there twice or say another chance; and what was drawn and is not there."""
    expected, seen = {(one.arm, one.reference): one for one in picks}, set[tuple[str, str]]()
    for line in sheet.lines:
        one = (line.needed("arm"), line.needed("reference"))
        if one not in expected:
            yield f"Row {line.row}: {one[1]} was not drawn in the {one[0]} arm."
        elif one in seen:
            yield f"Row {line.row}: {one[1]} is there twice in the {one[0]} arm."
        elif (said := line.number("probability", 0, 1)) is not None and abs(said - expected[one].chance) > AS_GOOD_AS:
            yield f"Row {line.row}, column probability: {said:g}, and it was {expected[one].chance:g}."
        seen.add(one)
    for arm, reference in sorted(set(expected) - seen):
        yield f"{reference} was drawn in the {arm} arm and is not there."


def _wrong_with_list(proof: Mapping[str, str], frame: Frame) -> list[str]:
    if frame.digest == proof["draw_list"]:
        return []
    now, then = (len(frame.rows), len(frame.eligible)), (proof["draw_rows"], proof["draw_eligible"])
    return [f"The list is another: {now[0]} rows, {now[1]} eligible; drawn from {then[0]} rows, {then[1]} eligible."]
