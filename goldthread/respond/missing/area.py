"""A child is missing: reported, graded, looked for, found, seen safe, back, listened to.

States and moves follow missing-cse-custody.md 1.6 (November 2026), except that the prevention and the return interview
are facts and not states: an officer may talk to a child before the child is home, and both stand open until told.
"""

from goldthread.core.areas.boards import Group as Part
from goldthread.core.areas.boards import RowBoard
from goldthread.core.areas.grammar import Area, Ask, ClockUse, Review, Scale, State
from goldthread.respond.missing import choices
from goldthread.respond.missing.asked import REPORT
from goldthread.respond.missing.checklist import CHECKLIST, GROUPS, HIGH
from goldthread.respond.missing.checks import CHECKS, known
from goldthread.respond.missing.figures import INDICATORS, NOTE, QUESTIONS
from goldthread.respond.missing.lines import BRIEFING
from goldthread.respond.missing.moves import ANY, AWAY, HERE, MOVES

GRADE = Scale("grade", "Grade", choices.GRADES)
MEDIUM = ("grade", ("medium",))
NONE = ("grade", ("none",))
NOT_HIGH = ("grade", ("medium", "low", "none"))
# An adult has a police prevention interview and no return interview by the authority (guidance of January 2014).
ADULT = ("who", ("adult",))
# Clocks that high and medium risk each have: an officer there, checks, and the reviews by rank.
OF_EACH_GRADE = ("C03", "C04", "C05", "C06", "C08", "C09")
# What ends a clock where nothing is left to do: a child who was not missing at all.
ENDED = ("missing_cancelled_at",)

