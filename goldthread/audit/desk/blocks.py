"""The auditors' block on a role's first page: the samples that wait for them, and what was sent back and is open."""

from typing import Any

from django.urls import reverse

from goldthread.core.access.reader import Reader
from goldthread.web import blocks

SHOWN = 5  # ours: of more the page of audit says the rest


def _audits(reader: Reader) -> dict[str, Any] | None:
    from goldthread.audit.desk.queries import samples_given

    if not reader.may("audit_cases"):
        return None
    given = [one for one in samples_given(reader) if one.waits]
    rows = [
        {
            "reference": one.sample.reference,
            "graded": one.graded,
            "cases": one.cases,
            "sent_open": one.sent_open,
            "url": reverse("audit_sample", args=[one.sample.reference]),
            "next": one.next_place,
            "next_url": reverse("audit_case", args=[one.sample.reference, one.next_place]) if one.next_place else None,
        }
        for one in given[:SHOWN]
    ]
    return {"samples": rows, "more": max(0, len(given) - SHOWN)}


blocks.register("audits", _audits)
