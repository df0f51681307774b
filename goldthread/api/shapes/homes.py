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


class CareHomeEntered(Schema):
    """A home as it is entered: name, kind, address and host authority are needed."""

    name: Line
    kind: Line = Field(description="childrens_home, semi_independent, foster_agency, foster_home, secure and others.")
    address: Line
    host: Line = Field(description="The code of the authority in whose area it stands.")
    postcode: Line = ""
    provider: Line = ""
    borough: Line = Field("", description="The code of our borough it stands in; empty, none.")
    night_phone: Line = ""
    mail: Line = Field("", description="The addresses it reports from, with commas between.")
    contacts: Words = ""
    ofsted_number: Line = ""
    lodges: bool = Field(False, description="The provider chose to lodge Philomena forms ahead of need.")


class CareHome(Schema):
    """A home in the register. It names no child."""

    code: str
    name: str
    kind: str
    kind_words: str
    provider: str
    address: str
    postcode: str
    host: str
    host_name: str
    borough: str
    night_phone: str
    mail: str
    contacts: str
    ofsted_number: str
    lodges: bool
    closed_on: str | None
    children: int = Field(0, description="How many the register places there now.")


class CareHomeList(Schema):
    homes: list[CareHome]


class PlacementRow(Schema):
    """Where a child is placed, by which authority. `home` is empty where children's services told it."""

    child: str
    initials: str
    age: int | None
    home: str
    home_name: str
    authority: str
    host: str
    is_out: bool = Field(description="The responsible authority is not the host.")
    status: str
    since: str
    until: str | None
    days: int | None
    told_by: str
    record: str


class PlacementList(Schema):
    placements: list[PlacementRow]
    total: int


class PhilomenaLine(Schema):
    name: str
    value: str


class PhilomenaPart(Schema):
    """The version of a part that stands. Its words are told only while it is open: while the child is missing."""

    id: str
    part: str
    version: int
    given_by: str
    given_on: str
    confirmed_on: str | None
    age: str
    is_old: bool
    home: str
    has_moved: bool
    is_open: bool
    says: list[PhilomenaLine]


class PhilomenaVersion(Schema):
    part: str
    version: int
    given_by: str
    given_on: str


class PhilomenaHome(Schema):
    code: str
    name: str
    night_phone: str
    lodges: bool


class PhilomenaHeld(Schema):
    home: PhilomenaHome | None
    parts: list[PhilomenaPart]
    versions: list[PhilomenaVersion]


class ChildPlacements(Schema):
    child: str
    name: str
    initials: str
    placements: list[PlacementRow]
    philomena: PhilomenaHeld


class PlacedAt(Schema):
    home: Line = Field(description="Its code, like H-4K9WQT.")
    authority: Line = Field(description="The code of the responsible authority.")
    status: Line = Field("unknown", description="s20, s31, interim, remand, care_leaver or unknown.")
    since: Line = Field("", description="The day, like 2026-10-23; empty, today.")
    told_by: Line = ""


class PlacementEnded(Schema):
    until: Line = Field("", description="The day, like 2026-10-23; empty, today.")


class PhilomenaLodged(Schema):
    """Part 1 by its headings."""

    given_by: Line = Field(description="Name and role.")
    given_on: Line = Field("", description="The day it was written, like 2026-10-23; empty, today.")
    identity: Words = ""
    vulnerabilities: Words = ""
    associates: Words = ""
    places: Words = ""
    medical: Words = ""
    financial: Words = ""
    social_media: Words = ""
    phone: Words = ""
    transport: Words = ""
