"""Operations of demand: the map of the force's own journeys."""

from typing import Any

from ninja import Query, Router

from goldthread.api import steps
from goldthread.api.asking import Call
from goldthread.api.shapes import demand as shapes

router = Router(tags=["demand"])


@router.get("/demand/journey", response=shapes.JourneyMap, by_alias=True)
def map_journeys(request: Call, wanted: Query[shapes.JourneysWanted]) -> Any:
    """Where children wait: what follows what in an area's cases, how often, how long; open ones counted as open."""
    return steps.journeys(request.auth, **wanted.dict())


@router.get("/demand/journey/cases", response=shapes.CasesOnJourney)
def list_journey_cases(request: Call, wanted: Query[shapes.JourneyCasesWanted]) -> Any:
    """The cases with one step right after another, if you read the area's queue. Who was shown is logged."""
    return steps.journey_cases(request.auth, **wanted.dict())
