"""Managed offenders: a marker that says there is something to ask about and whom to ask, as CSV."""

import re

from goldthread.core.records import identifiers
from goldthread.link.feeds import checks, dated
from goldthread.link.feeds.adapters.guards import must_be_restricted
from goldthread.link.feeds.declare import Adapter, Column, Kind, Person

BANDS = checks.codes("low", "medium", "high", "very high")
CONDITIONS = checks.codes(
    "no contact with under 16", "no contact with under 18", "no living with children", "no work with children",
    "no device with internet", "no going near a place", "no contact with a person", "curfew",
)  # fmt: skip

OFFENDERS = Adapter(
    source="offenders",
    name="Offender markers",
    form="csv",
    version="1",
    record_id=re.compile(r"\d{2}/\d{4,7}", re.ASCII),
    record_id_words="the register's reference, year and number: `12/0004417`",
    occurred_at="",
    borough="borough",
    kind_column="",
    kinds={},
    # It must not say what is on the register, nor that there is one.
    otherwise=Kind("marker", "Marker: ask the desk named"),
    facts=(
        Column("visor_ref", "visor_ref"),
        Column("category", "category", checks.codes("1", "2", "3", "4", "other dangerous")),
        Column("level", "level", checks.whole(1, 3)),
        Column("status", "status", checks.codes("in the community", "in custody", "abroad", "wanted", "archived")),
        Column("risk_static", "risk_static", BANDS),
        Column("risk_dynamic", "risk_dynamic", BANDS),
        Column("risk_overall", "risk_overall", BANDS),
        Column("orders", "order", dated.order, separated=True, words="`SHPO 2015-03-01 2025-03-01`: kind, from, to"),
        Column("conditions", "condition", CONDITIONS, separated=True),
        Column("registered_on", "registered_on", dated.past_day),
        Column("registered_until", "registered_until", dated.day, words="blank: without end"),
        Column("last_visit_on", "last_visit_on", dated.past_day),
        Column("next_visit_on", "next_visit_on", dated.day),
        Column("manager", "manager"),
        Column("team", "team"),
    ),
    narrative=(),
    layer="full",
    people=(
        Person(
            "subject",
            "subject_",
            "offender",
            (
                Column("surname", "surname", checks.surname),
                Column("forename", "forename", checks.forename),
                Column("middle", "middle", checks.forename),
                Column("alias", "alias", checks.surname, separated=True),
                Column("birth_date", "birth_date", dated.birth_date),
                Column("sex", "sex", checks.sex),
                Column("address", "address", checks.address),
                Column("postcode", "postcode", checks.postcode),
                Column("uprn", "uprn", checks.identifier(identifiers.uprn)),
                Column("address_from", "address_from", dated.past_day),
                Column("pnc_id", "pnc_id", checks.pnc_id),
                Column("cro_no", "cro_no", checks.identifier(identifiers.cro)),
            ),
            role_column="role",
            category_column="subject_category",
            always=True,
            layer="full",
        ),
    ),
    rules=(must_be_restricted,),
    in_order=(("registered_on", "registered_until"), ("last_visit_on", "next_visit_on")),
)
