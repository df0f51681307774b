"""An audit found that a child may still be at risk: sent back at once, acted on, and confirmed by somebody outside.

States follow inspection.md 4 (November 2026): 38 of 374 cases were sent back in 2016, and of those that the force had
graded inadequate itself nothing had been done. So a grade is never only a statistic.
"""

from goldthread.core.areas.grammar import Area, Ask, ClockUse, Move, Review, State

HERE = "goldthread.audit.referral"
WAITING = ("raised", "acknowledged", "acted_on", "safe")

AREA = Area(
    id="referral",
    name="Sent back by audit",
    noun="referral back",
    prefix="B",
    opening_event="referral.raised",
    opening_sentence="Sent back by an audit: a child may be at risk",
    opening_happens="sent_back_at",
    opening_layer="summary",
    first_state="raised",
    queue_permission="supervise_work",
    desk_role="duty_inspector",
    risks=(("high", "High"),),
    review=Review(also=("referral.confirmed",)),
    fields=("why", "case"),
    opening_says=(Ask("case", "The case that was audited", "text"), Ask("why", "Why it was sent back", "long")),
    clocks=(ClockUse("referral.first_response"),),
    states=(
        State("raised", "Sent back: nobody has acknowledged it", whose_turn="duty_inspector"),
        State("acknowledged", "Acknowledged: something is to be done for the child", whose_turn="owner"),
        State("acted_on", "Acted on: not yet confirmed that the child is safe", whose_turn="owner"),
        State("safe", "Said to be safe: somebody outside the team is to confirm it", whose_turn="duty_inspector"),
        State("confirmed", "Confirmed by somebody outside the team", whose_turn="nobody", is_closed=True),
    ),
    moves=(
        Move(
            id="acknowledge",
            button="I have it",
            sentence="Acknowledged by a named officer",
            from_states=("raised",),
            to_state="acknowledged",
            permission="supervise_work",
            event="referral.acknowledged",
            takes_ownership=True,
            then=f"{HERE}.guards.settle_told",
        ),
        Move(
            id="act",
            button="Say what was done for the child",
            sentence="Acted on",
            from_states=("acknowledged",),
            to_state="acted_on",
            permission="supervise_work",
            event="referral.acted_on",
            happens="first_response_at",
            asks=(Ask("done", "What was done for the child, by whom, when", "long"),),
        ),
        Move(
            id="safe",
            button="The child is safe",
            sentence="The child was said to be safe",
            from_states=("acted_on",),
            to_state="safe",
            permission="supervise_work",
            event="referral.safe",
            at="safe_on",
            asks=(
                Ask("safe_on", "Since when", "instant"),
                Ask("seen_by", "Who saw the child, and where", "long"),
            ),
        ),
        Move(
            id="not_safe",
            button="More is to be done",
            sentence="Not confirmed: more is to be done",
            from_states=("safe",),
            to_state="acknowledged",
            permission="supervise_work",
            event="referral.not_safe",
            needs_note=True,
            note_label="What is still to be done for the child",
        ),
        Move(
            id="confirm",
            button="Confirm that the child is safe",
            sentence="Confirmed by somebody outside the team",
            from_states=("safe",),
            to_state="confirmed",
            permission="supervise_work",
            event="referral.confirmed",
            confirms=True,
            guard=f"{HERE}.guards.check_outside",
            asks=(Ask("how", "How you know, and what you looked at", "long"),),
        ),
    ),
)
