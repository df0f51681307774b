"""One value held of a mention, and which fields say who somebody is."""

from typing import NamedTuple

IDENTIFIERS = ("pnc_id", "cro_no", "nhs_no", "social_care_id", "upn")
# Who somebody is may be shown wherever it may be shown that they are known at all.
IDENTITY = ("forename", "middle", "surname", "alias", "birth_date", "sex")


class Held(NamedTuple):
    """One value held of a mention, as keys read it."""

    field: str
    text: str
    canonical: str | None
