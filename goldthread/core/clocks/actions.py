"""What is done about clocks: the sweep that tells people, and the adoption of a number of ours."""

import json
from datetime import date, datetime

from goldthread.core import clocks, db
from goldthread.core.access.reader import Reader
from goldthread.core.areas.registry import areas
from goldthread.core.clocks.book import book
from goldthread.core.clocks.models import Adoption
from goldthread.core.clocks.who import reaches
from goldthread.core.refusals import Clash, NotValid, Refusal
from goldthread.core.standards.marks import Mark

BATCH = 5000
# One statement for a batch: take what is due for telling, tell each step whose time has come, set the next. Rows that
# another sweep holds are passed by; what is told is marked in the same statement, so a second run tells nothing twice.
# Several steps of a clock that have come at once are told to each of those whom they reach once. A role is told in the
# borough of the case; where nobody of it is on duty there, everywhere: else the step would wait unseen.
SWEEP = """
    WITH due AS (
        SELECT id, stream, rule_id, due_at, steps, steps_told FROM clocks_clock
         WHERE next_step_at <= %(now)s ORDER BY next_step_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED
    ), told AS (
        SELECT d.id, d.stream, d.rule_id, d.due_at, s.n, s.step->>'who' AS who
          FROM due d, jsonb_array_elements(d.steps) WITH ORDINALITY AS s(step, n)
         WHERE s.n > d.steps_told AND (s.step->>'at')::timestamptz <= %(now)s
    ), alerted AS (
        INSERT INTO alerts_alert (kind, words, to_officer_id, to_role, to_borough_id, person_code, case_reference,
                                  raised_at)
        SELECT DISTINCT 'clock',
               left(coalesce((%(titles)s::jsonb)->>t.rule_id, t.rule_id)
                    || CASE WHEN t.due_at < %(now)s THEN ': late. Was due ' ELSE ': due ' END
                    || to_char(t.due_at AT TIME ZONE 'Europe/London', 'DD Mon HH24:MI'), 300),
               CASE WHEN r.role = '' THEN c.owner_id END, w.role,
               CASE WHEN EXISTS (
                    SELECT 1 FROM organisation_post p JOIN organisation_dutyshift s ON s.post_id = p.id
                     WHERE p.role = w.role AND p.borough_id = c.borough_id AND s.starts_at <= %(now)s
                       AND s.ends_at > %(now)s AND (p.ends_at IS NULL OR p.ends_at > %(now)s)) THEN c.borough_id END,
               '', c.reference, %(now)s
          FROM told t JOIN cases_case c ON c.id = substr(t.stream, 6)::uuid
          CROSS JOIN LATERAL (SELECT coalesce((%(roles)s::jsonb)->>t.who, '') AS role) r
          CROSS JOIN LATERAL (
               SELECT CASE WHEN r.role <> '' THEN r.role
                           WHEN c.owner_id IS NULL THEN (%(desks)s::jsonb)->>c.area ELSE '' END AS role) w
        RETURNING 1
    ), moved AS (
        UPDATE clocks_clock k SET steps_told = n.told, next_step_at = n.next_at
          FROM (SELECT d.id, count(s.n) FILTER (WHERE (s.step->>'at')::timestamptz <= %(now)s) AS told,
                       min((s.step->>'at')::timestamptz) FILTER (WHERE (s.step->>'at')::timestamptz > %(now)s)
                           AS next_at
                  FROM due d, jsonb_array_elements(d.steps) WITH ORDINALITY AS s(step, n) GROUP BY d.id) n
         WHERE k.id = n.id RETURNING 1
    )
    SELECT (SELECT count(*) FROM moved) AS clocks, (SELECT count(*) FROM alerted) AS alerts
"""


def sweep() -> dict[str, int]:
    """Tell everybody whose step has come, as the service. Run again it tells nothing twice; killed, it goes on."""
    done = {"clocks": 0, "alerts": 0}
    while True:
        with db.as_service():
            batch = db.fetch_one(SWEEP, _sweep_values(clocks.now()))
        done = {name: done[name] + batch[name] for name in done}
        if batch["clocks"] < BATCH:
            return done


def _sweep_values(now: datetime) -> dict[str, object]:
    here = book()
    words = {step for rule in here.rules.values() for step in (*rule.roles, *(one.who for one in rule.steps))}
    everyone = {who: reaches(who) for who in (*words, *_ladder_words())}
    return {
        "now": now,
        "batch": BATCH,
        "titles": json.dumps({rule.id: rule.title for rule in here.rules.values()}),
        "roles": json.dumps(everyone),
        "desks": json.dumps({area.id: area.desk_role for area in areas().values()}),
    }


def _ladder_words() -> tuple[str, ...]:
    from goldthread.core.clocks.ladder import DAY_LADDER, LADDER

    return (*LADDER, *DAY_LADDER)


def adopt(by: Reader, rule_id: str, *, why: str, from_on: date | None = None) -> Adoption:
    """Make a number of ours the force's own, from a day on: from then a missed one is a breach."""
    by.must("adopt_standards")
    if by.officer is None or by.post is None:
        raise Refusal("no_person", "A service cannot adopt a standard.", "A named chief officer must.")
    here = book()
    rule = here.rule(rule_id)
    start = from_on or clocks.today()
    if start < clocks.today():
        raise NotValid("from_on", "A standard is not adopted backwards.", "Choose today or a later day.")
    if not why.strip():
        raise NotValid("why", "Enter why the force makes this its own.")
    if here.in_force(rule.id, start).value.mark is not Mark.DEFAULT:
        raise NotValid("rule", f"{rule.id} is not one of our numbers.", "Only DEFAULT values are adopted.")
    with db.transaction():
        # Two officers at once: one after the other, so that the second reads what the first decided.
        db.run("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"adopt:{here.profile.id}:{rule.id}"])
        here = book()
        if any(one.standard == rule.id and (one.to_on is None or one.to_on >= start) for one in here.adopted):
            raise Clash(f"{rule.id} is adopted already.", "Read by whom.")
        return Adoption.objects.create(
            profile=here.profile.id,
            rule_id=rule.id,
            post=by.post.title,
            name=str(by.officer),
            officer=by.officer,
            why=why.strip(),
            from_on=start,
            recorded_at=clocks.now(),
        )


def end_adoption(by: Reader, rule_id: str) -> Adoption:
    """End an adoption with today: from tomorrow the clock is a reminder again. What was breached stays so."""
    by.must("adopt_standards")
    with db.transaction():
        here = book()
        rows = Adoption.objects.select_for_update().filter(profile=here.profile.id, rule_id=here.rule(rule_id).id)
        found = rows.filter(to_on=None).first()
        if found is None or by.officer is None:
            raise NotValid("rule", f"{rule_id} was not adopted here.", "An adoption in the profile's file ends there.")
        found.to_on, found.ended_by = max(clocks.today(), found.from_on), by.officer
        found.save(update_fields=["to_on", "ended_by"])
    return found
