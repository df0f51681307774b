"""Opening an alert that a rule raised: a logged look at whom it rests on, and the proof of who was told."""

from dataclasses import dataclass
from typing import Any

from goldthread.core import db
from goldthread.core.access.actions import Look, look
from goldthread.core.access.reader import Reader
from goldthread.core.alerts.grammar import Tripwire
from goldthread.core.alerts.models import Alert, Delivery, Firing
from goldthread.core.alerts.queries import concerns
from goldthread.core.alerts.registry import tripwire_called
from goldthread.core.people.queries import Identity, identities
from goldthread.core.refusals import NotFound, Refusal


@dataclass
class Opened:
    """A firing as one reader may see it: the rule, whom and which records it rests on, and the alerts it raised."""

    firing: Firing
    rule: Tripwire
    alert: Alert
    people: list[Identity]
    limited: int
    records: list[dict[str, Any]]
    deliveries: list[Delivery]
    look: Look

    def as_json(self) -> dict[str, Any]:
        return {
            "reference": self.firing.reference,
            "rule": self.rule.id,
            "title": self.rule.title,
            "sentence": self.rule.sentence,
            "do": self.rule.do,
            "urgency": self.rule.urgency,
            "known_at": self.firing.known_at.isoformat(),
            "fired_at": self.firing.fired_at.isoformat(),
            "withdrawn_at": self.firing.withdrawn_at and self.firing.withdrawn_at.isoformat(),
            "withdrawn_why": self.firing.withdrawn_why,
            "facts": self.firing.facts,
            "layer": self.look.layer,
            "people": [one.as_json() for one in self.people],
            "limited": self.limited,
            "records": [{**one, "known_at": one["known_at"].isoformat()} for one in self.records],
            "told": [_delivery_json(one) for one in self.deliveries],
        }


def open_alert(by: Reader, reference: str) -> Opened:
    """What a rule's alert rests on. Only for those it was sent to, each at their own layer."""
    by.must("open_picture")
    alert = theirs(by, reference)
    rows = db.fetch("SELECT firing_id, people FROM goldthread_firing_ids(%s)", [alert.reference])
    if not rows:
        raise NotFound("No alert of a rule has that reference.", "Check the reference.")
    seen = look(by, people=rows[0]["people"], alert=alert.reference)
    firing = Firing.objects.filter(pk=rows[0]["firing_id"]).first()
    if firing is None:
        raise NotFound("No alert of a rule has that reference.", "Check the reference.")
    who = identities(rows[0]["people"])
    told = Delivery.objects.filter(alert__reference=alert.reference).select_related("officer", "borough", "alert")
    return Opened(
        firing,
        tripwire_called(firing.rule),
        alert,
        sorted(who.values(), key=lambda one: (one.birth_date == "", one.birth_date), reverse=True),
        len(rows[0]["people"]) - len(who),
        _records(firing),
        list(told.order_by("made_at", "id")),
        seen,
    )


def theirs(by: Reader, reference: str) -> Alert:
    """The reader's own alert of a firing; one that was sent to others is refused, and absent alike."""
    if by.officer is None:
        raise Refusal("no_person", "Alerts go to named officers.", "A named officer must ask.")
    borough = by.post.borough_id if by.post else None
    mine = Alert.objects.filter(concerns(by.officer, by.role.id, borough), reference=reference.strip().upper())
    alert = mine.exclude(kind="withdrawn").select_related("acknowledged_by", "to_borough").order_by("pk").first()
    if alert is None:
        raise NotFound("No alert of a rule that was sent to you has that reference.", "Check the reference.")
    return alert


def _records(firing: Firing) -> list[dict[str, Any]]:
    """The records it rests on, as far as the look shows them: the current version of each, the newest first."""
    return db.fetch(
        """SELECT n.id::text, n.source_id AS system, s.name AS system_name, n.source_record_id AS reference, n.title,
                  n.source_updated_at AS known_at, n.restriction <> '' AS is_limited,
                  coalesce(nullif(n.ask, ''), s.desk) AS ask
             FROM records_sourcerecord r JOIN records_sourcerecord n ON n.source_id = r.source_id
              AND n.source_record_id = r.source_record_id AND n.is_current
             JOIN records_source s ON s.code = n.source_id
            WHERE r.id = ANY(%s) GROUP BY n.id, s.name, s.desk ORDER BY n.source_updated_at DESC, n.id""",
        [firing.records],
    )


def _delivery_json(one: Delivery) -> dict[str, Any]:
    return {
        "officer": str(one.officer),
        "role": one.role,
        "borough": one.borough.name if one.borough else None,
        "channel": one.channel,
        "step": one.step,
        "why": one.why,
        "made_at": one.made_at.isoformat(),
        "attempts": one.attempts,
        "delivered_at": one.delivered_at and one.delivered_at.isoformat(),
        "seen_at": one.seen_at and one.seen_at.isoformat(),
        "failed": one.failed_words,
    }
