"""Operations of the tests of effect: what changed for a child, and what was decided of it."""

from typing import Annotated, Any

from ninja import Path, Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.fields import Reference
from goldthread.api.shapes import effects as shapes

router = Router(tags=["improve"])
TestNumber = Annotated[Reference, Path(description="The number of the recommendation that is tested, like 2.")]
CaseReference = Annotated[Reference, Path(description="A case's reference, like N-7Q2K1BD.")]


@router.get("/effects", response=shapes.EffectTests)
def list_effects(request: Call, wanted: Query[shapes.EffectTime]) -> Any:
    """Every test of effect: before and now with intervals, verdict, counter-measure, pass mark. Nobody is named."""
    return steps.effects(request.auth, **wanted.dict())


@router.get("/effects/{number}", response=shapes.EffectInFull)
def open_effect(request: Call, number: TestNumber, wanted: Query[shapes.EffectTime]) -> Any:
    """One test of effect, with what was decided of its pass mark and the readings that were kept."""
    return steps.effect(request.auth, number, **wanted.dict())


@router.post("/effects/{number}/pass-mark", response={201: shapes.MarkDecision})
def adopt_pass_mark(request: Call, number: TestNumber, asked: shapes.MarkToAdopt) -> Any:
    """Adopt a pass mark, as a chief officer. Until then it is proposed, and nothing passes."""
    return steps.adopt_pass_mark(request.auth, number, asked.value, asked.why)


@router.post("/effects/{number}/pass-mark/withdraw", response={201: shapes.MarkDecision})
def withdraw_pass_mark(request: Call, number: TestNumber, asked: shapes.MarkToWithdraw) -> Any:
    """Take a pass mark back: it is proposed again."""
    return steps.withdraw_pass_mark(request.auth, number, asked.why)


@router.post("/effects/{number}/keep", response={201: shapes.EffectKept})
def keep_effect(request: Call, number: TestNumber, asked: shapes.EffectTime) -> Any:
    """Keep what a test says of months that are over, whole and with its digest."""
    return steps.keep_effect(request.auth, number, **asked.dict())


@router.get("/measures", response=shapes.MeasureRead)
def read_measure(request: Call, wanted: Query[shapes.MeasureWanted]) -> Any:
    """One measure of the whole force in a time. Nobody is named."""
    return steps.effect_measure(request.auth, **wanted.dict())


@router.get("/measures/cases", response=shapes.MeasureCases)
def list_measure_cases(request: Call, wanted: Query[shapes.MeasureCasesWanted]) -> Any:
    """The cases behind a measure, if you work them. Who was shown is logged."""
    return steps.effect_cases(request.auth, **wanted.dict())


@router.get("/cases/{reference}/figures", response=shapes.FiguresEntered)
def list_entered(request: Call, reference: CaseReference) -> Any:
    """Every live figure that a case entered, and whether it counts there."""
    return steps.entered_figures(request.auth, reference)
