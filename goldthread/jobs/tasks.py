"""The worker's tasks. Each only calls an action; each may run twice and changes nothing the second time."""

from pathlib import Path
from uuid import UUID

from procrastinate.contrib.django import app


@app.task(name="load_delivery", queue="feeds", retry=5, pass_context=False)
def load_delivery(delivery_id: str) -> None:
    """Load a delivery, or go on where a killed worker stopped."""
    from goldthread.link.feeds.actions import load

    load(UUID(delivery_id))


@app.task(name="compare_list", queue="feeds", retry=5, pass_context=False)
def compare_list(run_id: str) -> None:
    """Set a source's list beside what is held."""
    from goldthread.link.feeds.reconciling import compare

    compare(UUID(run_id))


@app.task(name="read_outcomes", queue="outcomes", retry=5, pass_context=False)
def read_outcomes(file_id: str) -> None:
    """Read a file of outcomes, or go on where a killed worker stopped."""
    from goldthread.respond.sharing.reading import read_file

    read_file(UUID(file_id))


@app.task(name="read_partner_reports", queue="alerts", retry=5, pass_context=False)
def read_partner_reports(sending_id: str) -> None:
    """Read what a home sent of missing children."""
    from goldthread.respond.missing.partners.reading import read_sending

    read_sending(UUID(sending_id))


@app.task(name="link_again", queue="link", retry=5)
def link_again(mentions: list[str]) -> None:
    """Solve again who is who for mentions whose values were put right."""
    from goldthread.core import db
    from goldthread.core.alerts.evaluating import watch
    from goldthread.link.matching import actions

    touched = [UUID(one) for one in mentions]
    with db.as_service():
        actions.link_again(touched)
        watch(touched)


@app.periodic(cron="* * * * *")
@app.task(name="seal_logs", queue="seal", queueing_lock="seal_logs", pass_context=False)
def seal_logs(timestamp: int) -> None:
    """Seal the access log and the journal, each minute (design decision 20)."""
    from goldthread.core.sealing.actions import seal_all

    seal_all()


@app.periodic(cron="* * * * *")
@app.task(name="sweep_clocks", queue="clocks", queueing_lock="sweep_clocks", pass_context=False)
def sweep_clocks(timestamp: int) -> None:
    """Tell everybody whose clock has come to a step, and do what a past one brings about, each minute (decision 6)."""
    from goldthread.core.cases.lateness import act
    from goldthread.core.clocks.actions import sweep

    sweep()
    act()


@app.periodic(cron="* * * * *")
@app.task(name="send_alerts", queue="alerts", queueing_lock="send_alerts", pass_context=False)
def send_alerts(timestamp: int) -> None:
    """Have alerts that nobody took climb, and send what waits to be sent, each minute (design decision 15)."""
    from goldthread.core.alerts.climbing import climb
    from goldthread.core.alerts.delivering import send_waiting

    climb()
    send_waiting()


@app.periodic(cron="* * * * *")
@app.task(name="send_shares", queue="alerts", queueing_lock="send_shares", pass_context=False)
def send_shares(timestamp: int) -> None:
    """Send what was shared and waits: by secure mail, and into files where a folder for them is named."""
    from goldthread.config import installation
    from goldthread.respond.sharing.sending import FOLDER, send_mails, write_files

    send_mails()
    if folder := installation.value(FOLDER):
        write_files(Path(folder))


@app.periodic(cron="* * * * *")
@app.task(name="fetch_mail", queue="mail", lock="fetch_mail", queueing_lock="fetch_mail", pass_context=False)
def fetch_mail(timestamp: int) -> None:
    """Fetch what was mailed to us, each minute: homes that report a child missing, answers of those outside."""
    from goldthread.core.mailbox.fetching import fetch

    fetch()


@app.periodic(cron="*/5 * * * *")
@app.task(name="write_paper", queue="paper", queueing_lock="write_paper", pass_context=False)
def write_paper(timestamp: int) -> None:
    """Write the open lists that paper keeps for when the system is down, each hour unless the force says else."""
    from goldthread.web.paper import write_due

    write_due()


@app.periodic(cron="*/10 * * * *")
@app.task(name="sweep_tripwires", queue="alerts", queueing_lock="sweep_tripwires", pass_context=False)
def sweep_tripwires(timestamp: int) -> None:
    """Fire what time alone completes: a night in custody that nobody was told of, a desk that stands still."""
    from goldthread.core.alerts.evaluating import sweep

    sweep()


@app.periodic(cron="5 * * * *")
@app.task(name="sweep_flags", queue="clocks", queueing_lock="sweep_flags", pass_context=False)
def sweep_flags(timestamp: int) -> None:
    """Tell owners of a flag's review or end, each hour; end those whose last day passed."""
    from goldthread.core.flags.reviewing import sweep

    sweep()


@app.periodic(cron="35 6 * * *")
@app.task(name="sweep_plans", queue="clocks", queueing_lock="sweep_plans", pass_context=False)
def sweep_plans(timestamp: int) -> None:
    """Tell who answers of each point of a recommendation on which nothing has been said for too long, each morning."""
    from goldthread.improve.plans.silence import sweep

    sweep()


@app.periodic(cron="*/10 * * * *")
@app.task(name="prove_logs", queue="seal", queueing_lock="prove_logs", pass_context=False)
def prove_logs(timestamp: int) -> None:
    """Prove both logs whole, and tell data protection at once if one is not."""
    from goldthread.core.sealing.queries import prove
    from goldthread.core.sealing.shapes import LOGS

    for name in LOGS:
        prove(name)


@app.periodic(cron="*/15 * * * *")
@app.task(name="watch_feeds", queue="feeds", queueing_lock="watch_feeds", pass_context=False)
def watch_feeds(timestamp: int) -> None:
    """See whether each source sends as much as usual, and tell those who keep feeds where one does not."""
    from goldthread.link.quality.watching import watch

    watch()
