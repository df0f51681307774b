"""Shapes of what homes send of missing children, and of the register of homes and placements."""

from ninja import Schema
from pydantic import ConfigDict, Field

from goldthread.api.fields import Instant, Line, Number, Words


class _Told(Schema):
    """Anything else that is sent is kept with the report: nothing is dropped."""

    model_config = ConfigDict(extra="allow")


class HomeReport(_Told):
    """A child missing, by the columns of the file of home reports: its reference page says what each holds."""

    what: Words = ""
    home: Words = ""
    child_code: Words = ""
    forename: Words = ""
    surname: Words = ""
    birth_date: Words = ""
    noticed_at: Words = ""
    steps_started_at: Words = ""
    pre_report_steps: Words = ""
    reported_at: Words = ""
    last_seen_at: Words = ""
    informant: Words = ""
    last_seen_place: Words = ""
    last_seen_with: Words = ""
    description: Words = ""
    q_worry: Words = ""
    q_done: Words = ""
    q_who_with: Words = ""
    q_other: Words = ""
    care: Words = ""
    q_out_of_character: Words = ""
    q_previous: Words = ""
    q_medical: Words = ""
    q_medication: Words = ""
    q_disability: Words = ""
    q_victim_crime: Words = ""
    q_hurt: Words = ""
    q_cse_now: Words = ""
    q_cce: Words = ""
    q_self_harm: Words = ""
    q_danger_others: Words = ""
    q_abroad: Words = ""
    our_reference: Words = ""
    located_at: Words = ""
    returned_at: Words = ""
    told_by: Words = ""
    how_is_child: Words = ""
    p1_identity: Words = ""
    p1_vulnerabilities: Words = ""
    p1_associates: Words = ""
    p1_places: Words = ""
    p1_medical: Words = ""
    p1_financial: Words = ""
    p1_social_media: Words = ""
    p1_phone: Words = ""
    p1_transport: Words = ""
    p2_circumstances: Words = ""
    p2_clothing: Words = ""
    p2_carries: Words = ""


class HomeSaysBack(_Told):
    """The child of a report is back, as the home tells it."""

    located_at: Words = ""
    returned_at: Words = ""
    told_by: Words = ""
    how_is_child: Words = ""


class HomeReportKept(Schema):
    """What a report got: our reference. The same report again gets the same."""

    reference: str
    state: str


class HomeReportsKept(Schema):
    reports: list[HomeReportKept]


class HomeReportStands(Schema):
    """Where a report stands. `child` is all a home is told of the case: reported, being looked for, found, back."""

    reference: str
    what: str = Field(description="missing or back.")
    state: str = Field(description="waiting, opened, joined, aside, returned or told.")
    state_words: str
    home: str
    home_name: str
    received_at: Instant
    reported_at: Instant | None
    sent_by: str
    way: str
    case_reference: str
    child: str
    case_state: str
    field: str = Field(description="Of one set aside: the column that was wrong.")
    words: str
    to_do: str
    attempts: int
    waited_minutes: int


class HomeReportList(Schema):
    reports: list[HomeReportStands]
    total: int
    waiting: int


class HomeReportInFull(HomeReportStands):
    told: dict[str, str] | None = Field(description="What it said, by the columns of the file; null once erased.")
    is_erased: bool


class HomeReportSettled(Schema):
    attempt: Number | None = Field(
        None, description="The last attempt you saw: if there is a later one, nothing is done."
    )


class HomeReportPutRight(HomeReportSettled):
    told: dict[Line, Words] = Field(description="The right text of the columns that were wrong.")


class HomeReportAnswered(HomeReportSettled):
    why: Words = Field(description="What became of it: whom you rang, the reference of the report by hand.")
