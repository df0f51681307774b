"""What a home sends is kept at once, whatever it says, and the control room is told before anybody has read it."""

import secrets
import uuid
from collections.abc import Mapping, Sequence

from goldthread.core import clocks, db
from goldthread.core.access.actions import look
from goldthread.core.access.reader import Reader
from goldthread.core.alerts import actions as alerts
from goldthread.core.later import read_partner_reports_later
from goldthread.core.people.actions import ALPHABET
from goldthread.core.refusals import NotValid, Refusal
from goldthread.respond.missing.partners.columns import BACK
from goldthread.respond.missing.partners.models import WAYS, PartnerReport, ReportWords, Sending
from goldthread.respond.missing.partners.rows import Row, cleaned, key_of, rows_in, what_of
from goldthread.respond.placements.models import Premises

CAME = "partner_report"
WORDS = {
    BACK: "A home says that a child is back: {0}.",
    "missing": "A home reports a child missing: {0}.",
}


def send_report(by: Reader, told: Mapping[str, object]) -> PartnerReport:
    """Keep one report as a call brought it. The same again is the same report."""
    row = cleaned(told)
    if not row:
        raise NotValid("surname", "The report says nothing.", "See the columns of the file.")
    return _keep(by, "by API", "api", [row])[0]


def hand_in(by: Reader, name: str, content: bytes, way: str = "file", home: str = "") -> list[PartnerReport]:
    """Keep every row of a file, whoever hands it in: the home by its key, or an officer whom it was mailed to.

    `home` is whose it is, where an officer takes it as that home's; a key speaks for its own and no other.
    """
    return _keep(by, name.replace("\0", "")[:120] or "file", way if way in WAYS else "file", rows_in(content), home)


def home_of(by: Reader) -> str:
    """The code of the home that this reader speaks for; an officer speaks for none."""
    return by.post.team if by.role.id == "care_home" and by.post else ""


def _keep(by: Reader, name: str, way: str, rows: Sequence[Row], home: str = "") -> list[PartnerReport]:
    if not by.may("report_missing"):
        by.must("send_missing_report")
    if by.officer is None:
        raise Refusal("no_person", "A service sends no report.", "A home's key or a named officer must.")
    now, own = clocks.now(), home_of(by) or home
    with db.transaction():
        look(by, operation="alteration", change="reports of a home received", rows=len(rows))
        sending = Sending.objects.create(
            name=name, way=way, home=own, sent_by=by.officer, received_at=now, purpose=by.purpose, rows_sent=len(rows)
        )
        kept = [_keep_row(sending, number, row, own) for number, row in enumerate(rows, start=1)]
        new = [report for report, is_new in kept if is_new]
        if new:
            _tell(new)
            read_partner_reports_later(sending.pk)
    return [report for report, _ in kept]


def _keep_row(sending: Sending, number: int, row: Row, own: str) -> tuple[PartnerReport, bool]:
    """The report that a row is, and whether it is new: two that come at once are told apart by the database."""
    home = own or row.get("home", "").upper()[:12]
    report = PartnerReport(
        id=uuid.uuid4(),
        reference="K-" + "".join(secrets.choice(ALPHABET) for _ in range(7)),
        sending=sending,
        number=number,
        key=key_of(home, row, clocks.today()),
        what=what_of(row),
        home=home,
        received_at=sending.received_at,
    )
    PartnerReport.objects.bulk_create([report], ignore_conflicts=True)
    held = PartnerReport.objects.get(key=report.key)
    if held.pk == report.pk:
        ReportWords.objects.create(report=held, body=row)
    return held, held.pk == report.pk


def _tell(reports: Sequence[PartnerReport]) -> None:
    """Each is told by itself: behind each may be a child."""
    homes = {one.code: one for one in Premises.objects.filter(code__in={report.home for report in reports})}
    for report in reports:
        home = homes.get(report.home)
        alerts.raise_urgent(
            CAME, WORDS[report.what].format(report.reference), "now", case_reference=report.reference,
            to_role="control_room", borough=home.borough_id if home else None,
        )  # fmt: skip
