"""The two quarters of which the invented force's audits are: the last that are graded by now."""

from datetime import datetime, time, timedelta

from goldthread.core.clocks import LONDON, day_of

Quarter = tuple[datetime, datetime]
GRADED_AFTER = timedelta(days=36)  # until the last of a quarter's audits is graded, so that none lies ahead


def audited_quarters(now: datetime) -> tuple[Quarter, Quarter]:
    """The last two quarters of the calendar that ended long enough ago: each from its first moment to its end."""
    today = day_of(now - GRADED_AFTER)
    firsts = [today.replace(month=today.month - (today.month - 1) % 3, day=1)]
    for _ in range(2):
        last_month = firsts[-1] - timedelta(days=1)
        firsts.append(last_month.replace(month=last_month.month - 2, day=1))
    late, middle, early = (datetime.combine(one, time(), LONDON) for one in firsts)
    return (early, middle), (middle, late)
