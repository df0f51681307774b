"""What is wrong with a value in one plain sentence, for the page where it is put right."""

from goldthread.core.records.explaining import explain
from goldthread.link.feeds.adapters import ADAPTERS

SCHEMES = {
    "pnc_id": "pnc",
    "cro_no": "cro",
    "nhs_no": "nhs",
    "upn": "upn",
    "uprn": "uprn",
    "parent_uprn": "uprn",
    "asn": "asn",
    "case_urn": "urn",
}


def explained(source: str, path: str, text: str) -> str | None:
    """Where a field holds an identifier: whether it is right, and the check character it should have."""
    column = path.rpartition(".")[2]
    for field, scheme in SCHEMES.items():
        if text.strip() and column.casefold().endswith(field) and source in ADAPTERS:
            return explain(scheme, text)
    return None
