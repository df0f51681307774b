"""What clocks cost: a sweep over a million open ones, and due dates against a plain use of the calendar library."""

import time
from datetime import date, timedelta

from figures import Figure

from goldthread.core import clocks, db
from goldthread.core.clocks.actions import sweep
from goldthread.core.clocks.instants import Moment
from goldthread.core.clocks.reckoning import reckon
from goldthread.core.standards.book import open_book

OPEN, DUE, ROUNDS = 1_000_000, 1_000, 5
RULES, DATES, KNOWN = {"csc.icpc": 15, "csc.assessment": 45}, 2_000, date(2028, 1, 1)
FILL = """
    INSERT INTO clocks_clock (stream, rule_id, start_ref, started_at, due_at, as_of, mark, can_be_breached, steps, how,
                              is_late, is_paused, steps_told, next_step_at)
    SELECT (SELECT 'case:' || id FROM cases_case ORDER BY id LIMIT 1), 'bench', -n, %(now)s,
           %(now)s + interval '9 days', %(now)s::date, 'DEFAULT', false,
           jsonb_build_array(jsonb_build_object('at', %(now)s + interval '9 days', 'who', 'supervisor')), '', false,
           false, 0, %(now)s + interval '9 days' + n * interval '1 second'
      FROM generate_series(1, %(open)s) n
"""
MAKE_DUE = """
    UPDATE clocks_clock SET steps_told = 0, next_step_at = %(now)s - interval '1 minute',
           steps = jsonb_build_array(jsonb_build_object('at', %(now)s - interval '1 minute', 'who', 'supervisor'))
     WHERE rule_id = 'bench' AND start_ref > -%(due)s - 1
"""


def clocks_figures() -> list[Figure]:
    """The sweep and its peer, the reckoning and its peer, each pair in turn."""
    return [*_sweeping(), *_reckoning()]


def _sweeping() -> list[Figure]:
    with db.speaking_as(db.OWNER), db.transaction():
        db.run(FILL, {"now": clocks.now(), "open": OPEN})
    with db.speaking_as(db.OWNER):
        db.run("ANALYZE clocks_clock")
    ours: list[float] = []
    peer: list[float] = []
    for _ in range(3 * ROUNDS):
        if len(ours) == ROUNDS:
            break
        with db.speaking_as(db.OWNER), db.transaction():
            db.run(MAKE_DUE, {"now": clocks.now(), "due": DUE})
        began = time.perf_counter()
        with db.as_service():  # the peer: look at every open clock, and keep what is due
            rows = db.fetch("SELECT id, steps, steps_told, next_step_at FROM clocks_clock WHERE ended_at IS NULL")
            late = [row["id"] for row in rows if row["next_step_at"] and row["next_step_at"] <= clocks.now()]
        read = 1000 * (time.perf_counter() - began)
        began = time.perf_counter()
        done = sweep()
        if len(late) == done["clocks"] == DUE:  # else the worker's own sweep came in between: again
            peer.append(read)
            ours.append(1000 * (time.perf_counter() - began))
    if len(ours) < ROUNDS:
        raise SystemExit("The sweep and its peer did not agree on what was due.")
    plain = Figure.of(f"{OPEN:,} open clocks read one and all", "ms", peer)
    swept = Figure.of(f"sweep of {OPEN:,} open clocks, {DUE:,} due, all told", "ms", ours, against=plain)
    with db.speaking_as(db.OWNER), db.transaction():
        db.run("DELETE FROM clocks_clock WHERE rule_id = 'bench'")
    return [plain, swept]


def _reckoning() -> list[Figure]:
    from govuk_bank_holidays.bank_holidays import BankHolidays

    book, library = open_book("met"), BankHolidays(use_cached_holidays=True)
    starts = [date(2020, 1, 1) + timedelta(days=n % 2_000) for n in range(DATES)]
    figures = []
    for rule, working_days in RULES.items():
        ours: list[float] = []
        peer: list[float] = []
        for _ in range(ROUNDS + 1):  # the first makes the tables
            began = time.perf_counter()
            mine = [reckon(book, book.in_force(rule, day), Moment(day), {}, KNOWN).due_on for day in starts]
            ours.append(1_000_000 * (time.perf_counter() - began) / DATES)
            began = time.perf_counter()
            theirs = [_by_library(library, day, working_days) for day in starts]
            peer.append(1_000_000 * (time.perf_counter() - began) / DATES)
            if mine != theirs:
                raise SystemExit("The two calendars differ.")
        plain = Figure.of(f"{working_days} working days by the library's next_work_day", "us", peer[1:])
        words = f"{working_days} working days by ours, with rule and refusals"
        figures += [plain, Figure.of(words, "us", ours[1:], against=plain)]
    return figures


def _by_library(library: object, day: date, working_days: int) -> date:
    for _ in range(working_days):
        day = library.get_next_work_day(division=library.ENGLAND_AND_WALES, date=day)  # type: ignore[attr-defined]
    return day