AREA = Area(
    id="missing",
    name="Missing",
    noun="missing report",
    prefix="M",
    opening_event="missing.reported",
    opening_sentence="Reported missing",
    opening_happens="reported_at last_reported_at",
    opening_permission="report_missing",
    opening_asks=REPORT,
    opening_layer="summary",
    opens_with=f"{HERE}.reporting.report_missing",
    opening_says=(
        Ask("who", "Who", "choice", choices.WHO),
        Ask("repeat", "How often reported missing", "text"),
        Ask("definition", "Recorded under", "choice", choices.DEFINITIONS),
    ),
    opening_gives=(("who", ("child", "adult")), ("is_repeat", ("yes", "no")), (CHECKS, known())),
    first_state="reported",
    queue_permission="see_missing",
    works_with="work_missing",
    desk_role="control_room",
    risks=choices.GRADES,
    risk_from="grade",
    scales=(GRADE,),
    activity="last_activity_at activity_at",
    review=Review(
        also=("grade_confirmed", "missing.closed", "missing.cancelled"),
        least_rank="Sergeant",
        tells=(
            ("Sergeant", "sergeant_reviewed_at"),
            ("Inspector", "inspector_reviewed_at last_review_at"),
            ("Detective Inspector", "detective_reviewed_at"),
            ("Superintendent", "superintendent_reviewed_at senior_manager_involved_at long_term_reviewed_at"),
        ),
        # The supervisor's questions of 1.11, which the auditor asks too.
        looked_at=(
            ("grade", "The grade is right on everything known"),
            ("linked", "Linked records were read"),
            ("exploitation", "Exploitation was considered"),
            ("pace", "The pace fits the risk"),
            ("lines", "Lines of enquiry are set and done"),
            ("partners", "Partners were told and contribute"),
            ("found", "There is a plan for when the child is found"),
            ("voice", "The child's voice"),
            ("pattern", "Earlier episodes and the trigger plan"),
            ("record", "The record is good enough for the next officer"),
        ),
    ),
    clocks=(
        ClockUse("MIS-C01", cancelled_by=ENDED, late_move="promote"),
        ClockUse("MIS-C02", cancelled_by=ENDED),
        *(ClockUse(f"MIS-{number}.high", when=HIGH, cancelled_by=ENDED) for number in OF_EACH_GRADE),
        *(ClockUse(f"MIS-{number}.med", when=MEDIUM, cancelled_by=ENDED) for number in OF_EACH_GRADE),
        ClockUse("MIS-C06.high.next", when=HIGH, states=AWAY, cancelled_by=ENDED),
        ClockUse("MIS-C06.med.next", when=MEDIUM, states=AWAY, cancelled_by=ENDED),
        ClockUse("MIS-C06.nar", when=NONE, states=AWAY, cancelled_by=ENDED),
        ClockUse("MIS-C07", when=HIGH, cancelled_by=ENDED),
        *(ClockUse(f"MIS-C09.{mark}", cancelled_by=ENDED) for mark in ("72h", "7d", "14d", "28d")),
        *(ClockUse(f"MIS-C10.{mark}", cancelled_by=ENDED) for mark in ("28d", "3m", "6m", "12m")),
        ClockUse("MIS-C11.high", when=HIGH, cancelled_by=ENDED, unless=ADULT),
        ClockUse("MIS-C11.other", when=NOT_HIGH, cancelled_by=ENDED, unless=ADULT),
        ClockUse("MIS-C12", cancelled_by=ENDED),
        ClockUse("MIS-C13.high", when=HIGH),
        ClockUse("MIS-C13.other", when=NOT_HIGH),
        ClockUse("MIS-C14.high", when=HIGH, unless=ADULT),
        ClockUse("MIS-C14.other", when=NOT_HIGH, unless=ADULT),
        ClockUse("MIS-C15", unless=ADULT),
        ClockUse("MIS-C16"),
        ClockUse("missing.outcome_chase", unless=ADULT),
        ClockUse("MIS-C20", late_move="lapse_across", cancelled_by=("across_ended_at", *ENDED)),
        ClockUse("MIS-C21.high", when=HIGH, states=AWAY, cancelled_by=ENDED),
        ClockUse("MIS-C21.med", when=MEDIUM, states=AWAY, cancelled_by=ENDED),
        ClockUse("review.next", cancelled_by=("missing_closed_at", *ENDED)),
    ),
    briefing=BRIEFING,
    questions=QUESTIONS,
    indicators=INDICATORS,
    figures_note=NOTE,
    groups=GROUPS,
    checklist=CHECKLIST,
    fields=(
        "q_worry",
        "q_done",
        "last_seen_place",
        "last_seen_with",
        "description",
        "q_who_with",
        "q_other",
        "informant",
        "cad_ref",
    ),
    mirrors="merlin",
    follows=f"{HERE}.mirroring.follow",
    research=f"{HERE}.memory.of_case",
    research_in=ANY,
    research_shows="components/remembered.html",
    before=f"{HERE}.memory.of_child",
    shares=f"{HERE}.shares.SHARES",
    states=(
        State("reported", "Reported: not graded yet", whose_turn="control_room"),
        State("absent", "No apparent risk: to be graded again by the time agreed", whose_turn="control_room"),
        State("open", "Missing: being looked for", whose_turn="owner"),
        State("long_term", "Missing for long: reviewed as such", whose_turn="owner"),
        State("located", "Found: not yet seen safe", whose_turn="owner"),
        State("safe", "Seen safe: not yet back", whose_turn="owner"),
        State("returned", "Back: to be listened to", whose_turn="owner"),
        State("closed", "Closed", whose_turn="nobody", is_closed=True),
        State("deceased", "Found dead: with major crime and the coroner", whose_turn="nobody", is_closed=True),
        State("not_missing", "Closed: was not missing", whose_turn="nobody", is_closed=True),
    ),
    moves=MOVES,
    panels=("goldthread.respond.placements.panel",),
    board=RowBoard(
        noun="person",
        many="people",
        since="Reported",
        groups=(
            Part("away", "Missing", ("reported", "absent", "open", "long_term")),
            Part("found", "Found, not yet back", ("located", "safe")),
            Part("back", "Back: to be listened to", ("returned",)),
        ),
        whole_force=("control_room",),
        taken_by="take",
        says=f"{HERE}.sheet.says",
        on_paper=True,
    ),
)
