"""Which cases were opened together: one visit to one home, a case for each child, linked and not merged."""

from datetime import timedelta

from goldthread.core.cases.models import Case

# One officer's visit: no occasion is longer than a shift and what a tablet without a connection kept.
LONGEST = timedelta(days=7)


def opened_together(case: Case) -> list[str]:
    """The references of the others of the same occasion; opening one of them is a look of its own."""
    occasion = case.facts.get("occasion")
    if not occasion:
        return []
    near = (case.opened_at - LONGEST, case.opened_at + LONGEST)
    found = Case.objects.filter(opened_by=case.opened_by, opened_at__range=near, facts__occasion=occasion)
    return list(found.exclude(pk=case.pk).order_by("reference").values_list("reference", flat=True))
