"""The kinds of value that requests and answers are made of."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field


def _storable(text: str) -> str:
    """PostgreSQL keeps no NUL; lone surrogates are refused by pydantic itself."""
    if "\0" in text:
        raise ValueError("it holds a NUL character, which no text has")
    return text


def _sensible(instant: datetime) -> datetime:
    if not 1900 <= instant.year <= 2099:
        raise ValueError("it is outside the years 1900 to 2099")
    return instant


# Of a request. The core's own limits are lower and its words better; these keep a request within reason.
Reference = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_storable)]
Line = Annotated[str, Field(max_length=400), AfterValidator(_storable)]
Words = Annotated[str, Field(max_length=100_000), AfterValidator(_storable)]
Moment = Annotated[datetime, AfterValidator(_sensible)]
AwareMoment = Annotated[AwareDatetime, AfterValidator(_sensible)]
# The size of the column that holds it.
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
Page = Annotated[int, Field(ge=1, le=100_000)]

# Of an answer: the core's ISO text, passed on as it is.
Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
