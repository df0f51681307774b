"""What missing children's cases are measured by, and what an auditor asks of one. Inert data.

The figures are MIS-I01 to MIS-I20 of missing-cse-custody.md 1.16, the questions the sets MIS and COM of inspection.md
(compiled from the inspectorate's published reports and criteria). Both were read in November 2026; `measures.py` has
the counting done. An episode counts in the month in which the child was reported. Late recording is ours besides:
it is an inspection finding of its own.
"""

from goldthread.core.areas.grammar import Indicator
from goldthread.core.areas.measuring import AUDITED
from goldthread.core.criteria.asking import asked_of

READ = "goldthread.respond.missing.measures.read"
CASES = "goldthread.respond.missing.measures.cases"
CATALOGUE = "Our catalogue of missing children's figures, {}"
NOTE = (
    "An episode counts in the month in which the child was reported, with what is known of it now. Adults, and reports "
    "of somebody who was not missing, are in no figure. A clock that fell away in time, because the child was found, "
    "is neither met nor late. What nobody asked is never counted as no harm."
)
EPISODES = "episodes of children reported missing"
LATE = "Ours: late recording is an inspection finding of its own"
NONE = "episodes ever graded no apparent risk"
LOCATED = "episodes of children found"
RETURNED = "episodes of children back"
REPEATS = "children reported as often as makes a repeat"


def _one(
    number: str, name: str, counts: str, of: str, better: str, group: str, unit: str = "share", part: str = ""
) -> Indicator:
    source = CATALOGUE.format(number)
    return Indicator(f"{number}{part}", name, counts, of, better, READ, CASES, source, unit, group)


HOW_MANY, ABSENT, RESPONSE = "How many", "No apparent risk", "The response"
BACK, PLANS, AUDIT, RECORDING = "Found and back", "Trigger plans", AUDITED, "Recording"
INDICATORS = (
    _one("MIS-I01", "Reports for each 1,000 children", "episodes", "residents under 18", "neither", HOW_MANY, "rate"),
    _one("MIS-I02", "Episodes of each child", "episodes", "children reported missing", "neither", HOW_MANY, "mean"),
    _one("MIS-I03", "Children missing again and again", REPEATS, "children reported missing", "lower", HOW_MANY),
    _one("MIS-I17", "With a sign of exploitation",
         "exploitation was flagged, or answered yes when the report was taken", EPISODES, "neither", HOW_MANY),
    _one("MIS-I04", "Graded no apparent risk", "ever graded no apparent risk", EPISODES, "neither", ABSENT),
    _one("MIS-I05", "No apparent risk, raised later", "graded higher after it", NONE, "neither", ABSENT),
    _one("MIS-I06", "No apparent risk past its latest time", "not graded again by the time agreed", NONE, "lower",
         ABSENT),
    _one("MIS-I07", "No apparent risk in spite of a listed factor",
         "a listed factor was held when no apparent risk was chosen, whatever the grade was saved at",
         "episodes in which no apparent risk was chosen", "lower", ABSENT),
    _one("MIS-I08", "Checks done in time", "all mandatory checks were done in time",
         "episodes whose checks were done or are past their time", "higher", RESPONSE),
    _one("MIS-I09", "Inspector's reviews in time", "reviews held in time",
         "inspector's reviews of high and medium risk that were held or are past their time", "higher", RESPONSE),
    _one("MIS-I10", "Children's services told in time", "told in time",
         "episodes of which they were told or the time is past", "higher", RESPONSE),
    _one("MIS-I15", "Until found", "from reported until found", LOCATED, "lower", BACK, "wait"),
    _one("MIS-I19", "Found in another borough", "found in another borough than the one that owns the case",
         "episodes of children found of which the borough is recorded", "neither", BACK),
    _one("MIS-I16", "Harm recorded", "harm to the child was recorded", LOCATED, "neither", BACK, part="-harm"),
    _one("MIS-I16", "Harm: nobody asked", "it is recorded that nobody asked", LOCATED, "lower", BACK,
         part="-not-asked"),
    _one("MIS-I16", "Harm: nothing recorded yet", "nothing is recorded of harm, either way", LOCATED, "lower", BACK,
         part="-not-said"),
    _one("MIS-I11", "Prevention interview settled in time",
         "held, refused or not possible, and recorded so in time",
         "episodes whose interview was settled or is past its time", "higher", BACK, part="-in-time"),
    _one("MIS-I11", "Prevention interview held", "held", LOCATED, "higher", BACK, part="-done"),
    _one("MIS-I12", "Return interview offered", "held, or declined by the child", RETURNED, "higher", BACK,
         part="-offered"),
    _one("MIS-I12", "Return interview held within its time", "held within its time of the return",
         "episodes whose return interview was settled or is past its time", "higher", BACK, part="-in-time"),
    _one("MIS-I12", "Return interview received by us", "taken in, or noted as received", RETURNED, "higher", BACK,
         part="-received"),
    _one("MIS-I13", "A plan stands for a child missing again and again", "a trigger plan stands now", REPEATS, "higher",
         PLANS),
    _one("MIS-I14", "The plan was used", "the plan was used", "episodes reported while a plan stood", "higher", PLANS),
    _one("MIS-I18", "The grade was right on audit", "the auditor answered that the child was graded right (MIS-05)",
         "episodes that the central team audited",
         "higher", AUDIT),
    _one("MIS-I20", "Good on audit", "graded good", "episodes that the central team audited", "higher", AUDIT),
    Indicator("late-recording", "Until the report was recorded", "from reported until recorded", EPISODES, "lower",
              READ, CASES, LATE, "wait", RECORDING),
    Indicator("late-over", "Report recorded late", "recorded later than the force's own minutes allow", EPISODES,
              "lower", READ, CASES, LATE, "share", RECORDING),
)  # fmt: skip
QUESTIONS = asked_of("COM", "MIS")
