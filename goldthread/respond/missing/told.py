"""The steps by which others are told of a missing child and answer: children's services, and the interview's provider.

The authority responsible, the authority where the child is placed and the authority where the child is found may be
three: each is kept apart and each is told (missing-cse-custody.md 1.14, November 2026).
"""

from goldthread.core.areas.grammar import Ask, Move
from goldthread.respond.missing import choices

CARE = "goldthread.respond.missing.care"
AWAY = ("reported", "absent", "open", "long_term")
FOUND = ("located", "safe", "returned")
ANY = (*AWAY, *FOUND)
RESPONSIBLE = Ask("responsible", "The authority responsible for the child", "choice", choices_from="authorities")
HOST = Ask("host", "The authority where the child is placed", "choice", choices_from="authorities", required=False)
FOUND_IN = Ask(
    "found_in", "The authority where the child was found", "choice", choices_from="authorities", required=False
)
ANSWERED_BY = Ask("answered_by", "Which authority", "choice", choices_from="authorities")
HELD = ("return_interview", ("done",))
CHILD = ("who", ("child", ""))  # what an authority owes a child and not an adult
TOLD = ("care_told", ("yes",))  # nothing to answer, and nobody to chase, before somebody was told

MOVES = (
    Move(
        id="notify_care",
        button="Send it to children's services",
        sentence="Sent to children's services",
        from_states=ANY,
        to_state="",
        permission="work_missing",
        event="missing.care_notified",
        when=CHILD,
        sets=(("care_told", "yes"), ("care_told_by", "sent")),
        happens="social_care_told_at",
        confirms=True,
        guard="goldthread.respond.missing.guards.check_care_told",
        suggests=f"{CARE}.suggest_notice",
        warns=f"{CARE}.warn",
        then=f"{CARE}.notify",
        asks=(
            RESPONSIBLE,
            HOST,
            Ask("care_asked", "What is asked of them", "choice", choices.CARE_ASKED),
            Ask(
                "summary",
                "What they are told",
                "long",
                required=False,
                hint="Facts, and only what they need. Left empty: those of the report.",
            ),
        ),
    ),
    Move(
        id="notify_return",
        button="Send word that the child is found",
        sentence="The authorities were sent word that the child is found",
        from_states=FOUND,
        to_state="",
        permission="work_missing",
        event="missing.return_notified",
        when=CHILD,
        happens="return_told_at",
        confirms=True,
        suggests=f"{CARE}.suggest_return",
        warns=f"{CARE}.warn",
        then=f"{CARE}.notify_return",
        asks=(
            RESPONSIBLE,
            HOST,
            FOUND_IN,
            Ask("summary", "What they are told", "long", required=False, hint="Left empty: when and how it ended."),
        ),
    ),
    Move(
        id="care_has_it",
        button="An authority has it",
        sentence="An authority has it",
        from_states=ANY,
        to_state="",
        permission="exchange_missing",
        event="missing.care_acknowledged",
        when=TOLD,
        then=f"{CARE}.keep_in_step",
        asks=(ANSWERED_BY, Ask("acknowledged_by", "Who there said so", "text")),
    ),
    Move(
        id="care_outcome",
        button="Record what children's services decided",
        sentence="Children's services decided",
        from_states=(*ANY, "closed"),
        to_state="",
        permission="exchange_missing",
        event="missing.care_outcome",
        when=TOLD,
        sets=(("care_waits", "no"),),  # unless another authority, or this one, has still to say
        settles=f"{CARE}.settle_outcome",
        happens_when=(("care_waits", "no", "care_outcome_at"),),
        then=f"{CARE}.keep_in_step",
        asks=(
            ANSWERED_BY,
            Ask("care_outcome", "What they decided", "choice", choices.CARE_OUTCOMES),
            Ask("care_outcome_on", "On which day", "day"),
            Ask("outcome_why", "The reasons they gave", "long", required=False),
        ),
    ),
    Move(
        id="chase_care",
        button="Note that you chased children's services",
        sentence="Children's services were asked again",
        from_states=(*ANY, "closed"),
        to_state="",
        permission="exchange_missing",
        event="missing.care_chased",
        when=TOLD,
        asks=(Ask("asked_whom", "Whom you asked, and how", "text"), Ask("said", "What they said", "long")),
    ),
    Move(
        id="request_return_interview",
        button="Send for the return interview",
        sentence="The return interview was asked for",
        from_states=("returned",),
        to_state="",
        permission="exchange_missing",
        event="missing.return_interview_requested",
        sets=(("rhi_asked", "yes"),),
        when=CHILD,
        happens="rhi_asked_at",
        confirms=True,
        suggests=f"{CARE}.suggest_provider",
        warns=f"{CARE}.warn_provider",
        then=f"{CARE}.request_interview",
        asks=(
            Ask("provider", "Who holds it", "choice", choices_from="interview_providers"),
            Ask(
                "summary",
                "What the interviewer must know",
                "long",
                required=False,
                hint="To listen well and to be safe. Nothing of an investigation.",
            ),
        ),
    ),
    Move(
        id="chase_interview",
        button="Note that you chased the return interview",
        sentence="The return interview was asked for again",
        from_states=("returned",),
        to_state="",
        permission="exchange_missing",
        event="missing.return_interview_chased",
        when=("rhi_asked", ("yes",)),
        asks=(Ask("asked_whom", "Whom you asked, and how", "text"), Ask("said", "What they said", "long")),
    ),
    Move(
        id="take_return_interview",
        button="Take the return interview in",
        sentence="The return interview came in",
        from_states=("returned", "closed"),
        to_state="",
        permission="exchange_missing",
        event="missing.return_interview_taken",
        sets=(("rhi_comes", "again"),),  # unless it is the first word of it
        when=CHILD,
        at="return_interview_on",
        happens_when=(
            ("rhi_comes", "done", "rhi_completed_at"),
            ("rhi_comes", "declined", "rhi_declined_at"),
        ),
        settles="goldthread.respond.missing.interviews.settle",
        then="goldthread.respond.missing.interviews.keep",
        asks=(
            Ask("return_interview", "What came of it", "choice", choices.RETURN_INTERVIEW),
            Ask("return_interview_on", "Held, or declined, at what time", "instant"),
            Ask("offered_on", "Offered at what time", "instant", required=False),
            Ask("received_on", "Received by us at what time", "instant", when=HELD, happens="rhi_received_at"),
            Ask("interviewer_org", "Who held it", "text", required=False),
            Ask("independent", "Independent of the child's care?", "yes_no", required=False, when=HELD),
            Ask("trained", "Trained to hold it?", "yes_no", required=False, when=HELD),
            Ask("words", "What the child said, in their words", "long", required=False, when=HELD),
            Ask("rhi_people", "People named, one on a line", "long", required=False, when=HELD),
            Ask("rhi_places", "Places named, one on a line", "long", required=False, when=HELD),
            Ask("push_factors", "What the child went away from", "choices", choices.REASONS, required=False, when=HELD),
            Ask("pull_factors", "What drew the child", "choices", choices.PULL, required=False, when=HELD),
            Ask("rhi_harm", "Harm that came to the child", "choices", choices.HARM, required=False, when=HELD),
            Ask("consent_to_share", "Does the child agree that police know?", "yes_no", required=False, when=HELD),
            Ask("why", "Why not", "long", required=False),
        ),
    ),
)
