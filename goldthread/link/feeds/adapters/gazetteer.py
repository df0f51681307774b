"""Addresses and what stands at them, with schools, homes and places whose address is secret, as Parquet."""

import re

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks
from goldthread.link.feeds.adapters.guards import must_be_restricted
from goldthread.link.feeds.declare import Adapter, Cells, Column, Frame, Kind, Place
from goldthread.link.feeds.envelope import cell

PHASES = checks.codes("nursery", "primary", "secondary", "all-through", "16 plus")
CLASSES = ("dwelling", "building", "communal", "organisation", "land")
COMMUNAL = checks.codes(
    "children's home", "hostel", "temporary accommodation", "refuge", "school", "hospital", "custody", "care home",
    "student hall", "hotel",
)  # fmt: skip


def secret_places_are_restricted(cells: Cells, frame: Frame) -> None:
    """A refuge is found by nobody who is not told by it. A mark that cannot be read counts as a secret."""
    if cell(cells, "is_secret").casefold() not in checks.NO:
        must_be_restricted(cells, frame)


GAZETTEER = Adapter(
    source="gazetteer",
    name="Gazetteer",
    form="parquet",
    version="1",
    record_id=re.compile(r"\d{12}", re.ASCII),
    record_id_words="the UPRN, twelve digits: `999900004417`",
    occurred_at="",
    borough="borough",
    kind_column="classification",
    kinds={name: Kind("place", f"Place: {name}") for name in CLASSES},
    otherwise=Kind("place", "Place"),
    facts=(
        Column("uprn", "uprn", checks.identifier(identifiers.uprn)),
        Column("parent_uprn", "parent_uprn", checks.identifier(identifiers.uprn), words="the block a flat stands in"),
        Column("classification", "classification", checks.codes(*CLASSES)),
        Column("communal_kind", "communal_kind", COMMUNAL),
        Column("is_secret", "is_secret", checks.yes_no, words="true: the row must be signalled or hidden"),
        Column("organisation", "organisation", words="the school, home, hostel or refuge"),
        Column("flat", "flat"),
        Column("building", "building", words="name or number"),
        Column("street", "street"),
        Column("locality", "locality"),
        Column("town", "town"),
        Column("postcode", "postcode", checks.postcode),
        Column("easting", "easting", checks.grid),
        Column("northing", "northing", checks.grid),
        Column("ward", "ward"),
        Column("school_urn", "school_urn", checks.whole(1, 999_999), words="the register's number of a school"),
        Column("school_phase", "school_phase", PHASES),
        Column("lead_contact", "lead_contact", words="who leads on safeguarding: a post, no name"),
        Column("lead_phone", "lead_phone", checks.phone),
    ),
    narrative=(),
    layer="summary",
    people=(),
    places=(
        Place(
            "place",
            "place",
            organisation="organisation",
            flat="flat",
            building="building",
            street="street",
            postcode="postcode",
            uprn="uprn",
            parent_uprn="parent_uprn",
            kind="communal_kind",
            secrecy="is_secret",
        ),
    ),
    rules=(secret_places_are_restricted,),
)
