"""What concerns are measured by, what an auditor asks of one, and what a morning briefing says of them. Inert data.

The definitions are M1 to M8 of mash-offenders-investigations.md 8. Three endings that are each called "no further
action" stay three figures with three denominators (3.7): we did not share; social care closed without assessing; social
care assessed and closed. The questions are CON-01 to CON-12 of the audit question set (inspection.md, compiled from
the inspectorate's published reports and criteria). Both were read in November 2026; `measures.py` does the counting.
"""

from goldthread.core.areas.grammar import BriefingLine, Indicator
from goldthread.core.criteria.asking import asked_of
from goldthread.respond.concern.choices import GRADES

READ = "goldthread.respond.concern.measures.read"
CASES = "goldthread.respond.concern.measures.cases"
CATALOGUE = "Our catalogue of hub indicators, {}"
OURS = "Ours: answers HMIC 2016, that information about a child lay where nobody acted on it"
LATER = (
    "of these children a later notification, missing report, police protection, child protection conference or offence "
    "against the child, within 12 months"
)


def _wait(indicator: str, name: str, until: str, source: str, of: str = "notifications recorded") -> Indicator:
    counts = f"from recorded until {until}"
    return Indicator(indicator, name, counts, of, "lower", READ, CASES, source, "wait", "Waits")


def _share(indicator: str, name: str, counts: str, of: str, better: str, source: str, group: str) -> Indicator:
    return Indicator(indicator, name, counts, of, better, READ, CASES, source, "share", group)


def _in_time(grade: str, words: str) -> Indicator:
    of = f"notifications graded {grade} that were decided or are past their time"
    name = f"{words.partition(':')[0]}: decided in its time"
    return _share(f"in_time_{grade}", name, f"decided by the clock mash.{grade}", of, "higher", CATALOGUE.format("M1"),
                  "In time")  # fmt: skip


def _open_over(days: int) -> Indicator:
    words = f"{days} day" if days == 1 else f"{days} days"
    return _share(f"open_over_{days}", f"Open for over {words}", f"recorded over {words} ago", "notifications open now",
                  "lower", CATALOGUE.format("M3"), "Open now")  # fmt: skip


NOTE = (
    'The three endings that are each called "no further action" are three figures, each of its own number: they are '
    "never added. What came after is counted so far: twelve months have not passed for all."
)
INDICATORS = (
    _wait("taken", "Until taken", "a named officer took it", OURS),
    _wait("graded", "Until graded", "the desk graded it", CATALOGUE.format("M1")),
    _wait("shared", "Until shared", "it was shared, or sent to the child's own social worker", CATALOGUE.format("M2")),
    _wait("seen_by_care", "Until seen by social care", "the authority acknowledged or answered it",
          CATALOGUE.format("M2"), "notifications shared"),
    *(_in_time(grade, words) for grade, words in GRADES),
    _share("child_seen", "The child was seen", "the child was seen", "notifications that say if the child was seen",
           "higher", CATALOGUE.format("M7"), "The child"),
    _share("spoken_alone", "The child was spoken to alone", "the child was spoken to alone",
           "notifications that say whether the child was spoken to", "higher", CATALOGUE.format("M7"), "The child"),
    _share("repeat", "Notified again within 12 months", "of these an earlier notification in the 12 months before",
           "children notified, each by the last notification", "lower", CATALOGUE.format("M5"), "The child"),
    _share("unshared", "Not shared", "closed by us without sharing", "notifications shared or closed unshared",
           "neither", CATALOGUE.format("M4a"), "Endings"),
    _share("nfa_unassessed", "Closed by the authority without assessing", "no further action on contact or referral",
           "notifications with an outcome", "neither", CATALOGUE.format("M4b"), "Endings"),
    _share("nfa_assessed", "Assessed by the authority, then closed", "no further action after assessing",
           "notifications whose outcome came after assessing", "neither", CATALOGUE.format("M4c"), "Endings"),
    _share("later_not_shared", "Not shared, then met again", LATER, "notifications closed unshared", "lower",
           CATALOGUE.format("M6"), "After no further action, so far"),
    _share("later_unassessed", "Closed without assessing, then met again", LATER,
           "notifications closed by the authority without assessing", "lower", CATALOGUE.format("M6"),
           "After no further action, so far"),
    _share("later_assessed", "Assessed and closed, then met again", LATER,
           "notifications closed by the authority after assessing", "lower", CATALOGUE.format("M6"),
           "After no further action, so far"),
    _share("outcome_missing", "Outcome not known", "no outcome recorded", "notifications shared", "lower",
           CATALOGUE.format("M8"), "Answers"),
    _share("outcome_chased", "Outcome not known, and asked for again", "the authority was asked again",
           "notifications shared without an outcome", "higher", CATALOGUE.format("M8"), "Answers"),
    _share("officer_told", "The officer was told", "closed, which tells the officer", "notifications with an outcome",
           "higher", CATALOGUE.format("M8"), "Answers"),
    *(_open_over(days) for days in (1, 3, 7, 28)),
)  # fmt: skip
QUESTIONS = asked_of("CON")
BRIEFED = "goldthread.respond.concern.measures.briefed"
BRIEFING = (
    BriefingLine(
        "recorded",
        "Concerns recorded",
        BRIEFED,
        (
            "No concern was recorded in {period}.",
            "1 concern was recorded in {period}.",
            "{n} concerns were recorded in {period}.",
        ),
    ),
    BriefingLine(
        "third",
        "Concerns about a child notified for the third time or more in 12 months",
        BRIEFED,
        (
            "None recorded in {period} is the child's third or later in 12 months.",
            "1 recorded in {period} is the child's third or later in 12 months.",
            "{n} recorded in {period} are the child's third or later in 12 months.",
        ),
        note="Only concerns recorded here are counted: what Merlin alone holds is not.",
    ),
    BriefingLine(
        "without_owner",
        "Concerns that nobody has taken",
        BRIEFED,
        (
            "No open concern is without an owner now.",
            "1 open concern is without an owner now.",
            "{n} open concerns are without an owner now.",
        ),
    ),
    BriefingLine(
        "late",
        "Concerns past a time they are due by",
        BRIEFED,
        (
            "No open concern is past a time it was due by.",
            "1 open concern is past a time it was due by.",
            "{n} open concerns are past a time they were due by.",
        ),
    ),
)
