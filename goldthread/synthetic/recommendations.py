"""An invented report for the demonstration: nine recommendations, the concerns of 2016 put in our own words."""

from datetime import timedelta

from goldthread.core import db
from goldthread.core.access.reader import reader_for
from goldthread.core.clocks import held_at, now
from goldthread.core.organisation.queries import officers_in_role
from goldthread.improve.recommendations import actions
from goldthread.improve.recommendations.models import Report
from goldthread.synthetic.plans_under_way import BEGAN

NAME = "invented-inspection-2016.txt"
REPORT = """National inspection of child protection: Thornmere Police (an invented report)

Published on 25 November 2016

We make nine recommendations.

Immediately

1. Thornmere Police should set up clear oversight of child protection in every borough and specialist team, tell staff \
what good work looks like, and begin to measure it the same way everywhere.
2. Thornmere Police should improve how it responds when children go missing. As a minimum it should:
- help control room staff draw together all that is known, including who nearby poses a risk to children;
- train staff in when a child may be recorded as absent and when as missing;
- make sure staff know how often going missing goes with being exploited, above all when it happens again; and
- agree plans with partners for children who go missing again and again, so that the next time may be prevented.
3. Thornmere Police should make sure that:
- every officer looks for danger to this child and to any other child who may be affected;
- each concern is recorded, flagged and sent on the same day;
- its part in strategy discussions and conferences is agreed with children's social care; and
- staff know what to record, and where, so that it can be found in a hurry.
4. Thornmere Police should:
- review how officers deal with people who hold indecent images and who live with children;
- end the delays in visiting registered sex offenders;
- send to risk meetings somebody who can decide; and
- tell local officers what they need to know of the offenders who live there.

Within three months

5. Thornmere Police should:
- plan earlier action against abuse, exploitation and going missing; and
- report on what its work achieves for children.
6. Thornmere Police should improve its investigations so that:
- staff know what the police can add to a plan that protects a child;
- each referral goes to people with the skill and the time for it;
- supervisors review the work and write down what is still to do;
- practice is audited for quality, speed and supervision; and
- cases move faster between police and prosecutors.

Within six months

7. Thornmere Police should show that it uses what it measures to decide where its people and money go.
8. Thornmere Police, with children's social care, should review how it detains children. The review should:
- help custody staff see what a detained child needs, then and on release;
- have every detention notified promptly;
- look early for somewhere other than a cell;
- have certificates and records completed to the standard required; and
- bring an appropriate adult in good time.
9. Thornmere Police should audit skills to:
- find what those new to specialist work still need to learn;
- be sure that everybody in that work is trained for it; and
- learn how well staff understand exploitation and its links with going missing.
"""


def load_report() -> Report:
    """Import and confirm the invented report, as the demonstration's plan lead does by page."""
    with db.as_service():
        lead = officers_in_role("plan_lead", now())[0]
        by = reader_for(lead, "command:demo load")
        with held_at(now() - timedelta(days=BEGAN)):
            report, is_new = actions.save_reading(by, REPORT.encode(), NAME)
            if is_new:
                items = actions.items_as_read(report)
                actions.confirm(by, report.pk, items, title=report.title, published_on=report.published_on)
    return report
