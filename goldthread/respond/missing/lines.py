"""What a briefing says of missing people: the lines of 1.9, 1.13 and 1.15 that somebody must act on. Adults count too.

Inert data. Each line counts open cases as they stood at an instant (`standing.py`), so it can be asked of the past.
"""

from goldthread.core.areas.grammar import BriefingLine

COUNTS = "goldthread.respond.missing.standing.counts"


def _line(line: str, words: str, none: str, single: str, several: str, of: str = "") -> BriefingLine:
    return BriefingLine(line, words, says=(none, single, several), counts=COUNTS, of=of)


BRIEFING = (
    _line("away", "Missing now", "Nobody is missing.", "1 person is missing.", "{n} people are missing."),
    _line("high", "Missing, high risk", "Nobody missing is graded high risk.", "1 missing person is graded high risk.",
          "{n} missing people are graded high risk."),
    _line("medium", "Missing, medium risk", "Nobody missing is graded medium risk.",
          "1 missing person is graded medium risk.", "{n} missing people are graded medium risk."),
    _line("low", "Missing, low risk", "Nobody missing is graded low risk.", "1 missing person is graded low risk.",
          "{n} missing people are graded low risk."),
    _line("none", "No apparent risk", "Nobody is graded no apparent risk.", "1 person is graded no apparent risk.",
          "{n} people are graded no apparent risk."),
    _line("ungraded", "Not graded yet", "Every report is graded.", "1 report is not graded yet.",
          "{n} reports are not graded yet."),
    _line("without_owner", "Without an owner", "No open case is without an owner.", "1 open case is without an owner.",
          "{n} open cases are without an owner."),
    _line("late", "Past a time they are due by", "No open case is past a time it was due by.",
          "1 open case is past a time it was due by.", "{n} open cases are past a time they were due by."),
    _line("none_past", "No apparent risk past its latest time",
          "No report of no apparent risk is past its latest time.",
          "1 report of no apparent risk is past its latest time.",
          "{n} reports of no apparent risk are past their latest time."),
    _line("no_activity", "Nothing done", "Something was done in time on every open case.",
          "On 1 open case nothing was done for longer than its grade allows.",
          "On {n} open cases nothing was done for longer than their grade allows."),
    _line("offered", "Hand-overs not accepted", "No hand-over waits to be accepted.",
          "1 hand-over waits to be accepted.", "{n} hand-overs wait to be accepted."),
    _line("not_seen", "Found, not seen safe", "Everybody found was seen safe.",
          "1 person is found and was not yet seen safe.", "{n} people are found and were not yet seen safe."),
    _line("interview_owed", "Prevention interviews owed", "No prevention interview is owed.",
          "1 prevention interview is owed.", "{n} prevention interviews are owed."),
    _line("return_48", "Return interviews outstanding after 48 hours",
          "No return interview has been outstanding for 48 to 72 hours.",
          "1 return interview has been outstanding for 48 to 72 hours.",
          "{n} return interviews have been outstanding for 48 to 72 hours."),
    _line("return_72", "Return interviews outstanding after 72 hours",
          "No return interview has been outstanding for 72 hours or longer.",
          "1 return interview has been outstanding for 72 hours or longer.",
          "{n} return interviews have been outstanding for 72 hours or longer."),
    _line("plan_due", "Trigger plans due", "No trigger plan is due.", "1 trigger plan is due and none stands.",
          "{n} trigger plans are due and none stands.", of="trigger_plan"),
    _line("plan_late", "Trigger plans late or lapsed", "No trigger plan, its meeting or its review is late.",
          "1 trigger plan, its meeting or its review is late.",
          "{n} trigger plans, their meetings or reviews are late.", of="trigger_plan"),
)  # fmt: skip
